// The server on standard input and output, until `exit` or the end of the input.
#pragma once

#include <string>

namespace tarifa::lsp {

// The status to end with: 0 after `shutdown` and `exit`, 1 otherwise.
[[nodiscard]] int serve_stdio(const std::string& version);

}  // namespace tarifa::lsp
