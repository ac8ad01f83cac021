// Type definitions, implementations, and who calls whom.
#include "lsp/features/names.h"
#include "lsp/features/relations.h"
#include "lsp/server/protocol_kinds.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

// A declaration in whichever packages have its file.
struct DeclaredIn {
  std::shared_ptr<const Snapshot> snapshot;
  Span definition;
};

std::vector<DeclaredIn> in_all_packages(State& state, const Snapshot& from, Span definition) {
  std::vector<DeclaredIn> all;
  const std::string path = from.path(definition.file);
  for (OpenPackage* package : state.workspace.packages()) {
    const auto snapshot = package->analysed(state.workspace.documents());
    if (!snapshot) continue;
    const FileId file = (*snapshot)->file(path);
    if (file.valid()) all.push_back({*snapshot, {file, definition.begin, definition.end}});
  }
  return all;
}

Json item_json(const State& state, const Snapshot& snapshot, const Declared& declared) {
  return {{"name", declared.name},
          {"kind", protocol_kind(declared.kind)},
          {"detail", declared.module},
          {"uri", uri_of(snapshot, declared.span.file)},
          {"range", range_json(state, snapshot, declared.span)},
          {"selectionRange", range_json(state, snapshot, declared.name_span)}};
}

// The declaration that an item of ours stands for, as the texts are now.
std::optional<std::pair<Located, Span>> located_item(State& state, const Json& params) {
  const Json* item = member(params, "item");
  const auto uri = item == nullptr ? std::nullopt : text_member(*item, "uri");
  const Json* range = item == nullptr ? nullptr : member(*item, "selectionRange");
  const Json* start = range == nullptr ? nullptr : member(*range, "start");
  if (!uri || start == nullptr) return std::nullopt;
  auto at = locate(state, {{"textDocument", {{"uri", *uri}}}, {"position", *start}});
  if (!at) return std::nullopt;
  const auto declared = named_at(*at->snapshot, {at->file, at->offset, at->offset});
  if (!declared) return std::nullopt;
  const Span definition = declared->name_span;
  return std::pair{std::move(*at), definition};
}

Json ranges_json(const State& state, const Snapshot& snapshot, const std::vector<Span>& spans) {
  Json list = Json::array();
  for (const Span span : spans) list.push_back(range_json(state, snapshot, span));
  return list;
}

}  // namespace

Answer type_definition_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const auto span = at ? type_definition(*at->snapshot, at->file, at->offset) : std::nullopt;
  if (!span || !span->valid()) return Json(nullptr);
  return location_json(state, *at->snapshot, *span);
}

Answer implementation_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const auto name = at ? name_at(*at->snapshot, at->file, at->offset) : std::nullopt;
  if (!name || !name->definition.valid()) return Json(nullptr);
  Json list = Json::array();
  std::set<std::pair<std::string, uint32_t>> seen;
  for (const DeclaredIn& one : in_all_packages(state, *at->snapshot, name->definition)) {
    for (const Span span : implementations(*one.snapshot, one.definition)) {
      if (seen.emplace(one.snapshot->path(span.file), span.begin).second)
        list.push_back(location_json(state, *one.snapshot, span));
    }
  }
  return list;
}

Answer prepare_call_hierarchy_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const auto name = at ? name_at(*at->snapshot, at->file, at->offset) : std::nullopt;
  if (!name || !name->definition.valid()) return Json(nullptr);
  const auto declared = named_at(*at->snapshot, name->definition);
  if (!declared || declared->name_span != name->definition) return Json(nullptr);
  return Json::array({item_json(state, *at->snapshot, *declared)});
}

Answer incoming_calls_request(State& state, const Json& params) {
  const auto item = located_item(state, params);
  if (!item) return Json(nullptr);
  Json list = Json::array();
  std::set<std::pair<std::string, uint32_t>> seen;
  for (const DeclaredIn& one : in_all_packages(state, *item->first.snapshot, item->second)) {
    for (const Related& caller : callers(*one.snapshot, one.definition)) {
      const Span name = caller.declared.name_span;
      if (!seen.emplace(one.snapshot->path(name.file), name.begin).second) continue;
      list.push_back({{"from", item_json(state, *one.snapshot, caller.declared)},
                      {"fromRanges", ranges_json(state, *one.snapshot, caller.places)}});
    }
  }
  return list;
}

Answer outgoing_calls_request(State& state, const Json& params) {
  const auto item = located_item(state, params);
  if (!item) return Json(nullptr);
  const Snapshot& snapshot = *item->first.snapshot;
  Json list = Json::array();
  for (const Related& callee : callees(snapshot, item->second)) {
    list.push_back({{"to", item_json(state, snapshot, callee.declared)},
                    {"fromRanges", ranges_json(state, snapshot, callee.places)}});
  }
  return list;
}

}  // namespace tarifa::lsp
