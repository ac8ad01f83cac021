// `x.field`, `x(..)`, `x with {..}` and their chains; heads that are no values: enums, tariffs,
// bills.
#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

struct Chain {
  syntax::NodeId head;
  std::vector<syntax::NodeId> ops;
};

Chain chain_of(const syntax::Tree& tree, syntax::NodeId expr) {
  return {tree.expression(expr), tree.children(expr, NodeKind::PostfixOp)};
}

bool is_dot(const syntax::Tree& tree, syntax::NodeId op) { return tree.has_token(op, TokenKind::DOT); }

Typed field_value(ExprContext& ctx, const Typed& owner, uint32_t index, Span name_span, Span span) {
  const ir::RecordId record = type_of(ctx, owner).record;
  const ir::Record& declared = ctx.session.ir.records[record.index()];
  const ir::TypeId type = declared.fields_list[index].type;
  const Span definition = field_span(ctx.session, record, index);
  add_local_use(ctx.session, name_span, declared.name + "." + declared.fields_list[index].name, definition, type);
  Typed out = plain_node(ctx, ir::Op::Member, type, index, {owner.node}, span);
  out.unit_from = definition;
  return out;
}

// `connected.year`, `payments.amount`, `sector.Home`: how that is written.
std::optional<std::string> instead_of_member(const ExprContext& ctx, const Typed& owner, const std::string& name) {
  const std::string of = str(ctx.session.sources.text(owner.span));
  const ir::Type& type = type_of(ctx, owner);
  if (type.kind == ir::TypeKind::Date) {
    if (name == "year") return "year(" + of + ")";
    if (name == "month") return "month_number(" + of + ")";
    if (name == "day") return "day_of_month(" + of + ")";
  }
  if (type.kind == ir::TypeKind::Enum) {
    for (const std::string& member : ctx.session.ir.enums[type.enumeration.index()].members) {
      if (member == name) return of + " = " + name;
    }
  }
  if (type.kind != ir::TypeKind::List) return std::nullopt;
  const ir::Type& item = ctx.session.ir.type(type.element);
  if (item.kind != ir::TypeKind::Record) return std::nullopt;
  for (const ir::Field& field : ctx.session.ir.records[item.record.index()].fields_list) {
    if (field.name != name) continue;
    const bool number = ctx.session.ir.type(field.type).kind == ir::TypeKind::Number;
    return std::string(number ? "sum" : "first") + "(x." + name + " for x in " + of + ")";
  }
  return std::nullopt;
}

Typed no_such_member(ExprContext& ctx, const Typed& owner, std::string_view name, Span name_span, Span span) {
  std::vector<std::string> names;
  if (is_kind(ctx, owner, ir::TypeKind::Record)) {
    for (const ir::Field& field : ctx.session.ir.records[type_of(ctx, owner).record.index()].fields_list) {
      names.push_back(field.name);
    }
  }
  Report out = report(ctx.session, DiagKind::NoSuchMember, name_span, {type_text(ctx, owner), str(name)});
  if (const auto meant = nearest_name(name, names)) {
    out.help(NoteKind::DidYouMean, {*meant}).fix(NoteKind::ReplaceBy, {*meant}, name_span, *meant);
  } else if (const auto written = instead_of_member(ctx, owner, str(name))) {
    out.help(NoteKind::RoundIt, {*written});
  }
  return failed(span);
}

// `account.grace`: a rule is a computed field of its entity.
std::optional<Typed> rule_of(ExprContext& ctx, const Typed& owner, std::string_view name, Span name_span, Span span) {
  const auto symbol = lookup(ctx.session, ctx.module, name);
  if (!symbol || symbol_at(ctx.session, *symbol).kind != SymbolKind::Rule) return std::nullopt;
  note_use(ctx.session, *symbol, name_span);
  if (!resolve_symbol(ctx.session, *symbol)) return failed(span);
  const uint32_t index = symbol_at(ctx.session, *symbol).ir_index;
  if (ctx.session.ir.rules[index].entity != type_of(ctx, owner).record) return std::nullopt;
  return rule_value(ctx, ir::RuleId(index), owner, span, symbol_at(ctx.session, *symbol).name_span);
}

Typed member_of_datetime(ExprContext& ctx, const Typed& owner, std::string_view name, Span name_span, Span span) {
  if (name == "date") {
    return plain_node(ctx, ir::Op::DateOf, plain_type(ctx.session, ir::TypeKind::Date), 0, {owner.node}, span);
  }
  if (name == "time") {
    return plain_node(ctx, ir::Op::TimeOf, plain_type(ctx.session, ir::TypeKind::Time), 0, {owner.node}, span);
  }
  report(ctx.session, DiagKind::NoSuchPart, name_span, {str(name), "datetime", "date, time"});
  return failed(span);
}

