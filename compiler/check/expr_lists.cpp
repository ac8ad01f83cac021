// Lists: `[a, b]` and the functions over them, with `for`, `where`, `by` (S39).
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/narrowing.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using ir::AggregateKind;
using ir::TypeKind;

struct Walk {  // BODY for ITEM in LIST where WHERE by BY
  ir::Aggregate aggregate;
  Typed body;
  uint32_t bound = 0;  // most items of the list
  bool ok = false;
};

std::string_view word_of(Builtin builtin) { return kBuiltins[static_cast<size_t>(builtin)].name; }

bool has_order(TypeKind kind) {
  return kind == TypeKind::Number || kind == TypeKind::Date || kind == TypeKind::Month || kind == TypeKind::Time ||
         kind == TypeKind::DateTime || kind == TypeKind::Days || kind == TypeKind::Months;
}

Typed check_by(ExprContext& ctx, syntax::NodeId clause) {
  const Typed key = check_expr(ctx, tree_of(ctx).expression(clause));
  if (!require_value(ctx, key)) return failed(key.span);
  if (!has_order(type_of(ctx, key).kind)) {
    report(ctx.session, DiagKind::NoOrderFor, key.span, {type_text(ctx, key)});
    return failed(key.span);
  }
  if (is_kind(ctx, key, TypeKind::Number) && !require_rounded(ctx, key)) return failed(key.span);
  return key;
}

// The clauses that see the item, in the order in which they narrow.
bool check_clauses(ExprContext& ctx, const Argument& argument, Builtin builtin, Walk& walk) {
  const syntax::Tree& tree = tree_of(ctx);
  Typed where;
  bool ok = true;
  if (argument.where.valid()) {
    where = check_condition(ctx, tree.expression(argument.where));
    ok &= where.ok;
    walk.aggregate.where = where.node;
  }
  const KnownScope known(ctx, where, true);
  const bool condition = builtin == Builtin::Any || builtin == Builtin::All;
  walk.body = condition ? check_condition(ctx, argument.value) : check_expr(ctx, argument.value);
  ok &= walk.body.ok;
  if (argument.by.valid()) {
    const Typed by = check_by(ctx, argument.by);
    ok &= by.ok;
    walk.aggregate.by = by.node;
  }
  return ok;
}

std::optional<Typed> check_list_value(ExprContext& ctx, syntax::NodeId expr, std::string_view function) {
  const Typed list = check_expr(ctx, expr);
  if (!require_value(ctx, list)) return std::nullopt;
  if (is_kind(ctx, list, TypeKind::List)) return list;
  report(ctx.session, DiagKind::ListNeeded, list.span, {str(function), type_text(ctx, list)});
  return std::nullopt;
}

Walk walk_of(ExprContext& ctx, const Argument& argument, Builtin builtin) {
  const syntax::Tree& tree = tree_of(ctx);
  Walk walk;
  if (argument.for_clause.valid()) {
    const auto list = check_list_value(ctx, tree.expressions(argument.for_clause).back(), word_of(builtin));
    const syntax::NodeId name = tree.child(argument.for_clause, syntax::NodeKind::Name);
    if (!list || !name.valid()) return walk;
    const ir::Type type = type_of(ctx, *list);
    walk.aggregate.list = list->node;
    walk.bound = type.bound;
    walk.aggregate.item = ctx.bind(str(tree.name_text(name)), type.element, tree.span(name));
    add_local_definition(ctx.session, tree.span(name), str(tree.name_text(name)), type.element);
    walk.ok = check_clauses(ctx, argument, builtin, walk);
    ctx.unbind();
    return walk;
  }
  if (argument.where.valid() || argument.by.valid()) {
    report(ctx.session, DiagKind::ForNeeded, tree.span(argument.node), {str(word_of(builtin))});
    return walk;
  }
  const auto list = check_list_value(ctx, argument.value, word_of(builtin));
  if (!list) return walk;
  const ir::Type type = type_of(ctx, *list);
  walk.aggregate.list = list->node;
  walk.bound = type.bound;
  walk.aggregate.item = ctx.local_count++;
  walk.body = plain_node(ctx, ir::Op::Local, type.element, walk.aggregate.item, {}, list->span);
  walk.body.unit_from = list->unit_from;
  walk.ok = true;
  return walk;
}

uint32_t add_aggregate(ExprContext& ctx, ir::Aggregate aggregate, AggregateKind kind, const Typed& body) {
  aggregate.kind = kind;
  aggregate.body = body.node;
  ctx.session.ir.aggregates.push_back(aggregate);
  return static_cast<uint32_t>(ctx.session.ir.aggregates.size() - 1);
}

