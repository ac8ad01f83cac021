// S37, S38, S39, S40, S43: laziness, tables, lists, options, text.
#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

struct Lists : World {
  NodeId item(std::string_view field) { return field_of(local(invoice, 0), field); }
  ir::Aggregate over(ir::AggregateKind kind, std::string_view body, NodeId where = {}, std::string_view by = {}) {
    ir::Aggregate a;
    a.kind = kind;
    a.list = get("invoices");
    a.where = where;
    if (!by.empty()) a.by = item(by);
    if (!body.empty()) a.body = item(body);
    return a;
  }
  std::string unpaid(ir::AggregateKind kind, std::string_view by = {}) {
    return shown(aggregate(over(kind, "unpaid", {}, by), optional(money(cop))));
  }
  void set_invoices(const std::vector<std::pair<std::string, std::string>>& invoices) {
    std::vector<Value> items;
    for (const auto& [due, amount] : invoices)
      items.push_back(record_value({civil_value(day(due)), eval::number(amount)}));
    fields["invoices"] = list_value(std::move(items));
  }
  NodeId failing_bool() { return fail_node(ir::RowError::FailedByAuthor, boolean()); }
  using Kind = ir::AggregateKind;
};

TEST(Lists, SumsAndCounts) {
  Lists w;
  const auto sum = [&] { return w.shown(w.aggregate(w.over(Lists::Kind::Sum, "unpaid"), w.money(w.cop))); };
  EXPECT_EQ(sum(), "0");
  EXPECT_EQ(w.unpaid(Lists::Kind::Max), "missing");
  EXPECT_EQ(w.unpaid(Lists::Kind::Avg), "missing");
  w.set_invoices({{"2020-03-01", "10.00"}, {"2020-01-01", "5.50"}, {"2020-02-01", "1.00"}});
  EXPECT_EQ(sum(), "33/2");
  EXPECT_EQ(w.unpaid(Lists::Kind::Min), "1");
  EXPECT_EQ(w.unpaid(Lists::Kind::Max), "10");
  EXPECT_EQ(w.unpaid(Lists::Kind::Avg), "11/2");
  const auto old = w.compare(Op::Lt, w.item("due"), w.date("2020-02-15"));
  EXPECT_EQ(w.shown(w.aggregate(w.over(Lists::Kind::Count, "", old), w.integer())), "2");
}

TEST(Lists, FirstAndLastOfTheSortedList) {  // S39
  Lists w;
  w.set_invoices({{"2020-03-01", "10.00"}, {"2020-01-01", "5.50"}, {"2020-03-01", "1.00"}, {"2020-01-01", "2.00"}});
  EXPECT_EQ(w.unpaid(Lists::Kind::First), "10");
  EXPECT_EQ(w.unpaid(Lists::Kind::Last), "2");
  EXPECT_EQ(w.unpaid(Lists::Kind::First, "due"),
            "11/2");                                   // stable: the first of the two of January
  EXPECT_EQ(w.unpaid(Lists::Kind::Last, "due"), "1");  // and the last of the two of March
}

TEST(Lists, SeveralOfTheSortedList) {  // S39
  Lists w;
  w.set_invoices({{"2020-03-01", "3.00"}, {"2020-01-01", "1.00"}, {"2020-02-01", "2.00"}});
  const auto take = [&](Lists::Kind kind, std::string_view n) -> std::string {
    ir::Aggregate a = w.over(kind, "unpaid", {}, "due");
    a.n = w.num(n);
    const Outcome outcome = w.value(w.aggregate(a, w.list_of(w.money(w.cop), 10)));
    if (!outcome) return std::string(row_error_code(outcome.error().code));
    std::string text;
    for (const Value& v : outcome->items()) text += v.number().value.get_str() + " ";
    return text;
  };
  EXPECT_EQ(take(Lists::Kind::LastN, "2"), "2 3 ");
  EXPECT_EQ(take(Lists::Kind::FirstN, "2"), "1 2 ");
  EXPECT_EQ(take(Lists::Kind::FirstN, "7"), "1 2 3 ");
  EXPECT_EQ(take(Lists::Kind::FirstN, "0"), "");
  EXPECT_EQ(take(Lists::Kind::LastN, "-1"), "R0201");
}

