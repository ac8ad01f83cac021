// Completion, what it tells of an item, and signatures.
#include <algorithm>

#include "lsp/features/completion.h"
#include "lsp/features/signature.h"
#include "lsp/features/topic.h"
#include "lsp/server/requests.h"
#include "lsp/server/today.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

// Numbers of the protocol's CompletionItemKind.
int protocol_kind(CompletionKind kind) {
  switch (kind) {
    case CompletionKind::Keyword: return 14;
    case CompletionKind::Snippet: return 15;
    case CompletionKind::Variable: return 6;
    case CompletionKind::Field: return 5;
    case CompletionKind::Member: return 20;
    case CompletionKind::Unit: return 11;
    case CompletionKind::Constant: return 21;
    case CompletionKind::Function: return 3;
    case CompletionKind::Class: return 7;
    case CompletionKind::Struct: return 22;
    case CompletionKind::Enum: return 13;
    case CompletionKind::Module: return 9;
    case CompletionKind::Value: return 12;
    case CompletionKind::File: return 17;
  }
  return 6;
}

constexpr int kSnippetFormat = 2;

Json item_json(const State& state, const Located& at, const Json& replaced, const CompletionItem& item) {
  Json json = {{"label", item.label},
               {"kind", protocol_kind(item.kind)},
               {"sortText", item.sort},
               {"textEdit", {{"range", replaced}, {"newText", item.insert}}}};
  if (item.label != item.insert) json["filterText"] = item.insert.substr(0, item.insert.find_first_of(" ($"));
  if (!item.detail.empty()) json["detail"] = item.detail;
  if (item.snippet) json["insertTextFormat"] = kSnippetFormat;
  if (!item.topic.empty()) json["data"] = {{"topic", item.topic}, {"uri", uri_of(*at.snapshot, at.file)}};
  if (item.import_at) {
    json["additionalTextEdits"] =
        Json::array({{{"range", range_json(state, *at.snapshot, *item.import_at)}, {"newText", item.import_text}}});
  }
  return json;
}

// The last analysis without a syntax error; the newest where there was none yet.
std::shared_ptr<const Snapshot> last_whole(State& state, const Located& at) {
  const OpenPackage* package = state.workspace.package_of(at.path);
  if (package == nullptr || package->last_whole() == nullptr) return at.snapshot;
  return package->last_whole();
}

}  // namespace

Answer completion_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at || member(params, "position") == nullptr) return Json(nullptr);
  const auto whole = last_whole(state, *at);
  const Completion found =
      complete({*at->snapshot, *whole, at->file, at->offset, state.client.language, state.client.snippets});
  const Json replaced = range_json(state, *at->snapshot, found.replaced);
  Json items = Json::array();
  for (const CompletionItem& item : found.items) items.push_back(item_json(state, *at, replaced, item));
  return Json{{"isIncomplete", found.incomplete}, {"items", std::move(items)}};
}

Answer signature_help_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at || member(params, "position") == nullptr) return Json(nullptr);
  const auto whole = last_whole(state, *at);
  const auto found = signature_at(*at->snapshot, *whole, at->file, at->offset, state.client.language);
  if (!found) return Json(nullptr);
  Json parameters = Json::array();
  for (const std::string& parameter : found->parameters) parameters.push_back({{"label", parameter}});
  Json signature = {{"label", found->label}, {"parameters", std::move(parameters)}};
  if (!found->doc.empty()) signature["documentation"] = found->doc;
  Json json = {{"signatures", Json::array({signature})}, {"activeSignature", 0}};
  if (found->active) json["activeParameter"] = *found->active;
  return json;
}

Answer completion_resolve_request(State& state, const Json& params) {
  if (!params.is_object()) return Json(nullptr);
  const Json* data = member(params, "data");
  const auto topic = data == nullptr ? std::nullopt : text_member(*data, "topic");
  const auto uri = data == nullptr ? std::nullopt : text_member(*data, "uri");
  if (!topic || !uri) return params;
  const auto at = locate(state, {{"textDocument", {{"uri", *uri}}}});
  if (!at) return params;
  const auto text = text_of_topic(*at->snapshot, *topic, today(), state.client.language);
  if (!text) return params;
  Json item = params;
  const bool markdown = state.client.markdown;
  item["documentation"] = {{"kind", markdown ? "markdown" : "plaintext"}, {"value", text->shown(markdown)}};
  return item;
}

}  // namespace tarifa::lsp
