// The value of a `let`, or of a parameter that never changes, in place of its name.
#include <algorithm>

#include "compiler/ir/print.h"
#include "lsp/features/names.h"
#include "lsp/features/refactor_steps.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenId;
using syntax::Tree;

struct Inlined {
  const check::ModuleUnit* module = nullptr;
  NodeId declaration;
  NodeId name;
  std::string text;
};

// Stands anywhere without brackets.
bool is_closed(NodeKind kind) {
  switch (kind) {
    case NodeKind::Name:
    case NodeKind::Literal:
    case NodeKind::Quantity:
    case NodeKind::Paren:
    case NodeKind::Postfix:
    case NodeKind::RoundExpr: return true;
    default: return false;
  }
}

std::string value_of_let(const Tree& tree, NodeId let) {
  if (tree.child(let, NodeKind::Params).valid()) return {};
  const NodeId value = tree.children(let).back();
  if (!syntax::is_expression(tree.kind(value))) return {};
  const std::string text(tree.text(value));
  if (text.find("//") != std::string::npos) return {};
  return is_closed(tree.kind(value)) ? text : "(" + text + ")";
}

std::string value_of_param(const Snapshot& snapshot, check::SymbolId symbol) {
  const ir::Param* param = param_of(snapshot, symbol);
  if (param == nullptr || !param->keys.empty() || !param->csv.empty() || param->timelines.size() != 1) return {};
  const auto& entries = param->timelines[0].entries;
  if (entries.size() != 1 || entries[0].until || entries[0].published || !entries[0].value.valid()) return {};
  const std::string text = ir::const_text(snapshot.ir(), entries[0].value);
  return text.starts_with('-') ? "(" + text + ")" : text;
}

std::optional<Inlined> inlined_at(const RefactorPlace& place) {
  const auto name = name_at(place.snapshot, place.module.file, place.selection.begin);
  if (!name || !name->definition.valid() || name->span.end < place.selection.end) return std::nullopt;
  Inlined found;
  found.module = place.snapshot.module(name->definition.file);
  if (found.module == nullptr || found.module->standard) return std::nullopt;
  const Tree& tree = found.module->tree;
  found.name = tree.node_at(name->definition.begin);
  found.declaration = tree.parent(found.name);
  if (!found.declaration.valid() || tree.has_error(found.declaration)) return std::nullopt;
  if (tree.kind(found.declaration) == NodeKind::LetDecl) found.text = value_of_let(tree, found.declaration);
  if (tree.kind(found.declaration) == NodeKind::ParamDecl) found.text = value_of_param(place.snapshot, name->symbol);
  if (found.text.empty()) return std::nullopt;
  return found;
}

// With its documentation and the line it ends; a comment of other lines stays.
Span whole_declaration(const Tree& tree, NodeId declaration, const std::string& doc) {
  Span span = tree.span(declaration);
  const std::string_view source = tree.source();
  if (!doc.empty()) {
    const TokenId first = tree.first_token(declaration);
    const std::string_view trivia = tree.trivia(first);
    const auto lines = static_cast<size_t>(std::count(doc.begin(), doc.end(), '\n'));
    size_t at = trivia.size();
    for (size_t k = 0; k < lines && at != std::string_view::npos && at > 0; ++k) at = trivia.rfind("///", at - 1);
    if (at != std::string_view::npos) span.begin -= static_cast<uint32_t>(trivia.size() - at);
  }
  while (span.begin > 0 && (source[span.begin - 1] == ' ' || source[span.begin - 1] == '\t')) --span.begin;
  if (span.begin > 0 && source[span.begin - 1] == '\n' && source.substr(span.end, 1) == "\n") --span.begin;
  return span;
}

// A name in a `use` list goes with its comma; the only one takes the whole `use` along.
std::optional<Edit> without_import(const check::ModuleUnit& module, Span name) {
  const Tree& tree = module.tree;
  const NodeId node = tree.node_at(name.begin);
  const NodeId use = tree.parent(node);
  if (!use.valid() || tree.kind(use) != NodeKind::Use) return std::nullopt;
  const auto names = tree.names(use);
  if (names.size() == 1) return Edit{tree.span(use), ""};
  // Between names stand commas: the one before the last name, the one after any other.
  const uint32_t token = tree.first_token(node).index();
  if (names.back() == node) return Edit{{name.file, tree.span(TokenId(token - 1)).begin, name.end}, ""};
  return Edit{{name.file, name.begin, tree.span(TokenId(token + 2)).begin}, ""};
}

// `unit_cost(at: D)` as a whole; a bare name as it stands.
Span use_of(const Tree& tree, Span name) {
  const NodeId node = tree.node_at(name.begin);
  const NodeId parent = tree.parent(node);
  if (!parent.valid() || tree.kind(parent) != NodeKind::Postfix || tree.children(parent).front() != node) return name;
  const NodeId call = tree.children(parent)[1];
  return tree.child(call, NodeKind::Arguments).valid() ? Span{name.file, name.begin, tree.span(call).end} : name;
}

}  // namespace

void offer_inline(const RefactorPlace& place, Offers& offers) {
  const auto found = inlined_at(place);
  if (!found) return;
  const auto name = name_at(place.snapshot, place.module.file, place.selection.begin);
  offers.push_back({RefactorKind::InlineName, name->span, std::string(found->module->tree.name_text(found->name))});
}

Edits inline_name(const RefactorPlace& place) {
  const auto found = inlined_at(place);
  if (!found) return {};
  Edits edits;
  for (const Mention& mention : mentions_of(place.snapshot, found->module->tree.span(found->name))) {
    if (mention.is_definition) continue;
    const check::ModuleUnit* module = place.snapshot.module(mention.span.file);
    if (module == nullptr) return {};
    if (const auto import = without_import(*module, mention.span)) {
      edits.push_back(*import);
    } else {
      edits.push_back({use_of(module->tree, mention.span), found->text});
    }
  }
  const Tree& tree = found->module->tree;
  edits.push_back({whole_declaration(tree, found->declaration, tree.doc_comment(found->declaration)), ""});
  return edits;
}

}  // namespace tarifa::lsp
