// Nodes as a forest: operands and immediates are there, and every node has at most one parent with
// a larger id.
#include "compiler/ir/print_tree.h"
#include "compiler/ir/verifier.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

namespace {

constexpr size_t kMostDivisors = 64;  // of one node; a product of more could not stay below 10^38 either
constexpr int kVariadic = -1;         // one operand or more
constexpr int kAny = -2;

int operand_count(Op op) {
  switch (op) {
    case Op::Const:
    case Op::EffectiveDate:
    case Op::Issued:
    case Op::AsOf:
    case Op::PeriodNow:
    case Op::Subject:
    case Op::Local:
    case Op::Aggregate:
    case Op::Fail:
    case Op::Tiers:
    case Op::LineAmount:
    case Op::LineSum: return 0;
    case Op::Member:
    case Op::RuleCall:
    case Op::Not:
    case Op::IsKnown:
    case Op::Unwrap:
    case Op::Wrap:
    case Op::Neg:
    case Op::Abs:
    case Op::Scale:
    case Op::Prorate:
    case Op::Widen:
    case Op::LengthNeg:
    case Op::LengthCount:
    case Op::LengthOf:
    case Op::PeriodStart:
    case Op::PeriodEnd:
    case Op::PeriodLast:
    case Op::PeriodDays:
    case Op::YearOf:
    case Op::MonthNumber:
    case Op::DayOfMonth:
    case Op::MonthOf:
    case Op::FirstDayOf:
    case Op::DateOf:
    case Op::TimeOf:
    case Op::BillValue: return 1;
    case Op::Let:
    case Op::And:
    case Op::Or:
    case Op::Implies:
    case Op::Coalesce:
    case Op::Eq:
    case Op::Ne:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
    case Op::EqMaybe:
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::AtRate:
    case Op::Div:
    case Op::Round:
    case Op::DateAddDays:
    case Op::DateAddMonths:
    case Op::DateDiff:
    case Op::MonthAdd:
    case Op::LengthAdd:
    case Op::LengthSub:
    case Op::LengthMul:
    case Op::MakePeriod: return 2;
    case Op::If: return 3;
    case Op::Min:
    case Op::Max:
    case Op::LengthMin:
    case Op::LengthMax:
    case Op::With:
    case Op::ParamRead:
    case Op::TableRead: return kVariadic;
    case Op::MakeRecord:
    case Op::MakeList:
    case Op::LetCall: return kAny;
  }
  return kAny;
}

}  // namespace

std::string Verifier::name_of(uint32_t id) const { return fmt::format("node {} ({})", id, op_word(m_.nodes[id].op)); }

bool Verifier::child(NodeId part, uint32_t parent) {
  const bool before = part.valid() && part.index() < parent;
  if (!need(before, "{}: an operand does not come before it", name_of(parent))) return false;
  return need(parents_[part.index()]++ == 0, "{}: {} has another parent", name_of(parent), name_of(part.index()));
}

bool Verifier::node_forms() {
  parents_.assign(m_.nodes.size(), 0);
  for (uint32_t i = 0; i < m_.nodes.size(); ++i) {
    if (!node_form(m_.nodes[i], i)) return false;
  }
  for (uint32_t i = 0; i < m_.nodes.size(); ++i) {
    if (!immediate(m_.nodes[i], i)) return false;
  }
  for (size_t i = 0; i < m_.divisors.size(); ++i) {
    if (!need(in(m_.divisors[i].node, m_.nodes), "divisor {}: it has no node", i)) return false;
  }
  return true;
}

bool Verifier::node_types() {
  for (uint32_t i = 0; i < m_.nodes.size(); ++i) {
    const Node& node = m_.nodes[i];
    if (!op_types(node, i)) return false;
    if (m_.type(node.type).kind == TypeKind::Number && !number_shape(node, i)) return false;
  }
  return true;
}

