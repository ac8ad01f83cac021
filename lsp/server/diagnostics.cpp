#include "lsp/server/diagnostics.h"

#include "lsp/server/progress.h"
#include "lsp/server/wire.h"
#include "lsp/workspace/file_uri.h"

namespace tarifa::lsp {
namespace {

constexpr int kErrorSeverity = 1;
constexpr int kWarningSeverity = 2;
constexpr int kUnnecessaryTag = 1;

bool is_unnecessary(DiagKind kind) {
  return kind == DiagKind::UnusedImport || kind == DiagKind::UnusedDeclaration || kind == DiagKind::UnreachableModule;
}

std::string message_with_help(const Diagnostic& diagnostic, Language language) {
  std::string text = diag_message(diagnostic, language);
  const char* word = language == Language::English ? "help: " : "ayuda: ";
  for (const Note& note : diagnostic.help) text += "\n" + std::string(word) + note_message(note, language);
  return text;
}

Json diagnostic_json(const State& state, const Snapshot& snapshot, const Diagnostic& diagnostic) {
  const Client& client = state.client;
  const std::string code(diag_code(diagnostic.kind));
  Json json = {{"range", range_json(state, snapshot, diagnostic.span)},
               {"severity", diag_severity(diagnostic.kind) == Severity::Error ? kErrorSeverity : kWarningSeverity},
               {"code", code},
               {"source", "tarifa"},
               {"message", message_with_help(diagnostic, client.language)}};
  if (!client.diagnostic_pages.empty())
    json["codeDescription"] = {{"href", client.diagnostic_pages + "/" + code + ".md"}};
  if (is_unnecessary(diagnostic.kind)) json["tags"] = {kUnnecessaryTag};
  for (const Label& label : diagnostic.labels) {
    if (!label.span.valid()) continue;
    json["relatedInformation"].push_back({{"location", location_json(state, snapshot, label.span)},
                                          {"message", note_message(label.note, client.language)}});
  }
  return json;
}

// The package as a whole cannot be read: said at the beginning of its manifest.
Json failure_json(const State& state, const Failure& failure) {
  const Range start{};
  return {{"range", to_json(start)},
          {"severity", kErrorSeverity},
          {"code", std::string(diag_code(failure.kind))},
          {"source", "tarifa"},
          {"message", diag_message(to_diagnostic(failure), state.client.language)}};
}

std::string failure_uri(const OpenPackage& package) {
  return uri_of_path(package.single().empty() ? package.root() + std::string(kManifestName) : package.single());
}

std::string key_of(const OpenPackage& package) { return package.single().empty() ? package.root() : package.single(); }

// A dependency's own package says what is wrong in it; the manifest of a single file was made up.
bool says_of(const OpenPackage& package, const std::string& path) {
  if (!package.single().empty()) return path == package.single();
  return package_root_of(path) == package.root();
}

// Diagnostics by file, in the order they were found.
using ByFile = std::map<FileId, std::vector<const Diagnostic*>>;

ByFile by_file(const OpenPackage& package, const Snapshot& snapshot) {
  ByFile found;
  std::map<FileId, bool> own;
  for (const Diagnostic& diagnostic : snapshot.package().sink.all()) {
    const FileId file = diagnostic.span.file;
    if (!file.valid()) continue;
    if (!own.contains(file)) own[file] = says_of(package, snapshot.path(file));
    if (own[file]) found[file].push_back(&diagnostic);
  }
  return found;
}

Json list_json(const State& state, const Snapshot& snapshot, const std::vector<const Diagnostic*>& found) {
  Json list = Json::array();
  for (const Diagnostic* diagnostic : found) list.push_back(diagnostic_json(state, snapshot, *diagnostic));
  return list;
}

void add_args(const std::vector<std::string>& args, std::string& out) {
  for (const std::string& arg : args) out += arg + '\x1f';
}

// By file, line and column: an edit elsewhere in the file may have moved the offsets only.
void add_place(const SourceStore& sources, Span span, std::string& out) {
  const LineColumn begin = sources.line_column(span.file, span.begin);
  const LineColumn end = sources.line_column(span.file, span.end);
  for (const uint32_t number : {span.file.index(), begin.line, begin.column, end.line, end.column})
    out.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

// Much cheaper than the JSON it stands for.
std::string fingerprint(const Snapshot& snapshot, const std::vector<const Diagnostic*>& found) {
  std::string out;
  for (const Diagnostic* diagnostic : found) {
    out += std::to_string(static_cast<int>(diagnostic->kind)) + '\x1e';
    add_place(snapshot.sources(), diagnostic->span, out);
    add_args(diagnostic->args, out);
    for (const Label& label : diagnostic->labels) {
      if (label.span.valid()) add_place(snapshot.sources(), label.span, out);
      out += std::to_string(static_cast<int>(label.note.kind));
      add_args(label.note.args, out);
    }
    for (const Note& note : diagnostic->help) {
      out += std::to_string(static_cast<int>(note.kind));
      add_args(note.args, out);
    }
  }
  return out;
}

std::optional<int64_t> open_version(const State& state, const std::string& uri) {
  const auto path = path_of_uri(uri);
  if (!path) return std::nullopt;
  const auto open = state.workspace.documents().find(*path);
  return open == state.workspace.documents().end() ? std::nullopt : std::optional(open->second.version);
}

void publish(State& state, const std::string& uri, Json list) {
  Json params = {{"uri", uri}, {"diagnostics", std::move(list)}};
  if (const auto version = open_version(state, uri)) params["version"] = *version;
  state.send(notify("textDocument/publishDiagnostics", std::move(params)));
}

bool published_by_another(const State& state, const std::string& key, const std::string& uri) {
  for (const auto& [other, uris] : state.published) {
    const auto found = uris.find(uri);
    if (other != key && found != uris.end() && !found->second.fingerprint.empty()) return true;
  }
  return false;
}

void publish_package(State& state, OpenPackage& package) {
  const std::string key = key_of(package);
  const auto before = std::move(state.published[key]);
  std::map<std::string, Published> now;
  const auto send = [&](const std::string& uri, std::string print, const auto& list) {
    Published one{std::move(print), open_version(state, uri)};
    const auto known = before.find(uri);
    if (known == before.end() || known->second != one) publish(state, uri, list());
    now.emplace(uri, std::move(one));
  };
  const auto analysed = package.analysed(state.workspace.documents());
  if (analysed) {
    const Snapshot& snapshot = **analysed;
    for (const auto& [file, found] : by_file(package, snapshot))
      send(uri_of(snapshot, file), fingerprint(snapshot, found), [&] { return list_json(state, snapshot, found); });
  } else {
    const Json failure = failure_json(state, analysed.error());
    send(failure_uri(package), body_of(failure), [&] { return Json::array({failure}); });
  }
  // What is open is told of, also that nothing is wrong with it.
  for (const auto& [path, document] : state.workspace.documents()) {
    const std::string uri = uri_of_path(path);
    if (!now.contains(uri) && says_of(package, path)) send(uri, "", [] { return Json::array(); });
  }
  for (const auto& [uri, old] : before) {
    if (now.contains(uri) || old.fingerprint.empty() || published_by_another(state, key, uri)) continue;
    publish(state, uri, Json::array());
  }
  state.published[key] = std::move(now);
}

}  // namespace

std::string progress_title(const State& state) {
  return state.client.language == Language::Spanish ? "Verificando paquetes" : "Checking packages";
}

std::map<std::string, Json> package_diagnostics(State& state, OpenPackage& package) {
  std::map<std::string, Json> by_uri;
  const auto analysed = package.analysed(state.workspace.documents());
  if (!analysed) {
    by_uri[failure_uri(package)] = Json::array({failure_json(state, analysed.error())});
    return by_uri;
  }
  for (const auto& [file, found] : by_file(package, **analysed))
    by_uri[uri_of(**analysed, file)] = list_json(state, **analysed, found);
  return by_uri;
}

void send_diagnostics(State& state) {
  if (state.client.pulls_diagnostics) {
    if (state.client.refreshes_diagnostics) state.send(ask(state.next_id++, "workspace/diagnostic/refresh", nullptr));
    return;
  }
  std::set<std::string> known;
  std::vector<OpenPackage*> changed;
  for (OpenPackage* package : state.workspace.packages()) {
    known.insert(key_of(*package));
    if (package->stale() || !state.published.contains(key_of(*package))) changed.push_back(package);
  }
  Progress progress(state, nullptr, progress_title(state), changed.size());
  for (OpenPackage* package : changed) {
    progress.step(key_of(*package));
    publish_package(state, *package);
    package->drop_replaced();
  }
  // Packages that are no more.
  for (auto& [key, uris] : state.published) {
    if (known.contains(key)) continue;
    for (const auto& [uri, one] : uris) {
      if (!one.fingerprint.empty() && !published_by_another(state, key, uri)) publish(state, uri, Json::array());
    }
    uris.clear();
  }
}

// What an edit of one file changes in how others are shown, the client asks for again; of a single one it does so
// itself.
void refresh_views(State& state) {
  if (state.workspace.documents().size() < 2) return;
  const auto refresh = [&](bool can, const char* method) {
    if (can) state.send(ask(state.next_id++, method, nullptr));
  };
  refresh(state.client.refreshes_semantic_tokens, "workspace/semanticTokens/refresh");
  refresh(state.client.refreshes_inlay_hints, "workspace/inlayHint/refresh");
  refresh(state.client.refreshes_code_lenses, "workspace/codeLens/refresh");
}

}  // namespace tarifa::lsp
