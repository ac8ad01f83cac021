// Actions on a whole file: its imports in order, its fixes all at once.
#include <algorithm>
#include <map>
#include <set>

#include "lsp/features/refactor_steps.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

bool touch(Span a, Span b) { return a.file == b.file && a.begin <= b.end && b.begin <= a.end; }

// Fixes of which there is no choice.
const Fix* only_fix(const Diagnostic& diagnostic) {
  return diagnostic.fixes.size() == 1 && !diagnostic.fixes[0].edits.empty() ? &diagnostic.fixes[0] : nullptr;
}

size_t count_of(const RefactorPlace& place, DiagKind kind) {
  size_t count = 0;
  for (const Diagnostic& one : place.snapshot.package().sink.all())
    count += one.kind == kind && one.span.file == place.module.file && only_fix(one) != nullptr ? 1 : 0;
  return count;
}

bool is_unused(const RefactorPlace& place, Span name) {
  const auto& all = place.snapshot.package().sink.all();
  return std::any_of(all.begin(), all.end(),
                     [&](const Diagnostic& one) { return one.kind == DiagKind::UnusedImport && one.span == name; });
}

std::string path_text(const Tree& tree, NodeId use) {
  const NodeId path = tree.child(use, NodeKind::Path);
  return path.valid() ? std::string(tree.text(path)) : std::string{};
}

}  // namespace

void offer_whole_file(const RefactorPlace& place, Offers& offers) {
  const NodeId header = place.tree.header();
  const bool imports = header.valid() && !place.tree.children(header, NodeKind::Use).empty();
  if (imports && touch(place.tree.span(header), place.selection) && !organized_imports(place).empty())
    offers.push_back({RefactorKind::OrganizeImports, place.tree.span(header), {}});
  bool some = false;
  for (const Diagnostic& one : place.snapshot.package().sink.all()) {
    if (one.span.file != place.module.file || only_fix(one) == nullptr) continue;
    some = true;
    const bool told = std::any_of(offers.begin(), offers.end(), [&](const RefactorOffer& offer) {
      return offer.kind == RefactorKind::FixAllOfCode && offer.about == diag_code(one.kind);
    });
    if (touch(one.span, place.selection) && !told && count_of(place, one.kind) > 1)
      offers.push_back({RefactorKind::FixAllOfCode, one.span, std::string(diag_code(one.kind))});
  }
  if (some) offers.push_back({RefactorKind::FixAll, place.selection, {}});
}

// One `use` a module, sorted, each list sorted; what the checker found unused is left out.
Edits organized_imports(const RefactorPlace& place) {
  const Tree& tree = place.tree;
  const NodeId header = tree.header();
  if (!header.valid() || tree.has_error(header)) return {};
  const auto uses = tree.children(header, NodeKind::Use);
  if (uses.empty()) return {};
  const Span block{place.module.file, tree.span(uses.front()).begin, tree.span(uses.back()).end};
  const std::string_view before = tree.source().substr(block.begin, block.end - block.begin);
  if (before.find("//") != std::string_view::npos) return {};       // a comment has its place among them
  std::map<std::string, std::map<std::string, std::string>> lists;  // by path: names, as written
  std::set<std::string> whole;
  for (const NodeId use : uses) {
    const std::string path = path_text(tree, use);
    if (!tree.has_token(use, syntax::TokenKind::LBRACE)) whole.insert(path);
    for (const NodeId name : tree.names(use)) {
      if (!is_unused(place, tree.span(name)))
        lists[path].emplace(std::string(tree.name_text(name)), std::string(tree.text(name)));
    }
  }
  for (const std::string& path : whole) lists[path];
  std::string text;
  for (const auto& [path, names] : lists) {
    if (!text.empty()) text += "\n";
    text += "use " + path;
    if (whole.contains(path)) continue;  // every name of it is there
    std::string list;
    for (const auto& [name, written] : names) list += (list.empty() ? "" : ", ") + written;
    text += ".{" + list + "}";
  }
  if (text == before) return {};
  return {{block, text}};
}

Edits all_fixes(const RefactorPlace& place, const std::string& code) {
  Edits edits;
  for (const Diagnostic& one : place.snapshot.package().sink.all()) {
    const Fix* fix = only_fix(one);
    if (fix == nullptr || one.span.file != place.module.file) continue;
    if (!code.empty() && code != diag_code(one.kind)) continue;
    // Of fixes that meet the first is taken; the others are offered again after it.
    const bool apart = std::none_of(fix->edits.begin(), fix->edits.end(), [&](const Edit& edit) {
      return std::any_of(edits.begin(), edits.end(), [&](const Edit& known) { return touch(known.span, edit.span); });
    });
    if (apart) edits.insert(edits.end(), fix->edits.begin(), fix->edits.end());
  }
  return edits;
}

}  // namespace tarifa::lsp
