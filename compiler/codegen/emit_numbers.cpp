// Integers in their three widths, comparisons, choices, errors. Guards OR into the punt of the row.
#include <bit>

#include "compiler/codegen/emit.h"
#include "compiler/kernel/widths.h"
#include "compiler/support/check.h"

namespace tarifa::codegen {

using ir::RoundMode;
using kernel::Op;

namespace {

constexpr double kMagic = 6755399441055744.0;  // 1.5 * 2^52: adding it leaves an integer in the low bits
constexpr double kDoubleBound = 9007199254740992.0;
constexpr double kNumeratorBound = 4503599627370496.0;
constexpr double kProductBound = 4611686018427387904.0;  // 2^62: below it a product surely fits 64 bits

}  // namespace

llvm::FunctionCallee Emitter::runtime(const char* name, llvm::Type* result, std::vector<llvm::Type*> arguments) {
  return module_.getOrInsertFunction(name, llvm::FunctionType::get(result, arguments, false));
}

llvm::Value* Emitter::lane(llvm::Value* v, unsigned k) {
  return v->getType()->isVectorTy() ? b_.CreateExtractElement(v, uint64_t{k}) : v;
}

llvm::Value* Emitter::each_lane(llvm::Type* element, const std::function<llvm::Value*(unsigned)>& make) {
  if (scalar()) return make(0);
  llvm::Value* out = llvm::PoisonValue::get(llvm::FixedVectorType::get(element, kLanes));
  for (unsigned k = 0; k < kLanes; ++k) out = b_.CreateInsertElement(out, make(k), uint64_t{k});
  return out;
}

llvm::Value* Emitter::constant(const Value& v) {
  const numeric::Int128 c = p_.constants[v.imm];
  if (v.guarded) punt_where(all(b_.getTrue()));
  switch (v.kind) {
    case Kind::F64: return real(static_cast<double>(c));
    default: break;
  }
  llvm::Type* element = element_type(v.kind);
  const auto bits = static_cast<numeric::UInt128>(c);
  const uint64_t words[2] = {static_cast<uint64_t>(bits), static_cast<uint64_t>(bits >> 64U)};
  const llvm::APInt wide(128, words);
  return all(llvm::ConstantInt::get(context_, wide.trunc(element->getIntegerBitWidth())));
}

llvm::Value* Emitter::arithmetic(const Value& v) {
  llvm::Value* a = operand(v, 0);
  llvm::Value* b = v.operand_count > 1 ? operand(v, 1) : nullptr;
  switch (v.op) {
    case Op::Add:
    case Op::Sub: return add_or_sub(v, a, b);
    case Op::Mul: return product(v, a, b);
    case Op::Neg: return negated(v, a);
    case Op::Abs: return absolute(v, a);
    default: return extreme(v, a, b);
  }
}

void Emitter::guard_f64(const Value& v, llvm::Value* result) {
  if (!v.guarded) return;
  llvm::Value* size = b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, result);
  punt_where(b_.CreateNot(b_.CreateFCmpOLT(size, real(kDoubleBound))));
}

llvm::Value* Emitter::add_or_sub(const Value& v, llvm::Value* a, llvm::Value* b) {
  const bool adds = v.op == Op::Add;
  const bool guarded = v.guarded && fault_ != Fault::sum_unguarded;
  if (v.kind == Kind::F64) {
    llvm::Value* r = adds ? b_.CreateFAdd(a, b) : b_.CreateFSub(a, b);
    if (guarded) guard_f64(v, r);
    return r;
  }
  llvm::Value* r = adds ? b_.CreateAdd(a, b) : b_.CreateSub(a, b);
  if (!guarded) return r;
  // A sum overflows where both signs differ from its sign; a difference where a's differs from b's and from its own.
  llvm::Value* signs = b_.CreateAnd(b_.CreateXor(a, adds ? r : b), b_.CreateXor(adds ? b : a, r));
  punt_where(b_.CreateICmpSLT(signs, llvm::Constant::getNullValue(signs->getType())));
  return r;
}

