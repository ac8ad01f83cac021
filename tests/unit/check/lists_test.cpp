// Lists, records and `match`.
#include <gmock/gmock.h>

#include "tests/unit/check/account_rules.h"

namespace tarifa::check {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Lists, Functions) {  // S39
  EXPECT_THAT(problems_of(R"(let some: Account = home with { payments: [
  Payment(date: 2020-03-01, amount: 3 COP), Payment(date: 2020-01-01, amount: 1 COP), Payment(date: 2020-02-01, amount: 2.50 COP)] }
rule total for Account: COP(2) = sum(p.amount for p in payments where p.date >= 2020-02-01)
rule newest for Account: COP(2)? = last(p.amount for p in payments by p.date)
rule two for Account: COP(2) = sum(last(2, p.amount for p in payments by p.date))
rule smallest for Account: COP(2)? = min(p.amount for p in payments)
rule latest for Account: date? = max(p.date for p in payments)
rule middle for Account: COP(3)? = median(p.amount for p in payments)
rule how_many for Account: int = count(payments)
test "some" {
  for some
  as_of 2020-04-01
  expect total = 5.50 COP
  expect newest = 3 COP
  expect two = 5.50 COP
  expect smallest = 1 COP
  expect latest = 2020-03-01
  expect middle = 2.50 COP
  expect how_many = 3
  expect all(p.amount > 0 COP for p in payments) and any(p.amount > 2.9 COP for p in payments)
}
test "none" {
  for home
  as_of 2020-04-01
  expect total = 0 COP
  expect how_many = 0
  expect not (smallest is known) and not (newest is known) and not (middle is known)
  expect all(p.amount > 0 COP for p in payments) and not any(p.amount > 0 COP for p in payments)
})"),
              IsEmpty());
}

TEST(Lists, Mistakes) {
  EXPECT_THAT(codes_in("rule x for Account: int = count(usage)\n"), ElementsAre("E0380"));
  EXPECT_THAT(errors_in("rule x for Account: COP = sum(p.amont for p in payments)\n"),
              ElementsAre("E0371 1:33 `Payment` has no `amont`"));
  EXPECT_THAT(codes_in("rule x for Account: date? = first(p.date where p.amount > 1 COP)\n"), Contains("E0381"));
  EXPECT_THAT(codes_in("rule x for Account: COP = sum(p.note for p in payments)\n"), ElementsAre("E0354"));
  EXPECT_THAT(codes_in("let x = []\n"), ElementsAre("E0382"));
  EXPECT_THAT(codes_in("let x = [1 kWh, 2 kW]\n"), ElementsAre("E0338"));
}

TEST(Records, FieldsAreGivenByName) {
  EXPECT_THAT(errors_in("let x = Payment(date: 2020-01-01)\n"),
              ElementsAre("E0377 1:9 fields of `Payment` are missing: amount"));
  EXPECT_THAT(codes_in("let x = Payment(2020-01-01, 3 COP)\n"), ElementsAre("E0375"));
  EXPECT_THAT(codes_in("let x = Payment(date: 2020-01-01, amount: 3 COP, amount: 4 COP)\n"), ElementsAre("E0376"));
  EXPECT_THAT(codes_in("let x = Payment(date: 2020-01-01, amount: 3 COP, what: 4 COP)\n"), ElementsAre("E0371"));
  EXPECT_THAT(errors_in("let x = Payment(date: 2020-01-01, amount: -3 COP)\n"),
              ElementsAre("E0378 1:43 `-3 COP` is outside the range of `amount`, 0.00 COP..1000000.00 COP"));
  EXPECT_THAT(codes_in("let x = Payment(date: 2020-01-01, amount: 3.001 COP)\n"), ElementsAre("E0350"));
  EXPECT_THAT(codes_in("let x = home with { usag: 3 kWh }\n"), ElementsAre("E0371"));
}

TEST(Records, SamplesTakeDefaults) {  // S45
  EXPECT_THAT(codes_in("let x: Account = Account(id: \"x\", class: Home)\n"), ElementsAre("E0377"));
  const auto checked =
      check_source(with_preamble(R"(test "t" { for home with { usage: 3 kWh } as_of 2020-01-01 expect people = 1 })"));
  ASSERT_THAT(checked->errors(), IsEmpty());
  ASSERT_EQ(checked->module().tests.size(), 1U);
  EXPECT_THAT(checked->module().tests[0].defaulted,
              ElementsAre("demand = 0.0 kW", "people = 1", HasSubstr("payments = "), HasSubstr("previous = "),
                          HasSubstr("medical_until = "), HasSubstr("balance = "), "flag = false"));
}

TEST(Match, TakesTheFirstRow) {
  EXPECT_THAT(problems_of(
                  R"(rule word for Account: text = match stratum { | S1, S2 => "low" | S3 => "high" }
rule band for Account: int = match usage { | < 100 kWh => 1 | 100 kWh..200 kWh => 2 | otherwise => 3 }
rule yes for Account: int = match flag { | true => 1 | false => 0 }
rule amount for Account: COP = match people * 2 { | 2 => 1.5 COP | any => fail "many" }
test "match" {
  for home with { usage: kwh }
  as_of 2020-04-01
  expect word = "low" and yes = 0
  expect amount = 1.5 COP
  expect band = number
  | kwh: 99.999 kWh, number: 1
  | kwh: 100 kWh, number: 2
  | kwh: 200 kWh, number: 2
  | kwh: 200.001 kWh, number: 3
})"),
              IsEmpty());
}

TEST(Match, IsComplete) {  // S38
  EXPECT_THAT(errors_in("rule x for Account: int = match stratum { | S1 => 1 | S2 => 2 }\n"),
              ElementsAre("E0362 1:33 no row of this `match` takes `S3`"));
  EXPECT_THAT(codes_in("rule x for Account: int = match usage { | < 100 kWh => 1 | > 100 kWh => 2 }\n"),
              ElementsAre("E0362"));
  EXPECT_THAT(codes_in("rule x for Account: int = match usage { | < 100 kWh => 1 | >= 100 kWh => 2 }\n"), IsEmpty());
  EXPECT_THAT(codes_in("rule x for Account: int = match people { | 1..1_999 => 1 | 2_000 => 2 }\n"), IsEmpty());
  EXPECT_THAT(codes_in("rule x for Account: int = match id { | \"a\" => 1 }\n"), ElementsAre("E0362"));
}

TEST(Match, UnreachableRowIsAWarning) {
  EXPECT_THAT(warnings_in("rule x for Account: int = match stratum { | S1, S2, S3 => 1 | otherwise => 2 }\n"),
              ElementsAre("W0335"));
  EXPECT_THAT(warnings_in("rule x for Account: int = match usage { | < 100 kWh => 1 | < 50 kWh => "
                          "2 | otherwise => 3 }\n"),
              ElementsAre("W0335"));
}

}  // namespace
}  // namespace tarifa::check
