#include "lsp/server/capabilities.h"

#include <algorithm>

#include "lsp/features/semantic_tokens.h"

namespace tarifa::lsp {
namespace {

// A member below members: `textDocument.diagnostic`. Null if any of them is not there.
const Json* at(const Json& json, std::initializer_list<std::string_view> names) {
  const Json* found = &json;
  for (const std::string_view name : names) {
    found = found == nullptr ? nullptr : member(*found, name);
  }
  return found;
}

bool flag(const Json& json, std::initializer_list<std::string_view> names) {
  const Json* found = at(json, names);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

// The first of the client's that saves counting, else the protocol's default.
PositionEncoding choose_encoding(const Json& capabilities) {
  const Json* offered = at(capabilities, {"general", "positionEncodings"});
  if (offered == nullptr || !offered->is_array()) return PositionEncoding::Utf16;
  const auto offers = [&](const char* name) {
    return std::find(offered->begin(), offered->end(), name) != offered->end();
  };
  if (offers("utf-8")) return PositionEncoding::Utf8;
  if (!offers("utf-16") && offers("utf-32")) return PositionEncoding::Utf32;
  return PositionEncoding::Utf16;
}

// `inlayHints: false`, or an object that switches off some kinds: `inlayHints: { values: false }`.
HintChoice choose_hints(const Json& options) {
  HintChoice choice;
  const Json* told = member(options, "inlayHints");
  if (told == nullptr) return choice;
  const auto read = [&](bool& kind, std::string_view name) {
    const Json* one = told->is_object() ? member(*told, name) : told;
    if (one != nullptr && one->is_boolean()) kind = one->get<bool>();
  };
  read(choice.types, "types");
  read(choice.amounts, "amounts");
  read(choice.units, "units");
  read(choice.arguments, "arguments");
  read(choice.values, "values");
  return choice;
}

std::string_view encoding_name(PositionEncoding encoding) {
  switch (encoding) {
    case PositionEncoding::Utf8: return "utf-8";
    case PositionEncoding::Utf16: return "utf-16";
    case PositionEncoding::Utf32: return "utf-32";
  }
  return "utf-16";
}

// What may be named in rules or manifests: rules themselves, CSV files, and folders.
Json renamed_files() {
  Json filters = Json::array();
  for (const char* glob : {"**/*.rule", "**/*.csv"})
    filters.push_back({{"scheme", "file"}, {"pattern", {{"glob", glob}, {"matches", "file"}}}});
  filters.push_back({{"scheme", "file"}, {"pattern", {{"glob", "**"}, {"matches", "folder"}}}});
  return filters;
}

}  // namespace

Client read_client(const Json& params) {
  Client client;
  static const Json kNothing = Json::object();
  const Json* told = member(params, "capabilities");
  const Json& capabilities = told == nullptr ? kNothing : *told;
  const Json* options = member(params, "initializationOptions");
  client.encoding = choose_encoding(capabilities);
  std::string locale = text_member(params, "locale").value_or("");
  if (options != nullptr) {
    locale = text_member(*options, "language").value_or(locale);
    client.hints = choose_hints(*options);
    client.account_hints = member(*options, "sampleAccount") != nullptr;
    client.diagnostic_pages = text_member(*options, "diagnosticPages").value_or("");
  }
  if (locale.starts_with("es")) client.language = Language::Spanish;
  const bool asked_to_push = options != nullptr && text_member(*options, "diagnostics").value_or("") == "push";
  client.pulls_diagnostics = at(capabilities, {"textDocument", "diagnostic"}) != nullptr && !asked_to_push;
  client.refreshes_diagnostics = flag(capabilities, {"workspace", "diagnostics", "refreshSupport"});
  client.refreshes_inlay_hints = flag(capabilities, {"workspace", "inlayHint", "refreshSupport"});
  client.refreshes_semantic_tokens = flag(capabilities, {"workspace", "semanticTokens", "refreshSupport"});
  client.refreshes_code_lenses = flag(capabilities, {"workspace", "codeLens", "refreshSupport"});
  client.registers_watchers = flag(capabilities, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"});
  client.snippets = flag(capabilities, {"textDocument", "completion", "completionItem", "snippetSupport"});
  client.document_changes = flag(capabilities, {"workspace", "workspaceEdit", "documentChanges"});
  client.hierarchical_symbols =
      flag(capabilities, {"textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport"});
  client.shows_progress = flag(capabilities, {"window", "workDoneProgress"});
  if (const Json* later = at(capabilities, {"textDocument", "codeAction", "resolveSupport", "properties"}))
    client.resolves_actions = std::find(later->begin(), later->end(), "edit") != later->end();
  client.annotates_edits = at(capabilities, {"workspace", "workspaceEdit", "changeAnnotationSupport"}) != nullptr;
  client.folds_whole_lines = flag(capabilities, {"textDocument", "foldingRange", "lineFoldingOnly"});
  if (const Json* folding = at(capabilities, {"textDocument", "foldingRange"}))
    client.most_folds = count_member(*folding, "rangeLimit").value_or(5'000);
  const Json* formats = at(capabilities, {"textDocument", "hover", "contentFormat"});
  if (formats != nullptr && formats->is_array())
    client.markdown = std::find(formats->begin(), formats->end(), "markdown") != formats->end();
  return client;
}

Json server_capabilities(const Client& client) {
  Json offers = {
      {"positionEncoding", encoding_name(client.encoding)},
      {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", {{"includeText", false}}}}},
      {"hoverProvider", true},
      {"completionProvider", {{"triggerCharacters", {".", "{", "@", "=", "|", "\"", "/"}}, {"resolveProvider", true}}},
      {"signatureHelpProvider", {{"triggerCharacters", {"(", ","}}, {"retriggerCharacters", {":"}}}},
      {"definitionProvider", true},
      {"declarationProvider", true},
      {"typeDefinitionProvider", true},
      {"implementationProvider", true},
      {"callHierarchyProvider", true},
      {"linkedEditingRangeProvider", true},
      {"documentLinkProvider", {{"resolveProvider", false}}},
      {"referencesProvider", true},
      {"documentHighlightProvider", true},
      {"renameProvider", {{"prepareProvider", true}}},
      {"documentSymbolProvider", true},
      {"workspaceSymbolProvider", true},
      {"codeActionProvider",
       {{"codeActionKinds",
         {"quickfix", "refactor.extract", "refactor.inline", "refactor.rewrite", "source.organizeImports",
          "source.fixAll"}},
        {"resolveProvider", true}}},
      {"documentFormattingProvider", true},
      {"documentRangeFormattingProvider", true},
      {"documentOnTypeFormattingProvider", {{"firstTriggerCharacter", "}"}, {"moreTriggerCharacter", {"\n", "|"}}}},
      {"foldingRangeProvider", true},
      {"selectionRangeProvider", true},
      {"inlayHintProvider", {{"resolveProvider", true}}},
      {"codeLensProvider", {{"resolveProvider", true}}},
      {"semanticTokensProvider",
       {{"legend", {{"tokenTypes", token_type_words()}, {"tokenModifiers", token_modifier_words()}}},
        {"full", {{"delta", true}}},
        {"range", true}}},
      {"workspace",
       {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}},
        {"textDocumentContent", {{"schemes", {"tarifa-std"}}}},
        {"fileOperations", {{"willRename", {{"filters", renamed_files()}}}}}}},
  };
  if (client.pulls_diagnostics) {
    offers["diagnosticProvider"] = {{"identifier", "tarifa"},
                                    {"interFileDependencies", true},
                                    {"workspaceDiagnostics", true},
                                    {"workDoneProgress", true}};
  }
  return offers;
}

Json registrations(const Client& client) {
  Json list = Json::array();
  if (client.registers_watchers) {
    Json watchers = Json::array();
    for (const char* glob : {"**/*.rule", "**/*.csv", "**/tarifa.toml"}) watchers.push_back({{"globPattern", glob}});
    list.push_back({{"id", "watched-files"},
                    {"method", "workspace/didChangeWatchedFiles"},
                    {"registerOptions", {{"watchers", std::move(watchers)}}}});
  }
  return list;
}

}  // namespace tarifa::lsp
