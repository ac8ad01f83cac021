// Any text as the only module of a package: checked whole, always with the same messages; what is accepted survives its
// file, prints, runs its tests and becomes kernels that verify.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "compiler/driver/load_package.h"
#include "compiler/driver/run_tests.h"
#include "compiler/ir/print.h"
#include "compiler/ir/serialize.h"
#include "compiler/kernel/pipeline.h"
#include "compiler/support/diag_text.h"
#include "fuzz/word_mutator.h"

namespace {

using namespace tarifa;

constexpr const char* kManifest =
    "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"main\"]\n";

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

std::string messages(const driver::LoadedPackage& package, Language language) {
  TextOptions options;
  options.language = language;
  return render_text(package.sink.all(), package.sources, options);
}

void judge_module(const ir::Module& module) {
  const std::string bytes = ir::serialize(module);
  const auto again = ir::deserialize(bytes);
  require(again && ir::serialize(*again) == bytes, "a module does not come back");
  require(ir::print(*again) == ir::print(module), "a module prints differently");
  static_cast<void>(driver::run_tests(module));
  kernel::RunContext april;
  april.period_start = 18353;
  april.period_end = 18383;
  april.issued = april.as_of = 18387;
  for (size_t i = 0; i < module.bills.size(); ++i) {
    for (const kernel::Width width : {kernel::Width::None, kernel::Width::C}) {
      static_cast<void>(kernel::make_program(module, ir::BillId(i), april, width));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  check::PackageInput input;
  input.manifest = kManifest;
  input.files.push_back({"rules/main.rule", std::string(reinterpret_cast<const char*>(data), size)});
  const auto package = driver::load_package(input, 1);
  require(package->result.ok == (package->sink.error_count() == 0), "no error, and yet not accepted");
  const auto again = driver::load_package(input, 1);
  for (const Language language : {Language::English, Language::Spanish}) {
    require(messages(*package, language) == messages(*again, language), "other messages the second time");
  }
  if (package->result.ok) judge_module(package->result.module);
  return 0;
}

#ifdef TARIFA_FUZZ
extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  if (seed % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::string changed = fuzz::mutate_words({reinterpret_cast<const char*>(data), size}, seed);
  const size_t length = std::min(changed.size(), max_size);
  std::memcpy(data, changed.data(), length);
  return length;
}
#endif
