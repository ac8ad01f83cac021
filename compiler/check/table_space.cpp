#include "compiler/check/table_space.h"

#include <algorithm>

#include "compiler/check/boxes.h"
#include "compiler/eval/value_text.h"
#include "compiler/ir/ranges.h"
#include "compiler/numeric/date.h"
#include "compiler/numeric/int128.h"

namespace tarifa::check {
namespace {

Int128 floor_div(Int128 a, Int128 b) { return a / b - (a % b != 0 && a < 0 ? 1 : 0); }

// The value on a grid of `scale`, rounded down or up where the constant has more digits; absent
// where it does not fit.
std::optional<Int128> on_grid(const ir::Module& module, const ir::Const& constant, int scale, bool up) {
  const ir::Type& type = module.type(constant.type);
  const int own = type.kind == ir::TypeKind::Number ? type.scale : scale;
  if (own <= scale) return numeric::checked_mul(constant.number, numeric::pow10(scale - own));
  const Int128 unit = numeric::pow10(own - scale);
  return up ? -floor_div(-constant.number, unit) : floor_div(constant.number, unit);
}

std::string number_words(const ir::Module& module, ir::TypeId type_id, Int128 number) {
  const ir::Type& type = module.type(type_id);
  eval::Value value = eval::civil_value(static_cast<int64_t>(number));
  if (type.kind == ir::TypeKind::Number) value = eval::number_value(number, type.scale);
  if (type.kind == ir::TypeKind::Bool) value = eval::truth_value(number != 0);
  if (type.kind == ir::TypeKind::Enum) value = eval::member_value(static_cast<uint32_t>(number));
  return eval::value_text(module, type_id, value);
}

}  // namespace

TableSpace::TableSpace(const ir::Module& module, const ir::Table& table, const ir::TableVersion& version)
    : module_(module), table_(table), texts_(table.params.size()) {
  for (size_t column = 0; column < table.params.size(); ++column) {
    if (module.type(table.params[column].type).kind != ir::TypeKind::Text) continue;
    for (const ir::Row& row : version.rows) {
      if (row.otherwise) continue;
      for (const ir::CellTest& test : row.cells[column]) texts_[column][module.consts[test.a.index()].text] = 0;
    }
    Int128 number = 0;
    for (auto& [text, index] : texts_[column]) index = number++;
  }
  for (const ir::TableColumn& column : table.params) add_domain(column);
  first_.reserve(version.rows.size() * columns() + 1);
  first_.push_back(0);
  for (const ir::Row& row : version.rows) {
    if (row.otherwise) continue;
    ++row_count_;
    for (size_t column = 0; column < columns(); ++column) add_cell(row.cells[column], column);
  }
}

void TableSpace::add_domain(const ir::TableColumn& column) {
  const ir::Type& type = module_.type(column.type);
  CellInterval domain{0, 0};
  switch (type.kind) {
    case ir::TypeKind::Bool:
    case ir::TypeKind::Number:
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months:
    case ir::TypeKind::Enum: {
      const numeric::Interval range = ir::range_of_type(module_, type);
      domain = {range.low(), range.high()};
      if (type.kind == ir::TypeKind::Date) domain.high = numeric::kLastDate.days;
      break;
    }
    case ir::TypeKind::Text: domain.high = static_cast<Int128>(texts_[domains_.size()].size()); break;
    case ir::TypeKind::Period:
    case ir::TypeKind::Record:
    case ir::TypeKind::List:
    case ir::TypeKind::Ladder: followed_ = false; break;
  }
  if (column.least) domain.low = std::max(domain.low, *column.least);
  if (column.greatest) domain.high = std::min(domain.high, *column.greatest);
  missing_.emplace_back();
  if (type.optional) missing_.back() = ++domain.high;
  domains_.push_back(domain);
}

std::optional<CellInterval> TableSpace::interval(const ir::CellTest& test, size_t column) const {
  const ir::Type& type = module_.type(table_.params[column].type);
  const ir::Const& a = module_.consts[test.a.index()];
  if (a.missing) return std::nullopt;
  if (type.kind == ir::TypeKind::Text) {
    const Int128 number = texts_[column].at(a.text);
    return CellInterval{number, number};
  }
  const Int128 lowest = domains_[column].low;
  const Int128 highest = missing_[column] ? *missing_[column] - 1 : domains_[column].high;
  const auto down = on_grid(module_, a, type.scale, false);
  const auto up = on_grid(module_, a, type.scale, true);
  if (!down || !up) return std::nullopt;
  CellInterval out{lowest, highest};
  switch (test.kind) {
    case ir::CellKind::Equal:
      if (*down != *up) return std::nullopt;
      out = {*down, *down};
      break;
    case ir::CellKind::Less: out.high = *up - 1; break;
    case ir::CellKind::LessEqual: out.high = *down; break;
    case ir::CellKind::Greater: out.low = *down + 1; break;
    case ir::CellKind::GreaterEqual: out.low = *up; break;
    case ir::CellKind::Range:
    case ir::CellKind::RangeExclusive: {
      const bool included = test.kind == ir::CellKind::Range;
      const auto end = on_grid(module_, module_.consts[test.b.index()], type.scale, !included);
      if (!end) return std::nullopt;
      out = {*up, included ? *end : *end - 1};
      break;
    }
  }
  out = {std::max(out.low, lowest), std::min(out.high, highest)};
  if (out.low > out.high) return std::nullopt;
  return out;
}

void TableSpace::add_cell(const std::vector<ir::CellTest>& tests, size_t column) {
  const size_t begin = intervals_.size();
  if (tests.empty()) intervals_.push_back(domains_[column]);
  for (const ir::CellTest& test : tests) {
    if (const auto taken = interval(test, column)) intervals_.push_back(*taken);
  }
  const auto from = intervals_.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(from, intervals_.end(), [](const CellInterval& a, const CellInterval& b) { return a.low < b.low; });
  size_t kept = begin;
  for (size_t i = begin + 1; i < intervals_.size(); ++i) {
    if (intervals_[i].low <= intervals_[kept].high + 1) {
      intervals_[kept].high = std::max(intervals_[kept].high, intervals_[i].high);
    } else {
      intervals_[++kept] = intervals_[i];
    }
  }
  if (begin < intervals_.size()) intervals_.resize(kept + 1);
  first_.push_back(static_cast<uint32_t>(intervals_.size()));
}

std::span<const CellInterval> TableSpace::cell(size_t row, size_t column) const {
  const size_t index = row * columns() + column;
  return {intervals_.data() + first_[index], intervals_.data() + first_[index + 1]};
}

bool TableSpace::any(size_t row, size_t column) const {
  const auto intervals = cell(row, column);
  return intervals.size() == 1 && intervals[0] == domains_[column];
}

bool TableSpace::contains(size_t outer, size_t inner) const {
  for (size_t column = 0; column < columns(); ++column) {
    const auto wide = cell(outer, column);
    for (const CellInterval& wanted : cell(inner, column)) {
      const bool held = std::any_of(wide.begin(), wide.end(), [&](const CellInterval& have) {
        return have.low <= wanted.low && wanted.high <= have.high;
      });
      if (!held) return false;
    }
  }
  return true;
}

std::optional<TableBox> TableSpace::common(size_t a, size_t b) const {
  TableBox box;
  for (size_t column = 0; column < columns(); ++column) {
    std::optional<CellInterval> shared;
    for (const CellInterval& left : cell(a, column)) {
      for (const CellInterval& right : cell(b, column)) {
        const CellInterval both{std::max(left.low, right.low), std::min(left.high, right.high)};
        if (both.low <= both.high && !shared) shared = both;
      }
    }
    if (!shared) return std::nullopt;
    box.push_back(*shared);
  }
  return box;
}

bool TableSpace::ordered_from_zero(size_t column) const {
  const ir::TypeKind kind = module_.type(table_.params[column].type).kind;
  return kind == ir::TypeKind::Enum || kind == ir::TypeKind::Bool || kind == ir::TypeKind::Text;
}

std::string TableSpace::value_words(size_t column, const CellInterval& inside) const {
  const ir::TableColumn& about = table_.params[column];
  const ir::Type& type = module_.type(about.type);
  if (missing_[column] && inside.low == *missing_[column]) return about.name + " is not known";
  const CellInterval& domain = domains_[column];
  const Int128 highest = missing_[column] ? *missing_[column] - 1 : domain.high;
  const CellInterval values{inside.low, std::min(inside.high, highest)};
  Int128 chosen = values.low;
  if (values == CellInterval{domain.low, highest}) {
    chosen = std::clamp(plain_value(type.kind), values.low, values.high);
  } else if (values.low == domain.low && !ordered_from_zero(column)) {
    chosen = values.high;  // the end that a row has set
  }
  if (type.kind == ir::TypeKind::Text) {
    for (const auto& [text, number] : texts_[column]) {
      if (number == chosen) return about.name + " = " + eval::value_text(module_, about.type, eval::text_value(text));
    }
    return about.name + (texts_[column].empty() ? " is any text" : " is any other text");
  }
  return about.name + " = " + number_words(module_, about.type, chosen);
}

std::string TableSpace::range_words(size_t column) const {
  const ir::TypeId type = table_.params[column].type;
  return number_words(module_, type, domains_[column].low) + ".." + number_words(module_, type, domains_[column].high);
}

std::string TableSpace::example(const TableBox& box) const {
  std::string words;
  for (size_t column = 0; column < columns(); ++column) {
    words += (column == 0 ? "" : ", ") + value_words(column, box[column]);
  }
  return words;
}

}  // namespace tarifa::check
