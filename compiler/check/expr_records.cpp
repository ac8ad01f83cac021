// Records and entities made in the text (`Account(id: "A1", ..)`) and changed (`x with { usage: 200
// kWh }`). Fields left out are missing if optional; of the samples of tests they take the defaults
// of S45, which the test lists when it fails.
#include "compiler/check/builder.h"
#include "compiler/check/constants.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/field_guards.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;

// S45. None: the field must be given.
std::optional<ir::ConstId> default_of(Session& session, const ir::Field& field) {
  const ir::Type type = type_at(session, field.type);
  if (type.optional) return missing_const(session, field.type);
  ir::Const value;
  value.type = field.type;
  switch (type.kind) {
    case ir::TypeKind::Bool:
    case ir::TypeKind::Text:
    case ir::TypeKind::List: return intern_const(session, std::move(value));
    case ir::TypeKind::Number:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months:
      if (!field.least || !field.greatest) return std::nullopt;
      value.number = *field.least > 0 ? *field.least : *field.greatest < 0 ? *field.greatest : 0;
      return intern_const(session, std::move(value));
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Period:
    case ir::TypeKind::Enum:
    case ir::TypeKind::Record:
    case ir::TypeKind::Ladder: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<uint32_t> field_index(const ir::Record& record, std::string_view name) {
  for (uint32_t k = 0; k < record.fields_list.size(); ++k) {
    if (record.fields_list[k].name == name) return k;
  }
  return std::nullopt;
}

struct Given {
  std::string_view name;
  Span span;
  syntax::NodeId value;
};

// Values by field; reports unknown and repeated ones.
std::optional<std::vector<std::optional<Typed>>> check_fields(ExprContext& ctx, ir::RecordId record_id,
                                                              const std::vector<Given>& given) {
  std::vector<std::optional<Typed>> out(ctx.session.ir.records[record_id.index()].fields_list.size());
  bool ok = true;
  for (const Given& one : given) {
    const ir::Record& record = ctx.session.ir.records[record_id.index()];
    const auto index = field_index(record, one.name);
    if (!index) {
      std::vector<std::string> names;
      for (const ir::Field& field : record.fields_list) names.push_back(field.name);
      Report problem = report(ctx.session, DiagKind::NoSuchMember, one.span, {record.name, str(one.name)});
      if (const auto meant = nearest_name(one.name, names)) {
        problem.help(NoteKind::DidYouMean, {*meant}).fix(NoteKind::ReplaceBy, {*meant}, one.span, *meant);
      }
      ok = false;
      continue;
    }
    if (out[*index]) {
      report(ctx.session, DiagKind::FieldTwice, one.span, {str(one.name)});
      ok = false;
      continue;
    }
    const ir::Field field = record.fields_list[*index];
    const Span declared = field_span(ctx.session, record_id, *index);
    add_local_use(ctx.session, one.span, record.name + "." + field.name, declared, field.type);
    const Typed value = check_into(ctx, one.value, {field.type, false, false, declared});
    out[*index] = within_range(ctx, record_id, *index, value);
    ok &= out[*index]->ok;
  }
  if (!ok) return std::nullopt;
  return out;
}

bool takes_defaults(const ExprContext& ctx, const ir::Record& record) {
  if (ctx.place == ExprPlace::Test) return true;
  return record.entity && ctx.place == ExprPlace::Let;
}

}  // namespace

Typed make_record(ExprContext& ctx, SymbolId symbol, syntax::NodeId arguments, Span span) {
  const bool resolved = resolve_symbol(ctx.session, symbol);
  std::vector<Given> given;
  for (const Argument& argument : arguments_of(tree_of(ctx), arguments)) {
    if (argument.name.empty()) {
      report(ctx.session, DiagKind::FieldNotNamed, argument.name_span, {symbol_at(ctx.session, symbol).name});
      return failed(span);
    }
    given.push_back({argument.name, argument.name_span, argument.value});
  }
  if (!resolved) return failed(span);
  const ir::RecordId id(symbol_at(ctx.session, symbol).ir_index);
  const auto values = check_fields(ctx, id, given);
  if (!values) return failed(span);
  const ir::Record record = ctx.session.ir.records[id.index()];
  const bool defaults = takes_defaults(ctx, record);
  std::vector<ir::NodeId> nodes;
  std::vector<std::string> defaulted;
  std::string absent;
  for (uint32_t k = 0; k < record.fields_list.size(); ++k) {
    if ((*values)[k]) {
      nodes.push_back((*values)[k]->node);
      continue;
    }
    const ir::Field& field = record.fields_list[k];
    std::optional<ir::ConstId> value;
    if (defaults || type_at(ctx.session, field.type).optional) value = default_of(ctx.session, field);
    if (!value) {
      absent += (absent.empty() ? "" : ", ") + field.name;
      continue;
    }
    defaulted.push_back(field.name + " = " + const_text(ctx.session, *value));
    nodes.push_back(const_value(ctx, *value, span).node);
  }
  if (!absent.empty()) {
    report(ctx.session, DiagKind::FieldsMissing, span, {record.name, absent});
    return failed(span);
  }
  const Typed out = plain_node(ctx, ir::Op::MakeRecord, record_type(ctx.session, id), 0, nodes, span);
  if (defaults) ctx.session.defaulted[out.node.value] = std::move(defaulted);
  return out;
}

Typed check_with(ExprContext& ctx, const Typed& owner, syntax::NodeId op, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  if (!require_value(ctx, owner)) return failed(span);
  if (!is_kind(ctx, owner, ir::TypeKind::Record)) {
    report(ctx.session, DiagKind::NotARecord, owner.span, {type_text(ctx, owner)});
    return failed(span);
  }
  std::vector<Given> given;
  for (syntax::NodeId binding : tree.children(op, NodeKind::Binding)) {
    const syntax::NodeId name = tree.child(binding, NodeKind::Name);
    const syntax::NodeId value = node_after(tree, binding, syntax::TokenKind::COLON);
    if (!name.valid() || !value.valid()) return failed(span);
    given.push_back({tree.name_text(name), tree.span(name), value});
  }
  const auto values = check_fields(ctx, type_of(ctx, owner).record, given);
  if (!values) return failed(span);
  std::vector<ir::NodeId> nodes = {owner.node};
  std::vector<uint32_t> fields;
  for (uint32_t k = 0; k < values->size(); ++k) {
    if (!(*values)[k]) continue;
    fields.push_back(k);
    nodes.push_back((*values)[k]->node);
  }
  ctx.session.ir.with_fields.push_back(std::move(fields));
  return plain_node(ctx, ir::Op::With, owner.type, static_cast<uint32_t>(ctx.session.ir.with_fields.size() - 1), nodes,
                    span);
}

}  // namespace tarifa::check
