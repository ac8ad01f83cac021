// The outline of a file, and names over the whole workspace.
#include <algorithm>

#include "compiler/check/symbols.h"
#include "lsp/features/outline.h"
#include "lsp/server/protocol_kinds.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

constexpr size_t kMostSymbols = 1'000;

Json item_json(const State& state, const Snapshot& snapshot, const OutlineItem& item) {
  Json json = {{"name", item.name},
               {"detail", item.detail},
               {"kind", protocol_kind(item.kind)},
               {"range", range_json(state, snapshot, item.span)},
               {"selectionRange", range_json(state, snapshot, item.name_span)}};
  for (const OutlineItem& child : item.children) json["children"].push_back(item_json(state, snapshot, child));
  return json;
}

void add_flat(const State& state, const Snapshot& snapshot, const OutlineItem& item, const std::string& container,
              Json& list) {
  Json json = {
      {"name", item.name}, {"kind", protocol_kind(item.kind)}, {"location", location_json(state, snapshot, item.span)}};
  if (!container.empty()) json["containerName"] = container;
  list.push_back(std::move(json));
  for (const OutlineItem& child : item.children) add_flat(state, snapshot, child, item.name, list);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The letters of the query stand in the name in this order.
bool matches(std::string_view name, std::string_view query) {
  size_t at = 0;
  for (const char c : query) {
    while (at < name.size() && lower(name[at]) != lower(c)) ++at;
    if (at++ >= name.size()) return false;
  }
  return true;
}

}  // namespace

Answer document_symbol_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const check::ModuleUnit* module = at ? at->snapshot->module(at->file) : nullptr;
  if (module == nullptr) return Json(nullptr);
  Json list = Json::array();
  for (const OutlineItem& item : outline(module->tree)) {
    if (state.client.hierarchical_symbols) {
      list.push_back(item_json(state, *at->snapshot, item));
    } else {
      add_flat(state, *at->snapshot, item, "", list);
    }
  }
  return list;
}

Answer workspace_symbol_request(State& state, const Json& params) {
  const std::string query = text_member(params, "query").value_or("");
  Json list = Json::array();
  std::set<std::pair<std::string, uint32_t>> seen;
  for (OpenPackage* package : state.workspace.packages()) {
    const auto analysed = package->analysed(state.workspace.documents());
    if (!analysed) continue;
    const Snapshot& snapshot = **analysed;
    for (const check::Symbol& symbol : snapshot.result().symbols) {
      if (list.size() >= kMostSymbols) return list;
      if (!symbol.declaration.valid() || snapshot.is_standard(symbol.name_span.file)) continue;
      if (!matches(symbol.name, query)) continue;
      if (!seen.emplace(snapshot.path(symbol.name_span.file), symbol.name_span.begin).second) continue;
      list.push_back({{"name", symbol.name},
                      {"kind", protocol_kind(symbol.kind)},
                      {"containerName", snapshot.result().modules[symbol.module.index()]->path},
                      {"location", location_json(state, snapshot, symbol.name_span)}});
    }
  }
  return list;
}

}  // namespace tarifa::lsp
