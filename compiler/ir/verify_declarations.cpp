// Declarations, each alone: ids in their stores, counts that match, shapes that the interpreter and
// kernels rely on.
#include <algorithm>

#include "compiler/ir/verifier.h"
#include "compiler/numeric/decimal.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

bool Verifier::root(NodeId id, const char* of, const std::string& name) {
  return need(in(id, m_.nodes), "{} `{}`: an expression is not there", of, name);
}

bool Verifier::params() {
  for (const Param& param : m_.params) {
    const std::string& name = param.name;
    if (!need(type_in(param.type) && place(param.at, "param"), "param `{}`: it has no type", name)) return false;
    const TypeKind kind = m_.type(param.type).kind;
    const bool fits = kind != TypeKind::List && kind != TypeKind::Record && param.ladder_scale <= limits::kScale;
    if (!need(fits, "param `{}`: a type that no parameter has", name)) return false;
    size_t combinations = 1;
    for (const EnumId key : param.keys) {
      if (!need(in(key, m_.enums), "param `{}`: a key is not there", name)) return false;
      combinations *= m_.enums[key.index()].members.size();
      if (!need(combinations <= param.timelines.size(), "param `{}`: a timeline is missing", name)) return false;
    }
    if (!need(combinations == param.timelines.size(), "param `{}`: it has too many timelines", name)) return false;
    for (const Timeline& one : param.timelines) {
      if (!timeline(param, one)) return false;
    }
  }
  return true;
}

bool Verifier::timeline(const Param& param, const Timeline& timeline) {
  if (!need(timeline.keys.size() == param.keys.size(), "param `{}`: the keys of a timeline", param.name)) return false;
  for (size_t k = 0; k < timeline.keys.size(); ++k) {
    const bool fits = in(timeline.keys[k], m_.consts) &&
                      m_.type(m_.consts[timeline.keys[k].index()].type).kind == TypeKind::Enum &&
                      m_.type(m_.consts[timeline.keys[k].index()].type).enumeration == param.keys[k];
    if (!need(fits, "param `{}`: a key of a timeline is no member", param.name)) return false;
  }
  const TimelineEntry* previous = nullptr;
  for (const TimelineEntry& one : timeline.entries) {
    if (!entry(param, one)) return false;
    if (previous != nullptr) {
      const bool order = previous->published ? one.published && std::pair(*previous->published, previous->from) <=
                                                                    std::pair(*one.published, one.from)
                                             : one.published || previous->from < one.from;
      if (!need(order, "param `{}`: its entries are not in order", param.name)) return false;
    }
    previous = &one;
  }
  return true;
}

bool Verifier::entry(const Param& param, const TimelineEntry& entry) {
  const bool ladder = m_.type(param.type).kind == TypeKind::Ladder;
  bool fits = place(entry.at, "entry") && (!entry.until || *entry.until > entry.from);
  fits = fits && entry.value.valid() != ladder && none_or_in(entry.value, m_.consts) && entry.ladder.empty() != ladder;
  if (fits && !ladder) {
    const Const& value = m_.consts[entry.value.index()];
    fits = same_form(value.type, param.type) && (!value.missing || m_.type(param.type).optional);
  }
  Int128 previous = 0;
  for (size_t k = 0; k < entry.ladder.size(); ++k) {
    const LadderStep& step = entry.ladder[k];
    fits = fits && numeric::fits_decimal(step.rate) && (step.up_to || k + 1 == entry.ladder.size());
    if (!step.up_to) continue;
    fits = fits && *step.up_to >= previous && numeric::fits_decimal(*step.up_to);
    previous = *step.up_to;
  }
  return need(fits, "param `{}`: an entry is not in form", param.name);
}

// Numbers, dates and lengths have ranges.
bool Verifier::range_fits(const TableColumn& column) const {
  if (!column.least && !column.greatest) return true;
  switch (m_.type(column.type).kind) {
    case TypeKind::Number:
    case TypeKind::Date:
    case TypeKind::Month:
    case TypeKind::Time:
    case TypeKind::DateTime:
    case TypeKind::Days:
    case TypeKind::Months: return true;
    case TypeKind::Bool:
    case TypeKind::Text:
    case TypeKind::Period:
    case TypeKind::Enum:
    case TypeKind::Record:
    case TypeKind::List:
    case TypeKind::Ladder: return false;
  }
  return false;
}

