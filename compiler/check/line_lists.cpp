// Lists of lines: `19% of a, b`, `minimum .. for a, b`, `all except x` (S10, S14).
#include <algorithm>
#include <set>

#include "compiler/check/facts.h"
#include "compiler/check/line_scope.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

bool is_tax(const LineScope& scope, uint32_t item) {
  return !scope.items[item].is_let && scope.items[item].kind == ir::LineKind::Tax;
}

// A name that stands for a value or a line, not what follows a dot or precedes a colon.
bool is_reference(const syntax::Tree& tree, syntax::NodeId name, syntax::NodeId declaration) {
  const syntax::NodeId parent = tree.parent(name);
  if (parent == declaration) return tree.children(declaration)[0] != name;
  const NodeKind kind = tree.kind(parent);
  if (kind == NodeKind::PostfixOp || kind == NodeKind::ArgumentName) return false;
  if (kind == NodeKind::Binding || kind == NodeKind::ForClause) return tree.children(parent)[0] != name;
  return kind != NodeKind::Param;
}

std::set<uint32_t> named_items(const LineScope& scope, uint32_t item) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  const syntax::NodeId node = scope.items[item].node;
  std::set<uint32_t> out;
  for (uint32_t id = node.index() + 1; id < tree.end_node(node).index(); ++id) {
    const syntax::NodeId name{id};
    if (tree.kind(name) != NodeKind::Name || !is_reference(tree, name, node)) continue;
    if (const auto found = scope.index.find(tree.name_text(name)); found != scope.index.end())
      out.insert(found->second);
  }
  return out;
}

// What `all` of an item means among the scope's own items. A tax also takes what does not depend on
// it.
std::vector<uint32_t> all_items(const LineScope& scope, uint32_t item) {
  std::vector<uint32_t> out;
  for (uint32_t k = 0; k < scope.items.size(); ++k) {
    const LineItem& other = scope.items[k];
    if (other.is_let || k == item || other.kind == ir::LineKind::Subtotal) continue;
    const bool other_all_tax = is_tax(scope, k) && says_all(scope, k);
    const bool after_lines = is_tax(scope, item) && !other_all_tax && !names_lead_to(scope, k, item);
    if (other.kind == ir::LineKind::Line || after_lines) out.push_back(k);
  }
  return out;
}

std::vector<ir::LineId> all_tariff_lines(const LineScope& scope, uint32_t item) {
  std::vector<ir::LineId> out;
  const ir::Module& module = scope.session.ir;
  for (const ir::TariffGroup& group : scope.groups) {
    for (ir::TariffId tariff : group.tariffs) {
      for (ir::LineId line : module.tariffs[tariff.index()].lines) {
        const ir::LineKind kind = module.lines[line.index()].kind;
        if (kind == ir::LineKind::Subtotal) continue;
        if (kind == ir::LineKind::Line || is_tax(scope, item)) out.push_back(line);
      }
    }
  }
  return out;
}

struct Chosen {
  std::vector<uint32_t> items;         // of the scope
  std::vector<ir::LineId> of_tariffs;  // of a bill's tariffs
};

bool no_such_line(const LineScope& scope, std::string_view text, Span span) {
  Session& session = scope.session;
  std::vector<std::string> names;
  add_line_names(scope, names);
  Report problem = report(session, DiagKind::NoSuchLine, span, {str(text), scope.owner});
  if (const auto meant = nearest_name(text, names)) {
    problem.help(NoteKind::DidYouMean, {*meant}).fix(NoteKind::ReplaceBy, {*meant}, span, *meant);
  }
  return false;
}

// The lines of a bill's tariffs that have the name: one, or of a `one of` one each (S20).
bool choose_of_tariffs(LineScope& scope, std::string_view text, Span span, Chosen& out) {
  Session& session = scope.session;
  const TariffLines lines = tariff_lines(session, scope.groups, text);
  if (lines.lines.empty()) return no_such_line(scope, text, span);
  if (lines.together) {
    std::string sum;
    for (ir::LineId line : lines.lines) {
      sum += (sum.empty() ? "" : " + ") + session.ir.lines[line.index()].owner + "." + str(text);
    }
    report(session, DiagKind::LineOfSeveral, span, {str(text)})
        .help(NoteKind::SumOfTheTariffs, {"all_" + str(text), sum});
    return false;
  }
  for (ir::LineId line : lines.lines) {
    if (std::find(out.of_tariffs.begin(), out.of_tariffs.end(), line) == out.of_tariffs.end()) continue;
    report(session, DiagKind::LineListedTwice, span, {str(text)});
    return false;
  }
  for (const ir::LineId line : lines.lines) add_line_use(session, span, line);
  out.of_tariffs.insert(out.of_tariffs.end(), lines.lines.begin(), lines.lines.end());
  return true;
}

