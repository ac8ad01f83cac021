// A module that passed ir::verify is safe to interpret, whatever else was done to it: row errors,
// never an abort.
#include "compiler/support/limits.h"
#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

// Some value of the type.
Value any_value(const ir::Module& module, ir::TypeId id, uint64_t seed) {
  const ir::Type& type = module.type(id);
  if (type.optional && seed % 2 == 0) return missing_value();
  switch (type.kind) {
    case ir::TypeKind::Bool: return truth_value(seed % 3 == 0);
    case ir::TypeKind::Number: return number_value(static_cast<ir::Int128>(seed % 100'000), type.scale);
    case ir::TypeKind::Text: return text_value("x");
    case ir::TypeKind::Enum:
      return member_value(static_cast<uint32_t>(seed % module.enums[type.enumeration.index()].members.size()));
    case ir::TypeKind::Period: return period_value(18'000, 18'030);
    case ir::TypeKind::Record: {
      std::vector<Value> fields;
      for (const ir::Field& field : module.records[type.record.index()].fields_list)
        fields.push_back(any_value(module, field.type, seed / 3 + 1));
      return record_value(std::move(fields));
    }
    case ir::TypeKind::List: {
      std::vector<Value> items;
      for (uint64_t k = 0; k < seed % 4 && k < type.bound; ++k)
        items.push_back(any_value(module, type.element, seed / 3 + k));
      return list_value(std::move(items));
    }
    default: return civil_value(static_cast<int64_t>(seed % 20'000));
  }
}

// Most operations of the IR, in lines and rules.
struct Everything : World {
  Everything() {
    const auto cost =
        param("cost", number(4, price),
              {{"2020-01-01", "532.17"}, {"2020-04-11", "536.4475"}, {"2020-04-20", "1", "", "2020-04-25"}});
    const auto big = compare(Op::Gt, get("usage"), num("100", kwh));
    const auto usage_rule = rule("basic", account, num("130.5", kwh), {exception("low", num("173.0", kwh), big)});
    const auto energy =
        add_line("energy", at_rate(min({get("usage"), call(usage_rule, subject(account))}), read(cost), cop));
    last().values = ir::ValuesKind::WeightedByDays;
    ir::Aggregate a;
    a.list = get("invoices");
    a.body = field_of(local(invoice, 0), "unpaid");
    a.where = compare(Op::Lt, field_of(local(invoice, 0), "due"), period_start());
    add_line("overdue", aggregate(a, money(cop)), compare(Op::Ge, num("5"), length_count()));
    a.kind = ir::AggregateKind::Avg;
    a.list = get("invoices");
    a.body = field_of(local(invoice, 1), "unpaid");
    a.where = {};
    a.item = 1;
    a.list = get("invoices");
    add_line("mean", coalesce(aggregate(a, optional(money(cop))), money_of("0.00")));
    ir::Tiers t;
    t.quantity = get("usage");
    t.blocks = {
        {prorate(num("100", kwh), {ir::ProrationKind::MonthCalendar}, 377580), num("1.5", price), {}, {}, place()},
        {{}, num("2.5", price), {}, {}, place()}};
    add_line("blocks", tiers(t, number(4, cop), 377580));
    last().round_blocks = true;
    add_line("share", div(get("debt"), get("factor"), cop), compare(Op::Ne, get("factor"), num("0")));
    add_line("yearly", prorate(money_of("120.00"), {ir::ProrationKind::YearCalendar}, 133590));
    add_line("tax", scaled(line_sum({energy}, money(cop)), 19, 3));
    bill_line(bill_id, "extra",
              if_else(node(Op::IsKnown, boolean(), {get("medical")}), money_of("1.00"),
                      round(div(get("debt"), num("7"), cop), "0.01", ir::RoundMode::HalfEven)));
    module.bills[0].due =
        node(Op::DateAddMonths, plain(ir::TypeKind::Date), {period_start(), length(ir::TypeKind::Months, 1)}, 2);
    module.bills[0].round_total = true;
    module.bills[0].total_rounding = {50, 0, ir::RoundMode::HalfUp};
  }
  NodeId length_count() {
    return node(Op::LengthCount, integer(),
                {node(Op::DateDiff, plain(ir::TypeKind::Days), {period_start(), date("2020-03-30")})});
  }
};

struct Random {
  uint64_t state = 0x9E3779B97F4A7C15ULL;
  uint64_t next() {
    state ^= state << 13U, state ^= state >> 7U, state ^= state << 17U;
    return state >> 11U;
  }
  uint32_t below(size_t bound) { return static_cast<uint32_t>(next() % bound); }
};

void forge(ir::Module& m, Random& random) {
  ir::Node& node = m.nodes[random.below(m.nodes.size())];
  switch (random.below(12)) {
    case 0: node.op = static_cast<ir::Op>(random.below(static_cast<size_t>(Op::BillValue) + 1)); break;
    case 1: node.imm = random.below(12); break;
    case 2: node.type = ir::TypeId{random.below(m.types.size())}; break;
    case 3: node.static_denominator = 1 + random.below(400'000); break;
    case 4: node.divisors.clear(); break;
    case 5: std::swap(m.operands[random.below(m.operands.size())], m.operands[random.below(m.operands.size())]); break;
    case 6: m.consts[random.below(m.consts.size())].number = static_cast<ir::Int128>(random.below(200)) - 100; break;
    case 7: m.lines[random.below(m.lines.size())].values = static_cast<ir::ValuesKind>(random.below(4)); break;
    case 8: m.lines[random.below(m.lines.size())].kind = static_cast<ir::LineKind>(random.below(6)); break;
    case 9:
      m.params[0].timelines[0].entries[random.below(3)].from += static_cast<int32_t>(random.below(200)) - 100;
      break;
    case 10: m.types[random.below(m.types.size())].scale = static_cast<uint8_t>(random.below(40)); break;
    case 11: m.lines[random.below(m.lines.size())].bases = {ir::LineId{random.below(m.lines.size())}}; break;
  }
}

TEST(ForgedModules, NeverAbort) {
  Everything whole;
  ASSERT_TRUE(whole.run()) << row_error_code(whole.run().error().code);
  Random random;
  size_t billed = 0, failed = 0, refused = 0;
  for (int round = 0; round < 3000; ++round) {
    ir::Module module = whole.module;
    for (int k = 0; k < 1 + round % 3; ++k) forge(module, random);
    if (ir::verify(module)) {
      ++refused;
      continue;
    }
    Interpreter interpreter(module);
    Trace trace(module);
    std::vector<Value> fields;
    const uint64_t seed = random.next();
    for (const ir::Field& field : module.records[module.bills[0].entity.index()].fields_list) {
      fields.push_back(any_value(module, field.type, seed));
    }
    const auto outcome = interpreter.bill(ir::BillId{0}, record_value(std::move(fields)), whole.context,
                                          round % 3 == 0 ? &trace : nullptr);
    ++(outcome ? billed : failed);
  }
  EXPECT_GT(billed, 100U);
  EXPECT_GT(failed, 40U);
  EXPECT_GT(refused, 500U);
}

// The deepest that verify lets pass fits the stack, also with a trace.
TEST(ForgedModules, TheDeepestExpressionIsEvaluated) {
  World w;
  auto x = w.money_of("1.00");
  for (uint32_t k = 0; k + 12 < limits::kExpressionDepth; ++k) x = w.neg(x);
  w.add_line("deep", x);
  Trace trace(w.module);
  const auto outcome = w.run(&trace);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->total == 100 || outcome->total == -100);
}

TEST(ForgedModules, ALongChainOfRulesIsEvaluated) {
  World w;
  auto rule = w.rule("r", w.account, w.add(w.get("debt"), w.money_of("1.00")));
  for (int k = 1; k < 1000; ++k) {  // each asks twice for the one before: 2^5000 evaluations if none were kept
    const auto twice = w.sub(w.call(rule, w.subject(w.account)), w.call(rule, w.subject(w.account)));
    rule = w.rule("r", w.account, w.add(w.call(rule, w.subject(w.account)), twice));
  }
  EXPECT_EQ(w.rule_value(rule), "1");
}

}  // namespace
}  // namespace tarifa::eval
