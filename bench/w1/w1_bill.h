// The bill of rules/w1.rule in C++, three ways, over columns. Inputs and results are those of the compiled bill: usage
// in Wh, debt in cents, stratum, exempt; four amounts and the total in cents, and whether the tax is there.
#pragma once

#include <cstddef>
#include <cstdint>

namespace w1 {

struct Columns {
  const int64_t* usage;
  const int64_t* debt;
  const uint32_t* stratum;
  const uint8_t* exempt;
  int64_t* energy;
  int64_t* social;
  int64_t* vat;
  int64_t* interest;
  int64_t* total;
  uint8_t* vat_present;
};

// As anyone would write it: branches, and division with a remainder.
void textbook(const Columns& c, size_t rows);
// 64-bit integers without branches; every product and sum that could overflow is checked into one flag.
bool branchless_checked(const Columns& c, size_t rows);
// Integers in doubles, exact below 2^53, as the compiled bill computes; vectors by the compiler.
void exact_lanes(const Columns& c, size_t rows);

}  // namespace w1
