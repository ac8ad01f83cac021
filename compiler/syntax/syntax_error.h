// A place where the text leaves the grammar, as a message written from the rule: what was found,
// what is expected in words of people, how to mend it.
#pragma once

#include <span>
#include <vector>

#include "compiler/support/diag.h"
#include "compiler/syntax/grammar_parser.h"
#include "compiler/syntax/token_stream.h"

namespace tarifa::syntax {

struct SyntaxProblem {
  size_t at = 0;      // position in the region; its size: the region ends unfinished
  TokenSet expected;  // what may stand there instead
  std::vector<GrammarRule> open_rules;
  bool declaration_done = false;  // the tokens from `at` on follow a whole declaration
};

// How the reading goes on after a problem.
enum class RepairKind : uint8_t { Insert, Replace, Delete, DropItem, DropRest };
struct Repair {
  RepairKind kind = RepairKind::DropRest;
  size_t begin = 0;  // the tokens left out..
  size_t end = 0;
  std::vector<StreamToken> put;  // ..and those put in their place
};

// `region` is the declaration (or header) as it was written.
[[nodiscard]] Diagnostic describe_problem(const LexedFile& file, std::span<const StreamToken> region,
                                          const SyntaxProblem& problem, const Repair& repair);

}  // namespace tarifa::syntax
