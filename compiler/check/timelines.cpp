#include "compiler/check/timelines.h"

#include <algorithm>
#include <tuple>

#include "compiler/check/constants.h"
#include "compiler/check/report.h"
#include "compiler/numeric/date_text.h"

namespace tarifa::check {
namespace {

using Entries = std::vector<WrittenEntry>;

bool judge_ends(Session& session, const Entries& entries) {
  bool ok = true;
  for (const WrittenEntry& written : entries) {
    const ir::TimelineEntry& entry = written.entry;
    if (entry.until && *entry.until <= entry.from) {
      report(session, DiagKind::EndsBeforeItBegins, written.end_span, {date_text(entry.from), date_text(*entry.until)});
      ok = false;
    }
    if (entry.published && written.open) {
      report(session, DiagKind::PublishedOpen, written.end_span);
      ok = false;
    }
    if (written.extension && !entry.published) {
      report(session, DiagKind::ExtendNeedsPublished, written.span);
      ok = false;
    }
  }
  return ok;
}

// Two neighbours without `published`.
bool judge_pair(Session& session, const TimelineOwner& owner, const WrittenEntry& a, const WrittenEntry& b) {
  const int32_t next = b.entry.from;
  if (next <= a.entry.from) {
    report(session, DiagKind::DatesNotAscending, b.span, {date_text(next), date_text(a.entry.from)})
        .label(a.span, NoteKind::EntryBefore);
    return false;
  }
  if (a.open) {
    report(session, DiagKind::OpenNotLast, a.end_span).label(b.span, NoteKind::NextEntry);
    return false;
  }
  if (a.entry.until && *a.entry.until > next) {
    report(session, DiagKind::EntriesOverlap, a.end_span,
           {date_text(a.entry.from), date_text(*a.entry.until), date_text(next)})
        .label(b.span, NoteKind::NextEntry);
    return false;
  }
  if (a.entry.until && *a.entry.until < next && !owner.optional) {
    report(session, DiagKind::TimelineGap, a.end_span, {owner.name, date_text(*a.entry.until), date_text(next)})
        .label(b.span, NoteKind::NextEntry);
  }
  return true;
}

bool judge_last(Session& session, const TimelineOwner& owner, const WrittenEntry& last) {
  if (last.open || last.entry.until) return true;
  Report open_end = report(session, DiagKind::TimelineNotClosed, last.span, {owner.name});
  const bool csv = session.sources.path(last.span.file).ends_with(".csv");
  open_end.help(csv ? NoteKind::SayOpenInColumn : NoteKind::SayOpenOrUntil);
  if (last.end_span.valid() && last.end_span.begin == last.end_span.end) {
    open_end.fix(NoteKind::AddOpen, {}, last.end_span, " open");
  }
  return false;
}

// The day on which a published entry stops to override; none: never.
std::optional<int32_t> end_of(const Entries& base, const WrittenEntry& published) {
  if (published.entry.until) return published.entry.until;
  for (const WrittenEntry& written : base) {
    if (written.entry.from > published.entry.from) return written.entry.from;
  }
  return base.empty() ? std::nullopt : base.back().entry.until;
}

// A correction without `until` that begins when the timeline has ended covers no day (S5).
bool judge_published_ends(Session& session, const Entries& base, const Entries& published) {
  bool ok = true;
  for (const WrittenEntry& written : published) {
    const auto end = end_of(base, written);
    if (!end || *end > written.entry.from) continue;
    report(session, DiagKind::PublishedAfterEnd, written.span, {date_text(written.entry.from), date_text(*end)})
        .label(base.back().end_span, NoteKind::EntryBefore);
    ok = false;
  }
  return ok;
}

bool judge_ties(Session& session, const Entries& base, const Entries& published) {
  bool ok = true;
  for (size_t i = 1; i < published.size(); ++i) {
    // Of one day of publication the entries are neighbours, in order of `from`.
    for (size_t j = i; j-- > 0 && published[j].entry.published == published[i].entry.published;) {
      const auto end = end_of(base, published[j]);
      if (end && *end <= published[i].entry.from) continue;
      report(session, DiagKind::PublishedTie, published[i].span,
             {date_text(*published[i].entry.published), date_text(published[i].entry.from)})
          .label(published[j].span, NoteKind::OtherEntry);
      ok = false;
      break;
    }
  }
  return ok;
}

}  // namespace

std::string date_text(int32_t days) { return numeric::to_string(numeric::Date{days}); }

bool build_timeline(Session& session, const TimelineOwner& owner, Entries written,
                    std::vector<ir::TimelineEntry>& entries) {
  if (written.empty()) {
    report(session, DiagKind::NoEntries, owner.span, {owner.name});
    return false;
  }
  if (!judge_ends(session, written)) return false;
  const auto middle =
      std::stable_partition(written.begin(), written.end(), [](const WrittenEntry& w) { return !w.entry.published; });
  const Entries base(std::make_move_iterator(written.begin()), std::make_move_iterator(middle));
  Entries published(std::make_move_iterator(middle), std::make_move_iterator(written.end()));
  if (base.empty() && !owner.optional) {  // an optional parameter is missing until then
    report(session, DiagKind::OnlyPublished, owner.span, {owner.name});
    return false;
  }
  bool ok = true;
  for (size_t i = 1; i < base.size(); ++i) ok = judge_pair(session, owner, base[i - 1], base[i]) && ok;
  if (!base.empty()) ok = judge_last(session, owner, base.back()) && ok;
  if (!ok) return false;
  std::stable_sort(published.begin(), published.end(), [](const WrittenEntry& a, const WrittenEntry& b) {
    return std::tuple(*a.entry.published, a.entry.from) < std::tuple(*b.entry.published, b.entry.from);
  });
  if (!judge_published_ends(session, base, published)) return false;
  if (!judge_ties(session, base, published)) return false;
  for (const WrittenEntry& w : base) entries.push_back(w.entry);
  for (const WrittenEntry& w : published) entries.push_back(w.entry);
  return true;
}

std::optional<WrittenEnd> read_end(Session& session, ModuleId module, syntax::NodeId end) {
  const syntax::Tree& tree = session.module(module).tree;
  WrittenEnd read;
  read.span = tree.span(end);
  if (tree.has_token(end, syntax::TokenKind::OPEN)) {
    read.open = true;
    return read;
  }
  const auto date = literal_date(session, module, tree.expression(end));
  if (!date) return std::nullopt;
  const bool through = tree.has_token(end, syntax::TokenKind::THROUGH);
  read.until = through ? *date + 1 : *date;
  return read;
}

}  // namespace tarifa::check
