#include "compiler/check/check.h"

#include <pthread.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "compiler/check/analysis.h"
#include "compiler/check/declarations.h"
#include "compiler/check/facts.h"
#include "compiler/check/file_hashes.h"
#include "compiler/check/package.h"
#include "compiler/check/replay.h"
#include "compiler/check/symbols.h"
#include "compiler/check/tests.h"
#include "compiler/support/check.h"

namespace tarifa::check {
namespace {

// Declarations resolve each other on demand: the stack holds the longest chain that resolve_symbol
// allows.
constexpr size_t kStackBytes = size_t{256} << 20U;

// Modules whose declarations are checked: those of the package, and what is used of the packages it
// depends on.
std::vector<ModuleId> checked_modules(const Session& session) {
  std::vector<ModuleId> modules;
  for (size_t i = 0; i < session.modules.size(); ++i) {
    const ModuleUnit& module = *session.modules[i];
    const bool own = !module.standard && module.folder.empty();
    const bool used = !module.standard && module.reachable;
    if (own || used || module.entry) modules.push_back(ModuleId(i));
  }
  return modules;
}

void resolve_declarations(Session& session, ModuleId module) {
  std::vector<SymbolId> symbols;
  for (const auto& [name, id] : session.module(module).own) symbols.push_back(id);
  std::sort(symbols.begin(), symbols.end());  // as they stand in the text
  for (const SymbolId id : symbols) (void)resolve_symbol(session, id);
}

void check_all(Session& session, const PackageInput& input, int threads) {
  if (!load_package(session, input, threads) && session.modules.empty()) return;
  const std::vector<ModuleId> modules = checked_modules(session);
  for (size_t i = 0; i < session.modules.size(); ++i) {
    const ModuleUnit& module = *session.modules[i];
    if (module.reachable || module.reached_there) collect_extends(session, ModuleId(i));
  }
  const std::unique_ptr<Replay> replay = Replay::begin(session);
  session.replay = replay.get();
  for (const ModuleId id : modules) resolve_declarations(session, id);
  for (const ModuleId id : modules) {
    if (session.module(id).folder.empty()) check_tests(session, id);
  }
  // Nobody reads or adds facts from here on.
  std::thread sorting([&] { sort_facts(session); });
  analyze(session);
  warn_unused(session);
  hash_files(session);
  sorting.join();
}

struct Job {
  Session& session;
  const PackageInput& input;
  int threads;
};

void* run_job(void* data) {
  auto* job = static_cast<Job*>(data);
  check_all(job->session, job->input, job->threads);
  return nullptr;
}

void run_on_large_stack(Job job) {
  pthread_attr_t attributes;
  TARIFA_CHECK(pthread_attr_init(&attributes) == 0);
  TARIFA_CHECK(pthread_attr_setstacksize(&attributes, kStackBytes) == 0);
  pthread_t thread{};
  TARIFA_CHECK(pthread_create(&thread, &attributes, run_job, &job) == 0);
  TARIFA_CHECK(pthread_join(thread, nullptr) == 0);
  TARIFA_CHECK(pthread_attr_destroy(&attributes) == 0);
}

std::vector<FileId> files_of(const Session& session) {
  std::vector<FileId> files;
  for (const auto& module : session.modules) {
    if (!module->standard) files.push_back(module->file);
  }
  for (const auto& [path, csv] : session.csv_by_path) files.push_back(csv.file);
  return files;
}

}  // namespace

CheckResult check_package(SourceStore& sources, const PackageInput& input, DiagSink& sink, int threads,
                          PackageMemory* memory) {
  const size_t errors_before = sink.error_count();
  Session session{sources, sink};
  session.memory = memory;
  run_on_large_stack({session, input, threads});
  sink.sort_and_dedupe();
  CheckResult result;
  result.ok = sink.error_count() == errors_before;
  result.files = files_of(session);
  result.module = std::move(session.ir);
  result.facts_by_file = std::move(session.facts_by_file);
  result.symbols = std::move(session.symbols);
  result.modules = std::move(session.modules);
  return result;
}

}  // namespace tarifa::check
