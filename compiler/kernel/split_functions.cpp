#include <algorithm>

#include "compiler/kernel/pipeline.h"

namespace tarifa::kernel {

namespace {

constexpr size_t kMostOperations = 1200;  // a function; performance.md: about 2,000 instructions

size_t size_of(const Program& program, ValueId v) {
  const Value& value = program.value(v);
  size_t size = 1;
  if (value.op == Op::PerLane || value.op == Op::Loop) {
    for (const ValueId inner : program.regions[value.imm].body) size += size_of(program, inner);
  }
  return size;
}

// Of every buffer: where in the top body it is used last.
std::vector<size_t> last_uses(const Program& program, const std::vector<ValueId>& body) {
  std::vector<size_t> last(program.buffers.size(), 0);
  for (size_t k = 0; k < body.size(); ++k) {
    for (const uint32_t buffer : buffers_of(program, body[k])) last[buffer] = k;
  }
  return last;
}

}  // namespace

void split_functions(Program& program) {
  program.function_ends.clear();
  const std::vector<ValueId>& body = program.regions[0].body;
  const std::vector<size_t> last = last_uses(program, body);
  size_t size = 0;
  size_t held_until = 0;  // a buffer that was used is used again until here
  for (size_t k = 0; k < body.size(); ++k) {
    const size_t more = size_of(program, body[k]);
    // A Result belongs to the function of what it is a result of. A function runs for all rows of a call before the
    // next one does, and buffers hold one group of rows: those of two functions are not the same.
    const bool may_cut = program.value(body[k]).op != Op::Result && (k == 0 || k > held_until);
    for (const uint32_t buffer : buffers_of(program, body[k])) held_until = std::max(held_until, last[buffer]);
    if (size + more > kMostOperations && size > 0 && may_cut) {
      program.function_ends.push_back(static_cast<uint32_t>(k));
      size = 0;
    }
    size += more;
  }
  program.function_ends.push_back(static_cast<uint32_t>(body.size()));
}

}  // namespace tarifa::kernel
