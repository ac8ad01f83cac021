// Rules and their trees of exceptions (S4, S6, S7): the deepest that applies wins, and none of
// several that apply.
#include <algorithm>

#include "compiler/eval/evaluation.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

std::string names_of(const ir::Rule& rule, const std::vector<uint32_t>& exceptions) {
  std::string names;
  for (const uint32_t i : exceptions) names += (names.empty() ? "" : ", ") + rule.exceptions[i].name;
  return rule.name + ": " + names;
}

// Siblings whose values are provably equal may apply together (7.4).
bool all_agree(const ir::Rule& rule, const std::vector<uint32_t>& applicable) {
  for (size_t i = 0; i < applicable.size(); ++i) {
    const std::vector<uint32_t>& agrees = rule.exceptions[applicable[i]].agrees_with;
    for (size_t k = i + 1; k < applicable.size(); ++k) {
      if (std::find(agrees.begin(), agrees.end(), applicable[k]) == agrees.end()) return false;
    }
  }
  return true;
}

}  // namespace

Outcome Evaluation::call_rule(ir::RuleId id, const Value& subject, int32_t effective) {
  if (main_subject_ == nullptr) main_subject_ = &subject;
  const bool explained = trace_ != nullptr && !trace_->full();
  const std::pair key{id, effective};
  if (&subject != main_subject_) return rule_value(id, subject, effective);
  if (const auto known = rules_known_.find(key); known != rules_known_.end() && !explained) return known->second;
  Outcome outcome = rule_value(id, subject, effective);
  rules_known_.insert_or_assign(key, outcome);
  return outcome;
}

Outcome Evaluation::rule_value(ir::RuleId id, const Value& subject, int32_t effective) {
  const ir::Rule& rule = module_.rules[id.index()];
  Frame frame{effective, &subject, nullptr, std::vector<Value>(rule.local_count)};
  if (trace_ != nullptr) trace_->open_rule(id, effective);
  Outcome outcome = exception_node(rule, ir::kBase, frame);
  if (trace_ != nullptr) trace_->close_rule(id, outcome);
  return outcome;
}

tl::expected<bool, RowFailure> Evaluation::window_covers(const ir::Window& window, const Frame& frame,
                                                         ir::Place at) const {
  if (!window.present) return true;
  int32_t date = frame.effective;
  if (window.read_at == ir::DateKind::AsOf) date = context_.as_of;
  if (window.read_at == ir::DateKind::PeriodStart) date = context_.period_start;
  if (window.read_at == ir::DateKind::PeriodLast) date = context_.period_end - 1;
  if (window.read_at == ir::DateKind::Issued) {
    if (!context_.issued_given) return fail_at(at, ir::RowError::MissingValue, "the date of issue is not given");
    date = issued();
  }
  return (!window.from || *window.from <= date) && (!window.until || date < *window.until);
}

tl::expected<bool, RowFailure> Evaluation::applies(const ir::Exception& exception, Frame& frame) {
  TARIFA_TAKE(const bool in_window, window_covers(exception.window, frame, exception.at));
  if (!in_window || !exception.when.valid()) return in_window;
  TARIFA_TAKE(const Value when, evaluate(exception.when, frame));
  return when.truth();
}

// The value of the base (kBase) or of an exception that applies. The conditions of all its children
// are evaluated.
Outcome Evaluation::exception_node(const ir::Rule& rule, uint32_t at, Frame& frame) {
  std::vector<uint32_t> applicable;
  bool all_cumulative = true;
  for (uint32_t i = 0; i < rule.exceptions.size(); ++i) {
    const ir::Exception& child = rule.exceptions[i];
    if (child.parent != at) continue;
    if (trace_ != nullptr) trace_->open_exception(child);
    const auto applied = applies(child, frame);
    if (trace_ != nullptr) trace_->close_exception(child, applied);
    if (!applied) return Failed(applied.error());
    if (!*applied) continue;
    applicable.push_back(i);
    all_cumulative = all_cumulative && child.cumulative;
  }
  if (applicable.empty()) {
    Outcome value = evaluate(at == ir::kBase ? rule.base : rule.exceptions[at].value, frame);
    if (trace_ != nullptr) trace_->rule_value(rule, at);
    return value;
  }
  const bool same_value = !all_cumulative && all_agree(rule, applicable);
  if (applicable.size() == 1 || same_value) return exception_node(rule, applicable[0], frame);
  if (!all_cumulative) return fail_at(rule.at, ir::RowError::ConflictingExceptions, names_of(rule, applicable));
  return cumulative_sum(rule, applicable, frame);
}

Outcome Evaluation::cumulative_sum(const ir::Rule& rule, const std::vector<uint32_t>& applicable, Frame& frame) {
  const ir::Type& type = module_.type(rule.type);
  Number sum;
  mpz_class length_sum = 0;
  for (const uint32_t i : applicable) {
    TARIFA_TAKE(const Value value, exception_node(rule, i, frame));
    if (type.kind == ir::TypeKind::Number) {
      TARIFA_PASS(add_judged(sum, value.number(), type.scale, 1, rule.at));
      continue;
    }
    length_sum += static_cast<long>(value.civil());
    TARIFA_PASS(length(length_sum, rule.at));
  }
  if (type.kind == ir::TypeKind::Number) return Value{sum};
  return length(length_sum, rule.at);
}

}  // namespace tarifa::eval
