// Names: what a bare name means, innermost first. Locals, then lets and lines of the tariff or
// bill, fields and rules of the subject, dates of the context, what the module knows, members of
// enums. Where an enum is expected its members come first.
#include "compiler/check/builder.h"
#include "compiler/check/declaration_log.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/line_scope.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

Typed enum_member(ExprContext& ctx, ir::EnumId enumeration, uint32_t member, Span span) {
  const ir::TypeId type = enum_type(ctx.session, enumeration);
  add_member_use(ctx.session, span, enumeration, member, type);
  return const_value(ctx, number_const(ctx.session, type, member), span);
}

std::optional<Typed> expected_member(ExprContext& ctx, std::string_view name, Expected expected, Span span) {
  if (!expected || type_at(ctx.session, *expected).kind != ir::TypeKind::Enum) return std::nullopt;
  const ir::EnumId enumeration = type_at(ctx.session, *expected).enumeration;
  const std::vector<std::string>& members = ctx.session.ir.enums[enumeration.index()].members;
  for (uint32_t k = 0; k < members.size(); ++k) {
    if (members[k] == name) return enum_member(ctx, enumeration, k, span);
  }
  return std::nullopt;
}

std::optional<Typed> local(ExprContext& ctx, std::string_view name, Span span) {
  for (size_t k = ctx.locals.size(); k > 0; --k) {
    LocalName& bound = ctx.locals[k - 1];
    if (bound.name != name) continue;
    bound.used = true;
    add_local_use(ctx.session, span, bound.name, bound.span, bound.type);
    Typed out = plain_node(ctx, ir::Op::Local, bound.type, bound.slot, {}, span);
    out.unit_from = bound.span;
    return out;
  }
  return std::nullopt;
}

Typed subject_node(ExprContext& ctx, Span span) {
  return plain_node(ctx, ir::Op::Subject, record_type(ctx.session, ctx.subject), 0, {}, span);
}

// A field comes before what the module declares: say so, as the author may have meant that.
void warn_if_field_hides(ExprContext& ctx, std::string_view name, Span span) {
  Session& session = ctx.session;
  const std::string& entity = session.ir.records[ctx.subject.index()].name;
  const auto symbol = lookup(session, ctx.module, name);
  if (!symbol || !is_read_by_name(session, *symbol, entity)) return;
  note_other_effect(session);  // what is said here is not said in the next declaration
  if (!session.told_hidden.emplace(ctx.subject.value, *symbol).second) return;
  const Symbol& hidden = symbol_at(session, *symbol);
  report(session, DiagKind::FieldHidesName, span, {str(name), entity, str(symbol_kind_word(hidden.kind))})
      .label(hidden.name_span, NoteKind::DeclaredHere);
}

std::optional<Typed> field_of_subject(ExprContext& ctx, std::string_view name, Span span) {
  if (!ctx.subject.valid()) return std::nullopt;
  for (const ir::Field& field : ctx.session.ir.records[ctx.subject.index()].fields_list) {
    if (field.name != name) continue;
    warn_if_field_hides(ctx, name, span);
    return member_of(ctx, subject_node(ctx, span), name, span, span);
  }
  return std::nullopt;
}

Typed context_date(ExprContext& ctx, ir::Op op, ir::TypeKind kind, std::string_view name, Span span) {
  if (ctx.place == ExprPlace::Constant) {
    report(ctx.session, DiagKind::NoDateHere, span, {str(name)});
    return failed(span);
  }
  return plain_node(ctx, op, plain_type(ctx.session, kind), 0, {}, span);
}

std::optional<Typed> context_name(ExprContext& ctx, std::string_view name, Span span) {
  if (name == "period") return context_date(ctx, ir::Op::PeriodNow, ir::TypeKind::Period, name, span);
  if (name == "issued") return context_date(ctx, ir::Op::Issued, ir::TypeKind::Date, name, span);
  if (name == "as_of") return context_date(ctx, ir::Op::AsOf, ir::TypeKind::Date, name, span);
  if (name == "effective_date") return context_date(ctx, ir::Op::EffectiveDate, ir::TypeKind::Date, name, span);
  return std::nullopt;
}

