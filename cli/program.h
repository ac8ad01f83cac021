// What a command works on: a package (a folder with tarifa.toml) or a module file made by `tarifa
// build`. After loading both are a verified module.
#pragma once

#include <memory>
#include <string>

#include "cli/console.h"
#include "compiler/driver/load_package.h"

namespace tarifa::cli {

struct Program {
  std::unique_ptr<driver::LoadedPackage> package;  // none for a module file
  ir::Module from_file;
  [[nodiscard]] const ir::Module& module() const { return package ? package->result.module : from_file; }
};

// Reports what is wrong; then `status` says how to end.
[[nodiscard]] std::unique_ptr<Program> load_program(const std::string& path, const Console& console, int& status);
// The package itself, errors included: for commands that work on sources.
[[nodiscard]] std::unique_ptr<driver::LoadedPackage> load_sources(const std::string& folder, const Console& console,
                                                                  int& status);

// The bill of that name, or the only one. `path` is for messages.
[[nodiscard]] Result<ir::BillId> choose_bill(const ir::Module& module, const std::string& name,
                                             const std::string& path);

}  // namespace tarifa::cli
