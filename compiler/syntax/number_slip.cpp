#include "compiler/syntax/number_slip.h"

#include <algorithm>

namespace tarifa::syntax {
namespace {

bool is_part(TokenKind kind) {
  return kind == TokenKind::NUMBER || kind == TokenKind::COMMA || kind == TokenKind::DOT ||
         kind == TokenKind::PERCENT || kind == TokenKind::RATE;
}

bool is_digits_or_separator(char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; }

// What the number may mean. The last separator stands before decimals unless all are the same; one
// comma alone too, but before three digits it may part thousands as well: `1,500`.
std::vector<std::string> meanings(std::string_view number) {
  const size_t last = number.find_last_of(".,");
  const size_t first = number.find_first_of(".,");
  const auto written = [&](bool decimals) {
    std::string out;
    for (size_t i = 0; i < number.size(); ++i) {
      const bool separator = number[i] == '.' || number[i] == ',';
      out += !separator ? number[i] : i == last && decimals ? '.' : '_';
    }
    return out;
  };
  if (first != last) return {written(number.find(number[last]) == last)};
  const bool thousands = number.size() - last == 4 && first <= 3 && number[0] != '0';
  if (!thousands) return {written(true)};
  return {written(true), written(false)};
}

// The last token that begins before `end`, a place in the text.
size_t last_part(const LexedFile& file, std::span<const StreamToken> region, size_t first, size_t end) {
  size_t last = first;
  while (last + 1 < region.size() && file.span_of(region[last + 1]).begin < end) ++last;
  return last;
}

}  // namespace

std::optional<NumberSlip> find_number_slip(const LexedFile& file, std::span<const StreamToken> region, size_t at) {
  if (at >= region.size() || !is_part(region[at].kind)) return std::nullopt;
  size_t first = at;
  while (first > 0 && is_part(region[first - 1].kind) && file.touches_previous(region[first].source)) {
    --first;
  }
  const Span begin = file.span_of(region[first]);
  size_t end = begin.begin;
  while (end < file.text.size() && is_digits_or_separator(file.text[end])) ++end;
  const std::string_view number = file.text.substr(begin.begin, end - begin.begin);
  const bool ends_in_digit = !number.empty() && number.back() >= '0' && number.back() <= '9';
  const bool one_number = region[first].kind == TokenKind::NUMBER && ends_in_digit &&
                          std::count_if(number.begin(), number.end(), [](char c) { return c == '.' || c == ','; }) >=
                              (number.find(',') == std::string_view::npos ? 2 : 1);
  if (!one_number || end <= file.span_of(region[at]).begin) return std::nullopt;
  const Span where{file.file, begin.begin, static_cast<uint32_t>(end)};
  Diagnostic d{DiagKind::NumberFormat, where, {std::string(number)}, {}, {}, {}};
  for (const std::string& meant : meanings(number)) {
    d.fixes.push_back({{NoteKind::WriteAs, {meant}}, {{where, meant}}});
  }
  return NumberSlip{std::move(d), first, last_part(file, region, first, end)};
}

}  // namespace tarifa::syntax
