// Hover, definition, references, highlights, rename.
#include <algorithm>

#include "compiler/check/symbols.h"
#include "compiler/syntax/lex.h"
#include "lsp/features/hover.h"
#include "lsp/features/names.h"
#include "lsp/server/edit_annotations.h"
#include "lsp/server/requests.h"
#include "lsp/server/today.h"
#include "lsp/server/wire.h"
#include "lsp/workspace/file_uri.h"
#include "lsp/workspace/package_texts.h"

namespace tarifa::lsp {
namespace {

// A mention in whichever package has it: a file of a shared package stands in several.
struct MentionIn {
  std::shared_ptr<const Snapshot> snapshot;
  Mention mention;
};

// In all packages that have the file of the definition, each place once.
std::vector<MentionIn> all_mentions(State& state, const Snapshot& from, Span definition) {
  std::vector<MentionIn> found;
  std::set<std::pair<std::string, uint32_t>> seen;
  const std::string path = from.path(definition.file);
  const bool standard = from.is_standard(definition.file);
  for (OpenPackage* package : state.workspace.packages()) {
    auto snapshot = package->analysed(state.workspace.documents());
    if (!snapshot) continue;
    FileId file = (*snapshot)->file(path);
    if (standard && (*snapshot)->root() == from.root()) file = definition.file;
    if (!file.valid()) continue;
    for (const Mention& mention : mentions_of(**snapshot, {file, definition.begin, definition.end})) {
      if (seen.emplace((*snapshot)->path(mention.span.file), mention.span.begin).second)
        found.push_back({*snapshot, mention});
    }
  }
  return found;
}

struct Renamed {
  Located at;
  NameAt name;
};

std::optional<Renamed> renamed_at(State& state, const Json& params, std::string& why) {
  const bool english = state.client.language == Language::English;
  auto at = locate(state, params);
  auto name = at ? name_at(*at->snapshot, at->file, at->offset) : std::nullopt;
  if (!name || !name->definition.valid()) {
    why = english ? "there is no name here that could be changed" : "aquí no hay un nombre que se pueda cambiar";
    return std::nullopt;
  }
  if (at->snapshot->is_standard(name->definition.file)) {
    why = english ? "names of the standard library cannot be changed"
                  : "los nombres de la biblioteca estándar no se pueden cambiar";
    return std::nullopt;
  }
  return Renamed{std::move(*at), *name};
}

struct RenameEdit {
  std::shared_ptr<const Snapshot> snapshot;
  Span span;
  std::string text;
};

// Edits of several packages as one; a place that two of them know is there once.
Json edits_json(const State& state, const std::vector<RenameEdit>& edits) {
  std::map<std::pair<std::string, uint32_t>, const RenameEdit*> places;
  for (const RenameEdit& edit : edits)
    places.emplace(std::pair{uri_of(*edit.snapshot, edit.span.file), edit.span.begin}, &edit);
  Json merged = Json::array();
  Json changes = Json::object();
  for (const auto& [place, edit] : places) {
    const Json part = workspace_edit_json(state, *edit->snapshot, {{edit->span, edit->text}});
    if (!state.client.document_changes) {
      for (const auto& [uri, list] : part["changes"].items()) changes[uri].push_back(list[0]);
      continue;
    }
    const Json& document = part["documentChanges"][0];
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Json& known) {
      return known["textDocument"] == document["textDocument"];
    });
    if (same == merged.end()) {
      merged.push_back(document);
    } else {
      (*same)["edits"].push_back(document["edits"][0]);
    }
  }
  if (state.client.document_changes) return Json{{"documentChanges", std::move(merged)}};
  return Json{{"changes", std::move(changes)}};
}

// The first error that a package without errors would have after the edits: a name that is taken somewhere, or hides
// another one.
std::optional<std::string> what_breaks(State& state, const std::vector<RenameEdit>& edits) {
  std::map<std::string, std::map<uint32_t, const RenameEdit*>> by_path;
  for (const RenameEdit& edit : edits) by_path[edit.snapshot->path(edit.span.file)].emplace(edit.span.begin, &edit);
  for (OpenPackage* package : state.workspace.packages()) {
    const auto now = package->analysed(state.workspace.documents());
    if (!now || !(*now)->result().ok || !package->input()) continue;
    check::PackageInput input = *package->input();
    bool touched = false;
    for (const auto& [path, places] : by_path) {
      const FileId file = (*now)->file(path);
      if (!file.valid()) continue;
      std::string text((*now)->sources().text(file));
      for (auto edit = places.rbegin(); edit != places.rend(); ++edit) {
        const Span span = edit->second->span;
        text.replace(span.begin, span.end - span.begin, edit->second->text);
      }
      const bool single = !package->single().empty();
      if (single && !input.files.empty()) input.files[0].text = text;
      touched |= single || replace_text(input, package->root(), path, text);
    }
    if (!touched) continue;
    const auto after = driver::load_package(input);
    if (after->result.ok) continue;
    for (const Diagnostic& one : after->sink.all()) {
      if (diag_severity(one.kind) == Severity::Error) return diag_message(one, state.client.language);
    }
  }
  return std::nullopt;
}

