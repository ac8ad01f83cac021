// Calls, and rules with their trees of exceptions (S4, S6, S7).
#include <algorithm>

#include "compiler/kernel/lowering.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

bool agree(const ir::Exception& exception, uint32_t sibling) {
  return std::find(exception.agrees_with.begin(), exception.agrees_with.end(), sibling) != exception.agrees_with.end();
}

}  // namespace

Scope Lowering::fresh(int32_t date, uint32_t locals) {
  Scope s;
  s.locals.resize(locals);
  s.date = date;
  s.mask = b_.boolean(true);
  s.error = b_.no_error();
  return s;
}

// The value of a call with this key, evaluated once for every row; its error counts here under the mask.
Val Lowering::shared(std::vector<uint32_t> key, bool top, Scope& s, const std::function<Val(Scope&)>& make) {
  key.push_back(top ? 0 : b_.region().value);
  auto found = shared_.find(key);
  if (found == shared_.end()) {
    Shared result;
    const auto evaluate = [&] {
      Scope own = fresh(s.date, 0);
      own.subject = s.subject;
      result.value = make(own);
      result.error = own.error;
    };
    if (top) {
      b_.at_top(evaluate);
    } else {
      evaluate();
    }
    found = shared_.emplace(std::move(key), std::move(result)).first;
  }
  s.error = b_.merge(s.error, s.mask, found->second.error);
  return found->second.value;
}

Val Lowering::call_rule(const ir::Node& node, Scope& s) {
  const ir::RuleId id(node.imm);
  const Val subject = operand(node, 0, s);
  const int32_t date = reach_.rule_reads_date(id) ? s.date : 0;
  return shared({0, node.imm, subject.ref, static_cast<uint32_t>(date)}, records_[subject.ref].top, s, [&](Scope& own) {
    const ir::Rule& rule = module_.rules[id.index()];
    own.subject = subject.ref;
    own.locals.resize(rule.local_count);
    return rule_value(rule, own);
  });
}

Val Lowering::call_let(const ir::Node& node, Scope& s) {
  const ir::LetId id(node.imm);
  const ir::Let& let = module_.lets[id.index()];
  const int32_t date = reach_.let_reads_date(id) ? s.date : 0;
  std::vector<uint32_t> key{1, node.imm, s.subject, static_cast<uint32_t>(date)};
  std::vector<Val> arguments;
  bool top = records_[s.subject].top;
  for (uint32_t k = 0; k < node.operand_count; ++k) {
    arguments.push_back(operand(node, k, s));
    top = top && at_top(arguments.back());
    identity(arguments.back(), key);
  }
  return shared(std::move(key), top, s, [&](Scope& own) {
    own.locals = std::move(arguments);
    own.locals.resize(std::max<size_t>(let.local_count, own.locals.size()));
    return lower(let.body, own);
  });
}

Val Lowering::rule_value(const ir::Rule& rule, Scope& s) { return exception_node(rule, ir::kBase, s); }

bool Lowering::window_covers(const ir::Window& window, int32_t effective) const {
  int32_t date = effective;
  switch (window.read_at) {
    case ir::DateKind::Effective: break;
    case ir::DateKind::PeriodStart: date = run_.period_start; break;
    case ir::DateKind::PeriodLast: date = run_.period_end - 1; break;
    case ir::DateKind::Issued: date = run_.issued; break;
    case ir::DateKind::AsOf: date = run_.as_of; break;
  }
  return (!window.from || *window.from <= date) && (!window.until || date < *window.until);
}

// Two that apply together, unless both are cumulative or their values are provably equal.
ValueId Lowering::conflict_of(const ir::Rule& rule, const std::vector<uint32_t>& children,
                              const std::vector<ValueId>& applies) {
  ValueId conflict = b_.boolean(false);
  ValueId some = b_.boolean(false);
  ValueId some_plain = b_.boolean(false);
  for (size_t k = 0; k < children.size(); ++k) {
    const ir::Exception& child = rule.exceptions[children[k]];
    if (child.agrees_with.empty()) {
      conflict = b_.either(conflict, b_.both(applies[k], child.cumulative ? some_plain : some));
    }
    for (size_t earlier = 0; earlier < k && !child.agrees_with.empty(); ++earlier) {
      if (!agree(child, children[earlier])) conflict = b_.either(conflict, b_.both(applies[k], applies[earlier]));
    }
    some = b_.either(some, applies[k]);
    if (!child.cumulative) some_plain = b_.either(some_plain, applies[k]);
  }
  return conflict;
}

