#include "compiler/check/exception_overlap.h"

#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/conditions.h"
#include "compiler/check/equal_values.h"
#include "compiler/check/places.h"
#include "compiler/check/report.h"
#include "compiler/check/subject_sample.h"

namespace tarifa::check {
namespace {

constexpr uint64_t kSamplesABox = 40;
constexpr size_t kBoxesTried = 16;

enum class Verdict : uint8_t { Disjoint, Together, Unknown };

class Overlap {
 public:
  Overlap(Session& session, ir::Rule& rule) : session_(session), rule_(rule), conditions_(session.ir) {}

  void run() {
    const size_t count = rule_.exceptions.size();
    std::vector<bool> disjoint(count, true);
    for (uint32_t a = 0; a < count; ++a) {
      for (uint32_t b = a + 1; b < count; ++b) {
        if (rule_.exceptions[a].parent != rule_.exceptions[b].parent) continue;
        if (rule_.exceptions[a].cumulative && rule_.exceptions[b].cumulative) continue;
        if (judge(a, b)) continue;
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
        .help(NoteKind::ExampleAccount, {example})
        .help(NoteKind::MendConflict, {second.name, first.name});
    return true;
  }

  [[nodiscard]] bool is_leaf(uint32_t index) const {
    return std::none_of(rule_.exceptions.begin(), rule_.exceptions.end(),
                        [&](const ir::Exception& e) { return e.parent == index; });
  }

  // An exception applies where its window and condition hold, and its ancestors'.
  std::optional<Boxes> region(uint32_t index) {
    std::optional<Boxes> out = Boxes{Box{}};
    for (uint32_t at = index; at != ir::kBase; at = rule_.exceptions[at].parent) {
      const ir::Exception& exception = rule_.exceptions[at];
      const auto window = conditions_.window(exception.window);
      if (!window) return std::nullopt;
      out = Conditions::both(*out, *window);
      if (!out || !exception.when.valid()) continue;
      const auto when = conditions_.boxes(exception.when);
      if (!when) return std::nullopt;
      out = Conditions::both(*out, *when);
      if (!out) return std::nullopt;
    }
    return out;
  }

  Verdict verdict_of(uint32_t a, uint32_t b, std::string& example) {
    const auto first = region(a);
    const auto second = region(b);
    if (!first || !second) return Verdict::Unknown;
    const auto common = Conditions::both(*first, *second);
    if (!common) return Verdict::Unknown;
    Boxes open;
    for (const Box& box : *common) {
      if (conditions_.possible(box)) open.push_back(box);
    }
    if (open.empty()) return Verdict::Disjoint;
    for (size_t i = 0; i < open.size() && i < kBoxesTried; ++i) {
      for (uint64_t seed = 0; seed < kSamplesABox; ++seed) {
        const Sample sample = sample_subject(session_.ir, rule_.entity, conditions_, open[i], seed);
        if (!applies(a, sample) || !applies(b, sample)) continue;
        example = sample.text;
        return Verdict::Together;
      }
    }
    return Verdict::Unknown;
  }

  bool applies(uint32_t index, const Sample& sample) {
    eval::Interpreter interpreter(session_.ir);
    for (uint32_t at = index; at != ir::kBase; at = rule_.exceptions[at].parent) {
      const ir::Exception& exception = rule_.exceptions[at];
      if (exception.window.present && !in_window(exception.window, sample)) return false;
      if (!exception.when.valid()) continue;
      std::vector<eval::Value> locals(rule_.local_count);
      const auto holds = interpreter.expression(exception.when, sample.context, sample.effective_date, &sample.subject,
                                                std::move(locals));
      if (!holds || !holds->truth()) return false;
    }
    return true;
  }

  static bool in_window(const ir::Window& window, const Sample& sample) {
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
};

}  // namespace

void analyze_exceptions(Session& session) {
  for (ir::Rule& rule : session.ir.rules) {
    if (rule.base.valid()) Overlap(session, rule).run();
  }
}

}  // namespace tarifa::check
