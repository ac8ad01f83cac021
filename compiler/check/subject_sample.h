// Accounts made from a box of conditions.h, for the interpreter to confirm: the fields the box speaks of are set to values inside it,
// the others to defaults or, with a seed above 0, to values drawn from their declared ranges. Lists then hold a few items.
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
  std::string text;  // `altitude = 500 m, stratum = S1`: what the box speaks of
};

[[nodiscard]] Sample sample_subject(const ir::Module& module, ir::RecordId entity, const Conditions& conditions,
                                    const Box& box, uint64_t seed);

}  // namespace tarifa::check
