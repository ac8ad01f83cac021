// Decision tables (7.3): columns, policy, dated rows, the type of a call.
#include "compiler/check/builder.h"
#include "compiler/check/constants.h"
#include "compiler/check/declarations.h"
#include "compiler/check/expr_support.h"
#include "compiler/check/facts.h"
#include "compiler/check/field_range.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/table_reader.h"
#include "compiler/check/timelines.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenId;
using syntax::TokenKind;

bool can_be_column(const ir::Type& type) {
  if (type.optional) return false;
  switch (type.kind) {
    case ir::TypeKind::Bool:
    case ir::TypeKind::Number:
    case ir::TypeKind::Text:
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months:
    case ir::TypeKind::Enum: return true;
    case ir::TypeKind::Period:
    case ir::TypeKind::Record:
    case ir::TypeKind::List:
    case ir::TypeKind::Ladder: return false;
  }
  return false;
}

bool read_column(TableReader& reader, NodeId node) {
  Session& session = reader.session;
  const ModuleId module = reader.symbol.module;
  const syntax::Tree& tree = session.module(module).tree;
  const NodeId name = tree.child(node, NodeKind::Name);
  const auto type = check_type(session, module, tree.child(node, NodeKind::Type), TypeUse::Column);
  if (!type || !name.valid()) return false;
  ir::TableColumn column;
  column.name = str(tree.name_text(name));
  column.type = type->type;
  const Span span = tree.span(name);
  if (!can_be_column(type_at(session, type->type))) {
    Report wrong = report(session, DiagKind::ColumnType, tree.span(node), {type_name(session, type->type)});
    const ir::TypeId plain = required_of(session, type->type);
    if (can_be_column(type_at(session, plain))) wrong.help(NoteKind::HandleMissingFirst, {type_name(session, plain)});
    return false;
  }
  if (type->open_scale) {
    const int digits = unit_at(session, type_at(session, column.type).unit).currency_digits;
    const ir::TypeId example = with_scale(session, column.type, digits < 0 ? 3 : digits);
    report(session, DiagKind::ColumnNeedsScale, span, {column.name})
        .help(NoteKind::WriteParameterScale, {column.name, type_name(session, example)});
    return false;
  }
  for (size_t k = 0; k < reader.table.params.size(); ++k) {
    if (reader.table.params[k].name != column.name) continue;
    report(session, DiagKind::DuplicateName, span, {column.name})
        .label(reader.column_spans[k], NoteKind::FirstDeclaredHere);
    return false;
  }
  if (const NodeId range = tree.child(node, NodeKind::Range); range.valid()) {
    const auto limits = read_range(session, module, range, column.type);
    if (!limits) return false;
    column.least = limits->least;
    column.greatest = limits->greatest;
  }
  add_local_definition(session, span, reader.symbol.name + "." + column.name, column.type);
  reader.table.params.push_back(std::move(column));
  reader.column_spans.push_back(span);
  return true;
}

bool read_result(TableReader& reader, NodeId node, bool alone) {
  Session& session = reader.session;
  const ModuleId module = reader.symbol.module;
  const syntax::Tree& tree = session.module(module).tree;
  const NodeId name = tree.child(node, NodeKind::Name);
  const auto type = check_type(session, module, tree.child(node, NodeKind::Type), TypeUse::Column);
  if (!type) return false;
  if (!name.valid() && !alone) {
    report(session, DiagKind::UnnamedResults, tree.span(node));
    return false;
  }
  ResultColumn column{name.valid() ? str(tree.name_text(name)) : "result",
                      type->type,
                      type->open_scale,
                      0,
                      tree.span(node),
                      name.valid() ? tree.span(name) : Span{}};
  for (const ResultColumn& before : reader.results) {
    if (before.name != column.name) continue;
    report(session, DiagKind::DuplicateName, column.span, {column.name})
        .label(before.span, NoteKind::FirstDeclaredHere);
    return false;
  }
  if (column.name_span.valid()) {
    add_local_definition(session, column.name_span, reader.symbol.name + "." + column.name, column.type);
  }
  reader.results.push_back(std::move(column));
  return true;
}

