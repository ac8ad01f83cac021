#include "compiler/check/places.h"

namespace tarifa::check {
namespace {

uint32_t offset_of(std::string_view text, uint32_t line, uint32_t column) {
  size_t at = 0;
  for (uint32_t i = 1; i < line; ++i) {
    const size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return static_cast<uint32_t>(text.size());
    at = end + 1;
  }
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
    const std::string_view text = session.sources.text(file);
    return {file, offset_of(text, place.line, place.column), offset_of(text, place.end_line, place.end_column)};
  }
  return {};
}

}  // namespace tarifa::check
