#include "compiler/check/package_memory.h"

namespace tarifa::check {

void PackageMemory::begin() {
  for (auto& [path, file] : files_) file.claimed = false;
}

FileMemory* PackageMemory::claim(const std::string& path) {
  FileMemory& file = files_[path];
  if (file.claimed) return nullptr;
  file.claimed = true;
  return &file;
}

void PackageMemory::end() {
  std::erase_if(files_, [](const auto& entry) { return !entry.second.claimed; });
}

SharedText share_text(const FileMemory* memory, const std::string& text) {
  if (memory != nullptr && memory->text != nullptr && memory->text->text() == text) return memory->text;
  return std::make_shared<const SourceText>(text);
}

}  // namespace tarifa::check
