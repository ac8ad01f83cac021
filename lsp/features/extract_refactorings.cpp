// A literal as a dated parameter, an expression as a `let`.
#include <algorithm>
#include <set>

#include "compiler/check/node_trees.h"
#include "compiler/ir/print.h"
#include "lsp/features/refactor_steps.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenId;
using syntax::TokenKind;
using syntax::Tree;

bool is_amount(NodeKind kind) {
  return kind == NodeKind::LineDecl || kind == NodeKind::TaxDecl || kind == NodeKind::SubtotalDecl ||
         kind == NodeKind::LimitDecl;
}

// Of the nodes around, the one right below the file.
NodeId declaration_around(const Tree& tree, NodeId node) {
  while (node.valid() && tree.parent(node).valid() && tree.parent(node) != tree.root()) node = tree.parent(node);
  return node;
}

// The line, tax, .. around, where its owner is a tariff or a bill.
NodeId amount_around(const Tree& tree, NodeId node) {
  while (node.valid() && !is_amount(tree.kind(node))) node = tree.parent(node);
  return node;
}

// A name that stands nowhere in the module: `energy_rate`, `energy_rate_2`.
std::string free_name(const Tree& tree, const std::string& wanted) {
  std::set<std::string_view> taken;
  for (uint32_t token = 0; token < tree.token_count(); ++token) taken.insert(tree.text(TokenId(token)));
  std::string name = wanted;
  for (int k = 2; taken.contains(name); ++k) name = wanted + "_" + std::to_string(k);
  return name;
}

std::string named_after(const Tree& tree, NodeId around, std::string_view ending) {
  const NodeId name = around.valid() ? tree.child(around, NodeKind::Name) : NodeId{};
  const std::string stem(name.valid() ? tree.name_text(name) : std::string_view("new"));
  return free_name(tree, stem + "_" + std::string(ending));
}

// A declaration begins with its documentation.
uint32_t begin_with_comments(const Tree& tree, NodeId declaration) {
  const TokenId first = tree.first_token(declaration);
  const uint32_t begin = tree.span(first).begin;
  const std::string_view trivia = tree.trivia(first);
  const size_t blank = trivia.rfind("\n\n");
  const size_t skipped = blank == std::string_view::npos ? trivia.find_first_not_of(" \t\r\n") : blank + 2;
  if (skipped >= trivia.size()) return begin;
  // What stands on the line of the declaration before belongs to that one.
  const bool own_line = first.index() == 0 || trivia.substr(0, skipped).find('\n') != std::string_view::npos;
  return own_line ? begin - static_cast<uint32_t>(trivia.size() - skipped) : begin;
}

// The first of January of the earliest year that the package names: the parameter has a value wherever the literal had.
std::string first_day_needed(const Snapshot& snapshot) {
  std::string year = "2000";
  for (const auto& module : snapshot.result().modules) {
    if (module->standard) continue;
    const Tree& tree = module->tree;
    for (uint32_t token = 0; token < tree.token_count(); ++token) {
      const TokenKind kind = tree.token_kind(TokenId(token));
      if (kind != TokenKind::DATE && kind != TokenKind::MONTH && kind != TokenKind::DATETIME) continue;
      const std::string named(tree.text(TokenId(token)).substr(0, 4));
      if (named > "0000") year = std::min(year, named);
    }
  }
  return year + "-01-01";
}

bool can_hold_param(NodeKind declaration) {
  return declaration == NodeKind::RuleDecl || declaration == NodeKind::LetDecl || declaration == NodeKind::TariffDecl ||
         declaration == NodeKind::BillDecl;
}

// A number with or without a unit that an expression reads; not one that is divided by, which fixes the digits.
const check::Fact* literal_fact(const RefactorPlace& place, NodeId literal) {
  const Tree& tree = place.tree;
  const bool percent = tree.kind(literal) == NodeKind::Literal && tree.has_token(literal, TokenKind::PERCENT);
  const bool number = tree.kind(literal) == NodeKind::Quantity || percent;
  if (tree.kind(tree.parent(literal)) == NodeKind::ToStep) return nullptr;  // a clause that takes nothing else
  const NodeId declaration = declaration_around(tree, literal);
  if (!number || !can_hold_param(tree.kind(declaration))) return nullptr;
  const uint32_t first = tree.first_token(literal).index();
  if (first > 0 && tree.token_kind(TokenId(first - 1)) == TokenKind::SLASH) return nullptr;
  const check::Fact* fact = expression_fact(place.snapshot, tree.span(literal));
  if (fact == nullptr) return nullptr;
  const ir::Type& type = place.snapshot.ir().type(fact->type);
  return type.kind == ir::TypeKind::Number && !type.optional ? fact : nullptr;
}

// `COP/kWh(4)`, `ratio(2)` of a percentage.
std::string param_type(const RefactorPlace& place, NodeId literal, const check::Fact& fact) {
  const ir::Type& type = place.snapshot.ir().type(fact.type);
  if (place.tree.has_token(literal, TokenKind::PERCENT)) return "ratio(" + std::to_string(type.scale) + ")";
  return ir::type_text(place.snapshot.ir(), fact.type);
}

