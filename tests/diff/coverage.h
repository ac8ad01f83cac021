// Which operations generated programs exercise: an operation that none has is compared by nothing.
#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace tarifa::diff {

struct SeenOperations {
  std::set<std::string> ir;
  std::set<std::string> kernel;
};

// Of one program: of its module, and of its kernels with every width. Nothing if the checker refuses it.
void note_operations(uint64_t seed, SeenOperations& seen);

// Operations that were not seen, as `ir Unwrap`, without those that no bill can hold.
[[nodiscard]] std::set<std::string> unseen_operations(const SeenOperations& seen);

}  // namespace tarifa::diff