llvm::Value* Emitter::product(const Value& v, llvm::Value* a, llvm::Value* b) {
  const bool guarded = v.guarded && fault_ != Fault::product_unguarded;
  if (v.kind == Kind::F64) {
    llvm::Value* r = b_.CreateFMul(a, b);
    if (guarded) guard_f64(v, r);
    return r;
  }
  if (!guarded) return b_.CreateMul(a, b);
  if (v.kind == Kind::I64) {
    llvm::Type* reals = widened(b_.getDoubleTy());
    llvm::Value* near = b_.CreateFMul(b_.CreateSIToFP(a, reals), b_.CreateSIToFP(b, reals));
    llvm::Value* size = b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, near);
    punt_where(b_.CreateFCmpOGE(size, real(kProductBound)));
    return b_.CreateMul(a, b);
  }
  llvm::Type* wide = b_.getInt128Ty();
  const auto callee = runtime("tarifa_rt_mul128", wide, {wide, wide, b_.getPtrTy()});
  llvm::Value* overflow = stack(b_.getInt8Ty());
  b_.CreateStore(b_.getInt8(0), overflow);
  std::vector<llvm::Value*> flags;
  llvm::Value* r = each_lane(wide, [&](unsigned k) -> llvm::Value* {
    if (!scalar()) b_.CreateStore(b_.getInt8(0), overflow);
    llvm::Value* one = b_.CreateCall(callee, {lane(a, k), lane(b, k), overflow});
    flags.push_back(b_.CreateICmpNE(b_.CreateLoad(b_.getInt8Ty(), overflow), b_.getInt8(0)));
    return one;
  });
  punt_where(each_lane(b_.getInt1Ty(), [&](unsigned k) { return flags[k]; }));
  return r;
}

llvm::Value* Emitter::negated(const Value& v, llvm::Value* a) {
  if (v.kind == Kind::F64) return b_.CreateFNeg(a);
  llvm::Value* r = b_.CreateNeg(a);
  if (v.guarded) {
    llvm::Value* zero = llvm::Constant::getNullValue(a->getType());
    punt_where(b_.CreateAnd(b_.CreateICmpSLT(a, zero), b_.CreateICmpSLT(r, zero)));
  }
  return r;
}

llvm::Value* Emitter::absolute(const Value& v, llvm::Value* a) {
  if (fault_ == Fault::abs_keeps_sign) return a;
  if (v.kind == Kind::F64) return b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, a);
  llvm::Value* zero = llvm::Constant::getNullValue(a->getType());
  llvm::Value* r = b_.CreateSelect(b_.CreateICmpSLT(a, zero), b_.CreateNeg(a), a);
  if (v.guarded) punt_where(b_.CreateICmpSLT(r, zero));
  return r;
}

llvm::Value* Emitter::extreme(const Value& v, llvm::Value* a, llvm::Value* b) {
  const bool least = v.op == Op::Min;
  if (least && fault_ == Fault::min_takes_second) return b;
  if (!least && fault_ == Fault::max_takes_first) return a;
  llvm::Value* less = v.kind == Kind::F64 ? b_.CreateFCmpOLT(a, b) : b_.CreateICmpSLT(a, b);
  return b_.CreateSelect(less, least ? a : b, least ? b : a);
}

// ---- quotients

