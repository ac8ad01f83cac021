#include "compiler/check/rules.h"

#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/exception_tree.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/line_parts.h"
#include "compiler/check/narrowing.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/check/windows.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

struct CheckedException {
  ir::Exception ir;
  Typed value;
  Typed when;  // without a node if there is none
};

struct RuleWork {
  Session& session;
  Symbol symbol;
  ir::RecordId entity;
  Target target;
  uint32_t local_count = 0;
};

ExprContext rule_context(RuleWork& work, ModuleId module) {
  ExprContext ctx{work.session, module, ExprPlace::Rule, work.entity};
  ctx.local_count = work.local_count;  // one numbering for the whole rule
  return ctx;
}

// What holds where the exception is considered: its own condition and those of all it stands within
// (S6).
std::vector<ir::NodeId> shown_above(const RuleWork& work, const std::vector<CheckedException>& done, uint32_t parent) {
  std::vector<ir::NodeId> out;
  for (; parent != ir::kBase; parent = done[parent].ir.parent) {
    const Typed& when = done[parent].when;
    if (!when.ok || !when.node.valid()) continue;
    const std::vector<ir::NodeId> shown = shown_by(work.session.ir, when.node, true);
    out.insert(out.end(), shown.begin(), shown.end());
  }
  return out;
}

bool check_exception(RuleWork& work, const WrittenException& written, std::vector<CheckedException>& done) {
  Session& session = work.session;
  const syntax::Tree& tree = session.module(written.module).tree;
  CheckedException out;
  out.ir.name = written.name;
  out.ir.module = session.module(written.module).path;
  out.ir.parent = written.parent;
  out.ir.cumulative = written.cumulative;
  out.ir.because = because_of(tree, written.node);
  out.ir.at = place_of(session, written.name_span);
  bool ok = true;
  if (const syntax::NodeId window = tree.child(written.node, NodeKind::Window); window.valid()) {
    const auto read = window_of(session, written.module, window);
    ok &= read.has_value();
    if (read) out.ir.window = *read;
  }
  ExprContext ctx = rule_context(work, written.module);
  const KnownScope above(ctx, shown_above(work, done, written.parent));
  out.when = check_when(ctx, written.node);
  const KnownScope known(ctx, out.when.node.valid() ? out.when : Typed{}, true);
  out.value = check_into(ctx, node_after(tree, written.node, TokenKind::EQ), work.target);
  work.local_count = ctx.local_count;
  ok &= out.when.ok && out.value.ok;
  if (ok && written.cumulative && !is_kind(ctx, out.value, ir::TypeKind::Number)) {
    report(session, DiagKind::CumulativeNotNumber, written.name_span, {written.name, type_text(ctx, out.value)})
        .help(NoteKind::LeaveOutCumulative);
    ok = false;
  }
  out.ir.when = out.when.node;
  done.push_back(std::move(out));
  return ok;
}

// S33: the scale of a rule that leaves it out is the largest of its branches.
void settle_scale(RuleWork& work, Typed& base, std::vector<CheckedException>& exceptions) {
  if (!work.target.scale_open) return;
  int scale = type_at(work.session, base.type).scale;
  for (const CheckedException& one : exceptions) {
    scale = std::max<int>(scale, type_at(work.session, one.value.type).scale);
  }
  work.target.type = with_scale(work.session, work.target.type, scale);
  work.target.scale_open = false;
  ExprContext ctx = rule_context(work, work.symbol.module);
  base = convert_into(ctx, base, work.target);
  for (CheckedException& one : exceptions) one.value = convert_into(ctx, one.value, work.target);
}

// A rule is a computed field (7.4): `account.usage` has one meaning.
bool is_field(Session& session, const Symbol& rule, ir::RecordId entity) {
  const std::vector<ir::Field>& fields = session.ir.records[entity.index()].fields_list;
  for (size_t k = 0; k < fields.size(); ++k) {
    if (fields[k].name != rule.name) continue;
    report(session, DiagKind::DuplicateName, rule.name_span, {rule.name})
        .label(session.field_spans[entity.index()][k], NoteKind::FirstDeclaredHere);
    return true;
  }
  return false;
}

std::optional<RuleWork> begin(Session& session, SymbolId id) {
  const Symbol symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const syntax::NodeId entity = node_after(tree, symbol.declaration, TokenKind::FOR);
  const syntax::NodeId written = tree.child(symbol.declaration, NodeKind::Type);
  if (!entity.valid() || !written.valid()) return std::nullopt;
  const auto record =
      use_resolved(session, symbol.module, tree.name_text(entity), tree.span(entity), SymbolKind::Entity);
  const auto type = check_type(session, symbol.module, written, TypeUse::Result);
  if (!record || !type || is_field(session, symbol, ir::RecordId(*record))) return std::nullopt;
  return RuleWork{session, symbol, ir::RecordId(*record), {type->type, type->open_scale, false, tree.span(written)}};
}

}  // namespace

bool resolve_rule(Session& session, SymbolId id) {
  auto work = begin(session, id);
  const auto written = exceptions_of(session, id);
  if (!work) return false;
  const syntax::Tree& tree = session.module(work->symbol.module).tree;
  ExprContext ctx = rule_context(*work, work->symbol.module);
  Typed base = check_into(ctx, node_after(tree, work->symbol.declaration, TokenKind::EQ), work->target);
  work->local_count = ctx.local_count;
  bool ok = base.ok && written;
  std::vector<CheckedException> exceptions;
  if (written) {
    for (const WrittenException& one : *written) ok &= check_exception(*work, one, exceptions);
  }
  if (!ok) return false;
  settle_scale(*work, base, exceptions);
  ir::Rule rule;
  rule.name = work->symbol.name;
  rule.module = session.module(work->symbol.module).path;
  rule.entity = work->entity;
  rule.type = work->target.type;
  rule.base = base.node;
  rule.because = because_of(tree, work->symbol.declaration);
  rule.local_count = work->local_count;
  rule.doc = work->symbol.doc;
  rule.at = place_of(session, work->symbol.name_span);
  for (CheckedException& one : exceptions) {
    one.ir.value = one.value.node;
    rule.exceptions.push_back(std::move(one.ir));
  }
  session.symbols[id.index()].ir_index = static_cast<uint32_t>(session.ir.rules.size());
  session.ir.rules.push_back(std::move(rule));
  return true;
}

}  // namespace tarifa::check
