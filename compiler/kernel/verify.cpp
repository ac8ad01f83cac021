#include <cstdint>
#include <string>
#include <vector>

#include "compiler/kernel/program.h"
#include "compiler/numeric/int128.h"

namespace tarifa::kernel {

namespace {

class Verifier {
 public:
  explicit Verifier(const Program& program) : p_(program), defined_(program.values.size(), false) {}

  std::string run() {
    region(RegionId(0), false);
    buffers_stay_in_a_function();
    return fault_;
  }

 private:
  void fault(ValueId v, const char* what) {
    if (!fault_.empty()) return;
    fault_ = "%" + std::to_string(v.value) + " " + name_of(p_.value(v).op) + ": " + what;
  }

  void region(RegionId id, bool scalar) {
    const Region& region = p_.regions[id.index()];
    for (const ValueId param : region.params) defined_[param.index()] = true;
    for (const ValueId v : region.body) {
      value(v, id, scalar);
      defined_[v.index()] = true;
    }
    for (const ValueId yield : region.yields) {
      if (!defined_[yield.index()]) fault(yield, "yielded before it stands");
    }
    // What stands in a region is not seen outside it.
    for (const ValueId v : region.body) {
      if (id.index() != 0) defined_[v.index()] = false;
    }
    for (const ValueId param : region.params) defined_[param.index()] = false;
  }

  // A function runs for all rows of a call before the next one does; a buffer holds one group of rows.
  void buffers_stay_in_a_function() {
    constexpr size_t kNone = SIZE_MAX;
    std::vector<size_t> used_in(p_.buffers.size(), kNone);
    size_t function = 0;
    const std::vector<ValueId>& body = p_.top().body;
    for (size_t k = 0; k < body.size(); ++k) {
      while (function < p_.function_ends.size() && k >= p_.function_ends[function]) ++function;
      for (const uint32_t buffer : buffers_of(p_, body[k])) {
        if (used_in[buffer] != kNone && used_in[buffer] != function)
          fault(body[k], "uses a buffer of another function");
        used_in[buffer] = function;
      }
    }
  }

  void value(ValueId v, RegionId in, bool scalar) {
    const Value& value = p_.value(v);
    if (value.region != in) fault(v, "stands in another region");
    if (value.kind == Kind::Int) fault(v, "its width is not chosen");
    for (uint32_t k = 0; k < value.operand_count; ++k) {
      if (!defined_[p_.operand(value, k).index()]) fault(v, "an operand stands after it");
    }
    const bool buffers = value.op == Op::BufferLoad || value.op == Op::BufferStore || value.op == Op::BufferSort;
    if (!scalar && (value.op == Op::Loop || buffers)) fault(v, "stands outside scalar code");
    if (scalar && value.op == Op::PerLane) fault(v, "stands in scalar code");
    if (scalar && value.op == Op::Output) fault(v, "a result is written in scalar code");
    if (value.op == Op::Loop || value.op == Op::PerLane) {
      region(RegionId(value.imm), true);
      const Region& inner = p_.regions[value.imm];
      if (value.op == Op::Loop && value.operand_count != inner.yields.size() + 2)
        fault(v, "carries other values than it yields");
    }
    same_kinds(v, value);
  }

  void same_kinds(ValueId v, const Value& value) {
    switch (value.op) {
      case Op::Add:
      case Op::Sub:
      case Op::Mul:
      case Op::Neg:
      case Op::Abs:
      case Op::Min:
      case Op::Max:
      case Op::DivRound:
        for (uint32_t k = 0; k < value.operand_count; ++k) {
          if (p_.value(p_.operand(value, k)).kind != value.kind) fault(v, "operands of another kind");
        }
        return;
      case Op::Eq:
      case Op::Lt:
      case Op::Le:
        if (p_.value(p_.operand(value, 0)).kind != p_.value(p_.operand(value, 1)).kind)
          fault(v, "compares unlike kinds");
        return;
      case Op::Select:
        for (uint32_t k = 1; k < 3; ++k) {
          if (p_.value(p_.operand(value, k)).kind != value.kind) fault(v, "chooses between unlike kinds");
        }
        return;
      default: return;
    }
  }

  const Program& p_;
  std::vector<bool> defined_;
  std::string fault_;
};

}  // namespace

std::string verify(const Program& program) { return Verifier(program).run(); }

}  // namespace tarifa::kernel
