// One package that is being edited: its texts as of now, and the newest analysis of them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "compiler/driver/edited_package.h"
#include "lsp/workspace/package_texts.h"
#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

class OpenPackage {
 public:
  // `single`: the absolute path of a file of rules outside of packages, else empty; `root` is then its folder.
  OpenPackage(std::string root, std::string single) : root_(std::move(root)), single_(std::move(single)) {}

  [[nodiscard]] const std::string& root() const { return root_; }
  [[nodiscard]] const std::string& single() const { return single_; }
  [[nodiscard]] bool stale() const { return stale_; }

  // Something on disk changed: the texts are read again at the next analysis.
  void read_again() { input_.reset(), stale_ = true; }
  // The editor changed `path`.
  void text_changed(const std::string& path, const std::string& before, const std::string& text);

  // Analyses if anything changed. A package that cannot be read gives its failure, and nothing to look at.
  Result<std::shared_ptr<const Snapshot>> analysed(const Documents& documents);
  // The texts that were analysed last.
  [[nodiscard]] const std::optional<check::PackageInput>& input() const { return input_; }
  // Analyses that the newest one replaced are kept until now, and given back beside whatever is done next: that takes
  // time that nobody has while somebody waits.
  void drop_replaced();
  // What an analysis would find if these files (absolute paths) had these texts. Null before the first one.
  [[nodiscard]] std::unique_ptr<const driver::LoadedPackage> with_texts(
      const std::map<std::string, std::string>& texts) const;
  // As analysed last; null before that, or where it could not be read.
  [[nodiscard]] const std::shared_ptr<const Snapshot>& newest() const { return snapshot_; }
  // The last analysis without a syntax error in any file, or null.
  [[nodiscard]] const std::shared_ptr<const Snapshot>& last_whole() const { return whole_; }
  // The last analysis without any error, or null: only its module can be evaluated.
  [[nodiscard]] const std::shared_ptr<const Snapshot>& last_ok() const { return ok_; }

 private:
  Result<void> read(const Documents& documents);

  std::string root_;
  std::string single_;
  std::optional<check::PackageInput> input_;
  driver::EditedPackage edited_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Snapshot> whole_;
  std::shared_ptr<const Snapshot> ok_;
  std::vector<std::shared_ptr<const Snapshot>> replaced_;
  std::optional<Failure> failure_;
  bool stale_ = true;
  std::jthread dropping_;
};

}  // namespace tarifa::lsp
