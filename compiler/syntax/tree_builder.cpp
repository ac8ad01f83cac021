#include "compiler/syntax/tree_builder.h"

#include <algorithm>

#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace tarifa::syntax {
namespace {

// Whoever walks a tree by recursion needs no more frames. A call with a sum in it takes 5 nodes.
constexpr uint32_t kTreeHeight = limits::kNesting * 6;

}  // namespace

TreeBuilder::TreeBuilder(FileId file, std::string_view source, const std::vector<LexedToken>& lexed)
    : file_(file), source_(source), lexed_(lexed) {
  tree_.tokens.reserve(lexed.size() + 1);
  drafts_.reserve(lexed.size() * 2);
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

bool TreeBuilder::add_part(std::span<const StreamToken> stream, std::span<const GrammarEvent> events) {
  const size_t tokens = tree_.tokens.size();
  const size_t drafts = drafts_.size();
  const size_t children = draft_children_.size();
  const size_t pending = pending_.size();
  const uint32_t lexed = next_lexed_;
  height_ = 0;
  add_events(stream, events);
  if (height_ < kTreeHeight) return true;
  tree_.tokens.resize(tokens);
  drafts_.resize(drafts);
  draft_children_.resize(children);
  pending_.resize(pending);
  next_lexed_ = lexed;
  return false;
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
  const auto end = static_cast<uint32_t>(source_.size());
  tree_.tokens.push_back({TokenKind::END, false, false, end, end});
  add_draft(NodeKind::File, 0, static_cast<uint32_t>(tree_.tokens.size()), 0);
  tree_.has_errors = has_errors;
  number_nodes();
  Tree tree;
  tree.file_ = file_;
  tree.source_ = source_;
  tree.stores_ = std::make_shared<const Tree::Stores>(std::move(tree_));
  return tree;
}

// Drafts are in postorder; the tree's nodes are in preorder.
void TreeBuilder::number_nodes() {
  struct Visit {
    uint32_t draft;
    uint32_t node;
    uint32_t next_child;
  };
  std::vector<Tree::Node>& nodes = tree_.nodes;
  nodes.reserve(drafts_.size());
  tree_.children.resize(draft_children_.size());
  std::vector<Visit> stack;
  uint32_t next_child = 0;
  const auto begin_node = [&](uint32_t draft_index, NodeId parent) {
    const Draft& draft = drafts_[draft_index];
    Tree::Node node{draft.kind, draft.has_error, parent, draft.first_token, draft.end_token};
    node.child_begin = next_child;
    next_child += draft.child_end - draft.child_begin;
    node.child_end = next_child;
    node.token_begin = static_cast<uint32_t>(tree_.own_tokens.size());
    uint32_t token = draft.first_token;
    for (uint32_t i = draft.child_begin; i < draft.child_end; ++i) {
      const Draft& child = drafts_[draft_children_[i]];
      for (; token < child.first_token; ++token) tree_.own_tokens.emplace_back(token);
      token = child.end_token;
    }
    for (; token < draft.end_token; ++token) tree_.own_tokens.emplace_back(token);
    node.token_end = static_cast<uint32_t>(tree_.own_tokens.size());
    stack.push_back({draft_index, static_cast<uint32_t>(nodes.size()), 0});
    nodes.push_back(node);
  };
  tree_.own_tokens.reserve(tree_.tokens.size());
  begin_node(static_cast<uint32_t>(drafts_.size() - 1), {});
  while (!stack.empty()) {
    Visit& top = stack.back();
    const Draft& draft = drafts_[top.draft];
    if (top.next_child == draft.child_end - draft.child_begin) {
      nodes[top.node].end_node = static_cast<uint32_t>(nodes.size());
      stack.pop_back();
      continue;
    }
    const uint32_t child = draft_children_[draft.child_begin + top.next_child];
    tree_.children[nodes[top.node].child_begin + top.next_child] = NodeId(nodes.size());
    ++top.next_child;
    begin_node(child, NodeId(top.node));
  }
}

}  // namespace tarifa::syntax
