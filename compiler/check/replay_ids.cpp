// Ids of the last check as ids of this one.
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/replay.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

constexpr uint32_t kNone = Id<struct None>::kNone;

bool same_powers(const ir::Module& a, const ir::Unit& x, const ir::Module& b, const ir::Unit& y) {
  return std::equal(x.powers.begin(), x.powers.end(), y.powers.begin(), y.powers.end(),
                    [&](const ir::Unit::Power& p, const ir::Unit::Power& q) {
                      return p == q && p.base < a.base_dimensions.size() && q.base < b.base_dimensions.size() &&
                             a.base_dimensions[p.base] == b.base_dimensions[q.base];
                    });
}

}  // namespace

std::optional<uint32_t> Replay::declared(SymbolKind kind, uint32_t before) const {
  const std::vector<SymbolId>& symbols = declared_[static_cast<size_t>(kind)];
  if (before >= symbols.size() || !symbols[before].valid()) return std::nullopt;
  const SymbolId now = delta_->now(symbols[before]);
  if (!now.valid() || symbol_at(session_, now).state != SymbolState::Done) return std::nullopt;
  const uint32_t index = symbol_at(session_, now).ir_index;
  return index == kNone ? std::nullopt : std::optional(index);
}

std::optional<ir::RecordId> Replay::record(ir::RecordId before) const {
  for (const SymbolKind kind : {SymbolKind::Entity, SymbolKind::Record}) {
    if (const auto known = declared(kind, before.value)) return ir::RecordId(*known);
  }
  if (before.index() >= tables_of_records_.size() || !tables_of_records_[before.index()].valid()) return std::nullopt;
  const uint32_t table = last_.symbols[tables_of_records_[before.index()].index()].ir_index;
  const auto known = declared(SymbolKind::Table, table);
  return known ? std::optional(session_.ir.tables[*known].result_record) : std::nullopt;
}

// A unit is its dimension and factor. One that this check has not met yet would get its name here: not taken over.
std::optional<ir::UnitId> Replay::unit(ir::UnitId before) {
  uint32_t& known = units_[before.index()];
  const ir::Unit& wanted = last_.module.units[before.index()];
  const std::vector<ir::Unit>& units = session_.ir.units;
  for (uint32_t i = 0; known == kNone && i < units.size(); ++i) {
    const bool same = units[i].numerator == wanted.numerator && units[i].denominator == wanted.denominator;
    if (same && same_powers(session_.ir, units[i], last_.module, wanted)) known = i;
  }
  return known == kNone ? std::nullopt : std::optional(ir::UnitId(known));
}

std::optional<ir::TypeId> Replay::type(ir::TypeId before) {
  if (types_[before.index()] != kNone) return ir::TypeId(types_[before.index()]);
  ir::Type made = last_.module.types[before.index()];
  for (ir::UnitId* part : {&made.unit, &made.quantity_unit}) {
    if (!part->valid()) continue;
    const auto now = unit(*part);
    if (!now) return std::nullopt;
    *part = *now;
  }
  if (made.element.valid()) {
    const auto now = type(made.element);
    if (!now) return std::nullopt;
    made.element = *now;
  }
  if (made.enumeration.valid()) {
    const auto now = declared(SymbolKind::Enum, made.enumeration.value);
    if (!now) return std::nullopt;
    made.enumeration = ir::EnumId(*now);
  }
  if (made.record.valid()) {
    const auto now = record(made.record);
    if (!now) return std::nullopt;
    made.record = *now;
  }
  const ir::TypeId now = intern_type(session_, made);
  types_[before.index()] = now.value;
  return now;
}

std::optional<ir::ConstId> Replay::constant(ir::ConstId before) {
  if (consts_[before.index()] != kNone) return ir::ConstId(consts_[before.index()]);
  ir::Const made = last_.module.consts[before.index()];
  const auto type_now = type(made.type);
  if (!type_now) return std::nullopt;
  made.type = *type_now;
  for (ir::ConstId& item : made.items) {
    const auto now = constant(item);
    if (!now) return std::nullopt;
    item = *now;
  }
  const ir::ConstId now = intern_const(session_, std::move(made));
  consts_[before.index()] = now.value;
  return now;
}

