// Between which tokens of one line nothing stands. Between all others stands one blank.
#include "compiler/syntax/layout.h"

namespace tarifa::syntax {
namespace {

using K = TokenKind;
using N = NodeKind;

class SpaceLayout {
 public:
  explicit SpaceLayout(Layout& layout) : layout_(layout), tree_(layout.tree) {}

  void run() {
    for (size_t i = 0; i < tree_.node_count(); ++i) {
      for (const TokenId token : tree_.tokens(NodeId(i))) place(token.index(), tree_.kind(NodeId(i)));
    }
  }

 private:
  void tighten_before(uint32_t token) { layout_.gaps[token].tight = true; }
  void tighten_after(uint32_t token) {
    if (token + 1 < layout_.gaps.size()) layout_.gaps[token + 1].tight = true;
  }

  void place(uint32_t token, N parent) {
    switch (layout_.kind(token)) {
      case K::COMMA:
      case K::COLON:
      case K::QUESTION: tighten_before(token); break;
      case K::DOT:
      case K::DOTDOT:
      case K::DOTDOT_LT:
        tighten_before(token);
        tighten_after(token);
        break;
      case K::LPAREN:
        if (parent != N::Paren) tighten_before(token);
        tighten_after(token);
        break;
      case K::LBRACK: tighten_after(token); break;
      case K::RPAREN:
      case K::RBRACK: tighten_before(token); break;
      case K::LBRACE:
        if (parent == N::Use || parent == N::SetExpr) tighten_after(token);
        if (token + 1 < layout_.gaps.size() && layout_.kind(token + 1) == K::RBRACE) {
          tighten_after(token);
        }
        break;
      case K::RBRACE:
        if (parent == N::Use || parent == N::SetExpr) tighten_before(token);
        break;
      case K::MINUS:
        if (parent == N::Negate || parent == N::Bound) tighten_after(token);
        break;
      case K::SLASH:
        if (parent == N::UnitExpr || parent == N::PerOp) {
          tighten_before(token);
          tighten_after(token);
        }
        break;
      default: break;
    }
  }

  Layout& layout_;
  const Tree& tree_;
};

}  // namespace

void lay_out_spaces(Layout& layout) { SpaceLayout(layout).run(); }

}  // namespace tarifa::syntax
