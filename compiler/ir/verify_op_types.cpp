// Types of operands and results, operation by operation.
#include "compiler/ir/verifier.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

namespace {

bool is_ordered(TypeKind kind) {
  return kind == TypeKind::Number || kind == TypeKind::Date || kind == TypeKind::Month ||
         kind == TypeKind::Time || kind == TypeKind::DateTime || kind == TypeKind::Days ||
         kind == TypeKind::Months;
}

bool is_length(TypeKind kind) { return kind == TypeKind::Days || kind == TypeKind::Months; }

}  // namespace

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
      return need(same_form(node.type, m_.consts[node.imm].type) &&
                      (type.optional || !m_.consts[node.imm].missing),
                  "{}: the constant is of another type", name_of(id));
    case Op::EffectiveDate:
    case Op::Issued:
    case Op::AsOf: return need(type.kind == TypeKind::Date, "{}: it is no date", name_of(id));
    case Op::PeriodNow:
      return need(type.kind == TypeKind::Period, "{}: it is no period", name_of(id));
    case Op::Subject: {
      const bool entity =
          type.kind == TypeKind::Record && m_.records[type.record.index()].entity && !type.optional;
      return need(entity, "{}: it is no entity", name_of(id));
    }
    case Op::Local: return true;  // by context
    case Op::Fail: {
      const uint32_t text = node.imm & kNoText;
      const bool words = text == kNoText || m_.type(m_.consts[text].type).kind == TypeKind::Text;
      return need(words, "{}: its text is no text", name_of(id));
    }
    case Op::Let:
      return need(node.type == type_of(node, 1), "{}: it is not of the type of its value",
                  name_of(id));
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
      fits = boolean(0) && optional && same_kind(node.type, type_of(node, 1)) &&
             same_kind(node.type, type_of(node, 2));
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
          equality ? kind != TypeKind::Record && kind != TypeKind::List && kind != TypeKind::Ladder
                   : is_ordered(kind);
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
  for (uint32_t k = 0; k < node.operand_count; ++k)
    fits = fits && operand_type(node, k).kind == TypeKind::Number;
  const bool may_be_missing = node.op == Op::Widen && type.optional;
  for (uint32_t k = 0; k < node.operand_count; ++k)
    fits = fits && (may_be_missing || !operand_type(node, k).optional);
  if (!need(fits, "{}: its operands are not numbers that are there", name_of(id))) return false;
  switch (node.op) {
    case Op::Mul:
    case Op::AtRate:
    case Op::Div:
    case Op::Scale: return true;  // the checker names the unit of the result
    case Op::Round: {
      const Node& step = m_.node(m_.operand(node, 1));
      const bool positive =
          step.op == Op::ParamRead || (step.op == Op::Const && m_.consts[step.imm].number > 0);
      return need(positive, "{}: its step is no positive constant or parameter", name_of(id));
    }
    case Op::Prorate: {
      const Proration& p = m_.prorations[node.imm];
      const uint32_t most = 1'000'000;
      const bool full = !p.has_full || p.full_from <= p.full_to;
      return need(p.a >= 1 && p.a <= most && p.b >= 1 && p.b <= most && full, "{}: its clause",
                  name_of(id));
    }
    default: break;
  }
  for (uint32_t k = 0; k < node.operand_count; ++k)
    fits = fits && same_kind(node.type, type_of(node, k));
  return need(fits, "{}: its operands are of several units", name_of(id));
}

