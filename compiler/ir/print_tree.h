// One expression of the IR as an indented tree: operation, what it refers to, type, denominator,
// place.
#pragma once

#include <string>

#include "compiler/ir/module.h"

namespace tarifa::ir {

[[nodiscard]] const char* op_word(Op op);                 // `AtRate`
[[nodiscard]] const char* rounding_word(RoundMode mode);  // `half_up`
[[nodiscard]] const char* aggregate_word(AggregateKind kind);
[[nodiscard]] std::string proration_text(const Proration& clause);  // ` per month prorated 30 days`
void print_tree(const Module& module, NodeId id, int depth, std::string& out);

}  // namespace tarifa::ir
