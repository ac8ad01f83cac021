// tarifa new: a small package that checks, tests and bills at once.
#include <algorithm>
#include <filesystem>

#include "cli/command.h"
#include "cli/scaffold.h"
#include "runtime/output_file.h"

namespace tarifa::cli {
namespace {

namespace fs = std::filesystem;

bool is_package_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto allowed = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.size() <= 64 && letter(name[0]) && std::all_of(name.begin(), name.end(), allowed);
}

Result<void> write_new_file(const fs::path& path, std::string_view text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return fail(DiagKind::CannotWriteFile, path.parent_path().string(), error.message());
  auto file = runtime::OutputFile::create(path.string());
  if (!file) return pass_on(file);
  if (auto written = file->write(text); !written) return pass_on(written);
  return file->commit();
}

int make(const std::string& target, const Console& console) {
  const fs::path folder(target);
  std::string name = folder.filename().string();
  if (name.empty()) name = folder.parent_path().filename().string();
  if (!is_package_name(name)) return console.refuse({DiagKind::BadPackageName, {name}});
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error))
    return console.refuse({DiagKind::FolderNotEmpty, {target}});
  for (const ScaffoldFile& file : scaffold(name)) {
    if (auto written = write_new_file(folder / file.path, file.text); !written) return console.refuse(written.error());
  }
  const std::string accounts = (folder / "data/accounts.jsonl").string();
  std::string text = std::string(console.pick("made ", "creado ")) + target;
  text += console.pick("; now try:\n", "; ahora pruebe:\n");
  text += "  tarifa check " + target + "\n  tarifa test " + target + "\n";
  text += "  tarifa bill " + target + " --accounts " + accounts + " --period 2026-01\n";
  static_cast<void>(print(text));
  return kOk;
}

}  // namespace

void add_new(Commands& commands) {
  auto target = std::make_shared<std::string>();
  CLI::App* command = commands.app.add_subcommand("new", "Make a package that checks, tests and bills at once");
  command->add_option("NAME", *target, "Folder to make; its name is that of the package")->required();
  command->footer("Example:\n  tarifa new water-town");
  command->callback(
      [&commands, target] { commands.chosen = [&commands, target] { return make(*target, commands.console); }; });
}

}  // namespace tarifa::cli
