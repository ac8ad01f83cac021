// The picture of a timeline: a bar a value on an axis of days, one row a key.
#include <algorithm>
#include <limits>

#include "compiler/driver/param_timeline.h"
#include "compiler/eval/civil.h"

namespace tarifa::driver {
namespace {

constexpr double kWidth = 600;
constexpr double kMargin = 12;
constexpr double kBar = 30;
constexpr double kLane = 38;   // from a row of bars to that of published ones
constexpr double kLabel = 22;  // of a key
constexpr double kAxis = 30;
constexpr size_t kMostRows = 60;
constexpr size_t kMostSpans = 3'000;
constexpr double kLeastTick = 62;  // between two dates on the axis

std::string pick(Language language, std::string_view english, std::string_view spanish) {
  return std::string(language == Language::English ? english : spanish);
}

struct Extent {
  int64_t from = 0;
  int64_t until = 1;
};

// All that is dated, and room on the right for what is open.
Extent extent_of(const ParamTimeline& timeline, std::optional<int32_t> today) {
  int64_t from = std::numeric_limits<int64_t>::max();
  int64_t until = std::numeric_limits<int64_t>::min();
  const auto hold = [&](int64_t date) { from = std::min(from, date), until = std::max(until, date); };
  for (const TimelineRow& row : timeline.rows) {
    for (const TimelineSpan& span : row.spans) {
      hold(span.from);
      if (span.until) hold(*span.until);
      if (span.published) hold(*span.published);
    }
  }
  if (from > until) return {0, 1};
  const int64_t near = std::max<int64_t>(365, (until - from) * 2);
  if (today && *today >= from - near && *today <= until + near) hold(*today);  // far away, it would squeeze the rest
  const int64_t days = std::max<int64_t>(until - from, 30);
  return {from, from + days + std::max<int64_t>(days / 6, 10)};
}

class Picture {
 public:
  Picture(const ParamTimeline& timeline, Language language, SvgColors colors, std::optional<int32_t> today)
      : timeline_(timeline),
        language_(language),
        today_(today),
        extent_(extent_of(timeline, today)),
        drawing_(colors, kWidth) {}

  std::string draw() {
    const std::string title = "param " + timeline_.name;
    y_ = kMargin + 18;
    drawing_.text(kMargin, y_, title, {18, true, false, 1, SvgAnchor::Start});
    y_ += 20;
    const std::string from = timeline_.source.empty() ? "" : ", " + timeline_.source;
    drawing_.text(kMargin, y_, timeline_.type + from, {13, false, false, 0.75, SvgAnchor::Start});
    y_ += 14;
    const double top = y_;
    const size_t rows = std::min(timeline_.rows.size(), kMostRows);
    for (size_t i = 0; i < rows; ++i) row(timeline_.rows[i]);
    if (rows < timeline_.rows.size()) {
      y_ += 16;
      const std::string more = std::to_string(timeline_.rows.size() - rows);
      drawing_.text(kMargin, y_, "… " + more + pick(language_, " more", " más"),
                    {13, false, true, 0.75, SvgAnchor::Start});
      y_ += 8;
    }
    axis();
    mark_today(top);
    legend();
    return drawing_.finish(y_ + kMargin, title);
  }

 private:
  [[nodiscard]] double x_of(int64_t date) const {
    const double days = static_cast<double>(extent_.until - extent_.from);
    const double part = static_cast<double>(std::clamp(date, extent_.from, extent_.until) - extent_.from) / days;
    return kMargin + part * (kWidth - 2 * kMargin);
  }

  [[nodiscard]] std::string tip_of(const TimelineSpan& span) const {
    const std::string until =
        span.until ? eval::date_text(int64_t{*span.until} - 1) : pick(language_, "open", "abierta");
    std::string tip = eval::date_text(span.from) + " .. " + until + ": ";
    tip += span.gap ? pick(language_, "no value", "sin valor") : span.value;
    if (span.published) tip += pick(language_, ", published ", ", publicado ") + eval::date_text(*span.published);
    if (!span.because.empty()) tip += ", " + span.because;
    return tip;
  }

  void row(const TimelineRow& row) {
    if (timeline_.rows.size() > 1) {
      y_ += kLabel;
      drawing_.text(kMargin, y_ - 6, row.name, {13, true, false, 1, SvgAnchor::Start});
    }
    size_t drawn = 0;
    bool published = false;
    bool odd = false;
    for (const TimelineSpan& span : row.spans) {
      if (++drawn > kMostSpans) break;
      if (span.published) {
        published = true;
        continue;
      }
      bar(span, y_, odd);
      if (!span.gap) odd = !odd;
    }
    y_ += kLane;
    if (!published) return;
    for (const TimelineSpan& span : row.spans) {
      if (span.published) published_bar(span);
    }
    y_ += kLane;
  }

  void bar(const TimelineSpan& span, double y, bool odd) {
    const double x = x_of(span.from);
    const double end = x_of(span.until ? *span.until : extent_.until);
    const SvgBox box{x, y, end - x, kBar};
    if (span.gap) {
      drawing_.box(box, {SvgColor::Red, 0.12, SvgColor::Red, 1, 1.5, true}, 0, tip_of(span));
      label(box, pick(language_, "no value", "sin valor"), {12, false, true, 1, SvgAnchor::Middle});
      return;
    }
    drawing_.box(box, {SvgColor::Blue, odd ? 0.28 : 0.16, SvgColor::Blue, 1, 1, false}, 2, tip_of(span));
    if (!span.until) open_end(end, y, SvgColor::Blue);
    label(box, span.value, {13, false, false, 1, SvgAnchor::Middle});
  }

