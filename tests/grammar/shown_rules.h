// Rules that stand inside other files of the repository: packages of file tests, examples of the documentation.
#pragma once

#include <vector>

#include "tests/grammar/corpus.h"

namespace tarifa::grammar {

// Every section `--- PATH.rule` of tests/file, as it is written there.
[[nodiscard]] std::vector<CorpusFile> rules_of_file_tests();
// Every fenced block of the documentation and the README: most are rules, or pieces of rules.
[[nodiscard]] std::vector<CorpusFile> blocks_of_documents();

}  // namespace tarifa::grammar
