#include "compiler/support/excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/support/printable_line.h"

namespace tarifa {
namespace {

constexpr uint32_t kRoom = 120;  // columns of source shown of one line

// One row of marks under a line: display columns [begin, end).
struct Row {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string text;
  bool main = false;
};

uint32_t line_begin(const SourceStore& sources, FileId file, uint32_t line) {
  const std::string_view text = sources.text(file);
  return static_cast<uint32_t>(sources.line_text(file, line).data() - text.data());
}

// Adds the rows of one mark: one, or for a span over several lines one at its first and one at its
// last line.
void add_rows(const SourceStore& sources, const Mark& mark, std::map<uint32_t, std::vector<Row>>& rows) {
  const FileId file = mark.span.file;
  const auto size = static_cast<uint32_t>(sources.text(file).size());
  const uint32_t begin = std::min(mark.span.begin, size);
  const uint32_t end = std::clamp(mark.span.end, begin, size);
  const uint32_t first = sources.line_column(file, begin).line;
  // A span that ends right after a line end does not touch the next line.
  const uint32_t last = end > begin ? sources.line_column(file, end - 1).line : first;
  const PrintableLine line = printable_line(sources.line_text(file, first));
  const uint32_t from = line.column(begin - line_begin(sources, file, first));
  if (first == last) {
    const uint32_t to = line.column(end - line_begin(sources, file, first));
    rows[first].push_back({from, std::max(to, from + 1), mark.text, mark.main});
    return;
  }
  rows[first].push_back({from, std::max(line.width(), from + 1), "", mark.main});
  const std::string_view tail = sources.line_text(file, last);
  const PrintableLine shown = printable_line(tail);
  const size_t indent = std::min(tail.find_first_not_of(" \t"), tail.size());
  const uint32_t to = shown.column(end - line_begin(sources, file, last));
  const uint32_t left = std::min(shown.column(indent), to > 0 ? to - 1 : 0);
  rows[last].push_back({left, std::max(to, left + 1), mark.text, mark.main});
}

void print_rows(const ExcerptStyle& style, std::vector<Row> rows, const LineWindow& shown, std::string& out) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::pair(!a.main, a.begin) < std::pair(!b.main, b.begin);
  });
  for (const Row& row : rows) {
    const auto place = [&](uint32_t column) {
      return static_cast<size_t>(std::clamp<int64_t>(int64_t{column} - shown.shift, 0, int64_t{kRoom} + 1));
    };
    const size_t begin = place(row.begin);
    const std::string signs(std::max<size_t>(place(row.end), begin + 1) - begin, row.main ? '^' : '-');
    const std::string text = row.text.empty() ? signs : signs + " " + row.text;
    const std::string_view with = row.main ? style.main_colour : colour::kFrame;
    out += frame_line(style, 0, "|", std::string(begin, ' ') + style.paint(with, text));
  }
}

}  // namespace

std::string Paint::operator()(std::string_view colour, std::string_view text) const {
  if (!on || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", colour, text);
}

std::string frame_line(const ExcerptStyle& style, uint32_t line, std::string_view sign, std::string_view text) {
  const std::string number = line == 0 ? "" : std::to_string(line);
  const std::string gutter = fmt::format("{:>{}} {}", number, style.gutter, sign);
  const std::string_view blank = text.empty() ? "" : " ";
  return fmt::format("{}{}{}\n", style.paint(colour::kFrame, gutter), blank, text);
}

std::string excerpt(const SourceStore& sources, std::vector<Mark> marks, const ExcerptStyle& style) {
  std::map<uint32_t, std::vector<Row>> rows;
  for (const Mark& mark : marks) add_rows(sources, mark, rows);
  std::string out = frame_line(style, 0, "|", "");
  uint32_t previous = 0;
  for (const auto& [number, under] : rows) {
    const FileId file = marks.front().span.file;
    if (previous != 0 && number == previous + 2) {
      const PrintableLine between = printable_line(sources.line_text(file, previous + 1));
      out += frame_line(style, previous + 1, "|", window(between, 0, 0, kRoom).text);
    } else if (previous != 0 && number > previous + 2) {
      out += "...\n";
    }
    const PrintableLine line = printable_line(sources.line_text(file, number));
    const auto& wanted =
        *std::max_element(under.begin(), under.end(), [](const Row& a, const Row& b) { return a.main < b.main; });
    const LineWindow shown = window(line, wanted.begin, wanted.end, kRoom);
    out += frame_line(style, number, "|", shown.text);
    print_rows(style, under, shown, out);
    previous = number;
  }
  return out;
}

}  // namespace tarifa
