// Reading decision tables (S38): small grids of constants are an array, few rows are conditions, many are searched as
// data.
#include <algorithm>

#include "compiler/kernel/lowering.h"
#include "compiler/kernel/timeline.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {
constexpr size_t kMostGridPoints = 4096;
constexpr size_t kFewTests = 96;
constexpr size_t kMostCollected = 256;
}  // namespace

Val Lowering::read_table(const ir::Node& node, Scope& s) {
  const ir::Table& table = module_.tables[node.imm];
  std::vector<Val> keys;
  for (uint32_t k = 0; k < node.operand_count; ++k) keys.push_back(operand(node, k, s));
  const ValueId date = keys.back().a;
  keys.pop_back();
  Scope row_scope = fresh(s.date, 0);
  row_scope.locals = keys;
  row_scope.locals.resize(std::max<size_t>(table.local_count, keys.size()));
  row_scope.mask = s.mask;
  row_scope.error = s.error;
  raise(row_scope, outside_range(table, keys), ir::RowError::OutOfRange, node.at);
  Val value = nothing(table.type);
  if (!table.dated) {
    value = read_version(table, table.versions[0], keys, node, row_scope);
  } else if (const auto day = b_.known(date)) {
    const auto version = version_at(table, static_cast<int32_t>(*day));
    if (version) {
      value = read_version(table, table.versions[*version], keys, node, row_scope);
    } else {
      raise(row_scope, b_.boolean(true), ir::RowError::NoValueOnDate, node.at);
    }
  } else {
    // At a date of the row: the version is a choice.
    ValueId covered = b_.boolean(false);
    for (size_t k = 0; k < table.versions.size(); ++k) {
      ValueId here = b_.le(b_.constant(table.versions[k].from), date);
      if (k + 1 < table.versions.size()) here = b_.both(here, b_.lt(date, b_.constant(table.versions[k + 1].from)));
      if (k + 1 == table.versions.size() && table.until) here = b_.both(here, b_.lt(date, b_.constant(*table.until)));
      const Val v =
          under(row_scope, here, [&] { return read_version(table, table.versions[k], keys, node, row_scope); });
      value = v.form == Form::List ? select_list(here, v, value, row_scope) : select(here, v, value);
      covered = b_.either(covered, here);
    }
    raise(row_scope, b_.negation(covered), ir::RowError::NoValueOnDate, node.at);
  }
  s.error = row_scope.error;
  return value;
}

// A parameter lies outside the range the table states: its rows are judged within it only (S38).
ValueId Lowering::outside_range(const ir::Table& table, const std::vector<Val>& keys) {
  ValueId outside = b_.boolean(false);
  for (size_t k = 0; k < keys.size(); ++k) {
    const ir::TableColumn& column = table.params[k];
    if (!column.least && !column.greatest) continue;
    const Val& key = keys[k];
    const ValueId x = key.form == Form::Number ? n_.mantissa(key.num, module_.type(column.type).scale) : key.a;
    ValueId here = b_.boolean(false);
    if (column.least) here = b_.either(here, b_.lt(x, b_.constant(*column.least)));
    if (column.greatest) here = b_.either(here, b_.lt(b_.constant(*column.greatest), x));
    outside = b_.either(outside, key.valid.valid() ? b_.both(key.valid, here) : here);
  }
  return outside;
}

Val Lowering::read_version(const ir::Table& table, const ir::TableVersion& version, const std::vector<Val>& keys,
                           const ir::Node& node, Scope& s) {
  const TableRows t = table_rows(table, version, keys);
  const bool one = table.policy == ir::TablePolicy::Unique || table.policy == ir::TablePolicy::FirstMatch;
  if (!one) return collected(table, t, node, s);
  if (const auto value = grid(table, t, node, s)) return *value;
  const bool constants =
      std::all_of(t.rows.begin(), t.rows.end(), [&](const ir::Row* row) { return is_constant(*row); });
  if (constants && t.rows.size() * t.keys.size() > kFewTests) return indexed_rows(table, t, node, s);
  return one_row(table, t, node, s);
}

bool Lowering::is_constant(const ir::Row& row) const {
  return std::all_of(row.results.begin(), row.results.end(),
                     [&](ir::NodeId id) { return module_.node(id).op == ir::Op::Const; });
}

Val Lowering::row_value(const ir::Table& table, const ir::Row& row, Scope& s) {
  if (table.results.size() == 1) return lower(row.results[0], s);
  RecordVal r;
  r.record = table.result_record;
  for (const ir::NodeId result : row.results) r.fields.push_back(lower(result, s));
  return record(std::move(r));
}

