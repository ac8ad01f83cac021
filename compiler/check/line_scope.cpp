#include "compiler/check/line_scope.h"

#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/places.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

std::optional<ir::LineKind> line_kind(const syntax::Tree& tree, syntax::NodeId node) {
  const NodeKind kind = tree.kind(node);
  if (kind == NodeKind::LineDecl) return ir::LineKind::Line;
  if (kind == NodeKind::TaxDecl) return ir::LineKind::Tax;
  if (kind == NodeKind::SubtotalDecl) return ir::LineKind::Subtotal;
  if (kind != NodeKind::LimitDecl) return std::nullopt;
  return tree.has_token(node, TokenKind::MINIMUM) ? ir::LineKind::Minimum : ir::LineKind::Maximum;
}

// Names that mean something else after `Bill.`.
bool is_taken_name(std::string_view name) {
  return name == "total" || name == "due" || name == "rounding" || name == "all";
}

void add_line(LineScope& scope, LineItem& item) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  ir::Line line;
  line.kind = item.kind;
  line.owner = scope.owner;
  line.name = item.name;
  const syntax::TokenId label = tree.token(item.node, TokenKind::STRING);
  if (label.valid()) line.label = tree.string_value(label);
  line.at = place_of(scope.session, item.name_span);
  item.line = ir::LineId(scope.session.ir.lines.size());
  scope.session.ir.lines.push_back(std::move(line));
}

// The name means the line here, so that the field or declaration can no longer be read.
void warn_if_hidden(const LineScope& scope, const LineItem& item) {
  if (!scope.entity.valid()) return;
  const ir::Record& entity = scope.session.ir.records[scope.entity.index()];
  for (const ir::Field& field : entity.fields_list) {
    if (field.name != item.name) continue;
    report(scope.session, DiagKind::LineHidesField, item.name_span, {item.name, entity.name})
        .help(NoteKind::RenameLine, {item.name});
    return;  // the field hides any declaration of the name already
  }
  const auto known = lookup(scope.session, scope.module, item.name);
  if (!known || !is_read_by_name(scope.session, *known, entity.name)) return;
  const Symbol& hidden = symbol_at(scope.session, *known);
  report(scope.session, DiagKind::LineHidesName, item.name_span, {item.name, str(symbol_kind_word(hidden.kind))})
      .label(hidden.name_span, NoteKind::DeclaredHere)
      .help(NoteKind::RenameLine, {item.name});
}

bool add_item(LineScope& scope, syntax::NodeId node) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  const syntax::NodeId name = tree.child(node, NodeKind::Name);
  if (!name.valid() || tree.name_text(name).empty()) return false;
  LineItem item;
  item.name = str(tree.name_text(name));
  item.name_span = tree.span(name);
  item.node = node;
  const auto kind = line_kind(tree, node);
  item.is_let = !kind;
  if (kind) item.kind = *kind;
  if (const auto found = scope.index.find(item.name); found != scope.index.end()) {
    report(scope.session, DiagKind::LineTwice, item.name_span, {item.name, scope.owner})
        .label(scope.items[found->second].name_span, NoteKind::FirstDeclaredHere);
    return false;
  }
  if (kind && is_taken_name(item.name)) {
    report(scope.session, DiagKind::LineNameTaken, item.name_span, {item.name});
    return false;
  }
  // In the bill the name would mean this line, and the one of the tariff could not be reached.
  if (const TariffLines lines = tariff_lines(scope.session, scope.groups, item.name); !lines.lines.empty()) {
    const ir::Line& of_tariff = scope.session.ir.lines[lines.lines[0].index()];
    report(scope.session, DiagKind::LineTwice, item.name_span, {item.name, scope.owner})
        .label(span_of(scope.session, of_tariff.at), NoteKind::LineOfTariffHere, {of_tariff.owner});
    return false;
  }
  warn_if_hidden(scope, item);
  if (kind) add_line(scope, item);
  scope.index.emplace(item.name, static_cast<uint32_t>(scope.items.size()));
  scope.items.push_back(std::move(item));
  return true;
}

void report_cycle(LineScope& scope, uint32_t again) {
  const auto first = std::find(scope.checking.begin(), scope.checking.end(), again);
  std::string chain;
  for (auto it = first; it != scope.checking.end(); ++it) chain += "`" + scope.items[*it].name + "` -> ";
  chain += "`" + scope.items[again].name + "`";
  const LineItem& head = scope.items[again];
  Report cycle = report(scope.session, DiagKind::LineCycle, head.name_span, {head.name, chain});
  for (auto it = first; it != scope.checking.end(); ++it) {
    const LineItem& to = scope.items[it + 1 == scope.checking.end() ? again : *(it + 1)];
    cycle.label(scope.items[*it].name_span, NoteKind::DependsOn, {scope.items[*it].name, to.name});
  }
}

