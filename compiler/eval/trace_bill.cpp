// What the interpreter reports to a trace (trace.h): lines, tariffs, bills.
#include <fmt/format.h>

#include "compiler/eval/civil.h"
#include "compiler/eval/exact.h"
#include "compiler/eval/trace.h"
#include "compiler/eval/value_text.h"
#include "compiler/ir/print_tree.h"

namespace tarifa::eval {

namespace {

std::string rounding_text(const ir::Rounding& rounding, Language language) {
  return fmt::format("{} {} {}", language == Language::English ? "to" : "a",
                     decimal_text(decimal(rounding.step, rounding.scale), rounding.scale),
                     ir::rounding_word(rounding.mode));
}

}  // namespace

void Trace::open_line(ir::LineId id) {
  const ir::Line& line = module_.lines[id.index()];
  Explanation& node = open(ExplainKind::Line, line.owner + "." + line.name, line.at);
  node.label = line.label;
  node.because = line.because;
}

void Trace::open_part(int32_t first_day, int32_t days, size_t parts) {
  if (parts == 1) return;
  const std::string from = date_text(first_day);
  Explanation& node = open(ExplainKind::Part, from, {});
  node.from = from;
  node.until = date_text(int64_t{first_day} + days);
  node.note = std::to_string(days) + (days == 1 ? pick(" day", " día") : pick(" days", " días"));
}

void Trace::close_part(ir::NodeId expr, bool there, size_t parts) {
  Level& level = open_.back();
  if (there) {
    level.node.formula = formula_in(level, expr);
    const auto value = level.values.find(expr);
    if (value != level.values.end())
      level.node.value = value_text(module_, module_.node(expr).type, value->second, language_);
  }
  level.node.applies = there;
  if (parts > 1) close();
}

void Trace::line_condition(ir::NodeId when, bool holds) {
  Explanation condition;
  condition.kind = ExplainKind::Condition;
  condition.applies = holds;
  condition.formula = formula_in(open_.back(), when);
  condition.at = place_text(module_, module_.node(when).at);
  condition.place = module_.node(when).at;
  std::vector<Explanation>& children = open_.back().node.children;
  children.insert(children.begin(), std::move(condition));  // before what it read
}

void Trace::rounded(const mpq_class& exact, const mpq_class& amount, const ir::Line& line) {
  const ir::Type& type = module_.type(line.type);
  const std::string before = number_text(module_, exact, type.scale, type.unit);
  Explanation& node = open_.back().node;
  if (node.before_rounding.empty()) {
    node.before_rounding = before;
    node.rounding = rounding_text(line.rounding, language_);
    if (!line.round_blocks) return;
  }
  Explanation step;
  step.kind = ExplainKind::Rounding;
  step.value = number_text(module_, amount, type.scale, type.unit);
  step.before_rounding = before;
  step.rounding = rounding_text(line.rounding, language_);
  add(std::move(step));
}

void Trace::limit(const mpq_class& limit, const mpq_class& sum, const ir::Line& line) {
  const ir::Type& type = module_.type(line.type);
  Explanation node;
  node.kind = ExplainKind::Limit;
  node.name = line.kind == ir::LineKind::Minimum ? pick("minimum", "mínimo") : pick("maximum", "máximo");
  node.value = number_text(module_, limit, type.scale, type.unit);
  std::string names;
  for (const ir::LineId base : line.bases) names += (names.empty() ? "" : ", ") + module_.lines[base.index()].name;
  node.note = pick("lines ", "las líneas ") + names + pick(" sum to ", " suman ") +
              number_text(module_, sum, type.scale, type.unit);
  add(std::move(node));
}

void Trace::close_line(ir::LineId id, const Outcome& amount) {
  const ir::Line& line = module_.lines[id.index()];
  Explanation& node = open_.back().node;
  node.value.clear();  // until now the exact value of the part
  node.applies = amount && !amount->missing();
  if (!amount) {
    fail_open(amount.error());
  } else if (node.applies) {
    node.value = value_text(module_, line.type, *amount, language_);
  } else {
    node.formula.clear();
    node.before_rounding.clear();
    node.rounding.clear();
  }
  close();
}

void Trace::open_tariff(ir::TariffId id) {
  const ir::Tariff& tariff = module_.tariffs[id.index()];
  Explanation& node = open(ExplainKind::Tariff, tariff.name, tariff.at);
  if (tariff.window.from) node.from = date_text(*tariff.window.from);
  if (tariff.window.until) node.until = date_text(*tariff.window.until);
}

void Trace::close_tariff_choice(ir::TariffId id, const tl::expected<bool, RowFailure>& applies, int32_t date) {
  const ir::Tariff& tariff = module_.tariffs[id.index()];
  Level& level = open_.back();
  if (!applies) {
    fail_open(applies.error());
  } else {
    level.node.applies = *applies;
    const bool asked = tariff.applies_when.valid() && level.values.contains(tariff.applies_when);
    if (asked) level.node.formula = formula_in(level, tariff.applies_when);
    if (!*applies && !asked)
      level.node.note = pick("outside its window on ", "fuera de su vigencia el ") + date_text(date);
  }
  close();
}

// The tariff chosen before is taken up again, to hold its lines.
void Trace::open_tariff_lines(ir::TariffId id) {
  const std::string& name = module_.tariffs[id.index()].name;
  std::vector<Explanation>& children = open_.back().node.children;
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].kind != ExplainKind::Tariff || children[i].name != name) continue;
    Explanation chosen = std::move(children[i]);
    children.erase(children.begin() + static_cast<std::ptrdiff_t>(i));
    open_.push_back({});
    open_.back().node = std::move(chosen);
    return;
  }
  open_tariff(id);
}

void Trace::close_tariff_lines() { close(); }

void Trace::total(const ir::Bill& bill, const mpq_class& sum, const mpq_class& total) {
  const ir::Unit& currency = module_.units[bill.currency.index()];
  const int digits = currency.currency_digits;
  Explanation node;
  node.kind = ExplainKind::Total;
  node.name = bill.name + ".total";
  node.value = number_text(module_, total, digits, bill.currency);
  if (bill.round_total) {
    node.before_rounding = number_text(module_, sum, digits, bill.currency);
    node.rounding = rounding_text(bill.total_rounding, language_);
    if (total != sum)
      node.note =
          pick("line rounding ", "línea de redondeo ") + number_text(module_, total - sum, digits, bill.currency);
    node.at = place_text(module_, bill.total_at);
    node.place = bill.total_at;
  }
  add(std::move(node));
}

void Trace::open_due(const ir::Bill& bill) { open(ExplainKind::Due, bill.name + ".due", module_.node(bill.due).at); }

void Trace::close_due(const ir::Bill& bill, const Outcome& outcome) {
  open_.back().node.formula = formula_in(open_.back(), bill.due);
  set_value(module_.node(bill.due).type, outcome);
  close();
}

void Trace::open_bill(ir::BillId id) {
  const ir::Bill& bill = module_.bills[id.index()];
  open(ExplainKind::Bill, bill.name, bill.at);
}

void Trace::close_bill(ir::BillId id, const BillOutcome& outcome) {
  const ir::Bill& bill = module_.bills[id.index()];
  if (outcome) {
    const int digits = module_.units[bill.currency.index()].currency_digits;
    open_.back().node.value = number_text(module_, decimal(outcome->total, digits), digits, bill.currency);
  } else {
    fail_open(outcome.error());
  }
  close();
}

}  // namespace tarifa::eval