// As it must be written: a word of the language in backticks. None: it can be no name.
std::optional<std::string> as_name(std::string text) {
  if (text.size() >= 2 && text.starts_with('`') && text.ends_with('`')) text = text.substr(1, text.size() - 2);
  DiagSink ignored;
  const auto tokens = syntax::lex(text, FileId(0), ignored);
  if (tokens.size() != 1 || tokens[0].bad || tokens[0].begin != 0 || tokens[0].end != text.size()) return std::nullopt;
  if (tokens[0].kind == syntax::TokenKind::IDENT || syntax::is_contextual(tokens[0].kind)) return text;
  if (syntax::is_reserved(tokens[0].kind)) return "`" + text + "`";
  return std::nullopt;
}

}  // namespace

Answer hover_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at) return Json(nullptr);
  const auto text = hover(*at->snapshot, at->file, at->offset, today(), state.client.language);
  if (!text) return Json(nullptr);
  const bool markdown = state.client.markdown;
  return Json{{"contents", {{"kind", markdown ? "markdown" : "plaintext"}, {"value", text->shown(markdown)}}},
              {"range", range_json(state, *at->snapshot, text->span)}};
}

Answer definition_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const auto name = at ? name_at(*at->snapshot, at->file, at->offset) : std::nullopt;
  if (!name || !name->definition.valid()) return Json(nullptr);
  const std::vector<Span> definitions = definitions_of(*at->snapshot, *name);
  if (definitions.size() == 1) return location_json(state, *at->snapshot, definitions[0]);
  Json list = Json::array();
  for (const Span definition : definitions) list.push_back(location_json(state, *at->snapshot, definition));
  return list;
}

Answer references_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const auto name = at ? name_at(*at->snapshot, at->file, at->offset) : std::nullopt;
  if (!name || !name->definition.valid()) return Json(nullptr);  // functions of the language are declared nowhere
  const Json* context = member(params, "context");
  const bool with_definition = context == nullptr || flag_member(*context, "includeDeclaration");
  Json list = Json::array();
  for (const MentionIn& one : all_mentions(state, *at->snapshot, name->definition)) {
    if (with_definition || !one.mention.is_definition)
      list.push_back(location_json(state, *one.snapshot, one.mention.span));
  }
  return list;
}

Answer highlight_request(State& state, const Json& params) {
  constexpr int kRead = 2;
  constexpr int kWrite = 3;
  const auto at = locate(state, params);
  const auto name = at ? name_at(*at->snapshot, at->file, at->offset) : std::nullopt;
  if (!name) return Json(nullptr);
  Json list = Json::array();
  for (const Mention& mention : mentions_of(*at->snapshot, name->definition)) {
    if (mention.span.file != at->file) continue;
    list.push_back(
        {{"range", range_json(state, *at->snapshot, mention.span)}, {"kind", mention.is_definition ? kWrite : kRead}});
  }
  return list;
}

Answer prepare_rename_request(State& state, const Json& params) {
  std::string why;
  const auto renamed = renamed_at(state, params, why);
  if (!renamed) return refused(ErrorCode::RequestFailed, why);
  const Snapshot& snapshot = *renamed->at.snapshot;
  return Json{{"range", range_json(state, snapshot, renamed->name.span)},
              {"placeholder", std::string(snapshot.sources().text(renamed->name.span))}};
}

Answer rename_request(State& state, const Json& params) {
  std::string why;
  const auto renamed = renamed_at(state, params, why);
  if (!renamed) return refused(ErrorCode::RequestFailed, why);
  const bool english = state.client.language == Language::English;
  const auto wanted = as_name(text_member(params, "newName").value_or(""));
  if (!wanted)
    return refused(ErrorCode::InvalidParams,
                   english ? "this is not a name: a name is letters, digits and `_`, and begins with a letter"
                           : "esto no es un nombre: un nombre son letras, cifras y `_`, y comienza con una letra");
  // A module that has the name already would mean something else by it.
  const check::ModuleUnit* module = renamed->at.snapshot->module(renamed->name.definition.file);
  if (renamed->name.symbol.valid() && module != nullptr) {
    const std::string plain = wanted->starts_with('`') ? wanted->substr(1, wanted->size() - 2) : *wanted;
    if (module->own.contains(plain) || module->imported.contains(plain))
      return refused(ErrorCode::RequestFailed,
                     english ? "`" + plain + "` is taken in this module" : "`" + plain + "` ya existe en este módulo");
  }
  std::vector<RenameEdit> edits;
  const Snapshot& from = *renamed->at.snapshot;
  for (const Span definition : linked_definitions(from, renamed->name.definition)) {
    for (const MentionIn& one : all_mentions(state, from, definition)) {
      edits.push_back({one.snapshot, one.mention.span, renamed_text(*one.snapshot, one.mention, definition, *wanted)});
    }
  }
  if (const auto broken = what_breaks(state, edits)) {
    return refused(
        ErrorCode::RequestFailed,
        (english ? "this name would change what the rules say: " : "este nombre cambiaría las reglas: ") + *broken);
  }
  Json edit = edits_json(state, edits);
  annotate_outside(state, edit);
  return edit;
}

}  // namespace tarifa::lsp
