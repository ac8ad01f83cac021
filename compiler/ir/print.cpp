// `dump --stage ir`: declarations in the order of their stores, expressions as indented trees
// (print_tree.cpp).
#include "compiler/ir/print.h"

#include <fmt/format.h>

#include "compiler/ir/print_tree.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::ir {

namespace {

std::string date_text(int32_t days) { return numeric::to_string(numeric::Date{days}); }

const char* word(ValuesKind values) {
  static constexpr const char* kWords[] = {"at period.start", "at period.last", "at issued", "weighted by days"};
  return kWords[static_cast<size_t>(values)];
}

const char* word(LineKind kind) {
  static constexpr const char* kWords[] = {"line", "tax", "minimum", "maximum", "subtotal", "rounding"};
  return kWords[static_cast<size_t>(kind)];
}

const char* word(TablePolicy policy) {
  static constexpr const char* kWords[] = {"unique",      "first match", "collect sum",
                                           "collect min", "collect max", "collect list"};
  return kWords[static_cast<size_t>(policy)];
}

class Printer {
 public:
  explicit Printer(const Module& module) : m_(module) {}

  std::string print() {
    line(0, "package {} {} edition {}", m_.package, m_.version, m_.edition);
    for (const std::string& entry : m_.entries) line(1, "entry {}", entry);
    for (const std::string& extend : m_.extends) line(1, "extend {}", extend);
    for (const Enum& e : m_.enums) enumeration(e);
    for (const Record& r : m_.records) record(r);
    for (const Param& p : m_.params) param(p);
    for (const Table& t : m_.tables) table(t);
    for (const Let& l : m_.lets) let(l);
    for (const Rule& r : m_.rules) rule(r);
    for (const Tariff& t : m_.tariffs) tariff(t);
    for (const Bill& b : m_.bills) bill(b);
    for (const Test& t : m_.tests) test(t);
    return std::move(out_);
  }

 private:
  template <class... Args>
  void line(int depth, fmt::format_string<Args...> text, Args&&... args) {
    out_.append(static_cast<size_t>(depth) * 2, ' ');
    fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
    out_ += '\n';
  }
  std::string at(const Place& place) const {
    const std::string text = place_text(m_, place);
    return text.empty() ? "" : "  // " + text;
  }
  void tree(int depth, const char* label, NodeId id) {
    if (!id.valid()) return;
    line(depth, "{}", label);
    print_tree(m_, id, depth + 1, out_);
  }

  void enumeration(const Enum& e) {
    line(0, "\nenum {}.{} {{ {} }}{}", e.module, e.name, fmt::join(e.members, ", "), at(e.at));
  }

  void record(const Record& r) {
    line(0, "\n{} {}.{}{}", r.entity ? "entity" : "record", r.module, r.name, at(r.at));
    for (const Field& f : r.fields_list) {
      std::string range;
      const int scale = m_.type(f.type).kind == TypeKind::Number ? m_.type(f.type).scale : 0;
      const auto bound = [&](const std::optional<Int128>& value) {
        return value ? numeric::to_string(numeric::Decimal{*value, scale}) : std::string();
      };
      if (f.least || f.greatest) range = " in " + bound(f.least) + ".." + bound(f.greatest);
      const std::string column = f.column == f.name ? "" : " column \"" + f.column + "\"";
      line(1, "{}{}: {}{}{}", f.key ? "key " : "", f.name, type_text(m_, f.type), range, column);
    }
  }

  void param(const Param& p) {
    std::string keys;
    for (const EnumId key : p.keys) keys += (keys.empty() ? " by " : ", ") + m_.enums[key.index()].name;
    line(0, "\nparam {}.{}{}: {}{}", p.module, p.name, keys, type_text(m_, p.type), at(p.at));
    if (!p.csv.empty()) line(1, "from \"{}\"", p.csv);
    for (const Timeline& t : p.timelines) {
      std::string members;
      for (const ConstId key : t.keys) members += (members.empty() ? "" : ", ") + const_text(m_, key);
      if (!members.empty()) line(1, "| {}", members);
      for (const TimelineEntry& e : t.entries) entry(p, e, members.empty() ? 1 : 2);
    }
  }

  void entry(const Param& p, const TimelineEntry& e, int depth) {
    std::string text = "from " + date_text(e.from);
    if (e.until) text += " until " + date_text(*e.until);
    if (e.published) text += " published " + date_text(*e.published);
    if (e.value.valid()) text += ": " + const_text(m_, e.value);
    line(depth, "{}{}", text, at(e.at));
    for (const LadderStep& step : e.ladder) {
      const std::string limit =
          step.up_to ? "up to " + numeric::to_string(numeric::Decimal{*step.up_to, p.ladder_scale}) : "above";
      line(depth + 1, "| {} @ {}", limit, numeric::to_string(numeric::Decimal{step.rate, m_.type(p.type).scale}));
    }
  }

  std::string cell(const std::vector<CellTest>& tests) const {
    static constexpr const char* kSigns[] = {"", "< ", "<= ", "> ", ">= ", "", ""};
    std::string text;
    for (const CellTest& test : tests) {
      text += (text.empty() ? "" : ", ") + std::string(kSigns[static_cast<size_t>(test.kind)]) + const_text(m_, test.a);
      if (test.kind == CellKind::Range) text += ".." + const_text(m_, test.b);
      if (test.kind == CellKind::RangeExclusive) text += "..<" + const_text(m_, test.b);
    }
    return text.empty() ? "any" : text;
  }