bool read_policy(TableReader& reader, NodeId policy) {
  if (!policy.valid()) return true;
  Session& session = reader.session;
  const syntax::Tree& tree = session.module(reader.symbol.module).tree;
  if (tree.has_token(policy, TokenKind::UNIQUE)) return true;
  if (tree.child(policy, NodeKind::FirstMatch).valid()) {
    reader.table.policy = ir::TablePolicy::FirstMatch;
    return true;
  }
  const NodeId name = tree.child(policy, NodeKind::Name);
  if (!name.valid()) return false;
  const std::string word = str(tree.name_text(name));
  const Span span = tree.span(name);
  if (word == "sum") reader.table.policy = ir::TablePolicy::CollectSum;
  if (word == "min") reader.table.policy = ir::TablePolicy::CollectMin;
  if (word == "max") reader.table.policy = ir::TablePolicy::CollectMax;
  if (word == "list") reader.table.policy = ir::TablePolicy::CollectList;
  if (reader.table.policy == ir::TablePolicy::Unique) {
    report(session, DiagKind::UnknownPolicy, span, {word});
    return false;
  }
  if (reader.results.size() != 1) {
    report(session, DiagKind::CollectOneResult, span);
    return false;
  }
  const ir::Type& type = type_at(session, reader.results[0].type);
  const bool number = type.kind == ir::TypeKind::Number && !type.optional;
  if (!number && word != "list") {
    report(session, DiagKind::CollectNeedsNumber, span, {word, type_name(session, reader.results[0].type)});
    return false;
  }
  return true;
}

bool read_head(TableReader& reader) {
  Session& session = reader.session;
  const syntax::Tree& tree = session.module(reader.symbol.module).tree;
  const NodeId declaration = reader.symbol.declaration;
  bool ok = true;
  if (const NodeId params = tree.child(declaration, NodeKind::Params); params.valid()) {
    for (const NodeId param : tree.children(params, NodeKind::Param)) ok = read_column(reader, param) && ok;
  }
  const auto results = tree.children(declaration, NodeKind::Result);
  for (const NodeId result : results) ok = read_result(reader, result, results.size() == 1) && ok;
  if (!ok || !read_policy(reader, tree.child(declaration, NodeKind::Policy))) return false;
  reader.table.name = reader.symbol.name;
  reader.table.module = session.module(reader.symbol.module).path;
  reader.table.doc = reader.symbol.doc;
  reader.table.at = place_of(session, reader.symbol.name_span);
  reader.table.local_count = static_cast<uint32_t>(reader.table.params.size());
  return true;
}

// `from D { rows } from D { rows } open`
bool read_versions(TableReader& reader) {
  Session& session = reader.session;
  const ModuleId module = reader.symbol.module;
  const syntax::Tree& tree = session.module(module).tree;
  bool ok = true;
  Span before;
  for (const NodeId block : tree.children(reader.symbol.declaration, NodeKind::DatedRows)) {
    if (const NodeId published = tree.child(block, NodeKind::Published); published.valid()) {
      report(session, DiagKind::NotYetAvailable, tree.span(published), {"published"});
      return false;
    }
    const NodeId from = tree.expression(block);
    const auto date = literal_date(session, module, from);
    if (!date) return false;
    ir::TableVersion version;
    version.from = *date;
    version.at = place_of(session, tree.span(from));
    auto& versions = reader.table.versions;
    if (!versions.empty() && *date <= versions.back().from) {
      report(session, DiagKind::DatesNotAscending, tree.span(from), {date_text(*date), date_text(versions.back().from)})
          .label(before, NoteKind::EntryBefore);
      ok = false;
    }
    before = tree.span(from);
    ok = read_inline_rows(reader, module, tree.children(block, NodeKind::Row), tree.span(from), version.rows) && ok;
    versions.push_back(std::move(version));
  }
  reader.table.dated = true;
  const NodeId end = tree.child(reader.symbol.declaration, NodeKind::TimelineEnd);
  if (!end.valid()) {
    report(session, DiagKind::TimelineNotClosed, before, {reader.symbol.name}).help(NoteKind::SayOpenOrUntil);
    return false;
  }
  const auto read = read_end(session, module, end);
  if (!read) return false;
  reader.table.until = read->until;
  if (read->until && *read->until <= reader.table.versions.back().from) {
    report(session, DiagKind::EndsBeforeItBegins, read->span,
           {date_text(reader.table.versions.back().from), date_text(*read->until)});
    return false;
  }
  return ok;
}

