// Units, types, records, constants, places.
#include "compiler/ir/verifier.h"
#include "compiler/numeric/date.h"
#include "compiler/numeric/decimal.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

namespace {

bool is_length(TypeKind kind) { return kind == TypeKind::Days || kind == TypeKind::Months; }

// The integers of a civil type.
bool civil_in_range(TypeKind kind, Int128 value) {
  constexpr Int128 kLength = 1'000'000'000;
  constexpr Int128 kDayMinutes = 1440;
  if (kind == TypeKind::Date) return numeric::kFirstDate.days <= value && value <= numeric::kLastDate.days;
  if (kind == TypeKind::Month) return numeric::kFirstMonth.index <= value && value <= numeric::kLastMonth.index;
  if (kind == TypeKind::Time) return 0 <= value && value <= kDayMinutes;
  if (kind == TypeKind::DateTime) {
    return numeric::kFirstDate.days * kDayMinutes <= value && value < (numeric::kLastDate.days + 1) * kDayMinutes;
  }
  return !is_length(kind) || (-kLength <= value && value <= kLength);
}

}  // namespace

bool Verifier::place(const Place& at, const char* of) {
  return need(at.file == Id<struct None>::kNone || at.file < m_.files.size(), "{}: a place in an unknown file", of);
}

bool Verifier::units() {
  if (!need(!m_.units.empty() && m_.units[0].powers.empty(), "unit 0 is not the dimensionless one")) return false;
  for (size_t i = 0; i < m_.units.size(); ++i) {
    const Unit& unit = m_.units[i];
    if (!need(unit.numerator > 0 && unit.denominator > 0, "unit {}: its factor is not positive", i)) return false;
    if (!need(unit.currency_digits >= -1 && unit.currency_digits <= limits::kScale, "unit {}: digits", i)) return false;
    for (size_t k = 0; k < unit.powers.size(); ++k) {
      const bool known = unit.powers[k].base < m_.base_dimensions.size() && unit.powers[k].exponent != 0;
      const bool ascends = k == 0 || unit.powers[k - 1].base < unit.powers[k].base;
      if (!need(known && ascends, "unit {}: its dimensions are not in form", i)) return false;
    }
  }
  return true;
}

bool Verifier::types() {
  for (size_t i = 0; i < m_.types.size(); ++i) {
    const Type& type = m_.types[i];
    bool known = true;
    const bool number = type.kind == TypeKind::Number || type.kind == TypeKind::Ladder;
    if (number) known = in(type.unit, m_.units) && type.scale <= numeric::kMaxPower;
    if (type.kind == TypeKind::Number && type.integer)
      known = known && type.scale == 0 && m_.units[type.unit.index()].powers.empty();
    if (type.kind == TypeKind::Ladder) known = known && in(type.quantity_unit, m_.units);
    if (type.kind == TypeKind::Enum) known = in(type.enumeration, m_.enums);
    if (type.kind == TypeKind::Record) known = in(type.record, m_.records);
    if (type.kind == TypeKind::List) known = type.element.valid() && type.element.index() < i;  // no list of itself
    if (!need(known, "type {}: it refers to what is not there", i)) return false;
  }
  for (size_t i = 0; i < m_.enums.size(); ++i) {
    if (!need(!m_.enums[i].members.empty(), "enum {}: it has no members", i)) return false;
    if (!place(m_.enums[i].at, "enum")) return false;
  }
  return true;
}

namespace {

// A `text` or an `int` that is always there.
bool fits_key(const Type& type) {
  const bool is_int = type.kind == TypeKind::Number && type.integer;
  return (type.kind == TypeKind::Text || is_int) && !type.optional;
}

}  // namespace

bool Verifier::records() {
  for (size_t i = 0; i < m_.records.size(); ++i) {
    if (!place(m_.records[i].at, "record")) return false;
    for (const Field& field : m_.records[i].fields_list) {
      if (!need(type_in(field.type), "record {}: field `{}` has no type", i, field.name)) return false;
      const TypeKind kind = m_.type(field.type).kind;
      if (!need(kind != TypeKind::Ladder, "record {}: field `{}` is a ladder", i, field.name)) return false;
      const bool ordered = !field.least || !field.greatest || *field.least <= *field.greatest;
      if (!need(ordered, "record {}: field `{}` has no values in its range", i, field.name)) return false;
      if (field.key && !need(fits_key(m_.type(field.type)) && m_.records[i].entity,
                             "record {}: field `{}` cannot be a key", i, field.name)) {
        return false;
      }
      if (!place(field.at, "field")) return false;
    }
  }
  return true;
}

