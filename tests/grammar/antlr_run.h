// The grammar as ANTLR runs it by itself: its own lexer, its own prediction modes, its own reports.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tarifa::grammar {

struct AntlrRun {
  bool accepted = false;
  size_t ambiguities = 0;             // exact detection
  size_t full_context_fallbacks = 0;  // where SLL alone did not decide
  std::string tree;                   // as ANTLR prints it
};

enum class Prediction { Sll, LlExact };
[[nodiscard]] AntlrRun run_antlr(const std::string& text, Prediction prediction);

struct AntlrToken {
  size_t type = 0;
  std::string text;
};
// Those the parser sees.
[[nodiscard]] std::vector<AntlrToken> antlr_tokens(const std::string& text);

}  // namespace tarifa::grammar
