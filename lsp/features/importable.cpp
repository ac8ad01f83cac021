#include "lsp/features/importable.h"

#include "compiler/check/builtins.h"
#include "compiler/check/standard_library.h"
#include "compiler/syntax/parse.h"

namespace tarifa::lsp {
namespace {

using check::SymbolKind;
using syntax::NodeId;
using syntax::NodeKind;

std::optional<SymbolKind> kind_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::UnitDecl: return SymbolKind::Unit;
    case NodeKind::CurrencyDecl: return SymbolKind::Currency;
    case NodeKind::LetDecl: return SymbolKind::Let;
    case NodeKind::EnumDecl: return SymbolKind::Enum;
    case NodeKind::RecordDecl: return SymbolKind::Record;
    default: return std::nullopt;
  }
}

bool is_importable(SymbolKind kind) { return kind != SymbolKind::Unavailable; }

}  // namespace

// What the library declares: the same for every package, read once.
const std::vector<Importable>& standard_declarations() {
  static const std::vector<Importable> kAll = [] {
    std::vector<Importable> all;
    for (const check::StandardText& text : check::standard_texts()) {
      SourceStore sources;
      DiagSink ignored;
      const FileId file = sources.add(std::string(text.path), std::string(text.text));
      const syntax::Tree tree = syntax::parse(sources, file, ignored);
      for (const NodeId declaration : tree.declarations()) {
        const auto kind = kind_of(tree.kind(declaration));
        const NodeId name = tree.child(declaration, NodeKind::Name);
        if (!kind || !name.valid()) continue;
        all.push_back(
            {std::string(text.module), std::string(tree.name_text(name)), *kind, {}, check::doc_of(tree, declaration)});
      }
    }
    for (const check::BuiltinInfo& builtin : check::kBuiltins) {
      if (!builtin.module.empty())
        all.push_back({std::string(builtin.module), std::string(builtin.name), SymbolKind::Builtin, {}, {}});
    }
    return all;
  }();
  return kAll;
}

std::vector<Importable> importable_names(const Snapshot& snapshot, const check::ModuleUnit* module) {
  std::vector<Importable> out;
  if (module == nullptr) return out;
  const auto known = [&](const std::string& name) {
    return module->own.contains(name) || module->imported.contains(name);
  };
  for (const auto& other : snapshot.result().modules) {
    if (other.get() == module || other->standard) continue;
    for (const auto& [name, id] : other->own) {
      const check::Symbol& symbol = snapshot.symbol(id);
      if (!known(name) && is_importable(symbol.kind)) out.push_back({other->path, name, symbol.kind, id, symbol.doc});
    }
  }
  for (const Importable& one : standard_declarations()) {
    if (known(one.name) || one.name == "ratio" || one.name == "count") continue;
    out.push_back(one);
    for (const auto& other : snapshot.result().modules) {
      if (!other->standard || other->path != one.module) continue;
      const auto found = other->own.find(one.name);
      if (found != other->own.end()) out.back().symbol = found->second;
    }
  }
  return out;
}

std::optional<ImportEdit> import_edit(const syntax::Tree& tree, const std::string& module, const std::string& name) {
  const NodeId header = tree.header();
  if (!header.valid()) return std::nullopt;
  const NodeId path = tree.child(header, NodeKind::Path);
  if (!path.valid()) return std::nullopt;
  uint32_t end = tree.span(path).end;
  for (const NodeId use : tree.children(header, NodeKind::Use)) {
    const NodeId of = tree.child(use, NodeKind::Path);
    const auto names = tree.children(use, NodeKind::Name);
    if (tree.has_error(use)) continue;
    if (of.valid() && tree.text(of) == module && !names.empty()) {
      const uint32_t last = tree.span(names.back()).end;
      return ImportEdit{{tree.file(), last, last}, ", " + name};
    }
    end = std::max(end, tree.span(use).end);
  }
  return ImportEdit{{tree.file(), end, end}, "\nuse " + module + ".{" + name + "}"};
}

}  // namespace tarifa::lsp