Typed call_rule(ExprContext& ctx, SymbolId symbol, Span span) {
  note_use(ctx.session, symbol, span);
  if (!resolve_symbol(ctx.session, symbol)) return failed(span);
  const ir::Rule& rule = ctx.session.ir.rules[symbol_at(ctx.session, symbol).ir_index];
  if (rule.entity != ctx.subject) {
    const std::string entity = ctx.session.ir.records[rule.entity.index()].name;
    report(ctx.session, DiagKind::RuleOfOtherEntity, span, {rule.name, entity})
        .label(symbol_at(ctx.session, symbol).name_span, NoteKind::DeclaredHere);
    return failed(span);
  }
  return rule_value(ctx, ir::RuleId(symbol_at(ctx.session, symbol).ir_index), subject_node(ctx, span), span,
                    symbol_at(ctx.session, symbol).name_span);
}

Typed symbol_value(ExprContext& ctx, SymbolId id, Span span) {
  const Symbol& symbol = symbol_at(ctx.session, id);
  switch (symbol.kind) {
    case SymbolKind::Param: return read_param(ctx, id, {}, span);
    case SymbolKind::Let: return call_let(ctx, id, {}, span);
    case SymbolKind::Rule: return call_rule(ctx, id, span);
    case SymbolKind::Table:
    case SymbolKind::Builtin:
      note_use(ctx.session, id, span);
      report(ctx.session, DiagKind::NeedsArguments, span, {symbol.name});
      return failed(span);
    case SymbolKind::Unavailable:  // reported where it is declared
      note_use(ctx.session, id, span);
      return failed(span);
    case SymbolKind::Enum:
    case SymbolKind::Record:
    case SymbolKind::Entity:
    case SymbolKind::Unit:
    case SymbolKind::Currency:
    case SymbolKind::Tariff:
    case SymbolKind::Bill:
      note_use(ctx.session, id, span);
      report(ctx.session, DiagKind::NoValue, span, {symbol.name, str(symbol_kind_word(symbol.kind))})
          .label(symbol.name_span, NoteKind::DeclaredHere);
      return failed(span);
  }
  return failed(span);
}

std::optional<Typed> visible_member(ExprContext& ctx, std::string_view name, Span span) {
  const std::vector<MemberRef> members = visible_members(ctx.session, ctx.module, name);
  if (members.empty()) return std::nullopt;
  if (members.size() > 1) {
    const std::string first = symbol_at(ctx.session, members[0].enumeration).name;
    const std::string second = symbol_at(ctx.session, members[1].enumeration).name;
    report(ctx.session, DiagKind::MemberOfSeveral, span, {str(name), first, second})
        .help(NoteKind::ReplaceBy, {first + "." + str(name)})
        .help(NoteKind::ReplaceBy, {second + "." + str(name)});
    return failed(span);
  }
  ctx.session.symbols[members[0].enumeration.index()].used = true;
  if (ctx.session.log != nullptr) ctx.session.log->mark(members[0].enumeration);
  if (!resolve_symbol(ctx.session, members[0].enumeration)) return failed(span);
  return enum_member(ctx, ir::EnumId(symbol_at(ctx.session, members[0].enumeration).ir_index), members[0].index, span);
}

// Where an enum is expected and one of its members is near in spelling, or the word looks like a member (`Farm`).
bool report_missing_member(ExprContext& ctx, std::string_view name, Expected expected, Span span) {
  if (!expected || type_at(ctx.session, *expected).kind != ir::TypeKind::Enum) return false;
  const ir::Enum& wanted = ctx.session.ir.enums[type_at(ctx.session, *expected).enumeration.index()];
  const auto near = nearest_name(name, wanted.members);
  const bool capital = name.front() >= 'A' && name.front() <= 'Z';
  if (!near && !capital) return false;
  Report unknown = report(ctx.session, DiagKind::UnknownMember, span, {wanted.name, str(name)});
  if (near) unknown.help(NoteKind::DidYouMean, {*near}).fix(NoteKind::ReplaceBy, {*near}, span, *near);
  return true;
}

