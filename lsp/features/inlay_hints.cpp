#include "lsp/features/inlay_hints.h"

#include <algorithm>
#include <functional>

#include "compiler/ir/print.h"
#include "lsp/features/declared_ir.h"
#include "lsp/features/hint_texts.h"

namespace tarifa::lsp {
namespace {

using check::Fact;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

class HintFinder {
 public:
  HintFinder(const Snapshot& snapshot, const check::ModuleUnit& module, const HintChoice& choice, int32_t today,
             Language language)
      : snapshot_(snapshot),
        module_(module),
        tree_(module.tree),
        choice_(choice),
        today_(today),
        language_(language),
        amounts_(snapshot) {}

  std::vector<InlayHint> run(Span range) {
    for (uint32_t at = 0; at < tree_.node_count(); ++at) {
      const NodeId node(at);
      const Span span = tree_.span(node);
      if (span.end < range.begin || span.begin > range.end || tree_.has_error(node)) continue;
      look_at(node);
    }
    std::erase_if(hints_, [&](const InlayHint& hint) { return hint.offset < range.begin || hint.offset > range.end; });
    std::stable_sort(hints_.begin(), hints_.end(),
                     [](const InlayHint& a, const InlayHint& b) { return a.offset < b.offset; });
    return std::move(hints_);
  }

 private:
  void add(HintKind kind, uint32_t offset, std::string label) {
    if (!label.empty() && choice_.wants(kind)) hints_.push_back({offset, std::move(label), kind});
  }

  void look_at(NodeId node) {
    switch (tree_.kind(node)) {
      case NodeKind::LetDecl: return let(node);
      case NodeKind::RuleDecl: return rule(node);
      case NodeKind::LineDecl:
      case NodeKind::TaxDecl:
      case NodeKind::SubtotalDecl:
      case NodeKind::LimitDecl: return line(node);
      case NodeKind::ParamDecl: return param(node);
      case NodeKind::Entry: return entry(node);
      case NodeKind::Quantity:
      case NodeKind::Paren: return unit(node);
      case NodeKind::Postfix: return call(node);
      case NodeKind::Name: return use(node);
      default: return;
    }
  }

  // ---- types
  void let(NodeId node) {
    if (tree_.child(node, NodeKind::Type).valid()) return;
    const NodeId name = tree_.child(node, NodeKind::Name);
    const NodeId params = tree_.child(node, NodeKind::Params);
    const Fact* fact = name.valid() ? name_fact(snapshot_, tree_.span(name)) : nullptr;
    if (fact == nullptr || !fact->type.valid()) return;
    const uint32_t end = tree_.span(params.valid() ? params : name).end;
    add(HintKind::Types, end, ": " + ir::type_text(snapshot_.ir(), fact->type));
  }

  // `rule subsistence for Account: kWh` is of `kWh(0)`.
  void rule(NodeId node) {
    const NodeId type = tree_.child(node, NodeKind::Type);
    const ir::Rule* rule = rule_of(snapshot_, symbol_declared(module_, node));
    if (rule == nullptr || !type.valid()) return;
    const std::string whole = ir::type_text(snapshot_.ir(), rule->type);
    const std::string_view written = tree_.text(type);
    if (whole.starts_with(written)) add(HintKind::Types, tree_.span(type).end, whole.substr(written.size()));
  }

  // ---- amounts
  void line(NodeId node) {
    const NodeId name = tree_.child(node, NodeKind::Name);
    if (!name.valid() || !choice_.wants(HintKind::Amounts)) return;
    const ir::Line* line = line_of(snapshot_, module_, node);
    if (line != nullptr) add(HintKind::Amounts, tree_.span(name).end, amounts_.label(*line, language_));
  }

  // ---- units
  void unit(NodeId node) {
    if (tree_.kind(node) == NodeKind::Quantity) {
      const bool bare = tree_.has_token(node, syntax::TokenKind::NUMBER) && !tree_.child(node, NodeKind::Unit).valid();
      if (!bare) return;
    } else if (!is_product(tree_.expression(node))) {
      return;
    }
    const Fact* fact = expression_fact(snapshot_, tree_.span(node));
    if (fact != nullptr) add_unit(tree_.span(node).end, fact->type);
  }

  [[nodiscard]] bool is_product(NodeId node) const { return node.valid() && tree_.kind(node) == NodeKind::Product; }

  void add_unit(uint32_t offset, ir::TypeId type) {
    const std::string unit = unit_of_type(snapshot_.ir(), type);
    if (!unit.empty()) add(HintKind::Units, offset, " " + unit);
  }

