// How kernels are made: the object cache of this user, and hidden switches for tests.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include "compiler/codegen/jit.h"

namespace tarifa::cli {

struct JitSwitches {
  std::string force_width;
  int jit_opt = 1;
  std::string plant;
  bool no_cache = false;
};

// Hidden: they never change a result, except `--plant`, which plants a fault for the test of the
// differential test.
void add_jit_switches(CLI::App& command, JitSwitches& switches);
[[nodiscard]] codegen::JitOptions jit_options(const JitSwitches& switches, unsigned threads);

}  // namespace tarifa::cli
