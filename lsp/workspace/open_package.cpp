#include "lsp/workspace/open_package.h"

#include <algorithm>

#include "compiler/support/limits.h"
#include "compiler/support/read_file.h"

namespace tarifa::lsp {
namespace {

bool is_whole(const driver::LoadedPackage& package) {
  const auto& modules = package.result.modules;
  return std::none_of(modules.begin(), modules.end(), [](const auto& module) { return module->tree.has_errors(); });
}

}  // namespace

void OpenPackage::text_changed(const std::string& path, const std::string& before, const std::string& text) {
  if (!input_) {
    stale_ = true;
    return;
  }
  if (!single_.empty()) {
    if (path == single_) read_again();
    return;
  }
  const bool rules = path.ends_with(".rule");
  // Other CSV files may be needed now, and a file that is new may belong to the package.
  const bool others = rules && driver::csv_names(before) != driver::csv_names(text);
  const bool known = replace_text(*input_, root_, path, text);
  if (others || (!known && rules && path.starts_with(root_))) {
    read_again();
  } else if (known) {
    stale_ = true;
  }
}

Result<void> OpenPackage::read(const Documents& documents) {
  if (single_.empty()) {
    auto input = read_with_documents(root_, documents);
    if (!input) return pass_on(input);
    input_ = std::move(*input);
    return {};
  }
  const auto open = documents.find(single_);
  if (open != documents.end()) {
    input_ = single_file_package(single_, open->second.text);
    return {};
  }
  auto text = read_file(single_, limits::kFileBytes);
  if (!text) return pass_on(text);
  input_ = single_file_package(single_, std::move(*text));
  return {};
}

Result<std::shared_ptr<const Snapshot>> OpenPackage::analysed(const Documents& documents) {
  if (stale_) {
    drop_replaced();
    failure_.reset();
    if (!input_) {
      if (auto done = read(documents); !done) failure_ = done.error();
    }
    for (const auto* one : {&snapshot_, &whole_, &ok_}) replaced_.push_back(*one);
    snapshot_.reset();
    if (!failure_) {
      snapshot_ = std::make_shared<const Snapshot>(root_, edited_.analyze(*input_));
      if (is_whole(snapshot_->package())) whole_ = snapshot_;
      if (snapshot_->result().ok) ok_ = snapshot_;
    }
    stale_ = false;
  }
  if (failure_) return tl::unexpected<Failure>(*failure_);
  return snapshot_;
}

void OpenPackage::drop_replaced() {
  if (replaced_.empty()) return;
  dropping_ = std::jthread([replaced = std::move(replaced_)] {});  // after the last such thread has ended
  replaced_.clear();
}

std::unique_ptr<const driver::LoadedPackage> OpenPackage::with_texts(
    const std::map<std::string, std::string>& texts) const {
  if (!input_) return nullptr;
  check::PackageInput input = *input_;
  for (const auto& [path, text] : texts) replace_text(input, root_, path, text);
  return driver::load_package(input);
}

}  // namespace tarifa::lsp
