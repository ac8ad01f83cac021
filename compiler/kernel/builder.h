// Makes kernel programs. Equal pure operations are one value, what is known is folded, and a pure operation stands in
// the outermost region that has its operands: sharing and hoisting happen while the program is built. INVARIANT: every
// Int has a range that holds wherever its row reaches it.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>

#include "compiler/kernel/program.h"

namespace tarifa::kernel {

class Builder {
 public:
  Builder();
  [[nodiscard]] Program& program() { return program_; }
  [[nodiscard]] Program take() { return std::move(program_); }

  // ---- constants and what is known
  ValueId constant(Int128 value);
  ValueId boolean(bool value);
  ValueId no_error();
  [[nodiscard]] const Interval& range(ValueId v) const { return program_.value(v).range; }
  [[nodiscard]] Kind kind(ValueId v) const { return program_.value(v).kind; }
  [[nodiscard]] std::optional<Int128> known(ValueId v) const;
  [[nodiscard]] std::optional<bool> known_bool(ValueId v) const;
  [[nodiscard]] bool is_true(ValueId v) const { return known_bool(v) == true; }
  [[nodiscard]] bool is_false(ValueId v) const { return known_bool(v) == false; }
  // The value is in this range wherever it is reached, which its operands' ranges do not show.
  void assume(ValueId v, const Interval& range);

  // ---- data. `index` is none at the row itself.
  ValueId column(const Input& input, std::optional<ValueId> index, const Interval& range);
  ValueId valid(const Input& input, std::optional<ValueId> index);
  ValueId list_first(const Input& input, std::optional<ValueId> index);
  ValueId list_end(const Input& input, std::optional<ValueId> index);
  ValueId derived(const Derived& what, std::optional<ValueId> index, const Interval& range);
  uint32_t source(const Source& source);

  // ---- integers
  ValueId add(ValueId a, ValueId b);
  ValueId sub(ValueId a, ValueId b);
  ValueId mul(ValueId a, ValueId b);
  ValueId mul(ValueId a, Int128 factor) { return mul(a, constant(factor)); }
  ValueId neg(ValueId a);
  ValueId abs(ValueId a);
  ValueId min(ValueId a, ValueId b);
  ValueId max(ValueId a, ValueId b);
  ValueId div_round(ValueId n, ValueId d, ir::RoundMode mode);  // d >= 1 where reached; made so elsewhere
  ValueId div_floor(ValueId n, Int128 d) { return div_round(n, constant(d), ir::RoundMode::Floor); }

  // ---- comparisons, booleans, choice
  ValueId eq(ValueId a, ValueId b);
  ValueId lt(ValueId a, ValueId b);
  ValueId le(ValueId a, ValueId b);
  ValueId both(ValueId a, ValueId b);
  ValueId either(ValueId a, ValueId b);
  ValueId negation(ValueId a);
  ValueId select(ValueId c, ValueId a, ValueId b);

  // ---- data tables
  ValueId lookup(const std::vector<Int128>& items, ValueId index);
  ValueId search(const std::vector<Int128>& bounds, ValueId x);
  ValueId match(uint32_t decision, ValueId start, std::span<const ValueId> keys);
  uint32_t decision(Decision decision);

  // ---- errors
  ValueId raise(ValueId error, ValueId where, uint32_t site);
  ValueId merge(ValueId error, ValueId where, ValueId other);
  uint32_t site(const ErrorSite& site);
  void punt(ValueId where);

  // ---- regions
  struct Carried {
    ValueId init;
    Interval range;  // of integers, over all iterations
  };
  using LoopBody = std::function<std::vector<ValueId>(ValueId index, std::span<const ValueId> carried)>;
  // for index in first..end-1; the values carried after the last one. At the top it runs for each lane where `where`.
  std::vector<ValueId> loop(ValueId where, ValueId first, ValueId end, const std::vector<Carried>& carried,
                            const LoopBody& body);
  // Scalar code for the lanes where `where`; inside a scalar region just its code.
  std::vector<ValueId> per_lane(ValueId where, const std::function<std::vector<ValueId>()>& body);
  // Runs `make` as if no region were open.
  void at_top(const std::function<void()>& make);
  [[nodiscard]] bool is_top() const { return open_.size() == 1; }
  [[nodiscard]] bool stands_at_top(ValueId v) const { return program_.value(v).region.index() == 0; }
  // The value does not change inside the region that is open now.
  [[nodiscard]] bool outside_region(ValueId v) const { return program_.value(v).region != open_.back(); }
  [[nodiscard]] RegionId region() const { return open_.back(); }

  // ---- buffers, in scalar regions only. Everything is stored before it is loaded.
  uint32_t buffer(uint32_t items, Kind kind);
  uint32_t sort(uint32_t key, uint32_t order);
  void buffer_store(uint32_t buffer, ValueId index, ValueId value);
  ValueId buffer_load(uint32_t buffer, ValueId index);
  void buffer_sort(uint32_t sort, ValueId count);

  void output(const OutputSlot& slot, ValueId value);

 private:
  struct Key {
    Op op;
    Kind kind;
    uint32_t imm;
    std::vector<ValueId> operands;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    size_t operator()(const Key& key) const;
  };

  ValueId pure(Op op, Kind kind, uint32_t imm, std::vector<ValueId> operands, const Interval& range = {});
  ValueId place(Op op, Kind kind, uint32_t imm, std::span<const ValueId> operands, const Interval& range,
                RegionId region);
  ValueId effect(Op op, Kind kind, uint32_t imm, std::vector<ValueId> operands, const Interval& range = {});
  ValueId indexed(Op op, Kind kind, uint32_t imm, std::optional<ValueId> index, const Interval& range);
  [[nodiscard]] RegionId deepest(std::span<const ValueId> operands) const;
  [[nodiscard]] size_t depth_of(RegionId region) const;
  ValueId compare(Op op, ValueId a, ValueId b);
  uint32_t input(const Input& input);
  uint32_t array(const std::vector<Int128>& items);
  ValueId result(ValueId of, uint32_t k, Kind kind, const Interval& range);

  Program program_;
  std::vector<RegionId> open_;
  std::unordered_map<Key, ValueId, KeyHash> shared_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> constants_by_hash_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> arrays_by_hash_;
  std::map<std::array<uint32_t, 5>, uint32_t> sites_;
};

}  // namespace tarifa::kernel
