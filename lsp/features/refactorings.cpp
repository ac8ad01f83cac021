#include "lsp/features/refactorings.h"

#include <fmt/format.h>

#include "lsp/features/refactor_steps.h"

namespace tarifa::lsp {

using syntax::NodeId;
using syntax::NodeKind;

size_t refactor_kinds() {
  return 0
#define TARIFA_REFACTORING(kind, protocol_kind, english, spanish) +1
#include "lsp/features/refactoring.def"
      ;
}

std::string_view protocol_kind(RefactorKind kind) {
  switch (kind) {
#define TARIFA_REFACTORING(kind, protocol_kind, english, spanish) \
  case RefactorKind::kind: return protocol_kind;
#include "lsp/features/refactoring.def"
  }
  return {};
}

std::string refactor_title(RefactorKind kind, const std::string& about, Language language) {
  const bool spanish = language == Language::Spanish;
  switch (kind) {
#define TARIFA_REFACTORING(kind, protocol_kind, english, spanish_text) \
  case RefactorKind::kind: return fmt::format(fmt::runtime(spanish ? spanish_text : english), about);
#include "lsp/features/refactoring.def"
  }
  return {};
}

// Also where the place is between two words: node_at looks at words only.
NodeId RefactorPlace::around(NodeKind kind) const {
  NodeId found;
  for (uint32_t k = 0; k < tree.node_count(); ++k) {
    const Span span = tree.span(NodeId(k));
    if (span.begin > selection.begin) break;  // in preorder, so no later node holds it
    if (tree.kind(NodeId(k)) == kind && selection.end <= span.end) found = NodeId(k);
  }
  return found;
}

NodeId RefactorPlace::chosen() const {
  NodeId found;
  for (NodeId node = tree.node_at(selection.begin); node.valid(); node = tree.parent(node)) {
    const Span span = tree.span(node);
    if (span.begin != selection.begin && selection.begin != selection.end) break;
    const bool exact = span.begin == selection.begin && span.end == selection.end;
    const bool literal = tree.kind(node) == NodeKind::Quantity || tree.kind(node) == NodeKind::Literal;
    const bool touched = selection.begin == selection.end && literal;
    if ((exact || touched) && syntax::is_expression(tree.kind(node))) found = node;
  }
  return found;
}

std::vector<RefactorOffer> refactorings_at(const Snapshot& snapshot, Span selection) {
  std::vector<RefactorOffer> offers;
  const check::ModuleUnit* module = snapshot.module(selection.file);
  if (module == nullptr || module->standard || selection.end > module->tree.source().size()) return offers;
  const RefactorPlace place{snapshot, *module, module->tree, selection};
  for (const auto offer : {offer_rows, offer_match, offer_clamp, offer_extract, offer_inline, offer_whole_file})
    offer(place, offers);
  return offers;
}

std::vector<Edit> refactor_edits(const Snapshot& snapshot, const RefactorOffer& offer, Language language) {
  const check::ModuleUnit* module = snapshot.module(offer.at.file);
  if (module == nullptr || module->standard || offer.at.end > module->tree.source().size()) return {};
  const RefactorPlace place{snapshot, *module, module->tree, offer.at};
  switch (offer.kind) {
    case RefactorKind::AddMissingRows: return missing_rows(place, language);
    case RefactorKind::AddMatchRows: return match_rows(place, language);
    case RefactorKind::MakeUnique: return unique_rows(place);
    case RefactorKind::AddClamp: return clamp(place);
    case RefactorKind::ExtractParam: return extract_param(place, offer.about);
    case RefactorKind::ExtractLet: return extract_let(place, offer.about);
    case RefactorKind::InlineName: return inline_name(place);
    case RefactorKind::OrganizeImports: return organized_imports(place);
    case RefactorKind::FixAllOfCode: return all_fixes(place, offer.about);
    case RefactorKind::FixAll: return all_fixes(place, {});
  }
  return {};
}

}  // namespace tarifa::lsp
