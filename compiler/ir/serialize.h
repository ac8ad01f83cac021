// Module <-> bytes, through the `fields()` lists of the IR: compact (variable-length integers),
// canonical (one module, one text of bytes) and safe to read from anybody: every length is checked
// against the bytes that are left, every enumerator and flag must exist, nesting is bounded.
// INVARIANT: deserialize(serialize(m)) equals m. It does not judge whether the module makes sense:
// that is ir::verify.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "compiler/ir/module.h"

namespace tarifa::ir {

// The first byte that cannot be what it should.
struct Malformed {
  size_t offset = 0;
};

[[nodiscard]] std::string serialize(const Module& module);
[[nodiscard]] tl::expected<Module, Malformed> deserialize(std::string_view bytes);

// A number that changes whenever a field, its type or an operation of the IR changes: bytes of
// another layout are refused before they are misread.
[[nodiscard]] uint64_t layout_fingerprint();

}  // namespace tarifa::ir
