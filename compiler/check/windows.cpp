#include "compiler/check/windows.h"

#include "compiler/check/constants.h"
#include "compiler/check/expr_support.h"
#include "compiler/check/symbols.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

std::optional<int32_t> date_of(Session& session, ModuleId module, syntax::NodeId expr) {
  const syntax::Tree& tree = session.module(module).tree;
  if (!expr.valid()) return std::nullopt;
  if (tree.kind(expr) == NodeKind::LaterOf) {
    report(session, DiagKind::NotYetAvailable, tree.span(expr), {"later of"});
    return std::nullopt;
  }
  if (tree.kind(expr) == NodeKind::Literal) return literal_date(session, module, expr);
  const bool name = tree.kind(expr) == NodeKind::Name;
  if (name && !lookup(session, module, tree.name_text(expr))) {  // a date of the account, as in S3
    report(session, DiagKind::NotYetAvailable, tree.span(expr), {str(tree.text(expr))});
  } else {
    report(session, DiagKind::DateExpected, tree.span(expr));
  }
  return std::nullopt;
}

std::optional<ir::DateKind> read_at(Session& session, ModuleId module, syntax::NodeId node) {
  const syntax::Tree& tree = session.module(module).tree;
  if (tree.has_token(node, TokenKind::WEIGHTED)) {
    report(session, DiagKind::NotYetAvailable, tree.span(node), {"weighted by"});
    return std::nullopt;
  }
  const syntax::NodeId path = tree.child(node, NodeKind::Path);
  if (!path.valid()) return ir::DateKind::Effective;
  const std::string_view text = tree.text(path);
  if (text == "issued") return ir::DateKind::Issued;
  if (text == "period.start") return ir::DateKind::PeriodStart;
  if (text == "period.last") return ir::DateKind::PeriodLast;
  if (text == "as_of") return ir::DateKind::AsOf;
  if (text == "period.end") {  // S2
    report(session, DiagKind::ReadAtPeriodEnd, tree.span(path))
        .help(NoteKind::PeriodEndIsAfter)
        .fix(NoteKind::ReplaceBy, {"period.last"}, tree.span(path), "period.last");
    return std::nullopt;
  }
  if (text == "due") {
    report(session, DiagKind::NotYetAvailable, tree.span(path), {"at due"});
  } else {
    report(session, DiagKind::WindowAtWhat, tree.span(path), {str(text)});
  }
  return std::nullopt;
}

}  // namespace

std::optional<ir::Window> window_of(Session& session, ModuleId module, syntax::NodeId node) {
  const syntax::Tree& tree = session.module(module).tree;
  ir::Window out;
  out.present = true;
  const auto from = date_of(session, module, node_after(tree, node, TokenKind::FROM));
  const bool through = tree.has_token(node, TokenKind::THROUGH);
  const bool open = tree.has_token(node, TokenKind::OPEN);
  std::optional<int32_t> until;
  if (!open) {
    until = date_of(session, module, node_after(tree, node, through ? TokenKind::THROUGH : TokenKind::UNTIL));
    if (until && through) ++*until;
  }
  const auto at = read_at(session, module, node);
  if (!from || !at || (!open && !until)) return std::nullopt;
  if (until && *until <= *from) {
    report(session, DiagKind::WindowEmpty, tree.span(node));
    return std::nullopt;
  }
  out.from = from;
  out.until = until;
  out.read_at = *at;
  return out;
}

}  // namespace tarifa::check
