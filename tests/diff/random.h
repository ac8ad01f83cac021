// Splitmix64: the same numbers on every machine for one seed. A fuzzer may lead: its bytes decide first, one a choice,
// and the seed goes on where they end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/support/check.h"

namespace tarifa::diff {

class Random {
 public:
  explicit Random(uint64_t seed, std::string lead = {}) : state_(seed), lead_(std::move(lead)) {}

  uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  // 0 .. n-1
  uint64_t below(uint64_t n) {
    TARIFA_CHECK(n > 0);
    if (at_ < lead_.size()) return static_cast<unsigned char>(lead_[at_++]) % n;
    return next() % n;
  }
  int64_t between(int64_t low, int64_t high) {
    const uint64_t count = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
    return static_cast<int64_t>(static_cast<uint64_t>(low) + below(count));
  }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  uint64_t state_;
  std::string lead_;
  size_t at_ = 0;
};

}  // namespace tarifa::diff