Typed unknown_name(ExprContext& ctx, std::string_view name, Expected expected, Span span) {
  if (report_missing_member(ctx, name, expected, span)) return failed(span);
  std::vector<std::string> near;
  for (const LocalName& bound : ctx.locals) near.push_back(bound.name);
  if (ctx.lines != nullptr) add_line_names(*ctx.lines, near);
  if (ctx.subject.valid()) {
    for (const ir::Field& field : ctx.session.ir.records[ctx.subject.index()].fields_list) near.push_back(field.name);
  }
  for (const ir::Enum& known : ctx.session.ir.enums) {
    if (!lookup(ctx.session, ctx.module, known.name)) continue;
    near.insert(near.end(), known.members.begin(), known.members.end());
  }
  if (const auto meant = nearest_name(name, near)) {
    report(ctx.session, DiagKind::UnknownName, span, {str(name)})
        .help(NoteKind::DidYouMean, {*meant})
        .fix(NoteKind::ReplaceBy, {*meant}, span, *meant);
    return failed(span);
  }
  if (const auto symbol = use_symbol(ctx.session, ctx.module, name, span)) return symbol_value(ctx, *symbol, span);
  return failed(span);
}

}  // namespace

uint32_t ExprContext::bind(std::string name, ir::TypeId type, Span span) {
  locals.push_back({std::move(name), type, local_count, span, false});
  return local_count++;
}

void ExprContext::unbind() { locals.pop_back(); }

bool names_something_near(const ExprContext& ctx, std::string_view name) {
  for (const LocalName& bound : ctx.locals) {
    if (bound.name == name) return true;
  }
  if (ctx.lines != nullptr && has_line_name(*ctx.lines, name)) return true;
  if (!ctx.subject.valid()) return false;
  for (const ir::Field& field : ctx.session.ir.records[ctx.subject.index()].fields_list) {
    if (field.name == name) return true;
  }
  return false;
}

Typed rule_value(ExprContext& ctx, ir::RuleId rule, const Typed& subject, Span span, Span declared) {
  const ir::TypeId type = ctx.session.ir.rules[rule.index()].type;
  Typed out = plain_node(ctx, ir::Op::RuleCall, type, rule.value, {subject.node}, span);
  out.unit_from = declared;
  return out;
}

Typed check_name(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const std::string_view name = tree_of(ctx).name_text(expr);
  const Span span = tree_of(ctx).span(expr);
  if (name.empty()) return failed(span);
  if (const auto member = expected_member(ctx, name, expected, span)) return *member;
  if (const auto bound = local(ctx, name, span)) return *bound;
  if (ctx.lines != nullptr) {
    bool found = false;
    const Typed line = line_name(ctx, name, span, found);
    if (found) return line;
  }
  if (const auto field = field_of_subject(ctx, name, span)) return *field;
  const std::optional<SymbolId> symbol = lookup(ctx.session, ctx.module, name);
  const bool is_rule = symbol && symbol_at(ctx.session, *symbol).kind == SymbolKind::Rule;
  if (is_rule) return symbol_value(ctx, *symbol, span);
  if (const auto date = context_name(ctx, name, span)) return *date;
  if (symbol && symbol_at(ctx.session, *symbol).kind != SymbolKind::Builtin) return symbol_value(ctx, *symbol, span);
  if (const auto member = visible_member(ctx, name, span)) return *member;
  if (symbol) return symbol_value(ctx, *symbol, span);
  return unknown_name(ctx, name, expected, span);
}

}  // namespace tarifa::check
