// Modules of std: parsed, collected and bound when first asked for, so that a package that uses
// none pays for none. Their texts never change: each is parsed once in a process.
#include <map>
#include <mutex>

#include "compiler/check/module_header.h"
#include "compiler/check/package.h"
#include "compiler/check/standard_library.h"
#include "compiler/check/symbols.h"
#include "compiler/support/check.h"
#include "compiler/syntax/parse.h"

namespace tarifa::check {
namespace {

struct ParsedStandard {
  SharedText text;
  syntax::Tree tree;
};

const ParsedStandard& parsed_standard(const StandardText& standard) {
  static std::mutex mutex;
  static std::map<std::string_view, ParsedStandard> parsed;  // by module; entries stay where they are
  const std::scoped_lock lock(mutex);
  const auto [found, fresh] = parsed.try_emplace(standard.module);
  if (fresh) {
    SourceStore sources;
    DiagSink sink;
    const FileId file = sources.add(std::string(standard.path), std::string(standard.text));
    found->second = {sources.shared_text(file), syntax::parse(sources, file, sink)};
    TARIFA_CHECK(sink.all().empty());
  }
  return found->second;
}

}  // namespace

std::optional<ModuleId> standard_module(Session& session, std::string_view path) {
  if (const auto known = session.module_by_path.find(path); known != session.module_by_path.end()) return known->second;
  for (const StandardText& standard : standard_texts()) {
    if (standard.module != path) continue;
    const ModuleId id(session.modules.size());
    auto unit = std::make_unique<ModuleUnit>();
    const ParsedStandard& parsed = parsed_standard(standard);
    unit->file = session.sources.add(std::string(standard.path), parsed.text);
    unit->tree = parsed.tree.moved_to(unit->file, parsed.text->text());
    unit->standard = true;
    read_header(session, *unit);
    add_builtins_of(session, *unit);
    session.modules.push_back(std::move(unit));
    session.module_by_path.emplace(path, id);
    const size_t file = session.module(id).file.index();
    if (session.module_of_file.size() <= file) session.module_of_file.resize(file + 1);
    session.module_of_file[file] = id;
    collect_symbols(session, id);
    bind_imports(session, id);
    return id;
  }
  return std::nullopt;
}

}  // namespace tarifa::check