TEST(Lists, TheBodyIsEvaluatedOnlyOfWhatIsSelected) {  // S37, S39
  Lists w;
  w.set_invoices({{"2020-03-01", "0.00"}, {"2020-01-01", "4.00"}});
  ir::Aggregate a = w.over(Lists::Kind::First, "unpaid", {}, "due");
  const auto quotient = [&] {
    return w.round(w.div(w.money_of("8.00"), w.item("unpaid")), "1", ir::RoundMode::HalfUp);
  };
  a.body = quotient();
  EXPECT_EQ(w.shown(w.aggregate(a, w.optional(w.number(0, w.cop)))), "2");
  a.by = {};
  EXPECT_EQ(w.shown(w.aggregate(a, w.optional(w.number(0, w.cop)))), "R0102");
}

TEST(Lists, AnyAndAllStopWhenDecided) {  // S37
  Lists w;
  w.set_invoices({{"2020-03-01", "10.00"}, {"2020-01-01", "5.50"}});
  const auto large = [&] { return w.compare(Op::Gt, w.item("unpaid"), w.money_of("7.00")); };
  ir::Aggregate any = w.over(Lists::Kind::Any, "");
  any.body = w.if_else(large(), w.truth(true), w.failing_bool());
  EXPECT_EQ(w.shown(w.aggregate(any, w.boolean())), "true");
  ir::Aggregate all = w.over(Lists::Kind::All, "");
  all.body = w.if_else(large(), w.truth(true), w.failing_bool());
  EXPECT_EQ(w.shown(w.aggregate(all, w.boolean())), "R0601");
  w.set_invoices({});
  EXPECT_EQ(w.shown(w.aggregate(any, w.boolean())), "false");
  EXPECT_EQ(w.shown(w.aggregate(all, w.boolean())), "true");
}

TEST(Lists, Median) {
  Lists w;
  w.set_invoices({{"2020-03-01", "10.00"}, {"2020-01-01", "5.55"}, {"2020-02-01", "1.00"}});
  const auto median = [&] {
    return w.shown(w.aggregate(w.over(Lists::Kind::Median, "unpaid"), w.optional(w.number(3, w.cop))));
  };
  EXPECT_EQ(median(), "111/20");
  w.set_invoices({{"2020-03-01", "10.00"}, {"2020-01-01", "5.55"}});
  EXPECT_EQ(median(), "311/40");  // 7.775
}

TEST(Laziness, LogicStopsWhenDecided) {  // S37
  Lists w;
  const auto fail = [&] { return w.failing_bool(); };
  EXPECT_EQ(w.shown(w.compare(Op::And, w.truth(false), fail())), "false");
  EXPECT_EQ(w.shown(w.compare(Op::And, fail(), w.truth(false))), "R0601");
  EXPECT_EQ(w.shown(w.compare(Op::Or, w.truth(true), fail())), "true");
  EXPECT_EQ(w.shown(w.compare(Op::Implies, w.truth(false), fail())), "true");
  EXPECT_EQ(w.shown(w.compare(Op::Implies, w.truth(true), fail())), "R0601");
  EXPECT_EQ(w.shown(w.if_else(w.truth(true), w.truth(false), fail())), "false");
}

TEST(Laziness, WhenGuardsItsExpression) {  // S37
  Lists w;
  w.add_line("share", w.div(w.get("debt"), w.get("factor"), w.cop), w.compare(Op::Gt, w.get("factor"), w.num("0")));
  w.fields["factor"] = number("0.00");
  EXPECT_EQ(w.amount("share"), "absent");
}

TEST(Laziness, TheFirstErrorInOrderOfEvaluation) {  // S37, S9
  Lists w;
  const auto a = w.add_line("a", w.fail_node(ir::RowError::FailedByAuthor, w.money(w.cop)));
  const auto b = w.add_line("b", w.div(w.get("debt"), w.sub(w.get("factor"), w.get("factor")), w.cop));
  EXPECT_EQ(w.amount("a"), "R0601");
  w.module.tariffs[0].order = {b, a};
  EXPECT_EQ(w.amount("a"), "R0102");
}

