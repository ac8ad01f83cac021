#include "lsp/protocol/json_rpc.h"

#include "compiler/support/limits.h"

namespace tarifa::lsp {
namespace {

// Null where it is no JSON or nests too deeply.
std::optional<Json> parse_within_limits(std::string_view body) {
  bool too_deep = false;
  const auto watch = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > static_cast<int>(limits::kJsonDepth);
    return !too_deep;
  };
  Json parsed = Json::parse(body, watch, false);
  if (parsed.is_discarded() || too_deep) return std::nullopt;
  return parsed;
}

}  // namespace

ReadMessage read_message(std::string_view body) {
  auto parsed = parse_within_limits(body);
  if (!parsed) return {std::nullopt, refuse(nullptr, {ErrorCode::ParseError, "the message is not JSON"})};
  if (!parsed->is_object())
    return {std::nullopt, refuse(nullptr, {ErrorCode::InvalidRequest, "the message is not an object"})};
  Message message;
  if (const Json* id = member(*parsed, "id")) {
    if (!id->is_number_integer() && !id->is_string())
      return {std::nullopt, refuse(nullptr, {ErrorCode::InvalidRequest, "an id is a number or a text"})};
    message.id = *id;
  }
  if (auto method = text_member(*parsed, "method")) message.method = std::move(*method);
  if (const Json* params = member(*parsed, "params")) message.params = *params;
  if (const Json* result = member(*parsed, "result")) message.result = *result;
  if (message.method.empty() && message.id.is_null())
    return {std::nullopt, refuse(nullptr, {ErrorCode::InvalidRequest, "neither a method nor an id"})};
  return {std::move(message), {}};
}

Json reply(const Json& id, Json result) { return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}}; }

Json refuse(const Json& id, const RpcError& error) {
  return {
      {"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", static_cast<int>(error.code)}, {"message", error.message}}}};
}

Json notify(std::string_view method, Json params) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
}

Json ask(int id, std::string_view method, Json params) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}};
}

std::string body_of(const Json& message) { return message.dump(-1, ' ', false, Json::error_handler_t::replace); }

const Json* member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::optional<std::string> text_member(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  if (found == nullptr || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<uint32_t> count_member(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  if (found == nullptr || !found->is_number_integer()) return std::nullopt;
  if (found->is_number_unsigned()) {
    const auto value = found->get<uint64_t>();
    return value > UINT32_MAX ? UINT32_MAX : static_cast<uint32_t>(value);
  }
  return std::nullopt;
}

bool flag_member(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

}  // namespace tarifa::lsp
