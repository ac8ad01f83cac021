// Types of the checker: interned in Session::ir (equal type = equal id), made from their written
// form, compared, named in messages. A type here says nothing about fractions: those are Node's.
#pragma once

#include <optional>
#include <string>

#include "compiler/check/session.h"

namespace tarifa::check {

[[nodiscard]] ir::TypeId intern_type(Session& session, const ir::Type& type);
[[nodiscard]] inline const ir::Type& type_at(const Session& session, ir::TypeId id) {
  return session.ir.types[id.index()];
}

// Of kinds without parts: Bool, Date, Month, Time, DateTime, Days, Months, Period.
[[nodiscard]] ir::TypeId plain_type(Session& session, ir::TypeKind kind);
[[nodiscard]] ir::TypeId int_type(Session& session);
[[nodiscard]] ir::TypeId number_type(Session& session, ir::UnitId unit, int scale);
[[nodiscard]] ir::TypeId text_type(Session& session, uint32_t bound);
[[nodiscard]] ir::TypeId enum_type(Session& session, ir::EnumId id);
[[nodiscard]] ir::TypeId record_type(Session& session, ir::RecordId id);
[[nodiscard]] ir::TypeId list_type(Session& session, ir::TypeId element, uint32_t bound);
[[nodiscard]] ir::TypeId optional_of(Session& session,
                                     ir::TypeId type);                    // already optional: itself
[[nodiscard]] ir::TypeId required_of(Session& session, ir::TypeId type);  // without `?`
[[nodiscard]] ir::TypeId with_scale(Session& session, ir::TypeId number,
                                    int scale);  // `integer` falls away where scale > 0

// A type as written. `kWh` without digits has an open scale (S33): `type` then says scale 0.
struct WrittenType {
  ir::TypeId type;
  bool open_scale = false;
};

enum class TypeUse : uint8_t {
  Field,      // of a record or entity: scale required, a list says `max`
  Param,      // of a `param`: scale required, ladders allowed
  Column,     // parameter or result of a table: scale open
  Signature,  // of a parameter of a let, or of a test: scale open
  Result,     // of a rule or let: scale open, but of a list's items
};
// Reports what is wrong; nothing if it cannot stand.
[[nodiscard]] std::optional<WrittenType> check_type(Session& session, ModuleId module, syntax::NodeId type,
                                                    TypeUse use);

// As people write it: `kWh(3)`, `list of COP(2) max 12`, `Stratum?`, `text(32)`.
[[nodiscard]] std::string type_name(const Session& session, ir::TypeId type);

// A value of `from` may stand where `to` is asked, if need be widened (Op::Widen) or wrapped
// (Op::Wrap): same kind, unit, enum, record, elements; scale and bounds not larger; `from` not
// optional unless `to` is.
[[nodiscard]] bool assignable(const Session& session, ir::TypeId from, ir::TypeId to);
// The same, but a larger scale in `from` is overlooked: what remains wrong is only the digits
// (S33).
[[nodiscard]] bool assignable_but_for_scale(const Session& session, ir::TypeId from, ir::TypeId to);
// The type of `if c then a else b`: the larger scale and bounds, optional if either is. None where
// they do not agree.
[[nodiscard]] std::optional<ir::TypeId> common_type(Session& session, ir::TypeId a, ir::TypeId b);

}  // namespace tarifa::check
