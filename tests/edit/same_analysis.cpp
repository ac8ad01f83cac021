#include "tests/edit/same_analysis.h"

#include <fmt/format.h>

#include "compiler/ir/serialize.h"
#include "compiler/syntax/print_tokens.h"
#include "compiler/syntax/print_tree.h"

namespace tarifa::edit {
namespace {

std::string text_of(Span span) {
  return span.valid() ? fmt::format("{}:{}-{}", span.file.index(), span.begin, span.end) : std::string("nowhere");
}

std::string text_of(const std::vector<std::string>& words) { return fmt::format("[{}]", fmt::join(words, "|")); }

std::string text_of(const Diagnostic& d) {
  std::string out = fmt::format("{} {} {}", diag_code(d.kind), text_of(d.span), text_of(d.args));
  for (const Label& label : d.labels) {
    out += fmt::format(" label {} {} {}", text_of(label.span), static_cast<int>(label.note.kind),
                       text_of(label.note.args));
  }
  for (const Note& help : d.help) out += fmt::format(" help {} {}", static_cast<int>(help.kind), text_of(help.args));
  for (const Fix& fix : d.fixes) {
    out += fmt::format(" fix {} {}", static_cast<int>(fix.title.kind), text_of(fix.title.args));
    for (const Edit& edit : fix.edits) out += fmt::format(" {} `{}`", text_of(edit.span), edit.text);
  }
  return out;
}

std::string text_of(const check::Fact& fact) {
  return fmt::format("fact {} {} symbol {} local `{}` definition {} type {} node {} declaration {}",
                     static_cast<int>(fact.kind), text_of(fact.span), fact.symbol.value, fact.local,
                     text_of(fact.definition), fact.type.value, fact.node.value, fact.declaration);
}

std::string text_of(const check::Symbol& symbol) {
  return fmt::format("symbol {} `{}` module {} declaration {} {} number {} doc `{}` state {} ir {} used {}",
                     static_cast<int>(symbol.kind), symbol.name, symbol.module.value, symbol.declaration.value,
                     text_of(symbol.name_span), symbol.number, symbol.doc, static_cast<int>(symbol.state),
                     symbol.ir_index, symbol.used);
}

std::string text_of(FileId file) { return fmt::format("file {}", file.value); }

std::string text_of(const std::vector<check::Fact>& facts) {
  std::string out = "facts of a file:\n";
  for (const check::Fact& fact : facts) out += text_of(fact) + "\n";
  return out;
}

std::string head_of(const check::ModuleUnit& module) {
  std::string out = fmt::format(
      "module `{}` {} in `{}` standard {} reachable {} there {} doubled {} entry {} rounding {}", module.path,
      text_of(module.file), module.folder, module.standard, module.reachable, module.reached_there, module.doubled,
      module.entry, module.rounding ? static_cast<int>(*module.rounding) : -1);
  for (const check::Use& use : module.uses) {
    out += fmt::format(" use {} {} {}", use.path, use.all, text_of(use.span));
    for (const check::UsedName& name : use.names) out += fmt::format(" {} {}", name.name, text_of(name.span));
  }
  for (const auto& [name, symbol] : module.own) out += fmt::format(" own {} {}", name, symbol.value);
  for (const auto& [name, symbol] : module.imported) out += fmt::format(" imported {} {}", name, symbol.value);
  for (const auto& [name, member] : module.members) {
    out += fmt::format(" member {} {} {}", name, member.enumeration.value, member.index);
  }
  for (const check::SymbolId symbol : module.uses_symbols) out += fmt::format(" uses {}", symbol.value);
  return out;
}

// Of a module: what its tree says, and what the checker has noted about it.
struct ModuleText {
  const SourceStore& sources;
  const check::ModuleUnit& module;
};

std::string text_of(const ModuleText& text) {
  const syntax::Tree& tree = text.module.tree;
  return head_of(text.module) + fmt::format("\n{} errors {}\n", text_of(tree.file()), tree.has_errors()) +
         syntax::print_tree(text.sources, tree) + syntax::print_tokens(text.sources, tree);
}

template <class List>
std::string difference_of(const char* what, const List& a, const List& b) {
  if (a.size() != b.size()) return fmt::format("{}: {} and {} of them", what, a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    const std::string one = text_of(a[i]);
    const std::string other = text_of(b[i]);
    if (one != other) return fmt::format("{} {}:\n  {}\n  {}", what, i, one, other);
  }
  return {};
}

std::vector<ModuleText> modules_of(const driver::LoadedPackage& package) {
  std::vector<ModuleText> modules;
  for (const auto& module : package.result.modules) modules.push_back({package.sources, *module});
  return modules;
}

std::string source_difference(const SourceStore& a, const SourceStore& b) {
  if (a.size() != b.size()) return fmt::format("{} and {} files", a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    const FileId file(i);
    if (a.path(file) != b.path(file)) return fmt::format("paths `{}` and `{}`", a.path(file), b.path(file));
    if (a.text(file) != b.text(file)) return fmt::format("texts of `{}`", a.path(file));
  }
  return {};
}

// Of the files: texts are compared as such, and an edited package has none.
ir::Module without_hashes(const driver::LoadedPackage& package) {
  ir::Module module = package.result.module;
  for (ir::SourceFile& file : module.files) file.sha256.clear();
  return module;
}

}  // namespace

std::string difference(const driver::LoadedPackage& a, const driver::LoadedPackage& b) {
  if (auto found = source_difference(a.sources, b.sources); !found.empty()) return found;
  if (auto found = difference_of("diagnostic", a.sink.all(), b.sink.all()); !found.empty()) return found;
  if (a.sink.error_count() != b.sink.error_count()) return "the number of errors";
  if (a.sink.warning_count() != b.sink.warning_count()) return "the number of warnings";
  if (a.sink.dropped_count() != b.sink.dropped_count()) return "the number of errors that were dropped";
  if (a.result.ok != b.result.ok) return "whether it is accepted";
  if (auto found = difference_of("file", a.result.files, b.result.files); !found.empty()) return found;
  if (auto found = difference_of("symbol", a.result.symbols, b.result.symbols); !found.empty()) return found;
  if (auto found = difference_of("module", modules_of(a), modules_of(b)); !found.empty()) return found;
  if (auto found = difference_of("facts", a.result.facts_by_file, b.result.facts_by_file); !found.empty()) return found;
  if (ir::serialize(without_hashes(a)) != ir::serialize(without_hashes(b))) return "the module";
  return {};
}

}  // namespace tarifa::edit
