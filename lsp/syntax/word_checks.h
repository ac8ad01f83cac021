// What tree-sitter lets through and the language does not: it takes a word for a keyword only where the grammar asks
// for that keyword, and for a name everywhere else. A text is well formed if its tree has no error and no word is
// misplaced; tests/grammar proves that this is what the compiler's parser says.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace tarifa::lsp {

struct MisplacedWord {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Reserved words that stand for a name without backticks, and keywords that stand for a unit, a type, or a name that
// must be an identifier. Below `node`, in the order of the text.
[[nodiscard]] std::vector<MisplacedWord> misplaced_words(TSNode node, std::string_view text);

}  // namespace tarifa::lsp