bool check_let_item(LineScope& scope, uint32_t index) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(scope.module).tree;
  const syntax::NodeId node = scope.items[index].node;
  if (const syntax::NodeId params = tree.child(node, NodeKind::Params); params.valid()) {
    report(session, DiagKind::LetParamsHere, tree.span(params));
    return false;
  }
  ExprContext ctx{session, scope.module, ExprPlace::Line, scope.entity};
  ctx.lines = &scope;
  const syntax::NodeId body = node_after(tree, node, TokenKind::EQ);
  const syntax::NodeId written = tree.child(node, NodeKind::Type);
  Typed value;
  if (written.valid()) {
    const auto type = check_type(session, scope.module, written, TypeUse::Result);
    if (!type) return false;
    value = check_into(ctx, body, {type->type, type->open_scale, true, tree.span(written)});
  } else {
    value = check_expr(ctx, body);
  }
  if (!value.ok) return false;
  if (value.never) {
    report(session, DiagKind::FailHasNoType, value.span);
    return false;
  }
  LineItem& item = scope.items[index];
  ir::Let let;
  let.name = item.name;
  let.module = session.module(scope.module).path;
  let.owner = scope.owner;
  let.type = value.type;
  let.body = value.node;
  let.local_count = ctx.local_count;
  let.at = place_of(session, item.name_span);
  item.quotient = value.quotient;
  item.let = ir::LetId(session.ir.lets.size());
  session.ir.lets.push_back(std::move(let));
  return true;
}

bool check_by_kind(LineScope& scope, uint32_t index) {
  if (scope.items[index].is_let) return check_let_item(scope, index);
  switch (scope.items[index].kind) {
    case ir::LineKind::Line: return check_line(scope, index);
    case ir::LineKind::Tax: return check_tax(scope, index);
    case ir::LineKind::Minimum:
    case ir::LineKind::Maximum: return check_limit_line(scope, index);
    case ir::LineKind::Subtotal: return check_subtotal(scope, index);
    case ir::LineKind::Rounding: return false;
  }
  return false;
}

ir::TypeId type_of_item(const LineScope& scope, const LineItem& item) {
  const ir::Module& module = scope.session.ir;
  return item.is_let ? module.lets[item.let.index()].type : module.lines[item.line.index()].type;
}

Typed let_value(ExprContext& ctx, const LineItem& item, Span span) {
  const ir::Let& let = ctx.session.ir.lets[item.let.index()];
  Typed like;
  like.node = let.body;
  like.quotient = item.quotient;
  like.unit_from = item.name_span;
  return node_like(ctx, ir::Op::LetCall, let.type, item.let.value, {}, span, like);
}

Typed amount_of(ExprContext& ctx, std::vector<ir::LineId> lines, ir::TypeId type, Span span, Span declared) {
  const uint32_t imm = add_line_ref(ctx.session, std::move(lines));
  Typed out = plain_node(ctx, ir::Op::LineAmount, type, imm, {}, span);
  out.unit_from = declared;
  return out;
}

Typed own_item(ExprContext& ctx, LineScope& scope, uint32_t index, Span span) {
  scope.items[index].used = true;
  if (!scope.checking.empty()) {
    std::vector<uint32_t>& needs = scope.items[scope.checking.back()].needs;
    if (std::find(needs.begin(), needs.end(), index) == needs.end()) needs.push_back(index);
  }
  const bool ok = check_item(scope, index);
  const LineItem item = scope.items[index];
  add_local_use(ctx.session, span, scope.owner + "." + item.name, item.name_span,
                ok ? type_of_item(scope, item) : ir::TypeId{});
  if (!ok) return failed(span);
  if (item.is_let) return let_value(ctx, item, span);
  return amount_of(ctx, {item.line}, type_of_item(scope, item), span, item.name_span);
}

}  // namespace

bool collect_items(LineScope& scope, syntax::NodeId declaration) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  bool ok = true;
  for (syntax::NodeId node : tree.children(declaration)) {
    const NodeKind kind = tree.kind(node);
    if (kind == NodeKind::CarryDecl) {
      report(scope.session, DiagKind::NotYetAvailable, tree.span(node), {"carry"});
      ok = false;
    } else if (kind == NodeKind::LetDecl || line_kind(tree, node)) {
      ok &= add_item(scope, node);
    }
  }
  return ok;
}

