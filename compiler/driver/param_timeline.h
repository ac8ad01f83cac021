// The timeline of a parameter: which value holds when, by key, with what was published later, and where there is none.
// For people, as text and as a picture.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/driver/svg_drawing.h"
#include "compiler/ir/module.h"
#include "compiler/support/diag.h"

namespace tarifa::driver {

struct TimelineSpan {
  int32_t from = 0;
  std::optional<int32_t> until;      // excluded; none: open
  std::optional<int32_t> published;  // it overrides from then on
  bool gap = false;                  // between two others: there is no value
  std::string value;                 // `536.4475 COP/kWh`, `3 blocks`
  std::string because;
  ir::Place at;
};

struct TimelineRow {
  std::string name;                 // `unit_cost`, `subsidy_rate(S1)`
  std::vector<TimelineSpan> spans;  // those without `published` in order, with gaps between; then the published ones
};

struct ParamTimeline {
  std::string name;
  std::string type;
  std::string source;  // CSV file, or empty
  std::string doc;
  std::vector<TimelineRow> rows;  // one a combination of keys
  bool optional = false;          // a gap is a missing value, not an error
};

[[nodiscard]] ParamTimeline param_timeline(const ir::Module& module, ir::ParamId param, Language language);

// `today`: marked, where it is given.
[[nodiscard]] std::string timeline_text(const ParamTimeline& timeline, Language language, std::optional<int32_t> today);
[[nodiscard]] std::string timeline_svg(const ParamTimeline& timeline, Language language, SvgColors colors,
                                       std::optional<int32_t> today);

}  // namespace tarifa::driver
