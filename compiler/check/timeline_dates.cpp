#include "compiler/check/timeline_dates.h"

namespace tarifa::check {

bool covers(const ir::Timeline& timeline, int32_t day) {
  for (size_t k = 0; k < timeline.entries.size(); ++k) {
    const ir::TimelineEntry& entry = timeline.entries[k];
    if (entry.from > day) continue;
    if (entry.until) {
      if (day < *entry.until) return true;
      continue;
    }
    // Published entries without an end may reach far; they are judged at run time.
    if (entry.published) return true;
    const bool next_unpublished = k + 1 < timeline.entries.size() && !timeline.entries[k + 1].published;
    if (!next_unpublished || day < timeline.entries[k + 1].from) return true;
  }
  return false;
}

}  // namespace tarifa::check
