#include "lsp/features/row_boxes.h"

#include <algorithm>

#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::lsp {
namespace {

using check::CellInterval;
using ir::Int128;
using ir::TypeKind;

Cell common(const Cell& a, const Cell& b) {
  Cell out;
  for (const CellInterval& left : a) {
    for (const CellInterval& right : b) {
      const CellInterval both{std::max(left.low, right.low), std::min(left.high, right.high)};
      if (both.low <= both.high) out.push_back(both);
    }
  }
  std::sort(out.begin(), out.end(), [](const CellInterval& x, const CellInterval& y) { return x.low < y.low; });
  return out;
}

Cell difference(const Cell& from, const Cell& taken) {
  Cell out;
  for (const CellInterval& part : from) {
    Int128 next = part.low;
    for (const CellInterval& cut : taken) {
      if (cut.high < next || cut.low > part.high) continue;
      if (next < cut.low) out.push_back({next, cut.low - 1});
      next = cut.high + 1;
    }
    if (next <= part.high) out.push_back({next, part.high});
  }
  return out;
}

// `130.500` as `130.5`.
std::string without_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// Of two neighbours on the grid the one that is said with fewer digits.
size_t digits(Int128 number) {
  if (number == 0) return 0;
  size_t count = 0;
  while (number % 10 == 0) number /= 10;
  for (; number != 0; number /= 10) ++count;
  return count;
}

bool is_counted(TypeKind kind) { return kind == TypeKind::Number; }

}  // namespace

RowBox whole_box(const check::TableSpace& space) {
  RowBox box;
  for (size_t column = 0; column < space.columns(); ++column) box.push_back({space.domain(column)});
  return box;
}

RowBox box_of(const check::TableSpace& space, size_t row) {
  RowBox box;
  for (size_t column = 0; column < space.columns(); ++column) {
    const auto cell = space.cell(row, column);
    box.emplace_back(cell.begin(), cell.end());
  }
  return box;
}

bool is_empty(const RowBox& box) {
  return std::any_of(box.begin(), box.end(), [](const Cell& cell) { return cell.empty(); });
}

std::optional<std::vector<RowBox>> without(const std::vector<RowBox>& from, const RowBox& taken) {
  std::vector<RowBox> out;
  for (const RowBox& box : from) {
    RowBox rest = box;  // of which the columns seen so far are cut down to what is taken
    bool meets = true;
    for (size_t column = 0; column < box.size(); ++column) meets &= !common(box[column], taken[column]).empty();
    if (!meets) {
      out.push_back(box);
      continue;
    }
    for (size_t column = 0; column < box.size(); ++column) {
      RowBox piece = rest;
      piece[column] = difference(rest[column], taken[column]);
      if (!is_empty(piece)) out.push_back(std::move(piece));
      rest[column] = common(rest[column], taken[column]);
    }
    if (out.size() > kMostRowBoxes) return std::nullopt;
  }
  return out;
}

std::optional<std::string> CellWriter::row(const RowBox& box) const {
  std::string text;
  for (size_t column = 0; column < box.size(); ++column) {
    const auto words = cell(box[column], column);
    if (!words) return std::nullopt;
    text += (column == 0 ? "" : " | ") + *words;
  }
  return text;
}

std::optional<std::string> CellWriter::cell(const Cell& cell, size_t column) const {
  if (cell.size() == 1 && cell[0] == space_.domain(column)) return "any";
  std::string text;
  const bool members = module_.type(table_.params[column].type).kind == TypeKind::Enum;
  for (const CellInterval& part : cell) {
    const Int128 last = members ? part.high : part.low;  // members one by one, numbers as they lie together
    for (Int128 k = part.low; k <= last; ++k) {
      const auto words = interval(members ? CellInterval{k, k} : part, column);
      if (!words) return std::nullopt;
      text += (text.empty() ? "" : ", ") + *words;
    }
  }
  return text;
}

std::optional<std::string> CellWriter::interval(const CellInterval& part, size_t column) const {
  const ir::Type& type = module_.type(table_.params[column].type);
  if (type.optional) return std::nullopt;
  if (part.low == part.high) return value(part.low, column);
  const bool ordered = type.kind == TypeKind::Number || type.kind == TypeKind::Date || type.kind == TypeKind::Days ||
                       type.kind == TypeKind::Months;
  if (!ordered) return std::nullopt;
  const CellInterval& domain = space_.domain(column);
  const bool below = is_counted(type.kind) && digits(part.high + 1) < digits(part.high);
  const bool above = is_counted(type.kind) && digits(part.low - 1) < digits(part.low);
  const auto with = [&](const char* sign, Int128 number) -> std::optional<std::string> {
    const auto words = value(number, column);
    return words ? std::optional(sign + *words) : std::nullopt;
  };
  if (part.low == domain.low) return below ? with("< ", part.high + 1) : with("<= ", part.high);
  if (part.high == domain.high) return above ? with("> ", part.low - 1) : with(">= ", part.low);
  const auto low = value(part.low, column);
  const auto high = value(below ? part.high + 1 : part.high, column);
  if (!low || !high) return std::nullopt;
  return *low + (below ? "..<" : "..") + *high;
}

std::optional<std::string> CellWriter::value(Int128 number, size_t column) const {
  const ir::Type& type = module_.type(table_.params[column].type);
  switch (type.kind) {
    case TypeKind::Bool: return number != 0 ? "true" : "false";
    case TypeKind::Enum: {
      const auto& members = module_.enums[type.enumeration.index()].members;
      const auto index = static_cast<size_t>(number);
      return index < members.size() ? std::optional(members[index]) : std::nullopt;
    }
    case TypeKind::Number: return this->number(number, type);
    case TypeKind::Date: return numeric::to_string(numeric::Date{static_cast<int32_t>(number)});
    case TypeKind::Days: return numeric::to_string(numeric::Decimal{number, 0}) + " days";
    case TypeKind::Months: return numeric::to_string(numeric::Decimal{number, 0}) + " months";
    case TypeKind::Text:
    case TypeKind::Month:
    case TypeKind::Time:
    case TypeKind::DateTime:
    case TypeKind::Period:
    case TypeKind::Record:
    case TypeKind::List:
    case TypeKind::Ladder: return std::nullopt;
  }
  return std::nullopt;
}

std::string CellWriter::number(Int128 mantissa, const ir::Type& type) const {
  std::string text = without_zeros(numeric::to_string(numeric::Decimal{mantissa, type.scale}));
  const bool unit = type.unit.valid() && type.unit.index() < module_.units.size();
  if (unit && !module_.units[type.unit.index()].name.empty()) text += " " + module_.units[type.unit.index()].name;
  return text;
}

}  // namespace tarifa::lsp
