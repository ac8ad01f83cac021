// Messages of the language server protocol on a byte stream: headers, a blank line, a body of so many bytes.
// Knows nothing of JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarifa::lsp {

inline constexpr uint64_t kMostMessageBytes = 64U << 20U;
inline constexpr size_t kMostHeaderBytes = 4096;

// Takes bytes as they come and gives whole messages. A header that cannot be read makes the rest of the stream
// meaningless: `broken` then, for good.
class MessageSplitter {
 public:
  void add(std::string_view bytes);
  [[nodiscard]] std::optional<std::string> next();
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  bool read_header();

  std::string pending_;
  size_t at_ = 0;  // what stands before was given out
  std::optional<uint64_t> body_;
  bool broken_ = false;
};

// `Content-Length: 2\r\n\r\n{}`
[[nodiscard]] std::string framed(std::string_view body);

}  // namespace tarifa::lsp
