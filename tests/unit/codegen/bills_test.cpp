// Bills of one tariff, by interpreter and kernels.
#include <random>

#include "tests/unit/codegen/same_bills.h"
#include "tests/unit/eval/world.h"

namespace tarifa::codegen {
namespace {

using eval::World;
using ir::NodeId;
using ir::Op;

// Rows with values near bounds, ties and zero.
std::vector<std::vector<eval::Value>> rows_of(World& w, size_t count, bool large = false) {
  std::mt19937_64 random(7);
  std::vector<std::vector<eval::Value>> rows;
  const int64_t usages[] = {0, 1, 129999, 130000, 130001, 200000, 500, 1500, 999999, 123456789};
  const int64_t debts[] = {0, 1, -1, 50, 99999, -12345, 700000000};
  for (size_t k = 0; k < count; ++k) {
    int64_t usage = usages[random() % 10];
    if (random() % 3 == 0) usage = static_cast<int64_t>(random() % 300000);
    ir::Int128 debt = debts[random() % 7];
    if (large && random() % 4 == 0) debt = ir::Int128{1} << (random() % 125);
    std::vector<eval::Value> invoices;
    for (size_t n = random() % 5; n-- > 0;) {
      const auto due = static_cast<int64_t>(ir::day("2020-03-20") + static_cast<int64_t>(random() % 30));
      const int64_t unpaid = static_cast<int64_t>(random() % 7) * 1250;
      invoices.push_back(eval::record_value({eval::civil_value(due), eval::number_value(unpaid, 2)}));
    }
    w.fields["usage"] = eval::number_value(usage, 3);
    w.fields["stratum"] = eval::member_value(random() % 3);
    w.fields["invoices"] = eval::list_value(invoices);
    w.fields["debt"] = eval::number_value(debt, 2);
    w.fields["factor"] = eval::number_value(static_cast<int64_t>(random() % 5) * 75, 2);
    w.fields["medical"] = random() % 2 == 0 ? eval::missing_value()
                                            : eval::civil_value(ir::day("2020-03-31") + static_cast<int64_t>(random() % 40));
    rows.push_back(w.subject_value().fields());
  }
  return rows;
}

// Declared ranges let amounts stay in exact doubles.
void declare_ranges(World& w) {
  for (ir::Record& record : w.module.records) {
    for (ir::Field& field : record.fields_list) {
      if (w.module.type(field.type).kind != ir::TypeKind::Number) continue;
      field.least = -1'000'000'000;
      field.greatest = 1'000'000'000;
    }
  }
}

TEST(Bills, ALineAtARate) {
  for (const bool ranges : {false, true}) {
    World w;
    const auto cu = w.param("cu", w.number(4, w.price), {{"2020-01-01", "532.1700", "", ""}, {"2020-04-10", "540.0250", "", ""}});
    w.add_line("energy", w.at_rate(w.get("usage"), w.read(cu), w.cop));
    w.add_line("mid", w.at_rate(w.get("usage"), w.read(cu), w.cop));
    w.last().values = ir::ValuesKind::WeightedByDays;
    w.add_line("debt", w.mul(w.get("debt"), w.num("0.0182"), w.cop), w.compare(Op::Gt, w.get("debt"), w.money_of("0")));
    if (ranges) declare_ranges(w);
    expect_same(w.module, w.bill_id, w.context, rows_of(w, 200));
  }
}

TEST(Bills, RoundingModes) {
  for (int mode = 0; mode < 7; ++mode) {
    for (const bool ranges : {false, true}) {
      World w;
      w.add_line("energy", w.mul(w.mul(w.get("usage"), w.get("debt"), w.cop), w.num("0.5"), w.cop));
      w.last().rounding.mode = static_cast<ir::RoundMode>(mode);
      w.add_line("third", w.scaled(w.get("debt"), 1, 3));
      w.last().rounding = {5, 1, static_cast<ir::RoundMode>(mode)};
      if (ranges) declare_ranges(w);
      ir::Bill& bill = w.module.bills[0];
      bill.round_total = true;
      bill.total_rounding = {50, 0, static_cast<ir::RoundMode>(mode)};
      expect_same(w.module, w.bill_id, w.context, rows_of(w, 200, !ranges), 200);
    }
  }
}

// S36: overflow is judged alike, whatever the width.
TEST(Bills, Overflow) {
  World w;
  w.add_line("square", w.mul(w.get("debt"), w.get("debt"), w.cop));
  w.add_line("cube", w.mul(w.mul(w.get("debt"), w.get("debt"), w.cop), w.get("debt"), w.cop));
  w.add_line("sum", w.add(w.mul(w.get("debt"), w.num("1000000"), w.cop), w.get("debt")));
  const auto agreement = expect_same(w.module, w.bill_id, w.context, rows_of(w, 300, true), 300);
  EXPECT_GT(agreement.failed, 0U);
}

TEST(Bills, QuotientsAndTheirDivisors) {
  World w;
  const NodeId quotient = w.div(w.get("debt"), w.get("factor"), w.cop);
  w.add_line("share", quotient);
  w.add_line("chosen", w.if_else(w.compare(Op::Gt, w.get("debt"), w.money_of("0")), w.div(w.get("debt"), w.get("factor"), w.cop),
                                 w.get("debt")));
  w.add_line("sum", w.add(w.div(w.get("debt"), w.get("factor"), w.cop), w.div(w.get("usage"), w.period_days(), w.cop)));
  expect_same(w.module, w.bill_id, w.context, rows_of(w, 300, true), 300);
}

TEST(Bills, SumsOverItems) {
  World w;
  ir::Aggregate sum;
  sum.kind = ir::AggregateKind::Sum;
  sum.list = w.get("invoices");
  sum.item = 3;
  const NodeId item = w.local(w.invoice, 3);
  sum.body = w.field_of(item, "unpaid");
  sum.where = w.compare(Op::Lt, w.field_of(w.local(w.invoice, 3), "due"), w.period_start());
  const NodeId overdue = w.aggregate(sum, w.number_type(2));
  w.add_line("overdue", overdue);
  for (const auto kind : {ir::AggregateKind::Min, ir::AggregateKind::Max, ir::AggregateKind::Avg, ir::AggregateKind::First,
                          ir::AggregateKind::Last, ir::AggregateKind::Median}) {
    ir::Aggregate a;
    a.kind = kind;
    a.list = w.get("invoices");
    a.item = 4;
    a.body = w.field_of(w.local(w.invoice, 4), "unpaid");
    if (kind == ir::AggregateKind::First || kind == ir::AggregateKind::Last) a.by = w.field_of(w.local(w.invoice, 4), "due");
    const ir::TypeId type = w.optional(w.number(kind == ir::AggregateKind::Median ? 3 : 2, w.cop));
    const NodeId found = w.aggregate(a, type);
    w.add_line("a" + std::to_string(static_cast<int>(kind)), w.coalesce(found, w.money_of("-7")));
  }
  declare_ranges(w);
  expect_same(w.module, w.bill_id, w.context, rows_of(w, 300), 0, false);  // the count of avg shares its operands here
}

}  // namespace
}  // namespace tarifa::codegen
