#include "compiler/check/package.h"

#include <algorithm>
#include <deque>
#include <set>

#include "compiler/check/builtins.h"
#include "compiler/check/manifest.h"
#include "compiler/check/module_header.h"
#include "compiler/check/parse_files.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/units.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

struct RuleFile {
  FileToParse file;
  std::string folder;  // of its package, with a slash, or empty
};

struct PackageFiles {
  std::vector<RuleFile> rules;
  std::vector<Manifest> dependencies;
  std::set<std::string> folders;
};

std::string folder_of(const PackageInput& input) { return input.folder.empty() ? "" : input.folder + "/"; }

FileToParse add_file(Session& session, const std::string& path, const std::string& text) {
  FileMemory* known = session.memory == nullptr ? nullptr : session.memory->claim(path);
  return {session.sources.add(path, share_text(known, text)), known};
}

FileId add_csv(Session& session, const std::string& path, const std::string& text) {
  const FileToParse csv = add_file(session, path, text);
  if (csv.memory != nullptr) {
    const SharedText& now = session.sources.shared_text(csv.file);
    if (csv.memory->text != now) session.memory->note_csv_change();
    csv.memory->text = now;
  }
  return csv.file;
}

// Files of a package and of what it depends on, each once, and the manifests of the latter.
void add_files(Session& session, const PackageInput& input, PackageFiles& files) {
  const std::string folder = folder_of(input);
  files.folders.insert(folder);
  for (const PackageFile& file : input.files) {
    const std::string path = folder + file.path;
    if (path.ends_with(".csv")) {
      if (!session.csv_by_path.contains(path)) {
        session.csv_by_path[path] = {add_csv(session, path, file.text)};
      }
      continue;
    }
    files.rules.push_back({add_file(session, path, file.text), folder});
  }
  for (const PackageInput& dependency : input.dependencies) {
    if (files.folders.contains(folder_of(dependency))) continue;
    const FileId manifest = session.sources.add(folder_of(dependency) + "tarifa.toml", dependency.manifest);
    files.dependencies.push_back(read_manifest(session.sources, manifest, session.sink));
    add_files(session, dependency, files);
  }
}

void add_prelude(Session& session) {
  uint32_t index = 0;
  for (const BuiltinInfo& builtin : kBuiltins) {
    Symbol symbol;
    symbol.kind = SymbolKind::Builtin;
    symbol.name = std::string(builtin.name);
    symbol.state = SymbolState::Done;
    symbol.ir_index = index++;
    if (builtin.module.empty()) session.prelude[symbol.name] = SymbolId(session.symbols.size());
    session.symbols.push_back(std::move(symbol));
  }
}

void note_module_of_file(Session& session, ModuleId module) {
  const size_t file = session.module(module).file.index();
  if (session.module_of_file.size() <= file) session.module_of_file.resize(file + 1);
  session.module_of_file[file] = module;
}

// The module of a parsed file, entered under its name. None if it has none or the name is taken;
// that is reported.
std::optional<ModuleId> enter_module(Session& session, syntax::Tree tree, FileId file, const std::string& folder) {
  auto unit = std::make_unique<ModuleUnit>();
  unit->file = file;
  unit->tree = std::move(tree);
  unit->folder = folder;
  read_header(session, *unit);
  const Span name = header_span(*unit);
  if (unit->path.empty()) {
    if (!unit->tree.has_errors()) {
      report(session, DiagKind::MissingModuleHeader, {file, 0, 0}).help(NoteKind::BeginWithModule);
    }
    return std::nullopt;
  }
  if (unit->path == "std" || unit->path.starts_with("std.")) {
    report(session, DiagKind::ModuleOfStd, name, {unit->path});
    return std::nullopt;
  }
  const ModuleId id(session.modules.size());
  const auto [found, fresh] = session.module_by_path.try_emplace(unit->path, id);
  if (!fresh) {
    report(session, DiagKind::DuplicateModule, name, {unit->path})
        .label(header_span(session.module(found->second)), NoteKind::OtherFileHere);
    session.module(found->second).doubled = true;
    return std::nullopt;
  }
  session.modules.push_back(std::move(unit));
  note_module_of_file(session, id);
  return id;
}

