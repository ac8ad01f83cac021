#include "compiler/support/diag_json.h"

#include <nlohmann/json.hpp>

namespace tarifa {
namespace {

using Json = nlohmann::ordered_json;

Json point(const SourceStore& sources, FileId file, uint32_t offset) {
  const LineColumn at = sources.line_column(file, offset);
  return {{"line", at.line}, {"column", at.column}, {"offset", offset}};
}

Json place(const SourceStore& sources, Span span) {
  if (!span.valid()) return nullptr;
  return {{"file", sources.path(span.file)},
          {"start", point(sources, span.file, span.begin)},
          {"end", point(sources, span.file, span.end)}};
}

Json fix_object(const SourceStore& sources, const Fix& fix, Language language) {
  Json edits = Json::array();
  for (const Edit& edit : fix.edits) {
    edits.push_back({{"span", place(sources, edit.span)}, {"text", edit.text}});
  }
  return {{"title", note_message(fix.title, language)}, {"edits", std::move(edits)}};
}

Json object(const SourceStore& sources, const Diagnostic& diagnostic, Language language) {
  Json labels = Json::array();
  for (const Label& label : diagnostic.labels) {
    labels.push_back({{"span", place(sources, label.span)}, {"message", note_message(label.note, language)}});
  }
  Json help = Json::array();
  for (const Note& note : diagnostic.help) help.push_back(note_message(note, language));
  Json fixes = Json::array();
  for (const Fix& fix : diagnostic.fixes) fixes.push_back(fix_object(sources, fix, language));
  const bool error = diag_severity(diagnostic.kind) == Severity::Error;
  return {{"code", diag_code(diagnostic.kind)},
          {"kind", diag_name(diagnostic.kind)},
          {"severity", error ? "error" : "warning"},
          {"message", diag_message(diagnostic, language)},
          {"span", place(sources, diagnostic.span)},
          {"labels", std::move(labels)},
          {"help", std::move(help)},
          {"fixes", std::move(fixes)}};
}

}  // namespace

std::string render_json(std::span<const Diagnostic> diagnostics, const SourceStore& sources, Language language) {
  Json all = Json::array();
  for (const Diagnostic& one : diagnostics) all.push_back(object(sources, one, language));
  // Broken UTF-8 of a user's file is replaced, never thrown over.
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tarifa
