// A package that is edited: analysed again after every change, as fast as what did not change allows, with the result
// of load_package to the last byte, without the hashes of its files.
#pragma once

#include <memory>

#include "compiler/check/package_memory.h"
#include "compiler/driver/load_package.h"

namespace tarifa::driver {

// Whoever holds one may read it in any thread, whatever is analysed meanwhile (ADR 0008).
using SharedPackage = std::shared_ptr<const LoadedPackage>;

// Not for several threads at once.
class EditedPackage {
 public:
  [[nodiscard]] SharedPackage analyze(const check::PackageInput& input, int threads = 2);

  // Rules that the last analysis took over from the one before.
  [[nodiscard]] size_t replayed_rules() const { return memory_.replayed(); }

 private:
  check::PackageMemory memory_;
};

}  // namespace tarifa::driver
