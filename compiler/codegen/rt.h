// The closed list of functions machine code may call: what is too long to be emitted. All are total.
#pragma once

#include <cstdint>
#include <span>

#include "compiler/numeric/int128.h"

namespace tarifa::codegen {

struct DecisionIndex;

// name, address
struct RuntimeSymbol {
  const char* name;
  void* address;
};
[[nodiscard]] std::span<const RuntimeSymbol> runtime_symbols();

}  // namespace tarifa::codegen

extern "C" {
// a * b; *overflow becomes 1 where it does not fit, else it stays.
tarifa::numeric::Int128 tarifa_rt_mul128(tarifa::numeric::Int128 a, tarifa::numeric::Int128 b, uint8_t* overflow);
// n / d to an integer, in an ir::RoundMode. d < 1 counts as 1.
tarifa::numeric::Int128 tarifa_rt_div128(tarifa::numeric::Int128 n, tarifa::numeric::Int128 d, uint32_t mode);
// How many of the ascending bounds are <= x.
int64_t tarifa_rt_search(const int64_t* bounds, int64_t count, int64_t x);
// First row >= start that holds for the keys; the row count if none does.
int64_t tarifa_rt_match(const tarifa::codegen::DecisionIndex* decision, int64_t start,
                        const tarifa::numeric::Int128* keys);
// order[0..count-1] = positions of the keys, ascending, equal ones as they stand.
void tarifa_rt_sort_f64(const double* keys, int64_t* order, int64_t count);
void tarifa_rt_sort_i64(const int64_t* keys, int64_t* order, int64_t count);
void tarifa_rt_sort_i128(const tarifa::numeric::Int128* keys, int64_t* order, int64_t count);
}
