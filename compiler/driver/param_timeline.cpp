#include "compiler/driver/param_timeline.h"

#include <algorithm>

#include "compiler/eval/civil.h"
#include "compiler/eval/timelines.h"
#include "compiler/eval/value_text.h"
#include "compiler/ir/print.h"

namespace tarifa::driver {
namespace {

std::string pick(Language language, std::string_view english, std::string_view spanish) {
  return std::string(language == Language::English ? english : spanish);
}

std::string value_of(const ir::Module& module, const ir::Param& param, const ir::TimelineEntry& entry,
                     Language language) {
  if (entry.value.valid())
    return eval::value_text(module, param.type, eval::constant_value(module, entry.value), language);
  return std::to_string(entry.ladder.size()) + pick(language, " blocks", " bloques");
}

TimelineRow row_of(const ir::Module& module, ir::ParamId id, uint32_t index, Language language) {
  const ir::Param& param = module.params[id.index()];
  const ir::Timeline& timeline = param.timelines[index];
  TimelineRow row{eval::param_call_text(module, id, index), {}};
  std::optional<int32_t> ended;  // where the entry before ends
  for (uint32_t i = 0; i < timeline.entries.size(); ++i) {
    const ir::TimelineEntry& entry = timeline.entries[i];
    const eval::Validity validity = eval::validity_of(timeline, i);
    if (!entry.published && ended && *ended < validity.from)
      row.spans.push_back({*ended, validity.from, std::nullopt, true, {}, {}, entry.at});
    row.spans.push_back({validity.from, validity.until, entry.published, false,
                         value_of(module, param, entry, language), entry.because, entry.at});
    if (!entry.published) ended = validity.until;
  }
  return row;
}

std::string days_text(const TimelineSpan& span, Language language) {
  const std::string until = span.until ? eval::date_text(int64_t{*span.until} - 1) : pick(language, "open", "abierta");
  return eval::date_text(span.from) + " .. " + until;
}

bool holds_on(const TimelineSpan& span, int32_t date) {
  return span.from <= date && (!span.until || date < *span.until) && (!span.published || *span.published <= date);
}

// The span that counts on the day, as it is known then: the published ones override.
const TimelineSpan* holding(const TimelineRow& row, std::optional<int32_t> today) {
  const TimelineSpan* best = nullptr;
  for (const TimelineSpan& span : row.spans) {
    if (!today || span.gap || !holds_on(span, *today)) continue;
    if (best == nullptr || span.published >= best->published) best = &span;
  }
  return best;
}

}  // namespace

ParamTimeline param_timeline(const ir::Module& module, ir::ParamId id, Language language) {
  const ir::Param& param = module.params[id.index()];
  ParamTimeline timeline{param.name, ir::type_text(module, param.type), param.csv, param.doc, {}, false};
  timeline.optional = module.type(param.type).optional;
  for (uint32_t i = 0; i < param.timelines.size(); ++i) timeline.rows.push_back(row_of(module, id, i, language));
  return timeline;
}

std::string timeline_text(const ParamTimeline& timeline, Language language, std::optional<int32_t> today) {
  std::string out = "param " + timeline.name + ": " + timeline.type;
  if (!timeline.source.empty()) out += " (" + timeline.source + ")";
  out += "\n";
  const bool keyed = timeline.rows.size() > 1;
  for (const TimelineRow& row : timeline.rows) {
    if (keyed) out += "  " + row.name + "\n";
    size_t width = 0;
    for (const TimelineSpan& span : row.spans) width = std::max(width, days_text(span, language).size());
    const TimelineSpan* now = holding(row, today);
    for (const TimelineSpan& span : row.spans) {
      std::string days = days_text(span, language);
      days.resize(width, ' ');
      out += (keyed ? "    " : "  ") + days + "  " + (span.gap ? pick(language, "no value", "sin valor") : span.value);
      if (span.published) out += pick(language, ", published ", ", publicado ") + eval::date_text(*span.published);
      if (!span.because.empty()) out += pick(language, ", because \"", ", según \"") + span.because + "\"";
      if (&span == now) out += pick(language, "  <- today", "  <- hoy");
      out += "\n";
    }
  }
  return out;
}

}  // namespace tarifa::driver
