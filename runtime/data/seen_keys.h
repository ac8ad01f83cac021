// The keys of a run so far, as 128-bit hashes: 16 bytes an account, whatever the keys are. The
// chance that two different keys of a billion share one is below 10^-20.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tarifa::runtime {

class SeenKeys {
 public:
  // False if the key was there already.
  bool insert(std::string_view key);

 private:
  struct Hash {
    uint64_t low = 0;
    uint64_t high = 0;
    bool operator==(const Hash&) const = default;
  };
  [[nodiscard]] static Hash hash_of(std::string_view key);
  void grow();
  bool place(Hash hash);

  std::vector<Hash> slots_;  // open addressing; {0, 0} is empty
  size_t count_ = 0;
};

}  // namespace tarifa::runtime
