#include "lsp/server/wire.h"

#include <algorithm>
#include <map>

#include "lsp/workspace/file_uri.h"

namespace tarifa::lsp {
namespace {

// By the store's table of lines: not from the beginning of the text.
Position position_in(const State& state, const SourceStore& sources, FileId file, uint32_t offset) {
  const std::string_view text = sources.text(file);
  offset = std::min(offset, static_cast<uint32_t>(text.size()));
  const uint32_t line = sources.line_column(file, offset).line;
  const std::string_view line_text = sources.line_text(file, line);
  const auto begin = static_cast<uint32_t>(line_text.data() - text.data());
  const uint32_t length = std::min<uint32_t>(offset - begin, static_cast<uint32_t>(line_text.size()));
  return {line - 1, units_of(line_text.substr(0, length), state.client.encoding)};
}

uint32_t offset_in(const State& state, const SourceStore& sources, FileId file, Position at) {
  const std::string_view text = sources.text(file);
  if (at.line >= sources.line_count(file)) return static_cast<uint32_t>(text.size());
  const std::string_view line = sources.line_text(file, at.line + 1);
  return static_cast<uint32_t>(line.data() - text.data()) + bytes_of(line, at.character, state.client.encoding);
}

}  // namespace

std::optional<std::string> document_path(const Json& params) {
  const Json* document = member(params, "textDocument");
  if (document == nullptr) return std::nullopt;
  const auto uri = text_member(*document, "uri");
  return uri ? path_of_uri(*uri) : std::nullopt;
}

std::optional<Position> read_position(const Json& json) {
  const auto line = count_member(json, "line");
  const auto character = count_member(json, "character");
  if (!line || !character) return std::nullopt;
  return Position{*line, *character};
}

std::optional<Range> read_range(const Json& json) {
  const Json* start = member(json, "start");
  const Json* end = member(json, "end");
  if (start == nullptr || end == nullptr) return std::nullopt;
  const auto from = read_position(*start);
  const auto to = read_position(*end);
  if (!from || !to) return std::nullopt;
  return Range{std::min(*from, *to), std::max(*from, *to)};
}

std::optional<Located> locate(State& state, const Json& params) {
  const auto path = document_path(params);
  if (!path) return std::nullopt;
  Located at{state.workspace.snapshot_of(*path), {}, 0, *path};
  if (at.snapshot == nullptr) return std::nullopt;
  at.file = at.snapshot->file(*path);
  if (!at.file.valid()) return std::nullopt;
  if (const Json* position = member(params, "position")) {
    const auto read = read_position(*position);
    if (!read) return std::nullopt;
    at.offset = offset_in(state, at.snapshot->sources(), at.file, *read);
  }
  return at;
}

std::optional<Span> read_span(const State& state, const Located& at, const Json& range) {
  const auto read = read_range(range);
  if (!read) return std::nullopt;
  const SourceStore& sources = at.snapshot->sources();
  return Span{at.file, offset_in(state, sources, at.file, read->start), offset_in(state, sources, at.file, read->end)};
}

Json to_json(const Position& position) { return {{"line", position.line}, {"character", position.character}}; }

Json to_json(const Range& range) { return {{"start", to_json(range.start)}, {"end", to_json(range.end)}}; }

Json range_json(const State& state, const Snapshot& snapshot, Span span) {
  const SourceStore& sources = snapshot.sources();
  return to_json(
      Range{position_in(state, sources, span.file, span.begin), position_in(state, sources, span.file, span.end)});
}

std::string uri_of(const Snapshot& snapshot, FileId file) {
  if (snapshot.is_standard(file)) return "tarifa-std:/" + snapshot.path(file);
  return uri_of_path(snapshot.path(file));
}

Json location_json(const State& state, const Snapshot& snapshot, Span span) {
  return {{"uri", uri_of(snapshot, span.file)}, {"range", range_json(state, snapshot, span)}};
}

Json workspace_edit_json(const State& state, const Snapshot& snapshot, const std::vector<FileEdit>& edits) {
  std::map<std::string, Json> by_uri;
  for (const FileEdit& edit : edits) {
    by_uri[uri_of(snapshot, edit.span.file)].push_back(
        {{"range", range_json(state, snapshot, edit.span)}, {"newText", edit.text}});
  }
  if (!state.client.document_changes) return {{"changes", by_uri}};
  Json changes = Json::array();
  for (auto& [uri, list] : by_uri) {
    Json version = nullptr;
    const auto path = path_of_uri(uri);
    const auto& documents = state.workspace.documents();
    if (path && documents.contains(*path)) version = documents.at(*path).version;
    changes.push_back({{"textDocument", {{"uri", uri}, {"version", version}}}, {"edits", std::move(list)}});
  }
  return {{"documentChanges", std::move(changes)}};
}

}  // namespace tarifa::lsp
