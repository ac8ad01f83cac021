#include "compiler/eval/timelines.h"

#include "compiler/eval/civil.h"
#include "compiler/eval/evaluation.h"
#include "compiler/eval/value_text.h"

namespace tarifa::eval {

namespace {

bool covers(const Validity& days, int32_t date) { return days.from <= date && (!days.until || date < *days.until); }

// The `from` of the next entry without `published`.
std::optional<int32_t> next_unpublished(const ir::Timeline& timeline, int32_t after) {
  for (const ir::TimelineEntry& entry : timeline.entries) {
    if (!entry.published && entry.from > after) return entry.from;
  }
  return std::nullopt;
}

// `until` of the last entry without `published`: the end of the timeline, if it has one.
std::optional<int32_t> end_of(const ir::Timeline& timeline) {
  std::optional<int32_t> end;
  for (const ir::TimelineEntry& entry : timeline.entries) {
    if (!entry.published) end = entry.until;
  }
  return end;
}

}  // namespace

Validity validity_of(const ir::Timeline& timeline, uint32_t index) {
  const ir::TimelineEntry& entry = timeline.entries[index];
  if (entry.until) return {entry.from, entry.until};
  const auto next = next_unpublished(timeline, entry.from);
  if (next) return {entry.from, next};
  return {entry.from, entry.published ? end_of(timeline) : std::nullopt};
}

std::optional<uint32_t> entry_on(const ir::Timeline& timeline, int32_t date, int32_t as_of) {
  std::optional<uint32_t> best;
  for (uint32_t i = 0; i < timeline.entries.size(); ++i) {
    const ir::TimelineEntry& entry = timeline.entries[i];
    if (entry.published && as_of < *entry.published) continue;
    if (!covers(validity_of(timeline, i), date)) continue;
    // A published entry overrides, and of several the latest published; two of the same day are a
    // compile error.
    if (!best || entry.published >= timeline.entries[*best].published) best = i;
  }
  return best;
}

std::optional<uint32_t> version_on(const ir::Table& table, int32_t date) {
  if (!table.dated) return 0;
  std::optional<uint32_t> best;
  for (uint32_t i = 0; i < table.versions.size(); ++i) {
    if (table.versions[i].from <= date) best = i;
  }
  if (table.until && date >= *table.until) return std::nullopt;
  return best;
}

Outcome Evaluation::read_param(ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  const ir::ParamId param_id{node.imm};
  const ir::Param& param = module_.params[param_id.index()];
  TARIFA_TAKE(const std::vector<Value> values, operands(node, node.operand_count, frame));
  uint32_t index = 0;  // of the combination of keys, first key slowest
  for (size_t k = 0; k < param.keys.size(); ++k) {
    const auto members = static_cast<uint32_t>(module_.enums[param.keys[k].index()].members.size());
    index = index * members + values[k].member();
  }
  const ir::Timeline& timeline = param.timelines[index];
  const int32_t date = values.back().date();
  const auto entry = entry_on(timeline, date, context_.as_of);
  if (trace_ != nullptr) trace_->param_read(id, index, entry, date);
  const ir::Type& type = module_.type(param.type);
  if (!entry) {
    if (type.optional) return missing_value();
    return fail_at(node.at, ir::RowError::NoValueOnDate,
                   param_call_text(module_, param_id, index) + " on " + date_text(date));
  }
  if (type.kind == ir::TypeKind::Ladder) return Value{LadderEntry{param_id, index, *entry}};
  return constant_value(module_, timeline.entries[*entry].value);
}

}  // namespace tarifa::eval
