#include "lsp/features/semantic_tokens.h"

#include <algorithm>

#include "compiler/syntax/comments.h"
#include "lsp/features/name_types.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenId;
using syntax::TokenKind;
using syntax::Tree;

bool is_operator(TokenKind kind) {
  switch (kind) {
    case TokenKind::DOTDOT_LT:
    case TokenKind::DOTDOT:
    case TokenKind::ARROW:
    case TokenKind::FAT:
    case TokenKind::EQ:
    case TokenKind::NE:
    case TokenKind::LE:
    case TokenKind::LT:
    case TokenKind::GE:
    case TokenKind::GT:
    case TokenKind::PLUS:
    case TokenKind::MINUS:
    case TokenKind::STAR:
    case TokenKind::SLASH:
    case TokenKind::AMP:
    case TokenKind::COALESCE:
    case TokenKind::QUESTION: return true;
    default: return false;
  }
}

bool is_number(TokenKind kind) {
  switch (kind) {
    case TokenKind::DATETIME:
    case TokenKind::DATE:
    case TokenKind::MONTH:
    case TokenKind::MONTH_DAY:
    case TokenKind::TIME:
    case TokenKind::PERCENT:
    case TokenKind::NUMBER: return true;
    default: return false;
  }
}

// Nodes whose own words are names, units or types, whatever word they are.
bool holds_names(NodeKind kind) {
  switch (kind) {
    case NodeKind::Name:
    case NodeKind::Ident:
    case NodeKind::ArgumentName:
    case NodeKind::Unit:
    case NodeKind::PerUnit:
    case NodeKind::UnitExpr: return true;
    default: return false;
  }
}

class TokenReader {
 public:
  TokenReader(const Snapshot& snapshot, const check::ModuleUnit& module)
      : tree_(module.tree), names_(snapshot, module), owner_(tree_.token_count()) {
    for (uint32_t node = 0; node < tree_.node_count(); ++node) {
      for (const TokenId token : tree_.tokens(NodeId(node))) owner_[token.index()] = NodeId(node);
    }
  }

  std::vector<SemanticToken> run() {
    for (uint32_t token = 0; token < tree_.token_count(); ++token) {
      for (const syntax::Comment& comment : syntax::comments_before(tree_, TokenId(token))) {
        const bool documents = comment.text.starts_with("///") && !comment.text.starts_with("////");
        add(comment.offset, comment.offset + static_cast<uint32_t>(comment.text.size()), TokenType::Comment,
            documents ? 1U << static_cast<unsigned>(TokenModifier::Documentation) : 0);
      }
      if (!tree_.is_missing(TokenId(token))) look_at(TokenId(token));
    }
    return std::move(tokens_);
  }

 private:
  void look_at(TokenId token) {
    const TokenKind kind = tree_.token_kind(token);
    const Span span = tree_.span(token);
    if (is_number(kind)) return add(span.begin, span.end, TokenType::Number);
    if (kind == TokenKind::RATE) return rate(span);
    if (kind == TokenKind::STRING) return add(span.begin, span.end, TokenType::String);
    if (is_operator(kind)) return add(span.begin, span.end, TokenType::Operator);
    const NodeId node = owner_[token.index()];
    const bool word = syntax::is_reserved(kind) || syntax::is_contextual(kind);
    if (!word && kind != TokenKind::IDENT && kind != TokenKind::QUOTED) return;
    const bool name = node.valid() && holds_names(tree_.kind(node));
    if (word && !name) return add(span.begin, span.end, TokenType::Keyword);
    if (!node.valid()) return;
    const NodeKind around = tree_.kind(node);
    const bool unit = around == NodeKind::UnitExpr || around == NodeKind::Unit || around == NodeKind::PerUnit;
    const NameType found = unit ? names_.of_unit(tree_.text(token)) : names_.of(node, span.begin);
    add(span.begin, span.end, found.type, found.modifiers);
  }

  // `532.17 COP/kWh`: a number and units.
  void rate(Span span) {
    const std::string_view text = tree_.source().substr(span.begin, span.end - span.begin);
    size_t at = std::min(text.find_first_not_of("0123456789_."), text.size());
    add(span.begin, span.begin + static_cast<uint32_t>(at), TokenType::Number);
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    while (at < text.size()) {
      const size_t end = std::min(text.find('/', at), text.size());
      const NameType unit = names_.of_unit(text.substr(at, end - at));
      add(span.begin + static_cast<uint32_t>(at), span.begin + static_cast<uint32_t>(end), unit.type, unit.modifiers);
      at = end + 1;
    }
  }

  // A token of several lines is one a line for the editor.
  void add(uint32_t begin, uint32_t end, TokenType type, unsigned modifiers = 0) {
    const std::string_view text = tree_.source();
    while (begin < end) {
      const auto line_end = static_cast<uint32_t>(std::min<size_t>(text.find('\n', begin), end));
      if (begin < line_end) tokens_.push_back({begin, line_end, type, static_cast<uint8_t>(modifiers)});
      begin = line_end + 1;
    }
  }

  const Tree& tree_;
  NameTypes names_;
  std::vector<NodeId> owner_;  // by token: the node it is a direct token of
  std::vector<SemanticToken> tokens_;
};

}  // namespace

std::vector<std::string_view> token_type_words() {
  return {
#define TARIFA_TOKEN_TYPE(kind, word) word,
#include "lsp/features/semantic_token_type.def"
  };
}

std::vector<std::string_view> token_modifier_words() {
  return {
#define TARIFA_TOKEN_MODIFIER(kind, word) word,
#include "lsp/features/semantic_token_type.def"
  };
}

std::vector<SemanticToken> semantic_tokens(const Snapshot& snapshot, FileId file) {
  const check::ModuleUnit* module = snapshot.module(file);
  if (module == nullptr) return {};
  return TokenReader(snapshot, *module).run();
}

}  // namespace tarifa::lsp
