// One analysis of one package, as features read it. Never changes; what it refers to lives as long as it does.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compiler/driver/load_package.h"

namespace tarifa::lsp {

class Snapshot {
 public:
  // `root`: absolute folder of the package, with a slash at its end.
  Snapshot(std::string root, std::shared_ptr<const driver::LoadedPackage> package);

  [[nodiscard]] const std::string& root() const { return root_; }
  [[nodiscard]] const driver::LoadedPackage& package() const { return *package_; }
  [[nodiscard]] const SourceStore& sources() const { return package_->sources; }
  [[nodiscard]] const check::CheckResult& result() const { return package_->result; }
  [[nodiscard]] const ir::Module& ir() const { return package_->result.module; }

  // Of an absolute path; invalid if the package has no such file.
  [[nodiscard]] FileId file(std::string_view path) const;
  [[nodiscard]] std::string path(FileId file) const;  // absolute; `std/units.rule` of the standard library
  [[nodiscard]] bool is_standard(FileId file) const;
  // Null where it is no file of rules, or one without a module header.
  [[nodiscard]] const check::ModuleUnit* module(FileId file) const;
  [[nodiscard]] std::span<const check::Fact> facts(FileId file) const;
  [[nodiscard]] const check::Symbol& symbol(check::SymbolId id) const { return result().symbols[id.index()]; }

 private:
  std::string root_;
  std::shared_ptr<const driver::LoadedPackage> package_;
  std::map<std::string, FileId, std::less<>> file_by_path_;
  std::vector<const check::ModuleUnit*> module_by_file_;
};

}  // namespace tarifa::lsp
