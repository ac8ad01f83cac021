// Dates, lengths, months, points in time, periods, and the numbers and conditions made of them.
#include <algorithm>

#include "tests/diff/expressions.h"

namespace tarifa::diff {
namespace {

const std::vector<std::string> kCompare = {" = ", " != ", " < ", " <= ", " > ", " >= "};
const std::vector<std::string> kMonthEnds = {" to_month_end)", " to_next_month)", " strict)"};

}  // namespace

TextTree Expressions::date_literal() {
  static const std::vector<std::string> kDates = {"2020-01-31", "2020-02-29", "2020-03-01", "2020-03-15", "2020-03-31",
                                                  "2020-04-01", "2020-04-11", "2020-04-16", "2020-04-30", "2020-05-01"};
  return leaf(Sort::Date, random_.pick(kDates));
}

TextTree Expressions::date(const Scope& scope) {
  std::vector<std::string> names = {"period.start", "issued", "as_of", "effective_date", "period.last"};
  for (const Named& name : scope.names) {
    if (name.sort == Sort::Date) names.push_back(name.optional ? "(" + name.text + " ?? issued)" : name.text);
  }
  if (random_.chance(30)) return date_literal();
  if (scope.depth > 0 && random_.chance(30)) return moved_date(shallower(scope));
  TextTree base = leaf(Sort::Date, random_.pick(names));
  if (!random_.chance(25)) return base;
  static const std::vector<std::string> kSteps = {" + 10 days)", " - 31 days)", " + 1 months to_month_end)",
                                                  " - 2 months to_next_month)", " + 1 months strict)"};
  return node(Sort::Date, {"(", random_.pick(kSteps)}, {std::move(base)});
}

TextTree Expressions::moved_date(const Scope& scope) {
  switch (random_.below(7)) {
    case 0: return node(Sort::Date, {"first_day(", ")"}, {month(scope)});
    case 1: return node(Sort::Date, {"(", random_.chance(50) ? " + " : " - ", ")"}, {date(scope), length(scope)});
    case 2: return node(Sort::Date, {random_.chance(50) ? "min(" : "max(", ", ", ")"}, {date(scope), date(scope)});
    case 3: return node(Sort::Date, {"(", " + 1 months * ", random_.pick(kMonthEnds)}, {date(scope), small_int(scope)});
    case 4: return node(Sort::Date, {"next_date(", random_.chance(50) ? ", 02-01)" : ", 04-11)"}, {date(scope)});
    case 5: return leaf(Sort::Date, "met.date");
    default: return node(Sort::Date, {"", random_.chance(50) ? ".end" : ".last"}, {period(scope)});
  }
}

TextTree Expressions::small_int(const Scope& scope) {
  TextTree out;
  if (random_.chance(70) && named(Sort::Int, scope, 0, out)) return out;
  return leaf(Sort::Int, std::to_string(random_.between(0, 5)));
}

TextTree Expressions::period(const Scope& scope) {
  if (random_.chance(40)) return leaf(Sort::None, "period");
  TextTree end = node(Sort::Date, {"(", " + " + std::to_string(random_.between(1, 40)) + " days)"},
                      {date(without_fractions(scope))});
  return node(Sort::None, {"Period(", ", ", ")"}, {date(without_fractions(scope)), std::move(end)});
}

TextTree Expressions::month(const Scope& scope) {
  switch (random_.below(4)) {
    case 0: return leaf(Sort::Month, "began");
    case 1: return node(Sort::Month, {"(", random_.chance(50) ? " + 1 months)" : " - 14 months)"}, {month(scope)});
    case 2: return node(Sort::Month, {"(", " + 1 months * ", ")"}, {leaf(Sort::Month, "began"), small_int(scope)});
    default: return node(Sort::Month, {"month_of(", ")"}, {date(without_fractions(scope))});
  }
}

TextTree Expressions::length(const Scope& scope) {
  const Scope inner = without_fractions(scope);
  switch (scope.depth > 0 ? random_.below(6) : 0) {
    case 1:
    case 2: return node(Sort::Days, {"(", " - ", ")"}, {date(inner), date(inner)});
    case 3: return node(Sort::Days, {"(", random_.chance(50) ? " + " : " - ", ")"}, {length(inner), length(inner)});
    case 4: return node(Sort::Days, {random_.chance(50) ? "min(" : "max(", ", ", ")"}, {length(inner), length(inner)});
    case 5: return node(Sort::Days, {"(", " * ", ")"}, {length(inner), small_int(inner)});
    default: return leaf(Sort::Days, std::to_string(random_.between(0, 400)) + " days");
  }
}

TextTree Expressions::number_of_dates(const Scope& scope) {
  switch (random_.below(6)) {
    case 0: return node(Sort::Int, {"year(", ")"}, {date(scope)});
    case 1: return node(Sort::Int, {"month_number(", ")"}, {date(scope)});
    case 2: return node(Sort::Int, {"day_of_month(", ")"}, {date(scope)});
    case 3: return node(Sort::Int, {"", ".days"}, {period(scope)});
    default: return node(Sort::Int, {"number(", ", 1 days)"}, {length(scope)});
  }
}

TextTree Expressions::condition_of_dates(const Scope& scope) {
  const std::string sign = random_.pick(kCompare);
  switch (random_.below(5)) {
    case 0: return node(Sort::Bool, {"(", sign, ")"}, {length(scope), length(scope)});
    case 1: return node(Sort::Bool, {"(", sign, ")"}, {month(scope), month(scope)});
    case 2: return leaf(Sort::Bool, "(met.time" + sign + (random_.chance(50) ? "12:00)" : "17:30)"));
    case 3: return node(Sort::Bool, {"(", " in ", ")"}, {date(scope), period(scope)});
    default: return leaf(Sort::Bool, "(met" + sign + "2020-04-11T17:30)");
  }
}

TextTree Expressions::condition_of_texts() {
  static const std::vector<std::string> kTexts = {"\"a\"", "\"B 2\"", "\"\"", "tag", "(note ?? \"b\")"};
  const std::string left = random_.chance(50) ? "tag" : "(note ?? \"a\")";
  return leaf(Sort::Bool, "(" + left + (random_.chance(60) ? " = " : " != ") + random_.pick(kTexts) + ")");
}

}  // namespace tarifa::diff
