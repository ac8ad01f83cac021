#include "compiler/kernel/program.h"

#include "compiler/support/check.h"

namespace tarifa::kernel {

bool is_pure(Op op) {
  switch (op) {
#define TARIFA_KERNEL_OP(name, pure, meaning) \
  case Op::name: return pure;
#include "compiler/kernel/kernel_op.def"
#undef TARIFA_KERNEL_OP
  }
  TARIFA_UNREACHABLE();
}

const char* name_of(Op op) {
  switch (op) {
#define TARIFA_KERNEL_OP(name, pure, meaning) \
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

}  // namespace tarifa::kernel
