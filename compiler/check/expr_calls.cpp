// Calls: parameters and tables with their date, lets, records, built-in functions.
#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/imports.h"
#include "compiler/check/let_instances.h"
#include "compiler/check/line_scope.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/symbols.h"
#include "compiler/check/timeline_dates.h"
#include "compiler/check/types.h"
#include "compiler/numeric/date_text.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

// `at: D` taken out of the arguments.
syntax::NodeId take_date(std::vector<Argument>& arguments) {
  for (size_t k = 0; k < arguments.size(); ++k) {
    if (arguments[k].name != "at") continue;
    const syntax::NodeId value = arguments[k].value;
    arguments.erase(arguments.begin() + static_cast<ptrdiff_t>(k));
    return value;
  }
  return {};
}

// S2: the day after the period is no day of it.
bool is_inside_period(ExprContext& ctx, const Typed& date) {
  const ir::Module& module = ctx.session.ir;
  ir::NodeId id = date.node;
  while (module.node(id).op == ir::Op::LetCall && module.node(id).operand_count == 0) {
    id = module.lets[module.node(id).imm].body;
  }
  const ir::Node& node = module.node(id);
  if (node.op != ir::Op::PeriodEnd || module.node(module.operand(node, 0)).op != ir::Op::PeriodNow) return true;
  Report out = report(ctx.session, DiagKind::ReadAtPeriodEnd, date.span);
  out.help(NoteKind::PeriodEndIsAfter);
  std::string text = str(ctx.session.sources.text(date.span));
  if (!text.ends_with(".end")) return false;  // a name for it
  text.replace(text.size() - 3, 3, "last");
  out.fix(NoteKind::ReplaceBy, {text}, date.span, text);
  return false;
}

// The date a timeline is read at: written, else the effective date (S1).
std::optional<Typed> read_date(ExprContext& ctx, syntax::NodeId at, bool dated, Span span) {
  const ir::TypeId type = plain_type(ctx.session, ir::TypeKind::Date);
  if (at.valid()) {
    const Typed date = check_into(ctx, at, {type});
    if (!date.ok || !is_inside_period(ctx, date)) return std::nullopt;
    return date;
  }
  if (ctx.place != ExprPlace::Constant) return plain_node(ctx, ir::Op::EffectiveDate, type, 0, {}, span);
  if (!dated) return const_value(ctx, number_const(ctx.session, type, 0), span);
  report(ctx.session, DiagKind::NotConstant, span);
  return std::nullopt;
}

bool argument_count_fits(ExprContext& ctx, std::string_view name, size_t given, size_t wanted, Span span,
                         Span declared) {
  if (given == wanted) return true;
  report(ctx.session, DiagKind::ArgumentCount, span, {str(name), std::to_string(wanted), std::to_string(given)})
      .label(declared, NoteKind::DeclaredHere);
  return false;
}

// An argument as written: no `for`, `where`, `by`.
bool is_plain(ExprContext& ctx, const Argument& argument, std::string_view function) {
  const bool plain = !argument.for_clause.valid() && !argument.where.valid() && !argument.by.valid();
  if (!plain) {
    report(ctx.session, DiagKind::NoListHere, tree_of(ctx).span(argument.node), {str(function)});
  }
  return plain;
}

struct Wanted {
  std::string name;
  Target target;
};

// Which of `wanted` an argument is for; none: reported.
std::optional<size_t> place_of_argument(ExprContext& ctx, std::string_view function, Span declared,
                                        const Argument& argument, size_t position, const std::vector<Wanted>& wanted,
                                        bool after_named) {
  if (argument.name.empty() && after_named) {
    report(ctx.session, DiagKind::PositionalAfterNamed, argument.name_span);
    return std::nullopt;
  }
  if (argument.name.empty()) return position;
  std::vector<std::string> names;
  for (const Wanted& one : wanted) {
    if (!one.name.empty() && one.name == argument.name) {
      add_local_use(ctx.session, argument.name_span, str(function) + "." + one.name, one.target.declared,
                    one.target.type);
      return names.size();
    }
    names.push_back(one.name);
  }
  Report out = report(ctx.session, DiagKind::NoSuchArgument, argument.name_span, {str(function), str(argument.name)});
  out.label(declared, NoteKind::DeclaredHere);
  if (!wanted.empty() && wanted[0].name.empty()) {
    std::string keys;
    for (const Wanted& key : wanted)
      keys += (keys.empty() ? "`" : ", `") + type_name(ctx.session, key.target.type) + "`";
    out.help(NoteKind::KeysByPosition, {keys});
  } else if (const auto meant = nearest_name(argument.name, names)) {
    out.help(NoteKind::DidYouMean, {*meant}).fix(NoteKind::ReplaceBy, {*meant}, argument.name_span, *meant);
  }
  return std::nullopt;
}

