// Parse and check of a generated package of 100,000 lines, on two threads.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/load_package.h"
#include "compiler/support/check.h"

namespace {

constexpr int kModules = 100;
constexpr int kRulesAModule = 165;  // six lines each: about 1,000 lines a module

std::string data_module() {
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

std::string rules_module(int number) {
  std::string text = fmt::format(
      "module bench.m{0}\nuse bench.data.{{Account, Stratum}}\nuse std.money.{{COP}}\nuse std.units.{{kWh, "
      "m}}\nrounding half_up\n",
      number);
  for (int k = 0; k < kRulesAModule; ++k) {
    text += fmt::format(
        "/// Charge {1} of module {0}.\n"
        "rule c{0}_{1} for Account: COP(2) = round(usage * {2}.25 COP/kWh, 0.01 COP) {{\n"
        "  except high = round(debt / {3}, 0.01 COP) when altitude > {4} m\n"
        "  except poor within high = 0.00 COP when stratum in {{S1, S2}}\n"
        "}}\n\n",
        number, k, 300 + k % 97, 3 + k % 11, 500 + k % 3000);
  }
  return text;
}

void parse_and_check(benchmark::State& state) {
  tarifa::check::PackageInput input;
  input.manifest = "[package]\nname = \"large\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"bench.data\"";
  for (int k = 0; k < kModules; ++k) input.manifest += fmt::format(", \"bench.m{}\"", k);
  input.manifest += "]\n";
  input.files.push_back({"rules/data.rule", data_module()});
  for (int k = 0; k < kModules; ++k) input.files.push_back({fmt::format("rules/m{}.rule", k), rules_module(k)});
  int64_t lines = 0;
  for (const auto& file : input.files) lines += std::count(file.text.begin(), file.text.end(), '\n');
  for (auto _ : state) {
    const auto loaded = tarifa::driver::load_package(input, 2);
    TARIFA_CHECK(loaded->result.ok);
    benchmark::DoNotOptimize(loaded->result.module.nodes.size());
  }
  state.counters["lines"] = static_cast<double>(lines);
  state.counters["lines_per_second"] = benchmark::Counter(
      static_cast<double>(lines * static_cast<int64_t>(state.iterations())), benchmark::Counter::kIsRate);
}

}  // namespace

BENCHMARK(parse_and_check)->Unit(benchmark::kMillisecond)->UseRealTime();

BENCHMARK_MAIN();
