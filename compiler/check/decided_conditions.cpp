#include "compiler/check/decided_conditions.h"

#include <algorithm>

#include "compiler/check/conditions.h"
#include "compiler/check/exception_region.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/places.h"
#include "compiler/check/report.h"
#include "compiler/check/rule_findings.h"

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
      if (exception.when.valid()) always(exception.when, around);
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
      always(line.when, Boxes{Box{}});
    }
    // Those two read `when` at period.start, the limit at its own date.
    const bool limit = line.kind == ir::LineKind::Minimum || line.kind == ir::LineKind::Maximum;
    branches(line.expr, limit ? Boxes{Box{}} : inside);
  }

  void alone(ir::NodeId id) {
    if (!id.valid() || is_plain(id)) return;
    if (empty(conditions_.boxes(id))) return decided(id, DiagKind::AlwaysFalse);
    always(id, Boxes{Box{}});
  }
  // Not even something that is said elsewhere already.
  [[nodiscard]] bool found_nothing() const { return findings_ == 0; }
  [[nodiscard]] std::optional<Boxes> boxes_of(ir::NodeId id) { return conditions_.boxes(id); }

  // Branches of `if` below a node, where `around` holds.
  void branches(ir::NodeId id, const std::optional<Boxes>& around) {
    if (!id.valid() || !around || ++visited_ > kMostVisited) return;
    const ir::Node& node = session_.ir.node(id);
    const auto operand = [&](uint32_t k) { return session_.ir.operand(node, k); };
    if (node.op != ir::Op::If) {
      for (uint32_t k = 0; k < node.operand_count; ++k) branches(operand(k), around);
      if (node.op == ir::Op::Aggregate) branches(session_.ir.aggregates[node.imm].body, around);
      if (node.op == ir::Op::Tiers) blocks(session_.ir.tiers[node.imm].blocks, around);
      return;
    }
    if (is_guard(operand(1))) return branches(operand(2), around);
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
  // Put there by field_guards.h: nobody has written its condition.
  [[nodiscard]] bool is_guard(ir::NodeId branch) const {
    const ir::Node& node = session_.ir.node(branch);
    return node.op == ir::Op::Fail && static_cast<ir::RowError>(node.imm >> 24U) == ir::RowError::OutOfRange;
  }
  [[nodiscard]] bool empty(const std::optional<Boxes>& boxes) const {
    return boxes && std::none_of(boxes->begin(), boxes->end(),
                                 [&](const Box& box) { return possible(conditions_.variables(), box); });
  }

  void blocks(const std::vector<ir::TierBlock>& written, const std::optional<Boxes>& around) {
    for (const ir::TierBlock& block : written) {
      for (const ir::NodeId part : {block.limit, block.rate, block.plus}) branches(part, around);
      blocks(block.nested, around);
    }
  }

  [[nodiscard]] Outcome outcome_of(const std::optional<Boxes>& yes, const std::optional<Boxes>& no) const {
    const bool never = empty(yes);
    const bool always = empty(no);
    if (never == always) return Outcome::Open;  // both: what is around cannot hold, which is warned of there
    return never ? Outcome::Never : Outcome::Always;
  }

  // One comparison or flag: decided, if at all, where it is checked.
  [[nodiscard]] bool is_plain(ir::NodeId id) const {
    switch (session_.ir.node(id).op) {
      case ir::Op::Const:
      case ir::Op::Member:
      case ir::Op::IsKnown:
      case ir::Op::Eq:
      case ir::Op::Ne:
      case ir::Op::Lt:
      case ir::Op::Le:
      case ir::Op::Gt:
      case ir::Op::Ge: return true;
      default: return false;
    }
  }

  void always(ir::NodeId id, const std::optional<Boxes>& around) {
    const bool anything = around && around->size() == 1 && around->front().spans.empty() &&
                          around->front().choices.empty() && around->front().differences.empty();
    if (session_.ir.node(id).op == ir::Op::Const || (anything && is_plain(id)) || !around || empty(around)) return;
    if (empty(both(around, conditions_.boxes(id, true)))) decided(id, DiagKind::AlwaysTrue);
  }

  void decided(ir::NodeId id, DiagKind kind) {
    const Span span = span_of(session_, session_.ir.node(id).at);
    warn(kind, session_.ir.node(id).at, {span.valid() ? str(session_.sources.text(span)) : std::string()});
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
    ++findings_;
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
  size_t findings_ = 0;
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
  const ir::Module& module = session.ir;
  const RuleFindings findings(session);
  std::vector<uint32_t> open;  // rules that are not known to be undecided
  for (uint32_t i = 0; i < module.rules.size(); ++i) {
    const DeclarationLog* log = findings.log(ir::RuleId(i));
    if (log == nullptr || !log->found.undecided) open.push_back(i);
  }
  if (open.empty() && module.lets.empty() && module.tariffs.empty() && module.bills.empty()) return;
  const ir::LetBindings bindings(session.ir);
  for (const uint32_t i : open) {
    DeclarationLog* log = findings.log(ir::RuleId(i));
    Decided decided(session, bindings);
    decided.rule(module.rules[i]);
    if (log != nullptr) log->found.undecided = decided.found_nothing();
  }
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
