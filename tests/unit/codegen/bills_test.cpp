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
  const int64_t debts[] = {0, 1, -1, 50, 100, 99999, -12345, 700000000};
  for (size_t k = 0; k < count; ++k) {
    int64_t usage = usages[random() % 10];
    if (random() % 3 == 0) usage = static_cast<int64_t>(random() % 300000);
    ir::Int128 debt = debts[random() % std::size(debts)];
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
    w.fields["medical"] = random() % 2 == 0
                              ? eval::missing_value()
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
    const auto cu =
        w.param("cu", w.number(4, w.price), {{"2020-01-01", "532.1700", "", ""}, {"2020-04-10", "540.0250", "", ""}});
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
  w.add_line("chosen", w.if_else(w.compare(Op::Gt, w.get("debt"), w.money_of("0")),
                                 w.div(w.get("debt"), w.get("factor"), w.cop), w.get("debt")));
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
  for (const auto kind : {ir::AggregateKind::Min, ir::AggregateKind::Max, ir::AggregateKind::Avg,
                          ir::AggregateKind::First, ir::AggregateKind::Last, ir::AggregateKind::Median}) {
    ir::Aggregate a;
    a.kind = kind;
    a.list = w.get("invoices");
    a.item = 4;
    a.body = w.field_of(w.local(w.invoice, 4), "unpaid");
    if (kind == ir::AggregateKind::First || kind == ir::AggregateKind::Last)
      a.by = w.field_of(w.local(w.invoice, 4), "due");
    const ir::TypeId type = w.optional(w.number(kind == ir::AggregateKind::Median ? 3 : 2, w.cop));
    const NodeId found = w.aggregate(a, type);
    w.add_line("a" + std::to_string(static_cast<int>(kind)), w.coalesce(found, w.money_of("-7")));
  }
  declare_ranges(w);
  expect_same(w.module, w.bill_id, w.context, rows_of(w, 300), 0, false);  // the count of avg shares its operands here
}

// S25, S26: every mode; limits and rates that are read, ladders with `plus` and nested ones.
TEST(Bills, Ladders) {
  for (const auto mode : {ir::TierMode::Marginal, ir::TierMode::Whole, ir::TierMode::Table}) {
    for (const bool ranges : {false, true}) {
      World w;
      const auto price = w.param("price", w.number(4, w.price), {{"2020-01-01", "540.0250", "", ""}});
      const auto block = [&](const char* limit, const char* rate) {
        return ir::TierBlock{
            limit == nullptr ? NodeId{} : w.num(limit, w.kwh), w.num(rate, w.price), {}, {}, w.place()};
      };
      const auto money = w.number(7, w.cop);
      ir::Tiers plain{
          mode, w.get("usage"), {block("130.000", "532.1700"), block("200", "540.5"), block(nullptr, "560")}, {}};
      w.add_line("plain", w.tiers(plain, money));
      ir::Tiers read{mode, w.get("usage"), {block("0.5", "1.25"), block("130", "0"), block(nullptr, "3")}, {}};
      read.blocks[1].rate = w.read(price);
      read.blocks[1].plus = w.money_of("12.34");
      read.blocks[2].rate = {};
      read.blocks[2].nested = {block("50", "7"), block(nullptr, "8.5")};
      w.add_line("read", w.tiers(read, money));
      ir::Tiers scaled{mode, w.get("usage"), {block("1", "2"), block(nullptr, "3")}, {}};
      scaled.blocks[0].limit = w.get("factor");
      w.add_line("scaled", w.tiers(scaled, money));
      w.last().round_blocks = true;
      ir::Tiers descends{mode, w.get("usage"), {block("2", "2"), block("1", "3"), block(nullptr, "3")}, {}};
      descends.blocks[1].limit = w.get("factor");
      w.add_line("descends", w.tiers(descends, money));
      if (ranges) declare_ranges(w);
      const auto agreement = expect_same(w.module, w.bill_id, w.context, rows_of(w, 200));
      EXPECT_GT(agreement.failed, 0U);
      EXPECT_LT(agreement.failed, agreement.rows);
    }
  }
}

// S6, S7, S37: exceptions of exceptions, cumulative ones, and errors only where they are reached.
TEST(Bills, RulesAndTheirExceptions) {
  World w;
  const auto stratum = [&](uint32_t k) { return w.compare(Op::Eq, w.get("stratum"), w.member(w.stratum, k)); };
  const auto owes = [&] { return w.compare(Op::Gt, w.get("debt"), w.money_of("0")); };
  const auto known = [&] { return w.node(Op::IsKnown, w.boolean(), {w.get("medical")}); };
  const NodeId base = w.if_else(w.compare(Op::Lt, w.get("usage"), w.num("100", w.kwh)), w.money_of("10.00"),
                                w.fail_node(ir::RowError::FailedByAuthor, w.number_type(2)));
  const auto tree = w.rule(
      "tree", w.account, base,
      {w.exception("poor", w.money_of("1.00"), stratum(0)), w.exception("owing", w.money_of("2.00"), owes(), 0),
       w.exception("ill", w.money_of("3.00"), known(), 1), w.exception("middle", w.money_of("4.00"), stratum(1))});
  std::vector<ir::Exception> sums{w.exception("a", w.money_of("0.10"), owes()),
                                  w.exception("b", w.money_of("0.20"), known()),
                                  w.exception("c", w.money_of("0.40"), stratum(2))};
  for (auto& e : sums) e.cumulative = true;
  const auto cumulative = w.rule("cumulative", w.account, w.money_of("5.00"), sums);
  const auto conflict =
      w.rule("conflict", w.account, w.money_of("5.00"),
             {w.exception("a", w.money_of("0.10"), owes()), w.exception("b", w.money_of("0.20"), known())});
  w.add_line("cumulative", w.call(cumulative, w.subject(w.account)));
  w.add_line("guarded", w.call(conflict, w.subject(w.account)), stratum(1));
  w.add_line("tree", w.call(tree, w.subject(w.account)));
  const auto agreement = expect_same(w.module, w.bill_id, w.context, rows_of(w, 300));
  EXPECT_GT(agreement.failed, 20U);
  EXPECT_LT(agreement.failed, 280U);
}

