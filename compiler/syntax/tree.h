// The syntax tree of one file: flat arrays, lossless. What each kind of node holds stands in
// node_kind.def, as a table.
//
// INVARIANT: every byte of the source is in exactly one token or in the trivia (blanks, comments)
//   before one; the last token is END, of no text, at the end of the file. Tokens are in source
//   order, nodes in preorder (a node's descendants follow it directly), the root is node 0 and of
//   kind File.
// INVARIANT: a rule of the expression chain leaves no node where it holds nothing but another node:
//   `a` is a Name, `a + b` a Sum of two Names; parentheses stay (Paren). Other rules always leave
//   their node (`Names` with one Name).
// INVARIANT: a tree made from a text with syntax errors has the shapes of node_kind.def as well:
//   what had to be left out stands in Error nodes, what had to be put in are tokens of no text
//   (is_missing). has_error() tells where; about such nodes everything has been said already.
//
// The tree refers to the text in the SourceStore and is void without it. It knows
// no names and no types.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/check.h"
#include "compiler/support/ids.h"
#include "compiler/support/source.h"

namespace tarifa::syntax {

struct NodeTag;
struct TokenTag;
using NodeId = Id<NodeTag>;
using TokenId = Id<TokenTag>;

enum class NodeKind : uint8_t {
#define TARIFA_NODE(kind, shape) kind,
#include "compiler/syntax/node_kind.def"
};

// END is the end of the file; the others are the names of grammar/TarifaLexer.g4.
enum class TokenKind : uint8_t {
  END,
#define TARIFA_TOKEN(kind, text) kind,
#include "compiler/syntax/token_kind.def"
};

[[nodiscard]] std::string_view node_kind_name(NodeKind kind);    // "LineDecl"
[[nodiscard]] std::string_view node_kind_shape(NodeKind kind);   // as in node_kind.def
[[nodiscard]] std::string_view token_kind_name(TokenKind kind);  // "HALF_UP"
// "half_up"; empty for literals, identifiers, END
[[nodiscard]] std::string_view token_kind_text(TokenKind kind);
[[nodiscard]] bool is_reserved(TokenKind kind);
[[nodiscard]] bool is_contextual(TokenKind kind);
[[nodiscard]] bool is_expression(NodeKind kind);  // IfExpr .. Quantity, Name
[[nodiscard]] size_t node_kind_count();
[[nodiscard]] size_t token_kind_count();

// A child: exactly one of the two is valid.
struct Element {
  NodeId node;
  TokenId token;
};

class Tree {
 public:
  [[nodiscard]] FileId file() const { return file_; }
  [[nodiscard]] std::string_view source() const { return source_; }
  [[nodiscard]] size_t node_count() const { return stores_->nodes.size(); }
  [[nodiscard]] size_t token_count() const { return stores_->tokens.size(); }  // END included
  [[nodiscard]] bool has_errors() const { return stores_->has_errors; }        // the file as a whole
  // The same tree of the same text in another store, or under another id.
  [[nodiscard]] Tree moved_to(FileId file, std::string_view source) const;

  [[nodiscard]] NodeId root() const { return NodeId(0); }
  [[nodiscard]] NodeId header() const { return child(root(), NodeKind::Header); }  // or invalid
  // of the file, in order, no Error
  [[nodiscard]] std::vector<NodeId> declarations() const;