bool Verifier::tables() {
  for (const Table& table : m_.tables) {
    const std::string& name = table.name;
    bool fits = type_in(table.type) && place(table.at, "table") && !table.params.empty() && !table.results.empty() &&
                !table.versions.empty() && table.local_count >= table.params.size() &&
                table.local_count <= limits::kTokens;
    if (!table.dated) fits = fits && table.versions.size() == 1;
    for (const TableColumn& column : table.params) fits = fits && type_in(column.type) && range_fits(column);
    for (const TableColumn& column : table.results) fits = fits && type_in(column.type);
    if (!need(fits, "table `{}`: it is not in form", name)) return false;
    if (table.results.size() > 1) {
      const Type& type = m_.type(table.type);
      const bool one = table.policy == TablePolicy::Unique || table.policy == TablePolicy::FirstMatch;
      fits = type.kind == TypeKind::Record && type.record == table.result_record && one &&
             m_.records[type.record.index()].fields_list.size() == table.results.size();
      for (size_t k = 0; fits && k < table.results.size(); ++k) {
        fits = m_.records[type.record.index()].fields_list[k].type == table.results[k].type;
      }
      if (!need(fits, "table `{}`: its results are not its record", name)) return false;
    }
    for (size_t v = 0; v < table.versions.size(); ++v) {
      const TableVersion& version = table.versions[v];
      const bool order = v == 0 || table.versions[v - 1].from < version.from;
      if (!need(order && place(version.at, "version"), "table `{}`: its versions are not in order", name)) return false;
      for (const Row& row : version.rows) {
        if (!table_row(table, row)) return false;
      }
    }
  }
  return true;
}

bool Verifier::table_row(const Table& table, const Row& row) {
  bool fits = place(row.at, "row") && row.results.size() == table.results.size();
  fits = fits && (row.cells.size() == table.params.size() || (row.otherwise && row.cells.empty()));
  for (size_t k = 0; fits && k < row.cells.size(); ++k) {
    const TypeId column = table.params[k].type;
    for (const CellTest& test : row.cells[k]) {
      const bool range = test.kind == CellKind::Range || test.kind == CellKind::RangeExclusive;
      fits = fits && in(test.a, m_.consts) && (!range || in(test.b, m_.consts));
      for (const ConstId id : {test.a, range ? test.b : test.a}) {
        fits = fits && same_kind(m_.consts[id.index()].type, column) && !m_.consts[id.index()].missing;
      }
      const TypeKind kind = m_.type(column).kind;
      const bool unordered = kind == TypeKind::Bool || kind == TypeKind::Text || kind == TypeKind::Enum ||
                             kind == TypeKind::Record || kind == TypeKind::List || kind == TypeKind::Period;
      fits = fits && (test.kind == CellKind::Equal || !unordered);
    }
  }
  if (!need(fits, "table `{}`: a row is not in form", table.name)) return false;
  return std::all_of(row.results.begin(), row.results.end(),
                     [&](NodeId result) { return root(result, "table", table.name); });
}

bool Verifier::rules() {
  for (const Rule& rule : m_.rules) {
    const bool fits = in(rule.entity, m_.records) && m_.records[rule.entity.index()].entity && type_in(rule.type) &&
                      place(rule.at, "rule") && rule.local_count <= limits::kTokens;
    if (!need(fits, "rule `{}`: it has no entity or type", rule.name) || !root(rule.base, "rule", rule.name))
      return false;
    for (uint32_t i = 0; i < rule.exceptions.size(); ++i) {
      const Exception& e = rule.exceptions[i];
      bool known = (e.parent == kBase || e.parent < i) && none_or_in(e.when, m_.nodes) && place(e.at, "exception");
      for (const uint32_t other : e.agrees_with) known = known && other < rule.exceptions.size();
      const TypeKind kind = m_.type(rule.type).kind;
      const bool sums = kind == TypeKind::Number || kind == TypeKind::Days || kind == TypeKind::Months;
      if (e.cumulative) known = known && sums && !m_.type(rule.type).optional;
      if (!need(known, "rule `{}`: exception `{}` is not in form", rule.name, e.name)) return false;
      if (!root(e.value, "rule", rule.name)) return false;
    }
  }
  return true;
}

bool Verifier::lets() {
  for (const Let& let : m_.lets) {
    bool fits = type_in(let.type) && place(let.at, "let") && let.local_count >= let.params.size() &&
                let.local_count <= limits::kTokens;
    for (const TypeId param : let.params) fits = fits && type_in(param);
    if (!need(fits, "let `{}`: it is not in form", let.name) || !root(let.body, "let", let.name)) return false;
  }
  return true;
}

bool Verifier::lines() {
  return std::all_of(m_.lines.begin(), m_.lines.end(), [&](const Line& one) { return line(one); });
}

