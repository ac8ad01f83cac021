#include "compiler/driver/load_package.h"

#include "compiler/driver/read_package.h"
#include "compiler/ir/verify.h"
#include "compiler/support/check.h"

namespace tarifa::driver {

Result<std::unique_ptr<LoadedPackage>> load_package(const std::string& folder, int threads) {
  auto input = read_package(folder);
  if (!input) return pass_on(input);
  return load_package(*input, threads);
}

std::unique_ptr<LoadedPackage> load_package(const check::PackageInput& input, int threads) {
  auto loaded = std::make_unique<LoadedPackage>();
  loaded->result = check::check_package(loaded->sources, input, loaded->sink, threads);
  return loaded;
}

}  // namespace tarifa::driver
