#include "compiler/support/diag.h"

#include <algorithm>
#include <compare>

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
  // Messages about no file come first; the place in the list keeps equal ones in order.
  struct Key {
    uint64_t file;
    uint32_t begin;
    std::string_view code;
    uint32_t end;
    size_t place;
    auto operator<=>(const Key&) const = default;
    [[nodiscard]] bool same_place(const Key& other) const {
      return file == other.file && begin == other.begin && code == other.code && end == other.end;
    }
  };
  std::vector<Key> keys;
  keys.reserve(all_.size());
  for (const Diagnostic& d : all_) {
    const uint64_t file = d.span.valid() ? uint64_t{d.span.file.index()} + 1 : 0;
    keys.push_back({file, d.span.begin, diag_code(d.kind), d.span.end, keys.size()});
  }
  std::sort(keys.begin(), keys.end());
  std::vector<Diagnostic> kept;
  kept.reserve(all_.size());
  std::vector<Key> kept_keys;
  kept_keys.reserve(all_.size());
  for (const Key& key : keys) {
    Diagnostic& next = all_[key.place];
    // Equal keys are neighbours; arguments may still alternate among them.
    bool seen = false;
    for (size_t i = kept.size(); i > 0 && kept_keys[i - 1].same_place(key) && !seen; --i) {
      seen = kept[i - 1].args == next.args;
    }
    if (!seen) {
      kept.push_back(std::move(next));
      kept_keys.push_back(key);
    } else if (diag_severity(next.kind) == Severity::Warning) {
      --warnings_;
    } else {
      --errors_;
    }
  }
  all_ = std::move(kept);
}

}  // namespace tarifa
