// JSON files with accounts in the folder `data` of a package: found, and read within limits.
#pragma once

#include <string>
#include <vector>

#include "compiler/support/result.h"
#include "lsp/workspace/account_rows.h"

namespace tarifa::lsp {

inline constexpr size_t kMostAccountFiles = 50;
inline constexpr uint64_t kMostAccountBytes = 16U << 20U;  // of a file
inline constexpr size_t kMostAccountsAFile = 200;          // that are listed, and can be chosen

// Paths below `root`, sorted.
[[nodiscard]] std::vector<std::string> account_files(const std::string& root);
[[nodiscard]] Result<AccountRows> read_account_file(const std::string& root, const std::string& path);

}  // namespace tarifa::lsp
