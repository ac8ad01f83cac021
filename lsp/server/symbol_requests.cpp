// The outline of a file, and names over the whole workspace.
#include <algorithm>

#include "compiler/check/symbols.h"
#include "lsp/features/outline.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeKind;

constexpr size_t kMostSymbols = 1'000;

// Numbers of the protocol's SymbolKind.
constexpr int kProperty = 7, kField = 8, kEnum = 10, kFunction = 12, kVariable = 13, kConstant = 14, kObject = 19,
              kEnumMember = 22, kStruct = 23, kEvent = 24, kOperator = 25, kClass = 5, kMethod = 6;

int protocol_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::EnumDecl: return kEnum;
    case NodeKind::Name: return kEnumMember;
    case NodeKind::RecordDecl: return kStruct;
    case NodeKind::EntityDecl: return kClass;
    case NodeKind::Field: return kField;
    case NodeKind::UnitDecl:
    case NodeKind::CurrencyDecl: return kOperator;
    case NodeKind::ParamDecl: return kConstant;
    case NodeKind::Entry:
    case NodeKind::DatedRows: return kEvent;
    case NodeKind::TableDecl:
    case NodeKind::RuleDecl: return kFunction;
    case NodeKind::ExceptItem: return kMethod;
    case NodeKind::LetDecl:
    case NodeKind::CarryDecl: return kVariable;
    case NodeKind::LineDecl:
    case NodeKind::TaxDecl:
    case NodeKind::SubtotalDecl:
    case NodeKind::LimitDecl: return kProperty;
    default: return kObject;
  }
}

int protocol_kind(check::SymbolKind kind) {
  switch (kind) {
    case check::SymbolKind::Enum: return kEnum;
    case check::SymbolKind::Record: return kStruct;
    case check::SymbolKind::Entity: return kClass;
    case check::SymbolKind::Unit:
    case check::SymbolKind::Currency: return kOperator;
    case check::SymbolKind::Param: return kConstant;
    case check::SymbolKind::Table:
    case check::SymbolKind::Rule:
    case check::SymbolKind::Builtin: return kFunction;
    case check::SymbolKind::Let: return kVariable;
    case check::SymbolKind::Tariff:
    case check::SymbolKind::Bill:
    case check::SymbolKind::Unavailable: return kObject;
  }
  return kObject;
}

Json item_json(const State& state, const Snapshot& snapshot, const OutlineItem& item) {
  Json json = {{"name", item.name},
               {"detail", item.detail},
               {"kind", protocol_kind(item.kind)},
               {"range", range_json(state, snapshot, item.span)},
               {"selectionRange", range_json(state, snapshot, item.name_span)}};
  for (const OutlineItem& child : item.children) json["children"].push_back(item_json(state, snapshot, child));
  return json;
}

void add_flat(const State& state, const Snapshot& snapshot, const OutlineItem& item, const std::string& container,
              Json& list) {
  Json json = {
      {"name", item.name}, {"kind", protocol_kind(item.kind)}, {"location", location_json(state, snapshot, item.span)}};
  if (!container.empty()) json["containerName"] = container;
  list.push_back(std::move(json));
  for (const OutlineItem& child : item.children) add_flat(state, snapshot, child, item.name, list);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The letters of the query stand in the name in this order.
bool matches(std::string_view name, std::string_view query) {
  size_t at = 0;
  for (const char c : query) {
    while (at < name.size() && lower(name[at]) != lower(c)) ++at;
    if (at++ >= name.size()) return false;
  }
  return true;
}

}  // namespace

Answer document_symbol_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const check::ModuleUnit* module = at ? at->snapshot->module(at->file) : nullptr;
  if (module == nullptr) return Json(nullptr);
  Json list = Json::array();
  for (const OutlineItem& item : outline(module->tree)) {
    if (state.client.hierarchical_symbols) {
      list.push_back(item_json(state, *at->snapshot, item));
    } else {
      add_flat(state, *at->snapshot, item, "", list);
    }
  }
  return list;
}

Answer workspace_symbol_request(State& state, const Json& params) {
  const std::string query = text_member(params, "query").value_or("");
  Json list = Json::array();
  std::set<std::pair<std::string, uint32_t>> seen;
  for (OpenPackage* package : state.workspace.packages()) {
    const auto analysed = package->analysed(state.workspace.documents());
    if (!analysed) continue;
    const Snapshot& snapshot = **analysed;
    for (const check::Symbol& symbol : snapshot.result().symbols) {
      if (list.size() >= kMostSymbols) return list;
      if (!symbol.declaration.valid() || snapshot.is_standard(symbol.name_span.file)) continue;
      if (!matches(symbol.name, query)) continue;
      if (!seen.emplace(snapshot.path(symbol.name_span.file), symbol.name_span.begin).second) continue;
      list.push_back({{"name", symbol.name},
                      {"kind", protocol_kind(symbol.kind)},
                      {"containerName", snapshot.result().modules[symbol.module.index()]->path},
                      {"location", location_json(state, snapshot, symbol.name_span)}});
    }
  }
  return list;
}

}  // namespace tarifa::lsp
