// Between the protocol's shapes and the server's: places, ranges, edits.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lsp/server/state.h"

namespace tarifa::lsp {

// The place a request is about, in the newest analysis.
struct Located {
  std::shared_ptr<const Snapshot> snapshot;
  FileId file;
  uint32_t offset = 0;
  std::string path;
};

// Of `textDocument` and, if it is there, `position`. None: no such file in any package.
[[nodiscard]] std::optional<Located> locate(State& state, const Json& params);
[[nodiscard]] std::optional<std::string> document_path(const Json& params);

[[nodiscard]] std::optional<Position> read_position(const Json& json);
[[nodiscard]] std::optional<Range> read_range(const Json& json);
// A range of the request as bytes of the file.
[[nodiscard]] std::optional<Span> read_span(const State& state, const Located& at, const Json& range);

[[nodiscard]] Json to_json(const Position& position);
[[nodiscard]] Json to_json(const Range& range);
[[nodiscard]] Json range_json(const State& state, const Snapshot& snapshot, Span span);
// `file:` of the package, `tarifa-std:` of the standard library.
[[nodiscard]] std::string uri_of(const Snapshot& snapshot, FileId file);
[[nodiscard]] Json location_json(const State& state, const Snapshot& snapshot, Span span);

struct FileEdit {
  Span span;
  std::string text;
};
// A WorkspaceEdit; with versions where the client takes them.
[[nodiscard]] Json workspace_edit_json(const State& state, const Snapshot& snapshot,
                                       const std::vector<FileEdit>& edits);

}  // namespace tarifa::lsp
