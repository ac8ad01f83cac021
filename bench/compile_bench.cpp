// From a checked package to machine code that runs: one rule, and 1,000 rules on two threads, cold and from the object
// cache.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "compiler/codegen/jit.h"
#include "compiler/driver/load_package.h"
#include "compiler/numeric/date_text.h"
#include "compiler/support/check.h"

namespace {

using tarifa::codegen::JitOptions;

constexpr const char* kHead = R"(module bench.many
use std.money.{COP}
use std.units.{kWh, m}
rounding half_up
enum Stratum { S1, S2, S3, S4, S5, S6 }
entity Account {
  key id: text(32),
  stratum: Stratum,
  altitude: m(0) in 0..5_000,
  usage: kWh(3) in 0..100_000,
  debt: COP(2) in 0..100_000_000,
}
)";

// Rules with an exception and a rounded quotient each; ten of them a line.
std::string package_text(int rules) {
  std::string text = kHead;
  for (int k = 0; k < rules; ++k) {
    text += fmt::format(
        "rule r{0} for Account: COP(2) = round(usage * {1}.25 COP/kWh, 0.01 COP half_up) + min(debt, {2} COP) {{\n"
        "  except high{0} = round(debt / {3}, 0.01 COP half_even) when altitude > {4} m\n"
        "}}\n",
        k, 300 + k % 97, 1000 + k, 3 + k % 11, 500 + k % 3000);
  }
  text += "tariff T for Account {\n  currency COP\n  round lines to 0.01 COP\n  values at period.start\n";
  for (int line = 0; line * 10 < rules; ++line) {
    text += fmt::format("  line l{} = ", line);
    for (int k = line * 10; k < rules && k < line * 10 + 10; ++k)
      text += fmt::format("{}r{}", k % 10 == 0 ? "" : " + ", k);
    text += "\n";
  }
  return text + "}\nbill Monthly for Account { all of T }\n";
}

std::unique_ptr<tarifa::driver::LoadedPackage> package_of(int rules) {
  tarifa::check::PackageInput input;
  input.manifest = "[package]\nname = \"many\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"bench.many\"]\n";
  input.files.push_back({"rules/many.rule", package_text(rules)});
  auto loaded = tarifa::driver::load_package(input);
  TARIFA_CHECK(loaded->result.ok);
  return loaded;
}

void compile(benchmark::State& state, const JitOptions& options) {
  const auto package = package_of(static_cast<int>(state.range(0)));
  const int32_t start = tarifa::numeric::parse_date("2020-04-01")->days;
  tarifa::codegen::CompileStats stats;
  for (auto _ : state) {
    const auto bill = tarifa::codegen::compile(package->result.module, tarifa::ir::BillId(0),
                                               {start, start + 30, start + 30, start + 30}, options);
    stats = bill->stats();
  }
  state.counters["operations"] = static_cast<double>(stats.operations);
  state.counters["modules"] = static_cast<double>(stats.modules);
  state.counters["lower_ms"] = stats.lower_seconds * 1e3;
  state.counters["codegen_ms"] = stats.codegen_seconds * 1e3;
}

void cold(benchmark::State& state) {
  JitOptions options;
  options.threads = 2;
  compile(state, options);
}

void from_cache(benchmark::State& state) {
  const auto folder = std::filesystem::temp_directory_path() / ("tarifa-bench-" + std::to_string(getpid()));
  JitOptions options;
  options.threads = 2;
  options.cache_folder = folder.string();
  compile(state, options);
  std::filesystem::remove_all(folder);
}

}  // namespace

BENCHMARK(cold)->Arg(1)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(from_cache)->Arg(1)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

BENCHMARK_MAIN();
