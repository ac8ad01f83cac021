#include "compiler/check/lets.h"

#include "compiler/check/builder.h"
#include "compiler/check/declaration_log.h"
#include "compiler/check/expr_support.h"
#include "compiler/check/facts.h"
#include "compiler/check/let_instances.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

// Parameters as written. Reports; none if one is wrong.
std::optional<std::vector<LetParam>> read_params(Session& session, ModuleId module, syntax::NodeId declaration) {
  const syntax::Tree& tree = session.module(module).tree;
  std::vector<LetParam> out;
  const syntax::NodeId params = tree.child(declaration, NodeKind::Params);
  if (!params.valid()) return out;
  bool ok = true;
  for (syntax::NodeId param : tree.children(params, NodeKind::Param)) {
    const syntax::NodeId name = tree.child(param, NodeKind::Name);
    const syntax::NodeId range = tree.child(param, NodeKind::Range);
    if (range.valid()) {
      report(session, DiagKind::NotYetAvailable, tree.span(range), {"in"});
      ok = false;
    }
    const auto type = check_type(session, module, tree.child(param, NodeKind::Type), TypeUse::Signature);
    if (!type || !name.valid()) {
      ok = false;
      continue;
    }
    for (const LetParam& other : out) {
      if (other.name != tree.name_text(name)) continue;
      report(session, DiagKind::DuplicateName, tree.span(name), {other.name})
          .label(other.span, NoteKind::FirstDeclaredHere);
      ok = false;
    }
    out.push_back({str(tree.name_text(name)), type->type, type->open_scale, tree.span(name)});
    add_local_definition(session, tree.span(name), out.back().name, type->type);
  }
  if (!ok) return std::nullopt;
  return out;
}

// The body for parameters of these types; reports.
std::optional<ir::LetId> make_let(Session& session, SymbolId id, const std::vector<LetParam>& params,
                                  const std::vector<ir::TypeId>& types) {
  const Symbol symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  ir::Let let;
  let.name = symbol.name;
  let.module = session.module(symbol.module).path;
  let.at = place_of(session, symbol.name_span);
  ExprContext ctx{session, symbol.module, ExprPlace::Let};
  for (size_t k = 0; k < params.size(); ++k) {
    let.params.push_back(types[k]);
    let.param_names.push_back(params[k].name);
    ctx.bind(params[k].name, types[k], params[k].span);
  }
  const syntax::NodeId written = tree.child(symbol.declaration, NodeKind::Type);
  std::optional<Target> target;
  if (written.valid()) {
    const auto type = check_type(session, symbol.module, written, TypeUse::Result);
    if (!type) return std::nullopt;
    target = Target{type->type, type->open_scale, false, tree.span(written)};
  }
  const syntax::NodeId body = node_after(tree, symbol.declaration, TokenKind::EQ);
  if (!body.valid()) return std::nullopt;
  Typed value = target ? check_into(ctx, body, *target) : check_expr(ctx, body);
  if (!value.ok) return std::nullopt;
  if (value.never) {
    report(session, DiagKind::FailHasNoType, value.span);
    return std::nullopt;
  }
  if (!require_whole_fraction(ctx, value)) return std::nullopt;
  let.type = value.type;
  let.body = value.node;
  let.local_count = ctx.local_count;
  session.ir.lets.push_back(std::move(let));
  return ir::LetId(session.ir.lets.size() - 1);
}

}  // namespace

bool resolve_let(Session& session, SymbolId id) {
  const Symbol symbol = symbol_at(session, id);
  const auto params = read_params(session, symbol.module, symbol.declaration);
  if (!params) return false;
  std::vector<ir::TypeId> types;
  for (const LetParam& param : *params) types.push_back(param.type);
  const auto let = make_let(session, id, *params, types);
  if (!let) return false;
  session.symbols[id.index()].ir_index = let->value;
  session.let_params[id] = *params;
  session.let_instances[{id, types}] = *let;
  return true;
}

std::optional<std::vector<LetParam>> let_signature(Session& session, SymbolId symbol) {
  if (!resolve_symbol(session, symbol)) return std::nullopt;
  return session.let_params.at(symbol);
}

std::optional<ir::LetId> let_for(Session& session, SymbolId symbol, const std::vector<ir::TypeId>& types) {
  const auto found = session.let_instances.find({symbol, types});
  if (found != session.let_instances.end()) {
    if (session.log != nullptr && found->second.value != symbol_at(session, symbol).ir_index)
      session.log->unsure = true;
    if (!found->second.valid()) return std::nullopt;
    return found->second;
  }
  const auto let = make_let(session, symbol, session.let_params.at(symbol), types);
  session.let_instances[{symbol, types}] = let.value_or(ir::LetId{});  // a failed one is not tried again
  return let;
}

}  // namespace tarifa::check
