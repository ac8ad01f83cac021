// What refactorings are made of: one pair a kind, in a file each; refactorings.cpp calls them.
#pragma once

#include "lsp/features/declared_ir.h"
#include "lsp/features/refactorings.h"

namespace tarifa::lsp {

// Where the author is, and what is there.
struct RefactorPlace {
  const Snapshot& snapshot;
  const check::ModuleUnit& module;
  const syntax::Tree& tree;
  Span selection;

  // The innermost node of the kind that holds the whole selection, or invalid.
  [[nodiscard]] syntax::NodeId around(syntax::NodeKind kind) const;
  // The expression whose text is selected exactly, or, of a mere cursor, the literal there. Invalid: neither.
  [[nodiscard]] syntax::NodeId chosen() const;
};

using Offers = std::vector<RefactorOffer>;
using Edits = std::vector<Edit>;

// ---- row_refactorings.cpp
void offer_rows(const RefactorPlace& place, Offers& offers);
[[nodiscard]] Edits missing_rows(const RefactorPlace& place, Language language);
[[nodiscard]] Edits unique_rows(const RefactorPlace& place);
// ---- match_refactorings.cpp
void offer_match(const RefactorPlace& place, Offers& offers);
[[nodiscard]] Edits match_rows(const RefactorPlace& place, Language language);
// ---- clamp_refactorings.cpp
void offer_clamp(const RefactorPlace& place, Offers& offers);
[[nodiscard]] Edits clamp(const RefactorPlace& place);
// ---- extract_refactorings.cpp
void offer_extract(const RefactorPlace& place, Offers& offers);
[[nodiscard]] Edits extract_param(const RefactorPlace& place, const std::string& name);
[[nodiscard]] Edits extract_let(const RefactorPlace& place, const std::string& name);
// ---- inline_refactorings.cpp
void offer_inline(const RefactorPlace& place, Offers& offers);
[[nodiscard]] Edits inline_name(const RefactorPlace& place);
// ---- whole_file_refactorings.cpp
void offer_whole_file(const RefactorPlace& place, Offers& offers);
[[nodiscard]] Edits organized_imports(const RefactorPlace& place);
[[nodiscard]] Edits all_fixes(const RefactorPlace& place, const std::string& code);  // empty: of every code

}  // namespace tarifa::lsp