std::optional<uint32_t> Replay::immediate(const Taking& taking, const ir::Node& node) {
  switch (node.op) {
    case ir::Op::Const: {
      const auto now = constant(ir::ConstId(node.imm));
      return now ? std::optional(now->value) : std::nullopt;
    }
    case ir::Op::Fail: {
      const uint32_t text = node.imm & ir::kNoText;
      if (text == ir::kNoText) return node.imm;
      const auto now = constant(ir::ConstId(text));
      if (!now || now->value >= ir::kNoText) return std::nullopt;
      return (node.imm & ~ir::kNoText) | now->value;
    }
    case ir::Op::Scale:
      if (node.imm < taking.log.begin.ratios || node.imm >= taking.log.end.ratios) return std::nullopt;
      return node.imm - taking.log.begin.ratios + static_cast<uint32_t>(session_.ir.ratios.size());
    case ir::Op::RuleCall: return declared(SymbolKind::Rule, node.imm);
    case ir::Op::LetCall: return declared(SymbolKind::Let, node.imm);
    case ir::Op::ParamRead: return declared(SymbolKind::Param, node.imm);
    case ir::Op::TableRead: return declared(SymbolKind::Table, node.imm);
    // Stores that are not taken over.
    case ir::Op::With:
    case ir::Op::Aggregate:
    case ir::Op::Prorate:
    case ir::Op::Tiers:
    case ir::Op::LineAmount:
    case ir::Op::LineSum:
    case ir::Op::BillValue: return std::nullopt;
    // Numbers of fields and locals, modes, nothing.
    case ir::Op::EffectiveDate:
    case ir::Op::Issued:
    case ir::Op::AsOf:
    case ir::Op::PeriodNow:
    case ir::Op::Subject:
    case ir::Op::Local:
    case ir::Op::Let:
    case ir::Op::Member:
    case ir::Op::MakeRecord:
    case ir::Op::MakeList:
    case ir::Op::And:
    case ir::Op::Or:
    case ir::Op::Implies:
    case ir::Op::Not:
    case ir::Op::If:
    case ir::Op::IsKnown:
    case ir::Op::Unwrap:
    case ir::Op::Wrap:
    case ir::Op::Coalesce:
    case ir::Op::Eq:
    case ir::Op::Ne:
    case ir::Op::Lt:
    case ir::Op::Le:
    case ir::Op::Gt:
    case ir::Op::Ge:
    case ir::Op::EqMaybe:
    case ir::Op::Add:
    case ir::Op::Sub:
    case ir::Op::Mul:
    case ir::Op::AtRate:
    case ir::Op::Div:
    case ir::Op::Neg:
    case ir::Op::Abs:
    case ir::Op::Min:
    case ir::Op::Max:
    case ir::Op::Round:
    case ir::Op::Widen:
    case ir::Op::DateAddDays:
    case ir::Op::DateAddMonths:
    case ir::Op::DateDiff:
    case ir::Op::MonthAdd:
    case ir::Op::LengthAdd:
    case ir::Op::LengthSub:
    case ir::Op::LengthNeg:
    case ir::Op::LengthMul:
    case ir::Op::LengthCount:
    case ir::Op::LengthOf:
    case ir::Op::LengthMin:
    case ir::Op::LengthMax:
    case ir::Op::MakePeriod:
    case ir::Op::PeriodStart:
    case ir::Op::PeriodEnd:
    case ir::Op::PeriodLast:
    case ir::Op::PeriodDays:
    case ir::Op::YearOf:
    case ir::Op::MonthNumber:
    case ir::Op::DayOfMonth:
    case ir::Op::MonthOf:
    case ir::Op::FirstDayOf:
    case ir::Op::DateOf:
    case ir::Op::TimeOf: return node.imm;
  }
  return std::nullopt;
}

}  // namespace tarifa::check