// The constant results of rows[index]; null: none.
Val Lowering::constant_rows(const ir::Table& table, const std::vector<const ir::Row*>& rows, ValueId index) {
  const auto column = [&](size_t k) {
    std::vector<ir::ConstId> items;
    for (const ir::Row* row : rows) {
      items.push_back(row == nullptr ? ir::ConstId() : ir::ConstId(module_.node(row->results[k]).imm));
    }
    // Constants of a row keep the type they are written with; they share scale and kind by the checker's widening.
    ir::TypeId type = table.results[k].type;
    for (const ir::ConstId item : items) {
      if (item.valid() && !module_.consts[item.index()].missing && !module_.type(type).optional) {
        type = module_.consts[item.index()].type;
        break;
      }
    }
    return one_of(type, items, index);
  };
  if (table.results.size() == 1) return column(0);
  RecordVal r;
  r.record = table.result_record;
  for (size_t k = 0; k < table.results.size(); ++k) r.fields.push_back(column(k));
  return record(std::move(r));
}

std::vector<ValueId> Lowering::matches(const TableRows& t) {
  std::vector<ValueId> out;
  for (const std::vector<DecisionCell>& row : t.decision.rows) {
    ValueId all = b_.boolean(true);
    for (uint32_t k = 0; k < t.decision.keys; ++k) {
      if (row[k].intervals.empty()) continue;
      ValueId any = b_.boolean(false);
      for (const auto& [low, high] : row[k].intervals) {
        const ValueId x = t.keys[k];
        const ValueId inside =
            low == high ? b_.eq(x, b_.constant(low)) : b_.both(b_.le(b_.constant(low), x), b_.le(x, b_.constant(high)));
        any = b_.either(any, low > high ? b_.boolean(false) : inside);
      }
      all = b_.both(all, any);
    }
    out.push_back(all);
  }
  return out;
}

// Constant results over few points: one array, indexed by the keys together.
std::optional<Val> Lowering::grid(const ir::Table& table, const TableRows& t, const ir::Node& node, Scope& s) {
  size_t size = 1;
  for (const ValueId key : t.keys) {
    const Interval r = b_.range(key);
    const auto width = numeric::checked_sub(r.high(), r.low());
    if (!r.bounded() || !width || *width >= static_cast<Int128>(kMostGridPoints)) return std::nullopt;
    size *= static_cast<size_t>(*width + 1);
    if (size > kMostGridPoints) return std::nullopt;
  }
  const auto constant_row = [&](const ir::Row* row) { return is_constant(*row); };
  if (!std::all_of(t.rows.begin(), t.rows.end(), constant_row)) return std::nullopt;
  if (t.otherwise != nullptr && !is_constant(*t.otherwise)) return std::nullopt;
  std::vector<const ir::Row*> chosen;
  std::vector<Int128> counts;
  for (size_t point = 0; point < size; ++point) {
    std::vector<Int128> values(t.keys.size());
    size_t rest = point;
    for (size_t k = t.keys.size(); k-- > 0;) {
      const Interval r = b_.range(t.keys[k]);
      const auto width = static_cast<size_t>(r.high() - r.low() + 1);
      values[k] = r.low() + static_cast<Int128>(rest % width);
      rest /= width;
    }
    const ir::Row* first = nullptr;
    Int128 matching = 0;
    for (size_t row = 0; row < t.rows.size(); ++row) {
      bool all = true;
      for (size_t k = 0; k < t.keys.size() && all; ++k) {
        const auto& spans = t.decision.rows[row][k].intervals;
        all = spans.empty() || std::any_of(spans.begin(), spans.end(), [&](const auto& span) {
                return span.first <= values[k] && values[k] <= span.second;
              });
      }
      if (!all) continue;
      if (first == nullptr) first = t.rows[row];
      ++matching;
    }
    if (first == nullptr && t.otherwise != nullptr) {
      first = t.otherwise;
      matching = 1;
    }
    chosen.push_back(first);
    counts.push_back(table.policy == ir::TablePolicy::FirstMatch ? std::min(matching, Int128{1})
                                                                 : std::min(matching, Int128{2}));
  }
  ValueId index = b_.constant(0);
  for (const ValueId key : t.keys) {
    const Interval r = b_.range(key);
    index = b_.add(b_.mul(index, r.high() - r.low() + 1), b_.sub(key, b_.constant(r.low())));
  }
  const ValueId count = b_.lookup(counts, index);
  raise(s, b_.eq(count, b_.constant(0)), ir::RowError::NoRowMatches, node.at);
  raise(s, b_.eq(count, b_.constant(2)), ir::RowError::SeveralRowsMatch, node.at);
  return constant_rows(table, chosen, index);
}

