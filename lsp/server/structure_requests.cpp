// Folding and selection, off tree-sitter's tree of the open text: they wait for no analysis.
#include "lsp/features/folds.h"
#include "lsp/features/selections.h"
#include "lsp/protocol/line_table.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

Document* open_rules(State& state, const Json& params) {
  const auto path = document_path(params);
  return path && path->ends_with(".rule") ? state.workspace.document(*path) : nullptr;
}

std::string_view fold_word(FoldKind kind) {
  switch (kind) {
    case FoldKind::Region: return "region";
    case FoldKind::Comment: return "comment";
    case FoldKind::Imports: return "imports";
  }
  return "region";
}

}  // namespace

Answer folding_range_request(State& state, const Json& params) {
  Document* document = open_rules(state, params);
  if (document == nullptr) return Json(nullptr);
  const LineTable lines(document->text);
  Json list = Json::array();
  for (const Fold& fold : folds_of(document->tree.root(document->text), document->text)) {
    if (list.size() >= state.client.most_folds) break;
    Json json = {{"kind", fold_word(fold.kind)}};
    if (state.client.folds_whole_lines) {
      if (fold.last_line <= fold.first_line) continue;
      json["startLine"] = fold.first_line;
      json["endLine"] = fold.last_line;
    } else {
      const Position start = lines.position(fold.begin, state.client.encoding);
      const Position end = lines.position(fold.end, state.client.encoding);
      json["startLine"] = start.line;
      json["startCharacter"] = start.character;
      json["endLine"] = end.line;
      json["endCharacter"] = end.character;
    }
    list.push_back(std::move(json));
  }
  return list;
}

Answer selection_range_request(State& state, const Json& params) {
  constexpr size_t kMostPlaces = 1'000;
  Document* document = open_rules(state, params);
  const Json* positions = member(params, "positions");
  if (document == nullptr || positions == nullptr || !positions->is_array()) return Json(nullptr);
  const LineTable lines(document->text);
  const PositionEncoding encoding = state.client.encoding;
  Json list = Json::array();
  for (const Json& one : *positions) {
    const auto at = read_position(one);
    if (!at || list.size() >= kMostPlaces) return Json(nullptr);
    const auto ranges = selections_at(document->tree.root(document->text), lines.offset(*at, encoding));
    Json chain = nullptr;
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
      Json next = {
          {"range", to_json(Range{lines.position(range->begin, encoding), lines.position(range->end, encoding)})}};
      if (!chain.is_null()) next["parent"] = std::move(chain);
      chain = std::move(next);
    }
    list.push_back(std::move(chain));
  }
  return list;
}

}  // namespace tarifa::lsp
