// Whether the two grammars, the compiler's (ANTLR) and the editor's (tree-sitter), say the same of a text.
#pragma once

#include <optional>
#include <string>

namespace tarifa::grammar {

enum class Verdict : uint8_t {
  Accepted,
  Refused,
  NotCompared,  // the lexer or a limit speaks before the grammar
};

struct InStep {
  Verdict verdict = Verdict::NotCompared;   // the compiler's
  std::optional<std::string> disagreement;  // what differs: the verdict, or the first entry of the shape
};

[[nodiscard]] InStep compare_grammars(const std::string& text);

}  // namespace tarifa::grammar