// The value of the base (kBase) or of an exception that applies. The conditions of all its children are evaluated, in
// order.
Val Lowering::exception_node(const ir::Rule& rule, uint32_t at, Scope& s) {
  std::vector<uint32_t> children;
  std::vector<ValueId> applies;
  for (uint32_t k = 0; k < rule.exceptions.size(); ++k) {
    const ir::Exception& child = rule.exceptions[k];
    if (child.parent != at) continue;
    if (child.window.present && child.window.read_at == ir::DateKind::Issued && !run_.issued_given) {
      raise(s, b_.boolean(true), ir::RowError::MissingValue, child.at);
    }
    if (child.window.present && !window_covers(child.window, s.date)) continue;
    const ValueId when = child.when.valid() ? lower(child.when, s).a : b_.boolean(true);
    if (b_.is_false(when)) continue;
    children.push_back(k);
    applies.push_back(when);
  }
  ValueId none = b_.boolean(true);
  ValueId some = b_.boolean(false);
  ValueId several = b_.boolean(false);
  ValueId some_cumulative = b_.boolean(false);
  ValueId several_cumulative = b_.boolean(false);
  for (size_t k = 0; k < children.size(); ++k) {
    several = b_.either(several, b_.both(applies[k], some));
    some = b_.either(some, applies[k]);
    none = b_.both(none, b_.negation(applies[k]));
    if (!rule.exceptions[children[k]].cumulative) continue;
    several_cumulative = b_.either(several_cumulative, b_.both(applies[k], some_cumulative));
    some_cumulative = b_.either(some_cumulative, applies[k]);
  }
  const ValueId conflict = conflict_of(rule, children, applies);
  raise(s, conflict, ir::RowError::ConflictingExceptions, rule.at);
  const ir::NodeId own = at == ir::kBase ? rule.base : rule.exceptions[at].value;
  if (b_.is_true(none)) return lower(own, s);
  Val value = nothing(rule.type);
  bool any = false;
  const auto take = [&](ValueId where, const auto& make) {
    if (b_.is_false(where)) return;
    const Val v = under(s, where, make);
    value = !any ? v : v.form == Form::List ? select_list(where, v, value, s) : select(where, v, value);
    any = true;
  };
  take(none, [&] { return lower(own, s); });
  for (size_t k = 0; k < children.size(); ++k) {
    ValueId alone = applies[k];
    const ir::Exception& child = rule.exceptions[children[k]];
    if (!child.agrees_with.empty()) {  // the first of those that agree
      alone = b_.both(alone, b_.negation(conflict));
      for (size_t earlier = 0; earlier < k; ++earlier) {
        if (agree(child, children[earlier])) alone = b_.both(alone, b_.negation(applies[earlier]));
      }
    } else if (!child.disjoint_proved) {
      alone = b_.both(alone, b_.negation(several));
    }
    take(alone, [&] { return exception_node(rule, children[k], s); });
  }
  take(b_.both(several_cumulative, b_.negation(conflict)), [&] { return cumulative_sum(rule, children, applies, s); });
  return value;
}

// S7: all that apply are cumulative; each after its own exceptions, without the node's own value.
Val Lowering::cumulative_sum(const ir::Rule& rule, const std::vector<uint32_t>& children,
                             const std::vector<ValueId>& applies, Scope& s) {
  const ir::Type& type = module_.type(rule.type);
  const bool numbers = type.kind == ir::TypeKind::Number;
  Num sum = n_.constant(0, 0);
  ValueId length_sum = b_.constant(0);
  for (size_t k = 0; k < children.size(); ++k) {
    if (!rule.exceptions[children[k]].cumulative) continue;
    under(s, applies[k], [&] {
      const Val v = exception_node(rule, children[k], s);
      if (numbers) {
        sum = n_.add(sum, n_.select(applies[k], v.num, n_.constant(0, 0)));
        judge(sum, type, 1, rule.at, s);
      } else {
        length_sum = length(b_.add(length_sum, b_.select(applies[k], v.a, b_.constant(0))), rule.at, s).a;
      }
      return 0;
    });
  }
  return numbers ? number(sum) : integer(length_sum);
}

}  // namespace tarifa::kernel
