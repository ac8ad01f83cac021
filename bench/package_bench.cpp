// Parse and check of a generated package of 100,000 lines, on two threads.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "bench/generated_package.h"
#include "compiler/driver/load_package.h"
#include "compiler/support/check.h"

namespace {

constexpr int kModules = 100;

void parse_and_check(benchmark::State& state) {
  const auto input = tarifa::bench::generated_package(tarifa::bench::Shape::Rules, kModules, 995);
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
