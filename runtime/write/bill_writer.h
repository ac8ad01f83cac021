// Bills as text. The text of a row depends on nothing but the row, so rows may be written in any
// order and put together later. Forms: table (for people), json (one array), jsonl (one object a
// line), csv (one record a line of a bill). docs/cli.md shows them.
#pragma once

#include <string>
#include <string_view>

#include "compiler/support/diag.h"
#include "runtime/write/bill_text.h"

namespace tarifa::runtime {

enum class BillForm : uint8_t { Table, Json, JsonLines, Csv };

class BillWriter {
 public:
  BillWriter(const ir::Module& module, ir::BillId bill, const kernel::RunContext& context, BillForm form,
             Language language)
      : words_(module, bill, context), form_(form), language_(language) {}

  [[nodiscard]] std::string_view head() const;
  [[nodiscard]] std::string_view tail() const;
  void row(const RatedRow& row, std::string& out) const;
  [[nodiscard]] const BillWords& words() const { return words_; }

 private:
  BillWords words_;
  BillForm form_;
  Language language_;
};

// The forms, one file each. None writes a line end after the row but Csv and Table, which end their
// own lines.
void write_json_row(const BillWords& words, const RatedRow& row, Language language, std::string& out);
void write_csv_row(const BillWords& words, const RatedRow& row, Language language, std::string& out);
void write_table_row(const BillWords& words, const RatedRow& row, Language language, std::string& out);
[[nodiscard]] std::string_view csv_header();

}  // namespace tarifa::runtime
