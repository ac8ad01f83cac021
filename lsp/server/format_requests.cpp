// Formatting: of a file, of a range, as one types.
#include "lsp/features/format_edits.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

Json edits_json(const State& state, const Located& at, const std::vector<BlankEdit>& edits) {
  Json list = Json::array();
  for (const BlankEdit& edit : edits) {
    list.push_back(
        {{"range", range_json(state, *at.snapshot, {at.file, edit.begin, edit.end})}, {"newText", edit.text}});
  }
  return list;
}

uint32_t line_start(std::string_view text, uint32_t offset) {
  return static_cast<uint32_t>(text.substr(0, offset).rfind('\n') + 1);  // npos + 1 is 0
}

}  // namespace

Answer formatting_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const check::ModuleUnit* module = at ? at->snapshot->module(at->file) : nullptr;
  // What is wrong with a file that cannot be formatted is a diagnostic already.
  if (module == nullptr || module->tree.has_errors()) return Json(nullptr);
  return edits_json(state, *at, format_edits(module->tree));
}

Answer range_formatting_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const check::ModuleUnit* module = at ? at->snapshot->module(at->file) : nullptr;
  const Json* range = member(params, "range");
  const auto span = module != nullptr && range != nullptr ? read_span(state, *at, *range) : std::nullopt;
  if (!span || module->tree.has_errors()) return Json(nullptr);
  // Whole lines: the blanks before the first word that was chosen belong to it.
  const uint32_t begin = line_start(module->tree.source(), span->begin);
  auto edits = format_edits(module->tree);
  std::erase_if(edits, [&](const BlankEdit& edit) { return edit.begin < begin || edit.end > span->end; });
  return edits_json(state, *at, edits);
}

Answer on_type_formatting_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const check::ModuleUnit* module = at ? at->snapshot->module(at->file) : nullptr;
  if (module == nullptr || member(params, "position") == nullptr) return Json(nullptr);
  const std::string typed = text_member(params, "ch").value_or("");
  if (typed == "\n")
    return edits_json(state, *at, new_line_edits(module->tree, line_start(module->tree.source(), at->offset)));
  if (typed == "}" || typed == "|")
    return edits_json(state, *at, format_edits_around(module->tree, at->offset == 0 ? 0 : at->offset - 1));
  return Json(nullptr);
}

}  // namespace tarifa::lsp
