// `file:` URIs and paths. Only absolute paths of this machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tarifa::lsp {

// None: it is no `file:` URI of an absolute path, or holds a NUL or a broken escape.
[[nodiscard]] std::optional<std::string> path_of_uri(std::string_view uri);
[[nodiscard]] std::string uri_of_path(std::string_view path);

}  // namespace tarifa::lsp
