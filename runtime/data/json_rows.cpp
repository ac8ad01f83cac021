#include "runtime/data/json_rows.h"

#include <cstring>
#include <string>
#include <utility>

#include "compiler/support/limits.h"

namespace tarifa::runtime {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Where a JSON value ends, fed byte by byte. Brackets and strings only: what is inside is judged by
// the parser.
class ItemEnd {
 public:
  // True when the value ended before this byte.
  bool step(char c) {
    if (in_string_) {
      if (escaped_)
        escaped_ = false;
      else if (c == '\\')
        escaped_ = true;
      else if (c == '"')
        in_string_ = false, closed_ = depth_ == 0;
      return false;
    }
    if (closed_) return true;
    switch (c) {
      case '"': in_string_ = true; return false;
      case '{':
      case '[': ++depth_; return false;
      case '}':
      case ']':
        if (depth_ == 0) return true;
        closed_ = --depth_ == 0;
        return false;
      default: return depth_ == 0 && (c == ',' || is_blank(c));
    }
  }
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  bool in_string_ = false;
  bool escaped_ = false;
  bool closed_ = false;
  uint64_t depth_ = 0;
};

}  // namespace

void skip_byte_order_mark(TextStream& stream) {
  if (stream.ensure(3) && stream.window().starts_with("\xEF\xBB\xBF")) stream.drop(3);
}

// ---- JSON lines

JsonLines::JsonLines(TextStream stream) : stream_(std::move(stream)) { skip_byte_order_mark(stream_); }

// The line at the window's beginning, without its line end; a line past the limit is dropped to its
// end.
bool JsonLines::find_line(size_t& length, bool& too_long) {
  size_t searched = 0;
  too_long = false;
  for (;;) {
    const std::string_view window = stream_.window();
    const size_t end = window.find('\n', searched);
    if (end != std::string_view::npos) {
      length = end;
      return true;
    }
    searched = window.size();
    if (searched > limits::kJsonRowBytes) {
      too_long = true;
      stream_.drop(searched);
      searched = 0;
    }
    if (!stream_.more()) break;
  }
  length = stream_.window().size();
  return length > 0 || too_long;
}

Result<RowStep> JsonLines::next(RawRow& row) {
  row.clear();
  for (;;) {
    stream_.drop(std::exchange(consumed_, 0));
    size_t length = 0;
    bool too_long = false;
    const bool found = find_line(length, too_long);
    if (stream_.failure()) return tl::unexpected(*stream_.failure());
    if (!found) return RowStep::End;
    const std::string_view window = stream_.window();
    consumed_ = std::min(length + 1, window.size());
    ++line_;
    std::string_view text = window.substr(0, length);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    if (text.find_first_not_of(" \t\r") == std::string_view::npos && !too_long) continue;
    row.line = line_;
    if (too_long || text.size() > limits::kJsonRowBytes) {
      row.broken = Note{NoteKind::RowTooLong, {std::to_string(line_), std::to_string(limits::kJsonRowBytes)}};
    } else {
      parser_.parse(text, row);
    }
    return RowStep::Row;
  }
}

// ---- a JSON array

JsonArray::JsonArray(TextStream stream) : stream_(std::move(stream)) { skip_byte_order_mark(stream_); }

void JsonArray::skip(size_t bytes) {
  for (const char c : stream_.window().substr(0, bytes)) {
    ++column_;
    if (c == '\n') ++line_, column_ = 1;
  }
  stream_.drop(bytes);
}

int JsonArray::peek() {
  for (;;) {
    const std::string_view window = stream_.window();
    size_t blanks = 0;
    while (blanks < window.size() && is_blank(window[blanks])) ++blanks;
    const bool found = blanks < window.size();
    skip(blanks);
    if (found) return static_cast<unsigned char>(stream_.window()[0]);
    if (!stream_.more()) return -1;
  }
}

tl::unexpected<Failure> JsonArray::broken(NoteKind why) const {
  if (stream_.failure()) return tl::unexpected(*stream_.failure());
  const Note note{why, {std::to_string(limits::kJsonRowBytes)}};
  return fail(DiagKind::JsonFileBroken, stream_.path(), std::to_string(line_), std::to_string(column_),
              note_message(note, Language::English), note_message(note, Language::Spanish));
}

Result<size_t> JsonArray::item_length() {
  ItemEnd item;
  for (size_t at = 0;; ++at) {
    if (at == stream_.window().size() && !stream_.more()) {
      if (item.closed()) return at;
      return broken(NoteKind::JsonEndsEarly);
    }
    if (item.step(stream_.window()[at])) return at;
    if (at > limits::kJsonRowBytes) return broken(NoteKind::JsonRowTooLong);
  }
}

Result<RowStep> JsonArray::finish() {
  skip(1);
  state_ = State::Done;
  if (peek() >= 0) return broken(NoteKind::JsonAfterArray);
  if (stream_.failure()) return tl::unexpected(*stream_.failure());
  return RowStep::End;
}

Result<RowStep> JsonArray::next(RawRow& row) {
  row.clear();
  if (state_ == State::Done) return RowStep::End;
  skip(std::exchange(consumed_, 0));
  int byte = peek();
  if (state_ == State::Before) {
    if (byte != '[') return broken(byte < 0 ? NoteKind::JsonEmpty : NoteKind::JsonNoArray);
    skip(1);
    state_ = State::AfterOpen;
    byte = peek();
  } else if (byte == ',') {
    skip(1);
    byte = peek();
    if (byte == ']') return broken(NoteKind::JsonNoItem);
  } else if (byte != ']') {
    return broken(byte < 0 ? NoteKind::JsonEndsEarly : NoteKind::JsonNoComma);
  }
  if (byte == ']') return finish();
  if (byte < 0) return broken(NoteKind::JsonEndsEarly);
  if (byte == ',' || byte == '}') return broken(NoteKind::JsonNoItem);
  auto length = item_length();
  if (!length) return pass_on(length);
  consumed_ = *length;
  state_ = State::AfterItem;
  row.line = line_;
  if (parser_.parse(stream_.window().substr(0, *length), row) == JsonRowParser::Outcome::NotJson) {
    return broken(NoteKind::JsonRowBroken);
  }
  return RowStep::Row;
}

}  // namespace tarifa::runtime