llvm::Value* Emitter::quotient(const Value& v) {
  auto mode = static_cast<RoundMode>(v.imm);
  if (fault_ == Fault::half_up_to_even && mode == RoundMode::HalfUp) mode = RoundMode::HalfEven;
  if (fault_ == Fault::half_down_away && mode == RoundMode::HalfDown) mode = RoundMode::HalfUp;
  if (fault_ == Fault::half_even_away && mode == RoundMode::HalfEven) mode = RoundMode::HalfUp;
  if (fault_ == Fault::floor_truncates && mode == RoundMode::Floor) mode = RoundMode::Down;
  if (fault_ == Fault::ceiling_truncates && mode == RoundMode::Ceiling) mode = RoundMode::Down;
  if (fault_ == Fault::up_truncates && mode == RoundMode::Up) mode = RoundMode::Down;
  if (fault_ == Fault::down_rounds_away && mode == RoundMode::Down) mode = RoundMode::Up;
  llvm::Value* n = operand(v, 0);
  llvm::Value* d = operand(v, 1);
  llvm::Value* r = v.kind == Kind::F64   ? quotient_f64(v, mode, n, d)
                   : v.kind == Kind::I64 ? quotient_i64(mode, n, d)
                                         : quotient_i128(mode, n, d);
  if (fault_ != Fault::negative_quotient) return r;
  if (v.kind == Kind::F64) return b_.CreateSelect(b_.CreateFCmpOLT(n, real(0)), b_.CreateFAdd(r, real(1)), r);
  llvm::Value* zero = llvm::Constant::getNullValue(n->getType());
  return b_.CreateSelect(b_.CreateICmpSLT(n, zero), b_.CreateAdd(r, llvm::ConstantInt::get(r->getType(), 1)), r);
}

// roundeven(n / d) is the exact nearest integer for |n| < 2^52 (performance.md); the other modes follow from the exact
// rest.
llvm::Value* Emitter::quotient_f64(const Value& v, RoundMode mode, llvm::Value* n, llvm::Value* d) {
  if (v.guarded) {
    for (llvm::Value* part : {n, d}) {
      llvm::Value* size = b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, part);
      punt_where(b_.CreateNot(b_.CreateFCmpOLT(size, real(kNumeratorBound))));
    }
  }
  llvm::Value* zero = real(0);
  llvm::Value* one = real(1);
  llvm::Value* q = b_.CreateUnaryIntrinsic(llvm::Intrinsic::roundeven, b_.CreateFDiv(n, d));
  if (mode == RoundMode::HalfEven) return q;
  llvm::Value* rest = b_.CreateFSub(n, b_.CreateFMul(q, d));  // exact: |rest| <= d / 2
  llvm::Value* below = b_.CreateFCmpOLT(rest, zero);          // the exact quotient is below q
  llvm::Value* above = b_.CreateFCmpOGT(rest, zero);
  llvm::Value* negative = b_.CreateFCmpOLT(n, zero);
  const auto where = [&](llvm::Value* c, llvm::Value* then) { return b_.CreateSelect(c, then, q); };
  llvm::Value* up = b_.CreateFAdd(q, one);
  llvm::Value* down = b_.CreateFSub(q, one);
  llvm::Value* toward_floor = where(below, down);
  llvm::Value* toward_ceiling = where(above, up);
  switch (mode) {
    case RoundMode::Floor: return toward_floor;
    case RoundMode::Ceiling: return toward_ceiling;
    case RoundMode::Up: return b_.CreateSelect(negative, toward_floor, toward_ceiling);
    case RoundMode::Down: return b_.CreateSelect(negative, toward_ceiling, toward_floor);
    case RoundMode::HalfUp:
    case RoundMode::HalfDown:
    case RoundMode::HalfEven: break;
  }
  // Ties went to the even neighbour: the rest then is half of d, on one side of q or the other.
  llvm::Value* twice = b_.CreateFAdd(rest, rest);
  llvm::Value* tie_above = b_.CreateFCmpOEQ(twice, d);
  llvm::Value* tie_below = b_.CreateFCmpOEQ(twice, b_.CreateFNeg(d));
  const bool away = mode == RoundMode::HalfUp;
  // Away from zero a tie above q moves up for positive n, a tie below q down for negative n; toward zero the other two.
  llvm::Value* move_up = b_.CreateAnd(tie_above, away ? b_.CreateNot(negative) : negative);
  llvm::Value* move_down = b_.CreateAnd(tie_below, away ? negative : b_.CreateNot(negative));
  return b_.CreateSelect(move_up, up, b_.CreateSelect(move_down, down, q));
}

