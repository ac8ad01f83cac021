// S6: which siblings of an exception tree are proved disjoint, which are refused with an account, which are left to the
// run.
#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kHead = R"(module test
use std.money.{USD}
use std.units.{kWh}
rounding half_up
enum Stratum { S1, S2, S3 }
record Plan { name: text(8), size: kWh(0) in 0..100, since: date }
entity Account {
  key id: text(32),
  stratum: Stratum, usage: kWh(3) in 0..1_000, other: kWh(1) in 0..1_000, n: int in -100..100,
  low: bool, flag: bool?, code: text(2), due: date, paid: date?, wait: days, plan: Plan?,
  visits: list of Plan max 5,
}
)";

// What is said of a rule whose exceptions are these, and whether R0402 is ruled out.
struct Said {
  std::vector<std::string> errors;
  std::vector<std::string> help;
  bool proved = false;
};

Said said(const std::string& exceptions, const std::string& before = "") {
  const auto checked =
      check_source(std::string(kHead) + before + "\nrule fee for Account: USD(2) = 1 USD {\n" + exceptions + "\n}\n");
  Said out;
  for (const std::string& error : checked->errors()) out.errors.push_back(error.substr(0, error.find(' ')));
  for (const std::string& note : checked->notes()) {
    if (note.starts_with("help both")) out.help.push_back(note);
  }
  if (!out.errors.empty()) return out;
  const ir::Rule& rule = checked->module().rules.back();
  out.proved = true;
  for (const ir::Exception& exception : rule.exceptions) out.proved = out.proved && exception.disjoint_proved;
  return out;
}

bool proved(const std::string& a, const std::string& b, const std::string& before = "") {
  const Said out = said("except one = 2 USD when " + a + "\nexcept two = 3 USD when " + b, before);
  EXPECT_THAT(out.errors, IsEmpty()) << a << " | " << b;
  return out.proved;
}

std::string refuted(const std::string& a, const std::string& b, const std::string& before = "") {
  const Said out = said("except one = 2 USD when " + a + "\nexcept two = 3 USD when " + b, before);
  EXPECT_THAT(out.errors, ElementsAre("E0601")) << a << " | " << b;
  return out.help.empty() ? "" : out.help[0].substr(std::string("help both apply, for example, where ").size());
}

TEST(ExceptionOverlap, DisjointByMembersAndIntervals) {
  EXPECT_TRUE(proved("stratum = S1", "stratum in {S2, S3}"));
  EXPECT_TRUE(proved("stratum != S1", "stratum = S1"));
  EXPECT_TRUE(proved("usage <= 10 kWh", "usage > 10 kWh"));
  EXPECT_TRUE(proved("usage < 10.0005 kWh", "usage > 10 kWh"));  // on the grid of 0.001
  EXPECT_TRUE(proved("usage in 0 kWh..10 kWh", "usage > 10 kWh and low"));
  EXPECT_TRUE(proved("low", "not low"));
  EXPECT_TRUE(proved("low implies usage > 5 kWh", "low and usage < 5 kWh"));
  EXPECT_TRUE(proved("usage > 1_000 kWh", "low"));  // outside the declared range
  EXPECT_TRUE(proved("code = \"1A\"", "code = \"1B\""));
  EXPECT_TRUE(proved("code = \"1A\"", "code != \"1A\" and low"));
  EXPECT_TRUE(proved("due < 2020-04-01", "due >= 2020-04-01"));
}

TEST(ExceptionOverlap, RefutedWithAnAccount) {
  EXPECT_EQ(refuted("low and usage > 10 kWh", "stratum = S2 and usage < 20 kWh"),
            "stratum = S2, usage = 10.001 kWh, low");
  EXPECT_EQ(refuted("usage <= 10 kWh", "usage >= 10 kWh"), "usage = 10.000 kWh");
  EXPECT_EQ(refuted("code = \"1A\"", "code != \"1B\""), "code = \"1A\"");
  EXPECT_EQ(refuted("due < 2020-04-01", "due >= 2020-03-31"), "due = 2020-03-31");
}

TEST(ExceptionOverlap, EveryAccountIsAnExampleWhereNothingIsAsked) {
  const Said out = said("except one = 2 USD\nexcept two = 3 USD");
  EXPECT_THAT(out.errors, ElementsAre("E0601"));
  EXPECT_THAT(out.help, ElementsAre("help both apply to every account"));
}

TEST(ExceptionOverlap, Windows) {
  EXPECT_TRUE(
      said("except one = 2 USD from 2020-01-01 until 2020-04-01\nexcept two = 3 USD from 2020-04-01 until 2020-07-01")
          .proved);
  const Said meet = said(
      "except one = 2 USD from 2020-01-01 through 2020-04-01\nexcept two = 3 USD from 2020-04-01 until 2020-07-01");
  EXPECT_THAT(meet.errors, ElementsAre("E0601"));
  EXPECT_THAT(meet.help, ElementsAre("help both apply, for example, where effective_date = 2020-04-01"));
  // Other dates may lie anywhere.
  EXPECT_THAT(said("except one = 2 USD from 2020-01-01 until 2020-04-01 at issued\nexcept two = 3 USD from 2020-04-01 "
                   "until 2020-07-01")
                  .errors,
              ElementsAre("E0601"));
  EXPECT_TRUE(proved("period.days < 20", "period.last > period.start + 25 days"));
}