// Positional arguments first, then named ones; every wanted one exactly once, checked into its
// type.
std::optional<std::vector<Typed>> bind_arguments(ExprContext& ctx, std::string_view function, Span declared,
                                                 const std::vector<Argument>& arguments,
                                                 const std::vector<Wanted>& wanted, Span span) {
  if (!argument_count_fits(ctx, function, arguments.size(), wanted.size(), span, declared)) return std::nullopt;
  std::vector<Typed> out(wanted.size());
  std::vector<bool> given(wanted.size(), false);
  bool ok = true;
  bool named = false;
  for (size_t k = 0; k < arguments.size(); ++k) {
    const auto place = place_of_argument(ctx, function, declared, arguments[k], k, wanted, named);
    named |= place && !arguments[k].name.empty();
    if (place && given[*place]) {
      report(ctx.session, DiagKind::FieldTwice, arguments[k].name_span, {wanted[*place].name});
    }
    if (!place || given[*place] || !is_plain(ctx, arguments[k], function)) {
      ok = false;
      continue;
    }
    given[*place] = true;
    out[*place] = check_into(ctx, arguments[k].value, wanted[*place].target);
    ok &= out[*place].ok;
  }
  if (!ok) return std::nullopt;
  return out;
}

// The name that a call begins with, as written: perhaps in backticks.
Span head_of(const ExprContext& ctx, SymbolId symbol, Span call) {
  const bool quoted = ctx.session.sources.text(call).starts_with('`');
  const size_t length = symbol_at(ctx.session, symbol).name.size() + (quoted ? 2 : 0);
  return {call.file, call.begin, call.begin + static_cast<uint32_t>(length)};
}

std::vector<ir::NodeId> nodes_of(const std::vector<Typed>& values) {
  std::vector<ir::NodeId> out;
  for (const Typed& value : values) out.push_back(value.node);
  return out;
}

Typed result_node(ExprContext& ctx, ir::Op op, ir::TypeId type, uint32_t imm, const std::vector<ir::NodeId>& operands,
                  Span span, Span declared) {
  Typed out = plain_node(ctx, op, type, imm, operands, span);
  out.unit_from = declared;
  return out;
}

void help_with_dates(Report& out, int32_t from, std::optional<int32_t> until) {
  const auto text = [](int32_t day) { return numeric::to_string(numeric::Date{day}); };
  if (until) {
    out.help(NoteKind::ValuesFromUntil, {text(from), text(*until)});
  } else {
    out.help(NoteKind::ValuesFrom, {text(from)});
  }
}

// Where the date is known, reading outside the timeline is known too.
bool covered_on(ExprContext& ctx, const ir::Param& param, const std::vector<Typed>& keys, const Typed& date,
                Span declared) {
  const ir::Module& module = ctx.session.ir;
  if (module.node(date.node).op != ir::Op::Const || module.type(param.type).optional) return true;
  const auto day = static_cast<int32_t>(module.consts[module.node(date.node).imm].number);
  for (const ir::Timeline& timeline : param.timelines) {
    bool this_key = true;
    for (size_t k = 0; k < keys.size() && k < timeline.keys.size(); ++k) {
      const ir::Node& key = module.node(keys[k].node);
      if (key.op == ir::Op::Const && key.imm != timeline.keys[k].value) this_key = false;
    }
    if (this_key && covers(timeline, day)) return true;
  }
  Report out =
      report(ctx.session, DiagKind::NotCoveredOn, date.span, {param.name, numeric::to_string(numeric::Date{day})});
  out.label(declared, NoteKind::DeclaredHere);
  if (param.timelines.size() != 1) return false;
  const std::vector<ir::TimelineEntry>& entries = param.timelines[0].entries;
  if (!entries.empty() && !entries.back().published) help_with_dates(out, entries.front().from, entries.back().until);
  return false;
}

bool table_covers(ExprContext& ctx, const ir::Table& table, const Typed& date, Span declared) {
  const ir::Module& module = ctx.session.ir;
  if (!table.dated || module.node(date.node).op != ir::Op::Const || table.versions.empty()) return true;
  const auto day = static_cast<int32_t>(module.consts[module.node(date.node).imm].number);
  const int32_t from = table.versions[0].from;
  if (day >= from && (!table.until || day < *table.until)) return true;
  const auto text = [](int32_t of) { return numeric::to_string(numeric::Date{of}); };
  Report out = report(ctx.session, DiagKind::NotCoveredOn, date.span, {table.name, text(day)});
  out.label(declared, NoteKind::DeclaredHere);
  help_with_dates(out, from, table.until);
  return false;
}