Val Lowering::one_row(const ir::Table& table, const TableRows& t, const ir::Node& node, Scope& s) {
  std::vector<ValueId> chosen = matches(t);
  ValueId earlier = b_.boolean(false);
  ValueId several = b_.boolean(false);
  for (ValueId& row : chosen) {
    const ValueId matched = row;
    if (!t.disjoint) {
      several = b_.either(several, b_.both(earlier, matched));
      row = b_.both(matched, b_.negation(earlier));
    }
    earlier = b_.either(earlier, matched);
  }
  const ValueId none = t.complete ? b_.boolean(false) : b_.negation(earlier);
  if (t.otherwise == nullptr) raise(s, none, ir::RowError::NoRowMatches, node.at);
  if (table.policy == ir::TablePolicy::Unique) raise(s, several, ir::RowError::SeveralRowsMatch, node.at);
  Val value = nothing(table.type);
  bool any = false;
  const auto take = [&](ValueId where, const ir::Row& row) {
    if (b_.is_false(where)) return;
    const Val v = under(s, where, [&] { return row_value(table, row, s); });
    value = !any ? v : v.form == Form::List ? select_list(where, v, value, s) : select(where, v, value);
    any = true;
  };
  if (t.otherwise != nullptr) take(none, *t.otherwise);
  for (size_t k = t.rows.size(); k-- > 0;) take(chosen[k], *t.rows[k]);
  return value;
}

// Many rows: found as data, results in arrays.
Val Lowering::indexed_rows(const ir::Table& table, const TableRows& t, const ir::Node& node, Scope& s) {
  const uint32_t decision = b_.decision(t.decision);
  const auto rows = static_cast<Int128>(t.rows.size());
  const ValueId row = b_.match(decision, b_.constant(0), t.keys);
  const ValueId none = b_.le(b_.constant(rows), row);
  if (t.otherwise == nullptr) raise(s, none, ir::RowError::NoRowMatches, node.at);
  if (table.policy == ir::TablePolicy::Unique && !t.disjoint) {
    const ValueId next = b_.match(decision, b_.add(row, b_.constant(1)), t.keys);
    raise(s, b_.lt(next, b_.constant(rows)), ir::RowError::SeveralRowsMatch, node.at);
  }
  const Val found = constant_rows(table, t.rows, b_.min(row, b_.constant(rows - 1)));
  if (t.otherwise == nullptr) return found;
  const Val other = under(s, none, [&] { return row_value(table, *t.otherwise, s); });
  return found.form == Form::List ? select_list(none, other, found, s) : select(none, other, found);
}

Val Lowering::collected(const ir::Table& table, const TableRows& t, const ir::Node& node, Scope& s) {
  if (t.rows.size() > kMostCollected) {
    too_complex(s);
    return nothing(table.type);
  }
  std::vector<ValueId> chosen = matches(t);
  std::vector<const ir::Row*> rows = t.rows;
  ValueId some = b_.boolean(t.complete);
  for (const ValueId row : chosen) some = b_.either(some, row);
  if (t.otherwise != nullptr) {
    chosen.push_back(b_.negation(some));
    rows.push_back(t.otherwise);
    some = b_.boolean(true);
  }
  const ir::TablePolicy policy = table.policy;
  const ir::Type& type = module_.type(node.type);
  if (policy == ir::TablePolicy::CollectMin || policy == ir::TablePolicy::CollectMax) {
    raise(s, b_.negation(some), ir::RowError::NoRowMatches, node.at);
  }
  Val value = nothing(table.type);
  value.valid = {};
  ValueId any = b_.boolean(false);
  std::vector<std::pair<ValueId, Val>> items;
  for (size_t k = 0; k < rows.size(); ++k) {
    under(s, chosen[k], [&] {
      const Val v = row_value(table, *rows[k], s);
      if (policy == ir::TablePolicy::CollectSum) {
        value.num = n_.add(value.num, n_.select(chosen[k], v.num, n_.constant(0, 0)));
        judge(value.num, type, node.static_denominator, node.at, s);
      } else if (policy == ir::TablePolicy::CollectList) {
        ListVal one;
        one.element = type.element;
        one.values.push_back(v);
        one.most = 1;
        items.emplace_back(chosen[k], list(std::move(one)));
      } else {
        const bool least = policy == ir::TablePolicy::CollectMin;
        const ValueId better = b_.is_false(any) ? b_.boolean(true)
                               : least          ? compare(ir::Op::Lt, v, value)
                                                : compare(ir::Op::Lt, value, v);
        value = select(b_.both(chosen[k], b_.either(b_.negation(any), better)), v, value);
        any = b_.either(any, chosen[k]);
      }
      return 0;
    });
  }
  return policy == ir::TablePolicy::CollectList ? gathered(type.element, items, s) : value;
}

}  // namespace tarifa::kernel
