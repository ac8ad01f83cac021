#include "compiler/kernel/program.h"

#include "compiler/support/check.h"

namespace tarifa::kernel {

const char* name_of(Op op) {
  switch (op) {
#define TARIFA_KERNEL_OP(name, meaning) \
  case Op::name: return #name;
#include "compiler/kernel/kernel_op.def"
#undef TARIFA_KERNEL_OP
  }
  TARIFA_UNREACHABLE();
}

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::None: return "none";
    case Kind::Bool: return "bool";
    case Kind::Site: return "site";
    case Kind::Int: return "int";
    case Kind::F64: return "f64";
    case Kind::I64: return "i64";
    case Kind::I128: return "i128";
  }
  TARIFA_UNREACHABLE();
}

std::vector<uint32_t> buffers_of(const Program& program, ValueId v) {
  const Value& value = program.value(v);
  if (value.op == Op::BufferStore || value.op == Op::BufferLoad) return {value.imm};
  if (value.op == Op::BufferSort) return {program.sorts[value.imm].key, program.sorts[value.imm].order};
  std::vector<uint32_t> all;
  if (value.op != Op::PerLane && value.op != Op::Loop) return all;
  for (const ValueId inner : program.regions[value.imm].body) {
    const std::vector<uint32_t> some = buffers_of(program, inner);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace tarifa::kernel