// No record holds itself, also through lists: nested data have a depth.
bool Verifier::records_acyclic() {
  enum : uint8_t { kUnseen, kOpen, kDone };
  std::vector<uint8_t> state(m_.records.size(), kUnseen);
  const auto record_of = [&](TypeId id) {
    while (m_.type(id).kind == TypeKind::List) id = m_.type(id).element;
    return m_.type(id).kind == TypeKind::Record ? m_.type(id).record : RecordId{};
  };
  for (size_t start = 0; start < m_.records.size(); ++start) {
    std::vector<std::pair<size_t, size_t>> stack;  // record, next field
    if (state[start] == kUnseen) stack.emplace_back(start, 0);
    while (!stack.empty()) {
      auto& [record, next] = stack.back();
      state[record] = kOpen;
      const std::vector<Field>& fields = m_.records[record].fields_list;
      if (next == fields.size()) {
        state[record] = kDone;
        stack.pop_back();
        continue;
      }
      const RecordId inner = record_of(fields[next++].type);
      if (!inner.valid() || state[inner.index()] == kDone) continue;
      if (!need(state[inner.index()] == kUnseen, "record {}: it holds itself", inner.index())) return false;
      if (!need(stack.size() < limits::kNesting, "records are nested too deeply")) return false;
      stack.emplace_back(inner.index(), 0);
    }
  }
  return true;
}

bool Verifier::constants() {
  for (uint32_t i = 0; i < m_.consts.size(); ++i) {
    if (!constant(m_.consts[i], i)) return false;
  }
  return true;
}

bool Verifier::constant(const Const& value, uint32_t id) {
  if (!need(type_in(value.type), "constant {}: it has no type", id)) return false;
  const Type& type = m_.type(value.type);
  if (value.missing) return need(type.optional, "constant {}: missing, but not optional", id);
  bool fits = true;
  switch (type.kind) {
    case TypeKind::Bool: fits = value.number == 0 || value.number == 1; break;
    case TypeKind::Number:
      fits = numeric::fits_decimal(value.number);
      if (type.integer) fits = value.number >= INT64_MIN && value.number <= INT64_MAX;
      break;
    case TypeKind::Text: fits = value.text.size() <= type.bound; break;
    case TypeKind::Date:
    case TypeKind::Month:
    case TypeKind::Time:
    case TypeKind::DateTime:
    case TypeKind::Days:
    case TypeKind::Months: fits = civil_in_range(type.kind, value.number); break;
    case TypeKind::Period: {
      fits = civil_in_range(TypeKind::Date, value.number) && civil_in_range(TypeKind::Date, value.second);
      const Int128 days = fits ? value.second - value.number : 0;
      fits = days >= 1 && days <= limits::kPeriodDays;
      break;
    }
    case TypeKind::Enum:
      fits = value.number >= 0 && value.number < static_cast<Int128>(m_.enums[type.enumeration.index()].members.size());
      break;
    case TypeKind::Record:
    case TypeKind::List: return constant_items(value, type, id);
    case TypeKind::Ladder: fits = false; break;
  }
  return need(fits, "constant {}: it does not fit its type", id);
}

bool Verifier::constant_items(const Const& value, const Type& type, uint32_t id) {
  const bool list = type.kind == TypeKind::List;
  const std::vector<Field>* fields = list ? nullptr : &m_.records[type.record.index()].fields_list;
  const bool count = list ? value.items.size() <= type.bound : value.items.size() == fields->size();
  if (!need(count, "constant {}: its items are not those of its type", id)) return false;
  for (size_t k = 0; k < value.items.size(); ++k) {
    const ConstId item = value.items[k];
    if (!need(item.valid() && item.index() < id, "constant {}: an item does not come before it", id)) return false;
    const TypeId wanted = list ? type.element : (*fields)[k].type;
    const Const& constant = m_.consts[item.index()];
    const bool fits = constant.missing ? m_.type(wanted).optional : same_form(constant.type, wanted);
    if (!need(fits, "constant {}: item {} is of another type", id, k)) return false;
  }
  return true;
}

}  // namespace tarifa::ir
