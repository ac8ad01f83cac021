#include "compiler/check/decided_conditions.h"

#include <algorithm>

#include "compiler/check/conditions.h"
#include "compiler/check/exception_region.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/places.h"
#include "compiler/check/report.h"

namespace tarifa::check {
namespace {

enum class Outcome : uint8_t { Open, Never, Always };

class Decided {
 public:
  Decided(Session& session, const ir::LetBindings& bindings) : session_(session), conditions_(session.ir, bindings) {}

  void rule(const ir::Rule& rule) {
    branches(rule.base, Boxes{Box{}});
    for (uint32_t i = 0; i < rule.exceptions.size(); ++i) {
      const ir::Exception& exception = rule.exceptions[i];
      const auto around = exception.parent == ir::kBase ? std::optional(Boxes{Box{}})
                                                        : exception_region(conditions_, rule, exception.parent);
      const auto window = both(around, conditions_.window(exception.window));
      const auto region = both(window, exception.when.valid() ? conditions_.boxes(exception.when) : Boxes{Box{}});
      if (around && !empty(around) && empty(region)) {
        warn(DiagKind::ExceptionNeverApplies, exception.at, {exception.name});
        continue;
      }
      if (exception.when.valid()) condition(exception.when, around);
      branches(exception.value, region);
    }
  }

  void line(const ir::Line& line, const std::optional<Boxes>& around) {
    std::optional<Boxes> inside = around;
    if (line.when.valid()) {
      inside = both(around, conditions_.boxes(line.when));
      if (around && !empty(around) && empty(inside)) {
        warn(DiagKind::LineNeverThere, session_.ir.node(line.when).at, {line.name});
        return;
      }
      condition(line.when, Boxes{Box{}});
    }
    branches(line.expr, inside);
  }

  void alone(ir::NodeId id) {
    if (id.valid()) condition(id, Boxes{Box{}});
  }
  [[nodiscard]] std::optional<Boxes> boxes_of(ir::NodeId id) { return conditions_.boxes(id); }

  // Branches of `if` below a node, where `around` holds.
  void branches(ir::NodeId id, const std::optional<Boxes>& around) {
    if (!id.valid() || !around || ++visited_ > kMostVisited) return;
    const ir::Node& node = session_.ir.node(id);
    const auto operand = [&](uint32_t k) { return session_.ir.operand(node, k); };
    if (node.op != ir::Op::If) {
      for (uint32_t k = 0; k < node.operand_count; ++k) branches(operand(k), around);
      return;
    }
    branches(operand(0), around);
    const auto yes = both(around, conditions_.boxes(operand(0)));
    const auto no = both(around, conditions_.boxes(operand(0), true));
    const Outcome outcome = outcome_of(yes, no);
    if (outcome != Outcome::Open) {
      const ir::NodeId dead = operand(outcome == Outcome::Never ? 1 : 2);
      warn(DiagKind::BranchNeverReached, session_.ir.node(dead).at, {}, operand(0));
    }
    if (outcome != Outcome::Never) branches(operand(1), yes);
    if (outcome != Outcome::Always) branches(operand(2), no);
  }

 private:
  [[nodiscard]] bool empty(const std::optional<Boxes>& boxes) const {
    return boxes && std::none_of(boxes->begin(), boxes->end(),
                                 [&](const Box& box) { return possible(conditions_.variables(), box); });
  }

  [[nodiscard]] Outcome outcome_of(const std::optional<Boxes>& yes, const std::optional<Boxes>& no) const {
    const bool never = empty(yes);
    const bool always = empty(no);
    if (never == always) return Outcome::Open;  // both: what is around cannot hold, which is warned of there
    return never ? Outcome::Never : Outcome::Always;
  }

  // A written condition; what stands in one comparison is decided elsewhere.
  void condition(ir::NodeId id, const std::optional<Boxes>& around) {
    const ir::Node& node = session_.ir.node(id);
    if (node.op == ir::Op::Const) return;
    const Outcome outcome = outcome_of(both(around, conditions_.boxes(id)), both(around, conditions_.boxes(id, true)));
    if (outcome == Outcome::Open) return;
    const Span span = span_of(session_, node.at);
    warn(outcome == Outcome::Never ? DiagKind::AlwaysFalse : DiagKind::AlwaysTrue, node.at,
         {span.valid() ? str(session_.sources.text(span)) : std::string()});
  }

  [[nodiscard]] bool in_standard_module(Span span) const {
    const auto& modules = session_.module_of_file;
    if (span.file.index() >= modules.size() || !modules[span.file.index()].valid()) return false;
    return session_.module(modules[span.file.index()]).standard;
  }

  // Not beside a finding that says why.
  [[nodiscard]] bool said_already(Span span) const {
    const auto& all = session_.sink.all();
    return std::any_of(all.begin(), all.end(), [&](const Diagnostic& other) {
      return other.span.file == span.file && other.span.begin < span.end && span.begin < other.span.end;
    });
  }

  void warn(DiagKind kind, const ir::Place& at, std::vector<std::string> args, ir::NodeId because = {}) {
    const Span span = span_of(session_, at);
    if (!span.valid() || in_standard_module(span) || said_already(span)) return;
    const Span why = because.valid() ? span_of(session_, session_.ir.node(because).at) : Span{};
    if (why.valid() && said_already(why)) return;
    report(session_, kind, span, std::move(args)).label(why, NoteKind::DecidedHere);
  }

  static constexpr size_t kMostVisited = 200'000;  // nodes of one declaration

  Session& session_;
  Conditions conditions_;
  size_t visited_ = 0;
};

// `applies when` is read at period.start, a line at its own date: together they say something only if no date is read.
std::optional<Boxes> shared_region(Session& session, Decided& decided, const ir::Tariff& tariff, const ir::Line& line) {
  if (!tariff.applies_when.valid() || !line.when.valid()) return Boxes{Box{}};
  Reach reach = reach_of(session, tariff.applies_when);
  reach.add(reach_of(session, line.when));
  if (reach.effective_date) return Boxes{Box{}};
  return decided.boxes_of(tariff.applies_when);
}

}  // namespace

void warn_decided_conditions(Session& session) {
  const ir::LetBindings bindings(session.ir);
  const ir::Module& module = session.ir;
  for (const ir::Rule& rule : module.rules) Decided(session, bindings).rule(rule);
  for (const ir::Let& let : module.lets) Decided(session, bindings).branches(let.body, Boxes{Box{}});
  for (const ir::Tariff& tariff : module.tariffs) {
    Decided decided(session, bindings);
    decided.alone(tariff.applies_when);
    for (const ir::LineId id : tariff.lines) {
      const ir::Line& line = module.lines[id.index()];
      decided.line(line, shared_region(session, decided, tariff, line));
    }
  }
  for (const ir::Bill& bill : module.bills) {
    Decided decided(session, bindings);
    for (const ir::LineId id : bill.lines) decided.line(module.lines[id.index()], Boxes{Box{}});
  }
}

}  // namespace tarifa::check
