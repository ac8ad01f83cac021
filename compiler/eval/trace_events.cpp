// What the interpreter reports to a trace (trace.h): parameters, tables, lets, rules and their
// exceptions.
#include "compiler/eval/civil.h"
#include "compiler/eval/exact.h"
#include "compiler/eval/timelines.h"
#include "compiler/eval/trace.h"
#include "compiler/eval/value_text.h"

namespace tarifa::eval {

namespace {

std::string optional_date(const std::optional<int32_t>& date) { return date ? date_text(*date) : std::string(); }

void set_window(Explanation& node, const ir::Window& window) {
  if (!window.present) return;
  node.from = optional_date(window.from);
  node.until = optional_date(window.until);
}

}  // namespace

void Trace::param_read(ir::NodeId id, uint32_t timeline, std::optional<uint32_t> entry_index, int32_t date) {
  const ir::ParamId param_id{module_.node(id).imm};
  const ir::Param& param = module_.params[param_id.index()];
  Explanation& node = open(ExplainKind::Param, param_call_text(module_, param_id, timeline), param.at);
  node.read_on = date_text(date);
  node.source = param.csv;
  if (entry_index) {
    const ir::TimelineEntry& entry = param.timelines[timeline].entries[*entry_index];
    const Validity validity = validity_of(param.timelines[timeline], *entry_index);
    node.from = date_text(validity.from);
    node.until = optional_date(validity.until);
    node.published = optional_date(entry.published);
    node.because = entry.because;
    node.at = place_text(module_, entry.at);
    node.place = entry.at;
    if (entry.value.valid()) {
      node.value = value_text(module_, param.type, constant_value(module_, entry.value), language_);
    } else {
      node.value = std::to_string(entry.ladder.size()) + pick(" blocks", " bloques");
    }
  } else {
    node.note = pick("no value on that date", "sin valor en esa fecha");
  }
  close();
}

void Trace::open_table(ir::TableId id, uint32_t version, const std::vector<const ir::Row*>& rows,
                       const std::vector<Value>& values) {
  const ir::Table& table = module_.tables[id.index()];
  std::string arguments;
  for (size_t k = 0; k < table.params.size(); ++k) {
    arguments += (k == 0 ? "" : ", ") + value_text(module_, table.params[k].type, values[k], language_);
  }
  Explanation& node = open(ExplainKind::Table, table.name + "(" + arguments + ")", table.at);
  if (table.dated) node.from = date_text(table.versions[version].from);
  if (rows.size() == 1) {
    node.at = place_text(module_, rows[0]->at);
    node.place = rows[0]->at;
    if (rows[0]->otherwise) node.note = pick("row otherwise", "fila otherwise");
  } else {
    node.note = pick("", "coinciden ") + std::to_string(rows.size()) + pick(" rows match", " filas");
  }
  for (const ir::TableColumn& param : table.params) open_.back().locals.push_back(param.name);
}

void Trace::close_table(ir::TableId id, const Outcome& outcome) {
  set_value(module_.tables[id.index()].type, outcome);
  close();
}

void Trace::open_let(ir::LetId id) {
  const ir::Let& let = module_.lets[id.index()];
  open(ExplainKind::Let, let.name, let.at);
  open_.back().locals = let.param_names;
}

void Trace::close_let(ir::LetId id, const Outcome& outcome) {
  const ir::Let& let = module_.lets[id.index()];
  open_.back().node.formula = formula_in(open_.back(), let.body);
  set_value(let.type, outcome);
  close();
}

void Trace::open_rule(ir::RuleId id, int32_t effective) {
  const ir::Rule& rule = module_.rules[id.index()];
  Explanation& node = open(ExplainKind::Rule, rule.name, rule.at);
  node.read_on = date_text(effective);
  node.because = rule.because;
}

void Trace::rule_value(const ir::Rule& rule, uint32_t exception) {
  Level& level = open_.back();
  const bool base = exception == ir::kBase;
  std::string& formula = level.node.formula;
  formula += (formula.empty() ? "" : " + ") + formula_in(level, base ? rule.base : rule.exceptions[exception].value);
  if (base) return;
  std::string path;
  for (uint32_t i = exception; i != ir::kBase; i = rule.exceptions[i].parent) {
    path = rule.exceptions[i].name + (path.empty() ? "" : " > ") + path;
  }
  level.node.note += (level.node.note.empty() ? pick("by exception ", "por la excepción ") : ", ") + path;
  if (!rule.exceptions[exception].because.empty()) level.node.because = rule.exceptions[exception].because;
}

void Trace::close_rule(ir::RuleId id, const Outcome& outcome) {
  set_value(module_.rules[id.index()].type, outcome);
  close();
}

void Trace::open_exception(const ir::Exception& exception) {
  Explanation& node = open(ExplainKind::Exception, exception.name, exception.at);
  set_window(node, exception.window);
  node.because = exception.because;
}

void Trace::close_exception(const ir::Exception& exception, const tl::expected<bool, RowFailure>& applied) {
  Level& level = open_.back();
  if (!applied) {
    fail_open(applied.error());
  } else {
    level.node.applies = *applied;
    const bool asked = exception.when.valid() && level.values.contains(exception.when);
    if (asked) level.node.formula = formula_in(level, exception.when);
    if (!*applied && !asked)
      level.node.note = pick("outside its window ", "fuera de su vigencia ") + window_note(exception.window);
  }
  // The condition's own values stay with the rule around it: a formula may name them again.
  close();
}

void Trace::block(ir::NodeId tiers, size_t index, const Number& held, const Number& amount) {
  if (held.value == 0 && amount.value == 0) return;
  const ir::Node& node = module_.node(tiers);
  const ir::Type& type = module_.type(node.type);
  const ir::Type& quantity = module_.type_of(module_.tiers[node.imm].quantity);
  Explanation block;
  block.kind = ExplainKind::Block;
  block.name = pick("block ", "bloque ") + std::to_string(index + 1);
  block.formula = number_text(module_, held.value, quantity.scale, quantity.unit);
  block.value = number_text(module_, amount.value, type.scale, type.unit);
  if (held.value != 0 && amount.value != 0) {
    block.formula += " @ " + decimal_text(amount.value / held.value, 0);
  }
  block.at = place_text(module_, node.at);
  block.place = node.at;
  add(std::move(block));
}

}  // namespace tarifa::eval
