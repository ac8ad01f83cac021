#include "cli/jit_options.h"

#include <cstdlib>

namespace tarifa::cli {
namespace {

// The XDG base directory specification; relative paths in it are to be ignored.
std::string cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/tarifa";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return std::string(home) + "/.cache/tarifa";
  return {};
}

}  // namespace

void add_jit_switches(CLI::App& command, JitSwitches& switches) {
  command.add_option("--force-width", switches.force_width)->check(CLI::IsMember({"A", "B", "C"}))->group("");
  command.add_option("--jit-opt", switches.jit_opt)->check(CLI::Range(0, 1))->group("");
  command.add_option("--plant", switches.plant)->check(CLI::IsMember(codegen::planted_faults()))->group("");
  command.add_flag("--no-cache", switches.no_cache)->group("");
}

codegen::JitOptions jit_options(const JitSwitches& switches, unsigned threads) {
  codegen::JitOptions options;
  if (switches.force_width == "A") options.force_width = kernel::Width::A;
  if (switches.force_width == "B") options.force_width = kernel::Width::B;
  if (switches.force_width == "C") options.force_width = kernel::Width::C;
  options.jit_opt = switches.jit_opt;
  options.threads = threads;
  options.plant = switches.plant;
  if (!switches.no_cache) options.cache_folder = cache_folder();
  return options;
}

}  // namespace tarifa::cli
