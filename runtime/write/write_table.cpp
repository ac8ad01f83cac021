#include <utf8proc.h>

#include <algorithm>

#include "compiler/ir/print.h"
#include "runtime/data/data_words.h"
#include "runtime/write/bill_writer.h"
#include "runtime/write/grouped_number.h"

namespace tarifa::runtime {
namespace {

constexpr size_t kWidth = 78;  // of the whole table
constexpr size_t kNameWidth = 26;
constexpr size_t kAmountWidth = 18;
constexpr size_t kShownKey = 80;  // bytes

size_t shown_width(std::string_view text) {
  size_t width = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    at += length > 0 ? static_cast<size_t>(length) : 1;
    width += length > 0 ? static_cast<size_t>(std::max(0, utf8proc_charwidth(point))) : 1;
  }
  return width;
}

void left(std::string_view text, size_t width, std::string& out) {
  out += text;
  out.append(width - std::min(width, shown_width(text)), ' ');
}

void right(std::string_view text, size_t width, std::string& out) {
  out.append(width - std::min(width, shown_width(text)), ' ');
  out += text;
}

// Name on the left, the amount's last digit in the last column; what stands between gets what is
// left.
void line(std::string_view name, std::string_view detail, std::string_view amount, std::string& out) {
  out += "  ";
  left(name, kNameWidth, out);
  out += ' ';
  right(detail, kWidth - 2 - kNameWidth - 1 - kAmountWidth, out);
  right(" " + std::string(amount), kAmountWidth, out);
  out += '\n';
}

void write_failed(const BillWords& words, const RatedRow& row, Language language, std::string& out) {
  const RowFailure& failure = *row.failure;
  const bool english = language == Language::English;
  out += printable_text(row_name(failure), kShownKey) + "  " + words.bill +
         (english ? "  not billed: " : "  sin facturar: ");
  out += row_error_code(failure.error);
  out += ' ' + failure_message(failure, language) + '\n';
  if (!failure.field.empty()) {
    out += "  " + failure.field;
    if (failure.value) out += " = " + *failure.value;
    out += '\n';
  }
  for (const auto& [name, value] : failure.inputs) out += "  " + name + " = " + value + "\n";
  if (const std::string at = ir::place_text(words.module, failure.at); !at.empty()) out += "  " + at + '\n';
}

}  // namespace

void write_table_row(const BillWords& words, const RatedRow& row, Language language, std::string& out) {
  if (row.failure != nullptr) {
    write_failed(words, row, language, out);
    return;
  }
  const bool english = language == Language::English;
  const NumberMarks marks = marks_of_locale(words.module.locale);
  std::string head = printable_text(row.account, kShownKey);
  head += "  " + words.bill + "  " + words.start + (english ? " to " : " a ") + words.last;
  left(head, kWidth - words.currency.size(), out);
  out += words.currency + '\n';
  for (const RatedLine& one : row.lines) {
    const LineWords& name = words.words(one);
    std::string detail;
    if (one.quantity && one.rate) {
      detail = grouped(quantity_text(words.module, *one.quantity), marks) + " @ " +
               grouped(quantity_text(words.module, *one.rate), marks);
    }
    const std::string_view rounding = english ? "Rounding" : "Redondeo";
    const std::string_view shown = !name.label.empty() ? std::string_view(name.label)
                                   : one.line.valid()  ? std::string_view(words.module.lines[one.line.index()].name)
                                                       : rounding;
    line(shown, detail, grouped(words.money(one.amount), marks), out);
  }
  out += std::string(2, ' ') + std::string(kWidth - 2, '-') + '\n';
  const std::string due = row.due ? (english ? "due " : "vence ") + date_text(*row.due) : std::string();
  line("Total", due, grouped(words.money(row.total), marks), out);
}

}  // namespace tarifa::runtime
