// Types of records, calls, aggregates and ladders against what they refer to.
#include "compiler/ir/verifier.h"

namespace tarifa::ir {

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
    for (uint32_t k = 0; fits && k < node.operand_count; ++k) fits = same_form(type.element, type_of(node, k));
  } else {
    fits = type.kind == TypeKind::Record;
    if (!need(fits, "{}: it is no record", name_of(id))) return false;
    const std::vector<Field>& fields = m_.records[type.record.index()].fields_list;
    const bool with = node.op == Op::With;
    const std::vector<uint32_t>* changed = with ? &m_.with_fields[node.imm] : nullptr;
    const uint32_t first = with ? 1 : 0;
    fits = node.operand_count == first + (with ? changed->size() : fields.size());
    if (with) fits = fits && same_form(node.type, type_of(node, 0)) && !operand_type(node, 0).optional;
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
    return node.operand_count == count + 1 && operand_type(node, node.operand_count - 1).kind == TypeKind::Date &&
           !operand_type(node, node.operand_count - 1).optional;
  };
  switch (node.op) {
    case Op::RuleCall: {
      const Rule& rule = m_.rules[node.imm];
      const Type& subject = operand_type(node, 0);
      fits = node.type == rule.type && subject.kind == TypeKind::Record && subject.record == rule.entity &&
             !subject.optional;
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
      fits = fits && type.kind == (ref.kind == BillRefKind::Due ? TypeKind::Date : TypeKind::Number);
      if (fits) {
        const RecordId entity =
            ref.bill.valid() ? m_.bills[ref.bill.index()].entity : m_.tariffs[ref.tariff.index()].entity;
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
  if (a.n.valid()) fits = fits && is(a.n, TypeKind::Number) && m_.type_of(a.n).scale == 0 && !m_.type_of(a.n).optional;
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
      fits = type.kind == TypeKind::Number && type.optional && same_kind(node.type, body) && present_body();
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
      fits =
          type.kind == TypeKind::List && same_form(type.element, body) && type.bound >= (a.n.valid() ? 0 : list.bound);
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
  bool fits =
      type.kind == TypeKind::Number && !type.optional && quantity.kind == TypeKind::Number && !quantity.optional;
  if (tiers.ladder.valid()) fits = fits && is(tiers.ladder, TypeKind::Ladder) && !m_.type_of(tiers.ladder).optional;
  const auto blocks_fit = [&](const auto& self, const std::vector<TierBlock>& blocks) -> bool {
    for (const TierBlock& block : blocks) {
      for (const NodeId part : {block.limit, block.rate, block.plus}) {
        if (part.valid() && (!is(part, TypeKind::Number) || m_.type_of(part).optional)) return false;
      }
      if (!self(self, block.nested)) return false;
    }
    return true;
  };
  return need(fits && blocks_fit(blocks_fit, tiers.blocks), "{}: its parts are not numbers", name_of(id));
}

}  // namespace tarifa::ir
