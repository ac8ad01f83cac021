#include "lsp/workspace/snapshot.h"

#include <filesystem>

namespace tarifa::lsp {

Snapshot::Snapshot(std::string root, std::shared_ptr<const driver::LoadedPackage> package)
    : root_(std::move(root)), package_(std::move(package)), module_by_file_(package_->sources.size(), nullptr) {
  for (const auto& module : result().modules) module_by_file_[module->file.index()] = module.get();
  for (size_t i = 0; i < sources().size(); ++i) {
    const FileId file(i);
    if (!is_standard(file)) file_by_path_.emplace(path(file), file);
  }
}

FileId Snapshot::file(std::string_view path) const {
  const auto found = file_by_path_.find(path);
  return found == file_by_path_.end() ? FileId{} : found->second;
}

std::string Snapshot::path(FileId file) const {
  const std::string_view shown = sources().path(file);
  if (is_standard(file)) return std::string(shown);
  return (std::filesystem::path(root_) / shown).lexically_normal().generic_string();
}

bool Snapshot::is_standard(FileId file) const {
  const check::ModuleUnit* unit = module(file);
  return unit != nullptr && unit->standard;
}

const check::ModuleUnit* Snapshot::module(FileId file) const {
  return file.valid() && file.index() < module_by_file_.size() ? module_by_file_[file.index()] : nullptr;
}

std::span<const check::Fact> Snapshot::facts(FileId file) const {
  const auto& facts = result().facts_by_file;
  if (!file.valid() || file.index() >= facts.size()) return {};
  return facts[file.index()];
}

}  // namespace tarifa::lsp
