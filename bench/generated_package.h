// Packages of any size for benchmarks: modules of rules alone, or of all that a package of a utility holds.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "compiler/check/check.h"

namespace tarifa::bench {

enum class Shape : uint8_t { Rules, Mixed };

inline std::string data_module() {
  return R"(module bench.data
use std.money.{COP}
use std.units.{kWh, m}
enum Stratum { S1, S2, S3, S4, S5, S6 }
entity Account {
  key id: text(32),
  stratum: Stratum,
  altitude: m(0) in 0..5_000,
  usage: kWh(3) in 0..100_000,
  debt: COP(2) in 0..100_000_000,
}
)";
}

// Six lines.
inline std::string rule(int number, int k) {
  return fmt::format(
      "/// Charge {1} of module {0}.\n"
      "rule c{0}_{1} for Account: COP(2) = round(usage * {2}.25 COP/kWh, 0.01 COP) {{\n"
      "  except high = round(debt / {3}, 0.01 COP) when altitude > {4} m\n"
      "  except poor within high = 0.00 COP when stratum in {{S1, S2}}\n"
      "}}\n\n",
      number, k, 300 + k % 97, 3 + k % 11, 500 + k % 3000);
}

inline std::string values(int number, int k) {
  return fmt::format(
      "param price{0}_{1}: COP/kWh(4) {{\n  from 2020-01-01: {2}.1700\n  from 2020-03-01: {2}.4475\n  open\n}}\n\n"
      "table share{0}_{1}(stratum: Stratum) -> ratio(4) {{\n"
      "  | S1         => 60%\n  | S2         => {3}%\n  | S3         => 15%\n  | S4, S5, S6 => 0%\n}}\n\n",
      number, k, 400 + k % 90, 20 + k % 30);
}

// Every rule is used by a sum of its group.
inline constexpr int kGroup = 6;
inline std::string sum(int number, int k) {
  std::string terms;
  for (int i = k - kGroup + 1; i <= k; ++i) terms += fmt::format("{}c{}_{}", terms.empty() ? "" : " + ", number, i);
  return fmt::format("rule sum{0}_{1} for Account: COP(2) = {2}\n\n", number, k, terms);
}

inline std::string tariff(int number) {
  return fmt::format(
      "tariff Home{0} for Account {{\n  currency COP\n  round lines to 0.01 COP\n  values at period.start\n"
      "  applies when stratum != S6\n"
      "  line energy \"Energy\" = usage @ price{0}_0\n"
      "  line subsidy \"Subsidy\" = -(usage @ (price{0}_0 * share{0}_0(stratum))) when stratum in {{S1, S2, S3}}\n"
      "  line fixed \"Fixed\" values weighted by days = c{0}_0 + c{0}_1\n"
      "  minimum least = 5_000 COP for energy, subsidy, fixed\n"
      "  tax vat \"IVA\" = 19% of fixed\n}}\n\n"
      "bill Monthly{0} for Account {{\n  all of Home{0}\n  round total to 50 COP\n}}\n\n",
      number);
}

inline std::string test(int number, int k) {
  return fmt::format(
      "test \"{0} {1}\" {{\n  for Account(id: \"T\", stratum: S1, altitude: 2_600 m, usage: {2} kWh, debt: 0 COP)\n"
      "  over 2020-03\n  expect Monthly{0}.energy = {2}.50 COP\n}}\n\n",
      number, k, 100 + k);
}

inline std::string generated_module(Shape shape, int number, int lines) {
  const bool mixed = shape == Shape::Mixed;
  std::string text = fmt::format(
      "module bench.m{0}\nuse bench.data.{{Account, Stratum}}\nuse std.money.{{COP}}\nuse std.units.{{kWh, "
      "m}}\nrounding half_up\n\n",
      number);
  if (mixed) text += tariff(number);
  int k = 0;
  for (auto written = std::count(text.begin(), text.end(), '\n'); written < lines; ++k) {
    std::string part = rule(number, k);
    if (mixed && k % kGroup == kGroup - 1) part += sum(number, k);
    if (mixed && k % 4 == 0) part += values(number, k);
    if (mixed && k % 4 == 1) part += test(number, k);
    written += std::count(part.begin(), part.end(), '\n');
    text += part;
  }
  return text;
}

// One module of data, and `files` of `lines` lines each.
inline check::PackageInput generated_package(Shape shape, int files, int lines) {
  check::PackageInput input;
  input.manifest = "[package]\nname = \"large\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"bench.data\"";
  for (int k = 0; k < files; ++k) input.manifest += fmt::format(", \"bench.m{}\"", k);
  input.manifest += "]\n";
  input.files.push_back({"rules/data.rule", data_module()});
  for (int k = 0; k < files; ++k) {
    input.files.push_back({fmt::format("rules/m{}.rule", k), generated_module(shape, k, lines)});
  }
  return input;
}

}  // namespace tarifa::bench
