// The mechanics of a trace: levels, values, formulas. What the interpreter reports is in
// trace_events.cpp.
#include "compiler/eval/trace.h"

#include <algorithm>

#include "compiler/eval/value_text.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

bool is_plain(const Value& value) {
  return !std::holds_alternative<RecordFields>(value.data) && !std::holds_alternative<ListItems>(value.data) &&
         !std::holds_alternative<LadderEntry>(value.data);
}

// Nodes that a reader knows by name: shown as name and value, not taken apart.
bool is_named(ir::Op op) {
  switch (op) {
    case ir::Op::Member:
    case ir::Op::Local:
    case ir::Op::EffectiveDate:
    case ir::Op::Issued:
    case ir::Op::AsOf:
    case ir::Op::PeriodNow:
    case ir::Op::PeriodStart:
    case ir::Op::PeriodEnd:
    case ir::Op::PeriodLast:
    case ir::Op::PeriodDays:
    case ir::Op::ParamRead:
    case ir::Op::TableRead:
    case ir::Op::RuleCall:
    case ir::Op::LetCall:
    case ir::Op::LineAmount:
    case ir::Op::LineSum:
    case ir::Op::BillValue:
    case ir::Op::Aggregate: return true;
    default: return false;
  }
}

bool needs_brackets(ir::Op op) {
  return op == ir::Op::Add || op == ir::Op::Sub || op == ir::Op::Mul || op == ir::Op::AtRate || op == ir::Op::Div ||
         op == ir::Op::And || op == ir::Op::Or || op == ir::Op::Neg;
}

bool same(const Explanation& a, const Explanation& b) {
  return a.kind == b.kind && a.name == b.name && a.value == b.value && a.formula == b.formula &&
         a.read_on == b.read_on && a.from == b.from && a.applies == b.applies && a.failure == b.failure && a.at == b.at;
}

bool may_repeat(ExplainKind kind) {
  return kind == ExplainKind::Param || kind == ExplainKind::Table || kind == ExplainKind::Rule ||
         kind == ExplainKind::Let;
}

}  // namespace

Trace::Trace(const ir::Module& module, Language language) : module_(module), language_(language), open_(1) {}

Explanation& Trace::open(ExplainKind kind, std::string name, const ir::Place& at) {
  ++nodes_;
  open_.push_back({});
  Explanation& node = open_.back().node;
  node.kind = kind;
  node.name = std::move(name);
  node.at = place_text(module_, at);
  node.place = at;
  return node;
}

void Trace::add(Explanation child) {
  std::vector<Explanation>& children = open_.back().node.children;
  if (may_repeat(child.kind)) {
    for (const Explanation& known : children) {
      if (same(known, child)) return;
    }
  }
  children.push_back(std::move(child));
}

void Trace::close() {
  TARIFA_CHECK(open_.size() > 1);
  Explanation node = std::move(open_.back().node);
  open_.pop_back();
  add(std::move(node));
}

void Trace::set_value(ir::TypeId type, const Outcome& outcome) {
  Explanation& node = open_.back().node;
  if (!outcome) {
    fail_open(outcome.error());
  } else if (!outcome->missing()) {
    node.value = value_text(module_, type, *outcome, language_);
  } else {
    node.note = pick("missing", "falta");
  }
}

// Said once, where it arose.
void Trace::fail_open(const RowFailure& failure) {
  Explanation& node = open_.back().node;
  node.applies = false;
  for (const Explanation& child : node.children) {
    if (!child.failure.empty()) {
      node.failure = child.failure;
      return;
    }
  }
  node.failure = failure_text(failure, language_);
  const std::string at = place_text(module_, failure.at);
  if (!at.empty()) node.failure += " (" + at + ")";
}

void Trace::evaluated(ir::NodeId id, const Outcome& outcome) {
  if (!outcome || !is_plain(*outcome)) return;
  open_.back().values[id] = *outcome;
  if (!keeps_all_) return;
  std::vector<Value>& known = all_values_[id];
  const bool fresh = std::none_of(known.begin(), known.end(), [&](const Value& v) { return same_value(v, *outcome); });
  if (fresh && known.size() < kMostValues) known.push_back(*outcome);
}

void Trace::aggregated(ir::NodeId id, size_t items, size_t counted) {
  open_.back().notes[id] =
      std::to_string(counted) + pick(" of ", " de ") + std::to_string(items) + pick(" items", " elementos");
}

const Value* Trace::value_of(ir::NodeId id) const {
  const auto found = open_.front().values.find(id);
  return found == open_.front().values.end() ? nullptr : &found->second;
}

std::string Trace::formula(ir::NodeId id) const { return formula_in(open_.front(), id); }

std::string Trace::formula_in(const Level& level, ir::NodeId id) const {
  ir::ExpressionStyle style;
  style.locals = level.locals;
  style.leaf = [&](ir::NodeId node) { return leaf(level, node); };
  return ir::expression_text(module_, id, style);
}

// Name and value of what has a name; of an `if` the branch that was taken; nothing where it was not
// evaluated.
std::optional<std::string> Trace::leaf(const Level& level, ir::NodeId id) const {
  const ir::Node& node = module_.node(id);
  if (node.op == ir::Op::If) {
    const auto condition = level.values.find(module_.operand(node, 0));
    if (condition == level.values.end()) return std::nullopt;
    const ir::NodeId taken = module_.operand(node, condition->second.truth() ? 1 : 2);
    const std::string text = formula_in(level, taken);
    return needs_brackets(module_.node(taken).op) ? "(" + text + ")" : text;
  }
  if (node.op == ir::Op::Tiers) return "tiers of " + formula_in(level, module_.tiers[node.imm].quantity);
  const auto value = level.values.find(id);
  if (!is_named(node.op) || value == level.values.end()) return std::nullopt;
  ir::ExpressionStyle style;
  style.locals = level.locals;
  std::string text = ir::expression_text(module_, id, style);
  if (node.op == ir::Op::LineSum && module_.line_refs[node.imm].lines.size() > 1) text = "(" + text + ")";
  const std::string shown = value_text(module_, node.type, value->second, language_);
  const bool number = std::holds_alternative<Number>(value->second.data);
  text += number ? " " + shown : " (" + shown + ")";
  const auto note = level.notes.find(id);
  return note == level.notes.end() ? text : text + " [" + note->second + "]";
}

std::string Trace::window_note(const ir::Window& window) const {
  switch (window.read_at) {
    case ir::DateKind::Effective: return pick("at the effective date", "en la fecha de vigencia");
    case ir::DateKind::PeriodStart: return pick("at period.start", "en period.start");
    case ir::DateKind::PeriodLast: return pick("at period.last", "en period.last");
    case ir::DateKind::Issued: return pick("at issued", "en issued");
    case ir::DateKind::AsOf: return pick("at as_of", "en as_of");
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::eval
