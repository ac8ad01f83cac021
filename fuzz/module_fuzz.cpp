// Any bytes as a module file, and any bytes as the IR inside one whose frame is right: an error or a module that can be printed
// and comes back as the same bytes. Never a crash, a hang or memory without bound.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/ir/print.h"
#include "compiler/ir/serialize.h"
#include "compiler/ir/verify.h"
#include "runtime/module_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(tarifa::runtime::decode_module_file(bytes, "fuzz"));
  const auto module = tarifa::ir::deserialize(bytes);
  if (!module) return 0;
  if (tarifa::ir::serialize(*module) != bytes) {
    std::fprintf(stderr, "two texts of bytes for one module\n");
    std::abort();
  }
  if (tarifa::ir::verify(*module)) return 0;
  static_cast<void>(tarifa::ir::print(*module));
  const std::string file = tarifa::runtime::encode_module_file(*module);
  const auto again = tarifa::runtime::decode_module_file(file, "fuzz");
  if (!again || tarifa::ir::serialize(*again) != bytes) {
    std::fprintf(stderr, "a module file does not come back\n");
    std::abort();
  }
  return 0;
}
