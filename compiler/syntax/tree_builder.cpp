#include "compiler/syntax/tree_builder.h"

#include <algorithm>

#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace tarifa::syntax {
namespace {

// Whoever walks a tree by recursion needs no more frames. A call with a sum in it takes 5 nodes.
constexpr uint32_t kTreeHeight = limits::kNesting * 6;

// Copies [first, end) of `from`; what it gives back are the copies.
template <class T>
std::span<T> append(std::vector<T>& to, const std::vector<T>& from, uint32_t first, uint32_t end) {
  const auto begin = from.begin();
  const auto copies = to.insert(to.end(), begin + first, begin + end);
  return {copies, to.end()};
}

}  // namespace

TreeBuilder::TreeBuilder(FileId file, std::string_view source, const std::vector<LexedToken>& lexed)
    : file_(file), source_(source), lexed_(lexed) {
  tree_.tokens.reserve(lexed.size() + 1);
  tree_.own_tokens.reserve(lexed.size() + 1);
  tree_.nodes.reserve(lexed.size());
  tree_.children.reserve(lexed.size());
  tree_.nodes.emplace_back();  // the root
}

// A run of tokens left out is one Error node, a child of whatever rule is open around it.
void TreeBuilder::take_lexed_until(uint32_t lexed) {
  const auto first = static_cast<uint32_t>(tree_.tokens.size());
  for (; next_lexed_ < lexed; ++next_lexed_) {
    const LexedToken& token = lexed_[next_lexed_];
    tree_.tokens.push_back({token.kind, false, true, token.begin, token.end});
  }
  const auto end = static_cast<uint32_t>(tree_.tokens.size());
  if (first < end) add_draft(NodeKind::Error, first, end, static_cast<uint32_t>(pending_.size()));
}

void TreeBuilder::begin_part() {
  last_part_.first_token = static_cast<uint32_t>(tree_.tokens.size());
  last_part_.first_node = static_cast<uint32_t>(tree_.nodes.size());
  last_part_.first_child = static_cast<uint32_t>(tree_.children.size());
  last_part_.first_own = static_cast<uint32_t>(tree_.own_tokens.size());
}

void TreeBuilder::end_part() {
  last_part_.end_token = static_cast<uint32_t>(tree_.tokens.size());
  last_part_.end_node = static_cast<uint32_t>(tree_.nodes.size());
  last_part_.end_child = static_cast<uint32_t>(tree_.children.size());
  last_part_.end_own = static_cast<uint32_t>(tree_.own_tokens.size());
}

bool TreeBuilder::add_part(std::span<const StreamToken> stream, std::span<const GrammarEvent> events) {
  const size_t tokens = tree_.tokens.size();
  const uint32_t lexed = next_lexed_;
  height_ = 0;
  if (!stream.empty() && !stream.front().missing) take_lexed_until(stream.front().source);
  const size_t left_out = pending_.size();  // before the part
  const size_t first_token = tree_.tokens.size();
  add_events(stream, events);
  if (height_ >= kTreeHeight) {
    tree_.tokens.resize(tokens);
    clear_drafts();
    next_lexed_ = lexed;
    last_part_ = {};
    return false;
  }
  number_nodes(0, left_out);
  begin_part();
  last_part_.first_token = static_cast<uint32_t>(first_token);
  number_nodes(left_out, pending_.size());
  end_part();
  clear_drafts();
  return true;
}

