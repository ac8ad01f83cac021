#include "lsp/features/timeline_text.h"

#include "compiler/eval/timelines.h"
#include "compiler/ir/print.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::lsp {
namespace {

constexpr size_t kMostTimelines = 12;

std::string date_text(int32_t days) { return numeric::to_string(numeric::Date{days}); }

std::string number_text(const ir::Module& module, ir::Int128 mantissa, uint8_t scale, ir::UnitId unit) {
  std::string text = numeric::to_string(numeric::Decimal{mantissa, scale});
  if (unit.valid() && unit.index() < module.units.size() && !module.units[unit.index()].name.empty())
    text += " " + module.units[unit.index()].name;
  return text;
}

std::string keys_text(const ir::Module& module, const ir::Timeline& timeline) {
  std::string text;
  for (const ir::ConstId key : timeline.keys) text += (text.empty() ? "" : ", ") + ir::const_text(module, key);
  return text.empty() ? text : "`" + text + "` ";
}

// Known today, and beginning after it: the nearest.
const ir::TimelineEntry* next_after(const ir::Timeline& timeline, int32_t today) {
  const ir::TimelineEntry* next = nullptr;
  for (const ir::TimelineEntry& entry : timeline.entries) {
    const bool known = !entry.published || *entry.published <= today;
    if (known && entry.from > today && (next == nullptr || entry.from < next->from)) next = &entry;
  }
  return next;
}

}  // namespace

std::string entry_text(const ir::Module& module, const ir::Param& param, const ir::TimelineEntry& entry) {
  if (entry.ladder.empty()) return entry.value.valid() ? ir::const_text(module, entry.value) : std::string{};
  const ir::Type& type = module.type(param.type);
  std::string text;
  for (const ir::LadderStep& step : entry.ladder) {
    text += text.empty() ? "| " : " | ";
    text += step.up_to ? "up to " + number_text(module, *step.up_to, param.ladder_scale, type.quantity_unit) : "above";
    text += " @ " + number_text(module, step.rate, type.scale, type.unit);
  }
  return text;
}

std::vector<std::string> timeline_lines(const ir::Module& module, const ir::Param& param, int32_t today,
                                        Language language) {
  const bool spanish = language == Language::Spanish;
  std::vector<std::string> lines;
  for (size_t k = 0; k < param.timelines.size() && k < kMostTimelines; ++k) {
    const ir::Timeline& timeline = param.timelines[k];
    const std::string keys = keys_text(module, timeline);
    const std::string now = keys + (spanish ? "hoy, " : "today, ") + date_text(today) + ": ";
    if (const auto entry = eval::entry_on(timeline, today, today)) {
      const eval::Validity validity = eval::validity_of(timeline, *entry);
      std::string line = now + "**" + entry_text(module, param, timeline.entries[*entry]) + "**";
      line += (spanish ? ", desde " : ", since ") + date_text(validity.from);
      if (validity.until) line += (spanish ? ", hasta antes de " : ", until ") + date_text(*validity.until);
      const std::string& because = timeline.entries[*entry].because;
      if (!because.empty()) line += " — " + because;
      lines.push_back(std::move(line));
    } else {
      lines.push_back(now + (spanish ? "ningún valor" : "no value"));
    }
    const ir::TimelineEntry* next = next_after(timeline, today);
    if (next != nullptr) {
      lines.push_back(keys + (spanish ? "después, desde " : "next, from ") + date_text(next->from) + ": " +
                      entry_text(module, param, *next));
    }
  }
  if (param.timelines.size() > kMostTimelines) lines.push_back("…");
  return lines;
}

}  // namespace tarifa::lsp
