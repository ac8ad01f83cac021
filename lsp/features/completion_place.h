// Which kind of name completion is asked for at a place, and the declaration around it as a tree.
#pragma once

#include <string_view>

#include "compiler/support/diag.h"
#include "compiler/syntax/tree.h"
#include "lsp/features/grammar_place.h"

namespace tarifa::lsp {

// What kind of name a place asks for.
enum class Slot : uint8_t {
  None,
  Expression,
  Type,
  Unit,
  Member,  // after a dot
  Fields,  // of `with { .. }`
  UsePath,
  UseNames,
  Entity,
  Enum,
  Tariff,
  Lines,
  Keys,  // before the entries of a parameter with keys
  Currency,
  Extended,
  Within,
  Policy,
  ReadAt,  // `values at`
  RowError
};

[[nodiscard]] bool is_word_byte(char c);
[[nodiscard]] Slot slot_of(const GrammarPlace& place);
// `before` ends in `5 COP/`: the lexer takes what stands there for a quotient, who writes it means the unit of a rate.
[[nodiscard]] bool ends_in_rate(std::string_view before);

// The declaration around the place, with a name in place of the word that is written, parsed by itself.
struct Amended {
  Amended(std::string_view text, const GrammarPlace& place, uint32_t word_begin, uint32_t word_end);
  [[nodiscard]] syntax::NodeId name() const;  // the name at the place; the innermost node where the tree has none there

  SourceStore sources;
  DiagSink ignored;
  uint32_t at = 0;
  syntax::Tree tree;
};

}  // namespace tarifa::lsp
