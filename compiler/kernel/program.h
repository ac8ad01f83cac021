// Kernel programs: SSA values over the lanes of a group of rows, one bill for one run. Flat stores, owned by Program.
// After lowering a number is an Int (a mathematical integer with its range); narrow_widths.h turns Ints into F64, I64
// or I128. INVARIANT (verify.cpp): operands stand before their use, in the same or an enclosing region; only PerLane
// and Loop have regions; Loop stands in scalar regions only. Not here: what a row is billed (lower_*.cpp), machine code
// (compiler/codegen).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/kernel/columns.h"
#include "compiler/kernel/outputs.h"
#include "compiler/numeric/interval.h"

namespace tarifa::kernel {

using numeric::Int128;
using numeric::Interval;
using ValueId = Id<struct ValueTag>;
using RegionId = Id<struct RegionTag>;

enum class Op : uint8_t {
#define TARIFA_KERNEL_OP(name, meaning) name,
#include "compiler/kernel/kernel_op.def"
#undef TARIFA_KERNEL_OP
};
[[nodiscard]] const char* name_of(Op op);

enum class Kind : uint8_t {
  None,  // no value
  Bool,
  Site,  // index into Program::sites
  Int,   // an integer whose width is not chosen yet
  F64,   // an integer in a double, |x| <= 2^53
  I64,
  I128
};
[[nodiscard]] const char* name_of(Kind kind);
[[nodiscard]] constexpr bool is_integer(Kind kind) { return kind >= Kind::Int; }

struct Value {
  Op op = Op::Const;
  Kind kind = Kind::None;
  bool guarded = false;  // the result may not fit its kind: the row is punted where it does not
  uint32_t imm = 0;
  uint32_t first_operand = 0;  // into Program::operands
  uint32_t operand_count = 0;
  RegionId region;  // where it stands
  Interval range;   // of integers, where the value is reached
};

struct Region {
  RegionId parent;  // none: the top, whose values are vectors
  std::vector<ValueId> params;
  std::vector<ValueId> body;
  std::vector<ValueId> yields;
};

// The columns of a record: source 0 is the entity; others are the items of a list or the record in a field.
struct Source {
  uint32_t parent = 0;
  uint32_t column = 0;
  bool operator==(const Source&) const = default;
};

enum class Part : uint8_t { Data, Second /* end of a period */, Valid, Offsets };
struct Input {
  uint32_t source = 0;
  uint32_t column = 0;
  Part part = Part::Data;
  Physical physical = Physical::U8;
  bool operator==(const Input&) const = default;
};

// A column computed from texts by the caller, as int32.
struct Derived {
  uint32_t source = 0;
  uint32_t column = 0;
  bool interned = false;           // a number that equal texts of this run share, else the index in `texts`, or -1
  std::vector<std::string> texts;  // ascending
  bool operator==(const Derived&) const = default;
};

struct Array {
  std::vector<Int128> items;
  bool operator==(const Array&) const = default;
};

// A decision table as data: rows of boxes.
struct DecisionCell {
  std::vector<std::pair<Int128, Int128>> intervals;  // closed; empty: any
};
struct Decision {
  uint32_t keys = 0;
  std::vector<std::vector<DecisionCell>> rows;
};

struct Buffer {
  uint32_t items = 0;  // most, a lane
  Kind kind = Kind::Int;
  Interval range;
};
struct Sort {
  uint32_t key = 0;  // buffers
  uint32_t order = 0;
};

enum class Slot : uint8_t { Amount, Present, Quantity, Rate, Total, Due, DuePresent, Error };
struct OutputSlot {
  Slot slot = Slot::Amount;
  uint32_t line = 0;  // index into BillLayout::lines
  bool wide = false;  // numbers: Int128
};

struct Program {
  BillLayout layout;
  std::vector<ErrorSite> sites;
  std::vector<Source> sources;
  std::vector<Input> inputs;
  std::vector<Derived> derived;
  std::vector<Int128> constants;
  std::vector<Array> arrays;
  std::vector<Decision> decisions;
  std::vector<Buffer> buffers;
  std::vector<Sort> sorts;
  std::vector<OutputSlot> outputs;
  std::vector<Value> values;
  std::vector<ValueId> operands;
  std::vector<Region> regions;  // [0] is the top
  std::vector<uint32_t>
      function_ends;  // split_functions: positions in the body of the top, ascending; empty: one function

  [[nodiscard]] const Value& value(ValueId id) const { return values[id.index()]; }
  [[nodiscard]] ValueId operand(const Value& value, uint32_t k) const { return operands[value.first_operand + k]; }
  [[nodiscard]] const Region& top() const { return regions[0]; }
};

// One line a value, regions indented; the text of `tarifa dump --stage kernel`. Equal programs print equally.
[[nodiscard]] std::string print(const Program& program);

// What is wrong with the program, or empty.
[[nodiscard]] std::string verify(const Program& program);

// The buffers that an operation reads or writes, with those of its regions.
[[nodiscard]] std::vector<uint32_t> buffers_of(const Program& program, ValueId v);

}  // namespace tarifa::kernel
