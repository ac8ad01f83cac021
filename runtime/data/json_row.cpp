#include "runtime/data/json_row.h"

#include <simdjson.h>

#include <algorithm>
#include <string>

#include "compiler/support/limits.h"
#include "runtime/data/text_stream.h"

namespace tarifa::runtime {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

static_assert(TextStream::kPadding >= simdjson::SIMDJSON_PADDING);

bool digits(std::string_view& rest) {
  const size_t count = std::min(rest.find_first_not_of("0123456789"), rest.size());
  rest.remove_prefix(count);
  return count > 0;
}

// The number of RFC 8259.
bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool leading_zero = text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
  if (leading_zero || !digits(text)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!digits(text)) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!digits(text)) return false;
  }
  return text.empty();
}

std::string_view without_blanks(std::string_view token) {
  const size_t last = token.find_last_not_of(" \t\r\n");
  return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace

struct JsonRowParser::Impl {
  ondemand::parser parser;
  RawRow* row = nullptr;
  std::vector<std::string_view> names;  // for the search of names that stand twice

  error_code scalar(ondemand::value& value, RawValue& out) {
    const std::string_view token = without_blanks(value.raw_json_token());
    if (token == "null")
      out.kind = RawKind::Null;
    else if (token == "true" || token == "false")
      out.kind = RawKind::Bool;
    else if (is_json_number(token))
      out.kind = RawKind::Number;
    else
      return simdjson::TAPE_ERROR;
    out.text = token;
    return simdjson::SUCCESS;
  }

  error_code child(ondemand::value value, std::string_view name, uint32_t parent, uint32_t& last, uint32_t depth) {
    if (depth > limits::kJsonDepth) return simdjson::DEPTH_ERROR;
    ondemand::json_type type{};
    if (const auto error = value.type().get(type)) return error;
    RawValue out;
    out.name = name;
    if (type == ondemand::json_type::object) {
      ondemand::object object;
      if (const auto error = value.get_object().get(object)) return error;
      out.kind = RawKind::Object;
      last = row->add_child(parent, last, out);
      return members(object, last, depth);
    }
    if (type == ondemand::json_type::array) {
      ondemand::array array;
      if (const auto error = value.get_array().get(array)) return error;
      out.kind = RawKind::Array;
      last = row->add_child(parent, last, out);
      return items(array, last, depth);
    }
    if (type == ondemand::json_type::string) {
      out.kind = RawKind::String;
      if (const auto error = value.get_string().get(out.text)) return error;
    } else if (const auto error = scalar(value, out)) {
      return error;
    }
    last = row->add_child(parent, last, out);
    return simdjson::SUCCESS;
  }

  error_code members(ondemand::object& object, uint32_t parent, uint32_t depth) {
    uint32_t last = kNoValue;
    for (auto member : object) {
      std::string_view name;
      ondemand::value value;
      if (const auto error = member.unescaped_key().get(name)) return error;
      if (const auto error = member.value().get(value)) return error;
      if (const auto error = child(value, name, parent, last, depth + 1)) return error;
    }
    find_twice(parent);
    return simdjson::SUCCESS;
  }

  error_code items(ondemand::array& array, uint32_t parent, uint32_t depth) {
    uint32_t last = kNoValue;
    for (auto item : array) {
      ondemand::value value;
      if (const auto error = item.get(value)) return error;
      if (const auto error = child(value, {}, parent, last, depth + 1)) return error;
    }
    return simdjson::SUCCESS;
  }

  void find_twice(uint32_t object) {
    names.clear();
    const auto& values = row->values;
    for (uint32_t at = values[object].first_child; at != kNoValue; at = values[at].next)
      names.push_back(values[at].name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end() && !row->broken) row->broken = Note{NoteKind::RowNameTwice, {std::string(*twice)}};
  }

  error_code document(std::string_view text, bool& is_object) {
    ondemand::document document;
    const simdjson::padded_string_view padded(text.data(), text.size(), text.size() + TextStream::kPadding);
    if (const auto error = parser.iterate(padded).get(document)) return error;
    ondemand::json_type type{};
    if (const auto error = document.type().get(type)) return error;
    is_object = type == ondemand::json_type::object;
    if (!is_object) return simdjson::SUCCESS;
    ondemand::object object;
    if (const auto error = document.get_object().get(object)) return error;
    row->values.push_back({.kind = RawKind::Object});
    if (const auto error = members(object, 0, 1)) return error;
    const char* rest = nullptr;
    const bool at_end = document.current_location().get(rest) == simdjson::OUT_OF_BOUNDS;
    return at_end ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
  }
};

JsonRowParser::JsonRowParser() : impl_(std::make_unique<Impl>()) {}
JsonRowParser::JsonRowParser(JsonRowParser&&) noexcept = default;
JsonRowParser& JsonRowParser::operator=(JsonRowParser&&) noexcept = default;
JsonRowParser::~JsonRowParser() = default;

JsonRowParser::Outcome JsonRowParser::parse(std::string_view text, RawRow& row) {
  impl_->row = &row;
  bool is_object = true;
  if (const auto error = impl_->document(text, is_object)) {
    const bool deep = error == simdjson::DEPTH_ERROR;
    row.broken = deep ? Note{NoteKind::RowTooDeep, {std::to_string(limits::kJsonDepth)}}
                      : Note{NoteKind::RowNotJson, {std::to_string(row.line)}};
    return deep ? Outcome::NotARow : Outcome::NotJson;
  }
  if (!is_object) row.broken = Note{NoteKind::RowNotObject, {std::to_string(row.line)}};
  return row.broken ? Outcome::NotARow : Outcome::Good;
}

}  // namespace tarifa::runtime
