// tarifa fmt: rules in the one style.
#include <algorithm>
#include <filesystem>

#include "cli/command.h"
#include "compiler/support/limits.h"
#include "compiler/support/read_file.h"
#include "compiler/syntax/format.h"
#include "compiler/syntax/parse.h"
#include "runtime/output_file.h"

namespace tarifa::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> paths{"."};
  bool check = false;
};

Result<std::vector<std::string>> files_of(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    auto entry = fs::recursive_directory_iterator(path, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      const bool hidden = entry->path().filename().string().starts_with('.');
      if (hidden && entry->is_directory(error))
        entry.disable_recursion_pending();
      else if (entry->path().extension() == ".rule")
        files.push_back(entry->path().lexically_normal().generic_string());
    }
    if (error) return fail(DiagKind::CannotReadFile, path, error.message());
  }
  std::sort(files.begin(), files.end());
  return files;
}

enum class Outcome : uint8_t { Same, Changed, Broken };

Result<Outcome> format_file(const std::string& path, bool check, const Console& console) {
  auto text = read_file(path, uint64_t{limits::kFileBytes} * 16);  // past the limit of rules the parser says so
  if (!text) return pass_on(text);
  SourceStore sources;
  DiagSink sink;
  const FileId file = sources.add(path, *text);
  const syntax::Tree tree = syntax::parse(sources, file, sink);
  auto formatted = syntax::format(tree);
  if (!formatted) {
    sink.sort_and_dedupe();
    sink.add({formatted.error().kind, {}, {path}, {}, {}, {}});
    console.diagnostics(sink, sources);
    return Outcome::Broken;
  }
  if (*formatted == *text) return Outcome::Same;
  if (check) return Outcome::Changed;
  auto out = runtime::OutputFile::create(path);
  if (!out) return pass_on(out);
  if (auto written = out->write(*formatted); !written) return pass_on(written);
  if (auto done = out->commit(); !done) return pass_on(done);
  return Outcome::Changed;
}

int format(const Options& options, const Console& console) {
  auto files = files_of(options.paths);
  if (!files) return console.refuse(files.error());
  int status = kOk;
  for (const std::string& file : *files) {
    auto outcome = format_file(file, options.check, console);
    if (!outcome) return console.refuse(outcome.error());
    if (*outcome == Outcome::Broken) status = kFailed;
    if (*outcome != Outcome::Changed) continue;
    static_cast<void>(print(file + "\n"));
    if (options.check) status = kFailed;
  }
  return status;
}

}  // namespace

void add_fmt(Commands& commands) {
  auto options = std::make_shared<Options>();
  CLI::App* command = commands.app.add_subcommand("fmt", "Write rules in the one style; prints the files that change");
  command->add_option("PATHS", options->paths, "Files, or folders of *.rule")->capture_default_str();
  command->add_flag("--check", options->check, "Change nothing; status 1 if a file is not in the style");
  command->footer("Examples:\n  tarifa fmt water-town\n  tarifa fmt --check rules/water.rule");
  command->callback(
      [&commands, options] { commands.chosen = [&commands, options] { return format(*options, commands.console); }; });
}

}  // namespace tarifa::cli
