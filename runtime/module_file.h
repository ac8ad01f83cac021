// The module file that `tarifa build` writes: typed IR, never machine code. Little endian:
//   0  magic  8 bytes        8  format version u32     12  number of sections u32     16  length of
//   the whole file u64 24 SHA-256 of all the other bytes (32)             56  table: (section id
//   u32, zero u32, length u64) a section then the sections, one after the other, without gaps.
// INVARIANT: the same module gives the same bytes; what is read was hashed, decoded to the last
// byte and verified (ir::verify). Nothing inside a file decides whether it is checked.
#pragma once

#include <string>
#include <string_view>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"

namespace tarifa::runtime {

inline constexpr uint32_t kModuleFormat = 1;

struct ModuleFileInfo {
  std::string tarifa_version;  // of the command that wrote it
  uint64_t layout = 0;         // ir::layout_fingerprint() of that command
};

[[nodiscard]] std::string encode_module_file(const ir::Module& module);
// `name` is what messages call the file.
[[nodiscard]] Result<ir::Module> decode_module_file(std::string_view bytes, const std::string& name);

// Writes through a temporary file and a rename: whole or not at all.
[[nodiscard]] Result<void> write_module_file(const std::string& path, const ir::Module& module);
[[nodiscard]] Result<ir::Module> read_module_file(const std::string& path);

}  // namespace tarifa::runtime
