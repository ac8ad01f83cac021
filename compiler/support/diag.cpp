#include "compiler/support/diag.h"

#include <algorithm>
#include <tuple>

#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace tarifa {
namespace {

struct KindInfo {
  std::string_view code;
  std::string_view name;
  Severity severity;
  std::string_view english;
  std::string_view spanish;
};

struct NoteInfo {
  std::string_view english;
  std::string_view spanish;
};

// The kind with no code ends each table, so that a registry without entries compiles too.
constexpr KindInfo kKinds[] = {
#define TARIFA_ERROR(code, name, english, spanish) {#code, #name, Severity::Error, english, spanish},
#define TARIFA_WARNING(code, name, english, spanish) {#code, #name, Severity::Warning, english, spanish},
#define TARIFA_NOTE(name, english, spanish)
#include "compiler/support/diag_kind.def"
    {}};

constexpr NoteInfo kNotes[] = {
#define TARIFA_ERROR(code, name, english, spanish)
#define TARIFA_WARNING(code, name, english, spanish)
#define TARIFA_NOTE(name, english, spanish) {english, spanish},
#include "compiler/support/diag_kind.def"
    {}};

constexpr size_t kKindCount = std::size(kKinds) - 1;
constexpr size_t kNoteCount = std::size(kNotes) - 1;

const KindInfo& info(DiagKind kind) {
  const auto index = static_cast<size_t>(kind);
  TARIFA_CHECK(index < kKindCount);
  return kKinds[index];
}

// Puts args[n] in place of {n}. A number without an argument is a programmer's error.
std::string fill(std::string_view text, const std::vector<std::string>& args) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool hole =
        text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9';
    if (!hole) {
      out += text[i];
      continue;
    }
    const auto arg = static_cast<size_t>(text[i + 1] - '0');
    TARIFA_CHECK(arg < args.size());
    out += args[arg];
    i += 2;
  }
  return out;
}

}  // namespace

std::string_view diag_code(DiagKind kind) { return info(kind).code; }
std::string_view diag_name(DiagKind kind) { return info(kind).name; }
Severity diag_severity(DiagKind kind) { return info(kind).severity; }

std::string_view diag_template(DiagKind kind, Language language) {
  return language == Language::Spanish ? info(kind).spanish : info(kind).english;
}

std::string diag_message(const Diagnostic& diagnostic, Language language) {
  return fill(diag_template(diagnostic.kind, language), diagnostic.args);
}

std::string note_message(const Note& note, Language language) {
  const auto index = static_cast<size_t>(note.kind);
  TARIFA_CHECK(index < kNoteCount);
  const NoteInfo& texts = kNotes[index];
  return fill(language == Language::Spanish ? texts.spanish : texts.english, note.args);
}

const std::vector<DiagKind>& all_diag_kinds() {
  static const std::vector<DiagKind> kinds = [] {
    std::vector<DiagKind> all(kKindCount);
    for (size_t i = 0; i < kKindCount; ++i) all[i] = static_cast<DiagKind>(i);
    return all;
  }();
  return kinds;
}

void DiagSink::add(Diagnostic diagnostic) {
  if (diag_severity(diagnostic.kind) == Severity::Warning) {
    ++warnings_;
    all_.push_back(std::move(diagnostic));
    return;
  }
  ++errors_;
  // Slot 0 counts the errors that stand in no file.
  const size_t slot = diagnostic.span.valid() ? diagnostic.span.file.index() + size_t{1} : 0;
  if (errors_by_file_.size() <= slot) errors_by_file_.resize(slot + 1);
  if (errors_by_file_[slot] >= limits::kErrorsAFile) {
    ++dropped_;
    return;
  }
  ++errors_by_file_[slot];
  all_.push_back(std::move(diagnostic));
}

void DiagSink::sort_and_dedupe() {
  const auto key = [](const Diagnostic& d) {
    // Messages about no file come first.
    const uint64_t file = d.span.valid() ? uint64_t{d.span.file.index()} + 1 : 0;
    return std::tuple(file, d.span.begin, diag_code(d.kind), d.span.end);
  };
  std::stable_sort(all_.begin(), all_.end(), [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  std::vector<Diagnostic> kept;
  for (Diagnostic& next : all_) {
    const auto same = [&](const Diagnostic& other) { return key(other) == key(next) && other.args == next.args; };
    // Equal keys are neighbours; arguments may still alternate among them.
    bool seen = false;
    for (auto it = kept.rbegin(); it != kept.rend() && key(*it) == key(next) && !seen; ++it) {
      seen = same(*it);
    }
    if (!seen) {
      kept.push_back(std::move(next));
    } else if (diag_severity(next.kind) == Severity::Warning) {
      --warnings_;
    } else {
      --errors_;
    }
  }
  all_ = std::move(kept);
}

}  // namespace tarifa
