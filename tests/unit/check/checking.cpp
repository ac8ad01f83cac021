#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

constexpr std::string_view kManifest = R"([package]
name = "test"
version = "1.0.0"
edition = "2026"
entry = ["test"]
)";
constexpr std::string_view kPath = "rules/test.rule";

std::string place(const SourceStore& sources, Span span) {
  if (!span.valid()) return "-";
  const LineColumn at = sources.line_column(span.file, span.begin);
  const std::string numbers = std::to_string(at.line) + ":" + std::to_string(at.column);
  const std::string_view path = sources.path(span.file);
  return path == kPath ? numbers : std::string(path) + ":" + numbers;
}

}  // namespace

std::vector<std::string> Checking::findings(Severity severity) const {
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : sink.all()) {
    if (diag_severity(diagnostic.kind) != severity) continue;
    found.push_back(std::string(diag_code(diagnostic.kind)) + " " + place(sources, diagnostic.span) + " " +
                    diag_message(diagnostic, Language::English));
  }
  return found;
}

std::vector<std::string> Checking::notes() const {
  std::vector<std::string> lines;
  for (const Diagnostic& diagnostic : sink.all()) {
    for (const Label& label : diagnostic.labels) {
      lines.push_back("label " + place(sources, label.span) + " " + note_message(label.note, Language::English));
    }
    for (const Note& help : diagnostic.help) lines.push_back("help " + note_message(help, Language::English));
    for (const Fix& fix : diagnostic.fixes) {
      for (const Edit& edit : fix.edits) {
        const Span end{edit.span.file, edit.span.end, edit.span.end};
        lines.push_back("fix " + place(sources, edit.span) + "-" + place(sources, end) + " -> " + edit.text);
      }
    }
  }
  return lines;
}

std::vector<std::string> Checking::uses_of(std::string_view word) const {
  std::vector<std::string> lines;
  for (const auto& facts : result.facts_by_file) {
    for (const Fact& fact : facts) {
      if (fact.kind == FactKind::Expression || sources.text(fact.span) != word) continue;
      const std::string from = place(sources, fact.span);
      lines.push_back(fact.kind == FactKind::Definition ? "definition " + from
                                                        : from + " -> " + place(sources, fact.definition));
    }
  }
  return lines;
}

std::unique_ptr<Checking> check_source(std::string_view source, std::vector<TestFile> others,
                                       std::string_view manifest) {
  PackageInput input;
  input.manifest = std::string(manifest.empty() ? kManifest : manifest);
  input.files.push_back({std::string(kPath), std::string(source)});
  for (TestFile& file : others) input.files.push_back({std::move(file.path), std::move(file.text)});
  auto checking = std::make_unique<Checking>();
  checking->result = check_package(checking->sources, input, checking->sink);
  return checking;
}

std::vector<std::string> errors_of(std::string_view source, std::vector<TestFile> others) {
  return check_source(source, std::move(others))->errors();
}

std::vector<std::string> warnings_of(std::string_view source, std::vector<TestFile> others) {
  return check_source(source, std::move(others))->warnings();
}

}  // namespace tarifa::check
