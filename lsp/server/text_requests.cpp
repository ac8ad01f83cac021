// The texts of the standard library.
#include "compiler/check/standard_library.h"
#include "lsp/server/requests.h"

namespace tarifa::lsp {

Answer text_content_request(State&, const Json& params) {
  const std::string uri = text_member(params, "uri").value_or("");
  for (const check::StandardText& standard : check::standard_texts()) {
    if (uri.ends_with(":/" + std::string(standard.path))) return Json{{"text", std::string(standard.text)}};
  }
  return refused(ErrorCode::InvalidParams, "no such text: " + uri);
}

}  // namespace tarifa::lsp
