#include "lsp/workspace/account_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/support/limits.h"

namespace tarifa::lsp {
namespace {

using data::kNoValue;
using data::RawKind;
using data::RawRow;
using data::RawValue;

uint32_t line_at(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  return 1 + static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
}

// Takes the events of nlohmann's parser for one row after the other. A row is what stands `above` levels deep: in an
// array one, by itself none.
class RowBuilder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  RowBuilder(AccountRows& out, bool in_array, size_t most, uint32_t line)
      : out_(out), in_array_(in_array), most_(most), line_(line) {}

  bool null() { return scalar(RawKind::Null, "null"); }
  bool boolean(bool value) { return scalar(RawKind::Bool, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) { return scalar(RawKind::Number, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) { return scalar(RawKind::Number, std::to_string(value)); }
  // Also integers of more than 64 bits: the token counts, the number is not looked at.
  bool number_float(number_float_t, const string_t& token) { return scalar(RawKind::Number, token); }
  bool string(string_t& value) { return scalar(RawKind::String, value); }
  bool binary(binary_t&) { return false; }
  bool start_object(size_t) { return open(RawKind::Object); }
  bool start_array(size_t) { return open(RawKind::Array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    name_ = keep(std::move(name));
    if (open_.back().names.insert(name_).second || row().broken) return true;
    row().broken = Note{NoteKind::RowNameTwice, {std::string(name_)}};
    return true;
  }
  bool parse_error(size_t at, const std::string&, const nlohmann::json::exception&) {
    error_at_ = at;
    return false;
  }

  [[nodiscard]] size_t error_at() const { return error_at_; }

 private:
  struct Open {
    uint32_t index = kNoValue;
    uint32_t last = kNoValue;
    std::set<std::string_view> names;  // of an object
  };

  RawRow& row() { return out_.rows.back().raw; }
  std::string_view keep(std::string text) { return out_.rows.back().texts.emplace_back(std::move(text)); }

  // The row of its own that begins here, where one does. False: enough.
  bool begin_row() {
    if (!open_.empty()) return true;
    if (out_.rows.size() >= most_) {
      out_.more = true;
      return false;
    }
    out_.rows.emplace_back();
    row().line = line_;
    return true;
  }

  void add(RawValue value) {
    Open& parent = open_.back();
    value.name = name_;
    name_ = {};
    parent.last = row().add_child(parent.index, parent.last, value);
  }

  bool scalar(RawKind kind, std::string text) {
    if (in_array_ && !array_open_) return false;
    if (!begin_row()) return false;
    if (open_.empty()) {
      row().broken = Note{NoteKind::RowNotObject, {std::to_string(line_)}};
      return true;
    }
    add({.kind = kind, .text = keep(std::move(text))});
    return true;
  }

  bool open(RawKind kind) {
    if (in_array_ && !array_open_) {
      array_open_ = kind == RawKind::Array;
      return array_open_;
    }
    if (!begin_row()) return false;
    if (open_.size() >= limits::kJsonDepth) {
      row().broken = Note{NoteKind::RowTooDeep, {std::to_string(limits::kJsonDepth)}};
      return false;
    }
    if (open_.empty()) {
      if (kind != RawKind::Object) row().broken = Note{NoteKind::RowNotObject, {std::to_string(line_)}};
      row().values.push_back({.kind = kind});
      open_.push_back({0, kNoValue, {}});
      return true;
    }
    add({.kind = kind});
    open_.push_back({open_.back().last, kNoValue, {}});
    return true;
  }

  bool close() {
    if (!open_.empty()) open_.pop_back();
    return true;
  }

  AccountRows& out_;
  bool in_array_;
  bool array_open_ = false;
  size_t most_;
  uint32_t line_;
  std::vector<Open> open_;
  std::string_view name_;
  size_t error_at_ = 0;
};

void read_lines(std::string_view text, size_t most, AccountRows& out) {
  uint32_t line = 0;
  for (size_t begin = 0; begin < text.size() && !out.more;) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view one = text.substr(begin, end - begin);
    begin = end + 1;
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const size_t before = out.rows.size();
    RowBuilder builder(out, false, most, line);
    if (nlohmann::json::sax_parse(one, &builder) || out.more) continue;
    if (out.rows.size() == before) out.rows.emplace_back();
    RawRow& row = out.rows.back().raw;
    row.line = line;
    if (!row.broken) row.broken = Note{NoteKind::RowNotJson, {std::to_string(line)}};
  }
}

}  // namespace

AccountRows read_account_rows(std::string_view text, bool lines, size_t most) {
  AccountRows out;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (lines) {
    read_lines(text, most, out);
    return out;
  }
  RowBuilder builder(out, true, most, 1);
  if (nlohmann::json::sax_parse(text, &builder) || out.more) return out;
  out.broken_at_line = line_at(text, builder.error_at());
  if (!out.rows.empty() && !out.rows.back().raw.broken) out.rows.pop_back();  // it may have stopped in its middle
  return out;
}

}  // namespace tarifa::lsp
