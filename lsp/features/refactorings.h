// Changes of the text that an author can ask for at a place, beyond mending a diagnostic. First what is offered there,
// which is cheap; then, for the one that is chosen, its edits. Whoever applies them checks the package with them first
// (OpenPackage::with_texts): an offer is a proposal, not a proof that nothing else stands against it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/support/diag.h"
#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

enum class RefactorKind : uint8_t {
#define TARIFA_REFACTORING(kind, protocol_kind, english, spanish) kind,
#include "lsp/features/refactoring.def"
};
[[nodiscard]] size_t refactor_kinds();
[[nodiscard]] std::string_view protocol_kind(RefactorKind kind);  // `refactor.extract`
[[nodiscard]] std::string refactor_title(RefactorKind kind, const std::string& about, Language language);

struct RefactorOffer {
  RefactorKind kind = RefactorKind::AddMissingRows;
  Span at;            // what it is about; the same place and kind give the same edits
  std::string about;  // a name or a code, for the title
};

// At a cursor or a selection.
[[nodiscard]] std::vector<RefactorOffer> refactorings_at(const Snapshot& snapshot, Span selection);

// In any order, apart from each other, perhaps in several files; empty where it cannot be done after all.
[[nodiscard]] std::vector<Edit> refactor_edits(const Snapshot& snapshot, const RefactorOffer& offer, Language language);

}  // namespace tarifa::lsp