void TreeBuilder::copy_part(std::span<const StreamToken> stream, const Tree& from, const BuiltPart& part) {
  take_lexed_until(stream.front().source);
  number_nodes(0, pending_.size());
  clear_drafts();
  begin_part();
  for (; next_lexed_ <= stream.back().source; ++next_lexed_) {
    const LexedToken& token = lexed_[next_lexed_];
    tree_.tokens.push_back({token.kind, false, false, token.begin, token.end});
  }
  const Tree::Stores& stores = *from.stores_;
  // Ids only move: unsigned differences may wrap, and wrap back.
  const uint32_t tokens = last_part_.first_token - part.first_token;
  const uint32_t nodes = last_part_.first_node - part.first_node;
  const uint32_t children = last_part_.first_child - part.first_child;
  const uint32_t own = last_part_.first_own - part.first_own;
  for (Tree::Node& node : append(tree_.nodes, stores.nodes, part.first_node, part.end_node)) {
    if (node.parent == NodeId(0)) {
      top_nodes_.emplace_back(static_cast<size_t>(&node - tree_.nodes.data()));
    } else {
      node.parent.value += nodes;
    }
    node.first_token += tokens;
    node.end_token += tokens;
    node.end_node += nodes;
    node.child_begin += children;
    node.child_end += children;
    node.token_begin += own;
    node.token_end += own;
  }
  for (NodeId& child : append(tree_.children, stores.children, part.first_child, part.end_child)) child.value += nodes;
  for (TokenId& token : append(tree_.own_tokens, stores.own_tokens, part.first_own, part.end_own))
    token.value += tokens;
  end_part();
}

void TreeBuilder::add_events(std::span<const StreamToken> stream, std::span<const GrammarEvent> events) {
  std::vector<Open> open;
  uint32_t position = 0;
  // Takes the stream's tokens before `until`, and the lexed ones left out before each of them.
  const auto advance = [&](uint32_t until) {
    for (; position < until; ++position) {
      const StreamToken& token = stream[position];
      if (token.missing) {
        const uint32_t at = tree_.tokens.empty() ? 0 : tree_.tokens.back().end;
        tree_.tokens.push_back({token.kind, true, false, at, at});
        continue;
      }
      take_lexed_until(token.source);
      const LexedToken& lexed = lexed_[next_lexed_++];
      const bool bad = lexed.bad || token.kind != lexed.kind;  // read as another kind
      tree_.tokens.push_back({token.kind, false, bad, lexed.begin, lexed.end});
    }
  };
  for (const GrammarEvent& event : events) {
    advance(event.position);
    if (event.enter) {
      // What was left out before a rule's first token stands beside the rule, not in it.
      if (position < stream.size() && !stream[position].missing) {
        take_lexed_until(stream[position].source);
      }
      open.push_back({event.rule, static_cast<uint32_t>(tree_.tokens.size()), static_cast<uint32_t>(pending_.size())});
    } else {
      close(open.back());
      open.pop_back();
    }
  }
  TARIFA_CHECK(open.empty());
  advance(static_cast<uint32_t>(stream.size()));
}

void TreeBuilder::close(const Open& open) {
  const auto end = static_cast<uint32_t>(tree_.tokens.size());
  const RuleShape shape = rule_shape(open.rule);
  if (shape == RuleShape::Choice) return;
  const bool one_child = pending_.size() - open.pending_begin == 1;
  if (shape == RuleShape::Folded && one_child && !owns_tokens(open.first_token, end, open.pending_begin)) {
    return;
  }
  add_draft(rule_kind(open.rule), open.first_token, end, open.pending_begin);
}

bool TreeBuilder::owns_tokens(uint32_t first, uint32_t end, uint32_t pending_begin) const {
  uint32_t covered = 0;
  for (size_t i = pending_begin; i < pending_.size(); ++i) {
    covered += drafts_[pending_[i]].end_token - drafts_[pending_[i]].first_token;
  }
  return covered < end - first;
}

void TreeBuilder::add_draft(NodeKind kind, uint32_t first, uint32_t end, uint32_t pending_begin) {
  Draft draft{kind, kind == NodeKind::Error, first, end, static_cast<uint32_t>(draft_children_.size()), 0, 1};
  uint32_t token = first;
  const auto look_at_tokens = [&](uint32_t until) {
    for (; token < until; ++token) {
      if (tree_.tokens[token].bad || tree_.tokens[token].missing) draft.has_error = true;
    }
  };
  for (size_t i = pending_begin; i < pending_.size(); ++i) {
    const Draft& child = drafts_[pending_[i]];
    draft_children_.push_back(pending_[i]);
    draft.has_error = draft.has_error || child.has_error;
    draft.height = std::max(draft.height, child.height + 1);
    look_at_tokens(child.first_token);
    token = child.end_token;
  }
  look_at_tokens(end);
  draft.child_end = static_cast<uint32_t>(draft_children_.size());
  pending_.resize(pending_begin);
  pending_.push_back(static_cast<uint32_t>(drafts_.size()));
  height_ = std::max(height_, draft.height);
  drafts_.push_back(draft);
}

