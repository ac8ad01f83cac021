// Accounts made from a box of boxes.h, for the interpreter to confirm: the fields the box speaks of
// are set to values that lie in it together, the others to defaults, or with a seed above 0 to
// values drawn from their declared ranges. What is drawn for a field depends on the seed and the
// field alone, so that an unrelated field changes no verdict. Lists are empty.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/check/conditions.h"
#include "compiler/eval/interpreter.h"

namespace tarifa::check {

struct Sample {
  eval::Value subject;
  eval::RunContext context;
  int32_t effective_date = 0;
  std::string text;  // `altitude = 500 m, stratum = S1`: what the box speaks of, or all where it
                     // has opaque parts
};

[[nodiscard]] Sample sample_subject(const ir::Module& module, ir::RecordId entity, const Conditions& conditions,
                                    const Box& box, uint64_t seed);
[[nodiscard]] bool has_opaque_parts(const Conditions& conditions, const Box& box);

}  // namespace tarifa::check
