// Keywords and the shapes of constructs, for completion.
#pragma once

#include <string_view>
#include <vector>

#include "lsp/features/completion.h"
#include "lsp/features/grammar_place.h"

namespace tarifa::lsp {

// Words that the grammar lets stand there as words, not as names, and where snippets are wanted the constructs they
// begin.
void add_words(const GrammarPlace& place, const CompletionAsked& asked, std::vector<CompletionItem>& items);

}  // namespace tarifa::lsp