Typed aggregate_node(ExprContext& ctx, const Walk& walk, AggregateKind kind, ir::TypeId type, Span span) {
  const uint32_t imm = add_aggregate(ctx, walk.aggregate, kind, walk.body);
  if (type_at(ctx.session, type).kind != TypeKind::Number)
    return plain_node(ctx, ir::Op::Aggregate, type, imm, {}, span);
  Typed out = node_like(ctx, ir::Op::Aggregate, type, imm, {}, span, walk.body);
  return out;
}

// How many items passed, as a node of its own: the divisor of an average.
ir::DivisorId count_divisor(ExprContext& ctx, const Walk& walk, Span span) {
  ir::Aggregate count = walk.aggregate;
  count.list = copy_tree(ctx.session, count.list);
  if (count.where.valid()) count.where = copy_tree(ctx.session, count.where);
  count.by = {};
  const ir::TypeId element = type_at(ctx.session, ctx.session.ir.node(count.list).type).element;
  const Typed item = plain_node(ctx, ir::Op::Local, element, count.item, {}, span);
  const uint32_t imm = add_aggregate(ctx, count, AggregateKind::Count, item);
  return intern_divisor(ctx.session, plain_node(ctx, ir::Op::Aggregate, int_type(ctx.session), imm, {}, span).node);
}

Typed average(ExprContext& ctx, Walk& walk, Span span) {
  if (!require_number(ctx, walk.body, "avg")) return failed(span);
  NumberLabel label = label_of(ctx, walk.body);
  walk.aggregate.divisor = count_divisor(ctx, walk, span);
  label.divisors = {walk.aggregate.divisor};
  label.optional = true;
  label.quotient = span;
  return number_leaf(ctx, ir::Op::Aggregate, label, add_aggregate(ctx, walk.aggregate, AggregateKind::Avg, walk.body),
                     {}, span);
}

Typed median(ExprContext& ctx, const Walk& walk, Span span) {
  if (!require_number(ctx, walk.body, "median")) return failed(span);
  NumberLabel label = label_of(ctx, walk.body);
  label.scale += 1;
  label.optional = true;
  return number_leaf(ctx, ir::Op::Aggregate, label,
                     add_aggregate(ctx, walk.aggregate, AggregateKind::Median, walk.body), {}, span);
}

Typed count_of(ExprContext& ctx, const Walk& walk, Span span) {
  Walk counted = walk;
  const ir::TypeId element = type_at(ctx.session, ctx.session.ir.node(walk.aggregate.list).type).element;
  counted.body = plain_node(ctx, ir::Op::Local, element, walk.aggregate.item, {}, span);
  counted.aggregate.by = {};
  const uint32_t imm = add_aggregate(ctx, counted.aggregate, AggregateKind::Count, counted.body);
  return plain_node(ctx, ir::Op::Aggregate, int_type(ctx.session), imm, {}, span);
}

Typed of_walk(ExprContext& ctx, Builtin builtin, Walk& walk, Span span) {
  if (builtin == Builtin::Count) return count_of(ctx, walk, span);
  if (!require_value(ctx, walk.body)) return failed(span);
  const bool all_count = builtin == Builtin::Sum || builtin == Builtin::Avg || builtin == Builtin::Median;
  const StepOffered step{std::nullopt, all_count};  // rounding every item bills another sum
  if (is_kind(ctx, walk.body, TypeKind::Number) && !require_rounded(ctx, walk.body, step)) return failed(span);
  const ir::TypeId type = walk.body.type;
  if (builtin == Builtin::Any) return aggregate_node(ctx, walk, AggregateKind::Any, type, span);
  if (builtin == Builtin::All) return aggregate_node(ctx, walk, AggregateKind::All, type, span);
  if (builtin == Builtin::Avg) return average(ctx, walk, span);
  if (builtin == Builtin::Median) return median(ctx, walk, span);
  if (builtin == Builtin::Sum) {
    if (!require_number(ctx, walk.body, "sum")) return failed(span);
    const ir::Type body = type_of(ctx, walk.body);
    return aggregate_node(ctx, walk, AggregateKind::Sum, number_type(ctx.session, body.unit, body.scale), span);
  }
  if (builtin == Builtin::First || builtin == Builtin::Last) {
    if (is_kind(ctx, walk.body, TypeKind::Number) && !require_whole_fraction(ctx, walk.body)) return failed(span);
    const AggregateKind kind = builtin == Builtin::First ? AggregateKind::First : AggregateKind::Last;
    return aggregate_node(ctx, walk, kind, optional_of(ctx.session, type), span);
  }
  if (!has_order(type_at(ctx.session, type).kind)) {
    report(ctx.session, DiagKind::NoOrderFor, walk.body.span, {type_text(ctx, walk.body)});
    return failed(span);
  }
  const AggregateKind kind = builtin == Builtin::Min ? AggregateKind::Min : AggregateKind::Max;
  return aggregate_node(ctx, walk, kind, optional_of(ctx.session, type), span);
}