TEST(ExceptionOverlap, DifferencesOfFields) {
  EXPECT_TRUE(proved("usage < other", "usage > other"));
  EXPECT_TRUE(proved("usage - other < 5 kWh", "usage > other + 5 kWh"));
  EXPECT_TRUE(proved("usage < other and n > 0", "other < 1 kWh and usage > 5 kWh"));
  EXPECT_TRUE(proved("as_of - due < 30 days", "due < as_of - 40 days"));
  EXPECT_FALSE(refuted("usage > other", "usage > 5 kWh").empty());
  EXPECT_FALSE(refuted("as_of - due > 30 days", "due > 2020-06-01").empty());
}

TEST(ExceptionOverlap, ThroughRulesAndLets) {
  EXPECT_TRUE(proved("poor", "stratum = S3", "rule poor for Account: bool = stratum in {S1, S2}"));
  EXPECT_TRUE(proved("usage > limit", "usage < 50 kWh", "let limit: kWh(0) = 100 kWh"));
  EXPECT_TRUE(proved("total < 10 kWh", "usage >= 10 kWh", "rule total for Account: kWh(3) = usage"));
  EXPECT_EQ(refuted("poor", "stratum = S1", "rule poor for Account: bool = stratum in {S1, S2}"), "stratum = S1");
}

TEST(ExceptionOverlap, OptionalFields) {
  EXPECT_TRUE(proved("paid is known", "paid is not known"));
  EXPECT_TRUE(proved("paid is known and paid < 2020-04-01", "paid is known and paid >= 2020-04-01"));
  EXPECT_TRUE(proved("(paid ?? 2020-01-01) < 2020-04-01", "(paid ?? 2020-01-01) >= 2020-04-01"));
  EXPECT_TRUE(proved("(paid ?? due) < due", "paid is not known"));
  EXPECT_TRUE(proved("flag ?? false", "flag is not known"));
  EXPECT_TRUE(proved("plan is known and plan.size > 10 kWh", "plan is known and plan.size < 10 kWh"));
  EXPECT_FALSE(refuted("flag ?? true", "flag is not known").empty());
  EXPECT_FALSE(refuted("plan is known and plan.size > 10 kWh", "plan is known and plan.size < 20 kWh").empty());
}

TEST(ExceptionOverlap, OpaqueTermsAreEqualWhereTheyAreWrittenEqually) {
  EXPECT_TRUE(proved("count(v for v in visits) > 2", "count(v for v in visits) <= 2"));
  EXPECT_TRUE(proved("sum(v.size for v in visits) > 2 kWh", "sum(w.size for w in visits) < 2 kWh"));
  EXPECT_FALSE(proved("count(v for v in visits) > 2", "sum(v.size for v in visits) > 2 kWh"));  // judged row by row
}

TEST(ExceptionOverlap, EqualValuesMayMeet) {
  const auto checked = check_source(std::string(kHead) + R"(
rule fee for Account: kWh(3) = 1 kWh {
  except one = usage + usage when low
  except two = usage * 2 when stratum = S1
}
)");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const ir::Rule& rule = checked->module().rules.back();
  ASSERT_EQ(rule.exceptions.size(), 2U);
  EXPECT_THAT(rule.exceptions[0].agrees_with, ElementsAre(1U));
  EXPECT_THAT(rule.exceptions[1].agrees_with, ElementsAre(0U));
}

TEST(ExceptionOverlap, CumulativeAndPlain) {
  EXPECT_THAT(said("cumulative except one = 2 USD when low\ncumulative except two = 3 USD").errors, IsEmpty());
  EXPECT_THAT(said("cumulative except one = 2 USD when low\nexcept two = 3 USD when usage > 1 kWh").errors,
              ElementsAre("E0601"));
}

TEST(ExceptionOverlap, NestedOnesHoldOnlyInsideTheirParent) {
  EXPECT_TRUE(said(R"(except one = 2 USD when low
except two = 3 USD when not low
except inner within one = 4 USD when usage > 5 kWh
except other within two = 5 USD when usage > 5 kWh)")
                  .proved);
  EXPECT_THAT(said(R"(except one = 2 USD when low
except inner within one = 4 USD when usage > 5 kWh
except other within one = 5 USD when usage < 6 kWh)")
                  .errors,
              ElementsAre("E0601"));
}

TEST(ExceptionOverlap, AnUnrelatedErrorDoesNotHideAConflict) {
  const auto errors = errors_of(
      std::string(kHead) +
      "rule wrong for Account: USD(2) = nothing\n"
      "rule fee for Account: USD(2) = 1 USD {\n except one = 2 USD when low\n except two = 3 USD when low\n}\n");
  EXPECT_EQ(errors.size(), 2U);
}

}  // namespace
}  // namespace tarifa::check
