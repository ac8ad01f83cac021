// Snippets of rules over one entity: a preamble with everything they need, and whether they are
// free of errors, verify, and their own tests pass.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/check/checking.h"

namespace tarifa::check {

// Lines before the snippet, so that places in findings are easy to count: the snippet begins in
// line `kSnippetLine`.
inline constexpr int kSnippetLine = 26;

[[nodiscard]] std::string with_preamble(std::string_view snippet);
// Errors of the snippet as `E0332 1:20 text`, lines counted from the snippet's first.
[[nodiscard]] std::vector<std::string> errors_in(std::string_view snippet);
// Only the codes, in their order.
[[nodiscard]] std::vector<std::string> codes_in(std::string_view snippet);
// Codes of warnings other than of unused names.
[[nodiscard]] std::vector<std::string> warnings_in(std::string_view snippet);
// Labels, help and fixes of the findings.
[[nodiscard]] std::vector<std::string> notes_in(std::string_view snippet);
// What is wrong: errors, a module that does not verify, failed tests. Empty if nothing is; a
// snippet without tests is wrong.
[[nodiscard]] std::vector<std::string> problems_of(std::string_view snippet);

}  // namespace tarifa::check
