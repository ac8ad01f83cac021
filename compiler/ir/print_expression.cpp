// Expressions as the language writes them (expression_text of print.h).
#include <fmt/format.h>

#include "compiler/ir/own_divisor.h"
#include "compiler/ir/print.h"
#include "compiler/ir/print_tree.h"
#include "compiler/numeric/fraction.h"

namespace tarifa::ir {

namespace {

// Low to high, as language.md section 6.
enum Precedence : uint8_t { kIf, kImplies, kOr, kAnd, kNot, kCompare, kSum, kProduct, kCoalesce, kUnary, kPostfix };

struct Written {
  std::string text;
  Precedence precedence = kPostfix;
};

class Writer {
 public:
  Writer(const Module& module, const ExpressionStyle& style) : module_(module), style_(style) {}

  std::string at_least(NodeId id, Precedence least) {
    Written written = write(id);
    return written.precedence < least ? "(" + written.text + ")" : std::move(written.text);
  }

 private:
  std::string operand(const Node& node, uint32_t k, Precedence least) {
    return at_least(module_.operand(node, k), least);
  }

  std::string list(const Node& node, uint32_t count) {
    std::string text;
    for (uint32_t k = 0; k < count; ++k) text += (k == 0 ? "" : ", ") + operand(node, k, kIf);
    return text;
  }

  Written call(std::string name, const Node& node) {
    return {std::move(name) + "(" + list(node, node.operand_count) + ")", kPostfix};
  }

  Written infix(const Node& node, std::string_view sign, Precedence precedence) {
    const auto right = static_cast<Precedence>(precedence + 1);  // all of them group to the left or do not chain
    return {operand(node, 0, precedence) + fmt::format(" {} ", sign) + operand(node, 1, right), precedence};
  }

  Written postfix(const Node& node, std::string_view suffix) {
    return {operand(node, 0, kPostfix) + std::string(suffix), kPostfix};
  }

  // A dated read says at which date where it is not the effective one.
  Written dated(const std::string& name, const Node& node) {
    const uint32_t count = node.operand_count - 1;
    const NodeId date = module_.operand(node, count);
    std::string arguments = list(node, count);
    if (module_.node(date).op != Op::EffectiveDate) {
      arguments += (arguments.empty() ? "at: " : ", at: ") + at_least(date, kIf);
    }
    return {arguments.empty() ? name : name + "(" + arguments + ")", kPostfix};
  }

  // Of a value that goes into a field with a range, the value: that it is judged there, nobody has written.
  NodeId without_guard(NodeId id) const {
    const Node& outer = module_.node(id);
    const Node& inner = outer.op == Op::Let ? module_.node(module_.operand(outer, 1)) : outer;
    if (inner.op != Op::If) return id;
    const Node& fails = module_.node(module_.operand(inner, 1));
    if (fails.op != Op::Fail || static_cast<RowError>(fails.imm >> 24U) != RowError::OutOfRange) return id;
    return outer.op == Op::Let ? module_.operand(outer, 0) : module_.operand(inner, 2);
  }

  Written write(NodeId written) {
    const NodeId id = without_guard(written);
    Written whole = write_unmarked(id);
    if (style_.mark) whole.text = style_.mark(id, std::move(whole.text));
    return whole;
  }