bool Verifier::line(const Line& line) {
  const std::string name = line.owner + "." + line.name;
  bool fits = type_in(line.type) && m_.type(line.type).kind == TypeKind::Number && place(line.at, "line") &&
              line.local_count <= limits::kTokens && none_or_in(line.when, m_.nodes);
  if (!need(fits, "line `{}`: it is not in form", name)) return false;
  const Type& type = m_.type(line.type);
  fits = line.rounding.step > 0 && numeric::fits_decimal(line.rounding.step) && line.rounding.scale <= type.scale;
  if (line.rounded) fits = fits && type.scale <= limits::kScale;
  if (!need(fits || !line.rounded, "line `{}`: its rounding", name)) return false;
  for (const LineId base : line.bases) {
    if (!need(in(base, m_.lines), "line `{}`: a base is not there", name)) return false;
  }
  return line.kind == LineKind::Rounding || root(line.expr, "line", name);
}

bool Verifier::currency(UnitId unit, const std::string& name) {
  const bool money = in(unit, m_.units) && m_.units[unit.index()].currency_digits >= 0;
  return need(money, "`{}`: it has no currency", name);
}

// `order` holds the lines of `lines`, each once; all are money of the currency.
bool Verifier::line_order(const std::vector<LineId>& lines, const std::vector<LineId>& order, UnitId money,
                          const std::string& owner) {
  std::vector<LineId> a = lines, b = order;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const bool once = std::adjacent_find(a.begin(), a.end()) == a.end();
  if (!need(a == b && once, "`{}`: the order of its lines", owner)) return false;
  for (const LineId id : lines) {
    if (!need(in(id, m_.lines), "`{}`: a line is not there", owner)) return false;
    const Line& line = m_.lines[id.index()];
    const Type& type = m_.type(line.type);
    const bool subtotal = line.kind == LineKind::Subtotal;
    const bool digits = subtotal || type.scale == m_.units[money.index()].currency_digits;
    const bool unit = subtotal || same_unit(type.unit, money);
    if (!need(digits && unit && (line.rounded || subtotal), "line `{}.{}`: it is no money of its bill", owner,
              line.name)) {
      return false;
    }
  }
  return true;
}

bool Verifier::tariffs() {
  for (const Tariff& tariff : m_.tariffs) {
    const bool fits = in(tariff.entity, m_.records) && m_.records[tariff.entity.index()].entity &&
                      none_or_in(tariff.applies_when, m_.nodes) && place(tariff.at, "tariff") &&
                      tariff.local_count <= limits::kTokens;
    if (!need(fits, "tariff `{}`: it is not in form", tariff.name) || !currency(tariff.currency, tariff.name))
      return false;
    if (!line_order(tariff.lines, tariff.order, tariff.currency, tariff.name)) return false;
  }
  return true;
}

bool Verifier::bills() {
  for (const Bill& bill : m_.bills) {
    const bool fits = in(bill.entity, m_.records) && m_.records[bill.entity.index()].entity && place(bill.at, "bill") &&
                      place(bill.total_at, "bill") && none_or_in(bill.due, m_.nodes) &&
                      bill.local_count <= limits::kTokens;
    if (!need(fits, "bill `{}`: it is not in form", bill.name) || !currency(bill.currency, bill.name)) return false;
    const Rounding& rounding = bill.total_rounding;
    const bool rounds = !bill.round_total || (rounding.step > 0 && numeric::fits_decimal(rounding.step) &&
                                              rounding.scale <= m_.units[bill.currency.index()].currency_digits);
    if (!need(rounds, "bill `{}`: the rounding of its total", bill.name)) return false;
    std::set<TariffId> seen;
    for (const TariffGroup& group : bill.groups) {
      for (const TariffId id : group.tariffs) {
        const bool known = in(id, m_.tariffs) && seen.insert(id).second &&
                           m_.tariffs[id.index()].entity == bill.entity &&
                           same_unit(m_.tariffs[id.index()].currency, bill.currency);
        if (!need(known && place(group.at, "group"), "bill `{}`: a tariff is not in form", bill.name)) return false;
      }
    }
    if (!line_order(bill.lines, bill.order, bill.currency, bill.name)) return false;
  }
  return true;
}

bool Verifier::tests() {
  for (const Test& test : m_.tests) {
    bool fits =
        place(test.at, "test") && test.local_count >= test.row_names.size() && test.local_count <= limits::kTokens;
    for (const NodeId id : {test.subject, test.period, test.issued, test.as_of})
      fits = fits && none_or_in(id, m_.nodes);
    for (const TestRow& row : test.rows) {
      fits = fits && place(row.at, "row") && row.values.size() == test.row_names.size();
      for (const ConstId value : row.values) fits = fits && in(value, m_.consts);
    }
    for (const Expectation& expect : test.expects) {
      fits = fits && place(expect.at, "expectation") && none_or_in(expect.condition, m_.nodes) &&
             expect.condition.valid() == expect.error.empty() && none_or_in(expect.bill, m_.bills) &&
             expect.bill.valid() != expect.error.empty();
    }
    if (!need(fits, "test `{}`: it is not in form", test.name)) return false;
  }
  return true;
}

}  // namespace tarifa::ir
