// All that is open: documents, and the packages they and the workspace's folders belong to. For one thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lsp/workspace/document.h"
#include "lsp/workspace/open_package.h"

namespace tarifa::lsp {

class Workspace {
 public:
  // Packages below the folder are found, not analysed. Hidden folders and `build` and `node_modules` are left out.
  void add_folder(const std::string& folder);
  void remove_folder(const std::string& folder);
  [[nodiscard]] const std::vector<std::string>& folders() const { return folders_; }

  void open(const std::string& path, int64_t version, std::string text);
  // False: it is not open.
  bool change(const std::string& path, int64_t version, const std::vector<TextChange>& changes,
              PositionEncoding encoding);
  void close(const std::string& path);
  void changed_on_disk(const std::string& path);

  [[nodiscard]] const Documents& documents() const { return documents_; }
  // Null if it is not open. Its tree is brought up to date when it is asked for.
  [[nodiscard]] Document* document(const std::string& path);
  // The package that `path` belongs to, known or new; null where the file is of none (tarifa.toml of no folder, ..).
  [[nodiscard]] OpenPackage* package_of(const std::string& path);
  // Analysed as of now; null where there is nothing to look at.
  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot_of(const std::string& path);
  // All packages that are known, by folder.
  [[nodiscard]] std::vector<OpenPackage*> packages();

 private:
  void each_with(const std::string& path, const std::function<void(OpenPackage&)>& visit);

  std::vector<std::string> folders_;
  Documents documents_;
  std::map<std::string, std::unique_ptr<OpenPackage>> packages_;  // by root, or by the path of a single file
};

}  // namespace tarifa::lsp
