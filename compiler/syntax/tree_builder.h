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

class TreeBuilder {
 public:
  TreeBuilder(FileId file, std::string_view source, const std::vector<LexedToken>& lexed);

  // A part the grammar took: tokens `stream`, in source order. Lexed tokens before and between
  // those of the stream were left out. False if its nodes would nest too deeply: then it is not
  // added.
  [[nodiscard]] bool add_part(std::span<const StreamToken> stream, std::span<const GrammarEvent> events);
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
  void number_nodes();

  FileId file_;
  std::string_view source_;
  Tree::Stores tree_;
  const std::vector<LexedToken>& lexed_;
  uint32_t next_lexed_ = 0;
  std::vector<Draft> drafts_;
  std::vector<uint32_t> draft_children_;
  std::vector<uint32_t> pending_;  // finished nodes whose parent is not
  uint32_t height_ = 0;            // of the highest node of the current part
};

}  // namespace tarifa::syntax
