#include "compiler/syntax/tree.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace tarifa::syntax {

Tree Tree::moved_to(FileId file, std::string_view source) const {
  TARIFA_CHECK(source.size() == source_.size());
  Tree moved = *this;
  moved.file_ = file;
  moved.source_ = source;
  return moved;
}

std::vector<NodeId> Tree::declarations() const {
  std::vector<NodeId> found;
  for (NodeId node : children(root())) {
    if (kind(node) != NodeKind::Header && kind(node) != NodeKind::Error) found.push_back(node);
  }
  return found;
}

std::span<const NodeId> Tree::children(NodeId node) const {
  const Node& n = at(node);
  return std::span(stores_->children).subspan(n.child_begin, n.child_end - n.child_begin);
}

std::vector<NodeId> Tree::children(NodeId node, NodeKind wanted) const {
  std::vector<NodeId> found;
  for (NodeId c : children(node)) {
    if (kind(c) == wanted) found.push_back(c);
  }
  return found;
}

NodeId Tree::child(NodeId node, NodeKind wanted) const {
  for (NodeId c : children(node)) {
    if (kind(c) == wanted) return c;
  }
  return {};
}

std::span<const TokenId> Tree::tokens(NodeId node) const {
  const Node& n = at(node);
  return std::span(stores_->own_tokens).subspan(n.token_begin, n.token_end - n.token_begin);
}

TokenId Tree::token(NodeId node, TokenKind wanted) const {
  for (TokenId t : tokens(node)) {
    if (token_kind(t) == wanted) return t;
  }
  return {};
}

std::vector<Element> Tree::elements(NodeId node) const {
  const auto nodes = children(node);
  const auto own = tokens(node);
  std::vector<Element> merged;
  merged.reserve(nodes.size() + own.size());
  size_t t = 0;
  for (NodeId c : nodes) {
    while (t < own.size() && own[t].index() < at(c).first_token) merged.push_back({{}, own[t++]});
    merged.push_back({c, {}});
  }
  while (t < own.size()) merged.push_back({{}, own[t++]});
  return merged;
}

std::vector<NodeId> Tree::names(NodeId node) const {
  std::vector<NodeId> found;
  for (NodeId c : children(node)) {
    if (kind(c) == NodeKind::Name || kind(c) == NodeKind::Ident) found.push_back(c);
  }
  return found;
}

std::string_view Tree::trivia(TokenId token) const {
  const uint32_t begin = token.index() == 0 ? 0 : stores_->tokens[token.index() - 1].end;
  return source_.substr(begin, at(token).begin - begin);
}

TokenId Tree::token_at(uint32_t offset) const {
  const auto found = std::partition_point(stores_->tokens.begin(), stores_->tokens.end(),
                                          [&](const Token& t) { return t.end <= offset; });
  if (found == stores_->tokens.end()) return TokenId(stores_->tokens.size() - 1);
  return TokenId(static_cast<size_t>(found - stores_->tokens.begin()));
}

NodeId Tree::node_at(uint32_t offset) const {
  const TokenId token = token_at(offset);
  if (offset < at(token).begin) return root();
  NodeId node = root();
  while (true) {
    const auto nodes = children(node);
    const auto next = std::find_if(nodes.begin(), nodes.end(), [&](NodeId c) {
      return at(c).first_token <= token.index() && token.index() < at(c).end_token;
    });
    if (next == nodes.end()) return node;
    node = *next;
  }
}

}  // namespace tarifa::syntax
