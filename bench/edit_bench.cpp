// From an edit to the diagnostics of its package, in process: EditedPackage on packages of 1,000 and 20,000 lines, as
// keys are pressed inside a rule, also where the syntax is broken meanwhile; opening a package of 500 files.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>

#include "bench/generated_package.h"
#include "compiler/driver/edited_package.h"
#include "compiler/support/check.h"

namespace {

using tarifa::bench::Shape;
using tarifa::check::PackageInput;
using tarifa::driver::EditedPackage;

// What a user waits, and what the processors work in all threads: on a machine that others use the two differ.
class Stopwatch {
 public:
  [[nodiscard]] double waited() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
  }
  [[nodiscard]] double worked() const { return cpu_milliseconds() - worked_; }

 private:
  static double cpu_milliseconds() {
    timespec now{};
    TARIFA_CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
  }
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double worked_ = cpu_milliseconds();
};

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<size_t>(share * static_cast<double>(values.size() - 1))];
}

// Keys pressed one after the other at some place in a rule of a file: what is typed breaks the syntax and mends it
// again, and is then taken back.
class Typing {
 public:
  explicit Typing(PackageInput& input) : input_(input) {}

  void press() {
    if (left_.empty() && typed_ == 0) begin();
    std::string& text = input_.files[file_].text;
    if (!left_.empty()) {
      text.insert(at_ + typed_++, 1, left_.front());
      left_.erase(0, 1);
    } else {
      text.erase(at_ + --typed_, 1);
    }
  }

 private:
  void begin() {
    static constexpr const char* kTyped[] = {
        " + (usage * 2.00 COP/kWh)", " * 3", "7", " and usage > 5 kWh", "\n  // note\n", "(", "\n\n"};
    file_ = 1 + random_() % (input_.files.size() - 1);
    const std::string& text = input_.files[file_].text;
    const size_t from = text.find("\nrule ", random_() % text.size());
    const size_t line = text.find("  except", from == std::string::npos ? 0 : from);
    at_ = text.find('\n', line == std::string::npos ? 0 : line);
    left_ = kTyped[random_() % std::size(kTyped)];
  }

  PackageInput& input_;
  std::mt19937 random_{1};
  size_t file_ = 0;
  size_t at_ = 0;
  size_t typed_ = 0;
  std::string left_;
};

void edit_to_diagnostics(benchmark::State& state, Shape shape, int files, int lines_a_file) {
  PackageInput input = tarifa::bench::generated_package(shape, files, lines_a_file);
  EditedPackage edited;
  TARIFA_CHECK(edited.analyze(input)->result.ok);
  std::vector<double> full;
  for (int i = 0; i < 5; ++i) {
    const Stopwatch watch;
    benchmark::DoNotOptimize(tarifa::driver::load_package(input, 2));
    full.push_back(watch.worked());
  }
  Typing typing(input);
  std::vector<double> times;
  std::vector<double> work;
  size_t accepted = 0;
  for (auto _ : state) {
    typing.press();
    const Stopwatch watch;
    const auto found = edited.analyze(input);
    times.push_back(watch.waited());
    work.push_back(watch.worked());
    accepted += found->result.ok ? 1 : 0;
  }
  state.counters["p50_ms"] = percentile(times, 0.50);
  state.counters["p95_ms"] = percentile(times, 0.95);
  state.counters["cpu_p50_ms"] = percentile(work, 0.50);
  state.counters["cpu_p95_ms"] = percentile(work, 0.95);
  state.counters["cpu_full_ms"] = percentile(full, 0.50);
  state.counters["full/p50"] = percentile(full, 0.50) / percentile(work, 0.50);
  state.counters["accepted"] = static_cast<double>(accepted) / static_cast<double>(times.size());
}

void open_package(benchmark::State& state, int files, int lines_a_file) {
  const PackageInput input = tarifa::bench::generated_package(Shape::Rules, files, lines_a_file);
  for (auto _ : state) {
    EditedPackage edited;
    TARIFA_CHECK(edited.analyze(input)->result.ok);
  }
}

}  // namespace

BENCHMARK_CAPTURE(edit_to_diagnostics, rules_1000_lines, Shape::Rules, 1, 1'000)
    ->Iterations(600)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edit_to_diagnostics, mixed_1000_lines, Shape::Mixed, 1, 1'000)
    ->Iterations(600)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edit_to_diagnostics, rules_20000_lines, Shape::Rules, 20, 1'000)
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edit_to_diagnostics, mixed_20000_lines, Shape::Mixed, 20, 1'000)
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(edit_to_diagnostics, one_file_of_20000_lines, Shape::Rules, 1, 20'000)
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(open_package, 500_files, 500, 100)->Unit(benchmark::kMillisecond)->UseRealTime();

BENCHMARK_MAIN();
