// Bytes choose a well-typed program; it is checked and billed by the interpreter and by two kinds of kernel, which must
// agree.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/diff/compare.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarifa::diff;
  uint64_t seed = 0;
  std::memcpy(&seed, data, size < sizeof seed ? size : sizeof seed);
  const std::string lead =
      size > sizeof seed ? std::string(reinterpret_cast<const char*>(data) + sizeof seed, size - sizeof seed) : "";
  const GeneratedProgram program = generate_program(seed, lead);
  const std::string rows = generate_rows(program, seed + 1, 8);
  static const std::vector<Variant> variants = {all_variants().front(), all_variants().back()};
  const Comparison result = compare(text_of(program.text), rows, program, variants);
  if (!result.difference.empty()) {
    std::fprintf(stderr, "%s\n%s\n%s", result.difference.c_str(), text_of(program.text).c_str(), rows.c_str());
    std::abort();
  }
  return 0;
}
