// Makes the Tree of a file from its tokens and from what the grammar did with them, declaration by
// declaration.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/syntax/grammar_parser.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/token_stream.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

// Where a part stands in the stores of its tree; ranges. Without tokens: it was not added.
struct BuiltPart {
  uint32_t first_token = 0;
  uint32_t end_token = 0;
  uint32_t first_node = 0;
  uint32_t end_node = 0;
  uint32_t first_child = 0;
  uint32_t end_child = 0;
  uint32_t first_own = 0;  // of Stores::own_tokens
  uint32_t end_own = 0;
};

class TreeBuilder {
 public:
  TreeBuilder(FileId file, std::string_view source, const std::vector<LexedToken>& lexed);

  // A part the grammar took: tokens `stream`, in source order. Lexed tokens before and between
  // those of the stream were left out. False if its nodes would nest too deeply: then it is not
  // added.
  [[nodiscard]] bool add_part(std::span<const StreamToken> stream, std::span<const GrammarEvent> events);
  // The same part as in another tree, if its tokens are `stream`: none missing, bad or left out, here or there.
  void copy_part(std::span<const StreamToken> stream, const Tree& from, const BuiltPart& part);
  // The part that was added last.
  [[nodiscard]] const BuiltPart& last_part() const { return last_part_; }
  // The rest of the lexed tokens was left out; END is put last. `has_errors` is what the whole file
  // had.
  [[nodiscard]] Tree finish(bool has_errors);

 private:
  struct Draft {  // a finished node; children_ of it stand in draft_children_
    NodeKind kind;
    bool has_error;
    uint32_t first_token;
    uint32_t end_token;
    uint32_t child_begin;
    uint32_t child_end;
    uint32_t height;
  };
  struct Open {
    GrammarRule rule;
    uint32_t first_token;
    uint32_t pending_begin;
  };
  void add_events(std::span<const StreamToken> stream, std::span<const GrammarEvent> events);
  void take_lexed_until(uint32_t lexed);  // left out: they become Error nodes
  void close(const Open& open);
  [[nodiscard]] bool owns_tokens(uint32_t first, uint32_t end, uint32_t pending_begin) const;
  void add_draft(NodeKind kind, uint32_t first, uint32_t end, uint32_t pending_begin);
  void begin_part();
  void end_part();
  void number_nodes(size_t first, size_t end);  // those that wait for a parent: their parent is the root
  void clear_drafts();
  void number_from(uint32_t draft);
  void begin_node(uint32_t draft, NodeId parent);
  void add_root();

  struct Visit {
    uint32_t draft;
    uint32_t node;
    uint32_t next_child;
  };
  FileId file_;
  std::string_view source_;
  Tree::Stores tree_;
  const std::vector<LexedToken>& lexed_;
  uint32_t next_lexed_ = 0;
  std::vector<NodeId> top_nodes_;  // children of the root
  BuiltPart last_part_;
  std::vector<Draft> drafts_;  // of the current part
  std::vector<uint32_t> draft_children_;
  std::vector<uint32_t> pending_;  // finished nodes whose parent is not
  std::vector<Visit> visits_;
  uint32_t height_ = 0;  // of the highest node of the current part
};

}  // namespace tarifa::syntax