bool Verifier::date_types(const Node& node, uint32_t id) {
  const TypeKind result = m_.type(node.type).kind;
  const auto kind = [&](uint32_t k) { return operand_type(node, k).kind; };
  const auto integer = [&](uint32_t k) {
    return kind(k) == TypeKind::Number && operand_type(node, k).scale == 0;
  };
  bool fits = !m_.type(node.type).optional;
  for (uint32_t k = 0; k < node.operand_count; ++k) fits = fits && !operand_type(node, k).optional;
  const auto all = [&](TypeKind wanted) {
    for (uint32_t k = 0; k < node.operand_count; ++k) fits = fits && kind(k) == wanted;
    return fits;
  };
  const bool counts = result == TypeKind::Number && m_.type(node.type).scale == 0;
  switch (node.op) {
    case Op::DateAddDays:
      fits = fits && result == TypeKind::Date && kind(0) == TypeKind::Date &&
             kind(1) == TypeKind::Days;
      break;
    case Op::DateAddMonths:
      fits = fits && result == TypeKind::Date && kind(0) == TypeKind::Date &&
             kind(1) == TypeKind::Months;
      break;
    case Op::DateDiff: fits = all(TypeKind::Date) && result == TypeKind::Days; break;
    case Op::MonthAdd:
      fits = fits && result == TypeKind::Month && kind(0) == TypeKind::Month &&
             kind(1) == TypeKind::Months;
      break;
    case Op::LengthAdd:
    case Op::LengthSub:
    case Op::LengthNeg: fits = is_length(result) && all(result); break;
    case Op::LengthMul: fits = fits && is_length(result) && kind(0) == result && integer(1); break;
    case Op::LengthCount: fits = fits && counts && is_length(kind(0)); break;
    case Op::LengthOf: fits = fits && is_length(result) && integer(0); break;
    case Op::LengthMin:
    case Op::LengthMax:
      fits = is_ordered(result) && result != TypeKind::Number && all(result);
      break;
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

bool Verifier::record_types(const Node& node, uint32_t id) {
  const Type& type = m_.type(node.type);
  bool fits = true;
  if (node.op == Op::Member) {
    const Type& record = operand_type(node, 0);
    fits = record.kind == TypeKind::Record && !record.optional;
    if (fits) {
      const std::vector<Field>& fields = m_.records[record.record.index()].fields_list;
      fits = node.imm < fields.size() && fields[node.imm].type == node.type;
    }
  } else if (node.op == Op::MakeList) {
    fits = type.kind == TypeKind::List && node.operand_count <= type.bound;
    for (uint32_t k = 0; fits && k < node.operand_count; ++k)
      fits = same_form(type.element, type_of(node, k));
  } else {
    fits = type.kind == TypeKind::Record;
    if (!need(fits, "{}: it is no record", name_of(id))) return false;
    const std::vector<Field>& fields = m_.records[type.record.index()].fields_list;
    const bool with = node.op == Op::With;
    const std::vector<uint32_t>* changed = with ? &m_.with_fields[node.imm] : nullptr;
    const uint32_t first = with ? 1 : 0;
    fits = node.operand_count == first + (with ? changed->size() : fields.size());
    if (with)
      fits = fits && same_form(node.type, type_of(node, 0)) && !operand_type(node, 0).optional;
    for (uint32_t k = first; fits && k < node.operand_count; ++k) {
      const uint32_t index = with ? (*changed)[k - 1] : k;
      fits = index < fields.size() && same_form(fields[index].type, type_of(node, k)) &&
             (m_.type(fields[index].type).optional || !operand_type(node, k).optional);
    }
  }
  return need(fits, "{}: its fields are not of fitting types", name_of(id));
}

bool Verifier::call_types(const Node& node, uint32_t id) {
  bool fits = true;
  const auto argument = [&](uint32_t k, TypeId wanted) {
    return k < node.operand_count && same_form(wanted, type_of(node, k)) &&
           (m_.type(wanted).optional || !operand_type(node, k).optional);
  };
  const auto date_last = [&](size_t count) {
    return node.operand_count == count + 1 &&
           operand_type(node, node.operand_count - 1).kind == TypeKind::Date &&
           !operand_type(node, node.operand_count - 1).optional;
  };
  switch (node.op) {
    case Op::RuleCall: {
      const Rule& rule = m_.rules[node.imm];
      const Type& subject = operand_type(node, 0);
      fits = node.type == rule.type && subject.kind == TypeKind::Record &&
             subject.record == rule.entity && !subject.optional;
      break;
    }
    case Op::LetCall: {
      const Let& let = m_.lets[node.imm];
      fits = node.type == let.type && node.operand_count == let.params.size();
      for (uint32_t k = 0; fits && k < let.params.size(); ++k)
        fits = type_in(let.params[k]) && argument(k, let.params[k]);
      break;
    }
    case Op::ParamRead: {
      const Param& param = m_.params[node.imm];
      fits = node.type == param.type && date_last(param.keys.size());
      for (uint32_t k = 0; fits && k < param.keys.size(); ++k) {
        const Type& key = operand_type(node, k);
        fits = key.kind == TypeKind::Enum && key.enumeration == param.keys[k] && !key.optional;
      }
      break;
    }
    case Op::TableRead: {
      const Table& table = m_.tables[node.imm];
      fits = node.type == table.type && date_last(table.params.size());
      for (uint32_t k = 0; fits && k < table.params.size(); ++k) {
        fits = type_in(table.params[k].type) && same_kind(table.params[k].type, type_of(node, k)) &&
               (m_.type(table.params[k].type).optional || !operand_type(node, k).optional);
      }
      break;
    }
    case Op::LineAmount:
    case Op::LineSum: {
      const Type& type = m_.type(node.type);
      fits = type.kind == TypeKind::Number;
      for (const LineId line : m_.line_refs[node.imm].lines) {
        fits = fits && in(line, m_.lines) && type_in(m_.lines[line.index()].type) &&
               same_form(m_.lines[line.index()].type, node.type);
      }
      break;
    }
    case Op::BillValue: {
      const BillRef& ref = m_.bill_refs[node.imm];
      const Type &type = m_.type(node.type), &subject = operand_type(node, 0);
      fits = ref.bill.valid() != ref.tariff.valid() && none_or_in(ref.bill, m_.bills) &&
             none_or_in(ref.tariff, m_.tariffs);
      fits = fits && subject.kind == TypeKind::Record && !subject.optional;
      fits =
          fits && type.kind == (ref.kind == BillRefKind::Due ? TypeKind::Date : TypeKind::Number);
      if (fits) {
        const RecordId entity = ref.bill.valid() ? m_.bills[ref.bill.index()].entity
                                                 : m_.tariffs[ref.tariff.index()].entity;
        fits = subject.record == entity;
      }
      for (const LineId line : ref.lines) {
        fits = fits && in(line, m_.lines) && type_in(m_.lines[line.index()].type) &&
               same_form(m_.lines[line.index()].type, node.type);
      }
      break;
    }
    default: break;
  }
  return need(fits, "{}: it does not fit what it calls or reads", name_of(id));
}

bool Verifier::aggregate_types(const Node& node, uint32_t id) {
  const Aggregate& a = m_.aggregates[node.imm];
  const Type &type = m_.type(node.type), &list = m_.type_of(a.list);
  bool fits = list.kind == TypeKind::List && !list.optional;
  if (a.where.valid()) fits = fits && is(a.where, TypeKind::Bool) && !m_.type_of(a.where).optional;
  if (a.by.valid()) fits = fits && is_ordered(m_.type_of(a.by).kind) && !m_.type_of(a.by).optional;
  if (a.n.valid())
    fits = fits && is(a.n, TypeKind::Number) && m_.type_of(a.n).scale == 0 &&
           !m_.type_of(a.n).optional;
  if (!need(fits, "{}: its parts are not of fitting types", name_of(id))) return false;
  const TypeId body = a.body.valid() ? m_.node(a.body).type : TypeId{};
  const auto present_body = [&] { return !m_.type(body).optional; };
  switch (a.kind) {
    case AggregateKind::Count: fits = type.kind == TypeKind::Number && type.scale == 0; break;
    case AggregateKind::Sum:
      fits = type.kind == TypeKind::Number && same_kind(node.type, body) && present_body();
      break;
    case AggregateKind::Avg:
    case AggregateKind::Median:
      fits = type.kind == TypeKind::Number && type.optional && same_kind(node.type, body) &&
             present_body();
      break;
    case AggregateKind::Min:
    case AggregateKind::Max:
      fits = is_ordered(type.kind) && type.optional && same_form(node.type, body) && present_body();
      break;
    case AggregateKind::First:
    case AggregateKind::Last: fits = type.optional && same_form(node.type, body); break;
    case AggregateKind::FirstN:
    case AggregateKind::LastN:
    case AggregateKind::Collect:
      fits = type.kind == TypeKind::List && same_form(type.element, body) &&
             type.bound >= (a.n.valid() ? 0 : list.bound);
      break;
    case AggregateKind::Any:
    case AggregateKind::All:
      fits = type.kind == TypeKind::Bool && m_.type(body).kind == TypeKind::Bool && present_body();
      break;
  }
  return need(fits, "{}: its result is not of a fitting type", name_of(id));
}

bool Verifier::tier_types(const Node& node, uint32_t id) {
  const Tiers& tiers = m_.tiers[node.imm];
  const Type &type = m_.type(node.type), &quantity = m_.type_of(tiers.quantity);
  bool fits = type.kind == TypeKind::Number && !type.optional &&
              quantity.kind == TypeKind::Number && !quantity.optional;
  if (tiers.ladder.valid())
    fits = fits && is(tiers.ladder, TypeKind::Ladder) && !m_.type_of(tiers.ladder).optional;
  const auto blocks_fit = [&](const auto& self, const std::vector<TierBlock>& blocks) -> bool {
    for (const TierBlock& block : blocks) {
      for (const NodeId part : {block.limit, block.rate, block.plus}) {
        if (part.valid() && (!is(part, TypeKind::Number) || m_.type_of(part).optional))
          return false;
      }
      if (!self(self, block.nested)) return false;
    }
    return true;
  };
  return need(fits && blocks_fit(blocks_fit, tiers.blocks), "{}: its parts are not numbers",
              name_of(id));
}

}  // namespace tarifa::ir
