// The texts that were read, by FileId, and places in them. Offsets are bytes; lines and columns count from 1, columns
// in code points. The store owns the text; it never reads a file itself.
#pragma once

#include <cstdint>
#include <deque>
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

class SourceStore {
 public:
  // `path` is as shown to people: relative to the package folder (`rules/energy.rule`).
  FileId add(std::string path, std::string text);
  // The same file with new text (an editor's change); offsets into the old text are void afterwards.
  void replace(FileId file, std::string text);

  [[nodiscard]] std::string_view path(FileId file) const;
  [[nodiscard]] std::string_view text(FileId file) const;
  [[nodiscard]] std::string_view text(Span span) const;
  [[nodiscard]] LineColumn line_column(FileId file, uint32_t offset) const;    // O(log lines)
  [[nodiscard]] std::string_view line_text(FileId file, uint32_t line) const;  // without its line end
  [[nodiscard]] uint32_t line_count(FileId file) const;
  [[nodiscard]] size_t size() const { return files_.size(); }

 private:
  struct File {
    std::string path;
    std::string text;
    std::vector<uint32_t> line_starts;
  };
  [[nodiscard]] const File& file(FileId id) const;
  std::deque<File> files_;  // a deque: views stay valid while files are added
};

}  // namespace tarifa
