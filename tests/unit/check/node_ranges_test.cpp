// Ranges of rules and lines contain what accounts at the ends and in the middle of their ranges get.
#include "compiler/ir/node_ranges.h"

#include <gmock/gmock.h>

#include "compiler/eval/interpreter.h"
#include "compiler/numeric/decimal.h"
#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::IsEmpty;

constexpr std::string_view kSource = R"(module test
use std.money.{USD}
use std.units.{kWh}
rounding half_up
param price: USD/kWh(4) { from 2019-01-01: 0.1500 from 2021-01-01: 0.2500 open }
table share(k: int in 0..9) -> ratio(2) { | 0..4 => 10% | otherwise => 25% }
entity Account { key id: text(32), usage: kWh(3) in 0..1_000, n: int in -3..4, k: int in 0..9, low: bool,
  sizes: list of kWh(1) max 4 in 0..50 }
rule doubled for Account: kWh(3) = usage * 2 + 1 kWh { except few = 5 kWh when low }
rule added for Account: int = 1 { cumulative except a = 2 when low  cumulative except b = n }
rule rounded for Account: kWh(0) = round(usage / 3, 1 kWh half_up)
rule total for Account: kWh(1) = sum(s for s in sizes where s > 1 kWh)
rule least for Account: kWh(3) = min(usage, 130 kWh) - max(usage, 20 kWh)
rule reduced for Account: decimal(2) = share(k) * n
rule looped for Account: kWh(3) = match usage + 1 kWh { | <= 5 kWh => 3 kWh | otherwise => abs(0 kWh - usage) }
tariff T for Account {
  currency USD
  round lines to 0.01 USD
  values at period.start
  line energy = usage @ price
  line stepped = tiers usage { | up to 100 kWh @ 0.10 USD/kWh | above @ 0.30 USD/kWh }
  line daily = 3 USD per day
  minimum least_due = 50 USD for energy, stepped
  tax vat = 19% of all
}
bill B for Account { one of T }
)";

eval::Value account(ir::Int128 usage, ir::Int128 n, ir::Int128 k, bool low, int sizes) {
  std::vector<eval::Value> list(static_cast<size_t>(sizes), eval::number_value(500, 1));
  return eval::record_value({eval::text_value("x"), eval::number_value(usage, 3), eval::number_value(n, 0),
                             eval::number_value(k, 0), eval::truth_value(low), eval::list_value(std::move(list))});
}

TEST(NodeRanges, ContainWhatAccountsGet) {
  const auto checked = check_source(kSource);
  ASSERT_THAT(checked->errors(), IsEmpty());
  const ir::Module& module = checked->module();
  ir::NodeRanges ranges(module);
  eval::Interpreter interpreter(module);
  eval::RunContext context;
  context.period_start = 18'262;
  context.period_end = context.period_start + 31;
  context.as_of = context.period_end;
  int judged = 0;
  for (const ir::Int128 usage : {0, 1, 99'999, 100'001, 1'000'000}) {
    for (const ir::Int128 n : {-3, 4}) {
      for (const bool low : {false, true}) {
        const eval::Value subject = account(usage, n, n + 3, low, static_cast<int>(n + 3) % 5);
        for (size_t i = 0; i < module.rules.size(); ++i) {
          const auto value = interpreter.rule(ir::RuleId(i), subject, context, context.period_start);
          ASSERT_TRUE(value.has_value()) << module.rules[i].name;
          const int scale = module.type(module.rules[i].type).scale;
          const mpq_class mantissa =
              value->number().value * mpq_class(std::to_string(static_cast<int64_t>(numeric::pow10(scale))));
          const ir::NodeRange& range = ranges.of_rule(ir::RuleId(i));
          EXPECT_TRUE(range.declared) << module.rules[i].name;
          EXPECT_TRUE(range.mantissa.contains(static_cast<ir::Int128>(mantissa.get_num().get_si())))
              << module.rules[i].name;
          EXPECT_TRUE(range.mantissa.within(1'000'000'000)) << module.rules[i].name;
          ++judged;
        }
        const auto bill = interpreter.bill(ir::BillId(size_t{0}), subject, context);
        ASSERT_TRUE(bill.has_value());
        for (const eval::LineResult& line : bill->lines) {
          const ir::NodeRange& range = ranges.of_line(line.line);
          EXPECT_TRUE(range.declared);
          EXPECT_TRUE(range.mantissa.contains(line.amount)) << module.lines[line.line.index()].name;
          ++judged;
        }
      }
    }
  }
  EXPECT_GT(judged, 200);
}

TEST(NodeRanges, AreNoLargerThanTheirFormula) {
  const auto checked = check_source(kSource);
  ASSERT_THAT(checked->errors(), IsEmpty());
  const ir::Module& module = checked->module();
  ir::NodeRanges ranges(module);
  const auto range_of = [&](std::string_view name) {
    for (size_t i = 0; i < module.rules.size(); ++i) {
      if (module.rules[i].name == name) return numeric::to_string(ranges.of_rule(ir::RuleId(i)).mantissa);
    }
    return std::string();
  };
  EXPECT_EQ(range_of("doubled"), "[1000, 2001000] step 2");
  EXPECT_EQ(range_of("total"), "[0, 2000]");
  EXPECT_EQ(range_of("reduced"), "[-75, 100] step 5");
}

}  // namespace
}  // namespace tarifa::check