bool check_item(LineScope& scope, uint32_t index) {
  constexpr size_t kMostWaiting = 1'000;  // keeps the stack bounded whatever the source says
  switch (scope.items[index].state) {
    case SymbolState::Done: return true;
    case SymbolState::Failed: return false;
    case SymbolState::InProgress: report_cycle(scope, index); return false;
    case SymbolState::Untouched: break;
  }
  if (scope.checking.size() >= kMostWaiting) {
    report(scope.session, DiagKind::ChainTooLong, scope.items[index].name_span,
           {scope.items[index].name, std::to_string(kMostWaiting)});
    scope.items[index].state = SymbolState::Failed;
    return false;
  }
  scope.items[index].state = SymbolState::InProgress;
  scope.checking.push_back(index);
  const bool ok = check_by_kind(scope, index);
  scope.checking.pop_back();
  scope.items[index].state = ok ? SymbolState::Done : SymbolState::Failed;
  const LineItem item = scope.items[index];
  add_local_definition(scope.session, item.name_span, scope.owner + "." + item.name,
                       ok ? type_of_item(scope, item) : ir::TypeId{});
  return ok;
}

bool check_items(LineScope& scope) {
  bool ok = true;
  for (uint32_t k = 0; k < scope.items.size(); ++k) ok &= check_item(scope, k);
  return ok;
}

void warn_unused_lets(const LineScope& scope) {
  for (const LineItem& item : scope.items) {
    if (item.is_let && !item.used) {
      report(scope.session, DiagKind::UnusedDeclaration, item.name_span, {item.name});
    }
  }
}

bool has_line_name(const LineScope& scope, std::string_view name) {
  if (scope.index.find(name) != scope.index.end()) return true;
  return scope.is_bill && !tariff_lines(scope.session, scope.groups, name).lines.empty();
}

void add_line_names(const LineScope& scope, std::vector<std::string>& names) {
  for (const LineItem& item : scope.items) names.push_back(item.name);
  for (const ir::TariffGroup& group : scope.groups) {
    for (ir::TariffId tariff : group.tariffs) {
      for (ir::LineId line : scope.session.ir.tariffs[tariff.index()].lines) {
        names.push_back(scope.session.ir.lines[line.index()].name);
      }
    }
  }
}

bool always_applies(const ir::Module& module, const ir::TariffGroup& group, ir::TariffId id) {
  if (group.one_of) return group.tariffs.size() == 1;
  const ir::Tariff& tariff = module.tariffs[id.index()];
  return !tariff.applies_when.valid() && !tariff.window.present;
}

TariffLines tariff_lines(const Session& session, const std::vector<ir::TariffGroup>& groups, std::string_view name) {
  TariffLines out;
  const ir::Module& module = session.ir;
  for (const ir::TariffGroup& group : groups) {
    size_t here = 0;
    bool all_here = true;
    for (ir::TariffId tariff : group.tariffs) {
      bool has = false;
      for (ir::LineId line : module.tariffs[tariff.index()].lines) {
        if (module.lines[line.index()].name != name) continue;
        out.lines.push_back(line);
        has = !module.type(module.lines[line.index()].type).optional;
        ++here;
      }
      all_here &= has;
      out.always |= has && always_applies(module, group, tariff);
    }
    if (here == 0) continue;
    if (!group.one_of && here > 1) out.together = true;
    if (out.lines.size() > here) out.together = true;
    out.always |= group.one_of && all_here;
  }
  return out;
}

ir::TypeId type_of_lines(Session& session, const std::vector<ir::LineId>& lines, bool always) {
  ir::TypeId type = required_of(session, session.ir.lines[lines[0].index()].type);
  bool optional = !always;
  for (ir::LineId line : lines) {
    const ir::TypeId other = session.ir.lines[line.index()].type;
    optional |= type_at(session, other).optional && lines.size() == 1;
    if (const auto both = common_type(session, type, required_of(session, other))) type = *both;
  }
  return optional ? optional_of(session, type) : type;
}

Typed line_name(ExprContext& ctx, std::string_view name, Span span, bool& found) {
  LineScope& scope = *ctx.lines;
  if (const auto own = scope.index.find(name); own != scope.index.end()) {
    found = true;
    return own_item(ctx, scope, own->second, span);
  }
  if (!scope.is_bill) return failed(span);
  const TariffLines lines = tariff_lines(ctx.session, scope.groups, name);
  if (lines.lines.empty()) return failed(span);
  found = true;
  const ir::Line& first = ctx.session.ir.lines[lines.lines[0].index()];
  if (lines.together) {
    report(ctx.session, DiagKind::LineOfSeveral, span, {str(name)})
        .help(NoteKind::NameTheTariff, {first.owner + "." + str(name)});
    return failed(span);
  }
  for (const ir::LineId line : lines.lines) add_line_use(ctx.session, span, line);
  return amount_of(ctx, lines.lines, type_of_lines(ctx.session, lines.lines, lines.always), span, {});
}

}  // namespace tarifa::check
