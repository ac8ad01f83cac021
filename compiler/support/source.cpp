#include "compiler/support/source.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace tarifa {
namespace {

std::vector<uint32_t> find_line_starts(std::string_view text) {
  std::vector<uint32_t> starts{0};
  for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
    starts.push_back(static_cast<uint32_t>(end + 1));
  }
  return starts;
}

}  // namespace

SourceText::SourceText(std::string text) : text_(std::move(text)), line_starts_(find_line_starts(text_)) {}

FileId SourceStore::add(std::string path, std::string text) {
  return add(std::move(path), std::make_shared<const SourceText>(std::move(text)));
}

FileId SourceStore::add(std::string path, SharedText text) {
  TARIFA_CHECK(text != nullptr);
  files_.push_back({std::move(path), std::move(text)});
  return FileId(files_.size() - 1);
}

const SourceStore::File& SourceStore::file(FileId id) const {
  TARIFA_CHECK(id.index() < files_.size());
  return files_[id.index()];
}

std::string_view SourceStore::path(FileId id) const { return file(id).path; }
std::string_view SourceStore::text(FileId id) const { return file(id).text->text(); }
const SharedText& SourceStore::shared_text(FileId id) const { return file(id).text; }

std::string_view SourceStore::text(Span span) const {
  return text(span.file).substr(span.begin, span.end - span.begin);
}

uint32_t SourceStore::line(FileId id, uint32_t offset) const {
  const std::vector<uint32_t>& line_starts = file(id).text->line_starts();
  const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
  return static_cast<uint32_t>(after - line_starts.begin());
}

LineColumn SourceStore::line_column(FileId id, uint32_t offset) const {
  const std::string_view in = text(id);
  offset = std::min(offset, static_cast<uint32_t>(in.size()));
  const uint32_t at = line(id, offset);
  uint32_t column = 1;
  for (uint32_t i = file(id).text->line_starts()[at - 1]; i < offset; ++i) {
    if ((static_cast<unsigned char>(in[i]) & 0xC0U) != 0x80U) ++column;  // not a continuation byte
  }
  return {at, column};
}

std::string_view SourceStore::line_text(FileId id, uint32_t line) const {
  const std::string_view in = text(id);
  const std::vector<uint32_t>& line_starts = file(id).text->line_starts();
  TARIFA_CHECK(line >= 1 && line <= line_starts.size());
  const uint32_t begin = line_starts[line - 1];
  size_t end = in.find('\n', begin);
  if (end == std::string_view::npos) end = in.size();
  if (end > begin && in[end - 1] == '\r') --end;
  return in.substr(begin, end - begin);
}

uint32_t SourceStore::line_count(FileId id) const { return static_cast<uint32_t>(file(id).text->line_starts().size()); }

}  // namespace tarifa