  // ---- nodes
  [[nodiscard]] NodeKind kind(NodeId node) const { return at(node).kind; }
  [[nodiscard]] Span span(NodeId node) const;              // from its first token to its last
  [[nodiscard]] std::string_view text(NodeId node) const;  // the source in its span
  // invalid for the root
  [[nodiscard]] NodeId parent(NodeId node) const { return at(node).parent; }
  [[nodiscard]] std::span<const NodeId> children(NodeId node) const;  // nodes only
  [[nodiscard]] std::vector<NodeId> children(NodeId node, NodeKind kind) const;
  // the first of that kind, or invalid
  [[nodiscard]] NodeId child(NodeId node, NodeKind kind) const;
  // The children that are expressions: of `let a = b` it is `b`, not the name `a`.
  [[nodiscard]] std::vector<NodeId> expressions(NodeId node) const;
  [[nodiscard]] NodeId expression(NodeId node) const;  // the first of them, or invalid
  // Tokens of this node itself, not those of its children.
  [[nodiscard]] std::span<const TokenId> tokens(NodeId node) const;
  // the first of that kind, or invalid
  [[nodiscard]] TokenId token(NodeId node, TokenKind kind) const;
  [[nodiscard]] bool has_token(NodeId node, TokenKind kind) const { return token(node, kind).valid(); }
  [[nodiscard]] std::vector<Element> elements(NodeId node) const;  // nodes and tokens, in order
  // in it or below it
  [[nodiscard]] bool has_error(NodeId node) const { return at(node).has_error; }
  // The `///` lines right before the node, without the slashes and one blank after them; lines end
  // in '\n'.
  [[nodiscard]] std::string doc_comment(NodeId node) const;
  // Of a Name, an Ident or an ArgumentName: the name itself, without backticks. Empty if the parser
  // had to put it in.
  [[nodiscard]] std::string_view name_text(NodeId node) const;
  // The names of a Names, Path, LineList.. : the direct children of kind Name or Ident.
  [[nodiscard]] std::vector<NodeId> names(NodeId node) const;
  [[nodiscard]] TokenId first_token(NodeId node) const { return TokenId(at(node).first_token); }
  // one past the last
  [[nodiscard]] TokenId end_token(NodeId node) const { return TokenId(at(node).end_token); }
  // one past its descendants
  [[nodiscard]] NodeId end_node(NodeId node) const { return NodeId(at(node).end_node); }

  // ---- tokens
  [[nodiscard]] TokenKind token_kind(TokenId token) const { return at(token).kind; }
  [[nodiscard]] std::string_view text(TokenId token) const;
  [[nodiscard]] Span span(TokenId token) const { return {file_, at(token).begin, at(token).end}; }
  [[nodiscard]] std::string_view trivia(TokenId token) const;  // the blanks and comments before it
  // put in by the parser
  [[nodiscard]] bool is_missing(TokenId token) const { return at(token).missing; }
  // Of a STRING token: what it says, quotes and escapes resolved.
  [[nodiscard]] std::string string_value(TokenId token) const;

  // ---- places
  // the token that holds the byte, else the next one
  [[nodiscard]] TokenId token_at(uint32_t offset) const;
  // the innermost node that holds it; the root if none does
  [[nodiscard]] NodeId node_at(uint32_t offset) const;

 private:
  friend class TreeBuilder;
  struct Node {
    NodeKind kind = NodeKind::File;
    bool has_error = false;
    NodeId parent;
    uint32_t first_token = 0;
    uint32_t end_token = 0;
    uint32_t end_node = 0;
    uint32_t child_begin = 0;  // into Stores::children
    uint32_t child_end = 0;
    uint32_t token_begin = 0;  // into Stores::own_tokens
    uint32_t token_end = 0;
  };
  struct Token {
    TokenKind kind = TokenKind::END;
    bool missing = false;
    bool bad = false;  // reported by the lexer, or left out by the parser
    uint32_t begin = 0;
    uint32_t end = 0;
  };
  struct Stores {
    std::vector<Node> nodes;
    std::vector<Token> tokens;
    std::vector<NodeId> children;
    std::vector<TokenId> own_tokens;
    bool has_errors = false;
  };
  [[nodiscard]] const Node& at(NodeId node) const;
  [[nodiscard]] const Token& at(TokenId token) const;

  FileId file_;
  std::string_view source_;
  std::shared_ptr<const Stores> stores_;  // ADR 0008; none: nothing was parsed yet
};

// What is asked for once for every node and token of a file.
inline const Tree::Node& Tree::at(NodeId node) const {
  TARIFA_CHECK(node.index() < stores_->nodes.size());
  return stores_->nodes[node.index()];
}

inline const Tree::Token& Tree::at(TokenId token) const {
  TARIFA_CHECK(token.index() < stores_->tokens.size());
  return stores_->tokens[token.index()];
}

inline Span Tree::span(NodeId node) const {
  const Node& n = at(node);
  const uint32_t begin = stores_->tokens[n.first_token].begin;
  if (n.first_token == n.end_token) return {file_, begin, begin};
  return {file_, begin, stores_->tokens[n.end_token - 1].end};
}

inline std::string_view Tree::text(NodeId node) const {
  const Span where = span(node);
  return source_.substr(where.begin, where.end - where.begin);
}

inline std::string_view Tree::text(TokenId token) const {
  const Token& t = at(token);
  return source_.substr(t.begin, t.end - t.begin);
}

}  // namespace tarifa::syntax
