// The differential test: generated programs and rows through the interpreter and every kind of kernel. `make diff` runs
// it.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <mutex>
#include <thread>

#include "tests/diff/compare.h"
#include "tests/diff/coverage.h"
#include "tests/diff/shrink.h"

namespace {

using namespace tarifa::diff;

struct Options {
  uint64_t programs = 2000;
  size_t rows = 64;
  uint64_t seed = 1;
  uint64_t first = 0;
  unsigned threads = 2;
  bool planted = false;
  bool coverage = false;
  bool show = false;
  std::string one_fault;
};

struct Totals {
  uint64_t programs = 0, refused_programs = 0, divergences = 0;
  size_t rows = 0, billed = 0, failed = 0, refused = 0, punted = 0, cells = 0;
  void add(const Comparison& one) {
    ++programs;
    refused_programs += one.accepted ? 0 : 1;
    rows += one.rows;
    billed += one.billed;
    failed += one.failed;
    refused += one.refused;
    punted += one.punted;
    cells += one.cells;
  }
};

uint64_t program_seed(const Options& options, uint64_t index) {
  return options.seed * 1'000'003 + options.first + index;
}

void print_divergence(const Shrunk& small, uint64_t seed) {
  fmt::print("DIVERGENCE, program seed {} (shrunk in {} tries): {}\n--- rules/main.rule\n{}--- accounts.jsonl\n{}\n",
             seed, small.tries, small.difference, small.source, small.rows);
  std::fflush(stdout);
}

Totals run_all(const Options& options, std::map<std::string, uint64_t>& reasons) {
  Totals totals;
  std::atomic<uint64_t> next{0};
  std::mutex mutex;
  const bool progress = isatty(fileno(stderr)) != 0;
  const auto work = [&] {
    for (uint64_t i = next++; i < options.programs; i = next++) {
      const uint64_t seed = program_seed(options, i);
      const GeneratedProgram program = generate_program(seed);
      const std::string source = text_of(program.text);
      const std::string rows = generate_rows(program, seed + 1, options.rows);
      const Comparison found = compare(source, rows, program, all_variants());
      const std::lock_guard lock(mutex);
      totals.add(found);
      if (!found.accepted) ++reasons[found.diagnostics.substr(0, 5)];
      if (!found.accepted && options.show) fmt::print("{}\n{}\n", source, found.diagnostics);
      if (!found.difference.empty() && ++totals.divergences <= 5) {
        print_divergence(shrink(program, rows, found, all_variants()), seed);
      }
      if (progress && i % 50 == 0) fmt::print(stderr, "\r{} of {} programs", i, options.programs);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned t = 1; t < options.threads; ++t) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (progress) fmt::print(stderr, "\r");
  return totals;
}

// Every operation must stand in some program.
int run_coverage(const Options& options) {
  SeenOperations seen;
  for (uint64_t i = 0; i < options.programs; ++i) note_operations(program_seed(options, i), seen);
  const std::set<std::string> unseen = unseen_operations(seen);
  for (const std::string& name : unseen) fmt::print("in no program: {}\n", name);
  fmt::print("{} operations of the IR and {} of kernels in {} programs, {} in none\n", seen.ir.size(),
             seen.kernel.size(), options.programs, unseen.size());
  return unseen.empty() ? 0 : 1;
}

// Every planted fault must show as a difference within the programs given.
int run_planted(const Options& options) {
  size_t found = 0;
  size_t missed = 0;
  for (const std::string& fault : tarifa::codegen::planted_faults()) {
    if (!options.one_fault.empty() && fault != options.one_fault) continue;
    std::atomic<uint64_t> next{0};
    std::atomic<bool> hit{false};
    std::mutex mutex;
    uint64_t at = 0;
    std::string difference;
    const auto variants = planted_variant(fault);
    const auto work = [&] {
      for (uint64_t i = next++; i < options.programs && !hit; i = next++) {
        const uint64_t seed = program_seed(options, i);
        const GeneratedProgram program = generate_program(seed);
        const std::string rows = generate_rows(program, seed + 1, options.rows);
        const Comparison result = compare(text_of(program.text), rows, program, variants);
        if (result.difference.empty()) continue;
        const std::lock_guard lock(mutex);
        hit = true;
        at = i;
        difference = result.difference;
      }
    };
    std::vector<std::thread> threads;
    for (unsigned t = 1; t < options.threads; ++t) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    fmt::print("planted {}: {}\n", fault,
               hit ? fmt::format("found by program {} ({})", at + 1, difference) : "NOT FOUND");
    std::fflush(stdout);
    ++(hit ? found : missed);
  }
  fmt::print("{} planted faults found, {} missed\n", found, missed);
  return missed == 0 && found > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app{"Generated programs through the interpreter and every kernel; they must agree."};
  app.add_option("--programs", options.programs, "number of programs");
  app.add_option("--rows", options.rows, "rows a program");
  app.add_option("--seed", options.seed, "the same seed gives the same programs and rows");
  app.add_option("--first", options.first,
                 "begin with this program: a divergence of seed 1 names 1000003 + this number");
  app.add_option("--threads", options.threads, "threads");
  app.add_flag("--planted", options.planted, "instead: every planted fault must be found within the programs");
  app.add_option("--fault", options.one_fault, "with --planted: only this one");
  app.add_flag("--coverage", options.coverage, "instead: every operation must stand in some program");
  app.add_flag("--show-refused", options.show, "print the programs that the checker refuses");
  CLI11_PARSE(app, argc, argv);
  if (options.coverage) return run_coverage(options);
  if (options.planted) return run_planted(options);
  std::map<std::string, uint64_t> reasons;
  const Totals t = run_all(options, reasons);
  for (const auto& [reason, count] : reasons) fmt::print("refused {}x: {}\n", count, reason);
  fmt::print(
      "seed {}: {} programs ({} refused by the checker), {} rows ({} billed, {} failed, {} refused as data), "
      "{} amounts compared, {} left to the interpreter, {} divergences\n",
      options.seed, t.programs, t.refused_programs, t.rows, t.billed, t.failed, t.refused, t.cells, t.punted,
      t.divergences);
  const bool mostly_accepted = t.refused_programs * 2 <= t.programs;
  if (!mostly_accepted)
    fmt::print("more than half of the programs were refused: the generator or the checker is wrong\n");
  return t.divergences == 0 && mostly_accepted && t.cells > 0 ? 0 : 1;
}
