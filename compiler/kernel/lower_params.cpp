// Parameters at a date (S5). At a constant date only the key is looked up; at a date of the row also the segment it
// falls in.
#include <algorithm>

#include "compiler/kernel/lowering.h"
#include "compiler/kernel/timeline.h"

namespace tarifa::kernel {

namespace {
constexpr size_t kMostEntries = 4'000'000;
}

// Where the value is: an index into `entries`.
ValueId Lowering::param_index(const ir::Param& param, std::span<const Val> keys, ValueId date, Entries& entries) {
  ValueId key = b_.constant(0);
  for (size_t k = 0; k < param.keys.size(); ++k) {
    const size_t members = module_.enums[param.keys[k].index()].members.size();
    key = b_.add(b_.mul(key, static_cast<Int128>(members)), keys[k].a);
  }
  const auto add_at = [&](int32_t day) {
    for (const ir::Timeline& timeline : param.timelines) {
      const auto entry = entry_at(timeline, day, run_.as_of);
      entries.push_back(entry ? &timeline.entries[*entry] : nullptr);
    }
  };
  if (const auto day = b_.known(date)) {
    add_at(static_cast<int32_t>(*day));
    return key;
  }
  std::vector<Int128> days;
  for (const ir::Timeline& timeline : param.timelines) {
    for (const Segment& segment : segments(timeline, run_.as_of)) days.push_back(segment.from);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  if (days.size() * param.timelines.size() > kMostEntries) return {};
  entries.assign(param.timelines.size(), nullptr);  // before the first
  for (const Int128 day : days) add_at(static_cast<int32_t>(day));
  const ValueId row = b_.search(days, date);
  return b_.add(b_.mul(row, static_cast<Int128>(param.timelines.size())), key);
}

Val Lowering::ladder_of(const ir::Param& param, const Entries& entries, ValueId index) {
  LadderVal l;
  l.limit_scale = param.ladder_scale;
  l.rate_scale = module_.type(param.type).scale;
  for (const ir::TimelineEntry* entry : entries) {
    l.entries.push_back(entry == nullptr ? std::vector<ir::LadderStep>{} : entry->ladder);
  }
  ladders_.push_back(std::move(l));
  return {Form::Ladder, {}, {}, index, {}, static_cast<uint32_t>(ladders_.size() - 1)};
}

Val Lowering::read_param(const ir::Node& node, Scope& s) {
  const ir::Param& param = module_.params[node.imm];
  const ir::Type& type = module_.type(param.type);
  std::vector<Val> keys;
  for (uint32_t k = 0; k < node.operand_count; ++k) keys.push_back(operand(node, k, s));
  Entries entries;
  const ValueId index = param_index(param, keys, keys.back().a, entries);
  if (!index.valid()) {
    too_complex(s);
    return nothing(param.type);
  }
  std::vector<Int128> covered;
  std::vector<ir::ConstId> values;
  for (const ir::TimelineEntry* entry : entries) {
    covered.push_back(entry != nullptr ? 1 : 0);
    values.push_back(entry != nullptr ? entry->value : ir::ConstId());
  }
  if (!type.optional) {
    const ValueId there = b_.eq(b_.lookup(covered, index), b_.constant(1));
    raise(s, b_.negation(there), ir::RowError::NoValueOnDate, node.at);
  }
  if (type.kind == ir::TypeKind::Ladder) return ladder_of(param, entries, index);
  return one_of(param.type, values, index);
}

}  // namespace tarifa::kernel
