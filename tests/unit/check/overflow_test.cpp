// S36 ahead of time: 38 digits passed inside the declared ranges is an error with an account; nothing else is.
#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> errors(const std::string& fields, const std::string& line) {
  return errors_of("module test\nuse std.money.{USD}\nrounding half_up\nentity Account { key id: text(32), " + fields +
                   " }\ntariff T for Account {\n  currency USD\n  round lines to 0.01 USD\n  values at period.start\n"
                   "  line result = " +
                   line + "\n}\nbill B for Account { one of T }\n");
}

constexpr auto kLarge = "a: decimal(6) in 0..9_000_000_000_000, b: decimal(6) in 0..9_000_000_000_000";

TEST(Overflow, InsideDeclaredRangesIsAnError) {
  EXPECT_THAT(errors(kLarge, "a * b * 1 USD"), IsEmpty());  // 8.1 * 10^37
  EXPECT_THAT(errors(kLarge, "a * b * 10 USD"),
              ElementsAre("E0329 9:17 the value can have more than 38 digits inside the declared ranges"));
  EXPECT_THAT(errors(kLarge, "a * b * 1.5 USD"), testing::SizeIs(1));  // 37 digits and one more after the point
}

TEST(Overflow, WithoutDeclaredRangesItIsJudgedRowByRow) {
  EXPECT_THAT(errors("a: decimal(6), b: decimal(6)", "a * b * 10 USD"), IsEmpty());
  EXPECT_THAT(errors("a: decimal(6) in 0..9_000_000_000_000, b: decimal(6)", "a * b * 10 USD"), IsEmpty());
}

TEST(Overflow, OnlyAnAccountThatGetsThereRefutes) {
  // The two factors are never large together: no account overflows, although their ranges do.
  EXPECT_THAT(errors(kLarge, "(if a > 1 then 1 * 1 else b) * (if a > 1 then a else 1) * 10 USD"), IsEmpty());
}

TEST(Overflow, CountsTheDivisor) {
  const std::string fields = std::string(kLarge) + ", n: int in 1..1_000";
  EXPECT_THAT(errors(fields, "a / n * b * 1 USD"), IsEmpty());           // 8.1 * 10^37, whatever n is
  EXPECT_THAT(errors(fields, "a / n * b * 2 USD"), testing::SizeIs(1));  // S24: the denominator n counts
}

}  // namespace
}  // namespace tarifa::check
