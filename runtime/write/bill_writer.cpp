#include "runtime/write/bill_writer.h"

#include "compiler/support/check.h"

namespace tarifa::runtime {

std::string_view BillWriter::head() const {
  switch (form_) {
    case BillForm::Json: return "[";
    case BillForm::Csv: return csv_header();
    case BillForm::Table:
    case BillForm::JsonLines: return "";
  }
  TARIFA_UNREACHABLE();
}

std::string_view BillWriter::tail() const { return form_ == BillForm::Json ? "\n]\n" : ""; }

void BillWriter::row(const RatedRow& row, std::string& out) const {
  switch (form_) {
    case BillForm::Json:
      out += row.row == 1 ? "\n" : ",\n";
      write_json_row(words_, row, language_, out);
      return;
    case BillForm::JsonLines:
      write_json_row(words_, row, language_, out);
      out += '\n';
      return;
    case BillForm::Csv: write_csv_row(words_, row, language_, out); return;
    case BillForm::Table:
      if (row.row != 1) out += '\n';
      write_table_row(words_, row, language_, out);
      return;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::runtime
