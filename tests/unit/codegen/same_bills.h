// Rows through the interpreter and through kernels of every width: they must agree in amounts, absent marks, errors and
// places.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "compiler/codegen/jit.h"
#include "compiler/eval/exact.h"
#include "compiler/eval/interpreter.h"
#include "compiler/ir/verify.h"
#include "compiler/numeric/int128.h"
#include "tests/unit/eval/module_builder.h"

namespace tarifa::codegen {

template <class T>
void put(kernel::Bytes& out, T value) {
  const size_t at = out.size();
  out.resize(at + sizeof(T));
  std::memcpy(out.data() + at, &value, sizeof(T));
}

inline void pad(kernel::RecordColumns& columns) {
  const size_t rows = (columns.rows + 63) / 64 * 64;
  for (kernel::Column& column : columns.columns) {
    column.data.resize(rows * kernel::physical_size(column.physical));
    if (!column.valid.empty()) column.valid.resize(rows);
    for (kernel::RecordColumns& items : column.items) pad(items);
  }
}

// A value behind the others of its column.
class ColumnWriter {
 public:
  explicit ColumnWriter(const ir::Module& module) : module_(module) {}

  kernel::RecordColumns columns_of(ir::RecordId record) const {
    kernel::RecordColumns out;
    out.record = record;
    for (const ir::Field& field : module_.records[record.index()].fields_list) out.columns.push_back(column_of(field));
    return out;
  }

  void add(kernel::RecordColumns& out, const std::vector<eval::Value>& values) const {
    const auto& fields = module_.records[out.record.index()].fields_list;
    for (size_t k = 0; k < fields.size(); ++k) add(out.columns[k], fields[k], values[k]);
    ++out.rows;
  }

 private:
  kernel::Column column_of(const ir::Field& field) const {
    kernel::Column column;
    column.physical = kernel::physical_of(module_, field);
    const ir::Type& type = module_.type(field.type);
    if (type.kind == ir::TypeKind::Text || type.kind == ir::TypeKind::List) column.offsets.push_back(0);
    if (type.kind == ir::TypeKind::Record) column.items.push_back(columns_of(type.record));
    if (type.kind == ir::TypeKind::List) {
      const ir::Type& element = module_.type(type.element);
      if (element.kind == ir::TypeKind::Record) {
        column.items.push_back(columns_of(element.record));
      } else {
        column.items.emplace_back();
        column.items[0].columns.push_back(column_of(kernel::item_field(module_, field)));
      }
    }
    return column;
  }

  void add(kernel::Column& column, const ir::Field& field, const eval::Value& value) const {
    const ir::Type& type = module_.type(field.type);
    if (type.optional) column.valid.push_back(value.missing() ? 0 : 1);
    const bool missing = value.missing();
    switch (column.physical) {
      case kernel::Physical::U8: put<uint8_t>(column.data, !missing && value.truth() ? 1 : 0); return;
      case kernel::Physical::U32:
        if (type.kind == ir::TypeKind::Enum) {
          put<uint32_t>(column.data, missing ? 0 : value.member());
          return;
        }
        put<uint32_t>(column.data, static_cast<uint32_t>(value.items().size()));
        for (const eval::Value& item : value.items()) add_item(column, field, item);
        column.offsets.push_back(static_cast<uint32_t>(column.items[0].rows));
        return;
      case kernel::Physical::I32: put<int32_t>(column.data, missing ? 0 : static_cast<int32_t>(value.civil())); return;
      case kernel::Physical::I64:
        put<int64_t>(column.data, missing ? 0 : static_cast<int64_t>(number_of(value, type)));
        return;
      case kernel::Physical::I128: put<ir::Int128>(column.data, missing ? 0 : number_of(value, type)); return;
      case kernel::Physical::Text:
        if (!missing) column.text += value.text();
        column.offsets.push_back(static_cast<uint32_t>(column.text.size()));
        return;
      case kernel::Physical::Period:
        put<int32_t>(column.data, missing ? 0 : value.period().start);
        put<int32_t>(column.data, missing ? 0 : value.period().end);
        return;
      case kernel::Physical::Record: add(column.items[0], value.fields()); return;
    }
  }

  static ir::Int128 number_of(const eval::Value& value, const ir::Type& type) {
    if (type.kind == ir::TypeKind::DateTime) return value.civil();
    return *eval::int128_at(value.number().value, type.scale);
  }

  void add_item(kernel::Column& column, const ir::Field& field, const eval::Value& item) const {
    kernel::RecordColumns& items = column.items[0];
    if (items.record.valid()) return add(items, item.fields());
    add(items.columns[0], kernel::item_field(module_, field), item);
    ++items.rows;
  }