// S10, S14, S16: absent lines, sums of lines, minimum and maximum, tax, rounding of the total, due date.
TEST(Bills, LinesThatNameLines) {
  World w;
  const auto owes = w.compare(Op::Gt, w.get("debt"), w.money_of("0"));
  const ir::LineId energy = w.add_line("energy", w.mul(w.get("usage"), w.num("3.5", w.price), w.cop));
  const ir::LineId late = w.add_line("late", w.mul(w.get("debt"), w.num("0.01"), w.cop), owes);
  const ir::LineId least = w.add_line("least", w.money_of("500.00"));
  w.last().kind = ir::LineKind::Minimum;
  w.last().bases = {energy, late};
  w.last().type = w.optional(w.money(w.cop));
  w.add_line("most", w.money_of("900.00"));
  w.last().kind = ir::LineKind::Maximum;
  w.last().bases = {energy};
  w.last().type = w.optional(w.money(w.cop));
  const auto some_money = w.optional(w.money(w.cop));
  w.add_line("tax", w.mul(w.coalesce(w.line_sum({late, least}, some_money), w.money_of("0.00")), w.num("0.19"), w.cop));
  w.last().kind = ir::LineKind::Tax;
  w.add_line("more", w.mul(w.coalesce(w.line_amount({late}, some_money), w.money_of("1.00")), w.num("0.19"), w.cop));
  ir::Bill& bill = w.module.bills[0];
  bill.round_total = true;
  bill.total_rounding = {50, 0, ir::RoundMode::HalfUp};
  const ir::TypeId date = w.plain(ir::TypeKind::Date);
  const NodeId issued = w.node(Op::Issued, date);
  w.module.bills[0].due = w.node(Op::DateAddMonths, date, {issued, w.length(ir::TypeKind::Months, 1)},
                                 static_cast<uint32_t>(ir::MonthEnd::ToMonthEnd));
  expect_same(w.module, w.bill_id, w.context, rows_of(w, 300), 0, false);
}

// Dates of the row: months at their end, parameters read there.
TEST(Bills, DatesOfTheRow) {
  for (const auto rule : {ir::MonthEnd::ToMonthEnd, ir::MonthEnd::ToNextMonth, ir::MonthEnd::Strict}) {
    World w;
    const ir::TypeId date = w.plain(ir::TypeKind::Date);
    const auto fee = w.param(
        "fee", w.number_type(2),
        {{"2020-01-01", "1.00", "", ""}, {"2020-04-10", "2.00", "", ""}, {"2020-05-09", "3.00", "2020-06-09", ""}});
    const NodeId medical = w.coalesce(w.get("medical"), w.date("2020-01-31"));
    w.module.nodes[medical.index()].type = date;
    const NodeId moved =
        w.node(Op::DateAddMonths, date, {medical, w.length(ir::TypeKind::Months, 1)}, static_cast<uint32_t>(rule));
    w.add_line("fee", w.read_at(fee, moved));
    w.add_line("day",
               w.mul(w.node(Op::DayOfMonth, w.integer(), {w.node(Op::Unwrap, date, {w.get("medical")})}),
                     w.money_of("1.00"), w.cop),
               w.node(Op::IsKnown, w.boolean(), {w.get("medical")}));
    expect_same(w.module, w.bill_id, w.context, rows_of(w, 200), 0, false);
  }
}

// Every wrong emitter of a kind that these bills use changes what they print.
TEST(PlantedFaults, AreSeen) {
  World w;
  w.add_line("late", w.mul(w.get("debt"), w.num("0.005"), w.cop), w.compare(Op::Gt, w.get("debt"), w.money_of("0.50")));
  w.add_line("share", w.div(w.get("debt"), w.get("factor"), w.cop));
  const auto rows = rows_of(w, 300);
  for (const char* name : {"half_up_to_even", "less_holds_when_equal", "line_always_present", "error_dropped_in_lane",
                           "choice_flipped_in_lane", "negative_quotient"}) {
    JitOptions options;
    options.plant = name;
    EXPECT_NE(compare_with(w.module, w.bill_id, w.context, rows, options).difference, "") << name;
  }
  EXPECT_EQ(compare_with(w.module, w.bill_id, w.context, rows, {}).difference, "");
}

}  // namespace
}  // namespace tarifa::codegen