Typed apply_op(ExprContext& ctx, const Typed& owner, syntax::NodeId op, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  if (!owner.ok) return failed(span);
  if (is_dot(tree, op)) {
    const syntax::NodeId name = tree.child(op, NodeKind::Name);
    if (!name.valid() || tree.name_text(name).empty()) return failed(span);
    return narrowed(ctx, member_of(ctx, owner, tree.name_text(name), tree.span(name), span));
  }
  if (tree.has_token(op, TokenKind::WITH)) return check_with(ctx, owner, op, span);
  report(ctx.session, DiagKind::NotAFunction, owner.span, {str(ctx.session.sources.text(owner.span))});
  return failed(span);
}

Typed enum_path(ExprContext& ctx, SymbolId symbol, syntax::NodeId head, syntax::NodeId op, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  note_use(ctx.session, symbol, tree.span(head));
  const syntax::NodeId name = tree.child(op, NodeKind::Name);
  if (!name.valid() || !resolve_symbol(ctx.session, symbol)) return failed(span);
  const ir::EnumId id(symbol_at(ctx.session, symbol).ir_index);
  const std::vector<std::string>& members = ctx.session.ir.enums[id.index()].members;
  for (size_t k = 0; k < members.size(); ++k) {
    if (members[k] == tree.name_text(name)) return check_name(ctx, name, enum_type(ctx.session, id));
  }
  Report out = report(ctx.session, DiagKind::UnknownMember, tree.span(name),
                      {symbol_at(ctx.session, symbol).name, str(tree.name_text(name))});
  if (const auto meant = nearest_name(tree.name_text(name), members)) {
    out.help(NoteKind::DidYouMean, {*meant}).fix(NoteKind::ReplaceBy, {*meant}, tree.span(name), *meant);
  }
  return failed(span);
}

// Heads that are no value by themselves. Says how many of the chain's links it took.
std::optional<Typed> special_head(ExprContext& ctx, const Chain& chain, Expected expected, size_t& taken) {
  const syntax::Tree& tree = tree_of(ctx);
  if (tree.kind(chain.head) != NodeKind::Name) return std::nullopt;
  const std::string_view name = tree.name_text(chain.head);
  const Span first{tree.span(chain.head).file, tree.span(chain.head).begin, tree.span(chain.ops[0]).end};
  const syntax::NodeId arguments = tree.child(chain.ops[0], NodeKind::Arguments);
  if (arguments.valid()) {
    taken = 1;
    return check_call(ctx, chain.head, arguments, expected, first);
  }
  if (!is_dot(tree, chain.ops[0]) || names_something_near(ctx, name)) return std::nullopt;
  const auto symbol = lookup(ctx.session, ctx.module, name);
  if (!symbol) return std::nullopt;
  const SymbolKind kind = symbol_at(ctx.session, *symbol).kind;
  if (kind == SymbolKind::Enum) {
    taken = 1;
    return enum_path(ctx, *symbol, chain.head, chain.ops[0], first);
  }
  if (kind != SymbolKind::Bill && kind != SymbolKind::Tariff) return std::nullopt;
  std::vector<syntax::NodeId> names;
  for (syntax::NodeId op : chain.ops) {
    if (!is_dot(tree, op)) break;
    names.push_back(tree.child(op, NodeKind::Name));
  }
  taken = names.size();
  const Span span{first.file, first.begin, tree.span(chain.ops[taken - 1]).end};
  return check_bill_path(ctx, *symbol, tree.span(chain.head), names, span);
}

}  // namespace

Typed member_of(ExprContext& ctx, const Typed& owner, std::string_view name, Span name_span, Span span) {
  if (!require_value(ctx, owner)) return failed(span);
  const ir::Type type = type_of(ctx, owner);
  if (type.kind == ir::TypeKind::Period) return period_member(ctx, owner, name, name_span, span);
  if (type.kind == ir::TypeKind::DateTime) return member_of_datetime(ctx, owner, name, name_span, span);
  if (type.kind != ir::TypeKind::Record) return no_such_member(ctx, owner, name, name_span, span);
  const std::vector<ir::Field>& fields = ctx.session.ir.records[type.record.index()].fields_list;
  for (uint32_t k = 0; k < fields.size(); ++k) {
    if (fields[k].name == name) return field_value(ctx, owner, k, name_span, span);
  }
  if (const auto rule = rule_of(ctx, owner, name, name_span, span)) return *rule;
  return no_such_member(ctx, owner, name, name_span, span);
}

Typed check_postfix(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const Chain chain = chain_of(tree, expr);
  const Span whole = tree.span(expr);
  if (!chain.head.valid() || chain.ops.empty()) return failed(whole);
  size_t taken = 0;
  Typed value;
  if (const auto special = special_head(ctx, chain, expected, taken)) {
    value = narrowed(ctx, *special);
  } else {
    value = check_expr(ctx, chain.head);
  }
  for (size_t k = taken; k < chain.ops.size(); ++k) {
    value = apply_op(ctx, value, chain.ops[k], {whole.file, whole.begin, tree.span(chain.ops[k]).end});
  }
  return value;
}

}  // namespace tarifa::check
