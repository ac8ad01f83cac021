// What is said of the words and functions of the language itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/diag.h"
#include "compiler/syntax/tree.h"

namespace tarifa::lsp {

// A sentence; empty for words this version has no use for.
[[nodiscard]] std::string_view word_text(syntax::TokenKind word, Language language);

struct FunctionText {
  std::string_view name;
  std::string_view result;
  std::vector<std::string_view> parameters;
  std::string_view text;
};
// Of `builtins.def`, by name.
[[nodiscard]] std::optional<FunctionText> function_text(std::string_view name, Language language);
// `clamp(x, low, high)`
[[nodiscard]] std::string function_head(const FunctionText& function);

// Words of features that are declared but not available yet: not offered.
[[nodiscard]] bool is_of_later_version(syntax::TokenKind word);

}  // namespace tarifa::lsp
