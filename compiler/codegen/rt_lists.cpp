// Searches, look-ups and sorts for machine code, and the closed list of symbols.
#include <algorithm>
#include <array>
#include <numeric>

#include "compiler/codegen/decision_index.h"
#include "compiler/codegen/rt.h"

namespace {

template <class Key>
void sort_positions(const Key* keys, int64_t* order, int64_t count) {
  std::iota(order, order + count, int64_t{0});
  std::stable_sort(order, order + count, [&](int64_t a, int64_t b) { return keys[a] < keys[b]; });
}

}  // namespace

extern "C" int64_t tarifa_rt_search(const int64_t* bounds, int64_t count, int64_t x) {
  return std::upper_bound(bounds, bounds + count, x) - bounds;
}

extern "C" int64_t tarifa_rt_match(const tarifa::codegen::DecisionIndex* decision, int64_t start,
                                   const tarifa::numeric::Int128* keys) {
  return decision->first_match(start, keys);
}

extern "C" void tarifa_rt_sort_f64(const double* keys, int64_t* order, int64_t count) {
  sort_positions(keys, order, count);
}
extern "C" void tarifa_rt_sort_i64(const int64_t* keys, int64_t* order, int64_t count) {
  sort_positions(keys, order, count);
}
extern "C" void tarifa_rt_sort_i128(const tarifa::numeric::Int128* keys, int64_t* order, int64_t count) {
  sort_positions(keys, order, count);
}

namespace tarifa::codegen {

std::span<const RuntimeSymbol> runtime_symbols() {
  static const std::array<RuntimeSymbol, 7> symbols{{
      {"tarifa_rt_mul128", reinterpret_cast<void*>(&tarifa_rt_mul128)},
      {"tarifa_rt_div128", reinterpret_cast<void*>(&tarifa_rt_div128)},
      {"tarifa_rt_search", reinterpret_cast<void*>(&tarifa_rt_search)},
      {"tarifa_rt_match", reinterpret_cast<void*>(&tarifa_rt_match)},
      {"tarifa_rt_sort_f64", reinterpret_cast<void*>(&tarifa_rt_sort_f64)},
      {"tarifa_rt_sort_i64", reinterpret_cast<void*>(&tarifa_rt_sort_i64)},
      {"tarifa_rt_sort_i128", reinterpret_cast<void*>(&tarifa_rt_sort_i128)},
  }};
  return symbols;
}

}  // namespace tarifa::codegen
