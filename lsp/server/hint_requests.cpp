// Inlay hints; what is told beside them is found when it is asked for.
#include <algorithm>

#include "lsp/features/inlay_hints.h"
#include "lsp/server/chosen_account.h"
#include "lsp/server/requests.h"
#include "lsp/server/today.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

constexpr int kTypeKind = 1;  // of the protocol
constexpr int kParameterKind = 2;

Json hint_json(const State& state, const Located& at, const InlayHint& hint) {
  const Json range = range_json(state, *at.snapshot, {at.file, hint.offset, hint.offset});
  Json json = {{"position", range["start"]},
               {"label", hint.label},
               {"kind", hint.kind == HintKind::Arguments ? kParameterKind : kTypeKind},
               {"data",
                {{"textDocument", {{"uri", uri_of(*at.snapshot, at.file)}}},
                 {"position", range["start"]},
                 {"kind", static_cast<uint32_t>(hint.kind)}}}};
  if (hint.kind == HintKind::Arguments) json["paddingRight"] = true;
  return json;
}

// At the end of the line that the value belongs to.
void add_account_hints(State& state, const Located& at, Span span, Json& list) {
  const std::string_view text = at.snapshot->sources().text(at.file);
  for (const ShownValue& value : chosen_values(state, at.snapshot, span)) {
    if (value.kind == ShownKind::Read || value.kind == ShownKind::Condition) continue;  // the line says it
    size_t end = std::min(text.find('\n', value.span.begin), text.size());
    if (end > value.span.begin && text[end - 1] == '\r') --end;
    const auto offset = static_cast<uint32_t>(end);
    const Json range = range_json(state, *at.snapshot, {at.file, offset, offset});
    Json json = {{"position", range["start"]}, {"label", shown_text(state, value)}, {"paddingLeft", true}};
    if (!value.detail.empty()) json["tooltip"] = value.detail;
    list.push_back(std::move(json));
  }
}

}  // namespace

Answer inlay_hint_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const Json* range = member(params, "range");
  const auto span = at && range != nullptr ? read_span(state, *at, *range) : std::nullopt;
  if (!span) return Json(nullptr);
  Json list = Json::array();
  for (const InlayHint& hint : inlay_hints(*at->snapshot, *span, state.client.hints, today(), state.client.language))
    list.push_back(hint_json(state, *at, hint));
  if (state.client.account_hints) add_account_hints(state, *at, *span, list);
  return list;
}

Answer inlay_hint_resolve_request(State& state, const Json& params) {
  if (!params.is_object()) return refused(ErrorCode::InvalidParams, "no inlay hint");
  Json hint = params;
  const Json* data = member(params, "data");
  const auto kind = data == nullptr ? std::nullopt : count_member(*data, "kind");
  const auto at = kind && *kind < kHintKinds ? locate(state, *data) : std::nullopt;
  if (!at) return hint;
  const std::string detail =
      hint_detail(*at->snapshot, at->file, at->offset, static_cast<HintKind>(*kind), today(), state.client.language);
  if (!detail.empty()) hint["tooltip"] = detail;
  return hint;
}

}  // namespace tarifa::lsp
