#include "compiler/check/package_memory.h"

#include <algorithm>

#include "compiler/check/check.h"

namespace tarifa::check {

void PackageMemory::begin() {
  logs_.clear();
  csv_changed_ = false;
  replayed_ = 0;
  for (auto& [path, file] : files_) file.claimed = false;
}

FileMemory* PackageMemory::claim(const std::string& path) {
  FileMemory& file = files_[path];
  if (file.claimed) return nullptr;
  file.claimed = true;
  return &file;
}

void PackageMemory::forget_unclaimed() {
  csv_changed_ = csv_changed_ || std::any_of(files_.begin(), files_.end(), [](const auto& entry) {
                   return !entry.second.claimed && entry.first.ends_with(".csv");
                 });
  std::erase_if(files_, [](const auto& entry) { return !entry.second.claimed; });
}

void PackageMemory::keep(SymbolId symbol, DeclarationLog log) {
  if (logs_.size() <= symbol.index()) logs_.resize(symbol.index() + 1);
  logs_[symbol.index()] = std::move(log);
}

void PackageMemory::remember(std::shared_ptr<const CheckResult> result) {
  last_ = std::move(result);
  last_logs_ = std::move(logs_);
  logs_.clear();
}

SharedText share_text(const FileMemory* memory, const std::string& text) {
  if (memory != nullptr && memory->text != nullptr && memory->text->text() == text) return memory->text;
  return std::make_shared<const SourceText>(text);
}

}  // namespace tarifa::check
