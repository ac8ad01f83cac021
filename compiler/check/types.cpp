#include "compiler/check/types.h"

#include <algorithm>

#include "compiler/check/declaration_log.h"

namespace tarifa::check {
namespace {

void put(std::string& key, uint32_t value) { key.append(reinterpret_cast<const char*>(&value), sizeof value); }

const std::string& key_of(const ir::Type& type) {
  thread_local std::string key;  // one for all: types are asked for at every node
  key.clear();
  put(key, static_cast<uint32_t>(type.kind) | (type.optional ? 1U << 8U : 0U) | (type.integer ? 1U << 9U : 0U) |
               static_cast<uint32_t>(type.scale) << 16U);
  put(key, type.unit.value);
  put(key, type.quantity_unit.value);
  put(key, type.bound);
  put(key, type.element.value);
  put(key, type.enumeration.value);
  put(key, type.record.value);
  return key;
}

ir::Type of_kind(ir::TypeKind kind) {
  ir::Type type;
  type.kind = kind;
  return type;
}

enum class Digits : uint8_t { Judge, Overlook };

bool fits(const Session& session, ir::TypeId from_id, ir::TypeId to_id, Digits digits) {
  if (from_id == to_id) return true;
  const ir::Type& from = type_at(session, from_id);
  const ir::Type& to = type_at(session, to_id);
  if (from.kind != to.kind || (from.optional && !to.optional)) return false;
  switch (from.kind) {
    case ir::TypeKind::Number:
      if (from.unit != to.unit) return false;
      return digits == Digits::Overlook || from.scale <= to.scale;
    case ir::TypeKind::Text: return digits == Digits::Overlook || from.bound <= to.bound;
    case ir::TypeKind::Enum: return from.enumeration == to.enumeration;
    case ir::TypeKind::Record: return from.record == to.record;
    case ir::TypeKind::List: return from.bound <= to.bound && fits(session, from.element, to.element, digits);
    case ir::TypeKind::Ladder:
      return from.unit == to.unit && from.scale == to.scale && from.quantity_unit == to.quantity_unit;
    case ir::TypeKind::Bool:
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months:
    case ir::TypeKind::Period: return true;
  }
  return false;
}

}  // namespace

ir::TypeId intern_type(Session& session, const ir::Type& type) {
  const auto [found, fresh] =
      session.type_index.try_emplace(key_of(type), static_cast<uint32_t>(session.ir.types.size()));
  if (fresh) session.ir.types.push_back(type);
  note_interned(session, InternedKind::Type, found->second);
  return ir::TypeId(found->second);
}

ir::TypeId plain_type(Session& session, ir::TypeKind kind) { return intern_type(session, of_kind(kind)); }

ir::TypeId int_type(Session& session) {
  ir::Type type = of_kind(ir::TypeKind::Number);
  type.unit = ir::UnitId(0U);
  type.integer = true;
  return intern_type(session, type);
}

ir::TypeId number_type(Session& session, ir::UnitId unit, int scale) {
  ir::Type type = of_kind(ir::TypeKind::Number);
  type.unit = unit;
  type.scale = static_cast<uint8_t>(scale);
  return intern_type(session, type);
}

ir::TypeId text_type(Session& session, uint32_t bound) {
  ir::Type type = of_kind(ir::TypeKind::Text);
  type.bound = bound;
  return intern_type(session, type);
}

ir::TypeId enum_type(Session& session, ir::EnumId id) {
  ir::Type type = of_kind(ir::TypeKind::Enum);
  type.enumeration = id;
  return intern_type(session, type);
}

ir::TypeId record_type(Session& session, ir::RecordId id) {
  ir::Type type = of_kind(ir::TypeKind::Record);
  type.record = id;
  return intern_type(session, type);
}

ir::TypeId list_type(Session& session, ir::TypeId element, uint32_t bound) {
  ir::Type type = of_kind(ir::TypeKind::List);
  type.element = element;
  type.bound = bound;
  return intern_type(session, type);
}

ir::TypeId optional_of(Session& session, ir::TypeId id) {
  ir::Type type = type_at(session, id);
  type.optional = true;
  return intern_type(session, type);
}

ir::TypeId required_of(Session& session, ir::TypeId id) {
  ir::Type type = type_at(session, id);
  type.optional = false;
  return intern_type(session, type);
}

ir::TypeId with_scale(Session& session, ir::TypeId number, int scale) {
  ir::Type type = type_at(session, number);
  type.scale = static_cast<uint8_t>(scale);
  if (scale > 0) type.integer = false;
  return intern_type(session, type);
}

bool assignable(const Session& session, ir::TypeId from, ir::TypeId to) {
  return fits(session, from, to, Digits::Judge);
}

bool assignable_but_for_scale(const Session& session, ir::TypeId from, ir::TypeId to) {
  return fits(session, from, to, Digits::Overlook);
}

std::optional<ir::TypeId> common_type(Session& session, ir::TypeId a_id, ir::TypeId b_id) {
  if (a_id == b_id) return a_id;
  const ir::Type a = type_at(session, a_id);
  const ir::Type b = type_at(session, b_id);
  ir::Type both = a;
  both.optional = a.optional || b.optional;
  both.scale = std::max(a.scale, b.scale);
  both.bound = std::max(a.bound, b.bound);
  if (a.kind == ir::TypeKind::Number && b.kind == ir::TypeKind::Number) both.integer = a.integer && b.integer;
  if (a.kind == ir::TypeKind::List && b.kind == ir::TypeKind::List) {
    const auto element = common_type(session, a.element, b.element);
    if (!element) return std::nullopt;
    both.element = *element;
  }
  const ir::TypeId common = intern_type(session, both);
  if (!fits(session, a_id, common, Digits::Judge) || !fits(session, b_id, common, Digits::Judge)) return std::nullopt;
  return common;
}

}  // namespace tarifa::check
