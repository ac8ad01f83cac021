// Types of operands and results, operation by operation.
#include "compiler/ir/verifier.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

namespace {

bool is_length(TypeKind kind) { return kind == TypeKind::Days || kind == TypeKind::Months; }

}  // namespace

bool Verifier::is_ordered(TypeKind kind) {
  return kind == TypeKind::Number || kind == TypeKind::Date || kind == TypeKind::Month || kind == TypeKind::Time ||
         kind == TypeKind::DateTime || kind == TypeKind::Days || kind == TypeKind::Months;
}

bool Verifier::same_unit(UnitId a, UnitId b) const {
  const Unit &x = m_.units[a.index()], &y = m_.units[b.index()];
  return x.powers == y.powers && x.numerator == y.numerator && x.denominator == y.denominator;
}

bool Verifier::same_kind(TypeId a, TypeId b) const {
  const Type &x = m_.type(a), &y = m_.type(b);
  if (x.kind != y.kind) return false;
  if (x.kind == TypeKind::Number) return same_unit(x.unit, y.unit);
  if (x.kind == TypeKind::List) return same_kind(x.element, y.element);
  return x.enumeration == y.enumeration && x.record == y.record;
}

bool Verifier::same_form(TypeId a, TypeId b) const {
  const Type &x = m_.type(a), &y = m_.type(b);
  if (x.kind == TypeKind::List && y.kind == TypeKind::List) return same_form(x.element, y.element);
  return same_kind(a, b) && x.scale == y.scale;
}

bool Verifier::op_types(const Node& node, uint32_t id) {
  const Type& type = m_.type(node.type);
  // A literal beside a date or another unit may be its own constant, with that constant's type.
  switch (node.op) {
    case Op::Const:
      return need(same_form(node.type, m_.consts[node.imm].type) && (type.optional || !m_.consts[node.imm].missing),
                  "{}: the constant is of another type", name_of(id));
    case Op::EffectiveDate:
    case Op::Issued:
    case Op::AsOf: return need(type.kind == TypeKind::Date, "{}: it is no date", name_of(id));
    case Op::PeriodNow: return need(type.kind == TypeKind::Period, "{}: it is no period", name_of(id));
    case Op::Subject: {
      const bool entity = type.kind == TypeKind::Record && m_.records[type.record.index()].entity && !type.optional;
      return need(entity, "{}: it is no entity", name_of(id));
    }
    case Op::Local: return true;  // by context
    case Op::Fail: {
      const uint32_t text = node.imm & kNoText;
      const bool words = text == kNoText || m_.type(m_.consts[text].type).kind == TypeKind::Text;
      return need(words, "{}: its text is no text", name_of(id));
    }
    case Op::Let: return need(node.type == type_of(node, 1), "{}: it is not of the type of its value", name_of(id));
    case Op::Member:
    case Op::MakeRecord:
    case Op::With:
    case Op::MakeList: return record_types(node, id);
    case Op::Aggregate: return aggregate_types(node, id);
    case Op::Tiers: return tier_types(node, id);
    case Op::RuleCall:
    case Op::LetCall:
    case Op::ParamRead:
    case Op::TableRead:
    case Op::LineAmount:
    case Op::LineSum:
    case Op::BillValue: return call_types(node, id);
    case Op::And:
    case Op::Or:
    case Op::Implies:
    case Op::Not:
    case Op::If:
    case Op::IsKnown:
    case Op::Unwrap:
    case Op::Wrap:
    case Op::Coalesce:
    case Op::Eq:
    case Op::Ne:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
    case Op::EqMaybe: return boolean_types(node, id);
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::AtRate:
    case Op::Div:
    case Op::Neg:
    case Op::Abs:
    case Op::Min:
    case Op::Max:
    case Op::Round:
    case Op::Scale:
    case Op::Prorate:
    case Op::Widen: return number_types(node, id);
    default: return date_types(node, id);
  }
}

bool Verifier::boolean_types(const Node& node, uint32_t id) {
  const Type& type = m_.type(node.type);
  const auto boolean = [&](uint32_t k) {
    return operand_type(node, k).kind == TypeKind::Bool && !operand_type(node, k).optional;
  };
  const auto present = [&](uint32_t k) { return !operand_type(node, k).optional; };
  bool fits = type.kind == TypeKind::Bool && !type.optional;
  switch (node.op) {
    case Op::Not: fits = fits && boolean(0); break;
    case Op::And:
    case Op::Or:
    case Op::Implies: fits = fits && boolean(0) && boolean(1); break;
    case Op::If: {
      // A branch that may be missing makes the whole optional.
      const bool optional = type.optional || (present(1) && present(2));
      fits = boolean(0) && optional && same_kind(node.type, type_of(node, 1)) && same_kind(node.type, type_of(node, 2));
      break;
    }
    case Op::IsKnown: break;
    case Op::Unwrap: fits = !type.optional && same_form(node.type, type_of(node, 0)); break;
    case Op::Wrap: fits = type.optional && same_form(node.type, type_of(node, 0)); break;
    case Op::Coalesce:
      fits = same_kind(node.type, type_of(node, 0)) && same_kind(node.type, type_of(node, 1)) &&
             (type.optional || present(1));
      break;
    case Op::EqMaybe:
    case Op::Eq:
    case Op::Ne:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge: {
      const TypeKind kind = operand_type(node, 0).kind;
      const bool equality = node.op == Op::Eq || node.op == Op::Ne || node.op == Op::EqMaybe;
      const bool comparable =
          equality ? kind != TypeKind::Record && kind != TypeKind::List && kind != TypeKind::Ladder : is_ordered(kind);
      const bool known = node.op == Op::EqMaybe || (present(0) && present(1));
      fits = fits && comparable && known && same_kind(type_of(node, 0), type_of(node, 1));
      break;
    }
    default: break;
  }
  return need(fits, "{}: its operands are not of fitting types", name_of(id));
}

