#include "compiler/check/places.h"

namespace tarifa::check {
namespace {

uint32_t offset_of(const SourceStore& sources, FileId file, uint32_t line, uint32_t column) {
  const std::string_view text = sources.text(file);
  if (line > sources.line_count(file)) return static_cast<uint32_t>(text.size());
  auto at = static_cast<size_t>(sources.line_text(file, line).data() - text.data());
  for (uint32_t seen = 1; seen < column && at < text.size(); ++at) {
    const bool last_byte = at + 1 >= text.size() || (static_cast<unsigned char>(text[at + 1]) & 0xC0U) != 0x80U;
    if (last_byte) ++seen;
  }
  return static_cast<uint32_t>(at);
}

}  // namespace

Span span_of(const Session& session, const ir::Place& place) {
  for (size_t i = 0; i < session.ir_file.size(); ++i) {
    if (session.ir_file[i] != place.file || place.line == 0) continue;
    const FileId file(i);
    const SourceStore& sources = session.sources;
    return {file, offset_of(sources, file, place.line, place.column),
            offset_of(sources, file, place.end_line, place.end_column)};
  }
  return {};
}

}  // namespace tarifa::check
