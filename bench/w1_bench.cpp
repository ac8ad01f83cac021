// W1 (docs/performance): the bill of bench/w1 by its compiled kernel and by C++ in three ways. Each reports rows a
// second; the ratios that are held are printed at the end. All must agree before anything is timed.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <random>

#include "bench/w1/w1_bill.h"
#include "compiler/codegen/jit.h"
#include "compiler/driver/load_package.h"
#include "compiler/numeric/date_text.h"
#include "compiler/support/check.h"

namespace w1 {

namespace {

constexpr int64_t kLimits[] = {130'000, 500'000, 2'000'000};
constexpr int64_t kRates[] = {5'321'700, 5'617'350, 5'900'100, 6'124'425};  // 1e-4 COP/kWh
constexpr int64_t kFixed = 3500LL * 10'000'000;                             // 1e-7 COP
constexpr int64_t kShares[] = {-60, -50, -15, 0, 20, 20};

int64_t half_even(int64_t n, int64_t d) {
  int64_t q = n / d;
  const int64_t r = n % d;
  const int64_t size = r < 0 ? -r : r;
  if (2 * size > d || (2 * size == d && q % 2 != 0)) q += n < 0 ? -1 : 1;
  return q;
}

}  // namespace

void textbook(const Columns& c, size_t rows) {
  for (size_t i = 0; i < rows; ++i) {
    int64_t amount = kFixed;
    int64_t rest = c.usage[i];
    int64_t lower = 0;
    for (int k = 0; k < 4; ++k) {
      const int64_t size = k < 3 ? kLimits[k] - lower : rest;
      const int64_t part = rest < size ? rest : size;
      amount += part * kRates[k];
      rest -= part;
      if (rest == 0) break;
      lower = kLimits[k];
    }
    const int64_t energy = half_even(amount, 100'000);
    const int64_t social = half_even(energy * kShares[c.stratum[i]], 100);
    int64_t vat = 0;
    if (c.exempt[i] == 0) vat = half_even((energy + social) * 19, 100);
    const int64_t interest = half_even(c.debt[i] * 182, 10'000);
    c.energy[i] = energy;
    c.social[i] = social;
    c.vat[i] = vat;
    c.interest[i] = interest;
    c.vat_present[i] = c.exempt[i] == 0;
    c.total[i] = energy + social + vat + interest;
  }
}

namespace {

int64_t half_even_branchless(int64_t n, int64_t d) {
  const int64_t q = n / d;
  const int64_t r = n - q * d;
  const int64_t sign = n >> 63;
  const int64_t twice = 2 * ((r ^ sign) - sign);
  const int64_t more = static_cast<int64_t>(twice > d) | (static_cast<int64_t>(twice == d) & q & 1);
  return q + ((more ^ sign) - sign);
}

}  // namespace

bool branchless_checked(const Columns& c, size_t rows) {
  bool bad = false;
  const auto mul = [&](int64_t a, int64_t b) {
    int64_t out = 0;
    bad |= __builtin_mul_overflow(a, b, &out);
    return out;
  };
  const auto add = [&](int64_t a, int64_t b) {
    int64_t out = 0;
    bad |= __builtin_add_overflow(a, b, &out);
    return out;
  };
  const auto over = [](int64_t a, int64_t limit) { return a > limit ? a - limit : 0; };
  for (size_t i = 0; i < rows; ++i) {
    const int64_t usage = c.usage[i];
    int64_t amount = add(kFixed, mul(usage, kRates[0]));
    for (int k = 0; k < 3; ++k) amount = add(amount, mul(over(usage, kLimits[k]), kRates[k + 1] - kRates[k]));
    const int64_t energy = half_even_branchless(amount, 100'000);
    const int64_t social = half_even_branchless(mul(energy, kShares[c.stratum[i]]), 100);
    const int64_t taxed = half_even_branchless(mul(add(energy, social), 19), 100);
    const int64_t vat = c.exempt[i] == 0 ? taxed : 0;
    const int64_t interest = half_even_branchless(mul(c.debt[i], 182), 10'000);
    c.energy[i] = energy;
    c.social[i] = social;
    c.vat[i] = vat;
    c.interest[i] = interest;
    c.vat_present[i] = c.exempt[i] == 0;
    c.total[i] = add(add(energy, social), add(vat, interest));
  }
  return !bad;
}

void exact_lanes(const Columns& c, size_t rows) {
  const auto over = [](double a, double limit) { return a > limit ? a - limit : 0.0; };
  const auto share_of = [](double s) {
    double share = 20;
    share = s < 4 ? 0 : share;
    share = s < 3 ? -15 : share;
    share = s < 2 ? -50 : share;
    return s < 1 ? -60.0 : share;
  };
  constexpr double kMagic = 6755399441055744.0;
  constexpr int64_t kMagicBits = 0x4338000000000000;
  const auto to_double = [](int64_t x) {
    const int64_t bits = x + kMagicBits;
    double out;
    std::memcpy(&out, &bits, sizeof out);
    return out - kMagic;
  };
  const auto to_integer = [](double x) {
    const double sum = x + kMagic;
    int64_t out;
    std::memcpy(&out, &sum, sizeof out);
    return out - kMagicBits;
  };
  // Restricted pointers: the compiler may take eight rows at once.
  const int64_t* __restrict usages = c.usage;
  const int64_t* __restrict debts = c.debt;
  const uint32_t* __restrict strata = c.stratum;
  const uint8_t* __restrict exempts = c.exempt;
  int64_t* __restrict energies = c.energy;
  int64_t* __restrict socials = c.social;
  int64_t* __restrict vats = c.vat;
  int64_t* __restrict interests = c.interest;
  int64_t* __restrict totals = c.total;
  uint8_t* __restrict presents = c.vat_present;
#pragma clang loop vectorize(enable) vectorize_width(8)
  for (size_t i = 0; i < rows; ++i) {
    const double usage = to_double(usages[i]);
    double amount = static_cast<double>(kFixed) + usage * static_cast<double>(kRates[0]);
    for (int k = 0; k < 3; ++k) {
      amount += over(usage, static_cast<double>(kLimits[k])) * static_cast<double>(kRates[k + 1] - kRates[k]);
    }
    const double energy = __builtin_roundeven(amount / 100'000);
    const double social =
        __builtin_roundeven(energy * share_of(static_cast<double>(static_cast<int32_t>(strata[i]))) / 100);
    const double taxed = __builtin_roundeven((energy + social) * 19 / 100);
    const double vat = exempts[i] == 0 ? taxed : 0;
    const double interest = __builtin_roundeven(to_double(debts[i]) * 182 / 10'000);
    energies[i] = to_integer(energy);
    socials[i] = to_integer(social);
    vats[i] = to_integer(vat);
    interests[i] = to_integer(interest);
    presents[i] = exempts[i] == 0;
    totals[i] = to_integer(energy + social + vat + interest);
  }
}

}  // namespace w1

namespace {

using tarifa::kernel::BillColumns;
using tarifa::kernel::RecordColumns;

constexpr size_t kRows = 1'048'576;
constexpr size_t kBatch = 2048;  // rows a call: what is written stays in the cache

template <class T>
T* data_of(tarifa::kernel::Bytes& bytes) {
  return reinterpret_cast<T*>(bytes.data());
}

struct World {
  std::unique_ptr<tarifa::driver::LoadedPackage> package;
  std::unique_ptr<tarifa::codegen::CompiledBill> bill;
  RecordColumns accounts;
  std::vector<tarifa::kernel::Bytes> results;

  World() {
    auto loaded = tarifa::driver::load_package(std::string(TARIFA_SOURCE_DIR) + "/bench/w1");
    TARIFA_CHECK(loaded.has_value() && (*loaded)->result.ok);
    package = std::move(*loaded);
    const int32_t start = tarifa::numeric::parse_date("2020-04-01")->days;
    bill = tarifa::codegen::compile(package->result.module, tarifa::ir::BillId(0),
                                    {start, start + 30, start + 30, start + 30});
    fill();
    results.resize(6);
    for (auto& column : results) column.resize(kBatch * sizeof(int64_t));
  }

  void fill() {
    const tarifa::ir::Module& module = package->result.module;
    accounts.record = module.bills[0].entity;
    accounts.rows = kRows;
    for (const auto& field : module.records[accounts.record.index()].fields_list) {
      tarifa::kernel::Column column;
      column.physical = tarifa::kernel::physical_of(module, field);
      column.data.resize(kRows * tarifa::kernel::physical_size(column.physical));
      if (column.physical == tarifa::kernel::Physical::Text) column.offsets.resize(kRows + 1);
      accounts.columns.push_back(std::move(column));
    }
    std::mt19937_64 random(1);
    for (size_t k = 0; k < kRows; ++k) {
      data_of<uint32_t>(accounts.columns[1].data)[k] = static_cast<uint32_t>(random() % 6);
      data_of<uint8_t>(accounts.columns[2].data)[k] = random() % 8 == 0 ? 1 : 0;
      data_of<int64_t>(accounts.columns[3].data)[k] = static_cast<int64_t>(random() % 3'000'000);
      data_of<int64_t>(accounts.columns[4].data)[k] =
          random() % 4 == 0 ? static_cast<int64_t>(random() % 50'000'000) : 0;
    }
  }

  w1::Columns columns_at(size_t row) {
    w1::Columns c{};
    c.stratum = data_of<uint32_t>(accounts.columns[1].data) + row;
    c.exempt = data_of<uint8_t>(accounts.columns[2].data) + row;
    c.usage = data_of<int64_t>(accounts.columns[3].data) + row;
    c.debt = data_of<int64_t>(accounts.columns[4].data) + row;
    int64_t** const amounts[] = {&c.energy, &c.social, &c.vat, &c.interest, &c.total};
    for (size_t k = 0; k < 5; ++k) *amounts[k] = data_of<int64_t>(results[k]);
    c.vat_present = data_of<uint8_t>(results[5]);
    return c;
  }

  // What the kernel and C++ make of the first rows.
  bool agree() {
    BillColumns out;
    for (size_t row = 0; row < 64 * kBatch; row += kBatch) {
      bill->run(accounts, row, kBatch, out);
      for (const int way : {0, 1, 2}) {
        const w1::Columns c = columns_at(row);
        if (way == 0) w1::textbook(c, kBatch);
        if (way == 1 && !w1::branchless_checked(c, kBatch)) return false;
        if (way == 2) w1::exact_lanes(c, kBatch);
        for (size_t k = 0; k < kBatch; ++k) {
          const int64_t amounts[] = {c.energy[k], c.social[k], c.vat[k], c.interest[k]};
          for (size_t line = 0; line < 4; ++line) {
            const bool there = out.lines[line].present[k] != 0;
            if (there != (line != 2 || c.vat_present[k] != 0)) return false;
            if (there && out.lines[line].amount.at(k) != amounts[line]) return false;
          }
          if (out.total.at(k) != c.total[k] || out.error_at(k) != 0 || out.punt[k] != 0) return false;
        }
      }
    }
    return true;
  }
};

World& world() {
  static World w;
  return w;
}

void finish(benchmark::State& state) { state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * kRows)); }

void kernel(benchmark::State& state) {
  World& w = world();
  BillColumns out;
  for (auto _ : state) {
    for (size_t row = 0; row < kRows; row += kBatch) w.bill->run(w.accounts, row, kBatch, out);
    benchmark::ClobberMemory();
  }
  finish(state);
}

template <class Way>
void by_cpp(benchmark::State& state, Way way) {
  World& w = world();
  for (auto _ : state) {
    for (size_t row = 0; row < kRows; row += kBatch) way(w.columns_at(row), kBatch);
    benchmark::ClobberMemory();
  }
  finish(state);
}

// Keeps the best time of each, for the ratios.
class Ratios : public benchmark::ConsoleReporter {
 public:
  Ratios() : ConsoleReporter(isatty(STDOUT_FILENO) != 0 ? OO_ColorTabular : OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const double time = run.GetAdjustedCPUTime();  // of the processor: other programs do not count
      auto& best = best_.emplace(run.run_name.function_name, time).first->second;
      best = std::min(best, time);
    }
  }
  void print() const {
    const auto row = [&](const char* a) { return best_.at(a) * 1e6 / kRows; };  // times are in milliseconds
    const auto ratio = [&](const char* a, const char* b) { return best_.at(a) / best_.at(b); };
    std::printf("kernel %.2f, exact-lane C++ %.2f, branchless checked %.2f, textbook %.2f ns a row\n", row("kernel"),
                row("exact_lanes"), row("branchless_checked"), row("textbook"));
    std::printf("kernel / exact-lane C++      %.2f   (held: at most 1.30)\n", ratio("kernel", "exact_lanes"));
    std::printf("branchless checked / kernel  %.2f   (held: at least 3.00)\n", ratio("branchless_checked", "kernel"));
    std::printf("textbook / kernel            %.2f\n", ratio("textbook", "kernel"));
  }

 private:
  std::map<std::string, double> best_;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (!world().agree()) {
    std::fprintf(stderr, "the kernel and C++ do not agree\n");
    return 1;
  }
  benchmark::RegisterBenchmark("kernel", kernel)->Unit(benchmark::kMillisecond)->Repetitions(5);
  benchmark::RegisterBenchmark("exact_lanes", [](benchmark::State& s) { by_cpp(s, w1::exact_lanes); })
      ->Unit(benchmark::kMillisecond)
      ->Repetitions(5);
  benchmark::RegisterBenchmark("branchless_checked", [](benchmark::State& s) { by_cpp(s, w1::branchless_checked); })
      ->Unit(benchmark::kMillisecond)
      ->Repetitions(5);
  benchmark::RegisterBenchmark("textbook", [](benchmark::State& s) { by_cpp(s, w1::textbook); })
      ->Unit(benchmark::kMillisecond)
      ->Repetitions(5);
  Ratios ratios;
  benchmark::RunSpecifiedBenchmarks(&ratios);
  ratios.print();
  return 0;
}
