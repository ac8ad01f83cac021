// Rows of JSON files. JsonLines: one object a line; a line that is no JSON is a broken row, the
// others are read. JsonArray: one array of objects; a row inside it that is no JSON breaks the
// file, since nothing after it can be trusted. Blank lines count for nothing; a byte order mark at
// the beginning is skipped. Memory is bounded by limits::kJsonRowBytes.
#pragma once

#include "runtime/data/json_row.h"
#include "runtime/data/text_stream.h"

namespace tarifa::runtime {

void skip_byte_order_mark(TextStream& stream);

class JsonLines {
 public:
  explicit JsonLines(TextStream stream);
  [[nodiscard]] Result<RowStep> next(RawRow& row);
  [[nodiscard]] const TextStream& stream() const { return stream_; }

 private:
  [[nodiscard]] bool find_line(size_t& length, bool& too_long);

  TextStream stream_;
  JsonRowParser parser_;
  size_t consumed_ = 0;  // of the window: the row that was handed out
  uint64_t line_ = 0;
};

class JsonArray {
 public:
  explicit JsonArray(TextStream stream);
  [[nodiscard]] Result<RowStep> next(RawRow& row);
  [[nodiscard]] const TextStream& stream() const { return stream_; }

 private:
  enum class State : uint8_t { Before, AfterOpen, AfterItem, Done };
  [[nodiscard]] int peek();  // next byte that is no blank, or -1
  void skip(size_t bytes);
  [[nodiscard]] Result<size_t> item_length();  // of the item at the window's beginning
  [[nodiscard]] tl::unexpected<Failure> broken(NoteKind why) const;
  [[nodiscard]] Result<RowStep> finish();

  TextStream stream_;
  JsonRowParser parser_;
  State state_ = State::Before;
  size_t consumed_ = 0;
  uint64_t line_ = 1;
  uint64_t column_ = 1;  // in bytes
};

}  // namespace tarifa::runtime