bool Verifier::node_form(const Node& node, uint32_t id) {
  if (!need(type_in(node.type), "{}: it has no type", name_of(id))) return false;
  if (!place(node.at, "node")) return false;
  const uint64_t end = uint64_t{node.first_operand} + node.operand_count;
  if (!need(end <= m_.operands.size(), "{}: its operands are not there", name_of(id))) return false;
  const int wanted = operand_count(node.op);
  const bool count =
      wanted == kAny || (wanted == kVariadic ? node.operand_count > 0 : int(node.operand_count) == wanted);
  if (!need(count, "{}: it has {} operands", name_of(id), node.operand_count)) return false;
  for (uint32_t k = 0; k < node.operand_count; ++k) {
    if (!child(m_.operand(node, k), id)) return false;
  }
  const bool denominator = node.static_denominator >= 1 && node.static_denominator <= limits::kStaticDenominator;
  if (!need(denominator && node.divisors.size() <= kMostDivisors, "{}: its denominator", name_of(id))) return false;
  for (size_t k = 0; k < node.divisors.size(); ++k) {
    const bool known = in(node.divisors[k], m_.divisors) && (k == 0 || node.divisors[k - 1] < node.divisors[k]);
    if (!need(known, "{}: its divisors are not in form", name_of(id))) return false;
  }
  return true;
}

bool Verifier::immediate(const Node& node, uint32_t id) {
  const auto below = [&](const auto& store) {
    return need(node.imm < store.size(), "{}: what it refers to is not there", name_of(id));
  };
  switch (node.op) {
    case Op::Const: return below(m_.consts);
    case Op::With: return below(m_.with_fields);
    case Op::Aggregate: return below(m_.aggregates) && aggregate_form(m_.aggregates[node.imm], id);
    case Op::RuleCall: return below(m_.rules);
    case Op::LetCall: return below(m_.lets);
    case Op::ParamRead: return below(m_.params);
    case Op::TableRead: return below(m_.tables);
    case Op::Scale: return below(m_.ratios);
    case Op::Prorate: return below(m_.prorations);
    case Op::LineAmount:
    case Op::LineSum: return below(m_.line_refs);
    case Op::BillValue: return below(m_.bill_refs);
    case Op::Round: return need(node.imm <= static_cast<uint32_t>(RoundMode::Ceiling), "{}: its mode", name_of(id));
    case Op::DateAddMonths:
      return need(node.imm <= static_cast<uint32_t>(MonthEnd::Strict), "{}: its rule", name_of(id));
    case Op::Fail: {
      const uint32_t text = node.imm & kNoText, code = node.imm >> 24U;
      const bool known = code >= 1 && code <= static_cast<uint32_t>(RowError::FailedByAuthor);
      return need(known && (text == kNoText || text < m_.consts.size()), "{}: its code or text", name_of(id));
    }
    case Op::Tiers: {
      if (!below(m_.tiers)) return false;
      const Tiers& tiers = m_.tiers[node.imm];
      if (!child(tiers.quantity, id)) return false;
      if (!need(tiers.ladder.valid() == tiers.blocks.empty(), "{}: it has no blocks", name_of(id))) return false;
      return tiers.ladder.valid() ? child(tiers.ladder, id) : tier_blocks_form(tiers.blocks, id, 0);
    }
    default: return true;  // no immediate, or an index that types and scopes judge
  }
}

bool Verifier::aggregate_form(const Aggregate& a, uint32_t id) {
  const bool counted = a.kind == AggregateKind::Count;
  const bool limited = a.kind == AggregateKind::FirstN || a.kind == AggregateKind::LastN;
  if (!need(a.n.valid() == limited, "{}: the number of items", name_of(id))) return false;
  if (!need(counted || a.body.valid(), "{}: it has no body", name_of(id))) return false;
  for (const NodeId part : {a.list, a.n, a.where, a.by, a.body}) {
    if ((part.valid() || part == a.list) && !child(part, id)) return false;
  }
  if (a.kind != AggregateKind::Avg) return true;
  return need(in(a.divisor, m_.divisors), "{}: it has no divisor", name_of(id));
}

bool Verifier::tier_blocks_form(const std::vector<TierBlock>& blocks, uint32_t id, int depth) {
  if (!need(!blocks.empty() && depth < 16, "{}: its blocks are not in form", name_of(id))) return false;
  for (size_t k = 0; k < blocks.size(); ++k) {
    const TierBlock& block = blocks[k];
    if (!place(block.at, "block")) return false;
    if (!need(block.limit.valid() || k + 1 == blocks.size(), "{}: `above` is not last", name_of(id))) return false;
    if (!need(block.rate.valid() == block.nested.empty(), "{}: a block without rate", name_of(id))) return false;
    for (const NodeId part : {block.limit, block.rate, block.plus}) {
      if (part.valid() && !child(part, id)) return false;
    }
    if (!block.nested.empty() && !tier_blocks_form(block.nested, id, depth + 1)) return false;
  }
  return true;
}

}  // namespace tarifa::ir
