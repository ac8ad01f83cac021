#include "compiler/kernel/timeline.h"

#include <algorithm>
#include <limits>

namespace tarifa::kernel {

namespace {

constexpr int32_t kNever = std::numeric_limits<int32_t>::max();

size_t unpublished_count(const ir::Timeline& timeline) {
  size_t n = 0;
  while (n < timeline.entries.size() && !timeline.entries[n].published) ++n;
  return n;
}

// The excluded end of an unpublished entry.
int32_t end_of_unpublished(const ir::Timeline& timeline, size_t k, size_t count) {
  const ir::TimelineEntry& entry = timeline.entries[k];
  if (entry.until) return *entry.until;
  return k + 1 < count ? timeline.entries[k + 1].from : kNever;
}

// Of a published one: its own end, else the next unpublished `from`, else the end of the timeline.
int32_t end_of_published(const ir::Timeline& timeline, const ir::TimelineEntry& entry, size_t count) {
  if (entry.until) return *entry.until;
  for (size_t k = 0; k < count; ++k) {
    if (timeline.entries[k].from > entry.from) return timeline.entries[k].from;
  }
  return count == 0 ? kNever : end_of_unpublished(timeline, count - 1, count);
}

int32_t end_of(const ir::Timeline& timeline, size_t k, size_t count) {
  return k < count ? end_of_unpublished(timeline, k, count) : end_of_published(timeline, timeline.entries[k], count);
}

}  // namespace

std::optional<uint32_t> entry_at(const ir::Timeline& timeline, int32_t date, int32_t as_of) {
  const size_t count = unpublished_count(timeline);
  std::optional<uint32_t> found;
  for (size_t k = 0; k < timeline.entries.size(); ++k) {
    const ir::TimelineEntry& entry = timeline.entries[k];
    if (entry.published && as_of < *entry.published) continue;
    if (date < entry.from || date >= end_of(timeline, k, count)) continue;
    if (found && k >= count) {  // the latest published decides; published ones stand after all others
      const ir::TimelineEntry& other = timeline.entries[*found];
      if (other.published && *other.published > *entry.published) continue;
    }
    found = static_cast<uint32_t>(k);
  }
  return found;
}

std::vector<Segment> segments(const ir::Timeline& timeline, int32_t as_of) {
  const size_t count = unpublished_count(timeline);
  std::vector<int32_t> days;
  for (size_t k = 0; k < timeline.entries.size(); ++k) {
    const ir::TimelineEntry& entry = timeline.entries[k];
    if (entry.published && as_of < *entry.published) continue;
    days.push_back(entry.from);
    const int32_t end = end_of(timeline, k, count);
    if (end != kNever) days.push_back(end);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<Segment> out;
  for (const int32_t day : days) {
    const auto entry = entry_at(timeline, day, as_of);
    if (out.empty() ? !entry.has_value() : out.back().entry == entry) continue;
    out.push_back({day, entry});
  }
  return out;
}

std::optional<uint32_t> version_at(const ir::Table& table, int32_t date) {
  if (!table.dated) return 0;
  if (table.until && date >= *table.until) return std::nullopt;
  std::optional<uint32_t> found;
  for (uint32_t k = 0; k < table.versions.size(); ++k) {
    if (table.versions[k].from <= date) found = k;
  }
  return found;
}

}  // namespace tarifa::kernel
