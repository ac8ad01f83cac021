#include "compiler/kernel/columns.h"

#include <limits>

#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

bool fits_int64(ir::Int128 value) {
  return value >= std::numeric_limits<int64_t>::min() && value <= std::numeric_limits<int64_t>::max();
}

Physical physical_of_number(const ir::Type& type, const ir::Field& field) {
  if (type.integer) return Physical::I64;
  const bool narrow = field.least && field.greatest && fits_int64(*field.least) && fits_int64(*field.greatest);
  return narrow ? Physical::I64 : Physical::I128;
}

}  // namespace

Physical physical_of(const ir::Module& module, const ir::Field& field) {
  const ir::Type& type = module.type(field.type);
  switch (type.kind) {
    case ir::TypeKind::Bool: return Physical::U8;
    case ir::TypeKind::Number: return physical_of_number(type, field);
    case ir::TypeKind::Text: return Physical::Text;
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months: return Physical::I32;
    case ir::TypeKind::DateTime: return Physical::I64;
    case ir::TypeKind::Period: return Physical::Period;
    case ir::TypeKind::Enum:
    case ir::TypeKind::List: return Physical::U32;
    case ir::TypeKind::Record: return Physical::Record;
    case ir::TypeKind::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

ir::Field item_field(const ir::Module& module, const ir::Field& list) {
  ir::Field item = list;
  item.type = module.type(list.type).element;
  item.key = false;
  return item;
}

size_t physical_size(Physical physical) {
  switch (physical) {
    case Physical::U8: return 1;
    case Physical::U32:
    case Physical::I32: return 4;
    case Physical::I64:
    case Physical::Period: return 8;
    case Physical::I128: return 16;
    case Physical::Text:
    case Physical::Record: return 0;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::kernel
