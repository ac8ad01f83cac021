// What each word of a file is, for an editor to colour: keywords and literals off the tree, names by what the checker
// found them to mean, and by where they stand where it found nothing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

// The protocol's words where it has one; `unit`, `rule`, `table`, `line`, `tariff`, `bill` are ours.
enum class TokenType : uint8_t {
#define TARIFA_TOKEN_TYPE(kind, word) kind,
#include "lsp/features/semantic_token_type.def"
};
// One bit each.
enum class TokenModifier : uint8_t {
#define TARIFA_TOKEN_MODIFIER(kind, word) kind,
#include "lsp/features/semantic_token_type.def"
};
[[nodiscard]] std::vector<std::string_view> token_type_words();      // in the order of the enumeration
[[nodiscard]] std::vector<std::string_view> token_modifier_words();  // in the order of their bits

struct SemanticToken {
  uint32_t begin = 0;  // bytes; never over a line's end
  uint32_t end = 0;
  TokenType type = TokenType::Variable;
  uint8_t modifiers = 0;
};

// In order, disjoint. Empty for what is no file of rules.
[[nodiscard]] std::vector<SemanticToken> semantic_tokens(const Snapshot& snapshot, FileId file);

}  // namespace tarifa::lsp