TEST(Options, AbsentEqualsNothing) {  // S40
  Lists w;
  const auto medical = [&] { return w.get("medical"); };
  EXPECT_EQ(w.shown(w.compare(Op::EqMaybe, medical(), w.date("2020-01-01"))), "false");
  EXPECT_EQ(w.shown(w.compare(Op::EqMaybe, medical(), medical())), "false");
  EXPECT_EQ(w.shown(w.node(Op::IsKnown, w.boolean(), {medical()})), "false");
  w.fields["medical"] = civil_value(day("2020-01-01"));
  EXPECT_EQ(w.shown(w.compare(Op::EqMaybe, medical(), w.date("2020-01-01"))), "true");
  EXPECT_EQ(w.shown(w.node(Op::Coalesce, w.plain(ir::TypeKind::Date),
                           {medical(), w.fail_node(ir::RowError::FailedByAuthor, w.plain(ir::TypeKind::Date))})),
            std::to_string(day("2020-01-01")));
}

TEST(Text, IsComparedByteForByte) {  // S43
  Lists w;
  const auto text = [&](const char* words) { return w.of(w.constant({.type = w.text(), .text = words})); };
  EXPECT_EQ(w.shown(w.compare(Op::Eq, text("S\xC3\xAD"), text("S\xC3\xAD"))), "true");
  EXPECT_EQ(w.shown(w.compare(Op::Eq, text("si"), text("SI"))), "false");
}

TEST(Numbers, CompareAcrossScales) {
  Lists w;
  EXPECT_EQ(w.shown(w.compare(Op::Eq, w.num("1.50"), w.num("1.5"))), "true");
  EXPECT_EQ(w.shown(w.compare(Op::Lt, w.num("129.999"), w.num("130"))), "true");
}

// usage bands: up to 100, more than 100 to 200, rest
struct Tables : Lists {
  ir::CellTest at(ir::CellKind kind, std::string_view a, std::string_view b = {}) {
    ir::CellTest test{kind, number_const(a, kwh), {}};
    if (!b.empty()) test.b = number_const(b, kwh);
    return test;
  }
  ir::Row row(std::vector<ir::CellTest> cell, std::string_view result) {
    return {false, {std::move(cell)}, {num(result)}, place()};
  }
  ir::Row otherwise(std::string_view result) { return {true, {}, {num(result)}, place()}; }
  ir::Table& table(ir::TablePolicy policy, std::vector<ir::Row> rows, ir::TypeId type) {
    ir::Table t;
    t.name = "band";
    t.params = {{"usage", number(3, kwh), {}, {}}};
    t.results = {{"result", number(0), {}, {}}};
    t.type = type;
    t.policy = policy;
    t.versions = {{0, std::move(rows), place()}};
    t.local_count = 1;
    module.tables.push_back(std::move(t));
    return module.tables.back();
  }
  NodeId call() {
    const ir::TypeId type = module.tables.back().type;
    return node(Op::TableRead, type, {get("usage"), effective_date()}, static_cast<uint32_t>(module.tables.size() - 1));
  }
  std::string of(std::string_view usage) {
    fields["usage"] = eval::number(usage);
    return shown(call());
  }
};

TEST(Tables, UniqueRows) {  // S38
  Tables w;
  using C = ir::CellKind;
  w.table(ir::TablePolicy::Unique,
          {w.row({w.at(C::Range, "0", "100")}, "1"), w.row({w.at(C::Greater, "100"), w.at(C::Equal, "50")}, "2")},
          w.number(0));
  EXPECT_EQ(w.of("100.000"), "1");
  EXPECT_EQ(w.of("100.001"), "2");
  EXPECT_EQ(w.of("50.000"), "R0406");
  EXPECT_EQ(w.of("-1.000"), "R0405");
}

