// Diagnostics: what was found, where (every place), which rule it breaks, how to mend it. One registry
// (diag/*.def, through diag_kind.def) gives each kind a stable code and its text in English and Spanish. Texts hold
// {0}, {1}.. for the arguments. This file holds data only; rendering is in diag_text.h, diag_json.h and diag_sarif.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/source.h"

namespace tarifa {

enum class Severity : uint8_t { Error, Warning };
enum class Language : uint8_t { English, Spanish };

enum class DiagKind : uint16_t {
#define TARIFA_ERROR(code, name, english, spanish) name,
#define TARIFA_WARNING(code, name, english, spanish) name,
#define TARIFA_NOTE(name, english, spanish)
#include "compiler/support/diag_kind.def"
};

// Texts of labels, help lines and titles of fixes.
enum class NoteKind : uint16_t {
#define TARIFA_ERROR(code, name, english, spanish)
#define TARIFA_WARNING(code, name, english, spanish)
#define TARIFA_NOTE(name, english, spanish) name,
#include "compiler/support/diag_kind.def"
};

struct Note {
  NoteKind kind;
  std::vector<std::string> args;
};

struct Label {
  Span span;
  Note note;
};

struct Edit {
  Span span;         // what is replaced; empty to insert
  std::string text;  // by what
};

struct Fix {
  Note title;
  std::vector<Edit> edits;
};

struct Diagnostic {
  DiagKind kind;
  Span span;                      // the main place; invalid for a message about no file
  std::vector<std::string> args;  // user text without backticks: the registry's text has them
  std::vector<Label> labels;      // other places, each with its own words
  std::vector<Note> help;         // how to mend it, also example inputs
  std::vector<Fix> fixes;
};

[[nodiscard]] std::string_view diag_code(DiagKind kind);  // "E0312"
[[nodiscard]] std::string_view diag_name(DiagKind kind);  // "UnitMismatch"
[[nodiscard]] Severity diag_severity(DiagKind kind);
// The registry's text, with its {0} {1} unfilled.
[[nodiscard]] std::string_view diag_template(DiagKind kind, Language language);
[[nodiscard]] std::string diag_message(const Diagnostic& diagnostic, Language language);
[[nodiscard]] std::string note_message(const Note& note, Language language);
[[nodiscard]] const std::vector<DiagKind>& all_diag_kinds();

// Collects diagnostics; keeps at most limits::kErrorsAFile errors a file, counting the rest.
class DiagSink {
 public:
  void add(Diagnostic diagnostic);
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  [[nodiscard]] size_t error_count() const { return errors_; }
  [[nodiscard]] size_t warning_count() const { return warnings_; }
  [[nodiscard]] size_t dropped_count() const { return dropped_; }
  // By file, then offset, then code; equal ones once.
  void sort_and_dedupe();

 private:
  std::vector<Diagnostic> all_;
  std::vector<uint32_t> errors_by_file_;
  size_t errors_ = 0;
  size_t warnings_ = 0;
  size_t dropped_ = 0;
};

}  // namespace tarifa
