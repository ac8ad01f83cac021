#include "compiler/support/source.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace tarifa {
namespace {

std::vector<uint32_t> find_line_starts(std::string_view text) {
  std::vector<uint32_t> starts{0};
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(static_cast<uint32_t>(i + 1));
  }
  return starts;
}

}  // namespace

FileId SourceStore::add(std::string path, std::string text) {
  std::vector<uint32_t> starts = find_line_starts(text);
  files_.push_back({std::move(path), std::move(text), std::move(starts)});
  return FileId(files_.size() - 1);
}

void SourceStore::replace(FileId id, std::string text) {
  TARIFA_CHECK(id.index() < files_.size());
  File& changed = files_[id.index()];
  changed.line_starts = find_line_starts(text);
  changed.text = std::move(text);
}

const SourceStore::File& SourceStore::file(FileId id) const {
  TARIFA_CHECK(id.index() < files_.size());
  return files_[id.index()];
}

std::string_view SourceStore::path(FileId id) const { return file(id).path; }
std::string_view SourceStore::text(FileId id) const { return file(id).text; }

std::string_view SourceStore::text(Span span) const {
  return text(span.file).substr(span.begin, span.end - span.begin);
}

LineColumn SourceStore::line_column(FileId id, uint32_t offset) const {
  const File& in = file(id);
  offset = std::min(offset, static_cast<uint32_t>(in.text.size()));
  const auto after = std::upper_bound(in.line_starts.begin(), in.line_starts.end(), offset);
  const auto line = static_cast<uint32_t>(after - in.line_starts.begin());
  uint32_t column = 1;
  for (uint32_t i = in.line_starts[line - 1]; i < offset; ++i) {
    if ((static_cast<unsigned char>(in.text[i]) & 0xC0U) != 0x80U) ++column;  // not a continuation byte
  }
  return {line, column};
}

std::string_view SourceStore::line_text(FileId id, uint32_t line) const {
  const File& in = file(id);
  TARIFA_CHECK(line >= 1 && line <= in.line_starts.size());
  const uint32_t begin = in.line_starts[line - 1];
  size_t end = in.text.find('\n', begin);
  if (end == std::string::npos) end = in.text.size();
  if (end > begin && in.text[end - 1] == '\r') --end;
  return std::string_view(in.text).substr(begin, end - begin);
}

uint32_t SourceStore::line_count(FileId id) const { return static_cast<uint32_t>(file(id).line_starts.size()); }

}  // namespace tarifa
