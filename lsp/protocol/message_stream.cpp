#include "lsp/protocol/message_stream.h"

#include <algorithm>
#include <charconv>

namespace tarifa::lsp {
namespace {

constexpr std::string_view kEnd = "\r\n\r\n";
constexpr std::string_view kLength = "content-length:";

bool equal_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

std::optional<uint64_t> length_in(std::string_view header) {
  std::optional<uint64_t> length;
  while (!header.empty()) {
    const size_t end = std::min(header.find("\r\n"), header.size());
    std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(end + 2, header.size()));
    if (line.size() < kLength.size() || !equal_ignoring_case(line.substr(0, kLength.size()), kLength)) continue;
    line.remove_prefix(kLength.size());
    while (line.starts_with(' ')) line.remove_prefix(1);
    while (line.ends_with(' ')) line.remove_suffix(1);
    uint64_t value = 0;
    const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc() || rest != line.data() + line.size()) return std::nullopt;
    length = value;
  }
  return length;
}

}  // namespace

void MessageSplitter::add(std::string_view bytes) {
  if (broken_) return;
  if (at_ > 0) pending_.erase(0, at_);
  at_ = 0;
  pending_ += bytes;
}

bool MessageSplitter::read_header() {
  const size_t end = pending_.find(kEnd, at_);
  const size_t header = (end == std::string::npos ? pending_.size() : end) - at_;
  if (header > kMostHeaderBytes) broken_ = true;
  if (broken_ || end == std::string::npos) return false;
  body_ = length_in(std::string_view(pending_).substr(at_, header));
  if (!body_ || *body_ > kMostMessageBytes) {
    broken_ = true;
    return false;
  }
  at_ = end + kEnd.size();
  return true;
}

std::optional<std::string> MessageSplitter::next() {
  if (broken_) return std::nullopt;
  if (!body_ && !read_header()) return std::nullopt;
  if (pending_.size() - at_ < *body_) return std::nullopt;
  std::string message = pending_.substr(at_, *body_);
  at_ += *body_;
  body_.reset();
  return message;
}

std::string framed(std::string_view body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace tarifa::lsp
