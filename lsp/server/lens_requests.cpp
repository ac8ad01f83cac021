// Code lenses. The uses of a name are counted when its lens comes into sight; commands are the editor's: what they show
// it asks for by requests of its own.
#include "lsp/features/code_lenses.h"
#include "lsp/features/names.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

Json command(std::string title, const char* name, Json arguments) {
  return {{"title", std::move(title)}, {"command", name}, {"arguments", std::move(arguments)}};
}

Json references_command(const State& state, const Located& at, const Json& position) {
  const auto name = name_at(*at.snapshot, at.file, at.offset);
  Json locations = Json::array();
  if (name) {
    for (const Mention& mention : mentions_of(*at.snapshot, name->definition)) {
      if (!mention.is_definition) locations.push_back(location_json(state, *at.snapshot, mention.span));
    }
  }
  const bool one = locations.size() == 1;
  const char* words = state.client.language == Language::Spanish ? (one ? " uso" : " usos") : (one ? " use" : " uses");
  std::string title = std::to_string(locations.size()) + words;
  return command(std::move(title), "tarifa.showReferences",
                 {uri_of(*at.snapshot, at.file), position, std::move(locations)});
}

Json command_of(const State& state, const Located& at, LensKind kind, const Json& data) {
  const bool spanish = state.client.language == Language::Spanish;
  const std::string uri = uri_of(*at.snapshot, at.file);
  const Json& position = data["position"];
  switch (kind) {
    case LensKind::RunTest:
      return command(spanish ? "Ejecutar prueba" : "Run test", "tarifa.runTest",
                     {uri, text_member(data, "text").value_or("")});
    case LensKind::Evaluate: return command(spanish ? "Evaluar" : "Evaluate", "tarifa.evaluate", {uri, position});
    case LensKind::References: return references_command(state, at, position);
    case LensKind::ExceptionTree:
      return command(spanish ? "Árbol de excepciones" : "Exception tree", "tarifa.showExceptionTree", {uri, position});
    case LensKind::Timeline:
      return command(spanish ? "Línea de tiempo" : "Timeline", "tarifa.showTimeline", {uri, position});
  }
  return nullptr;
}

}  // namespace

Answer code_lens_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at) return Json(nullptr);
  Json list = Json::array();
  for (const CodeLens& lens : code_lenses(*at->snapshot, at->file)) {
    const Json range = range_json(state, *at->snapshot, lens.name);
    list.push_back({{"range", range},
                    {"data",
                     {{"textDocument", {{"uri", uri_of(*at->snapshot, at->file)}}},
                      {"position", range["start"]},
                      {"kind", static_cast<uint32_t>(lens.kind)},
                      {"text", lens.text}}}});
  }
  return list;
}

Answer code_lens_resolve_request(State& state, const Json& params) {
  if (!params.is_object()) return refused(ErrorCode::InvalidParams, "no code lens");
  const Json* data = member(params, "data");
  const auto kind = data == nullptr ? std::nullopt : count_member(*data, "kind");
  const bool known = kind && *kind < kLensKinds && member(*data, "position") != nullptr;
  const auto at = known ? locate(state, *data) : std::nullopt;
  Json lens = params;
  if (at) lens["command"] = command_of(state, *at, static_cast<LensKind>(*kind), *data);
  return lens;
}

}  // namespace tarifa::lsp
