// Evaluation recurses as deep as a package is nested: expressions, rules that call rules. So that
// no depth that the checker lets pass depends on the stack of the caller, it goes on with a fresh
// stack every kSegment levels.
#pragma once

#include <functional>

namespace tarifa::eval {

inline constexpr unsigned kSegment = 400;  // levels that fit any stack, with sanitizers too

// Runs `work` to its end on a stack of its own.
void run_on_fresh_stack(const std::function<void()>& work);

}  // namespace tarifa::eval
