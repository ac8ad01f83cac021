// Formatting, and the texts of the standard library.
#include "compiler/check/standard_library.h"
#include "compiler/syntax/format.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {

Answer formatting_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const check::ModuleUnit* module = at ? at->snapshot->module(at->file) : nullptr;
  if (module == nullptr) return Json(nullptr);
  const auto formatted = syntax::format(module->tree);
  if (!formatted) return Json(nullptr);  // what is wrong with it is a diagnostic already
  const std::string_view text = at->snapshot->sources().text(at->file);
  if (*formatted == text) return Json::array();
  const Span whole{at->file, 0, static_cast<uint32_t>(text.size())};
  return Json::array({{{"range", range_json(state, *at->snapshot, whole)}, {"newText", *formatted}}});
}

Answer text_content_request(State&, const Json& params) {
  const std::string uri = text_member(params, "uri").value_or("");
  for (const check::StandardText& standard : check::standard_texts()) {
    if (uri.ends_with(":/" + std::string(standard.path))) return Json{{"text", std::string(standard.text)}};
  }
  return refused(ErrorCode::InvalidParams, "no such text: " + uri);
}

}  // namespace tarifa::lsp