bool Verifier::number_types(const Node& node, uint32_t id) {
  const Type& type = m_.type(node.type);
  bool fits = type.kind == TypeKind::Number;
  for (uint32_t k = 0; k < node.operand_count; ++k) fits = fits && operand_type(node, k).kind == TypeKind::Number;
  const bool may_be_missing = node.op == Op::Widen && type.optional;
  for (uint32_t k = 0; k < node.operand_count; ++k) fits = fits && (may_be_missing || !operand_type(node, k).optional);
  if (!need(fits, "{}: its operands are not numbers that are there", name_of(id))) return false;
  switch (node.op) {
    case Op::Mul:
    case Op::AtRate:
    case Op::Div:
    case Op::Scale: return true;  // the checker names the unit of the result
    case Op::Round: {
      const Node& step = m_.node(m_.operand(node, 1));
      const bool positive = step.op == Op::ParamRead || (step.op == Op::Const && m_.consts[step.imm].number > 0);
      return need(positive, "{}: its step is no positive constant or parameter", name_of(id));
    }
    case Op::Prorate: {
      const Proration& p = m_.prorations[node.imm];
      const uint32_t most = 1'000'000;
      const bool full = !p.has_full || p.full_from <= p.full_to;
      return need(p.a >= 1 && p.a <= most && p.b >= 1 && p.b <= most && full, "{}: its clause", name_of(id));
    }
    default: break;
  }
  for (uint32_t k = 0; k < node.operand_count; ++k) fits = fits && same_kind(node.type, type_of(node, k));
  return need(fits, "{}: its operands are of several units", name_of(id));
}

bool Verifier::date_types(const Node& node, uint32_t id) {
  const TypeKind result = m_.type(node.type).kind;
  const auto kind = [&](uint32_t k) { return operand_type(node, k).kind; };
  const auto integer = [&](uint32_t k) { return kind(k) == TypeKind::Number && operand_type(node, k).scale == 0; };
  bool fits = !m_.type(node.type).optional;
  for (uint32_t k = 0; k < node.operand_count; ++k) fits = fits && !operand_type(node, k).optional;
  const auto all = [&](TypeKind wanted) {
    for (uint32_t k = 0; k < node.operand_count; ++k) fits = fits && kind(k) == wanted;
    return fits;
  };
  const bool counts = result == TypeKind::Number && m_.type(node.type).scale == 0;
  switch (node.op) {
    case Op::DateAddDays:
      fits = fits && result == TypeKind::Date && kind(0) == TypeKind::Date && kind(1) == TypeKind::Days;
      break;
    case Op::DateAddMonths:
      fits = fits && result == TypeKind::Date && kind(0) == TypeKind::Date && kind(1) == TypeKind::Months;
      break;
    case Op::DateDiff: fits = all(TypeKind::Date) && result == TypeKind::Days; break;
    case Op::MonthAdd:
      fits = fits && result == TypeKind::Month && kind(0) == TypeKind::Month && kind(1) == TypeKind::Months;
      break;
    case Op::LengthAdd:
    case Op::LengthSub:
    case Op::LengthNeg: fits = is_length(result) && all(result); break;
    case Op::LengthMul: fits = fits && is_length(result) && kind(0) == result && integer(1); break;
    case Op::LengthCount: fits = fits && counts && is_length(kind(0)); break;
    case Op::LengthOf: fits = fits && is_length(result) && integer(0); break;
    case Op::LengthMin:
    case Op::LengthMax: fits = is_ordered(result) && result != TypeKind::Number && all(result); break;
    case Op::MakePeriod: fits = all(TypeKind::Date) && result == TypeKind::Period; break;
    case Op::PeriodStart:
    case Op::PeriodEnd:
    case Op::PeriodLast: fits = all(TypeKind::Period) && result == TypeKind::Date; break;
    case Op::PeriodDays: fits = all(TypeKind::Period) && counts; break;
    case Op::YearOf:
    case Op::MonthNumber:
    case Op::DayOfMonth: fits = all(TypeKind::Date) && counts; break;
    case Op::MonthOf: fits = all(TypeKind::Date) && result == TypeKind::Month; break;
    case Op::FirstDayOf: fits = all(TypeKind::Month) && result == TypeKind::Date; break;
    case Op::DateOf: fits = all(TypeKind::DateTime) && result == TypeKind::Date; break;
    case Op::TimeOf: fits = all(TypeKind::DateTime) && result == TypeKind::Time; break;
    default: fits = false; break;
  }
  return need(fits, "{}: its operands are not of fitting types", name_of(id));
}

}  // namespace tarifa::ir
