#include "compiler/support/diag_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/support/check.h"
#include "compiler/support/excerpt.h"
#include "compiler/support/printable_line.h"

namespace tarifa {
namespace {

struct Words {
  std::string_view error, warning, help, fix;
};

const Words& words(Language language) {
  static constexpr Words kEnglish{"error", "warning", "help", "fix"};
  static constexpr Words kSpanish{"error", "aviso", "ayuda", "arreglo"};
  return language == Language::Spanish ? kSpanish : kEnglish;
}

// One text being written: what every part of it needs.
struct Writer {
  const Diagnostic& diagnostic;
  const SourceStore& sources;
  const TextOptions& options;
  ExcerptStyle style;
  std::string out;

  [[nodiscard]] std::string text(const Note& note) const {
    return printable_text(note_message(note, options.language));
  }
  [[nodiscard]] std::string place(FileId file, uint32_t offset) const {
    const LineColumn at = sources.line_column(file, offset);
    return fmt::format("{}:{}:{}", printable_text(sources.path(file)), at.line, at.column);
  }
};

uint32_t last_line(const SourceStore& sources, const Diagnostic& diagnostic) {
  uint32_t last = 1;
  const auto see = [&](Span span) {
    if (!span.valid()) return;
    last = std::max(last, sources.line_column(span.file, std::max(span.begin, span.end)).line);
  };
  see(diagnostic.span);
  for (const Label& label : diagnostic.labels) see(label.span);
  for (const Fix& fix : diagnostic.fixes) {
    for (const Edit& edit : fix.edits) see(edit.span);
  }
  return last;
}

void write_head(Writer& w) {
  const bool error = diag_severity(w.diagnostic.kind) == Severity::Error;
  const Words& word = words(w.options.language);
  const std::string head = fmt::format("{}[{}]", error ? word.error : word.warning, diag_code(w.diagnostic.kind));
  const std::string message = printable_text(diag_message(w.diagnostic, w.options.language));
  w.out += w.style.paint(w.style.main_colour, head) + w.style.paint(colour::kStrong, ": " + message) + "\n";
}

// The excerpts: the file of the main place first, the others in the order of their labels.
void write_excerpts(Writer& w) {
  std::vector<Mark> marks;
  if (w.diagnostic.span.valid()) marks.push_back({w.diagnostic.span, "", true});
  for (const Label& label : w.diagnostic.labels) {
    if (!label.span.valid()) continue;
    const std::string text = w.text(label.note);
    // Words about the main place itself stand behind its own marks.
    if (!marks.empty() && marks[0].main && label.span == marks[0].span && marks[0].text.empty()) {
      marks[0].text = text;
    } else {
      marks.push_back({label.span, text, false});
    }
  }
  std::vector<FileId> files;
  for (const Mark& mark : marks) {
    if (std::find(files.begin(), files.end(), mark.span.file) == files.end()) {
      files.push_back(mark.span.file);
    }
  }
  for (const FileId file : files) {
    std::vector<Mark> here;
    std::copy_if(marks.begin(), marks.end(), std::back_inserter(here),
                 [&](const Mark& mark) { return mark.span.file == file; });
    const std::string_view arrow = file == files.front() ? "-->" : ":::";
    w.out += fmt::format("{}{} {}\n", std::string(w.style.gutter, ' '), w.style.paint(colour::kFrame, arrow),
                         w.place(file, here.front().span.begin));
    w.out += excerpt(w.sources, std::move(here), w.style);
  }
}

void write_remark(Writer& w, std::string_view kind, const std::string& text) {
  w.out += frame_line(w.style, 0, "=", w.style.paint(colour::kStrong, kind) + ": " + text);
}

// The edits that touch the same lines, by place.
using Cluster = std::vector<Edit>;

std::vector<Cluster> clusters(const SourceStore& sources, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::pair(a.span.file, a.span.begin) < std::pair(b.span.file, b.span.begin);
  });
  std::vector<Cluster> found;
  for (Edit& edit : edits) {
    const bool joins = !found.empty() && found.back().back().span.file == edit.span.file &&
                       sources.line_column(edit.span.file, found.back().back().span.end).line >=
                           sources.line_column(edit.span.file, edit.span.begin).line;
    if (!joins) found.emplace_back();
    found.back().push_back(std::move(edit));
  }
  return found;
}

