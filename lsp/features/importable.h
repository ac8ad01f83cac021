// Names that other modules declare and this one has not imported, and the edit that would import one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/symbols.h"
#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

struct Importable {
  std::string module;
  std::string name;
  check::SymbolKind kind = check::SymbolKind::Let;
  check::SymbolId symbol;  // invalid: a module of the library that nothing uses yet
  std::string doc;
};

// What the standard library declares, whether a package uses it or not.
[[nodiscard]] const std::vector<Importable>& standard_declarations();

// Without those that `module` declares or imports. `module` may be null: then there are none.
[[nodiscard]] std::vector<Importable> importable_names(const Snapshot& snapshot, const check::ModuleUnit* module);

struct ImportEdit {
  Span at;  // of no length
  std::string text;
};
// Into the `use` of the module if there is one, else a line of its own. None: the file has no header.
[[nodiscard]] std::optional<ImportEdit> import_edit(const syntax::Tree& tree, const std::string& module,
                                                    const std::string& name);

}  // namespace tarifa::lsp
