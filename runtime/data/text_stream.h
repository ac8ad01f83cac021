// A file read through a moving window, so that memory does not grow with the file. INVARIANT:
// kPadding readable bytes follow the window (simdjson reads past the end of a text). Knows nothing
// of rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.h"

namespace tarifa::runtime {

class TextStream {
 public:
  static constexpr size_t kPadding = 64;

  [[nodiscard]] static Result<TextStream> open(const std::string& path);
  // Of a text in memory: for tests and fuzzing.
  [[nodiscard]] static TextStream over(std::string_view text);

  TextStream(TextStream&& other) noexcept;
  TextStream& operator=(TextStream&&) = delete;
  ~TextStream();

  // What was read and not yet dropped. A view is void after more() or drop().
  [[nodiscard]] std::string_view window() const { return {buffer_.data() + begin_, end_ - begin_}; }
  // Reads on; false at the end of the file or when reading failed (failure()).
  [[nodiscard]] bool more();
  // At least `bytes` in the window, if the file has them.
  [[nodiscard]] bool ensure(size_t bytes);
  void drop(size_t bytes);

  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] uint64_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] uint64_t file_size() const { return file_size_; }  // 0 when it is not known

 private:
  TextStream() = default;

  std::string path_;
  int descriptor_ = -1;
  std::vector<char> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
  uint64_t bytes_read_ = 0;
  uint64_t file_size_ = 0;
  std::optional<Failure> failure_;
};

}  // namespace tarifa::runtime