  void published_bar(const TimelineSpan& span) {
    const double x = x_of(span.from);
    const double end = x_of(span.until ? *span.until : extent_.until);
    const SvgBox box{x, y_, end - x, kBar};
    drawing_.box(box, {SvgColor::Orange, 0.16, SvgColor::Orange, 1, 1.5, true}, 2, tip_of(span));
    if (!span.until) open_end(end, y_, SvgColor::Orange);
    label(box, span.value, {13, false, false, 1, SvgAnchor::Middle});
    drawing_.triangle(x_of(*span.published), y_, 9, {SvgColor::Orange, 1, SvgColor::None, 1, 1, false}, tip_of(span));
  }

  // It goes on: three strokes instead of an end.
  void open_end(double x, double y, SvgColor color) {
    for (int i = 0; i < 3; ++i) {
      const double at = x - 3 - 4 * i;
      drawing_.line(at, y + 6, at, y + kBar - 6, {SvgColor::None, 1, color, 1 - 0.25 * i, 1.5, false});
    }
  }

  // Where it fits; the tip has it in any case.
  void label(const SvgBox& box, const std::string& text, SvgText how) {
    if (svg_text_width(text, how.size) + 8 > box.width) {
      how.size = 11;
      const std::string digits = text.substr(0, text.find(' '));
      if (svg_text_width(digits, how.size) + 6 > box.width) return;
      drawing_.text(box.x + box.width / 2, box.y + kBar / 2 + 4, digits, how);
      return;
    }
    drawing_.text(box.x + box.width / 2, box.y + kBar / 2 + 5, text, how);
  }

  // Years where they have room, else months; the first days of them.
  void axis() {
    const SvgPaint thin{SvgColor::None, 1, SvgColor::Text, 0.4, 1, false};
    y_ += 4;
    drawing_.line(kMargin, y_, kWidth - kMargin, y_, thin);
    const double days = static_cast<double>(extent_.until - extent_.from);
    const double pixels_a_month = 30.4 * (kWidth - 2 * kMargin) / days;
    int64_t step = 1;
    for (const int64_t months : {1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000}) {
      step = months;
      if (pixels_a_month * static_cast<double>(months) >= kLeastTick) break;
    }
    const bool years = step >= 12;
    int64_t month = eval::month_of(extent_.from) / step * step;
    for (; eval::first_day(month) <= extent_.until; month += step) {
      const int64_t date = eval::first_day(month);
      if (date < extent_.from) continue;
      const double x = x_of(date);
      drawing_.line(x, y_, x, y_ + 5, thin);
      const std::string text = years ? eval::month_text(month).substr(0, 4) : eval::month_text(month);
      if (x + svg_text_width(text, 12) / 2 < kWidth)
        drawing_.text(std::max(x, svg_text_width(text, 12) / 2), y_ + 18, text,
                      {12, false, false, 0.8, SvgAnchor::Middle});
    }
    y_ += kAxis;
  }

  void mark_today(double top) {
    if (!today_) return;
    if (*today_ < extent_.from || *today_ > extent_.until) {  // too far away to be on the axis
      const bool later = *today_ > extent_.until;
      const std::string day = pick(language_, "today ", "hoy ") + eval::date_text(*today_);
      drawing_.text(later ? kWidth - kMargin : kMargin + 240, top - 18, later ? day + " →" : "← " + day,
                    {12, true, false, 1, later ? SvgAnchor::End : SvgAnchor::Start});
      return;
    }
    const double x = x_of(*today_);
    drawing_.line(x, top - 4, x, y_ - kAxis, {SvgColor::None, 1, SvgColor::Green, 1, 2, true});
    const std::string text = pick(language_, "today ", "hoy ") + eval::date_text(*today_);
    const bool right = x + svg_text_width(text, 12) + 8 > kWidth;
    drawing_.text(right ? x - 5 : x + 5, top - 18, text,
                  {12, true, false, 1, right ? SvgAnchor::End : SvgAnchor::Start});
  }

  // What the looks mean, where they occur.
  void legend() {
    bool gap = false;
    bool published = false;
    for (const TimelineRow& row : timeline_.rows) {
      for (const TimelineSpan& span : row.spans) {
        gap = gap || span.gap;
        published = published || span.published.has_value();
      }
    }
    double x = kMargin;
    const auto entry = [&](SvgColor color, const std::string& text) {
      drawing_.box({x, y_, 18, 12}, {color, 0.16, color, 1, 1.5, true});
      drawing_.text(x + 24, y_ + 11, text, {12, false, false, 0.85, SvgAnchor::Start});
      x += 24 + svg_text_width(text, 12) + 12;
    };
    if (published)
      entry(SvgColor::Orange,
            pick(language_, "published later (at ▾), overrides", "publicado después (en ▾), reemplaza"));
    if (gap) {
      entry(SvgColor::Red, timeline_.optional ? pick(language_, "no value: missing", "sin valor: falta")
                                              : pick(language_, "no value: R0301", "sin valor: R0301"));
    }
    if (gap || published) y_ += 16;
  }

  const ParamTimeline& timeline_;
  Language language_;
  std::optional<int32_t> today_;
  Extent extent_;
  SvgDrawing drawing_;
  double y_ = 0;
};

}  // namespace

std::string timeline_svg(const ParamTimeline& timeline, Language language, SvgColors colors,
                         std::optional<int32_t> today) {
  return Picture(timeline, language, colors, today).draw();
}

}  // namespace tarifa::driver
