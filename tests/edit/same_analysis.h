// Whether two analyses of a package are equal in everything that anybody can read from them.
#pragma once

#include <string>

#include "compiler/driver/load_package.h"

namespace tarifa::edit {

// Empty if they are; else what differs first, in words.
[[nodiscard]] std::string difference(const driver::LoadedPackage& a, const driver::LoadedPackage& b);

}  // namespace tarifa::edit
