// Accounts of a CSV file as raw rows, read by the rules of the billing run.
#pragma once

#include <string>
#include <string_view>

#include "compiler/support/result.h"
#include "lsp/workspace/account_rows.h"

namespace tarifa::lsp {

// `path` is for messages.
[[nodiscard]] Result<AccountRows> read_csv_account_rows(const std::string& path, std::string_view text, size_t most);

}  // namespace tarifa::lsp