// Where the names of keys and of a table's parameters are written.
std::vector<Span> names_after_by(const Session& session, SymbolId id) {
  const Symbol& symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const syntax::NodeId names = tree.child(symbol.declaration, NodeKind::Names);
  std::vector<Span> out;
  if (!names.valid()) return out;
  for (const syntax::NodeId name : tree.names(names)) out.push_back(tree.span(name));
  return out;
}

std::vector<Span> parameter_spans(const Session& session, SymbolId id) {
  const Symbol& symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const syntax::NodeId params = tree.child(symbol.declaration, NodeKind::Params);
  std::vector<Span> out;
  if (!params.valid()) return out;
  for (const syntax::NodeId param : tree.children(params, NodeKind::Param)) {
    const syntax::NodeId name = tree.child(param, NodeKind::Name);
    out.push_back(name.valid() ? tree.span(name) : symbol.name_span);
  }
  return out;
}

Typed read_table(ExprContext& ctx, SymbolId symbol, std::vector<Argument> arguments, Span span) {
  if (!resolve_symbol(ctx.session, symbol)) return failed(span);
  const uint32_t id = symbol_at(ctx.session, symbol).ir_index;
  const Span declared = symbol_at(ctx.session, symbol).name_span;
  const std::string name = ctx.session.ir.tables[id].name;
  const bool dated = ctx.session.ir.tables[id].dated;
  const std::vector<Span> columns = parameter_spans(ctx.session, symbol);
  std::vector<Wanted> wanted;
  for (const ir::TableColumn& column : ctx.session.ir.tables[id].params) {
    const Span written = wanted.size() < columns.size() ? columns[wanted.size()] : declared;
    wanted.push_back({column.name, {column.type, false, false, written}});
  }
  const syntax::NodeId at = take_date(arguments);
  const auto values = bind_arguments(ctx, name, declared, arguments, wanted, span);
  const auto date = read_date(ctx, at, dated, span);
  if (!values || !date || !table_covers(ctx, ctx.session.ir.tables[id], *date, declared)) return failed(span);
  std::vector<ir::NodeId> operands = nodes_of(*values);
  operands.push_back(date->node);
  return result_node(ctx, ir::Op::TableRead, ctx.session.ir.tables[id].type, id, operands, span, declared);
}

// A line or `let` of the tariff has no parameters; a `let` that has some is reported where it stands.
bool calls_line_or_let(ExprContext& ctx, std::string_view name, Span span) {
  if (ctx.lines == nullptr) return false;
  const auto own = ctx.lines->index.find(name);
  if (own == ctx.lines->index.end()) return false;
  LineItem& item = ctx.lines->items[own->second];
  item.used = true;
  if (tree_of(ctx).child(item.node, NodeKind::Params).valid()) return true;
  report(ctx.session, DiagKind::NotAFunction, span, {str(name)}).label(item.name_span, NoteKind::DeclaredHere);
  return true;
}

}  // namespace

std::vector<Argument> arguments_of(const syntax::Tree& tree, syntax::NodeId arguments) {
  std::vector<Argument> out;
  if (!arguments.valid()) return out;
  for (syntax::NodeId node : tree.children(arguments, NodeKind::Argument)) {
    Argument argument;
    argument.node = node;
    const syntax::NodeId name = tree.child(node, NodeKind::ArgumentName);
    argument.name_span = tree.span(node);
    if (name.valid()) {
      argument.name = tree.name_text(name);
      argument.name_span = tree.span(name);
    }
    argument.value = tree.expression(node);
    argument.for_clause = tree.child(node, NodeKind::ForClause);
    argument.where = tree.child(node, NodeKind::WhereClause);
    argument.by = tree.child(node, NodeKind::ByClause);
    if (argument.value.valid()) out.push_back(argument);
  }
  return out;
}

bool plain_arguments(ExprContext& ctx, const std::vector<Argument>& arguments, size_t least, size_t most,
                     std::string_view function, Span span) {
  if (arguments.size() < least || arguments.size() > most) {
    report(ctx.session, DiagKind::ArgumentCount, span,
           {str(function), std::to_string(least) + (least == most ? "" : ".." + std::to_string(most)),
            std::to_string(arguments.size())});
    return false;
  }
  for (const Argument& argument : arguments) {
    if (!argument.name.empty()) {
      report(ctx.session, DiagKind::NoSuchArgument, argument.name_span, {str(function), str(argument.name)});
      return false;
    }
    if (!is_plain(ctx, argument, function)) return false;
  }
  return true;
}

