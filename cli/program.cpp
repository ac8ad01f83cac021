#include "cli/program.h"

#include <filesystem>

#include "cli/exit_code.h"
#include "runtime/module_file.h"

namespace tarifa::cli {

std::unique_ptr<driver::LoadedPackage> load_sources(const std::string& folder, const Console& console, int& status) {
  std::error_code error;
  if (std::filesystem::is_regular_file(folder, error)) {
    status = console.refuse({DiagKind::SourcesNeeded, {folder}});
    return nullptr;
  }
  auto loaded = driver::load_package(folder);
  if (!loaded) {
    status = console.refuse(loaded.error());
    return nullptr;
  }
  return std::move(*loaded);
}

std::unique_ptr<Program> load_program(const std::string& path, const Console& console, int& status) {
  auto program = std::make_unique<Program>();
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    program->package = load_sources(path, console, status);
    if (program->package == nullptr) return nullptr;
    if (program->package->result.ok) return program;
    console.diagnostics(program->package->sink, program->package->sources);
    status = kFailed;
    return nullptr;
  }
  auto module = runtime::read_module_file(path);
  if (!module) {
    status = console.refuse(module.error());
    return nullptr;
  }
  program->from_file = std::move(*module);
  return program;
}

Result<ir::BillId> choose_bill(const ir::Module& module, const std::string& name, const std::string& path) {
  std::string names;
  for (size_t i = 0; i < module.bills.size(); ++i) {
    if (module.bills[i].name == name) return ir::BillId(i);
    names += (names.empty() ? "`" : ", `") + module.bills[i].name + "`";
  }
  if (module.bills.empty()) return fail(DiagKind::NoBills, path);
  if (!name.empty()) return fail(DiagKind::NoSuchBill, name, names);
  if (module.bills.size() > 1) return fail(DiagKind::ChooseBill, names);
  return ir::BillId(size_t{0});
}

}  // namespace tarifa::cli