  const ir::Module& module_;
};

struct Seen {
  std::string text;
  bool punted = false;
};

inline std::string shown(const ir::Module& module, const eval::BillOutcome& outcome) {
  if (!outcome) {
    return "error " + std::string(eval::row_error_code(outcome.error().code)) + " at " +
           std::to_string(outcome.error().at.line);
  }
  std::string text;
  for (const eval::LineResult& line : outcome->lines) {
    text += module.lines[line.line.index()].name + "=" + numeric::to_string(line.amount);
    if (line.quantity)
      text += "(" + numeric::to_string(line.quantity->mantissa) + "@" + numeric::to_string(line.rate->mantissa) + ")";
    text += " ";
  }
  if (outcome->rounding != 0) text += "rounding=" + numeric::to_string(outcome->rounding) + " ";
  text += "total=" + numeric::to_string(outcome->total);
  if (outcome->due) text += " due=" + std::to_string(*outcome->due);
  return text;
}

inline std::string shown(const ir::Module& module, const CompiledBill& bill, const kernel::BillColumns& out,
                         size_t row) {
  if (out.error_at(row) != 0) {
    const kernel::ErrorSite& site = bill.sites()[out.error_at(row)];
    return "error " + std::string(eval::row_error_code(site.code)) + " at " + std::to_string(site.at.line);
  }
  std::string text;
  for (size_t k = 0; k < out.lines.size(); ++k) {
    const kernel::LineCell& cell = bill.layout().lines[k];
    if (out.lines[k].present[row] == 0) continue;
    text += (cell.line.valid() ? module.lines[cell.line.index()].name : std::string("rounding")) + "=" +
            numeric::to_string(out.lines[k].amount.at(row));
    if (cell.at_rate) {
      text += "(" + numeric::to_string(out.lines[k].quantity.at(row)) + "@" +
              numeric::to_string(out.lines[k].rate.at(row)) + ")";
    }
    text += " ";
  }
  text += "total=" + numeric::to_string(out.total.at(row));
  if (bill.layout().has_due && out.due_present[row] != 0) text += " due=" + std::to_string(out.due_at(row));
  return text;
}

struct Agreement {
  size_t rows = 0;
  size_t failed = 0;
  size_t punted = 0;
  std::string difference;  // empty: all agree
};

// Rows, each the fields of the bill's entity.
inline Agreement compare_with(const ir::Module& module, ir::BillId bill, const eval::RunContext& context,
                              const std::vector<std::vector<eval::Value>>& rows, const JitOptions& options) {
  Agreement result;
  const kernel::RunContext run{context.period_start, context.period_end, context.issued.value_or(context.period_end),
                               context.as_of, context.issued_given};
  const auto compiled = compile(module, bill, run, options);
  const ColumnWriter writer(module);
  kernel::RecordColumns accounts = writer.columns_of(module.bills[bill.index()].entity);
  for (const auto& row : rows) writer.add(accounts, row);
  pad(accounts);
  kernel::BillColumns out;
  compiled->run(accounts, 0, rows.size(), out);
  eval::Interpreter interpreter(module);
  for (size_t k = 0; k < rows.size(); ++k) {
    ++result.rows;
    const eval::BillOutcome wanted = interpreter.bill(bill, eval::record_value(rows[k]), context);
    if (!wanted) ++result.failed;
    if (out.punt[k] != 0) {
      ++result.punted;
      continue;
    }
    const std::string expected = shown(module, wanted);
    const std::string actual = shown(module, *compiled, out, k);
    if (expected == actual) continue;
    result.difference = "row " + std::to_string(k) + "\n  interpreter: " + expected + "\n  kernel:      " + actual;
    return result;
  }
  return result;
}

struct NamedWidth {
  const char* name;
  kernel::Width width;
  int jit_opt;
};
inline constexpr NamedWidth kAllWidths[] = {{"normal", kernel::Width::None, 1},
                                            {"O0", kernel::Width::None, 0},
                                            {"A", kernel::Width::A, 1},
                                            {"B", kernel::Width::B, 1},
                                            {"C", kernel::Width::C, 1}};

// All widths agree with the interpreter; at most so many rows of the normal width are left to it.
inline Agreement expect_same(const ir::Module& module, ir::BillId bill, const eval::RunContext& context,
                             const std::vector<std::vector<eval::Value>>& rows, size_t most_punted = 0,
                             bool verified = true) {
  const auto problem = verified ? ir::verify(module) : std::nullopt;
  EXPECT_FALSE(problem.has_value()) << problem.value_or("");
  Agreement normal;
  for (const NamedWidth& width : kAllWidths) {
    JitOptions options;
    options.force_width = width.width;
    options.jit_opt = width.jit_opt;
    const Agreement agreement = compare_with(module, bill, context, rows, options);
    EXPECT_EQ(agreement.difference, "") << width.name;
    EXPECT_LE(agreement.punted, most_punted) << width.name;
    if (width.width == kernel::Width::None) normal = agreement;
  }
  return normal;
}

}  // namespace tarifa::codegen
