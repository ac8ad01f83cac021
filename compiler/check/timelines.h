// The rules of a timeline (S5), for parameters inline and from CSV alike: entries without
// `published` ascend, the last says how long it holds, published ones override from their date on,
// and no two of one day of publication cover the same date.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

struct WrittenEntry {
  ir::TimelineEntry entry;
  bool open = false;
  Span span;               // of the date it begins at
  Span end_span;           // where `open` or `until` would be added, or stands
  bool extension = false;  // written in an `extend`
};

struct TimelineOwner {
  std::string name;       // `unit_cost(North)`, for messages
  bool optional = false;  // gaps are missing values, not errors
  Span span;
};

// `written` in order of the text. Reports what is wrong and says false; otherwise `entries` is as
// ir::Timeline wants it.
[[nodiscard]] bool build_timeline(Session& session, const TimelineOwner& owner, std::vector<WrittenEntry> written,
                                  std::vector<ir::TimelineEntry>& entries);

[[nodiscard]] std::string date_text(int32_t days);

// TimelineEnd: `open`, `until D`, `through D`. Reports a wrong date.
struct WrittenEnd {
  bool open = false;
  std::optional<int32_t> until;  // excluded
  Span span;
};
[[nodiscard]] std::optional<WrittenEnd> read_end(Session& session, ModuleId module, syntax::NodeId end);

}  // namespace tarifa::check
