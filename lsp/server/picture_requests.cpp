// The exceptions of a rule and the timeline of a parameter, as data, text and picture.
#include <algorithm>
#include <chrono>

#include "compiler/driver/param_timeline.h"
#include "compiler/driver/rule_tree.h"
#include "compiler/eval/civil.h"
#include "compiler/eval/trace.h"
#include "lsp/features/names.h"
#include "lsp/server/chosen_account.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

// The declaration a request is about: what the name at the place means, else what it stands in.
template <class Declaration>
std::optional<size_t> declared_at(const Located& at, const std::vector<Declaration>& declarations,
                                  check::SymbolKind kind) {
  const Snapshot& snapshot = *at.snapshot;
  const auto name = name_at(snapshot, at.file, at.offset);
  if (name && name->symbol.valid()) {
    const check::Symbol& symbol = snapshot.symbol(name->symbol);
    if (symbol.kind == kind && symbol.ir_index < declarations.size()) return symbol.ir_index;
  }
  const Places places(snapshot);
  std::optional<size_t> best;
  uint32_t begins = 0;
  for (size_t i = 0; i < declarations.size(); ++i) {
    const Span span = places.span_of(declarations[i].at);
    if (!span.valid() || span.file != at.file || span.begin > at.offset || (best && span.begin < begins)) continue;
    best = i;
    begins = span.begin;
  }
  if (!best) return std::nullopt;
  // The nearest that begins before it; another declaration between them means that the place is in none of this kind.
  for (const check::Symbol& symbol : snapshot.result().symbols) {
    const Span span = symbol.name_span;
    if (span.file == at.file && span.begin <= at.offset && span.begin > begins && symbol.kind != kind) {
      const std::string_view between = snapshot.sources().text(Span{at.file, begins, span.begin});
      if (between.find('\n') != std::string_view::npos) return std::nullopt;
    }
  }
  return best;
}

// With an account chosen that is of the rule's entity: which exceptions apply to it.
void mark_with_account(State& state, const Located& at, ir::RuleId id, driver::RuleTree& tree) {
  const auto run = state.accounts->run_of(at.snapshot, state.client.language);
  const ir::Module& module = at.snapshot->ir();
  const ir::Rule& rule = module.rules[id.index()];
  if (run == nullptr || run->account.entity != rule.entity) return;
  eval::Trace trace(module, state.client.language);
  (void)eval::Interpreter(module).rule(id, run->account.subject, run->context, run->effective, &trace);
  if (trace.root().children.empty()) return;
  const eval::Explanation& found = trace.root().children[0];
  std::vector<std::optional<bool>> applied(rule.exceptions.size());
  for (const eval::Explanation& child : found.children) {
    if (child.kind != eval::ExplainKind::Exception) continue;
    for (size_t i = 0; i < rule.exceptions.size(); ++i) {
      const ir::Place& place = rule.exceptions[i].at;
      const bool same =
          place.file == child.place.file && place.line == child.place.line && place.column == child.place.column;
      if (same) applied[i] = child.applies;
    }
  }
  driver::mark_taken(tree, applied, found.failure.empty() ? found.value : found.failure);
}

Json branch_json(const State& state, const Snapshot& snapshot, const Places& places, const driver::RuleTree& tree,
                 uint32_t index) {
  const driver::RuleBranch& branch = tree.branches[index];
  Json json = {{"name", branch.name}, {"value", branch.value}, {"taken", branch.taken}};
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
  };
  add("condition", branch.condition);
  add("window", branch.window);
  add("because", branch.because);
  add("extendedIn", branch.module);
  if (branch.cumulative) json["cumulative"] = true;
  if (branch.applies) json["applies"] = *branch.applies;
  if (const Span at = places.span_of(branch.at); at.valid()) json["location"] = location_json(state, snapshot, at);
  Json children = Json::array();
  for (const uint32_t child : tree.children(index))
    children.push_back(branch_json(state, snapshot, places, tree, child));
  json["children"] = std::move(children);
  return json;
}

int32_t today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<int32_t>(now.time_since_epoch().count());
}

Json span_json(const State& state, const Snapshot& snapshot, const Places& places, const driver::TimelineSpan& span) {
  Json json = {{"from", eval::date_text(span.from)}};
  if (span.until) json["through"] = eval::date_text(int64_t{*span.until} - 1);
  if (span.published) json["published"] = eval::date_text(*span.published);
  if (!span.because.empty()) json["because"] = span.because;
  if (span.gap) {
    json["gap"] = true;
    return json;
  }
  json["value"] = span.value;
  if (const Span at = places.span_of(span.at); at.valid()) json["location"] = location_json(state, snapshot, at);
  return json;
}

}  // namespace

Answer exception_tree_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at || !at->snapshot->result().ok) return Json(nullptr);
  const Snapshot& snapshot = *at->snapshot;
  const auto index = declared_at(*at, snapshot.ir().rules, check::SymbolKind::Rule);
  if (!index) return Json(nullptr);
  driver::RuleTree tree = driver::rule_tree(snapshot.ir(), ir::RuleId(*index), state.client.language);
  mark_with_account(state, *at, ir::RuleId(*index), tree);
  Json json = {{"title", "rule " + tree.name},
               {"svg", driver::rule_tree_svg(tree, state.client.language, driver::SvgColors::Theme)},
               {"text", driver::rule_tree_text(tree, state.client.language)},
               {"tree", branch_json(state, snapshot, Places(snapshot), tree, 0)}};
  if (!tree.outcome.empty()) json["value"] = tree.outcome;
  return json;
}

Answer timeline_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at || !at->snapshot->result().ok) return Json(nullptr);
  const Snapshot& snapshot = *at->snapshot;
  const auto index = declared_at(*at, snapshot.ir().params, check::SymbolKind::Param);
  if (!index) return Json(nullptr);
  const Language language = state.client.language;
  const driver::ParamTimeline timeline = driver::param_timeline(snapshot.ir(), ir::ParamId(*index), language);
  const Places places(snapshot);
  Json rows = Json::array();
  for (const driver::TimelineRow& row : timeline.rows) {
    Json spans = Json::array();
    for (const driver::TimelineSpan& span : row.spans) spans.push_back(span_json(state, snapshot, places, span));
    rows.push_back({{"name", row.name}, {"spans", std::move(spans)}});
  }
  return Json{{"title", "param " + timeline.name},
              {"svg", driver::timeline_svg(timeline, language, driver::SvgColors::Theme, today())},
              {"text", driver::timeline_text(timeline, language, today())},
              {"type", timeline.type},
              {"today", eval::date_text(today())},
              {"rows", std::move(rows)}};
}

}  // namespace tarifa::lsp
