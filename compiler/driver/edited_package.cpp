#include "compiler/driver/edited_package.h"

namespace tarifa::driver {

SharedPackage EditedPackage::analyze(const check::PackageInput& input, int threads) {
  auto loaded = std::make_shared<LoadedPackage>();
  loaded->result = check::check_package(loaded->sources, input, loaded->sink, threads, &memory_);
  memory_.remember({loaded, &loaded->result});
  return loaded;
}

}  // namespace tarifa::driver
