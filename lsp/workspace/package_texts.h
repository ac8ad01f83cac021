// The texts of a package for the analysis: those of the disk, and over them those that are open in the editor.
#pragma once

#include <string>
#include <string_view>

#include "compiler/driver/read_package.h"
#include "lsp/workspace/document.h"

namespace tarifa::lsp {

inline constexpr std::string_view kManifestName = "tarifa.toml";

// The nearest folder at or above that of `path` that holds a tarifa.toml, with a slash; empty if there is none.
[[nodiscard]] std::string package_root_of(const std::string& path);

// Reads the package from disk, then lays the open documents over it. Open rules that are not on disk yet belong to it
// as well.
[[nodiscard]] Result<check::PackageInput> read_with_documents(const std::string& root, const Documents& documents);

// A file of rules with no tarifa.toml above it: a package of its own.
[[nodiscard]] check::PackageInput single_file_package(const std::string& path, std::string text);

// Puts `text` in place of what the package has of `path`. False if it has no such file.
bool replace_text(check::PackageInput& input, const std::string& root, const std::string& path,
                  const std::string& text);

}  // namespace tarifa::lsp
