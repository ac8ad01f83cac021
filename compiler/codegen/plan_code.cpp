#include <algorithm>

#include "compiler/codegen/machine_code.h"
#include "compiler/support/check.h"

namespace tarifa::codegen {

using kernel::Kind;
using kernel::Op;
using kernel::Program;
using kernel::Value;
using kernel::ValueId;

uint32_t size_in_memory(Kind kind) {
  switch (kind) {
    case Kind::Bool: return 1;
    case Kind::Site: return 4;
    case Kind::F64:
    case Kind::I64: return 8;
    case Kind::I128: return 16;
    case Kind::None:
    case Kind::Int: break;
  }
  TARIFA_UNREACHABLE();
}

uint32_t CodePlan::table_of(const TableSlot& slot) const {
  const auto found = std::find(tables.begin(), tables.end(), slot);
  TARIFA_CHECK(found != tables.end());
  return static_cast<uint32_t>(found - tables.begin());
}

namespace {

class Planner {
 public:
  Planner(const Program& program, unsigned lanes) : p_(program), made_in_(program.values.size(), 0) {
    plan_.lanes = lanes;
  }

  CodePlan run() {
    plan_.spill_offsets.assign(p_.values.size(), kNoSpill);
    uint32_t first = 0;
    for (const uint32_t end : p_.function_ends) {
      CodePlan::Function function;
      function.first = first;
      function.end = end;
      first = end;
      plan_.functions.push_back(std::move(function));
      const auto index = static_cast<uint32_t>(plan_.functions.size() - 1);
      for (uint32_t k = plan_.functions[index].first; k < end; ++k) made_in_[p_.top().body[k].index()] = index;
      for (uint32_t k = plan_.functions[index].first; k < end; ++k) value(p_.top().body[k], index);
    }
    buffers();
    return std::move(plan_);
  }

 private:
  static bool is_cheap(const Value& value) {
    const bool column = value.op == Op::ColumnData || value.op == Op::ColumnValid || value.op == Op::ListFirst ||
                        value.op == Op::ListEnd || value.op == Op::Derived;
    return value.op == Op::Const || (column && value.operand_count == 0);
  }

  void value(ValueId v, uint32_t function) {
    const Value& value_here = p_.value(v);
    for (uint32_t k = 0; k < value_here.operand_count; ++k) use(p_.operand(value_here, k), function);
    table(value_here);
    if (value_here.op != Op::PerLane && value_here.op != Op::Loop) return;
    const kernel::Region& region = p_.regions[value_here.imm];
    for (const ValueId inner : region.body) value(inner, function);
    for (const ValueId yield : region.yields) use(yield, function);
  }

  void use(ValueId v, uint32_t function) {
    const Value& value = p_.value(v);
    if (value.region.index() != 0 || made_in_[v.index()] == function) return;
    CodePlan::Function& user = plan_.functions[function];
    auto& list = is_cheap(value) ? user.again : user.imports;
    if (std::find(list.begin(), list.end(), v) != list.end()) return;
    list.push_back(v);
    if (is_cheap(value) || plan_.spill_offsets[v.index()] != kNoSpill) return;
    plan_.spill_offsets[v.index()] = plan_.spill_bytes;
    plan_.spill_bytes += size_in_memory(value.kind) * static_cast<uint32_t>(kBatchRows);
    plan_.spill_bytes = (plan_.spill_bytes + 63U) & ~63U;
    plan_.functions[made_in_[v.index()]].exports.push_back(v);
  }

  void table(const Value& value) {
    if (value.op == Op::Lookup) add_table({false, value.imm, value.kind});
    if (value.op == Op::Search) add_table({false, value.imm, Kind::I64});
    if (value.op == Op::Match) add_table({true, value.imm, Kind::I64});
  }

  void add_table(const TableSlot& slot) {
    auto& tables = plan_.tables;
    if (std::find(tables.begin(), tables.end(), slot) == tables.end()) tables.push_back(slot);
  }

  void buffers() {
    for (const kernel::Buffer& buffer : p_.buffers) {
      plan_.buffer_offsets.push_back(plan_.scratch_bytes);
      const Kind kind = buffer.kind == Kind::Int ? Kind::I64 : buffer.kind;
      plan_.scratch_bytes += buffer.items * size_in_memory(kind) * static_cast<uint32_t>(kLanes);
      plan_.scratch_bytes = (plan_.scratch_bytes + 63U) & ~63U;
    }
  }

  const Program& p_;
  std::vector<uint32_t> made_in_;
  CodePlan plan_;
};

}  // namespace

CodePlan plan_code(const Program& program, unsigned lanes) { return Planner(program, lanes).run(); }

}  // namespace tarifa::codegen