// It reads an item of a list that is bound outside of it.
bool reads_item(const RefactorPlace& place, Span part, Span amount) {
  for (const check::Fact& fact : place.snapshot.facts(part.file)) {
    if (fact.span.begin < part.begin || fact.kind != check::FactKind::Use) continue;
    if (fact.span.begin >= part.end) break;
    const Span bound = fact.definition;
    const bool in_amount = bound.file == amount.file && amount.begin <= bound.begin && bound.end <= amount.end;
    if (in_amount && (bound.begin < part.begin || bound.end > part.end)) return true;
  }
  return false;
}

// With `round lines and blocks` the blocks of a line stand in the line itself.
bool holds_blocks(const Tree& tree, NodeId node) {
  for (uint32_t k = node.index(); k < tree.end_node(node).index(); ++k) {
    if (tree.kind(NodeId(k)) == NodeKind::TiersExpr) return true;
  }
  return false;
}

// Flow analysis does not look into a `let`: a condition that shows a value to be there, and what relies on that, can
// only move together.
bool parts_narrowing(const RefactorPlace& place, const check::Fact& chosen, Span amount) {
  const ir::Module& ir = place.snapshot.ir();
  if (!place.snapshot.result().ok || !chosen.node.valid() || chosen.node.index() >= ir.nodes.size()) return false;
  std::vector<ir::NodeId> shown;
  std::vector<ir::NodeId> relied_on;
  check::for_each_node(ir, chosen.node, [&](ir::NodeId id) {
    if (ir.node(id).op == ir::Op::IsKnown) shown.push_back(ir.operand(ir.node(id), 0));
    if (ir.node(id).op == ir::Op::Unwrap) relied_on.push_back(ir.operand(ir.node(id), 0));
  });
  const auto is_shown = [&](ir::NodeId tree) {
    return std::any_of(shown.begin(), shown.end(), [&](ir::NodeId one) { return check::same_tree(ir, one, tree); });
  };
  if (!std::all_of(relied_on.begin(), relied_on.end(), is_shown)) return true;
  for (const check::Fact& fact : place.snapshot.facts(amount.file)) {
    if (fact.span.begin < amount.begin || fact.kind != check::FactKind::Expression) continue;
    if (fact.span.begin >= amount.end) break;
    const bool inside = chosen.span.begin <= fact.span.begin && fact.span.end <= chosen.span.end;
    if (inside || !fact.node.valid() || ir.node(fact.node).op != ir::Op::Unwrap) continue;
    if (is_shown(ir.operand(ir.node(fact.node), 0))) return true;
  }
  return false;
}

bool can_stand_in_let(const RefactorPlace& place, NodeId chosen, NodeId amount) {
  const Span span = place.tree.span(chosen);
  const check::Fact* fact = expression_fact(place.snapshot, span);
  if (fact == nullptr || place.snapshot.ir().type(fact->type).kind == ir::TypeKind::Ladder) return false;
  const Span around = place.tree.span(amount);
  return !holds_blocks(place.tree, chosen) && !reads_item(place, span, around) &&
         !parts_narrowing(place, *fact, around);
}

bool is_worth_a_name(NodeKind kind) {
  return kind != NodeKind::Name && kind != NodeKind::Quantity && kind != NodeKind::Literal;
}

}  // namespace

void offer_extract(const RefactorPlace& place, Offers& offers) {
  const NodeId chosen = place.chosen();
  if (!chosen.valid()) return;
  const Tree& tree = place.tree;
  const NodeId amount = amount_around(tree, chosen);
  const Span span = tree.span(chosen);
  if (literal_fact(place, chosen) != nullptr) {
    const NodeId owner = amount.valid() ? amount : declaration_around(tree, chosen);
    offers.push_back({RefactorKind::ExtractParam, span, named_after(tree, owner, "value")});
  }
  const bool part = amount.valid() && is_worth_a_name(tree.kind(chosen)) && tree.kind(amount) != NodeKind::TaxDecl;
  if (part && can_stand_in_let(place, chosen, amount))
    offers.push_back({RefactorKind::ExtractLet, span, named_after(tree, amount, "part")});
}

Edits extract_param(const RefactorPlace& place, const std::string& name) {
  const NodeId literal = place.chosen();
  const check::Fact* fact = literal.valid() ? literal_fact(place, literal) : nullptr;
  if (fact == nullptr) return {};
  const Tree& tree = place.tree;
  const uint32_t before = begin_with_comments(tree, declaration_around(tree, literal));
  const std::string text = "param " + name + ": " + param_type(place, literal, *fact) + " {\n  from " +
                           first_day_needed(place.snapshot) + ": " + std::string(tree.text(literal)) +
                           "\n  open\n}\n\n";
  return {{{place.module.file, before, before}, text}, {tree.span(literal), name}};
}

Edits extract_let(const RefactorPlace& place, const std::string& name) {
  const NodeId chosen = place.chosen();
  const NodeId amount = chosen.valid() ? amount_around(place.tree, chosen) : NodeId{};
  if (!amount.valid()) return {};
  const uint32_t before = begin_with_comments(place.tree, amount);
  const std::string text = "let " + name + " = " + std::string(place.tree.text(chosen)) + "\n  ";
  return {{{place.module.file, before, before}, text}, {place.tree.span(chosen), name}};
}

}  // namespace tarifa::lsp