llvm::Value* Emitter::quotient_i64(RoundMode mode, llvm::Value* n, llvm::Value* d) {
  llvm::Value* zero = integer(0);
  llvm::Value* one = integer(1);
  if (!llvm::isa<llvm::Constant>(d)) d = b_.CreateSelect(b_.CreateICmpSLT(d, one), one, d);
  llvm::Value* q = b_.CreateSDiv(n, d);
  llvm::Value* rest = b_.CreateSub(n, b_.CreateMul(q, d));
  llvm::Value* negative = b_.CreateICmpSLT(n, zero);
  llvm::Value* size = b_.CreateSelect(b_.CreateICmpSLT(rest, zero), b_.CreateNeg(rest), rest);
  llvm::Value* beyond = b_.CreateSub(d, size);
  llvm::Value* moves = nullptr;
  switch (mode) {
    case RoundMode::HalfUp: moves = b_.CreateICmpSGE(size, beyond); break;
    case RoundMode::HalfDown: moves = b_.CreateICmpSGT(size, beyond); break;
    case RoundMode::HalfEven: {
      llvm::Value* odd = b_.CreateICmpNE(b_.CreateAnd(q, one), zero);
      llvm::Value* tie = b_.CreateAnd(b_.CreateICmpEQ(size, beyond), odd);
      moves = b_.CreateOr(b_.CreateICmpSGT(size, beyond), tie);
      break;
    }
    case RoundMode::Up: moves = b_.CreateICmpNE(rest, zero); break;
    case RoundMode::Down: return q;
    case RoundMode::Floor: moves = b_.CreateICmpSLT(rest, zero); break;
    case RoundMode::Ceiling: moves = b_.CreateICmpSGT(rest, zero); break;
  }
  llvm::Value* away = b_.CreateSelect(negative, b_.CreateSub(q, one), b_.CreateAdd(q, one));
  return b_.CreateSelect(moves, away, q);
}

llvm::Value* Emitter::quotient_i128(RoundMode mode, llvm::Value* n, llvm::Value* d) {
  llvm::Type* wide = b_.getInt128Ty();
  const auto callee = runtime("tarifa_rt_div128", wide, {wide, wide, b_.getInt32Ty()});
  llvm::Value* how = b_.getInt32(static_cast<uint32_t>(mode));
  return each_lane(wide,
                   [&](unsigned k) -> llvm::Value* { return b_.CreateCall(callee, {lane(n, k), lane(d, k), how}); });
}

// ---- widths

llvm::Value* Emitter::to_f64(llvm::Value* v, const numeric::Interval& range, bool guarded) {
  if (guarded && fault_ != Fault::narrowing_unguarded) {
    const int64_t bound = int64_t{1} << 53;
    llvm::Value* outside = b_.CreateOr(b_.CreateICmpSGE(v, integer(bound)), b_.CreateICmpSLE(v, integer(-bound)));
    punt_where(outside);
  }
  if (!range.within(kernel::kMagicLimit)) return b_.CreateSIToFP(v, widened(b_.getDoubleTy()));
  llvm::Value* bits = b_.CreateAdd(v, integer(std::bit_cast<int64_t>(kMagic)));
  return b_.CreateFSub(b_.CreateBitCast(bits, widened(b_.getDoubleTy())), real(kMagic));
}

llvm::Value* Emitter::to_i64(llvm::Value* v, const numeric::Interval& range) {
  llvm::Type* integers = widened(b_.getInt64Ty());
  if (!range.within(kernel::kMagicLimit)) {
    return b_.CreateIntrinsic(llvm::Intrinsic::fptosi_sat, {integers, v->getType()}, {v});
  }
  llvm::Value* bits = b_.CreateBitCast(b_.CreateFAdd(v, real(kMagic)), integers);
  return b_.CreateSub(bits, integer(std::bit_cast<int64_t>(kMagic)));
}