// Modules used by `from`, itself included (S8).
void reach(Session& session, ModuleId from, bool ModuleUnit::* mark) {
  std::deque<ModuleId> open = {from};
  while (!open.empty()) {
    const ModuleId id = open.front();
    open.pop_front();
    if (session.module(id).*mark) continue;
    session.module(id).*mark = true;
    for (const Use& use : session.module(id).uses) {
      const auto found = session.module_by_path.find(use.path);
      if (found != session.module_by_path.end()) open.push_back(found->second);
    }
  }
}

void report_unknown_entry(Session& session, const std::string& path, Span span) {
  std::vector<std::string> known;
  for (const auto& [name, id] : session.module_by_path) known.push_back(name);
  Report unknown = report(session, DiagKind::UnknownEntryModule, span, {path});
  if (const auto near = nearest_name(path, known)) unknown.help(NoteKind::DidYouMean, {*near});
}

// Entry modules of a dependency: their `extend`s apply, but only what is used of them is checked and rated.
void reach_entries_there(Session& session, const Manifest& manifest) {
  for (size_t i = 0; i < manifest.entries.size(); ++i) {
    const std::string& path = manifest.entries[i];
    const auto found = session.module_by_path.find(path);
    if (found != session.module_by_path.end()) {
      reach(session, found->second, &ModuleUnit::reached_there);
    } else if (!path.starts_with("std.")) {
      report_unknown_entry(session, path, manifest.entry_spans[i]);
    }
  }
}

void reach_entries(Session& session, const Manifest& manifest) {
  for (size_t i = 0; i < manifest.entries.size(); ++i) {
    const std::string& path = manifest.entries[i];
    const bool standard = path.starts_with("std.");
    std::optional<ModuleId> module = standard ? standard_module(session, path) : std::nullopt;
    const auto found = session.module_by_path.find(path);
    if (!module && found != session.module_by_path.end()) module = found->second;
    if (!module) {
      report_unknown_entry(session, path, manifest.entry_spans[i]);
      continue;
    }
    session.module(*module).entry = true;
    reach(session, *module, &ModuleUnit::reachable);
  }
}

}  // namespace

void add_builtins_of(Session& session, ModuleUnit& module) {
  for (size_t i = 0; i < std::size(kBuiltins); ++i) {
    if (kBuiltins[i].module != module.path) continue;
    module.own.emplace(kBuiltins[i].name, SymbolId(i));  // add_prelude made them the first symbols
  }
  (void)session;
}

bool load_package(Session& session, const PackageInput& input, int threads) {
  add_plain_unit(session);
  add_prelude(session);
  const FileId manifest_file = session.sources.add(folder_of(input) + "tarifa.toml", input.manifest);
  const Manifest manifest = read_manifest(session.sources, manifest_file, session.sink);
  session.ir.package = manifest.name;
  session.ir.version = manifest.version;
  session.ir.edition = manifest.edition;
  session.ir.locale = manifest.locale;
  session.ir.entries = manifest.entries;
  if (input.files.size() > limits::kFilesAPackage) {
    report(session, DiagKind::TooManyFiles, {manifest_file, 0, 0},
           {std::to_string(input.files.size()), std::to_string(limits::kFilesAPackage)});
    return false;
  }
  PackageMemory* memory = session.memory;
  PackageFiles files;
  if (memory != nullptr) memory->begin();
  add_files(session, input, files);
  std::vector<FileToParse> to_parse;
  for (const RuleFile& rule : files.rules) to_parse.push_back(rule.file);
  std::vector<syntax::Tree> trees = parse_files(session.sources, to_parse, session.sink, threads);
  if (memory != nullptr) memory->forget_unclaimed();
  std::vector<ModuleId> modules;
  for (size_t i = 0; i < files.rules.size(); ++i) {
    const RuleFile& rule = files.rules[i];
    if (const auto id = enter_module(session, std::move(trees[i]), rule.file.file, rule.folder)) modules.push_back(*id);
  }
  for (const ModuleId id : modules) collect_symbols(session, id);
  for (const ModuleId id : modules) bind_imports(session, id);
  reach_entries(session, manifest);
  for (const Manifest& dependency : files.dependencies) reach_entries_there(session, dependency);
  return manifest.ok;
}

}  // namespace tarifa::check
