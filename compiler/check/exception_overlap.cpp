#include "compiler/check/exception_overlap.h"

#include <algorithm>

#include "compiler/check/conditions.h"
#include "compiler/check/equal_values.h"
#include "compiler/check/exception_region.h"
#include "compiler/check/places.h"
#include "compiler/check/report.h"
#include "compiler/check/rule_findings.h"
#include "compiler/check/subject_sample.h"

namespace tarifa::check {
namespace {

constexpr uint64_t kSeedsOpaque = 12;  // accounts tried where the box alone does not say enough
constexpr uint64_t kSeedsPlain = 3;
constexpr size_t kBoxesTried = 16;
constexpr size_t kAccountsARule = 4'000;
constexpr size_t kPairsARule = 20'000;

enum class Verdict : uint8_t { Disjoint, Together, Unknown };

class Overlap {
 public:
  Overlap(Session& session, const ir::LetBindings& bindings, ir::Rule& rule)
      : session_(session), rule_(rule), conditions_(session.ir, bindings), interpreter_(session.ir) {}

  void run() {
    const size_t count = rule_.exceptions.size();
    for (uint32_t i = 0; i < count; ++i) regions_.push_back(exception_region(conditions_, rule_, i));
    std::vector<bool> disjoint(count, true);
    size_t pairs = 0;
    for (uint32_t a = 0; a < count; ++a) {
      for (uint32_t b = a + 1; b < count; ++b) {
        if (rule_.exceptions[a].parent != rule_.exceptions[b].parent) continue;
        if (rule_.exceptions[a].cumulative && rule_.exceptions[b].cumulative) continue;
        if (++pairs <= kPairsARule && judge(a, b)) continue;
        disjoint[a] = false;
        disjoint[b] = false;
      }
    }
    for (size_t i = 0; i < count; ++i) rule_.exceptions[i].disjoint_proved = disjoint[i];
  }

 private:
  // True if nothing is left to judge at run time.
  bool judge(uint32_t a, uint32_t b) {
    std::string example;
    const Verdict verdict = verdict_of(a, b, example);
    if (verdict == Verdict::Disjoint) return true;
    ir::Exception& first = rule_.exceptions[a];
    ir::Exception& second = rule_.exceptions[b];
    if (!first.cumulative && !second.cumulative && is_leaf(a) && is_leaf(b) &&
        equal_values(session_.ir, first.value, second.value)) {
      first.agrees_with.push_back(b);
      second.agrees_with.push_back(a);
      return true;
    }
    if (verdict == Verdict::Unknown) return false;
    report(session_, DiagKind::ExceptionsConflict, span_of(session_, second.at), {first.name, second.name, rule_.name})
        .label(span_of(session_, first.at), NoteKind::OtherException, {first.name})
        .help(example.empty() ? NoteKind::EveryAccount : NoteKind::ExampleAccount, {example})
        .help(NoteKind::MendConflict, {second.name, first.name});
    return true;
  }

  [[nodiscard]] bool is_leaf(uint32_t index) const {
    return std::none_of(rule_.exceptions.begin(), rule_.exceptions.end(),
                        [&](const ir::Exception& e) { return e.parent == index; });
  }

  Verdict verdict_of(uint32_t a, uint32_t b, std::string& example) {
    const auto common = both(regions_[a], regions_[b]);
    if (!common) return Verdict::Unknown;
    const Boxes open = possible_ones(conditions_.variables(), *common);
    if (open.empty()) return Verdict::Disjoint;
    for (size_t i = 0; i < open.size() && i < kBoxesTried; ++i) {
      const uint64_t seeds = has_opaque_parts(conditions_, open[i]) ? kSeedsOpaque : kSeedsPlain;
      for (uint64_t seed = 0; seed < seeds && accounts_ < kAccountsARule; ++seed, ++accounts_) {
        const Sample sample = sample_subject(session_.ir, rule_.entity, conditions_, open[i], seed);
        if (!applies(a, sample) || !applies(b, sample)) continue;
        example = sample.text;
        return Verdict::Together;
      }
    }
    return Verdict::Unknown;
  }

  bool applies(uint32_t index, const Sample& sample) {
    for (uint32_t at = index; at != ir::kBase; at = rule_.exceptions[at].parent) {
      const ir::Exception& exception = rule_.exceptions[at];
      if (exception.window.present && !in_window(exception.window, sample)) return false;
      if (!exception.when.valid()) continue;
      std::vector<eval::Value> locals(rule_.local_count);
      const auto holds = interpreter_.expression(exception.when, sample.context, sample.effective_date, &sample.subject,
                                                 std::move(locals));
      if (!holds || !holds->truth()) return false;
    }
    return true;
  }

  [[nodiscard]] static bool in_window(const ir::Window& window, const Sample& sample) {
    int32_t date = sample.effective_date;
    switch (window.read_at) {
      case ir::DateKind::Effective: break;
      case ir::DateKind::PeriodStart: date = sample.context.period_start; break;
      case ir::DateKind::PeriodLast: date = sample.context.period_end - 1; break;
      case ir::DateKind::Issued: date = *sample.context.issued; break;
      case ir::DateKind::AsOf: date = sample.context.as_of; break;
    }
    return (!window.from || date >= *window.from) && (!window.until || date < *window.until);
  }

  Session& session_;
  ir::Rule& rule_;
  Conditions conditions_;
  eval::Interpreter interpreter_;
  std::vector<std::optional<Boxes>> regions_;
  size_t accounts_ = 0;
};

}  // namespace

void analyze_exceptions(Session& session) {
  std::optional<ir::LetBindings> bindings;
  const RuleFindings findings(session);
  for (uint32_t i = 0; i < session.ir.rules.size(); ++i) {
    ir::Rule& rule = session.ir.rules[i];
    if (!rule.base.valid() || rule.exceptions.empty()) continue;
    const ir::Rule* last = findings.last(ir::RuleId(i));
    DeclarationLog* log = findings.log(ir::RuleId(i));
    if (last != nullptr && log->found.no_conflict) {
      for (size_t k = 0; k < rule.exceptions.size(); ++k) {
        rule.exceptions[k].disjoint_proved = last->exceptions[k].disjoint_proved;
        rule.exceptions[k].agrees_with = last->exceptions[k].agrees_with;
      }
      continue;
    }
    if (!bindings) bindings.emplace(session.ir);
    const size_t errors = session.sink.error_count();
    Overlap(session, *bindings, rule).run();
    if (log != nullptr) log->found.no_conflict = session.sink.error_count() == errors;
  }
}

}  // namespace tarifa::check
