// Semantic tokens: whole, as changes of what was sent before, and of a range.
#include <algorithm>

#include "lsp/features/semantic_tokens.h"
#include "lsp/protocol/line_table.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

constexpr size_t kNumbersAToken = 5;

// Five numbers a token: lines and columns from the token before, length, type, modifiers.
std::vector<uint32_t> encoded(const std::vector<SemanticToken>& tokens, std::string_view text,
                              PositionEncoding encoding) {
  std::vector<uint32_t> data;
  data.reserve(tokens.size() * kNumbersAToken);
  const LineTable lines(text);
  Position before;
  for (const SemanticToken& token : tokens) {
    const Position at = lines.position(token.begin, encoding);
    const uint32_t column = at.line == before.line ? at.character - before.character : at.character;
    const uint32_t length = units_of(text.substr(token.begin, token.end - token.begin), encoding);
    for (const uint32_t number :
         {at.line - before.line, column, length, static_cast<uint32_t>(token.type), uint32_t{token.modifiers}})
      data.push_back(number);
    before = at;
  }
  return data;
}

struct Read {
  Located at;
  std::vector<uint32_t> data;
};

std::optional<Read> read(State& state, const Json& params, std::optional<Span> inside) {
  auto at = locate(state, params);
  if (!at || at->snapshot->module(at->file) == nullptr) return std::nullopt;
  auto tokens = semantic_tokens(*at->snapshot, at->file);
  if (inside) {
    std::erase_if(tokens,
                  [&](const SemanticToken& token) { return token.end <= inside->begin || inside->end <= token.begin; });
  }
  auto data = encoded(tokens, at->snapshot->sources().text(at->file), state.client.encoding);
  return Read{std::move(*at), std::move(data)};
}

// Remembered as what the client has; those of files that are closed are forgotten.
std::string remember(State& state, const std::string& path, std::vector<uint32_t> data) {
  std::erase_if(state.sent_tokens, [&](const auto& sent) {
    return sent.first != path && !state.workspace.documents().contains(sent.first);
  });
  const std::string id = std::to_string(++state.token_results);
  state.sent_tokens[path] = {id, std::move(data)};
  return id;
}

// One edit: what stands between the beginnings and the ends that are equal.
Json difference(const std::vector<uint32_t>& before, const std::vector<uint32_t>& now) {
  size_t begin = 0;
  const size_t both = std::min(before.size(), now.size());
  while (begin < both && before[begin] == now[begin]) ++begin;
  size_t end = 0;
  while (end < both - begin && before[before.size() - 1 - end] == now[now.size() - 1 - end]) ++end;
  if (begin == before.size() && begin == now.size()) return Json::array();
  const auto from = now.begin() + static_cast<std::ptrdiff_t>(begin);
  return Json::array({{{"start", begin},
                       {"deleteCount", before.size() - begin - end},
                       {"data", std::vector<uint32_t>(from, now.end() - static_cast<std::ptrdiff_t>(end))}}});
}

}  // namespace

Answer semantic_tokens_request(State& state, const Json& params) {
  auto found = read(state, params, std::nullopt);
  if (!found) return Json(nullptr);
  const std::string id = remember(state, found->at.path, found->data);
  return Json{{"resultId", id}, {"data", std::move(found->data)}};
}

Answer semantic_tokens_delta_request(State& state, const Json& params) {
  auto found = read(state, params, std::nullopt);
  if (!found) return Json(nullptr);
  const auto sent = state.sent_tokens.find(found->at.path);
  const std::string known = text_member(params, "previousResultId").value_or("");
  if (sent == state.sent_tokens.end() || sent->second.id != known) {
    const std::string id = remember(state, found->at.path, found->data);
    return Json{{"resultId", id}, {"data", std::move(found->data)}};
  }
  Json edits = difference(sent->second.data, found->data);
  const std::string id = remember(state, found->at.path, std::move(found->data));
  return Json{{"resultId", id}, {"edits", std::move(edits)}};
}

Answer semantic_tokens_range_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const Json* range = member(params, "range");
  const auto span = at && range != nullptr ? read_span(state, *at, *range) : std::nullopt;
  if (!span) return Json(nullptr);
  auto found = read(state, params, span);
  if (!found) return Json(nullptr);
  return Json{{"data", std::move(found->data)}};
}

}  // namespace tarifa::lsp