Typed read_param(ExprContext& ctx, SymbolId symbol, syntax::NodeId arguments_node, Span span) {
  note_use(ctx.session, symbol, head_of(ctx, symbol, span));
  if (!resolve_symbol(ctx.session, symbol)) return failed(span);
  const uint32_t id = symbol_at(ctx.session, symbol).ir_index;
  const Span declared = symbol_at(ctx.session, symbol).name_span;
  std::vector<Argument> arguments = arguments_of(tree_of(ctx), arguments_node);
  const syntax::NodeId at = take_date(arguments);
  const std::vector<ir::EnumId> keys = ctx.session.ir.params[id].keys;
  const std::string name = ctx.session.ir.params[id].name;
  const std::vector<Span> key_spans = names_after_by(ctx.session, symbol);
  std::vector<Wanted> wanted;
  for (size_t k = 0; k < keys.size(); ++k) {
    const Span written = k < key_spans.size() ? key_spans[k] : declared;
    wanted.push_back({{}, {enum_type(ctx.session, keys[k]), false, false, written}});
  }
  const auto values = bind_arguments(ctx, name, declared, arguments, wanted, span);
  const auto date = read_date(ctx, at, true, span);
  if (!values || !date || !covered_on(ctx, ctx.session.ir.params[id], *values, *date, declared)) return failed(span);
  std::vector<ir::NodeId> operands = nodes_of(*values);
  operands.push_back(date->node);
  return result_node(ctx, ir::Op::ParamRead, ctx.session.ir.params[id].type, id, operands, span, declared);
}

Typed call_let(ExprContext& ctx, SymbolId symbol, syntax::NodeId arguments_node, Span span) {
  note_use(ctx.session, symbol, head_of(ctx, symbol, span));
  const auto signature = let_signature(ctx.session, symbol);
  if (!signature) return failed(span);
  const Span declared = symbol_at(ctx.session, symbol).name_span;
  const std::string name = symbol_at(ctx.session, symbol).name;
  std::vector<Wanted> wanted;
  for (const LetParam& param : *signature) {
    wanted.push_back({param.name, {param.type, param.open_scale, false, param.span}});
  }
  const std::vector<Argument> arguments = arguments_of(tree_of(ctx), arguments_node);
  const auto values = bind_arguments(ctx, name, declared, arguments, wanted, span);
  if (!values) return failed(span);
  std::vector<ir::TypeId> types;
  for (const Typed& value : *values) types.push_back(value.type);
  const auto let = let_for(ctx.session, symbol, types);
  if (!let) return failed(span);
  return result_node(ctx, ir::Op::LetCall, ctx.session.ir.lets[let->index()].type, let->value, nodes_of(*values), span,
                     declared);
}

Typed check_call(ExprContext& ctx, syntax::NodeId callee, syntax::NodeId arguments, Expected expected, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  const std::string_view name = tree.name_text(callee);
  const Span name_span = tree.span(callee);
  if (name.empty()) return failed(span);
  auto symbol = lookup(ctx.session, ctx.module, name);
  if (!symbol && calls_line_or_let(ctx, name, name_span)) return failed(span);
  if (!symbol && names_something_near(ctx, name)) {
    report(ctx.session, DiagKind::NotAFunction, name_span, {str(name)});
    return failed(span);
  }
  if (!symbol && is_later_function(ctx.session, name)) {
    report(ctx.session, DiagKind::NotYetAvailable, name_span, {str(name)});
    return failed(span);
  }
  if (!symbol) symbol = use_symbol(ctx.session, ctx.module, name, name_span);
  if (!symbol) return failed(span);
  switch (symbol_at(ctx.session, *symbol).kind) {
    case SymbolKind::Param: return read_param(ctx, *symbol, arguments, span);
    case SymbolKind::Let: return call_let(ctx, *symbol, arguments, span);
    case SymbolKind::Table:
      note_use(ctx.session, *symbol, name_span);
      return read_table(ctx, *symbol, arguments_of(tree, arguments), span);
    case SymbolKind::Record:
    case SymbolKind::Entity:
      note_use(ctx.session, *symbol, name_span);
      return make_record(ctx, *symbol, arguments, span);
    case SymbolKind::Builtin:
      note_use(ctx.session, *symbol, name_span);
      return check_builtin(ctx, static_cast<Builtin>(symbol_at(ctx.session, *symbol).ir_index), arguments, expected,
                           span);
    case SymbolKind::Enum:
    case SymbolKind::Unit:
    case SymbolKind::Currency:
    case SymbolKind::Rule:
    case SymbolKind::Tariff:
    case SymbolKind::Bill:
    case SymbolKind::Unavailable:
      note_use(ctx.session, *symbol, name_span);
      if (symbol_at(ctx.session, *symbol).kind == SymbolKind::Unavailable) return failed(span);  // reported there
      report(ctx.session, DiagKind::NotAFunction, name_span, {str(name)})
          .label(symbol_at(ctx.session, *symbol).name_span, NoteKind::DeclaredHere);
      return failed(span);
  }
  return failed(span);
}

}  // namespace tarifa::check
