// Files with accounts in the folder `data` of a package, JSON or CSV: found, and read within limits.
#pragma once

#include <string>
#include <vector>

#include "compiler/support/result.h"
#include "lsp/workspace/account_rows.h"

namespace tarifa::lsp {

inline constexpr size_t kMostAccountFiles = 50;            // of JSON, and of CSV
inline constexpr uint64_t kMostAccountBytes = 16U << 20U;  // of a file
inline constexpr size_t kMostListed = 200;                 // accounts of a file
inline constexpr size_t kMostSearched = 100'000;           // for the one of a key

// Paths below `root`: JSON, then CSV (which may hold parameters as well), each sorted.
[[nodiscard]] std::vector<std::string> account_files(const std::string& root);
// The first `most` of it. The form is told by the name, else by the first byte. `path`: below `root`, or absolute.
[[nodiscard]] Result<AccountRows> read_account_file(const std::string& root, const std::string& path, size_t most);

}  // namespace tarifa::lsp
