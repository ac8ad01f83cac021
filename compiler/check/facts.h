// What an editor asks for at a position. Facts are collected while checking and sorted by offset at
// the end.
#pragma once

#include <string>

#include "compiler/check/session.h"

namespace tarifa::check {

void add_definition(Session& session, Span span, SymbolId symbol, ir::TypeId type = {});
void add_use(Session& session, Span span, SymbolId symbol, ir::TypeId type = {});
// Fields, members, lines, locals: `local` names them over the package (`Account.usage`,
// `Residential.energy`).
void add_local_definition(Session& session, Span span, std::string local, ir::TypeId type = {});
void add_local_use(Session& session, Span span, std::string local, Span definition, ir::TypeId type = {});
void add_expression_fact(Session& session, Span span, ir::TypeId type, ir::NodeId node);
// Where a field is declared: its name's span, as noted by resolve_record. Invalid for a record of
// std.
[[nodiscard]] Span field_span(const Session& session, ir::RecordId record, uint32_t field);
[[nodiscard]] Span member_span(const Session& session, ir::EnumId enumeration, uint32_t member);

// A line of a tariff or bill, used: with the place of its name.
void add_line_use(Session& session, Span span, ir::LineId line);
// A name that is a member of an enum here.
void add_member_use(Session& session, Span span, ir::EnumId enumeration, uint32_t member, ir::TypeId type);

// The declarations of a module are numbered as in its file; facts added while one is resolved carry
// its number.
class DeclarationScope {
 public:
  DeclarationScope(Session& session, uint32_t declaration) : session_(session), before_(session.declaration) {
    session.declaration = declaration;
  }
  ~DeclarationScope() { session_.declaration = before_; }
  DeclarationScope(const DeclarationScope&) = delete;
  DeclarationScope& operator=(const DeclarationScope&) = delete;

 private:
  Session& session_;
  uint32_t before_;
};

void sort_facts(Session& session);

}  // namespace tarifa::check
