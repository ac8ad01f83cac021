// 128-bit products and quotients for machine code.
#include "compiler/codegen/rt.h"
#include "compiler/ir/node.h"

using tarifa::numeric::Int128;
using tarifa::numeric::UInt128;

namespace {

bool moves_away(tarifa::ir::RoundMode mode, UInt128 rest, UInt128 beyond, bool odd, bool negative) {
  switch (mode) {
    case tarifa::ir::RoundMode::HalfUp: return rest >= beyond;
    case tarifa::ir::RoundMode::HalfEven: return rest > beyond || (rest == beyond && odd);
    case tarifa::ir::RoundMode::HalfDown: return rest > beyond;
    case tarifa::ir::RoundMode::Up: return rest != 0;
    case tarifa::ir::RoundMode::Down: return false;
    case tarifa::ir::RoundMode::Floor: return negative && rest != 0;
    case tarifa::ir::RoundMode::Ceiling: return !negative && rest != 0;
  }
  return false;
}

}  // namespace

extern "C" Int128 tarifa_rt_mul128(Int128 a, Int128 b, uint8_t* overflow) {
  const auto product = tarifa::numeric::checked_mul(a, b);
  if (!product) *overflow = 1;
  return product.value_or(0);
}

extern "C" Int128 tarifa_rt_div128(Int128 n, Int128 d, uint32_t mode) {
  if (d < 1) d = 1;
  const bool negative = n < 0;
  const UInt128 size = tarifa::numeric::magnitude(n);
  const auto by = static_cast<UInt128>(d);
  UInt128 quotient = size / by;
  const UInt128 rest = size % by;
  if (moves_away(static_cast<tarifa::ir::RoundMode>(mode), rest, by - rest, (quotient & 1U) != 0, negative)) ++quotient;
  return static_cast<Int128>(negative ? UInt128{0} - quotient : quotient);
}
