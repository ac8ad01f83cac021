#include "lsp/workspace/places.h"

#include <algorithm>

namespace tarifa::lsp {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Bytes of the first `count` code points.
uint32_t bytes_of(std::string_view line, uint32_t count) {
  size_t at = 0;
  for (; at < line.size(); ++at) {
    if (continues(line[at])) continue;
    if (count == 0) break;
    --count;
  }
  return static_cast<uint32_t>(at);
}

uint32_t offset_of(const SourceStore& sources, FileId file, uint32_t line, uint32_t column) {
  const std::string_view text = sources.text(file);
  if (line == 0 || line > sources.line_count(file)) return static_cast<uint32_t>(text.size());
  const std::string_view line_text = sources.line_text(file, line);
  const auto begin = static_cast<uint32_t>(line_text.data() - text.data());
  return begin + bytes_of(line_text, column == 0 ? 0 : column - 1);
}

}  // namespace

Places::Places(const Snapshot& snapshot) : snapshot_(snapshot) {
  std::map<std::string_view, FileId> by_path;
  const SourceStore& sources = snapshot.sources();
  for (size_t i = 0; i < sources.size(); ++i) by_path.emplace(sources.path(FileId(i)), FileId(i));
  for (const ir::SourceFile& file : snapshot.ir().files) {
    const auto found = by_path.find(file.path);
    files_.push_back(found == by_path.end() ? FileId{} : found->second);
  }
}

Span Places::span_of(const ir::Place& place) const {
  if (place.line == 0 || place.file >= files_.size() || !files_[place.file].valid()) return {};
  const FileId file = files_[place.file];
  const SourceStore& sources = snapshot_.sources();
  const uint32_t begin = offset_of(sources, file, place.line, place.column);
  const uint32_t end = place.end_line == 0 ? begin : offset_of(sources, file, place.end_line, place.end_column);
  return {file, begin, std::max(begin, end)};
}

}  // namespace tarifa::lsp
