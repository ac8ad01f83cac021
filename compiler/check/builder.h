// Appends to the typed IR of a session: nodes with their operands, constants (interned), places. It
// states what it is told: types, scales and denominators are the caller's, judged by ir's verifier.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

// Where a span stands, as modules keep it. An invalid span gives an invalid place.
[[nodiscard]] ir::Place place_of(Session& session, Span span);

ir::NodeId add_node(Session& session, ir::Op op, ir::TypeId type, uint32_t imm, std::span<const ir::NodeId> operands,
                    ir::Place at, uint64_t static_denominator = 1, std::vector<ir::DivisorId> divisors = {});
ir::NodeId add_node(Session& session, ir::Op op, ir::TypeId type, uint32_t imm,
                    std::initializer_list<ir::NodeId> operands, ir::Place at, uint64_t static_denominator = 1,
                    std::vector<ir::DivisorId> divisors = {});

// Equal constants of one type are one.
[[nodiscard]] ir::ConstId intern_const(Session& session, ir::Const value);
[[nodiscard]] ir::ConstId number_const(Session& session, ir::TypeId type,
                                       ir::Int128 mantissa);  // also bool, dates, enums
[[nodiscard]] ir::ConstId text_const(Session& session,
                                     std::string text);  // of type text(its length)
[[nodiscard]] ir::ConstId bool_const(Session& session, bool value);
[[nodiscard]] ir::ConstId missing_const(Session& session, ir::TypeId optional_type);
[[nodiscard]] ir::ConstId period_const(Session& session, int32_t start, int32_t end);

[[nodiscard]] ir::NodeId const_node(Session& session, ir::ConstId value, ir::Place at);

}  // namespace tarifa::check
