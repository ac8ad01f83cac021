#include "compiler/support/diag_sarif.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

namespace tarifa {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// A path as a relative reference (RFC 3986): what is not unreserved is escaped by byte.
std::string uri_of(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

Json artifact(const SourceStore& sources, FileId file) {
  return {{"uri", uri_of(sources.path(file))}, {"uriBaseId", "%SRCROOT%"}};
}

Json region(const SourceStore& sources, Span span) {
  const LineColumn start = sources.line_column(span.file, span.begin);
  const LineColumn end = sources.line_column(span.file, span.end);
  return {{"startLine", start.line}, {"startColumn", start.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

Json physical(const SourceStore& sources, Span span) {
  return {{"artifactLocation", artifact(sources, span.file)}, {"region", region(sources, span)}};
}

Json fix_object(const SourceStore& sources, const Fix& fix, Language language) {
  std::map<FileId, Json> by_file;
  for (const Edit& edit : fix.edits) {
    by_file.try_emplace(edit.span.file, Json::array())
        .first->second.push_back(
            {{"deletedRegion", region(sources, edit.span)}, {"insertedContent", {{"text", edit.text}}}});
  }
  Json changes = Json::array();
  for (auto& [file, replacements] : by_file) {
    changes.push_back({{"artifactLocation", artifact(sources, file)}, {"replacements", std::move(replacements)}});
  }
  return {{"description", {{"text", note_message(fix.title, language)}}}, {"artifactChanges", std::move(changes)}};
}

Json result(const SourceStore& sources, const Diagnostic& diagnostic, size_t rule, Language language) {
  std::string message = diag_message(diagnostic, language);
  for (const Note& help : diagnostic.help) message += "\n" + note_message(help, language);
  const bool error = diag_severity(diagnostic.kind) == Severity::Error;
  Json one = {{"ruleId", diag_code(diagnostic.kind)},
              {"ruleIndex", rule},
              {"level", error ? "error" : "warning"},
              {"message", {{"text", std::move(message)}}},
              {"locations", Json::array()}};
  if (diagnostic.span.valid()) {
    one["locations"].push_back({{"physicalLocation", physical(sources, diagnostic.span)}});
  }
  for (const Label& label : diagnostic.labels) {
    if (!label.span.valid()) continue;
    one["relatedLocations"].push_back({{"message", {{"text", note_message(label.note, language)}}},
                                       {"physicalLocation", physical(sources, label.span)}});
  }
  for (const Fix& fix : diagnostic.fixes) {
    one["fixes"].push_back(fix_object(sources, fix, language));
  }
  return one;
}

}  // namespace

std::string render_sarif(std::span<const Diagnostic> diagnostics, const SourceStore& sources, Language language,
                         std::string_view tool_version) {
  Json rules = Json::array();
  Json results = Json::array();
  std::map<DiagKind, size_t> rule_of;
  for (const Diagnostic& one : diagnostics) {
    const auto [at, is_new] = rule_of.try_emplace(one.kind, rules.size());
    if (is_new) {
      rules.push_back({{"id", diag_code(one.kind)},
                       {"name", diag_name(one.kind)},
                       {"shortDescription", {{"text", diag_template(one.kind, language)}}}});
    }
    results.push_back(result(sources, one, at->second, language));
  }
  const Json log = {{"$schema", kSchema},
                    {"version", "2.1.0"},
                    {"runs",
                     {{{"tool", {{"driver", {{"name", "tarifa"}, {"version", tool_version}, {"rules", rules}}}}},
                       {"columnKind", "unicodeCodePoints"},
                       {"results", results}}}}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tarifa