  Written write_unmarked(NodeId id) {
    if (style_.leaf) {
      if (auto text = style_.leaf(id)) return {*std::move(text), kPostfix};
    }
    const Node& node = module_.node(id);
    switch (node.op) {
      case Op::Const: return {const_text(module_, ConstId{node.imm}), kPostfix};
      case Op::EffectiveDate: return {"effective_date", kPostfix};
      case Op::Issued: return {"issued", kPostfix};
      case Op::AsOf: return {"as_of", kPostfix};
      case Op::PeriodNow: return {"period", kPostfix};
      case Op::Subject: return {"subject", kPostfix};
      case Op::Local: return {local(node.imm), kPostfix};
      case Op::Let:
        return {"let " + local(node.imm) + " = " + operand(node, 0, kIf) + " in " + operand(node, 1, kIf), kIf};
      case Op::Member: return member(node);
      case Op::MakeRecord: return call(module_.records[module_.type(node.type).record.index()].name, node);
      case Op::With: return with(node);
      case Op::MakeList: return {"[" + list(node, node.operand_count) + "]", kPostfix};
      case Op::Aggregate: return aggregate(module_.aggregates[node.imm]);
      case Op::RuleCall: return rule(node);
      case Op::LetCall: {
        const Let& let = module_.lets[node.imm];
        return node.operand_count == 0 ? Written{let.name, kPostfix} : call(let.name, node);
      }
      case Op::ParamRead: return dated(module_.params[node.imm].name, node);
      case Op::TableRead: return dated(module_.tables[node.imm].name, node);
      case Op::And: return infix(node, "and", kAnd);
      case Op::Or: {
        const std::string choice = one_of(id);
        return choice.empty() ? infix(node, "or", kOr) : Written{choice, kCompare};
      }
      case Op::Implies: return infix(node, "implies", kImplies);
      case Op::Not: return {"not " + operand(node, 0, kCompare), kNot};
      case Op::If:
        return {"if " + operand(node, 0, kIf) + " then " + operand(node, 1, kIf) + " else " + operand(node, 2, kIf),
                kIf};
      case Op::IsKnown: return {operand(node, 0, kSum) + " is known", kCompare};
      case Op::Unwrap:
      case Op::Wrap:
      case Op::Widen: return write(module_.operand(node, 0));
      case Op::Coalesce: return {operand(node, 0, kUnary) + " ?? " + operand(node, 1, kUnary), kCoalesce};
      case Op::Fail: return fail(node);
      case Op::Eq:
      case Op::EqMaybe: return infix(node, "=", kCompare);
      case Op::Ne: return infix(node, "!=", kCompare);
      case Op::Lt: return infix(node, "<", kCompare);
      case Op::Le: return infix(node, "<=", kCompare);
      case Op::Gt: return infix(node, ">", kCompare);
      case Op::Ge: return infix(node, ">=", kCompare);
      case Op::Add:
      case Op::DateAddDays:
      case Op::DateAddMonths:
      case Op::MonthAdd:
      case Op::LengthAdd: return infix(node, "+", kSum);
      case Op::Sub:
      case Op::DateDiff:
      case Op::LengthSub: return infix(node, "-", kSum);
      case Op::Mul:
      case Op::LengthMul: return infix(node, "*", kProduct);
      case Op::AtRate: return infix(node, "@", kProduct);
      case Op::Div: return infix(node, "/", kProduct);
      case Op::Neg:
      case Op::LengthNeg: return {"-" + operand(node, 0, kUnary), kUnary};
      case Op::Abs: return call("abs", node);
      case Op::Min:
      case Op::LengthMin: return call("min", node);
      case Op::Max:
      case Op::LengthMax: return call("max", node);
      case Op::Round:
        return {"round(" + list(node, 2) + " " + rounding_word(static_cast<RoundMode>(node.imm)) + ")", kPostfix};
      case Op::Scale: return scale(node);
      case Op::Prorate: return {operand(node, 0, kPostfix) + proration_text(module_.prorations[node.imm]), kPostfix};
      case Op::Tiers: return tiers(module_.tiers[node.imm]);
      case Op::LengthCount:
      case Op::LengthOf: return call("number", node);
      case Op::MakePeriod: return call("Period", node);
      case Op::PeriodStart: return postfix(node, ".start");
      case Op::PeriodEnd: return postfix(node, ".end");
      case Op::PeriodLast: return postfix(node, ".last");
      case Op::PeriodDays: return postfix(node, ".days");
      case Op::YearOf: return call("year", node);
      case Op::MonthNumber: return call("month_number", node);
      case Op::DayOfMonth: return call("day", node);
      case Op::MonthOf: return call("month", node);
      case Op::FirstDayOf: return call("first_day", node);
      case Op::DateOf: return call("date", node);
      case Op::TimeOf: return call("time", node);
      case Op::LineAmount: return {line_names(node, " or "), kPostfix};
      case Op::LineSum: {
        const bool several = module_.line_refs[node.imm].lines.size() > 1;
        return {line_names(node, " + "), several ? kSum : kPostfix};
      }
      case Op::BillValue: return {bill_value(module_.bill_refs[node.imm]), kPostfix};
    }
    return {};
  }

  // `x = a or x = b or x = c` as it was written: `x in {a, b, c}`; empty where it is something
  // else.
  std::string one_of(NodeId id) {
    std::vector<NodeId> equalities;
    for (; module_.node(id).op == Op::Or; id = module_.operand(module_.node(id), 0)) {
      equalities.push_back(module_.operand(module_.node(id), 1));
    }
    equalities.push_back(id);
    std::string members;
    const NodeId first = equalities.back();
    for (auto at = equalities.rbegin(); at != equalities.rend(); ++at) {
      const Node& node = module_.node(*at);
      if (node.op != Op::Eq || module_.node(module_.operand(node, 1)).op != Op::Const) return {};
      if (!structurally_equal(module_, module_.operand(node, 0), module_.operand(module_.node(first), 0))) return {};
      members += (members.empty() ? "" : ", ") + operand(node, 1, kSum);
    }
    return operand(module_.node(first), 0, kSum) + " in {" + members + "}";
  }

