// Decision tables (S38): the rows whose cells all match, by the table's policy. Results are
// evaluated only of rows that count.
#include "compiler/eval/civil.h"
#include "compiler/eval/evaluation.h"
#include "compiler/eval/exact.h"
#include "compiler/eval/timelines.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

bool test_holds(const ir::Module& module, const ir::CellTest& test, const Value& value) {
  const Value a = constant_value(module, test.a);
  switch (test.kind) {
    case ir::CellKind::Equal: return same_value(value, a);
    case ir::CellKind::Less: return compare_values(value, a) < 0;
    case ir::CellKind::LessEqual: return compare_values(value, a) <= 0;
    case ir::CellKind::Greater: return compare_values(value, a) > 0;
    case ir::CellKind::GreaterEqual: return compare_values(value, a) >= 0;
    case ir::CellKind::Range:
    case ir::CellKind::RangeExclusive: break;
  }
  const int upper = compare_values(value, constant_value(module, test.b));
  return compare_values(value, a) >= 0 && (test.kind == ir::CellKind::Range ? upper <= 0 : upper < 0);
}

bool cell_matches(const ir::Module& module, const std::vector<ir::CellTest>& tests, const Value& value) {
  if (tests.empty()) return true;  // `any`
  if (value.missing()) return false;
  for (const ir::CellTest& test : tests) {
    if (test_holds(module, test, value)) return true;
  }
  return false;
}

bool row_matches(const ir::Module& module, const ir::Row& row, const std::vector<Value>& values) {
  for (size_t k = 0; k < row.cells.size(); ++k) {
    if (!cell_matches(module, row.cells[k], values[k])) return false;
  }
  return true;
}

// In order of the text; `otherwise` only where no other row matches.
std::vector<const ir::Row*> matching_rows(const ir::Module& module, const std::vector<ir::Row>& rows,
                                          const std::vector<Value>& values) {
  std::vector<const ir::Row*> matching;
  for (const ir::Row& row : rows) {
    if (!row.otherwise && row_matches(module, row, values)) matching.push_back(&row);
  }
  for (const ir::Row& row : rows) {
    if (row.otherwise && matching.empty()) matching.push_back(&row);
  }
  return matching;
}

// The first parameter whose value lies outside the range the table states: its rows are judged
// within it only (S38).
const ir::TableColumn* outside_range(const ir::Module& module, const ir::Table& table,
                                     const std::vector<Value>& values) {
  for (size_t k = 0; k < values.size(); ++k) {
    const ir::TableColumn& column = table.params[k];
    if (values[k].missing() || (!column.least && !column.greatest)) continue;
    const ir::Type& type = module.type(column.type);
    const bool number = type.kind == ir::TypeKind::Number;
    const mpq_class value = number ? values[k].number().value : mpq_class(static_cast<long>(values[k].civil()));
    const int scale = number ? type.scale : 0;
    if (column.least && value < decimal(*column.least, scale)) return &column;
    if (column.greatest && value > decimal(*column.greatest, scale)) return &column;
  }
  return nullptr;
}

}  // namespace

Outcome Evaluation::read_table(ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  const ir::TableId table_id{node.imm};
  const ir::Table& table = module_.tables[table_id.index()];
  TARIFA_TAKE(std::vector<Value> values, operands(node, node.operand_count, frame));
  const int32_t date = values.back().date();
  values.pop_back();
  if (const ir::TableColumn* column = outside_range(module_, table, values)) {
    return fail_at(node.at, ir::RowError::OutOfRange, table.name + "." + column->name);
  }
  const auto version = version_on(table, date);
  if (!version) {
    return fail_at(node.at, ir::RowError::NoValueOnDate, table.name + " on " + date_text(date));
  }
  const auto matching = matching_rows(module_, table.versions[*version].rows, values);
  Frame row_frame{frame.effective, nullptr, nullptr, values};
  row_frame.locals.resize(std::max<size_t>(table.local_count, values.size()));
  if (trace_ != nullptr) trace_->open_table(table_id, *version, matching, values);
  Outcome outcome = collected(id, table, matching, row_frame);
  if (trace_ != nullptr) trace_->close_table(table_id, outcome);
  return outcome;
}

Outcome Evaluation::row_value(const ir::Table& table, const ir::Row& row, Frame& row_frame) {
  if (table.results.size() == 1) return evaluate(row.results[0], row_frame);
  std::vector<Value> fields;
  for (const ir::NodeId result : row.results) {
    TARIFA_TAKE(Value value, evaluate(result, row_frame));
    fields.push_back(std::move(value));
  }
  return record_value(std::move(fields));
}

Outcome Evaluation::collected(ir::NodeId id, const ir::Table& table, const std::vector<const ir::Row*>& rows,
                              Frame& row_frame) {
  const ir::Node& node = module_.node(id);
  const ir::TablePolicy policy = table.policy;
  const bool one = policy == ir::TablePolicy::Unique || policy == ir::TablePolicy::FirstMatch;
  if (rows.empty() && policy != ir::TablePolicy::CollectSum && policy != ir::TablePolicy::CollectList) {
    return fail_at(node.at, ir::RowError::NoRowMatches, table.name);
  }
  if (policy == ir::TablePolicy::Unique && rows.size() > 1) {
    return fail_at(node.at, ir::RowError::SeveralRowsMatch, table.name);
  }
  if (one) return row_value(table, *rows[0], row_frame);
  Number sum;
  std::vector<Value> values;
  for (const ir::Row* row : rows) {
    TARIFA_TAKE(Value value, row_value(table, *row, row_frame));
    if (policy == ir::TablePolicy::CollectSum) {
      const int scale = module_.type(node.type).scale;
      TARIFA_PASS(add_judged(sum, value.number(), scale, to_mpz(node.static_denominator), node.at));
    }
    values.push_back(std::move(value));
  }
  if (policy == ir::TablePolicy::CollectSum) return Value{sum};
  if (policy == ir::TablePolicy::CollectList) return list_value(std::move(values));
  Value best = values[0];
  for (const Value& value : values) {
    const int order = compare_values(value, best);
    if (policy == ir::TablePolicy::CollectMin ? order < 0 : order > 0) best = value;
  }
  return best;
}

}  // namespace tarifa::eval
