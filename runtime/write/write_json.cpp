#include "compiler/ir/print.h"
#include "runtime/write/bill_writer.h"
#include "runtime/write/json_text.h"

namespace tarifa::runtime {
namespace {

void member(std::string_view name, std::string_view value, std::string& out) {
  out += '"';
  out += name;
  out += "\": ";
  append_json_string(value, out);
}

void write_failure(const BillWords& words, const RowFailure& failure, Language language, std::string& out) {
  if (failure.account.empty()) out += ", \"row\": " + std::to_string(failure.row);
  out += ", \"error\": {";
  member("code", row_error_code(failure.error), out);
  out += ", ";
  member("message", failure_message(failure, language), out);
  if (const std::string at = ir::place_text(words.module, failure.at); !at.empty()) {
    out += ", ";
    member("at", at, out);
  }
  if (!failure.field.empty()) {
    out += ", ";
    member("field", failure.field, out);
  }
  if (failure.value) {
    out += ", ";
    member("value", *failure.value, out);
  }
  if (!failure.inputs.empty()) {
    out += ", \"inputs\": {";
    for (size_t i = 0; i < failure.inputs.size(); ++i) {
      if (i > 0) out += ", ";
      append_json_string(failure.inputs[i].first, out);
      out += ": ";
      append_json_string(failure.inputs[i].second, out);
    }
    out += '}';
  }
  out += "}}";
}

void write_line(const BillWords& words, const RatedLine& line, std::string& out) {
  const LineWords& name = words.words(line);
  out += '{';
  member("name", name.name, out);
  if (!name.label.empty()) {
    out += ", ";
    member("label", name.label, out);
  }
  if (line.quantity && line.rate) {
    out += ", ";
    member("quantity", quantity_text(words.module, *line.quantity), out);
    out += ", ";
    member("rate", quantity_text(words.module, *line.rate), out);
  }
  out += ", ";
  member("amount", words.money(line.amount), out);
  out += '}';
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_json_row(const BillWords& words, const RatedRow& row, Language language, std::string& out) {
  out += '{';
  member("account", row.failure != nullptr ? row_name(*row.failure) : row.account, out);
  out += ", ";
  member("bill", words.bill, out);
  if (row.failure != nullptr) {
    write_failure(words, *row.failure, language, out);
    return;
  }
  out += ", \"period\": {";
  member("start", words.start, out);
  out += ", ";
  member("end", words.end, out);
  out += "}, ";
  member("currency", words.currency, out);
  out += ", \"lines\": [";
  for (size_t i = 0; i < row.lines.size(); ++i) {
    if (i > 0) out += ", ";
    write_line(words, row.lines[i], out);
  }
  out += "], ";
  member("total", words.money(row.total), out);
  if (row.due) {
    out += ", ";
    member("due", date_text(*row.due), out);
  }
  out += '}';
}

}  // namespace tarifa::runtime
