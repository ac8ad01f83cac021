// Random declarations that the ANTLR grammar allows: a walk through the network it makes of the rules, so that every
// alternative of every rule comes up, and stays so when the grammar grows.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "compiler/syntax/tree.h"

namespace tarifa::grammar {

// One declaration, or rarely a whole file with a header. After `budget` tokens it ends as soon as it can.
[[nodiscard]] std::vector<syntax::TokenKind> random_sentence(std::mt19937& random, size_t budget);

// A few tokens dropped, doubled, swapped, or replaced by any other.
void damage(std::vector<syntax::TokenKind>& sentence, std::mt19937& random);

// With literals and names made up, blanks, line ends and comments between.
[[nodiscard]] std::string written(const std::vector<syntax::TokenKind>& sentence, std::mt19937& random);

}  // namespace tarifa::grammar
