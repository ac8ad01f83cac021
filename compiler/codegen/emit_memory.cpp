// Columns, arrays, decision tables, buffers.
#include "compiler/codegen/emit.h"
#include "compiler/support/check.h"

namespace tarifa::codegen {

using kernel::Op;
using kernel::Part;
using kernel::Physical;

llvm::Type* Emitter::memory_type(Kind kind) { return kind == Kind::Bool ? b_.getInt8Ty() : element_type(kind); }

// The rows of this group in a column; slot: of KernelArgs::inputs.
llvm::Value* Emitter::row_pointer(uint32_t slot, llvm::Type* element) {
  llvm::Value* base = pointer_of(kInputs, slot);
  return b_.CreateInBoundsGEP(element, base, row_);
}

llvm::Value* Emitter::clamped(llvm::Value* index, llvm::Value* last) {
  return b_.CreateSelect(b_.CreateICmpULT(index, last), index, last);
}

// base[index], of each lane.
llvm::Value* Emitter::load_elements(llvm::Type* element, llvm::Value* base, llvm::Value* index) {
  if (scalar()) return b_.CreateLoad(element, b_.CreateInBoundsGEP(element, base, index));
  return each_lane(element, [&](unsigned k) -> llvm::Value* {
    return b_.CreateLoad(element, b_.CreateInBoundsGEP(element, base, lane(index, k)));
  });
}

llvm::Value* Emitter::column(const Value& v) {
  const kernel::Input& input = p_.inputs[v.imm];
  return v.operand_count == 0 ? column_of_row(v, input) : column_at(v, input);
}

// A raw column in the kind of the value. Of a Period `raw` holds both dates.
llvm::Value* Emitter::in_kind(const Value& v, Physical physical, llvm::Value* raw) {
  llvm::Type* i64 = widened(b_.getInt64Ty());
  switch (physical) {
    case Physical::U8: return b_.CreateICmpNE(raw, llvm::Constant::getNullValue(raw->getType()));
    case Physical::U32:
    case Physical::I32:
      if (v.kind == Kind::F64) return b_.CreateSIToFP(raw, widened(b_.getDoubleTy()));
      raw = physical == Physical::U32 ? b_.CreateZExt(raw, i64) : b_.CreateSExt(raw, i64);
      break;
    case Physical::Period:
      if (p_.inputs[v.imm].part == Part::Data) raw = b_.CreateShl(raw, integer(32));
      raw = b_.CreateAShr(raw, integer(32));
      break;
    case Physical::I64: break;
    case Physical::I128:
      if (v.kind == Kind::I128) return raw;
      raw = narrow_i128(raw, v.guarded);
      break;
    case Physical::Text:
    case Physical::Record: TARIFA_UNREACHABLE();
  }
  if (v.kind == Kind::F64) return to_f64(raw, v.range, v.guarded);
  return v.kind == Kind::I128 ? b_.CreateSExt(raw, widened(b_.getInt128Ty())) : raw;
}

namespace {

unsigned bits_of(Physical physical) {
  switch (physical) {
    case Physical::U8: return 8;
    case Physical::U32:
    case Physical::I32: return 32;
    case Physical::I64:
    case Physical::Period: return 64;
    case Physical::I128: return 128;
    case Physical::Text:
    case Physical::Record: break;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace

llvm::Value* Emitter::column_of_row(const Value& v, const kernel::Input& input) {
  llvm::Type* element = b_.getIntNTy(bits_of(input.physical));
  llvm::Value* at = row_pointer(v.imm * 2, element);
  return in_kind(v, input.physical, b_.CreateAlignedLoad(widened(element), at, llvm::Align(1)));
}

llvm::Value* Emitter::column_at(const Value& v, const kernel::Input& input) {
  const uint32_t slot = v.imm * 2 + 1;
  llvm::Type* element = b_.getIntNTy(bits_of(input.physical));
  llvm::Value* base = pointer_of(kInputs, slot);
  llvm::Value* last = last_row_of(v.imm);
  return in_kind(v, input.physical, load_elements(element, base, clamped(operand(v, 0), last)));
}

llvm::Value* Emitter::valid(const Value& v) {
  if (fault_ == Fault::absent_is_zero) return all(b_.getTrue());
  llvm::Type* byte = b_.getInt8Ty();
  llvm::Value* raw = nullptr;
  if (v.operand_count == 0) {
    raw = b_.CreateAlignedLoad(widened(byte), row_pointer(v.imm * 2, byte), llvm::Align(1));
  } else {
    llvm::Value* base = pointer_of(kInputs, v.imm * 2 + 1);
    llvm::Value* last = last_row_of(v.imm);
    raw = load_elements(byte, base, clamped(operand(v, 0), last));
  }
  return b_.CreateICmpNE(raw, llvm::Constant::getNullValue(raw->getType()));
}

llvm::Value* Emitter::list_bound(const Value& v) {
  llvm::Type* element = b_.getInt32Ty();
  const uint64_t more = v.op == Op::ListEnd ? 1 : 0;
  llvm::Value* raw = nullptr;
  if (v.operand_count == 0) {
    llvm::Value* at = b_.CreateConstInBoundsGEP1_64(element, row_pointer(v.imm * 2, element), more);
    raw = b_.CreateAlignedLoad(widened(element), at, llvm::Align(1));
  } else {
    llvm::Value* base = pointer_of(kInputs, v.imm * 2 + 1);
    llvm::Value* last = last_row_of(v.imm);
    llvm::Value* index = clamped(operand(v, 0), last);
    raw = load_elements(element, base, b_.CreateAdd(index, integer(static_cast<int64_t>(more))));
  }
  return b_.CreateZExt(raw, widened(b_.getInt64Ty()));
}

llvm::Value* Emitter::derived(const Value& v) {
  const auto slot = static_cast<uint32_t>(p_.inputs.size()) + v.imm;
  llvm::Type* element = b_.getInt32Ty();
  llvm::Value* raw = nullptr;
  if (v.operand_count == 0) {
    raw = b_.CreateAlignedLoad(widened(element), row_pointer(slot * 2, element), llvm::Align(1));
  } else {
    llvm::Value* base = pointer_of(kInputs, slot * 2 + 1);
    llvm::Value* last = last_row_of(slot);
    raw = load_elements(element, base, clamped(operand(v, 0), last));
  }
  if (v.kind == Kind::F64) return b_.CreateSIToFP(raw, widened(b_.getDoubleTy()));
  return b_.CreateSExt(raw, type(v.kind));
}

llvm::Value* Emitter::lookup(const Value& v) {
  const auto size = static_cast<int64_t>(p_.arrays[v.imm].items.size());
  llvm::Value* base = pointer_of(kTables, plan_.table_of({false, v.imm, v.kind}));
  llvm::Value* index = operand(v, 0);
  if (fault_ == Fault::lookup_shifted) index = b_.CreateAdd(index, integer(1));
  index = clamped(index, integer(size - 1));
  llvm::Type* element = element_type(v.kind);
  if (scalar() || v.kind == Kind::I128) return load_elements(element, base, index);
  llvm::Value* pointers = b_.CreateInBoundsGEP(element, base, index);
  llvm::Value* every = llvm::ConstantInt::getTrue(type(Kind::Bool));
  return b_.CreateMaskedGather(type(v.kind), pointers, llvm::Align(8), every);
}

llvm::Value* Emitter::search(const Value& v) {
  const auto size = static_cast<int64_t>(p_.arrays[v.imm].items.size());
  llvm::Type* i64 = b_.getInt64Ty();
  llvm::Value* base = pointer_of(kTables, plan_.table_of({false, v.imm, Kind::I64}));
  llvm::Value* x = operand(v, 0);
  if (fault_ == Fault::search_excludes_bound) x = b_.CreateSub(x, integer(1));
  const auto callee = runtime("tarifa_rt_search", i64, {b_.getPtrTy(), i64, i64});
  return each_lane(i64, [&](unsigned k) -> llvm::Value* {
    return b_.CreateCall(callee, {base, b_.getInt64(static_cast<uint64_t>(size)), lane(x, k)});
  });
}

llvm::Value* Emitter::match(const Value& v) {
  llvm::Type* i64 = b_.getInt64Ty();
  llvm::Type* wide = b_.getInt128Ty();
  llvm::Value* base = pointer_of(kTables, plan_.table_of({true, v.imm, Kind::I64}));
  const uint32_t keys = v.operand_count - 1;
  llvm::Value* memory = stack(llvm::ArrayType::get(wide, keys));
  const auto callee = runtime("tarifa_rt_match", i64, {b_.getPtrTy(), i64, b_.getPtrTy()});
  return each_lane(i64, [&](unsigned k) -> llvm::Value* {
    for (uint32_t key = 0; key < keys; ++key) {
      b_.CreateStore(lane(operand(v, key + 1), k), b_.CreateConstInBoundsGEP1_64(wide, memory, key));
    }
    return b_.CreateCall(callee, {base, lane(operand(v, 0), k), memory});
  });
}

// ---- buffers, in scalar code

llvm::Value* Emitter::buffer_pointer(uint32_t buffer, llvm::Value* index) {
  const kernel::Buffer& b = p_.buffers[buffer];
  llvm::Type* element = memory_type(b.kind);
  const uint64_t lane_bytes = uint64_t{b.items} * size_in_memory(b.kind);
  llvm::Value* offset =
      b_.CreateAdd(b_.CreateMul(lane_, b_.getInt64(lane_bytes)), b_.getInt64(plan_.buffer_offsets[buffer]));
  llvm::Value* base = b_.CreateInBoundsGEP(b_.getInt8Ty(), argument(kScratch, b_.getPtrTy()), offset);
  return b_.CreateInBoundsGEP(element, base, clamped(index, b_.getInt64(b.items - 1)));
}

llvm::Value* Emitter::buffer_load(const Value& v) {
  const Kind kind = p_.buffers[v.imm].kind;
  return from_storable(b_.CreateLoad(memory_type(kind), buffer_pointer(v.imm, operand(v, 0))), kind);
}

void Emitter::buffer_store(const Value& v) {
  b_.CreateStore(storable(operand(v, 1)), buffer_pointer(v.imm, operand(v, 0)));
}

void Emitter::buffer_sort(const Value& v) {
  const kernel::Sort& sort = p_.sorts[v.imm];
  const kernel::Buffer& keys = p_.buffers[sort.key];
  const char* name = keys.kind == Kind::F64   ? "tarifa_rt_sort_f64"
                     : keys.kind == Kind::I64 ? "tarifa_rt_sort_i64"
                                              : "tarifa_rt_sort_i128";
  const auto callee = runtime(name, b_.getVoidTy(), {b_.getPtrTy(), b_.getPtrTy(), b_.getInt64Ty()});
  llvm::Value* zero = b_.getInt64(0);
  llvm::Value* count = clamped(operand(v, 0), b_.getInt64(keys.items));
  b_.CreateCall(callee, {buffer_pointer(sort.key, zero), buffer_pointer(sort.order, zero), count});
}

}  // namespace tarifa::codegen
