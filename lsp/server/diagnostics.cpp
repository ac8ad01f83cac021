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

std::string key_of(const OpenPackage& package) { return package.single().empty() ? package.root() : package.single(); }

// A dependency's own package says what is wrong in it; the manifest of a single file was made up.
bool says_of(const OpenPackage& package, const std::string& path) {
  if (!package.single().empty()) return path == package.single();
  return package_root_of(path) == package.root();
}

void publish(State& state, const std::string& uri, Json list) {
  Json params = {{"uri", uri}, {"diagnostics", std::move(list)}};
  if (const auto path = path_of_uri(uri)) {
    const auto open = state.workspace.documents().find(*path);
    if (open != state.workspace.documents().end()) params["version"] = open->second.version;
  }
  state.send(notify("textDocument/publishDiagnostics", std::move(params)));
}

bool published_by_another(const State& state, const std::string& key, const std::string& uri) {
  for (const auto& [other, uris] : state.published) {
    if (other != key && uris.contains(uri)) return true;
  }
  return false;
}

void publish_package(State& state, OpenPackage& package) {
  const std::string key = key_of(package);
  auto found = package_diagnostics(state, package);
  // What is open is told of, also that nothing is wrong with it.
  for (const auto& [path, document] : state.workspace.documents()) {
    if (says_of(package, path)) found.try_emplace(uri_of_path(path), Json::array());
  }
  std::set<std::string> before = std::move(state.published[key]);
  std::set<std::string>& now = state.published[key];
  now.clear();
  for (auto& [uri, list] : found) {
    before.erase(uri);
    now.insert(uri);
    publish(state, uri, std::move(list));
  }
  for (const std::string& uri : before) {
    if (!published_by_another(state, key, uri)) publish(state, uri, Json::array());
  }
}

}  // namespace

std::string progress_title(const State& state) {
  return state.client.language == Language::Spanish ? "Verificando paquetes" : "Checking packages";
}

std::map<std::string, Json> package_diagnostics(State& state, OpenPackage& package) {
  std::map<std::string, Json> by_uri;
  const auto snapshot = package.analysed(state.workspace.documents());
  if (!snapshot) {
    const std::string place = package.single().empty() ? package.root() + std::string(kManifestName) : package.single();
    by_uri[uri_of_path(place)].push_back(failure_json(state, snapshot.error()));
    return by_uri;
  }
  const Snapshot& found = **snapshot;
  std::map<FileId, bool> own;
  for (const Diagnostic& diagnostic : found.package().sink.all()) {
    const FileId file = diagnostic.span.file;
    if (!file.valid()) continue;
    if (!own.contains(file)) own[file] = says_of(package, found.path(file));
    if (own[file]) by_uri[uri_of(found, file)].push_back(diagnostic_json(state, found, diagnostic));
  }
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
  }
  // Packages that are no more.
  for (auto& [key, uris] : state.published) {
    if (known.contains(key)) continue;
    for (const std::string& uri : uris) {
      if (!published_by_another(state, key, uri)) publish(state, uri, Json::array());
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
