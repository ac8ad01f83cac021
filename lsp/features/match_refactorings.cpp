// Rows that a `match` lacks, as the checker named them.
#include "lsp/features/refactor_steps.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;

const Diagnostic* gap_of(const RefactorPlace& place, NodeId match) {
  const NodeId matched = place.tree.expression(match);
  if (!matched.valid()) return nullptr;
  for (const Diagnostic& one : place.snapshot.package().sink.all()) {
    if (one.kind == DiagKind::MatchNotComplete && one.span == place.tree.span(matched) && !one.args.empty())
      return &one;
  }
  return nullptr;
}

// "S1`, `S2" are the members that no row takes.
std::vector<std::string> members_in(std::string_view text) {
  constexpr std::string_view kBetween = "`, `";
  std::vector<std::string> members;
  while (true) {
    const size_t end = text.find(kBetween);
    members.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return members;
    text.remove_prefix(end + kBetween.size());
  }
}

}  // namespace

void offer_match(const RefactorPlace& place, Offers& offers) {
  const NodeId match = place.around(NodeKind::MatchExpr);
  if (match.valid() && gap_of(place, match) != nullptr)
    offers.push_back({RefactorKind::AddMatchRows, place.tree.span(place.tree.expression(match)), {}});
}

Edits match_rows(const RefactorPlace& place, Language language) {
  const NodeId match = place.around(NodeKind::MatchExpr);
  const Diagnostic* gap = match.valid() ? gap_of(place, match) : nullptr;
  const auto rows = match.valid() ? place.tree.children(match, NodeKind::MatchRow) : std::vector<NodeId>{};
  if (gap == nullptr || rows.empty()) return {};
  const check::Fact* fact = expression_fact(place.snapshot, gap->span);
  const bool members = fact != nullptr && place.snapshot.ir().type(fact->type).kind == ir::TypeKind::Enum;
  const std::string value = language == Language::Spanish ? "fail \"por decidir\"" : "fail \"to be decided\"";
  // A row a line, where the author has it so.
  const uint32_t begin = place.tree.span(rows.back()).begin;
  const std::string_view source = place.tree.source();
  const size_t line = source.substr(0, begin).rfind('\n') + 1;
  const std::string_view before = source.substr(line, begin - line);
  const bool own_line = before.find_first_not_of(" \t") == std::string_view::npos;
  const std::string between = own_line ? "\n" + std::string(before) : " ";
  std::string text;
  for (const std::string& cell : members ? members_in(gap->args[0]) : std::vector<std::string>{"otherwise"})
    text += between + "| " + cell + " => " + value;
  const uint32_t end = place.tree.span(rows.back()).end;
  return {{{place.module.file, end, end}, text}};
}

}  // namespace tarifa::lsp