Tree TreeBuilder::finish(bool has_errors) {
  take_lexed_until(static_cast<uint32_t>(lexed_.size()));
  number_nodes(0, pending_.size());
  const auto end = static_cast<uint32_t>(source_.size());
  tree_.tokens.push_back({TokenKind::END, false, false, end, end});
  add_root();
  tree_.has_errors = has_errors;
  Tree tree;
  tree.file_ = file_;
  tree.source_ = source_;
  tree.stores_ = std::make_shared<const Tree::Stores>(std::move(tree_));
  return tree;
}

// What is in no part is the root's own: END.
void TreeBuilder::add_root() {
  Tree::Node root;
  root.kind = NodeKind::File;
  root.end_token = static_cast<uint32_t>(tree_.tokens.size());
  root.end_node = static_cast<uint32_t>(tree_.nodes.size());
  root.child_begin = static_cast<uint32_t>(tree_.children.size());
  root.token_begin = static_cast<uint32_t>(tree_.own_tokens.size());
  uint32_t token = 0;
  for (const NodeId top : top_nodes_) {
    const Tree::Node& node = tree_.nodes[top.index()];
    root.has_error = root.has_error || node.has_error;
    for (; token < node.first_token; ++token) tree_.own_tokens.emplace_back(token);
    token = node.end_token;
    tree_.children.push_back(top);
  }
  for (; token < root.end_token; ++token) tree_.own_tokens.emplace_back(token);
  root.child_end = static_cast<uint32_t>(tree_.children.size());
  root.token_end = static_cast<uint32_t>(tree_.own_tokens.size());
  tree_.nodes[0] = root;
}

// Drafts are in postorder; the tree's nodes are in preorder.
void TreeBuilder::number_nodes(size_t first, size_t end) {
  for (size_t i = first; i < end; ++i) {
    top_nodes_.emplace_back(tree_.nodes.size());
    number_from(pending_[i]);
  }
}

void TreeBuilder::clear_drafts() {
  drafts_.clear();
  draft_children_.clear();
  pending_.clear();
}

void TreeBuilder::number_from(uint32_t top) {
  begin_node(top, NodeId(0));
  while (!visits_.empty()) {
    Visit& visit = visits_.back();
    const Draft& draft = drafts_[visit.draft];
    Tree::Node& node = tree_.nodes[visit.node];
    if (visit.next_child == draft.child_end - draft.child_begin) {
      node.end_node = static_cast<uint32_t>(tree_.nodes.size());
      visits_.pop_back();
      continue;
    }
    const uint32_t child = draft_children_[draft.child_begin + visit.next_child];
    tree_.children[node.child_begin + visit.next_child] = NodeId(tree_.nodes.size());
    ++visit.next_child;
    begin_node(child, NodeId(visit.node));
  }
}

void TreeBuilder::begin_node(uint32_t draft_index, NodeId parent) {
  const Draft& draft = drafts_[draft_index];
  Tree::Node node{draft.kind, draft.has_error, parent, draft.first_token, draft.end_token};
  node.child_begin = static_cast<uint32_t>(tree_.children.size());
  node.child_end = node.child_begin + (draft.child_end - draft.child_begin);
  tree_.children.resize(node.child_end);
  node.token_begin = static_cast<uint32_t>(tree_.own_tokens.size());
  uint32_t token = draft.first_token;
  for (uint32_t i = draft.child_begin; i < draft.child_end; ++i) {
    const Draft& child = drafts_[draft_children_[i]];
    for (; token < child.first_token; ++token) tree_.own_tokens.emplace_back(token);
    token = child.end_token;
  }
  for (; token < draft.end_token; ++token) tree_.own_tokens.emplace_back(token);
  node.token_end = static_cast<uint32_t>(tree_.own_tokens.size());
  visits_.push_back({draft_index, static_cast<uint32_t>(tree_.nodes.size()), 0});
  tree_.nodes.push_back(node);
}

}  // namespace tarifa::syntax
