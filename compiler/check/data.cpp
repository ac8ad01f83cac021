// Enums, records, entities: members, fields, ranges, columns of data (7.1).
#include <string>
#include <unordered_map>

#include "compiler/check/builder.h"
#include "compiler/check/declarations.h"
#include "compiler/check/facts.h"
#include "compiler/check/field_range.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenId;
using syntax::TokenKind;

// A field that `dated`, or a type of a later version, makes unavailable.
bool available(Session& session, const syntax::Tree& tree, NodeId field) {
  const TokenId dated = tree.token(field, TokenKind::DATED);
  if (!dated.valid()) return true;
  report(session, DiagKind::NotYetAvailable, tree.span(dated), {"dated"});
  return false;
}

void check_key(Session& session, const Symbol& owner, const ir::Field& field, Span span) {
  const ir::Type& type = type_at(session, field.type);
  const bool good = !type.optional && (type.kind == ir::TypeKind::Text || type.integer);
  if (!good) report(session, DiagKind::KeyType, span, {type_name(session, field.type)});
  if (owner.kind == SymbolKind::Record) report(session, DiagKind::KeyInRecord, span, {owner.name});
}

std::optional<ir::Field> read_field(Session& session, const Symbol& owner, NodeId node) {
  const syntax::Tree& tree = session.module(owner.module).tree;
  const NodeId name = tree.child(node, NodeKind::Name);
  if (!name.valid() || tree.name_text(name).empty() || !available(session, tree, node)) return std::nullopt;
  const auto type = check_type(session, owner.module, tree.child(node, NodeKind::Type), TypeUse::Field);
  if (!type) return std::nullopt;
  ir::Field field;
  field.name = str(tree.name_text(name));
  field.column = field.name;
  field.type = type->type;
  field.doc = doc_of(tree, node);
  field.at = place_of(session, tree.span(node));
  if (const TokenId column = tree.token(node, TokenKind::STRING); column.valid()) {
    field.column = tree.string_value(column);
  }
  if (const TokenId key = tree.token(node, TokenKind::KEY); key.valid()) {
    field.key = true;
    check_key(session, owner, field, tree.span(key));
  }
  if (const NodeId range = tree.child(node, NodeKind::Range); range.valid()) {
    const auto limits = read_range(session, owner.module, range, field.type);
    if (!limits) return std::nullopt;
    field.least = limits->least;
    field.greatest = limits->greatest;
  }
  add_local_definition(session, tree.span(name), owner.name + "." + field.name, field.type);
  return field;
}

// Two fields of one name, or of one column of the data.
bool judge_names(Session& session, const Symbol& owner, const std::vector<ir::Field>& fields,
                 const std::vector<Span>& spans) {
  bool ok = true;
  std::unordered_map<std::string, size_t> by_name;
  std::unordered_map<std::string, size_t> by_column;
  for (size_t i = 0; i < fields.size(); ++i) {
    const auto [name, new_name] = by_name.try_emplace(fields[i].name, i);
    const auto [column, new_column] = by_column.try_emplace(fields[i].column, i);
    if (!new_name) {
      report(session, DiagKind::DuplicateName, spans[i], {fields[i].name})
          .label(spans[name->second], NoteKind::FirstDeclaredHere);
    } else if (!new_column) {
      report(session, DiagKind::DuplicateColumn, spans[i], {owner.name, fields[i].column})
          .label(spans[column->second], NoteKind::FirstDeclaredHere);
    }
    ok = ok && new_name && new_column;
  }
  return ok;
}

// A bare name means the field before it means a date of the bill, in every rule and line of the entity.
void warn_of_dates(Session& session, const Symbol& owner, const std::vector<ir::Field>& fields,
                   const std::vector<Span>& spans) {
  if (owner.kind != SymbolKind::Entity) return;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (!is_context_date(fields[i].name)) continue;
    report(session, DiagKind::FieldHidesDate, spans[i], {fields[i].name, owner.name})
        .help(NoteKind::RenameField, {fields[i].name});
  }
}

void judge_keys(Session& session, const Symbol& owner, const std::vector<ir::Field>& fields,
                const std::vector<Span>& spans) {
  std::optional<size_t> first;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].key) continue;
    if (first) {
      report(session, DiagKind::KeyTwice, spans[i], {owner.name, fields[*first].name, fields[i].name})
          .label(spans[*first], NoteKind::FirstDeclaredHere);
    } else {
      first = i;
    }
  }
  if (!first && owner.kind == SymbolKind::Entity) {
    report(session, DiagKind::KeyMissing, owner.name_span, {owner.name});
  }
}

}  // namespace

bool resolve_enum(Session& session, SymbolId id) {
  const Symbol symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const NodeId names = tree.child(symbol.declaration, NodeKind::Names);
  if (!names.valid()) return false;
  ir::Enum made;
  made.name = symbol.name;
  made.module = session.module(symbol.module).path;
  made.doc = symbol.doc;
  made.at = place_of(session, symbol.name_span);
  std::vector<Span> spans;
  std::unordered_map<std::string, Span> places;
  for (const NodeId name : tree.names(names)) {
    const std::string member = str(tree.name_text(name));
    const auto [before, fresh] = places.try_emplace(member, tree.span(name));
    if (!fresh) {
      report(session, DiagKind::DuplicateMember, tree.span(name), {member, symbol.name})
          .label(before->second, NoteKind::FirstDeclaredHere);
    }
    made.members.push_back(member);
    spans.push_back(tree.span(name));
  }
  const ir::EnumId made_id(session.ir.enums.size());
  session.ir.enums.push_back(std::move(made));
  session.member_spans.resize(session.ir.enums.size());
  session.member_spans[made_id.index()] = spans;
  session.symbols[id.index()].ir_index = made_id.index();
  for (size_t i = 0; i < spans.size(); ++i) {
    add_local_definition(session, spans[i], symbol.name + "." + session.ir.enums[made_id.index()].members[i],
                         enum_type(session, made_id));
  }
  return true;
}

bool resolve_record(Session& session, SymbolId id) {
  const Symbol symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  ir::Record made;
  made.name = symbol.name;
  made.module = session.module(symbol.module).path;
  made.entity = symbol.kind == SymbolKind::Entity;
  made.doc = symbol.doc;
  made.at = place_of(session, symbol.name_span);
  std::vector<Span> spans;
  bool ok = !tree.has_error(symbol.declaration);
  for (const NodeId node : tree.children(symbol.declaration, NodeKind::Field)) {
    auto field = read_field(session, symbol, node);
    if (!field) {
      ok = false;
      continue;
    }
    made.fields_list.push_back(*std::move(field));
    spans.push_back(tree.span(tree.child(node, NodeKind::Name)));
  }
  ok = judge_names(session, symbol, made.fields_list, spans) && ok;
  if (ok) judge_keys(session, symbol, made.fields_list, spans);
  warn_of_dates(session, symbol, made.fields_list, spans);
  if (!ok) return false;
  const ir::RecordId made_id(session.ir.records.size());
  session.ir.records.push_back(std::move(made));
  session.field_spans.resize(session.ir.records.size());
  session.field_spans[made_id.index()] = std::move(spans);
  session.symbols[id.index()].ir_index = made_id.index();
  return true;
}

}  // namespace tarifa::check