  // ---- arguments
  void call(NodeId node) {
    const auto parts = tree_.children(node);
    for (size_t k = 1; k < parts.size(); ++k) {
      if (tree_.kind(parts[k - 1]) != NodeKind::Name || tree_.kind(parts[k]) != NodeKind::PostfixOp) continue;
      const NodeId arguments = tree_.child(parts[k], NodeKind::Arguments);
      const Fact* fact = name_fact(snapshot_, tree_.span(parts[k - 1]));
      if (arguments.valid() && fact != nullptr) name_arguments(arguments, parameter_names(snapshot_, fact->symbol));
    }
  }

  void name_arguments(NodeId arguments, const std::vector<std::string>& names) {
    const auto given = tree_.children(arguments, NodeKind::Argument);
    for (size_t k = 0; k < given.size() && k < names.size(); ++k) {
      if (tree_.child(given[k], NodeKind::ArgumentName).valid()) return;
      const std::string_view text = tree_.text(given[k]);
      const bool says_it = text == names[k] || text.ends_with("." + names[k]);
      if (!says_it) add(HintKind::Arguments, tree_.span(given[k]).begin, names[k] + ":");
    }
  }

  // ---- values
  void use(NodeId node) {
    if (!choice_.wants(HintKind::Values)) return;
    const NodeId parent = tree_.parent(node);
    const bool part = tree_.kind(parent) == NodeKind::Names || tree_.kind(parent) == NodeKind::Use;
    const Fact* fact = part ? nullptr : name_fact(snapshot_, tree_.span(node));
    if (fact == nullptr || fact->kind != check::FactKind::Use || fact->span != tree_.span(node)) return;
    if (const ir::Param* param = param_of(snapshot_, fact->symbol))
      add(HintKind::Values, fact->span.end, value_label(snapshot_.ir(), *param, today_));
  }

  void param(NodeId node) {
    const ir::Param* param = param_of(snapshot_, symbol_declared(module_, node));
    const NodeId name = tree_.child(node, NodeKind::Name);
    if (param == nullptr || !name.valid()) return;
    add(HintKind::Values, tree_.span(name).end, value_label(snapshot_.ir(), *param, today_));
  }

  void entry(NodeId node) {
    const NodeId keyed = tree_.kind(tree_.parent(node)) == NodeKind::KeyedEntries ? tree_.parent(node) : NodeId{};
    const NodeId declaration = tree_.parent(keyed.valid() ? keyed : node);
    check::SymbolId symbol = symbol_declared(module_, declaration);
    if (tree_.kind(declaration) == NodeKind::ExtendDecl) symbol = extended(declaration);
    const ir::Param* param = param_of(snapshot_, symbol);
    const auto parts = tree_.expressions(node);
    if (param == nullptr || parts.empty()) return;
    const NodeId value = parts.size() > 1 ? parts[1] : NodeId{};
    if (value.valid() && tree_.kind(value) == NodeKind::Quantity && !tree_.child(value, NodeKind::Unit).valid() &&
        tree_.has_token(value, syntax::TokenKind::NUMBER))
      add_unit(tree_.span(value).end, param->type);
    if (!choice_.wants(HintKind::Values)) return;
    const NodeId published = tree_.child(node, NodeKind::Published);
    const NodeId names = keyed.valid() ? tree_.child(keyed, NodeKind::Names) : NodeId{};
    const WrittenEntry written{std::string(tree_.text(parts[0])),
                               published.valid() ? std::string(tree_.text(tree_.expression(published))) : std::string{},
                               names.valid() ? std::string(tree_.text(names)) : std::string{}};
    // Beside the value, not after the word that ends the timeline.
    const uint32_t end = value.valid() ? tree_.span(value).end : tree_.span(parts[0]).end;
    add(HintKind::Values, end, entry_label(snapshot_.ir(), *param, written, today_, language_));
  }

  [[nodiscard]] check::SymbolId extended(NodeId declaration) const {
    const NodeId name = tree_.child(declaration, NodeKind::Name);
    const Fact* fact = name.valid() ? name_fact(snapshot_, tree_.span(name)) : nullptr;
    return fact == nullptr ? check::SymbolId{} : fact->symbol;
  }

  const Snapshot& snapshot_;
  const check::ModuleUnit& module_;
  const Tree& tree_;
  const HintChoice& choice_;
  int32_t today_;
  Language language_;
  AmountTexts amounts_;
  std::vector<InlayHint> hints_;
};

}  // namespace

bool HintChoice::wants(HintKind kind) const {
  switch (kind) {
    case HintKind::Types: return types;
    case HintKind::Amounts: return amounts;
    case HintKind::Units: return units;
    case HintKind::Arguments: return arguments;
    case HintKind::Values: return values;
  }
  return false;
}

std::vector<InlayHint> inlay_hints(const Snapshot& snapshot, Span range, const HintChoice& choice, int32_t today,
                                   Language language) {
  const check::ModuleUnit* module = snapshot.module(range.file);
  if (module == nullptr) return {};
  return HintFinder(snapshot, *module, choice, today, language).run(range);
}

}  // namespace tarifa::lsp