llvm::Value* Emitter::narrow_i128(llvm::Value* v, bool guarded) {
  llvm::Value* low = b_.CreateTrunc(v, widened(b_.getInt64Ty()));
  if (guarded && fault_ != Fault::narrowing_unguarded) punt_where(b_.CreateICmpNE(b_.CreateSExt(low, v->getType()), v));
  return low;
}

llvm::Value* Emitter::converted(const Value& v) {
  llvm::Value* from = operand(v, 0);
  const Kind kind = p_.value(p_.operand(v, 0)).kind;
  if (v.kind == kind) return from;
  if (v.kind == Kind::I128) {
    if (kind == Kind::F64) from = to_i64(from, v.range);
    return b_.CreateSExt(from, widened(b_.getInt128Ty()));
  }
  if (v.kind == Kind::I64) return kind == Kind::F64 ? to_i64(from, v.range) : narrow_i128(from, v.guarded);
  if (kind == Kind::I128) from = narrow_i128(from, v.guarded);
  return to_f64(from, v.range, v.guarded);
}

// ---- comparisons, choices, errors

llvm::Value* Emitter::compared(const Value& v) {
  llvm::Value* a = operand(v, 0);
  llvm::Value* b = operand(v, 1);
  Op op = v.op;
  if (op == Op::Lt && fault_ == Fault::less_holds_when_equal) {
    op = Op::Le;
  } else if (op == Op::Le && fault_ == Fault::less_equal_excludes) {
    op = Op::Lt;
  }
  if (a->getType()->getScalarType()->isDoubleTy()) {
    if (op == Op::Lt) return b_.CreateFCmpOLT(a, b);
    if (op == Op::Le) return b_.CreateFCmpOLE(a, b);
    if (fault_ != Fault::equal_in_low_bits) return b_.CreateFCmpOEQ(a, b);
    const numeric::Interval any = numeric::Interval::of(0, 1);
    a = to_i64(a, any);
    b = to_i64(b, any);
  }
  if (op == Op::Lt) return b_.CreateICmpSLT(a, b);
  if (op == Op::Le) return b_.CreateICmpSLE(a, b);
  if (fault_ == Fault::equal_in_low_bits) {
    a = b_.CreateTrunc(a, widened(b_.getInt16Ty()));
    b = b_.CreateTrunc(b, widened(b_.getInt16Ty()));
  }
  return b_.CreateICmpEQ(a, b);
}

llvm::Value* Emitter::chosen(const Value& v) {
  llvm::Value* c = operand(v, 0);
  if (fault_ == Fault::choice_flipped_in_lane && !scalar()) {
    llvm::Value* last = b_.CreateExtractElement(c, uint64_t{kLanes - 1});
    c = b_.CreateInsertElement(c, b_.CreateNot(last), uint64_t{kLanes - 1});
  }
  return b_.CreateSelect(c, operand(v, 1), operand(v, 2));
}

llvm::Value* Emitter::raised(const Value& v) {
  llvm::Value* error = operand(v, 0);
  llvm::Value* where = operand(v, 1);
  llvm::Value* none = llvm::Constant::getNullValue(error->getType());
  llvm::Value* other = v.op == Op::Raise ? llvm::ConstantInt::get(error->getType(), v.imm) : operand(v, 2);
  if (v.op == Op::Merge && fault_ == Fault::error_without_mask) where = llvm::ConstantInt::getTrue(where->getType());
  if (v.op == Op::Raise && fault_ == Fault::error_dropped_in_lane && !scalar()) {
    where = b_.CreateInsertElement(where, b_.getFalse(), uint64_t{kLanes - 1});
  }
  if (v.op == Op::Merge) where = b_.CreateAnd(where, b_.CreateICmpNE(other, none));
  if (fault_ == Fault::last_error_wins) return b_.CreateSelect(where, other, error);
  return b_.CreateSelect(b_.CreateAnd(b_.CreateICmpEQ(error, none), where), other, error);
}

}  // namespace tarifa::codegen
