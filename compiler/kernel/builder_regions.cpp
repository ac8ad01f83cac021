// Regions of the Builder: scalar code for a lane, bounded loops.
#include "compiler/kernel/builder.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

ValueId Builder::result(ValueId of, uint32_t k, Kind kind, const Interval& range) {
  const std::vector<ValueId> operands{of};
  return place(Op::Result, kind, k, operands, range, program_.value(of).region);
}

std::vector<ValueId> Builder::per_lane(ValueId where, const std::function<std::vector<ValueId>()>& body) {
  if (!is_top()) return body();
  const RegionId region(program_.regions.size());
  program_.regions.emplace_back();
  program_.regions.back().parent = open_.back();
  open_.push_back(region);
  std::vector<ValueId> yields = body();
  open_.pop_back();
  program_.regions[region.index()].yields = yields;
  const ValueId op = effect(Op::PerLane, Kind::None, static_cast<uint32_t>(region.index()), {where});
  std::vector<ValueId> results;
  for (uint32_t k = 0; k < yields.size(); ++k) {
    // A lane that is not reached holds 0, which is never used: the range stays that of the value.
    const Value& value = program_.value(yields[k]);
    results.push_back(result(op, k, value.kind, value.range));
  }
  return results;
}

std::vector<ValueId> Builder::loop(ValueId where, ValueId first, ValueId end, const std::vector<Carried>& carried,
                                   const LoopBody& body) {
  if (is_top()) return per_lane(where, [&] { return loop(where, first, end, carried, body); });
  const RegionId region(program_.regions.size());
  program_.regions.emplace_back();
  program_.regions.back().parent = open_.back();
  open_.push_back(region);
  const Interval indexes = numeric::unite(range(first), range(end));
  std::vector<ValueId> params{place(Op::Param, Kind::Int, 0, {}, indexes, region)};
  std::vector<ValueId> operands{first, select(where, end, first)};
  for (const Carried& value : carried) {
    params.push_back(place(Op::Param, kind(value.init), static_cast<uint32_t>(params.size()), {}, value.range, region));
    operands.push_back(value.init);
  }
  program_.regions[region.index()].params = params;
  std::vector<ValueId> yields = body(params[0], std::span<const ValueId>(params).subspan(1));
  TARIFA_CHECK(yields.size() == carried.size());
  open_.pop_back();
  program_.regions[region.index()].yields = yields;
  const ValueId op = effect(Op::Loop, Kind::None, static_cast<uint32_t>(region.index()), std::move(operands));
  std::vector<ValueId> results;
  for (uint32_t k = 0; k < carried.size(); ++k) {
    results.push_back(result(op, k, kind(carried[k].init), carried[k].range));
  }
  return results;
}

void Builder::at_top(const std::function<void()>& make) {
  std::vector<RegionId> inner{RegionId(0)};
  std::swap(open_, inner);
  make();
  std::swap(open_, inner);
}

}  // namespace tarifa::kernel
