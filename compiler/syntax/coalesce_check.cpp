#include "compiler/syntax/coalesce_check.h"

namespace tarifa::syntax {
namespace {

bool is_arithmetic(NodeKind kind) {
  return kind == NodeKind::Sum || kind == NodeKind::Product || kind == NodeKind::Negate || kind == NodeKind::PercentOf;
}

void report(const Tree& tree, NodeId coalesce, std::string_view sign, NodeId wrapped, DiagSink& sink) {
  const Span sign_span = tree.span(tree.token(coalesce, TokenKind::COALESCE));
  const Span where = tree.span(wrapped);
  Diagnostic d{DiagKind::CoalesceUnparted, sign_span, {std::string(sign)}, {}, {}, {}};
  d.fixes.push_back({{NoteKind::InParentheses, {}},
                     {{{where.file, where.begin, where.begin}, "("}, {{where.file, where.end, where.end}, ")"}}});
  sink.add(std::move(d));
}

}  // namespace

void check_coalesce_parentheses(const Tree& tree, DiagSink& sink) {
  for (size_t i = 0; i < tree.node_count(); ++i) {
    const NodeId node(i);
    if (tree.kind(node) != NodeKind::Coalesce || tree.has_error(node)) continue;
    const NodeId parent = tree.parent(node);
    if (is_arithmetic(tree.kind(parent))) {
      report(tree, node, tree.text(tree.tokens(parent)[0]), node, sink);
      continue;
    }
    for (const NodeId operand : tree.children(node)) {
      if (!is_arithmetic(tree.kind(operand))) continue;
      report(tree, node, tree.text(tree.tokens(operand)[0]), operand, sink);
    }
  }
}

}  // namespace tarifa::syntax
