// Accounts of a file as raw rows; of JSON: an array of objects, or one object a line. Numbers keep every digit: none
// goes through floating point. Strict JSON; what `tarifa bill` would call broken is broken here.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/data/row_value.h"

namespace tarifa::lsp {

struct AccountRow {
  AccountRow() = default;
  AccountRow(const AccountRow&) = delete;
  AccountRow& operator=(const AccountRow&) = delete;

  data::RawRow raw;
  std::deque<std::string> texts;  // what `raw` points into
};

struct AccountRows {
  std::deque<AccountRow> rows;                      // they never move
  std::optional<std::vector<std::string>> columns;  // of CSV: its header
  bool more = false;                                // there are more than were asked for
  std::optional<uint32_t> broken_at_line;  // of an array: what stands there is no JSON, and nothing after it was read
};

// `lines`: JSON Lines; else an array.
[[nodiscard]] AccountRows read_account_rows(std::string_view text, bool lines, size_t most);

}  // namespace tarifa::lsp
