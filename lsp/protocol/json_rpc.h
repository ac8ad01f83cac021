// JSON-RPC 2.0 as the protocol uses it: reading a message within limits, making replies.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace tarifa::lsp {

using Json = nlohmann::json;

enum class ErrorCode : int {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  ServerNotInitialized = -32002,
  RequestCancelled = -32800,
  ContentModified = -32801,
  RequestFailed = -32803,
};

struct RpcError {
  ErrorCode code;
  std::string message;
};

struct Message {
  Json id;             // null: a notification
  std::string method;  // empty: a reply to a request of ours
  Json params;
  Json result;
  [[nodiscard]] bool is_request() const { return !method.empty() && !id.is_null(); }
  [[nodiscard]] bool is_notification() const { return !method.empty() && id.is_null(); }
};

// None, with an answer to send, where it is no message.
struct ReadMessage {
  std::optional<Message> message;
  Json refusal;
};
[[nodiscard]] ReadMessage read_message(std::string_view body);

[[nodiscard]] Json reply(const Json& id, Json result);
[[nodiscard]] Json refuse(const Json& id, const RpcError& error);
[[nodiscard]] Json notify(std::string_view method, Json params);
[[nodiscard]] Json ask(int id, std::string_view method, Json params);
// As bytes to send. Text that is no UTF-8 is replaced, not refused.
[[nodiscard]] std::string body_of(const Json& message);

// Members of parameters. A member that is missing or of another kind is nothing.
[[nodiscard]] const Json* member(const Json& object, std::string_view name);
[[nodiscard]] std::optional<std::string> text_member(const Json& object, std::string_view name);
[[nodiscard]] std::optional<uint32_t> count_member(const Json& object, std::string_view name);
[[nodiscard]] bool flag_member(const Json& object, std::string_view name);

}  // namespace tarifa::lsp