  void table(const Table& t) {
    std::string params;
    for (const TableColumn& column : t.params)
      params += (params.empty() ? "" : ", ") + column.name + ": " + type_text(m_, column.type);
    line(0, "\ntable {}.{}({}) -> {} {}{}", t.module, t.name, params, type_text(m_, t.type), word(t.policy), at(t.at));
    for (const TableVersion& version : t.versions) {
      if (t.dated) line(1, "from {}", date_text(version.from));
      for (const Row& row : version.rows) {
        std::string cells;
        for (const auto& tests : row.cells) cells += (cells.empty() ? "" : " | ") + cell(tests);
        line(1, "| {} =>{}", row.otherwise ? "otherwise" : cells, at(row.at));
        for (const NodeId result : row.results) print_tree(m_, result, 2, out_);
      }
    }
    if (t.until) line(1, "until {}", date_text(*t.until));
  }

  void let(const Let& l) {
    std::string params;
    for (size_t k = 0; k < l.params.size(); ++k) {
      params += (k == 0 ? "(" : ", ") + (k < l.param_names.size() ? l.param_names[k] + ": " : "") +
                type_text(m_, l.params[k]);
    }
    if (!params.empty()) params += ")";
    const std::string& owner = l.owner.empty() ? l.module : l.owner;
    line(0, "\nlet {}.{}{}: {}{}", owner, l.name, params, type_text(m_, l.type), at(l.at));
    print_tree(m_, l.body, 1, out_);
  }

  std::string window(const Window& w) const {
    static constexpr const char* kDates[] = {"", " at period.start", " at period.last", " at issued", " at as_of"};
    if (!w.present) return "";
    std::string text;
    if (w.from) text += " from " + date_text(*w.from);
    text += w.until ? " until " + date_text(*w.until) : " open";
    return text + kDates[static_cast<size_t>(w.read_at)];
  }

  void rule(const Rule& r) {
    line(0, "\nrule {}.{} for {}: {}{}", r.module, r.name, m_.records[r.entity.index()].name, type_text(m_, r.type),
         at(r.at));
    print_tree(m_, r.base, 1, out_);
    for (const Exception& e : r.exceptions) {
      const std::string within = e.parent == kBase ? "" : " within " + r.exceptions[e.parent].name;
      line(1, "{}except {}{}{}{}{}", e.cumulative ? "cumulative " : "", e.name, within, window(e.window),
           e.disjoint_proved ? " disjoint" : "", at(e.at));
      tree(2, "when", e.when);
      tree(2, "value", e.value);
    }
  }

  void lines(const std::vector<LineId>& ids) {
    for (const LineId id : ids) {
      const Line& l = m_.lines[id.index()];
      std::string bases;
      for (const LineId base : l.bases) bases += (bases.empty() ? " for " : ", ") + m_.lines[base.index()].name;
      const std::string step = numeric::to_string(numeric::Decimal{l.rounding.step, l.rounding.scale});
      line(1, "{} {} \"{}\": {} values {}, {} {}{}{}{}", word(l.kind), l.name, l.label, type_text(m_, l.type),
           word(l.values), l.rounded ? "rounded to " + step : "exact", l.rounded ? rounding_word(l.rounding.mode) : "",
           l.round_blocks ? " and blocks" : "", bases, at(l.at));
      tree(2, "when", l.when);
      if (l.expr.valid()) tree(2, "amount", l.expr);
    }
  }

  void order(const std::vector<LineId>& ids) {
    std::string names;
    for (const LineId id : ids) names += " " + m_.lines[id.index()].name;
    if (!names.empty()) line(1, "order{}", names);
  }

  void tariff(const Tariff& t) {
    line(0, "\ntariff {}.{} for {} in {}{}{}", t.module, t.name, m_.records[t.entity.index()].name,
         m_.units[t.currency.index()].name, window(t.window), at(t.at));
    tree(1, "applies when", t.applies_when);
    lines(t.lines);
    order(t.order);
  }

  void bill(const Bill& b) {
    line(0, "\nbill {}.{} for {} in {}{}", b.module, b.name, m_.records[b.entity.index()].name,
         m_.units[b.currency.index()].name, at(b.at));
    for (const TariffGroup& group : b.groups) {
      std::string names;
      for (const TariffId id : group.tariffs) names += " " + m_.tariffs[id.index()].name;
      line(1, "{}{}", group.one_of ? "one of" : "all of", names);
    }
    lines(b.lines);
    order(b.order);
    if (b.round_total) {
      line(1, "round total to {} {}",
           numeric::to_string(numeric::Decimal{b.total_rounding.step, b.total_rounding.scale}),
           rounding_word(b.total_rounding.mode));
    }
    tree(1, "due", b.due);
  }

  void test(const Test& t) {
    line(0, "\ntest \"{}\" of {}{}", t.name, t.module, at(t.at));
    tree(1, "for", t.subject);
    tree(1, "over", t.period);
    tree(1, "issued", t.issued);
    tree(1, "as_of", t.as_of);
    for (const Expectation& e : t.expects) {
      if (e.condition.valid())
        tree(1, "expect", e.condition);
      else
        line(1, "expect error {}", e.error);
    }
    for (const TestRow& row : t.rows) {
      std::string values;
      for (size_t k = 0; k < row.values.size(); ++k)
        values += (k == 0 ? "" : ", ") + t.row_names[k] + ": " + const_text(m_, row.values[k]);
      line(1, "| {}", values);
    }
  }

  const Module& m_;
  std::string out_;
};

}  // namespace

std::string print(const Module& module) { return Printer(module).print(); }

}  // namespace tarifa::ir
