// Built-in functions by name. A Symbol of kind Builtin has the Builtin as its ir_index.
#pragma once

#include <cstdint>
#include <string_view>

namespace tarifa::check {

enum class Builtin : uint8_t {
#define TARIFA_BUILTIN(name, id, module) id,
#include "compiler/check/builtins.def"
};

struct BuiltinInfo {
  std::string_view name;
  std::string_view module;  // empty: always there
};

inline constexpr BuiltinInfo kBuiltins[] = {
#define TARIFA_BUILTIN(name, id, module) {name, module},
#include "compiler/check/builtins.def"
};

}  // namespace tarifa::check
