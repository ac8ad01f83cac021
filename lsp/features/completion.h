// What may be written at a place, best first: by the grammar, by the names in scope, by type and unit.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

enum class CompletionKind : uint8_t {
  Keyword,
  Snippet,
  Variable,
  Field,
  Member,
  Unit,
  Constant,
  Function,
  Class,
  Struct,
  Enum,
  Module,
  Value,
  File
};

struct CompletionItem {
  std::string label;
  CompletionKind kind = CompletionKind::Variable;
  std::string detail;  // type and unit
  std::string insert;
  bool snippet = false;  // `insert` has tab stops
  std::string sort;
  std::string topic;  // what completion_text() tells of it; empty: nothing
  std::optional<Span> import_at;
  std::string import_text;  // the `use` it needs
};

struct CompletionAsked {
  const Snapshot& now;   // of the text as it is
  const Snapshot& base;  // the last analysis of whole text: for names and types
  FileId file;           // of `now`
  uint32_t offset = 0;
  Language language = Language::English;
  bool snippets = false;
};

struct Completion {
  Span replaced;            // the word that is being written
  bool incomplete = false;  // more is offered once the word has a letter
  std::vector<CompletionItem> items;
};

[[nodiscard]] Completion complete(const CompletionAsked& asked);

}  // namespace tarifa::lsp
