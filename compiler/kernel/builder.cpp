#include "compiler/kernel/builder.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

uint64_t mix(uint64_t h, uint64_t x) {
  h ^= x + 0x9E3779B97F4A7C15ULL + (h << 6U) + (h >> 2U);
  return h * 0xFF51AFD7ED558CCDULL;
}

uint64_t hash_of(Int128 value) {
  return mix(static_cast<uint64_t>(value), static_cast<uint64_t>(static_cast<numeric::UInt128>(value) >> 64U));
}

constexpr Int128 kMostRows = Int128{1} << 32;

}  // namespace

size_t Builder::KeyHash::operator()(const Key& key) const {
  uint64_t h = mix(static_cast<uint64_t>(key.op) * 8 + static_cast<uint64_t>(key.kind), key.imm);
  for (const ValueId v : key.operands) h = mix(h, v.value);
  return h;
}

Builder::Builder() {
  program_.regions.emplace_back();
  program_.sites.emplace_back();
  program_.sources.emplace_back();
  open_.push_back(RegionId(0));
}

size_t Builder::depth_of(RegionId region) const {
  for (size_t k = open_.size(); k-- > 0;) {
    if (open_[k] == region) return k;
  }
  TARIFA_UNREACHABLE();  // a value of a region that is closed
}

RegionId Builder::deepest(std::span<const ValueId> operands) const {
  size_t depth = 0;
  for (const ValueId v : operands) depth = std::max(depth, depth_of(program_.value(v).region));
  return open_[depth];
}

ValueId Builder::place(Op op, Kind kind, uint32_t imm, std::span<const ValueId> operands, const Interval& range,
                       RegionId region) {
  Value value;
  value.op = op;
  value.kind = kind;
  value.imm = imm;
  value.first_operand = static_cast<uint32_t>(program_.operands.size());
  value.operand_count = static_cast<uint32_t>(operands.size());
  value.region = region;
  value.range = range;
  program_.operands.insert(program_.operands.end(), operands.begin(), operands.end());
  const ValueId id(program_.values.size());
  program_.values.push_back(value);
  if (op != Op::Param) program_.regions[region.index()].body.push_back(id);
  return id;
}

ValueId Builder::pure(Op op, Kind kind, uint32_t imm, std::vector<ValueId> operands, const Interval& range) {
  Key key{op, kind, imm, std::move(operands)};
  const auto found = shared_.find(key);
  if (found != shared_.end()) return found->second;
  const ValueId id = place(op, kind, imm, key.operands, range, deepest(key.operands));
  shared_.emplace(std::move(key), id);
  return id;
}

ValueId Builder::effect(Op op, Kind kind, uint32_t imm, std::vector<ValueId> operands, const Interval& range) {
  return place(op, kind, imm, operands, range, open_.back());
}

ValueId Builder::constant(Int128 value) {
  std::vector<uint32_t>& ids = constants_by_hash_[hash_of(value)];
  for (const uint32_t id : ids) {
    if (program_.constants[id] == value) return pure(Op::Const, Kind::Int, id, {}, Interval::constant(value));
  }
  ids.push_back(static_cast<uint32_t>(program_.constants.size()));
  program_.constants.push_back(value);
  return pure(Op::Const, Kind::Int, ids.back(), {}, Interval::constant(value));
}

ValueId Builder::boolean(bool value) {
  constant(value ? 1 : 0);
  for (const uint32_t id : constants_by_hash_[hash_of(value ? 1 : 0)]) {
    if (program_.constants[id] == (value ? 1 : 0)) return pure(Op::Const, Kind::Bool, id, {});
  }
  TARIFA_UNREACHABLE();
}

ValueId Builder::no_error() {
  constant(0);
  for (const uint32_t id : constants_by_hash_[hash_of(0)]) {
    if (program_.constants[id] == 0) return pure(Op::Const, Kind::Site, id, {});
  }
  TARIFA_UNREACHABLE();
}

std::optional<Int128> Builder::known(ValueId v) const {
  const Value& value = program_.value(v);
  if (value.op == Op::Const) return program_.constants[value.imm];
  return std::nullopt;
}

std::optional<bool> Builder::known_bool(ValueId v) const {
  const Value& value = program_.value(v);
  TARIFA_CHECK(value.kind == Kind::Bool);
  if (value.op == Op::Const) return program_.constants[value.imm] != 0;
  return std::nullopt;
}

void Builder::assume(ValueId v, const Interval& range) {
  Interval& known = program_.values[v.index()].range;
  const Interval both = numeric::intersect(known, range);
  if (!both.empty()) known = both;
}

// ---- data

uint32_t Builder::input(const Input& input) {
  const auto found = std::find(program_.inputs.begin(), program_.inputs.end(), input);
  if (found != program_.inputs.end()) return static_cast<uint32_t>(found - program_.inputs.begin());
  program_.inputs.push_back(input);
  return static_cast<uint32_t>(program_.inputs.size() - 1);
}

uint32_t Builder::source(const Source& source) {
  const auto first = program_.sources.begin() + 1;  // [0] is the entity
  const auto found = std::find(first, program_.sources.end(), source);
  if (found != program_.sources.end()) return static_cast<uint32_t>(found - program_.sources.begin());
  program_.sources.push_back(source);
  return static_cast<uint32_t>(program_.sources.size() - 1);
}

ValueId Builder::indexed(Op op, Kind kind, uint32_t imm, std::optional<ValueId> index, const Interval& range) {
  std::vector<ValueId> operands;
  if (index) operands.push_back(*index);
  return pure(op, kind, imm, std::move(operands), range);
}