  std::string local(uint32_t index) const {
    const bool named = index < style_.locals.size() && !style_.locals[index].empty();
    return named ? style_.locals[index] : "item";
  }

  // A field of the subject stands without it, as in the source.
  Written member(const Node& node) {
    const NodeId record = module_.operand(node, 0);
    const std::string& field = module_.records[module_.type_of(record).record.index()].fields_list[node.imm].name;
    if (module_.node(record).op == Op::Subject) return {field, kPostfix};
    return {at_least(record, kPostfix) + "." + field, kPostfix};
  }

  Written with(const Node& node) {
    const Record& record = module_.records[module_.type(node.type).record.index()];
    std::string text = operand(node, 0, kPostfix) + " with { ";
    const std::vector<uint32_t>& changed = module_.with_fields[node.imm];
    for (uint32_t k = 0; k < changed.size(); ++k) {
      text += (k == 0 ? "" : ", ") + record.fields_list[changed[k]].name + ": " + operand(node, k + 1, kIf);
    }
    return {text + " }", kPostfix};
  }

  Written rule(const Node& node) {
    const std::string& name = module_.rules[node.imm].name;
    const NodeId subject = module_.operand(node, 0);
    if (module_.node(subject).op == Op::Subject) return {name, kPostfix};
    return {at_least(subject, kPostfix) + "." + name, kPostfix};
  }

  Written aggregate(const Aggregate& a) {
    static constexpr const char* kNames[] = {"sum",   "count", "min", "max", "avg",  "first", "last",
                                             "first", "last",  "any", "all", "list", "median"};
    std::string text = kNames[static_cast<size_t>(a.kind)] + std::string("(");
    if (a.n.valid()) text += at_least(a.n, kIf) + ", ";
    text += (a.body.valid() ? at_least(a.body, kIf) : local(a.item)) + " for " + local(a.item) + " in ";
    text += at_least(a.list, kPostfix);
    if (a.where.valid()) text += " where " + at_least(a.where, kIf);
    if (a.by.valid()) text += " by " + at_least(a.by, kIf);
    return {text + ")", kPostfix};
  }

  Written fail(const Node& node) {
    const uint32_t text = node.imm & kNoText;
    return {text == kNoText ? "fail" : "fail \"" + module_.consts[text].text + "\"", kPostfix};
  }

  Written scale(const Node& node) {
    const Ratio& ratio = module_.ratios[node.imm];
    return {
        operand(node, 0, kProduct) + " * " + numeric::to_string(numeric::Fraction{ratio.numerator, ratio.denominator}),
        kProduct};
  }

  std::string blocks(const std::vector<TierBlock>& blocks) {
    std::string text = "{";
    for (const TierBlock& block : blocks) {
      text += block.limit.valid() ? " | up to " + at_least(block.limit, kPostfix) : " | above";
      text += block.rate.valid() ? " @ " + at_least(block.rate, kPostfix) : " " + this->blocks(block.nested);
      if (block.plus.valid()) text += " plus " + at_least(block.plus, kPostfix);
    }
    return text + " }";
  }

  Written tiers(const Tiers& tiers) {
    static constexpr const char* kModes[] = {"", " whole", " table"};
    const std::string head =
        "tiers " + at_least(tiers.quantity, kPostfix) + kModes[static_cast<size_t>(tiers.mode)] + " ";
    if (tiers.ladder.valid()) return {head + "from " + at_least(tiers.ladder, kPostfix), kUnary};
    return {head + blocks(tiers.blocks), kUnary};
  }

  std::string line_names(const Node& node, std::string_view between) {
    std::string text;
    for (const LineId id : module_.line_refs[node.imm].lines) {
      if (!text.empty()) text += between;
      text += module_.lines[id.index()].name;
    }
    return text;
  }

  std::string bill_value(const BillRef& ref) {
    const std::string& owner =
        ref.bill.valid() ? module_.bills[ref.bill.index()].name : module_.tariffs[ref.tariff.index()].name;
    switch (ref.kind) {
      case BillRefKind::Total: return owner + ".total";
      case BillRefKind::Due: return owner + ".due";
      case BillRefKind::Line: break;
    }
    return owner + "." + (ref.lines.empty() ? "?" : module_.lines[ref.lines[0].index()].name);
  }

  const Module& module_;
  const ExpressionStyle& style_;
};

}  // namespace

std::string expression_text(const Module& module, NodeId id, const ExpressionStyle& style) {
  return Writer(module, style).at_least(id, kIf);
}

}  // namespace tarifa::ir
