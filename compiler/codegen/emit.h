// One function of a program as LLVM IR (internal to the translation units that know LLVM). Values of the top are
// vectors of kLanes lanes (of scalar programs scalars), values of regions scalars. No branch outside scalar code;
// nothing traps; no fast-math flag.
#pragma once

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include <functional>
#include <map>

#include "compiler/codegen/machine_code.h"

namespace tarifa::codegen {

// Fields of KernelArgs, in order.
enum Argument : unsigned { kInputs, kLastRows, kOutputs, kPunt, kSpill, kScratch, kTables, kGroups };

class Emitter {
 public:
  Emitter(const kernel::Program& program, const CodePlan& plan, Fault fault, llvm::Module& module)
      : p_(program), plan_(plan), fault_(fault), module_(module), context_(module.getContext()), b_(context_) {}

  void function(size_t index);

 private:
  using Value = kernel::Value;
  using ValueId = kernel::ValueId;
  using Kind = kernel::Kind;

  // emit_function.cpp: functions, regions
  void group(const CodePlan::Function& function);
  void value(ValueId id);
  llvm::Value* operation(ValueId id, const Value& value);
  void per_lane(ValueId id, const Value& value);
  void only_lane(ValueId id, const Value& value);
  void loop(ValueId id, const Value& value);
  void region(const kernel::Region& region);
  std::vector<ValueId> taken_from_outside(const kernel::Region& region);
  void punt_where(llvm::Value* condition);
  void store_punt();
  void output(const Value& value);
  // What KernelArgs holds, read once at the entry of the function.
  llvm::Value* argument(unsigned field, llvm::Type* type);
  llvm::Value* pointer_of(unsigned field, uint64_t index);
  llvm::Value* last_row_of(uint64_t index);
  llvm::Value* spill_pointer(ValueId id);

  // emit_numbers.cpp: integers, comparisons, errors
  llvm::Value* arithmetic(const Value& value);
  llvm::Value* add_or_sub(const Value& value, llvm::Value* a, llvm::Value* b);
  llvm::Value* product(const Value& value, llvm::Value* a, llvm::Value* b);
  llvm::Value* negated(const Value& value, llvm::Value* a);
  llvm::Value* absolute(const Value& value, llvm::Value* a);
  llvm::Value* extreme(const Value& value, llvm::Value* a, llvm::Value* b);
  llvm::Value* quotient(const Value& value);
  llvm::Value* quotient_f64(const Value& value, ir::RoundMode mode, llvm::Value* n, llvm::Value* d);
  llvm::Value* quotient_i64(ir::RoundMode mode, llvm::Value* n, llvm::Value* d);
  llvm::Value* quotient_i128(ir::RoundMode mode, llvm::Value* n, llvm::Value* d);
  llvm::Value* converted(const Value& value);
  llvm::Value* to_f64(llvm::Value* i64, const numeric::Interval& range, bool guarded);
  llvm::Value* to_i64(llvm::Value* f64, const numeric::Interval& range);
  llvm::Value* narrow_i128(llvm::Value* wide, bool guarded);
  llvm::Value* compared(const Value& value);
  llvm::Value* chosen(const Value& value);
  llvm::Value* raised(const Value& value);
  llvm::Value* constant(const Value& value);
  void guard_f64(const Value& value, llvm::Value* result);
  llvm::Value* each_lane(llvm::Type* element, const std::function<llvm::Value*(unsigned lane)>& make);
  llvm::Value* lane(llvm::Value* v, unsigned k);
  llvm::FunctionCallee runtime(const char* name, llvm::Type* result, std::vector<llvm::Type*> arguments);

  // emit_memory.cpp: columns, arrays, buffers
  llvm::Value* column(const Value& value);
  llvm::Value* column_of_row(const Value& value, const kernel::Input& input);
  llvm::Value* column_at(const Value& value, const kernel::Input& input);
  llvm::Value* in_kind(const Value& value, kernel::Physical physical, llvm::Value* raw);
  llvm::Value* valid(const Value& value);
  llvm::Value* list_bound(const Value& value);
  llvm::Value* derived(const Value& value);
  llvm::Value* lookup(const Value& value);
  llvm::Value* search(const Value& value);
  llvm::Value* match(const Value& value);
  llvm::Value* buffer_load(const Value& value);
  void buffer_store(const Value& value);
  void buffer_sort(const Value& value);
  llvm::Value* buffer_pointer(uint32_t buffer, llvm::Value* index);
  llvm::Value* load_elements(llvm::Type* element, llvm::Value* base, llvm::Value* index);
  llvm::Value* clamped(llvm::Value* index, llvm::Value* last);
  llvm::Value* row_pointer(uint32_t slot, llvm::Type* element);
  llvm::Type* memory_type(Kind kind);

  // types
  [[nodiscard]] bool scalar() const { return lane_ != nullptr; }  // of one lane; the top too where groups have one row
  llvm::Type* element_type(Kind kind);
  llvm::Type* type(Kind kind) { return widened(element_type(kind)); }
  llvm::Type* widened(llvm::Type* element);
  llvm::Value* all(llvm::Constant* element);
  llvm::Value* integer(int64_t value) { return all(llvm::ConstantInt::getSigned(b_.getInt64Ty(), value)); }
  llvm::Value* real(double value) { return all(llvm::ConstantFP::get(b_.getDoubleTy(), value)); }
  llvm::Value* get(ValueId id);
  llvm::Value* operand(const Value& value, uint32_t k) { return get(p_.operand(value, k)); }
  // A slot of the stack, made once at the entry.
  llvm::Value* stack(llvm::Type* type);
  llvm::Value* vector_to_memory(llvm::Value* v);
  llvm::Value* storable(llvm::Value* v);
  llvm::Value* from_storable(llvm::Value* v, Kind kind);

  const kernel::Program& p_;
  const CodePlan& plan_;
  const Fault fault_;
  llvm::Module& module_;
  llvm::LLVMContext& context_;
  llvm::IRBuilder<> b_;
  llvm::Function* function_ = nullptr;
  std::map<std::pair<unsigned, uint64_t>, llvm::Value*> at_entry_;
  llvm::Value* row_ = nullptr;   // first row of the group, from the start of the call
  llvm::Value* lane_ = nullptr;  // in scalar code: its lane
  llvm::Value* punt_ = nullptr;  // of what is emitted now; null: nothing punted yet
  std::vector<llvm::Value*> values_;
};

}  // namespace tarifa::codegen