void write_lines(Writer& w, uint32_t number, std::string_view sign, std::string_view colour, std::string_view text) {
  while (true) {
    const size_t end = text.find('\n');
    const std::string line = printable_line(text.substr(0, end)).text;
    w.out += frame_line(w.style, number++, sign, w.style.paint(colour, line));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

// The lines a cluster touches, before and after.
void write_cluster(Writer& w, const Cluster& cluster) {
  const FileId file = cluster.front().span.file;
  const std::string_view text = w.sources.text(file);
  const uint32_t first = w.sources.line_column(file, cluster.front().span.begin).line;
  const uint32_t last = w.sources.line_column(file, cluster.back().span.end).line;
  const std::string_view begin = w.sources.line_text(file, first);
  const std::string_view end = w.sources.line_text(file, last);
  const auto from = static_cast<size_t>(begin.data() - text.data());
  const auto to = static_cast<size_t>(end.data() + end.size() - text.data());
  std::string changed;
  size_t at = from;
  for (const Edit& edit : cluster) {
    TARIFA_CHECK(edit.span.begin >= at && edit.span.end <= text.size());  // no edits overlap
    changed += text.substr(at, edit.span.begin - at);
    changed += edit.text;
    at = edit.span.end;
  }
  if (at < to) changed += text.substr(at, to - at);
  if (file != w.diagnostic.span.file) {
    w.out += fmt::format("{}{} {}\n", std::string(w.style.gutter, ' '), w.style.paint(colour::kFrame, ":::"),
                         w.place(file, cluster.front().span.begin));
  }
  write_lines(w, first, "-", colour::kRemoved, text.substr(from, to - from));
  write_lines(w, first, "+", colour::kAdded, changed);
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const SourceStore& sources, const TextOptions& options) {
  Writer w{diagnostic, sources, options, {}, {}};
  w.style.paint.on = options.color;
  w.style.gutter = static_cast<uint32_t>(std::to_string(last_line(sources, diagnostic)).size());
  w.style.main_colour = diag_severity(diagnostic.kind) == Severity::Error ? colour::kError : colour::kWarning;
  write_head(w);
  write_excerpts(w);
  const Words& word = words(options.language);
  for (const Note& help : diagnostic.help) write_remark(w, word.help, w.text(help));
  for (const Fix& fix : diagnostic.fixes) {
    write_remark(w, word.fix, w.text(fix.title));
    for (const Cluster& cluster : clusters(sources, fix.edits)) write_cluster(w, cluster);
  }
  return std::move(w.out);
}

std::string render_text(std::span<const Diagnostic> diagnostics, const SourceStore& sources,
                        const TextOptions& options) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += render_text(diagnostic, sources, options) + "\n";
  }
  return out;
}

std::string render_counts(const DiagSink& sink, Language language) {
  const bool spanish = language == Language::Spanish;
  const auto count = [](size_t n, std::string_view one, std::string_view ending) {
    return fmt::format("{} {}{}", n, one, n == 1 ? "" : ending);
  };
  std::string out = sink.error_count() == 0 ? (spanish ? "ningún error" : "no errors")
                                            : count(sink.error_count(), "error", spanish ? "es" : "s");
  if (sink.warning_count() > 0) {
    out += ", " + count(sink.warning_count(), spanish ? "aviso" : "warning", "s");
  }
  if (sink.dropped_count() > 0) {
    out += fmt::format(" ({} {})", sink.dropped_count(), spanish ? "no mostrados" : "not shown");
  }
  return out;
}

}  // namespace tarifa
