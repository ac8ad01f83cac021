// The programs the grammar is tried on, and programs made from them.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace tarifa::grammar {

struct CorpusFile {
  std::string name;
  std::string text;
};
// tests/grammar/ok, the standard library, the examples, and the paper cases where they are present
// (their absence is said once).
[[nodiscard]] std::vector<CorpusFile> whole_programs();
// tests/grammar/bad
[[nodiscard]] std::vector<CorpusFile> broken_programs();

// One declaration of a program with a few tokens dropped, doubled, swapped, or taken from another.
[[nodiscard]] std::string mutated(const std::vector<CorpusFile>& corpus, std::mt19937& random);

}  // namespace tarifa::grammar
