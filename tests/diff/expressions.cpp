#include "tests/diff/expressions.h"

#include <algorithm>

namespace tarifa::diff {
namespace {

const std::vector<std::string> kModes = {"half_up", "half_even", "half_down", "up", "down", "floor", "ceiling"};

}  // namespace

Scope shallower(const Scope& scope) {
  Scope inner = scope;
  inner.depth = scope.depth - 1;
  return inner;
}

Scope without_fractions(const Scope& scope) {
  Scope inner = shallower(scope);
  inner.quotients = false;
  inner.fractions = false;
  return inner;
}

const char* unit_of(Sort sort) {
  switch (sort) {
    case Sort::Money: return " USD";
    case Sort::Energy: return " kWh";
    case Sort::Price: return " USD/kWh";
    case Sort::Days: return " days";
    case Sort::Ratio:
    case Sort::Int:
    case Sort::Bool:
    case Sort::Date:
    case Sort::Class:
    case Sort::Text:
    case Sort::Month:
    case Sort::DateTime:
    case Sort::None: return "";
  }
  return "";
}

std::string decimal_text(int64_t mantissa, int scale) {
  std::string digits = std::to_string(mantissa < 0 ? -mantissa : mantissa);
  if (scale > 0) {
    if (digits.size() <= static_cast<size_t>(scale))
      digits.insert(0, static_cast<size_t>(scale) + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<size_t>(scale), ".");
  }
  return (mantissa < 0 ? "-" : "") + digits;
}

TextTree Expressions::node(Sort sort, std::vector<std::string> parts, std::vector<TextTree> kids) {
  TextTree tree;
  tree.sort = sort;
  tree.parts = std::move(parts);
  for (const TextTree& kid : kids) {
    tree.scale = std::max(tree.scale, kid.scale);
    tree.fraction |= kid.fraction;
    tree.quotient |= kid.quotient;
  }
  tree.kids = std::move(kids);
  return tree;
}

TextTree Expressions::literal(Sort sort, int scale_budget, bool positive) {
  static const std::vector<int64_t> kMantissas = {0,     1,     2,         5,      9,      10,        50,
                                                  99,    100,   101,       130,    173,    500,       999,
                                                  1'000, 1'999, 5'321'700, 12'345, 65'536, 1'000'000, 99'999'999};
  int scale = 0;
  if (sort == Sort::Int) {
    const int64_t value = random_.between(positive ? 1 : 0, 12);
    return leaf(sort, std::to_string(value));
  }
  const int most = sort == Sort::Money ? 2 : sort == Sort::Energy ? 3 : 5;
  scale = static_cast<int>(random_.between(0, std::clamp(scale_budget, 0, most)));
  int64_t mantissa = random_.pick(kMantissas);
  if (random_.chance(30)) mantissa = random_.between(0, 250'000);
  if (sort == Sort::Price || sort == Sort::Ratio) mantissa %= 100'000;
  if (positive && mantissa == 0) mantissa = 1;
  const std::string text = decimal_text(mantissa, scale);
  program_.numbers.push_back(text);
  if (sort == Sort::Ratio && scale + 2 <= scale_budget && random_.chance(50)) return leaf(sort, text + "%", scale + 2);
  return leaf(sort, text + unit_of(sort), scale);
}

bool Expressions::named(Sort sort, const Scope& scope, int scale_budget, TextTree& out) {
  std::vector<const Named*> fitting;
  for (const Named& name : scope.names) {
    if (name.sort == sort && name.scale <= scale_budget && (!name.fraction || scope.fractions))
      fitting.push_back(&name);
  }
  if (fitting.empty()) return false;
  const Named& chosen = *fitting[random_.below(fitting.size())];
  if (!chosen.optional) {
    out = leaf(sort, chosen.text, chosen.scale);
    out.fraction = chosen.fraction;
    return true;
  }
  TextTree other = literal(sort, scale_budget, true);
  out = node(sort, {"(" + chosen.text + " ?? ", ")"}, {std::move(other)});
  out.scale = std::max(out.scale, chosen.scale);
  return true;
}

TextTree Expressions::leaf_number(Sort sort, const Scope& scope, int scale_budget) {
  TextTree out;
  if (random_.chance(75) && named(sort, scope, scale_budget, out)) return out;
  return literal(sort, scale_budget, false);
}

TextTree Expressions::number(Sort sort, const Scope& scope, int scale_budget) {
  if (scope.depth <= 0 || random_.chance(15)) return leaf_number(sort, scope, scale_budget);
  if (sort == Sort::Int && random_.chance(40)) return number_of_dates(without_fractions(scope));
  if (random_.chance(4)) return guarded(sort, scope, scale_budget);
  if (scale_budget >= 3 && random_.chance(8)) return number_of_records(sort, without_fractions(scope));
  switch (random_.below(12)) {
    case 0:
    case 1:
    case 2:
    case 3: return combine(sort, scope, scale_budget);
    case 4:
    case 5: return product(sort, scope, scale_budget);
    case 6: return scale_budget >= 3 ? closed(sort, scope) : leaf_number(sort, scope, scale_budget);
    case 7: return scale_budget >= 3 ? aggregate(sort, scope) : leaf_number(sort, scope, scale_budget);
    case 8: return scale_budget >= 5 ? call(sort, scope) : leaf_number(sort, scope, scale_budget);
    case 9:
      if (scope.lines && scope.fractions && sort == Sort::Money) return prorated(sort, scope, scale_budget);
      return combine(sort, scope, scale_budget);
    case 10:
      if (sort == Sort::Money && scale_budget >= 8) return tiers(sort, scope, scale_budget);
      return combine(sort, scope, scale_budget);
    default: return leaf_number(sort, scope, scale_budget);
  }
}

TextTree Expressions::combine(Sort sort, const Scope& scope, int scale_budget) {
  const Scope inner = shallower(scope);
  Scope no_quotient = inner;
  no_quotient.quotients = false;
  switch (random_.below(8)) {
    case 0:
    case 1: {
      TextTree a = number(sort, inner, scale_budget);
      return node(sort, {"(", " + ", ")"}, {std::move(a), number(sort, inner, scale_budget)});
    }
    case 2: {
      TextTree a = number(sort, inner, scale_budget);
      return node(sort, {"(", " - ", ")"}, {std::move(a), number(sort, inner, scale_budget)});
    }
    case 3: {
      TextTree a = number(sort, no_quotient, scale_budget);
      return node(sort, {random_.chance(50) ? "min(" : "max(", ", ", ")"},
                  {std::move(a), number(sort, no_quotient, scale_budget)});
    }
    case 4: {
      TextTree c = boolean(without_fractions(scope));
      TextTree a = number(sort, inner, scale_budget);
      return node(sort, {"(if ", " then ", " else ", ")"},
                  {std::move(c), std::move(a), number(sort, inner, scale_budget)});
    }
    case 5: {
      TextTree subject = member(scope);
      TextTree a = number(sort, inner, scale_budget);
      return node(sort, {"(match ", " { | Home => ", " | otherwise => ", " })"},
                  {std::move(subject), std::move(a), number(sort, inner, scale_budget)});
    }
    case 6: {
      TextTree a = number(sort, no_quotient, scale_budget);
      return node(sort, {random_.chance(50) ? "abs(" : "(-", ")"}, {std::move(a)});
    }
    default: {
      TextTree a = number(sort, no_quotient, scale_budget);
      TextTree low = literal(sort, std::min(scale_budget, 2), false);
      TextTree high = literal(sort, std::min(scale_budget, 2), true);
      return node(sort, {"max(min(", ", ", "), ", ")"}, {std::move(a), std::move(high), std::move(low)});
    }
  }
}

TextTree Expressions::product(Sort sort, const Scope& scope, int scale_budget) {
  const Scope inner = shallower(scope);
  if (scale_budget < 4) return leaf_number(sort, scope, scale_budget);
  const int left = static_cast<int>(random_.between(2, scale_budget - 2));
  TextTree a;
  TextTree b;
  std::string between = " * ";
  if (sort == Sort::Money && random_.chance(60)) {
    a = number(Sort::Energy, inner, left);
    Scope plain = inner;
    plain.quotients = false;
    b = number(Sort::Price, a.quotient ? plain : inner, scale_budget - a.scale);
    if (random_.chance(60)) between = " @ ";
  } else if (sort == Sort::Int) {
    return leaf_number(sort, scope, scale_budget);
  } else {
    a = number(random_.chance(50) ? Sort::Ratio : Sort::Int, without_fractions(scope), left);
    b = number(sort, inner, scale_budget - a.scale);
  }
  TextTree out = node(sort, {"(", between, ")"}, {std::move(a), std::move(b)});
  out.scale = out.kids[0].scale + out.kids[1].scale;
  return out;
}

// A half of what lies on a grid, rounded to that grid: every second value is a tie.
TextTree Expressions::tie(Sort sort, const Scope& scope) {
  TextTree body = leaf_number(sort, without_fractions(scope), 3);
  static const std::vector<std::string> kGrids = {"1", "0.1", "0.01", "0.001"};
  const int scale = std::clamp(body.scale, 0, 3);
  TextTree out =
      node(sort, {"round(", " * 0.5, " + kGrids[static_cast<size_t>(scale)] + " " + random_.pick(kModes) + ")"},
           {std::move(body)});
  out.scale = scale;
  return out;
}

TextTree Expressions::closed(Sort sort, const Scope& scope) {
  if (sort != Sort::Int && random_.chance(40)) return tie(sort, scope);
  Scope inner = shallower(scope);
  inner.quotients = true;
  inner.fractions = scope.lines;
  TextTree body = number(sort, inner, 12);
  if (random_.chance(50) && !body.quotient && sort != Sort::Int) {
    TextTree divisor = random_.chance(40) ? number(Sort::Int, without_fractions(scope), 4)
                                          : leaf(Sort::Int, random_.chance(50) ? "3" : "7");
    const bool row = divisor.parts.size() > 1 || divisor.parts[0].find_first_not_of("0123456789") != std::string::npos;
    body = node(sort, {"(", " / ", ")"}, {std::move(body), std::move(divisor)});
    body.quotient = row;
  }
  static const std::vector<std::string> kSteps = {"1", "0.01", "0.001", "0.5", "50", "0.05"};
  const std::string step = sort == Sort::Int ? "1" : random_.pick(kSteps);
  TextTree out = node(sort, {"round(", ", " + step + " " + random_.pick(kModes) + ")"}, {std::move(body)});
  const size_t dot = step.find('.');
  out.scale = dot == std::string::npos ? 0 : static_cast<int>(step.size() - dot - 1);
  out.fraction = false;
  out.quotient = false;
  return out;
}

TextTree Expressions::call(Sort sort, const Scope& scope) {
  if (sort == Sort::Money && !tables.empty() && random_.chance(50)) {
    const Named& table = random_.pick(tables);
    TextTree subject = member(scope);
    Scope plain = without_fractions(scope);
    TextTree energy = node(Sort::Energy, {"round(", ", 0.001 half_up)"}, {number(Sort::Energy, plain, 8)});
    TextTree out = node(sort, {table.text + "(", ", ", ")"}, {std::move(subject), std::move(energy)});
    out.scale = table.scale;
    return out;
  }
  if (sort == Sort::Money && random_.chance(25)) return boxed(scope);
  if (sort == Sort::Price && !keyed.empty() && random_.chance(50)) {
    TextTree out = node(sort, {random_.pick(keyed).text + "(", ")"}, {member(scope)});
    out.scale = 4;
    return out;
  }
  if (sort == Sort::Price && !dated.empty()) {
    TextTree out =
        node(sort, {random_.pick(dated).text + "(at: ", ")"}, {random_.chance(50) ? date_literal() : date(scope)});
    out.scale = 4;
    return out;
  }
  return leaf_number(sort, scope, 5);
}

TextTree Expressions::prorated(Sort sort, const Scope& scope, int scale_budget) {
  static const std::vector<std::string> kClauses = {" per month prorated calendar",
                                                    " per month prorated 30 days",
                                                    " per month prorated 365/12 days",
                                                    " per day",
                                                    " per 30 days",
                                                    " per year prorated calendar",
                                                    " per year prorated 365 days",
                                                    " per month",
                                                    " per month prorated calendar full 27 days..33 days"};
  TextTree amount = leaf_number(sort, scope, scale_budget);
  TextTree out = node(sort, {"((", ")" + random_.pick(kClauses) + ")"}, {std::move(amount)});
  out.fraction = true;
  return out;
}

TextTree Expressions::tiers(Sort result, const Scope& scope, int scale_budget) {
  Scope plain = without_fractions(scope);
  plain.depth = std::min(plain.depth, 1);
  TextTree quantity = node(Sort::Energy, {"max(", ", 0 kWh)"}, {number(Sort::Energy, plain, 3)});
  if (has_ladder && random_.chance(30)) {
    TextTree out =
        node(result, {"(tiers ", random_.chance(50) ? " from ladder)" : " whole from ladder)"}, {std::move(quantity)});
    out.scale = quantity.scale + 4;
    return out;
  }
  const bool whole = random_.chance(30);
  const int rate_budget = std::min(4, scale_budget - 4);
  int64_t limit = 0;
  TextTree out = node(result, {std::string("(tiers ")}, {std::move(quantity)});
  std::string gap = whole ? " whole {" : " {";
  const auto blocks = random_.between(1, 3);
  int rate_scale = 0;
  for (int64_t i = 0; i < blocks; ++i) {
    limit += random_.between(0, 200);
    const std::string text = std::to_string(limit);
    program_.numbers.push_back(text);
    std::string written = text + " kWh";
    if (scope.lines && random_.chance(25)) {
      written = "(" + text + " kWh per month prorated calendar)";
    }
    out.parts.push_back(gap + " | up to " + written + " @ ");
    TextTree rate = leaf_number(Sort::Price, plain, rate_budget);
    rate_scale = std::max(rate_scale, rate.scale);
    out.kids.push_back(std::move(rate));
    gap = "";
  }
  out.parts.push_back(" | above @ ");
  TextTree rate = leaf_number(Sort::Price, plain, rate_budget);
  rate_scale = std::max(rate_scale, rate.scale);
  out.kids.push_back(std::move(rate));
  out.parts.push_back(" })");
  out.scale = out.kids[0].scale + rate_scale;
  out.fraction = scope.lines;
  return out;
}

TextTree Expressions::boolean(const Scope& scope) {
  const Scope inner = without_fractions(scope);
  static const std::vector<std::string> kCompare = {" = ", " != ", " < ", " <= ", " > ", " >= "};
  if (scope.depth > 1 && random_.chance(35)) {
    static const std::vector<std::string> kJoin = {" and ", " or ", " implies "};
    if (random_.chance(20)) return node(Sort::Bool, {"(not ", ")"}, {boolean(inner)});
    TextTree a = boolean(inner);
    return node(Sort::Bool, {"(", random_.pick(kJoin), ")"}, {std::move(a), boolean(inner)});
  }
  if (random_.chance(25)) return random_.chance(60) ? condition_of_dates(inner) : condition_of_texts();
  switch (random_.below(8)) {
    case 0:
    case 1:
    case 2: {
      const Sort sort = random_.chance(50) ? Sort::Energy : random_.chance(50) ? Sort::Money : Sort::Int;
      TextTree a = number(sort, inner, 6);
      return node(Sort::Bool, {"(", random_.pick(kCompare), ")"}, {std::move(a), leaf_number(sort, inner, 6)});
    }
    case 3: return node(Sort::Bool, {"(", random_.chance(50) ? " in {Shop})" : " in {Home, Farm})"}, {member(scope)});
    case 4: {
      TextTree a = date(inner);
      return node(Sort::Bool, {"(", random_.pick(kCompare), ")"}, {std::move(a), date(inner)});
    }
    case 5: {
      TextTree a = number(Sort::Energy, inner, 3);
      return node(Sort::Bool, {"(", random_.chance(50) ? " in 10 kWh..130 kWh)" : " in 10 kWh..<130.5 kWh)"},
                  {std::move(a)});
    }
    default: {
      std::vector<std::string> names;
      for (const Named& name : scope.names) {
        if (name.sort == Sort::Bool && !name.optional) names.push_back(name.text);
        if (name.optional) names.push_back("(" + name.text + (random_.chance(50) ? " is known)" : " is not known)"));
      }
      if (names.empty()) return leaf(Sort::Bool, "(period.days > 30)");
      return leaf(Sort::Bool, random_.pick(names));
    }
  }
}

TextTree Expressions::member(const Scope& scope) {
  (void)scope;
  return leaf(Sort::Class, "class");
}

}  // namespace tarifa::diff
