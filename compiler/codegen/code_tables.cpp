#include "compiler/codegen/code_tables.h"

#include <cstring>

#include "compiler/support/check.h"

namespace tarifa::codegen {

using kernel::Kind;
using numeric::Int128;

namespace {

template <class T>
kernel::Bytes converted(const std::vector<Int128>& items) {
  kernel::Bytes out(items.size() * sizeof(T));
  for (size_t k = 0; k < items.size(); ++k) {
    const T item = static_cast<T>(items[k]);
    std::memcpy(out.data() + k * sizeof(T), &item, sizeof(T));
  }
  return out;
}

kernel::Bytes in_memory(const std::vector<Int128>& items, Kind kind) {
  switch (kind) {
    case Kind::F64: return converted<double>(items);
    case Kind::I64: return converted<int64_t>(items);
    case Kind::I128: return converted<Int128>(items);
    case Kind::None:
    case Kind::Bool:
    case Kind::Site:
    case Kind::Int: break;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace

CodeTables::CodeTables(const kernel::Program& program, const CodePlan& plan) {
  for (const TableSlot& slot : plan.tables) {
    if (slot.decision) {
      decisions_.push_back(std::make_unique<DecisionIndex>(program.decisions[slot.index]));
      pointers_.push_back(decisions_.back().get());
      continue;
    }
    arrays_.push_back(in_memory(program.arrays[slot.index].items, slot.kind));
    pointers_.push_back(arrays_.back().data());
  }
}

}  // namespace tarifa::codegen
