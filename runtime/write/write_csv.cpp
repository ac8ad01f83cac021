#include "compiler/ir/print.h"
#include "runtime/write/bill_writer.h"

namespace tarifa::runtime {
namespace {

void cell(std::string_view text, std::string& out) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// One record; cells in the order of csv_header().
template <class... Text>
void record(std::string& out, std::string_view first, const Text&... rest) {
  cell(first, out);
  ((out += ',', cell(rest, out)), ...);
  out += "\r\n";
}

}  // namespace

std::string_view csv_header() {
  return "account,bill,start,end,currency,line,label,quantity,rate,amount,due,error,message,at,"
         "field,value\r\n";
}

void write_csv_row(const BillWords& words, const RatedRow& row, Language language, std::string& out) {
  if (row.failure != nullptr) {
    const RowFailure& failure = *row.failure;
    record(out, row_name(failure), words.bill, words.start, words.end, words.currency, "", "", "", "", "", "",
           row_error_code(failure.error), failure_message(failure, language), ir::place_text(words.module, failure.at),
           failure.field, failure.value.value_or(""));
    return;
  }
  for (const RatedLine& line : row.lines) {
    const LineWords& name = words.words(line);
    record(out, row.account, words.bill, words.start, words.end, words.currency, name.name, name.label,
           line.quantity ? quantity_text(words.module, *line.quantity) : "",
           line.rate ? quantity_text(words.module, *line.rate) : "", words.money(line.amount), "", "", "", "", "", "");
  }
  record(out, row.account, words.bill, words.start, words.end, words.currency, "total", "", "", "",
         words.money(row.total), row.due ? date_text(*row.due) : "", "", "", "", "", "");
}

}  // namespace tarifa::runtime
