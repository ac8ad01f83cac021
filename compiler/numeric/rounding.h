// The one rounding of the language: an exact fraction to a multiple of a step, counted from 0
// (S34). Intermediates have 256 bits, so a result is exact whenever it fits, and overflow is
// reported, never wrapped.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/numeric/decimal.h"
#include "compiler/numeric/fraction.h"
#include "compiler/numeric/int128.h"

namespace tarifa::numeric {

enum class RoundMode : uint8_t {
#define TARIFA_ROUND_MODE(name, word) name,
#include "compiler/numeric/round_mode.def"
};
inline constexpr int kRoundModes = 7;

[[nodiscard]] std::string_view round_mode_word(RoundMode mode);  // "half_up"
[[nodiscard]] std::optional<RoundMode> parse_round_mode(std::string_view word);

// n / d to an integer; d may have any sign but is not 0. Absent only for the smallest Int128 by -1.
[[nodiscard]] std::optional<Int128> round_quotient(Int128 n, Int128 d, RoundMode mode);

// The value num / (den * 10^scale) to a multiple of `step`: den > 0, scale 0..38, step > 0. The
// result has the step's scale. Absent (R0101) if it would have more than 38 digits.
[[nodiscard]] std::optional<Decimal> round_to_step(Int128 num, Int128 den, int scale, const Decimal& step,
                                                   RoundMode mode);
[[nodiscard]] std::optional<Decimal> round_to_step(const Decimal& value, const Decimal& step, RoundMode mode);
[[nodiscard]] std::optional<Decimal> round_to_step(const Fraction& value, const Decimal& step, RoundMode mode);
// To `scale` digits after the point.
[[nodiscard]] std::optional<Decimal> round_to_scale(const Decimal& value, int scale, RoundMode mode);

}  // namespace tarifa::numeric