// Results without a written scale take the largest of the rows; the others are widened to it.
void settle_scales(TableReader& reader) {
  Session& session = reader.session;
  for (size_t k = 0; k < reader.results.size(); ++k) {
    ResultColumn& column = reader.results[k];
    if (!column.open_scale) continue;
    ir::TypeId type = with_scale(session, required_of(session, column.type), column.scale);
    if (type_at(session, column.type).optional) type = optional_of(session, type);
    column.type = type;
    for (ir::TableVersion& version : reader.table.versions) {
      for (ir::Row& row : version.rows) {
        const ir::Node node = session.ir.node(row.results[k]);
        if (node.type == type) continue;
        ExprContext context{session, reader.symbol.module};
        context.place = ExprPlace::TableResult;
        Typed value;
        value.ok = true;
        value.node = row.results[k];
        value.type = node.type;
        value.span = column.span;
        row.results[k] = convert_into(context, value, Target{type, false, false, column.span}).node;
      }
    }
  }
}

void settle_type(TableReader& reader) {
  Session& session = reader.session;
  ir::Table& table = reader.table;
  for (const ResultColumn& column : reader.results) table.results.push_back({column.name, column.type, {}, {}});
  if (reader.results.size() == 1) {
    table.type = reader.results[0].type;
    if (table.policy == ir::TablePolicy::CollectList) {
      size_t most = 1;
      for (const ir::TableVersion& version : table.versions) most = std::max(most, version.rows.size());
      table.type = list_type(session, table.type, static_cast<uint32_t>(most));
    }
    return;
  }
  ir::Record record;
  record.name = table.name;
  record.module = table.module;
  record.at = table.at;
  std::vector<Span> spans;
  for (const ResultColumn& column : reader.results) {
    ir::Field field;
    field.name = column.name;
    field.column = column.name;
    field.type = column.type;
    field.at = place_of(session, column.span);
    record.fields_list.push_back(std::move(field));
    spans.push_back(column.name_span);
  }
  table.result_record = ir::RecordId(session.ir.records.size());
  session.ir.records.push_back(std::move(record));
  session.field_spans.resize(session.ir.records.size());
  session.field_spans[table.result_record.index()] = std::move(spans);
  table.type = record_type(session, table.result_record);
}

bool refuse_extensions(TableReader& reader, SymbolId id) {
  Session& session = reader.session;
  const auto found = session.extensions.find(id);
  if (found == session.extensions.end()) return true;
  for (const Extension& extension : found->second) {
    const syntax::Tree& tree = session.module(extension.module).tree;
    const Span span = tree.span(tree.child(extension.declaration, NodeKind::Name));
    if (reader.table.dated) {
      report(session, DiagKind::NotYetAvailable, span, {"extend " + reader.symbol.name});
    } else {
      report(session, DiagKind::ExtendUndated, span, {reader.symbol.name})
          .label(reader.symbol.name_span, NoteKind::DeclaredHere)
          .help(NoteKind::WriteInTheTable);
    }
  }
  return false;
}

}  // namespace

bool resolve_table(Session& session, SymbolId id) {
  TableReader reader{session, symbol_at(session, id), {}, {}, {}, 0, true};
  const syntax::Tree& tree = session.module(reader.symbol.module).tree;
  const NodeId declaration = reader.symbol.declaration;
  if (tree.has_error(declaration) || !read_head(reader)) return false;
  if (const TokenId path = tree.token(declaration, TokenKind::STRING); path.valid()) {
    read_csv_rows(reader, path);
  } else if (tree.child(declaration, NodeKind::DatedRows).valid()) {
    reader.ok = read_versions(reader);
  } else {
    ir::TableVersion& version = reader.table.versions.emplace_back();
    version.at = reader.table.at;
    reader.ok = read_inline_rows(reader, reader.symbol.module, tree.children(declaration, NodeKind::Row),
                                 reader.symbol.name_span, version.rows);
  }
  if (!refuse_extensions(reader, id) || !reader.ok) return false;
  settle_scales(reader);
  settle_type(reader);
  session.symbols[id.index()].ir_index = static_cast<uint32_t>(session.ir.tables.size());
  session.ir.tables.push_back(std::move(reader.table));
  return true;
}

}  // namespace tarifa::check
