// The texts that were read, by FileId, and places in them. Offsets are bytes; lines and columns count from 1, columns
// in code points. A text never changes, so stores of several analyses may share it; no store reads a file itself.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/ids.h"

namespace tarifa {

struct Span {
  FileId file;
  uint32_t begin = 0;  // byte offset
  uint32_t end = 0;    // one past the last byte
  constexpr bool operator==(const Span&) const = default;
  [[nodiscard]] constexpr bool valid() const { return file.valid(); }
};

struct LineColumn {
  uint32_t line = 0;    // from 1
  uint32_t column = 0;  // from 1, in code points
};

// A text and where its lines begin.
class SourceText {
 public:
  explicit SourceText(std::string text);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::vector<uint32_t>& line_starts() const { return line_starts_; }

 private:
  std::string text_;
  std::vector<uint32_t> line_starts_;
};
using SharedText = std::shared_ptr<const SourceText>;  // ADR 0008

class SourceStore {
 public:
  // `path` is as shown to people: relative to the package folder (`rules/energy.rule`).
  FileId add(std::string path, std::string text);
  FileId add(std::string path, SharedText text);

  [[nodiscard]] std::string_view path(FileId file) const;
  [[nodiscard]] std::string_view text(FileId file) const;
  [[nodiscard]] std::string_view text(Span span) const;
  [[nodiscard]] const SharedText& shared_text(FileId file) const;
  [[nodiscard]] uint32_t line(FileId id, uint32_t offset) const;               // from 1
  [[nodiscard]] LineColumn line_column(FileId file, uint32_t offset) const;    // O(log lines)
  [[nodiscard]] std::string_view line_text(FileId file, uint32_t line) const;  // without its line end
  [[nodiscard]] uint32_t line_count(FileId file) const;
  [[nodiscard]] size_t size() const { return files_.size(); }

 private:
  struct File {
    std::string path;
    SharedText text;
  };
  [[nodiscard]] const File& file(FileId id) const;
  std::deque<File> files_;  // a deque: views stay valid while files are added
};

}  // namespace tarifa