TEST(Tables, RangesThatExcludeTheirEnd) {  // S38
  Tables w;
  using C = ir::CellKind;
  w.table(ir::TablePolicy::Unique, {w.row({w.at(C::RangeExclusive, "0", "130")}, "1"), w.otherwise("9")}, w.number(0));
  EXPECT_EQ(w.of("129.999"), "1");
  EXPECT_EQ(w.of("130.000"), "9");
}

TEST(Tables, FirstMatch) {  // S38
  Tables w;
  using C = ir::CellKind;
  w.table(ir::TablePolicy::FirstMatch,
          {w.row({w.at(C::GreaterEqual, "100")}, "1"), w.row({w.at(C::GreaterEqual, "10")}, "2"), w.otherwise("3")},
          w.number(0));
  EXPECT_EQ(w.of("150.000"), "1");
  EXPECT_EQ(w.of("50.000"), "2");
  EXPECT_EQ(w.of("1.000"), "3");
}

TEST(Tables, CollectOfAllRowsThatMatch) {  // S38
  using C = ir::CellKind;
  for (const auto& [policy, both, none] :
       {std::tuple(ir::TablePolicy::CollectSum, "30", "0"), std::tuple(ir::TablePolicy::CollectMin, "10", "R0405"),
        std::tuple(ir::TablePolicy::CollectMax, "20", "R0405")}) {
    Tables w;
    w.table(policy, {w.row({w.at(C::Greater, "10")}, "10"), w.row({w.at(C::Greater, "20")}, "20")}, w.number(0));
    EXPECT_EQ(w.of("30.000"), both);
    EXPECT_EQ(w.of("15.000"), "10");
    EXPECT_EQ(w.of("0.000"), none);
  }
}

TEST(Tables, DatedVersions) {  // S1
  Tables w;
  using C = ir::CellKind;
  auto& table = w.table(ir::TablePolicy::Unique, {w.row({w.at(C::GreaterEqual, "0")}, "1")}, w.number(0));
  table.dated = true;
  table.versions[0].from = day("2020-01-01");
  table.versions.push_back({day("2020-04-15"), {w.row({w.at(C::GreaterEqual, "0")}, "2")}, w.place()});
  table.until = day("2020-06-01");
  EXPECT_EQ(w.of("1.000"), "1");
  w.World::over("2020-04-15", "2020-05-01");
  EXPECT_EQ(w.of("1.000"), "2");
  w.World::over("2020-06-01", "2020-06-15");
  EXPECT_EQ(w.of("1.000"), "R0301");
}

TEST(Records, ChangedFields) {
  Lists w;
  const auto changed = w.node(Op::With, w.account, {w.subject(w.account), w.num("200.000", w.kwh)}, 0);
  w.module.with_fields = {{0}};
  EXPECT_EQ(w.shown(w.field_of(changed, "usage")), "200");
  const auto rule = w.rule("double_usage", w.account, w.mul(w.num("2"), w.get("usage"), w.kwh));
  EXPECT_EQ(w.shown(w.call(rule, w.subject(w.account))), "380");
  const auto again = w.node(Op::With, w.account, {w.subject(w.account), w.num("200.000", w.kwh)}, 0);
  EXPECT_EQ(w.shown(w.call(rule, again)), "400");
}

TEST(Calls, LetsTakeTheirArguments) {
  Lists w;
  ir::Let let;
  let.name = "twice";
  let.params = {w.number(0)};
  let.param_names = {"x"};
  let.local_count = 2;
  let.body = w.add(w.local(w.number(0), 0), w.local(w.number(0), 0));
  let.type = w.number(0);
  w.module.lets.push_back(let);
  EXPECT_EQ(w.shown(w.node(Op::LetCall, w.number(0), {w.num("21")}, 0)), "42");
  const auto bound = w.node(Op::Let, w.number(0), {w.num("4"), w.add(w.local(w.number(0), 3), w.num("1"))}, 3);
  EXPECT_EQ(w.shown(bound), "5");
}

}  // namespace
}  // namespace tarifa::eval