// One name of a list; reports what is no line.
bool choose(LineScope& scope, uint32_t item, syntax::NodeId name, Chosen& out) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(scope.module).tree;
  const std::string_view text = tree.name_text(name);
  const Span span = tree.span(name);
  if (text == "all" && !has_line_name(scope, text)) {
    out.items = all_items(scope, item);
    out.of_tariffs = all_tariff_lines(scope, item);
    return true;
  }
  if (const auto own = scope.index.find(text); own != scope.index.end()) {
    const LineItem& named = scope.items[own->second];
    add_local_use(session, span, scope.owner + "." + named.name, named.name_span);
    if (named.is_let) {
      report(session, DiagKind::LetIsNoLine, span, {named.name}).label(named.name_span, NoteKind::DeclaredHere);
      return false;
    }
    if (std::find(out.items.begin(), out.items.end(), own->second) != out.items.end()) {
      report(session, DiagKind::LineListedTwice, span, {named.name});
      return false;
    }
    out.items.push_back(own->second);
    return true;
  }
  return choose_of_tariffs(scope, text, span, out);
}

bool take_away(LineScope& scope, uint32_t item, const std::vector<syntax::NodeId>& except, Chosen& chosen) {
  bool ok = true;
  for (syntax::NodeId name : except) {
    Chosen away;
    if (!choose(scope, item, name, away)) {
      ok = false;
      continue;
    }
    const size_t before = chosen.items.size() + chosen.of_tariffs.size();
    for (uint32_t one : away.items) std::erase(chosen.items, one);
    for (ir::LineId one : away.of_tariffs) std::erase(chosen.of_tariffs, one);
    if (before != chosen.items.size() + chosen.of_tariffs.size()) continue;
    const syntax::Tree& tree = scope.session.module(scope.module).tree;
    report(scope.session, DiagKind::ExceptNotInList, tree.span(name), {str(tree.name_text(name))});
    ok = false;
  }
  return ok;
}

}  // namespace

bool says_all(const LineScope& scope, uint32_t item) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  const syntax::NodeId node = scope.items[item].node;
  const NodeKind kind = tree.kind(node);
  if (kind == NodeKind::LimitDecl) {
    const syntax::NodeId list = tree.child(node, NodeKind::LineList);
    return list.valid() && tree.text(tree.child(list, NodeKind::Names)) == "all";
  }
  if (kind != NodeKind::TaxDecl) return false;
  const syntax::NodeId base = tree.child(node, NodeKind::TaxBase);
  if (!base.valid()) return false;
  if (const syntax::NodeId list = tree.child(base, NodeKind::LineList); list.valid()) {
    return tree.text(tree.child(list, NodeKind::Names)) == "all";
  }
  const syntax::NodeId head = tree.expression(base);
  if (!head.valid() || tree.kind(head) != NodeKind::PercentOf) return false;
  const syntax::NodeId of = tree.expression(head);
  return of.valid() && tree.kind(of) == NodeKind::Name && tree.name_text(of) == "all";
}

bool names_lead_to(const LineScope& scope, uint32_t item, uint32_t target) {
  std::set<uint32_t> seen;
  std::vector<uint32_t> waiting = {item};
  while (!waiting.empty()) {
    const uint32_t at = waiting.back();
    waiting.pop_back();
    if (!seen.insert(at).second) continue;
    std::set<uint32_t> next = named_items(scope, at);
    if (says_all(scope, at) && at != target) {
      for (uint32_t k = 0; k < scope.items.size(); ++k) {
        if (!scope.items[k].is_let && scope.items[k].kind == ir::LineKind::Line) next.insert(k);
      }
    }
    if (next.contains(target)) return true;
    waiting.insert(waiting.end(), next.begin(), next.end());
  }
  return false;
}

std::optional<NamedLines> resolve_line_list(LineScope& scope, uint32_t item, const std::vector<syntax::NodeId>& names,
                                            const std::vector<syntax::NodeId>& except) {
  Chosen chosen;
  bool ok = true;
  for (syntax::NodeId name : names) ok &= choose(scope, item, name, chosen);
  if (!ok || !take_away(scope, item, except, chosen)) return std::nullopt;
  NamedLines out;
  std::vector<uint32_t>& needs = scope.items[item].needs;
  for (uint32_t one : chosen.items) {
    scope.items[one].used = true;
    if (std::find(needs.begin(), needs.end(), one) == needs.end()) needs.push_back(one);
    if (!check_item(scope, one)) {
      ok = false;
      continue;
    }
    const ir::LineId line = scope.items[one].line;
    out.lines.push_back(line);
    out.may_be_none &= type_at(scope.session, scope.session.ir.lines[line.index()].type).optional;
  }
  for (ir::LineId line : chosen.of_tariffs) out.lines.push_back(line);
  if (!ok) return std::nullopt;
  if (out.lines.empty()) {
    report(scope.session, DiagKind::NoLinesNamed, scope.items[item].name_span, {scope.items[item].name});
    return std::nullopt;
  }
  warn_if_counted_twice(scope, names, out.lines);
  return out;
}

}  // namespace tarifa::check
