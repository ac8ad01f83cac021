// Functions, scalar code of lanes, loops.
#include <set>

#include "compiler/codegen/emit.h"
#include "compiler/support/check.h"

namespace tarifa::codegen {

using kernel::Op;
using kernel::Region;

llvm::Type* Emitter::element_type(Kind kind) {
  switch (kind) {
    case Kind::Bool: return b_.getInt1Ty();
    case Kind::Site: return b_.getInt32Ty();
    case Kind::F64: return b_.getDoubleTy();
    case Kind::I64: return b_.getInt64Ty();
    case Kind::I128: return b_.getInt128Ty();
    case Kind::None:
    case Kind::Int: break;
  }
  TARIFA_UNREACHABLE();
}

llvm::Type* Emitter::widened(llvm::Type* element) {
  return scalar() ? element : llvm::FixedVectorType::get(element, kLanes);
}

llvm::Value* Emitter::all(llvm::Constant* element) {
  if (scalar()) return element;
  return llvm::ConstantVector::getSplat(llvm::ElementCount::getFixed(kLanes), element);
}

llvm::Value* Emitter::get(ValueId id) {
  llvm::Value* v = values_[id.index()];
  TARIFA_CHECK(v != nullptr);
  return v;
}

llvm::Value* Emitter::stack(llvm::Type* type) {
  llvm::BasicBlock& entry = function_->getEntryBlock();
  llvm::IRBuilder<> at_entry(&entry, entry.begin());
  llvm::AllocaInst* slot = at_entry.CreateAlloca(type);
  slot->setAlignment(llvm::Align(64));
  return slot;
}

// Bits are kept as bytes in memory.
llvm::Value* Emitter::storable(llvm::Value* v) {
  if (!v->getType()->getScalarType()->isIntegerTy(1)) return v;
  llvm::Type* byte = b_.getInt8Ty();
  if (v->getType()->isVectorTy()) byte = llvm::FixedVectorType::get(byte, kLanes);
  return b_.CreateZExt(v, byte);
}

llvm::Value* Emitter::from_storable(llvm::Value* v, Kind kind) {
  if (kind != Kind::Bool) return v;
  return b_.CreateICmpNE(v, llvm::Constant::getNullValue(v->getType()));
}

llvm::Value* Emitter::vector_to_memory(llvm::Value* v) {
  llvm::Value* bytes = storable(v);
  llvm::Value* slot = stack(bytes->getType());
  b_.CreateAlignedStore(bytes, slot, llvm::Align(64));
  return slot;
}

llvm::Value* Emitter::argument(unsigned field, llvm::Type* type) {
  llvm::Value*& known = at_entry_[{field, ~uint64_t{0}}];
  if (known != nullptr) return known;
  llvm::IRBuilder<> entry(function_->getEntryBlock().getTerminator());
  known = entry.CreateLoad(type, entry.CreateConstInBoundsGEP1_64(entry.getInt64Ty(), function_->getArg(0), field));
  return known;
}

llvm::Value* Emitter::pointer_of(unsigned field, uint64_t index) {
  llvm::Value* table = argument(field, b_.getPtrTy());
  llvm::Value*& known = at_entry_[{field, index}];
  if (known != nullptr) return known;
  llvm::IRBuilder<> entry(function_->getEntryBlock().getTerminator());
  known = entry.CreateLoad(entry.getPtrTy(), entry.CreateConstInBoundsGEP1_64(entry.getPtrTy(), table, index));
  return known;
}

// The last row an input's source has, in each lane.
llvm::Value* Emitter::last_row_of(uint64_t index) {
  llvm::Value* table = argument(kLastRows, b_.getPtrTy());
  llvm::Value* last = b_.CreateLoad(b_.getInt64Ty(), b_.CreateConstInBoundsGEP1_64(b_.getInt64Ty(), table, index));
  return scalar() ? last : b_.CreateVectorSplat(kLanes, last);
}

llvm::Value* Emitter::spill_pointer(ValueId id) {
  const uint32_t size = size_in_memory(p_.value(id).kind);
  llvm::Value* base = argument(kSpill, b_.getPtrTy());
  llvm::Value* offset =
      b_.CreateAdd(b_.CreateMul(row_, b_.getInt64(size)), b_.getInt64(plan_.spill_offsets[id.index()]));
  return b_.CreateInBoundsGEP(b_.getInt8Ty(), base, offset);
}

void Emitter::function(size_t index) {
  auto* signature = llvm::FunctionType::get(b_.getVoidTy(), {b_.getPtrTy()}, false);
  function_ =
      llvm::Function::Create(signature, llvm::Function::ExternalLinkage, "tarifa_f" + std::to_string(index), module_);
  function_->addFnAttr("prefer-vector-width", "512");
  function_->addFnAttr("min-legal-vector-width", "512");
  function_->addFnAttr(llvm::Attribute::NoUnwind);
  values_.assign(p_.values.size(), nullptr);
  auto* entry = llvm::BasicBlock::Create(context_, "entry", function_);
  auto* body = llvm::BasicBlock::Create(context_, "group", function_);
  auto* done = llvm::BasicBlock::Create(context_, "done", function_);
  at_entry_.clear();
  b_.SetInsertPoint(entry);
  llvm::Value* groups =
      b_.CreateLoad(b_.getInt64Ty(), b_.CreateConstInBoundsGEP1_64(b_.getInt64Ty(), function_->getArg(0), kGroups));
  b_.CreateCondBr(b_.CreateICmpEQ(groups, b_.getInt64(0)), done, body);
  b_.SetInsertPoint(body);
  auto* at = b_.CreatePHI(b_.getInt64Ty(), 2);
  at->addIncoming(b_.getInt64(0), entry);
  row_ = b_.CreateMul(at, b_.getInt64(plan_.lanes));
  lane_ = plan_.lanes == 1 ? b_.getInt64(0) : nullptr;
  group(plan_.functions[index]);
  llvm::Value* next = b_.CreateAdd(at, b_.getInt64(1));
  at->addIncoming(next, b_.GetInsertBlock());
  b_.CreateCondBr(b_.CreateICmpULT(next, groups), body, done);
  b_.SetInsertPoint(done);
  b_.CreateRetVoid();
}

void Emitter::group(const CodePlan::Function& function) {
  punt_ = nullptr;
  for (const ValueId id : function.again) value(id);
  for (const ValueId id : function.imports) {
    const Kind kind = p_.value(id).kind;
    llvm::Type* memory = widened(memory_type(kind));
    values_[id.index()] = from_storable(b_.CreateAlignedLoad(memory, spill_pointer(id), llvm::Align(1)), kind);
  }
  for (uint32_t k = function.first; k < function.end; ++k) value(p_.top().body[k]);
  for (const ValueId id : function.exports) {
    b_.CreateAlignedStore(storable(get(id)), spill_pointer(id), llvm::Align(1));
  }
  store_punt();
}

void Emitter::punt_where(llvm::Value* condition) {
  punt_ = punt_ == nullptr ? condition : b_.CreateOr(punt_, condition);
}

void Emitter::store_punt() {
  if (punt_ == nullptr) return;
  llvm::Value* at = b_.CreateInBoundsGEP(b_.getInt8Ty(), argument(kPunt, b_.getPtrTy()), row_);
  llvm::Value* bytes = storable(punt_);
  llvm::Value* before = b_.CreateAlignedLoad(bytes->getType(), at, llvm::Align(1));
  b_.CreateAlignedStore(b_.CreateOr(before, bytes), at, llvm::Align(1));
}

void Emitter::value(ValueId id) {
  const Value& v = p_.value(id);
  llvm::Value* made = operation(id, v);
  if (made != nullptr) values_[id.index()] = made;
}

llvm::Value* Emitter::operation(ValueId id, const Value& v) {
  switch (v.op) {
    case Op::Const: return constant(v);
    case Op::ColumnData: return column(v);
    case Op::ColumnValid: return valid(v);
    case Op::ListFirst:
    case Op::ListEnd: return list_bound(v);
    case Op::Derived: return derived(v);
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::Neg:
    case Op::Abs:
    case Op::Min:
    case Op::Max: return arithmetic(v);
    case Op::DivRound: return quotient(v);
    case Op::Convert: return converted(v);
    case Op::Eq:
    case Op::Lt:
    case Op::Le: return compared(v);
    case Op::And: return b_.CreateAnd(operand(v, 0), operand(v, 1));
    case Op::Or:
      if (fault_ == Fault::or_is_exclusive) return b_.CreateXor(operand(v, 0), operand(v, 1));
      return b_.CreateOr(operand(v, 0), operand(v, 1));
    case Op::Not: return b_.CreateNot(operand(v, 0));
    case Op::Select: return chosen(v);
    case Op::Lookup: return lookup(v);
    case Op::Search: return search(v);
    case Op::Match: return match(v);
    case Op::Raise:
    case Op::Merge: return raised(v);
    case Op::PerLane: per_lane(id, v); return nullptr;
    case Op::Loop: loop(id, v); return nullptr;
    case Op::Result:  // set by its PerLane or Loop
    case Op::Param: return nullptr;
    case Op::BufferStore: buffer_store(v); return nullptr;
    case Op::BufferLoad: return buffer_load(v);
    case Op::BufferSort: buffer_sort(v); return nullptr;
    case Op::Punt: punt_where(operand(v, 0)); return nullptr;
    case Op::Output: output(v); return nullptr;
  }
  TARIFA_UNREACHABLE();
}

void Emitter::output(const Value& v) {
  const kernel::OutputSlot& slot = p_.outputs[v.imm];
  llvm::Value* result = operand(v, 0);
  if (slot.slot == kernel::Slot::Present && fault_ == Fault::line_always_present) {
    result = llvm::ConstantInt::getTrue(result->getType());
  }
  if (slot.slot == kernel::Slot::Due) result = b_.CreateTrunc(result, widened(b_.getInt32Ty()));
  result = storable(result);
  llvm::Value* base = pointer_of(kOutputs, v.imm);
  llvm::Value* at = b_.CreateInBoundsGEP(result->getType()->getScalarType(), base, row_);
  b_.CreateAlignedStore(result, at, llvm::Align(1));
}

// ---- scalar code

std::vector<kernel::ValueId> Emitter::taken_from_outside(const Region& region) {
  std::set<ValueId> taken;
  const auto use = [&](ValueId v) {
    if (p_.value(v).region.index() == 0) taken.insert(v);
  };
  for (const ValueId v : region.body) {
    const Value& inner = p_.value(v);
    for (uint32_t k = 0; k < inner.operand_count; ++k) use(p_.operand(inner, k));
    if (inner.op != Op::Loop) continue;
    for (const ValueId deeper : taken_from_outside(p_.regions[inner.imm])) taken.insert(deeper);
  }
  for (const ValueId v : region.yields) use(v);
  return {taken.begin(), taken.end()};
}

// A program of scalar code: a branch.
void Emitter::only_lane(ValueId id, const Value& v) {
  const Region& inner = p_.regions[v.imm];
  llvm::Value* punt_before = punt_;
  llvm::BasicBlock* before = b_.GetInsertBlock();
  auto* work = llvm::BasicBlock::Create(context_, "work", function_);
  auto* after = llvm::BasicBlock::Create(context_, "after", function_);
  b_.CreateCondBr(operand(v, 0), work, after);
  b_.SetInsertPoint(work);
  punt_ = b_.getFalse();
  region(inner);
  llvm::Value* punted = punt_;
  llvm::BasicBlock* end = b_.GetInsertBlock();
  b_.CreateBr(after);
  b_.SetInsertPoint(after);
  const auto meet = [&](llvm::Value* made) {
    auto* phi = b_.CreatePHI(made->getType(), 2);
    phi->addIncoming(llvm::Constant::getNullValue(made->getType()), before);
    phi->addIncoming(made, end);
    return phi;
  };
  std::vector<llvm::Value*> results;
  for (const ValueId yield : inner.yields) results.push_back(meet(get(yield)));
  llvm::Value* punt = meet(punted);
  punt_ = punt_before;
  punt_where(punt);
  for (const ValueId r : p_.top().body) {
    const Value& result = p_.value(r);
    if (result.op == Op::Result && p_.operand(result, 0) == id) values_[r.index()] = results[result.imm];
  }
}

void Emitter::per_lane(ValueId id, const Value& v) {
  if (plan_.lanes == 1) return only_lane(id, v);
  const Region& inner = p_.regions[v.imm];
  const std::vector<ValueId> outside = taken_from_outside(inner);
  std::vector<llvm::Value*> vectors;
  std::vector<llvm::Value*> slots;
  for (const ValueId taken : outside) {
    vectors.push_back(get(taken));
    auto* known = llvm::dyn_cast<llvm::Constant>(vectors.back());
    const bool is_splat = known != nullptr && known->getSplatValue() != nullptr;
    slots.push_back(is_splat ? nullptr : vector_to_memory(vectors.back()));
  }
  llvm::Value* mask = vector_to_memory(operand(v, 0));
  std::vector<llvm::Value*> results;
  for (const ValueId yield : inner.yields) {
    results.push_back(vector_to_memory(llvm::Constant::getNullValue(type(p_.value(yield).kind))));
  }
  llvm::Value* punted = vector_to_memory(llvm::Constant::getNullValue(type(Kind::Bool)));
  llvm::Value* punt_before = punt_;

  llvm::BasicBlock* before = b_.GetInsertBlock();
  auto* test = llvm::BasicBlock::Create(context_, "lane", function_);
  auto* work = llvm::BasicBlock::Create(context_, "work", function_);
  auto* next = llvm::BasicBlock::Create(context_, "next", function_);
  auto* after = llvm::BasicBlock::Create(context_, "after", function_);
  b_.CreateBr(test);
  b_.SetInsertPoint(test);
  auto* lane = b_.CreatePHI(b_.getInt64Ty(), 2);
  lane->addIncoming(b_.getInt64(0), before);
  const auto element = [&](llvm::Value* slot, llvm::Type* memory, llvm::Value* at) {
    return b_.CreateInBoundsGEP(memory, slot, at);
  };
  llvm::Value* active = b_.CreateLoad(b_.getInt8Ty(), element(mask, b_.getInt8Ty(), lane));
  b_.CreateCondBr(b_.CreateICmpNE(active, b_.getInt8(0)), work, next);

  b_.SetInsertPoint(work);
  lane_ = lane;
  punt_ = nullptr;
  llvm::Value* read = lane;
  if (fault_ == Fault::wrong_lane)
    read = b_.CreateAnd(b_.CreateAdd(lane, b_.getInt64(kLanes - 1)), b_.getInt64(kLanes - 1));
  for (size_t k = 0; k < outside.size(); ++k) {
    const Kind kind = p_.value(outside[k]).kind;
    llvm::Type* memory = memory_type(kind);
    if (slots[k] == nullptr) {
      values_[outside[k].index()] = llvm::cast<llvm::Constant>(vectors[k])->getSplatValue();
      continue;
    }
    values_[outside[k].index()] = from_storable(b_.CreateLoad(memory, element(slots[k], memory, read)), kind);
  }
  region(inner);
  for (size_t k = 0; k < inner.yields.size(); ++k) {
    llvm::Value* yield = storable(get(inner.yields[k]));
    b_.CreateStore(yield, element(results[k], yield->getType(), lane));
  }
  if (punt_ != nullptr) b_.CreateStore(storable(punt_), element(punted, b_.getInt8Ty(), lane));
  const bool punts = punt_ != nullptr;
  b_.CreateBr(next);

  b_.SetInsertPoint(next);
  lane_ = nullptr;
  llvm::Value* following = b_.CreateAdd(lane, b_.getInt64(1));
  lane->addIncoming(following, next);
  const uint64_t lanes = fault_ == Fault::lane_skipped ? kLanes - 1 : kLanes;
  b_.CreateCondBr(b_.CreateICmpULT(following, b_.getInt64(lanes)), test, after);

  b_.SetInsertPoint(after);
  for (size_t k = 0; k < outside.size(); ++k) values_[outside[k].index()] = vectors[k];
  punt_ = punt_before;
  const auto reload = [&](llvm::Value* slot, Kind kind) {
    llvm::Type* memory = llvm::FixedVectorType::get(memory_type(kind), kLanes);
    return from_storable(b_.CreateAlignedLoad(memory, slot, llvm::Align(64)), kind);
  };
  if (punts) punt_where(reload(punted, Kind::Bool));
  for (const ValueId r : p_.top().body) {
    const Value& result = p_.value(r);
    if (result.op != Op::Result || p_.operand(result, 0) != id) continue;
    values_[r.index()] = reload(results[result.imm], result.kind);
  }
}

void Emitter::region(const Region& region) {
  for (const ValueId v : region.body) value(v);
}

void Emitter::loop(ValueId id, const Value& v) {
  const Region& inner = p_.regions[v.imm];
  llvm::Value* first = operand(v, 0);
  llvm::Value* end = operand(v, 1);
  if (fault_ == Fault::loop_skips_first) first = b_.CreateAdd(first, b_.getInt64(1));
  if (fault_ == Fault::loop_skips_last) end = b_.CreateSub(end, b_.getInt64(1));
  llvm::Value* punt_before = punt_;
  llvm::BasicBlock* before = b_.GetInsertBlock();
  auto* test = llvm::BasicBlock::Create(context_, "loop", function_);
  auto* work = llvm::BasicBlock::Create(context_, "item", function_);
  auto* after = llvm::BasicBlock::Create(context_, "end", function_);
  b_.CreateBr(test);
  b_.SetInsertPoint(test);
  auto* index = b_.CreatePHI(b_.getInt64Ty(), 2);
  index->addIncoming(first, before);
  auto* punted = b_.CreatePHI(b_.getInt1Ty(), 2);
  punted->addIncoming(b_.getFalse(), before);
  std::vector<llvm::PHINode*> carried;
  for (uint32_t k = 0; k < inner.yields.size(); ++k) {
    auto* phi = b_.CreatePHI(type(p_.value(inner.params[k + 1]).kind), 2);
    phi->addIncoming(operand(v, k + 2), before);
    carried.push_back(phi);
    values_[inner.params[k + 1].index()] = phi;
  }
  values_[inner.params[0].index()] = index;
  b_.CreateCondBr(b_.CreateICmpSLT(index, end), work, after);

  b_.SetInsertPoint(work);
  punt_ = punted;
  region(inner);
  for (size_t k = 0; k < carried.size(); ++k) carried[k]->addIncoming(get(inner.yields[k]), b_.GetInsertBlock());
  punted->addIncoming(punt_, b_.GetInsertBlock());
  index->addIncoming(b_.CreateAdd(index, b_.getInt64(1)), b_.GetInsertBlock());
  b_.CreateBr(test);

  b_.SetInsertPoint(after);
  punt_ = punt_before;
  punt_where(punted);
  for (const ValueId r : p_.regions[v.region.index()].body) {
    const Value& result = p_.value(r);
    if (result.op == Op::Result && p_.operand(result, 0) == id) values_[r.index()] = carried[result.imm];
  }
}

}  // namespace tarifa::codegen
