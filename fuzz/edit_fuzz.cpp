// Any text as a module of an edited package, and random edits after it: each analysis equals a fresh one. The first
// four bytes choose the edits, the rest is the text.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "compiler/driver/edited_package.h"
#include "tests/edit/random_edits.h"
#include "tests/edit/same_analysis.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarifa;
  constexpr int kEdits = 6;
  uint32_t seed = 0;
  if (size < sizeof seed) return 0;
  std::memcpy(&seed, data, sizeof seed);
  check::PackageInput input;
  input.manifest = "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"main\"]\n";
  input.files.push_back(
      {"rules/main.rule", std::string(reinterpret_cast<const char*>(data) + sizeof seed, size - sizeof seed)});
  edit::RandomEdits edits(input, seed);
  driver::EditedPackage edited;
  (void)edited.analyze(input, 1);
  for (int step = 0; step < kEdits; ++step) {
    const check::PackageInput& next = edits.next();
    const std::string found = edit::difference(*edited.analyze(next, 1), *driver::load_package(next, 1));
    if (found.empty()) continue;
    std::fprintf(stderr, "%s\n%s\n", edits.last().c_str(), found.c_str());
    std::abort();
  }
  return 0;
}
