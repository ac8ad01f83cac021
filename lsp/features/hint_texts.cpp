#include "lsp/features/hint_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/eval/timelines.h"
#include "compiler/ir/print.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"
#include "lsp/features/declared_ir.h"

namespace tarifa::lsp {
namespace {

constexpr size_t kMostTimelines = 12;

std::string date_text(int32_t days) { return numeric::to_string(numeric::Date{days}); }

std::string number_text(ir::Int128 mantissa, int scale) {
  if (!numeric::fits_decimal(mantissa)) return "10^38";
  return numeric::to_string(numeric::Decimal{mantissa, scale});
}

std::string keys_text(const ir::Module& module, const ir::Timeline& timeline) {
  std::string text;
  for (const ir::ConstId key : timeline.keys) text += (text.empty() ? "" : ", ") + ir::const_text(module, key);
  return text;
}

std::optional<uint32_t> next_after(const ir::Timeline& timeline, int32_t today) {
  std::optional<uint32_t> next;
  for (uint32_t k = 0; k < timeline.entries.size(); ++k) {
    const ir::TimelineEntry& entry = timeline.entries[k];
    const bool known = !entry.published || *entry.published <= today;
    if (known && entry.from > today && (!next || entry.from < timeline.entries[*next].from)) next = k;
  }
  return next;
}

std::string entry_value(const ir::Module& module, const ir::TimelineEntry& entry) {
  return entry.value.valid() ? ir::const_text(module, entry.value) : std::string("| .. |");
}

bool same(const ir::TimelineEntry& entry, const WrittenEntry& written) {
  const std::string published = entry.published ? date_text(*entry.published) : std::string{};
  return date_text(entry.from) == written.from && published == written.published;
}

// `/ 30` `/ period.days`: what the fraction is divided by.
std::string divisors_text(const ir::Module& module, const ir::Node& node) {
  std::string text;
  if (node.static_denominator > 1) text += fmt::format(", / {}", node.static_denominator);
  for (const ir::DivisorId divisor : node.divisors)
    text += ", / " + ir::expression_text(module, module.divisors[divisor.index()].node);
  return text;
}

}  // namespace

ir::NodeRanges& AmountTexts::ranges() {
  if (!ranges_) ranges_.emplace(snapshot_.ir());
  return *ranges_;
}

std::string AmountTexts::label(const ir::Line& line, Language language) {
  const ir::Module& module = snapshot_.ir();
  if (!line.expr.valid()) return {};
  const auto judged = ranges().judged(line.expr);
  const bool narrow = judged && *judged <= std::numeric_limits<int64_t>::max();
  const std::string_view words = language == Language::Spanish ? "{} dígitos, {} bits" : "{} digits, {} bits";
  const std::string how = fmt::format(fmt::runtime(words), module.type_of(line.expr).scale, narrow ? 64 : 128);
  return ": " + ir::type_text(module, line.type) + " (" + how + ")";
}

std::string AmountTexts::detail(const ir::Line& line, Language language) {
  const ir::Module& module = snapshot_.ir();
  if (!line.expr.valid()) return {};
  const bool spanish = language == Language::Spanish;
  const ir::Node& node = module.node(line.expr);
  const int scale = module.type(node.type).scale;
  std::string text = fmt::format(fmt::runtime(spanish ? "exacto a {} dígitos" : "exact to {} digits"), scale);
  text += divisors_text(module, node);
  if (line.rounded) {
    text += spanish ? "; redondeado a " : "; rounded to ";
    text += number_text(line.rounding.step, line.rounding.scale);
  }
  const ir::Interval& range = ranges().of(line.expr).mantissa;
  if (!range.empty()) text += "\n" + number_text(range.low(), scale) + " .. " + number_text(range.high(), scale);
  if (ranges().may_overflow(line.expr))
    text += spanish ? "\nel desborde se juzga fila por fila" : "\noverflow is judged row by row";
  return text;
}

std::string unit_of_type(const ir::Module& module, ir::TypeId type) {
  if (!type.valid() || type.index() >= module.types.size()) return {};
  const ir::Type& known = module.type(type);
  const bool has = known.kind == ir::TypeKind::Number && known.unit.valid() && known.unit.index() < module.units.size();
  return has ? module.units[known.unit.index()].name : std::string{};
}

std::vector<std::string> parameter_names(const Snapshot& snapshot, check::SymbolId symbol) {
  if (const ir::Let* let = let_of(snapshot, symbol)) return let->param_names;
  std::vector<std::string> names;
  if (const ir::Table* table = table_of(snapshot, symbol)) {
    for (const ir::TableColumn& column : table->params) names.push_back(column.name);
  }
  return names;
}

std::string value_label(const ir::Module& module, const ir::Param& param, int32_t today) {
  if (param.timelines.size() != 1 || !param.keys.empty()) return {};
  const ir::Timeline& timeline = param.timelines[0];
  const auto entry = eval::entry_on(timeline, today, today);
  if (!entry || !timeline.entries[*entry].value.valid()) return {};
  return " = " + ir::const_text(module, timeline.entries[*entry].value);
}

std::string value_detail(const ir::Module& module, const ir::Param& param, int32_t today, Language language) {
  const bool spanish = language == Language::Spanish;
  std::string text;
  const auto add = [&](const std::string& keys, std::string line) {
    text += (text.empty() ? "" : "\n") + (keys.empty() ? "" : keys + ": ") + std::move(line);
  };
  for (size_t k = 0; k < param.timelines.size() && k < kMostTimelines; ++k) {
    const ir::Timeline& timeline = param.timelines[k];
    const std::string keys = keys_text(module, timeline);
    if (const auto now = eval::entry_on(timeline, today, today)) {
      add(keys, entry_value(module, timeline.entries[*now]) + (spanish ? " desde " : " since ") +
                    date_text(eval::validity_of(timeline, *now).from));
    } else {
      add(keys, (spanish ? "ningún valor el " : "no value on ") + date_text(today));
    }
    if (const auto next = next_after(timeline, today)) {
      const ir::TimelineEntry& entry = timeline.entries[*next];
      add(keys,
          (spanish ? "próximo, desde " : "next, from ") + date_text(entry.from) + ": " + entry_value(module, entry));
    }
  }
  return text;
}

std::string entry_label(const ir::Module& module, const ir::Param& param, const WrittenEntry& written, int32_t today,
                        Language language) {
  const bool spanish = language == Language::Spanish;
  for (const ir::Timeline& timeline : param.timelines) {
    if (keys_text(module, timeline) != written.keys) continue;
    const auto now = eval::entry_on(timeline, today, today);
    if (now && same(timeline.entries[*now], written)) return spanish ? " ◂ hoy" : " ◂ today";
    const auto next = next_after(timeline, today);
    if (next && same(timeline.entries[*next], written)) return spanish ? " ◂ próximo" : " ◂ next";
  }
  return {};
}

}  // namespace tarifa::lsp