// `last(3, i for i in invoices by i.issued)`: a list.
Typed several(ExprContext& ctx, bool first, const Argument& how_many, const Argument& argument, Span span) {
  const Typed n = check_into(ctx, how_many.value, {int_type(ctx.session)});
  Walk walk = walk_of(ctx, argument, first ? Builtin::First : Builtin::Last);
  if (!n.ok || !walk.ok || !require_value(ctx, walk.body)) return failed(span);
  if (is_kind(ctx, walk.body, TypeKind::Number) && !require_whole_fraction(ctx, walk.body)) return failed(span);
  uint32_t bound = walk.bound;
  const ir::Node& node = ctx.session.ir.node(n.node);
  if (node.op == ir::Op::Const) {
    const ir::Int128 count = ctx.session.ir.consts[node.imm].number;
    if (count < 0) {
      report(ctx.session, DiagKind::NegativeCount, n.span, {str(ctx.session.sources.text(n.span))});
      return failed(span);
    }
    if (count < ir::Int128{bound}) bound = static_cast<uint32_t>(count);
  }
  walk.aggregate.n = n.node;
  const uint32_t imm =
      add_aggregate(ctx, walk.aggregate, first ? AggregateKind::FirstN : AggregateKind::LastN, walk.body);
  return plain_node(ctx, ir::Op::Aggregate, list_type(ctx.session, walk.body.type, bound), imm, {}, span);
}

}  // namespace

Typed check_aggregate(ExprContext& ctx, Builtin builtin, syntax::NodeId arguments, Span span) {
  const std::vector<Argument> list = arguments_of(tree_of(ctx), arguments);
  const bool ends = builtin == Builtin::First || builtin == Builtin::Last;
  if (list.empty() || list.size() > (ends ? 2U : 1U)) {
    report(ctx.session, DiagKind::ArgumentCount, span, {str(word_of(builtin)), "1", std::to_string(list.size())});
    return failed(span);
  }
  for (const Argument& argument : list) {
    if (argument.name.empty()) continue;
    report(ctx.session, DiagKind::NoSuchArgument, argument.name_span, {str(word_of(builtin)), str(argument.name)});
    return failed(span);
  }
  if (list.size() == 2) return several(ctx, builtin == Builtin::First, list[0], list[1], span);
  Walk walk = walk_of(ctx, list[0], builtin);
  return walk.ok ? of_walk(ctx, builtin, walk, span) : failed(span);
}

Typed check_list(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  const std::vector<syntax::NodeId> items = tree.expressions(expr);
  const bool typed = expected && type_at(ctx.session, *expected).kind == TypeKind::List;
  const Expected element = typed ? Expected(type_at(ctx.session, *expected).element) : std::nullopt;
  if (items.empty() && !typed) {
    report(ctx.session, DiagKind::EmptyListNeedsType, span).help(NoteKind::TypeOfEmptyList);
    return failed(span);
  }
  if (items.size() > (typed ? type_at(ctx.session, *expected).bound : limits::kListItems)) {
    report(ctx.session, DiagKind::ListTooLong, span,
           {std::to_string(items.size()),
            std::to_string(typed ? type_at(ctx.session, *expected).bound : limits::kListItems)});
    return failed(span);
  }
  std::vector<Typed> values;
  bool ok = true;
  for (syntax::NodeId item : items) {
    values.push_back(element ? check_into(ctx, item, {*element}) : check_expr(ctx, item));
    ok &= values.back().ok;
  }
  if (!ok) return failed(span);
  Expected type = element;
  if (!type) {
    std::vector<Typed*> branches;
    for (Typed& value : values) branches.push_back(&value);
    type = unify(ctx, "[..]", branches);
    if (!type && values[0].never) report(ctx.session, DiagKind::FailHasNoType, span);
  }
  if (!type) return failed(span);
  std::vector<ir::NodeId> nodes;
  for (Typed& value : values) {
    value = convert_into(ctx, value, {*type});
    if (!value.ok) return failed(span);
    nodes.push_back(value.node);
  }
  const ir::TypeId list = typed ? *expected : list_type(ctx.session, *type, static_cast<uint32_t>(items.size()));
  return plain_node(ctx, ir::Op::MakeList, list, 0, nodes, span);
}

}  // namespace tarifa::check