ValueId Builder::column(const Input& what, std::optional<ValueId> index, const Interval& range) {
  const Kind kind = what.physical == Physical::U8 ? Kind::Bool : Kind::Int;
  return indexed(Op::ColumnData, kind, input(what), index, range);
}

ValueId Builder::valid(const Input& what, std::optional<ValueId> index) {
  return indexed(Op::ColumnValid, Kind::Bool, input(what), index, {});
}

ValueId Builder::list_first(const Input& what, std::optional<ValueId> index) {
  return indexed(Op::ListFirst, Kind::Int, input(what), index, Interval::of(0, kMostRows));
}

ValueId Builder::list_end(const Input& what, std::optional<ValueId> index) {
  return indexed(Op::ListEnd, Kind::Int, input(what), index, Interval::of(0, kMostRows));
}

ValueId Builder::derived(const Derived& what, std::optional<ValueId> index, const Interval& range) {
  auto& all = program_.derived;
  auto found = std::find(all.begin(), all.end(), what);
  if (found == all.end()) found = all.insert(all.end(), what);
  return indexed(Op::Derived, Kind::Int, static_cast<uint32_t>(found - all.begin()), index, range);
}

// ---- data tables

uint32_t Builder::array(const std::vector<Int128>& items) {
  uint64_t h = items.size();
  for (const Int128 item : items) h = mix(h, hash_of(item));
  std::vector<uint32_t>& ids = arrays_by_hash_[h];
  for (const uint32_t id : ids) {
    if (program_.arrays[id].items == items) return id;
  }
  ids.push_back(static_cast<uint32_t>(program_.arrays.size()));
  program_.arrays.push_back({items});
  return ids.back();
}

ValueId Builder::search(const std::vector<Int128>& bounds, ValueId x) {
  const auto size = static_cast<Int128>(bounds.size());
  if (bounds.empty()) return constant(0);
  if (range(x).low() >= bounds.back()) return constant(size);
  if (range(x).high() < bounds.front()) return constant(0);
  if (const auto value = known(x)) {
    return constant(std::upper_bound(bounds.begin(), bounds.end(), *value) - bounds.begin());
  }
  if (bounds.size() == 1) return select(lt(x, constant(bounds[0])), constant(0), constant(1));
  return pure(Op::Search, Kind::Int, array(bounds), {x}, Interval::of(0, size));
}

uint32_t Builder::decision(Decision decision) {
  program_.decisions.push_back(std::move(decision));
  return static_cast<uint32_t>(program_.decisions.size() - 1);
}

ValueId Builder::match(uint32_t decision, ValueId start, std::span<const ValueId> keys) {
  std::vector<ValueId> operands{start};
  operands.insert(operands.end(), keys.begin(), keys.end());
  const auto rows = static_cast<Int128>(program_.decisions[decision].rows.size());
  return pure(Op::Match, Kind::Int, decision, std::move(operands), Interval::of(0, rows));
}

// ---- errors

uint32_t Builder::site(const ErrorSite& site) {
  const std::array<uint32_t, 5> key{static_cast<uint32_t>(site.code), site.at.file, site.at.line, site.at.column,
                                    site.text};
  const auto [found, added] = sites_.emplace(key, static_cast<uint32_t>(program_.sites.size()));
  if (added) program_.sites.push_back(site);
  return found->second;
}

ValueId Builder::raise(ValueId error, ValueId where, uint32_t site) {
  if (is_false(where)) return error;
  return pure(Op::Raise, Kind::Site, site, {error, where});
}

ValueId Builder::merge(ValueId error, ValueId where, ValueId other) {
  if (is_false(where) || other == no_error() || other == error) return error;
  if (is_true(where) && error == no_error()) return other;
  return pure(Op::Merge, Kind::Site, 0, {error, where, other});
}

void Builder::punt(ValueId where) {
  if (!is_false(where)) effect(Op::Punt, Kind::None, 0, {where});
}

// ---- buffers

uint32_t Builder::buffer(uint32_t items, Kind kind) {
  program_.buffers.push_back({std::max(items, 1U), kind, Interval::empty_set()});
  return static_cast<uint32_t>(program_.buffers.size() - 1);
}

uint32_t Builder::sort(uint32_t key, uint32_t order) {
  program_.sorts.push_back({key, order});
  return static_cast<uint32_t>(program_.sorts.size() - 1);
}

void Builder::buffer_store(uint32_t buffer, ValueId index, ValueId value) {
  Interval& known = program_.buffers[buffer].range;
  known = numeric::unite(known, range(value));
  effect(Op::BufferStore, Kind::None, buffer, {index, value});
}

ValueId Builder::buffer_load(uint32_t buffer, ValueId index) {
  const Buffer& from = program_.buffers[buffer];
  return effect(Op::BufferLoad, from.kind, buffer, {index}, from.range);
}

void Builder::buffer_sort(uint32_t sort, ValueId count) {
  const Interval positions = Interval::of(0, program_.buffers[program_.sorts[sort].order].items - Int128{1});
  program_.buffers[program_.sorts[sort].order].range = positions;
  effect(Op::BufferSort, Kind::None, sort, {count});
}

void Builder::output(const OutputSlot& slot, ValueId value) {
  program_.outputs.push_back(slot);
  effect(Op::Output, Kind::None, static_cast<uint32_t>(program_.outputs.size() - 1), {value});
}

}  // namespace tarifa::kernel
