// Parameters (7.2): declaration, keys, entries inline; every combination of keys has a timeline.
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/constants.h"
#include "compiler/check/declarations.h"
#include "compiler/check/literal_text.h"
#include "compiler/check/param_reader.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/numeric/decimal.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenId;
using syntax::TokenKind;

constexpr size_t kMostNamed = 6;  // missing combinations that a message lists

bool read_keys(ParamReader& reader) {
  Session& session = reader.session;
  const syntax::Tree& tree = session.module(reader.symbol.module).tree;
  const NodeId names = tree.child(reader.symbol.declaration, NodeKind::Names);
  if (!names.valid()) return true;
  size_t combinations = 1;
  for (const NodeId name : tree.names(names)) {
    const std::string text = str(tree.name_text(name));
    const Span span = tree.span(name);
    if (is_built_in_type(text)) {
      report(session, DiagKind::KeyIsNoEnum, span, {text}).help(NoteKind::TableForOtherKeys);
      return false;
    }
    const auto symbol = use_symbol(session, reader.symbol.module, text, span);
    if (!symbol) return false;
    const Symbol key = symbol_at(session, *symbol);
    if (key.kind == SymbolKind::Unavailable) return false;
    if (key.kind != SymbolKind::Enum) {
      report(session, DiagKind::KeyIsNoEnum, span, {text})
          .label(key.name_span, NoteKind::DeclaredHere)
          .help(NoteKind::TableForOtherKeys);
      return false;
    }
    if (!resolve_symbol(session, *symbol)) return false;
    const ir::EnumId id(symbol_at(session, *symbol).ir_index);
    for (size_t k = 0; k < reader.param.keys.size(); ++k) {
      if (reader.param.keys[k] != id) continue;
      report(session, DiagKind::KeyTwiceInParam, span, {text}).label(reader.key_spans[k], NoteKind::FirstDeclaredHere);
      return false;
    }
    reader.param.keys.push_back(id);
    reader.key_spans.push_back(span);
    combinations *= session.ir.enums[id.index()].members.size();
    if (combinations > limits::kTableRows) {
      report(session, DiagKind::TooManyKeys, span, {reader.symbol.name, std::to_string(limits::kTableRows)});
      return false;
    }
  }
  return true;
}

size_t combination_count(const ParamReader& reader) {
  size_t count = 1;
  for (const ir::EnumId key : reader.param.keys) count *= reader.session.ir.enums[key.index()].members.size();
  return count;
}

std::vector<ir::ConstId> combination_keys(ParamReader& reader, size_t index) {
  std::vector<ir::ConstId> keys(reader.param.keys.size());
  for (size_t k = keys.size(); k-- > 0;) {
    const ir::EnumId id = reader.param.keys[k];
    const size_t members = reader.session.ir.enums[id.index()].members.size();
    keys[k] = number_const(reader.session, enum_type(reader.session, id), static_cast<ir::Int128>(index % members));
    index /= members;
  }
  return keys;
}

// Combinations without any entry, in one message.
bool judge_missing(ParamReader& reader) {
  std::string missing;
  size_t count = 0;
  for (size_t i = 0; i < reader.entries.size(); ++i) {
    if (!reader.entries[i].empty()) continue;
    if (++count <= kMostNamed) missing += (missing.empty() ? "`" : ", `") + combination_text(reader, i) + "`";
  }
  if (count == 0) return true;
  if (reader.param.keys.empty() || count == reader.entries.size()) {
    report(reader.session, DiagKind::NoEntries, reader.symbol.name_span, {reader.symbol.name});
  } else {
    if (count > kMostNamed) missing += ", ..";
    Report without =
        report(reader.session, DiagKind::KeyWithoutRow, reader.symbol.name_span, {reader.symbol.name, missing});
    if (count > kMostNamed) without.help(NoteKind::CombinationsMissing, {std::to_string(count)});
  }
  return false;
}

void build_timelines(ParamReader& reader) {
  const bool optional = type_at(reader.session, reader.param.type).optional;
  for (size_t i = 0; i < reader.entries.size(); ++i) {
    const std::string keys = combination_text(reader, i);
    const TimelineOwner owner{reader.symbol.name + (keys.empty() ? "" : "(" + keys + ")"), optional,
                              reader.symbol.name_span};
    ir::Timeline timeline;
    timeline.keys = combination_keys(reader, i);
    if (!build_timeline(reader.session, owner, std::move(reader.entries[i]), timeline.entries)) reader.ok = false;
    reader.param.timelines.push_back(std::move(timeline));
  }
}

void read_extensions(ParamReader& reader, SymbolId id) {
  const auto found = reader.session.extensions.find(id);
  if (found == reader.session.extensions.end()) return;
  for (const Extension& extension : found->second) {
    read_inline_entries(reader, extension.module, extension.declaration, true);
  }
}

bool says_ratio(const syntax::Tree& tree, NodeId type) {
  const NodeId item = tree.child(type, NodeKind::ItemType);
  const NodeId unit = item.valid() ? tree.child(item, NodeKind::UnitExpr) : NodeId{};
  return unit.valid() && tree.text(unit) == "ratio";
}

bool read_head(ParamReader& reader) {
  Session& session = reader.session;
  const syntax::Tree& tree = session.module(reader.symbol.module).tree;
  const NodeId declaration = reader.symbol.declaration;
  if (const TokenId every = tree.token(declaration, TokenKind::EVERY); every.valid()) {
    report(session, DiagKind::NotYetAvailable, tree.span(every), {"every"});
    return false;
  }
  const bool keys = read_keys(reader);
  const auto type = check_type(session, reader.symbol.module, tree.child(declaration, NodeKind::Type), TypeUse::Param);
  if (!keys || !type) return false;
  reader.param.name = reader.symbol.name;
  reader.param.module = session.module(reader.symbol.module).path;
  reader.param.type = type->type;
  reader.ratio = says_ratio(tree, tree.child(declaration, NodeKind::Type));
  reader.param.doc = reader.symbol.doc;
  reader.param.at = place_of(session, reader.symbol.name_span);
  reader.entries.resize(combination_count(reader));
  reader.first_seen.resize(reader.entries.size());
  return true;
}

}  // namespace

void warn_if_percent_meant(ParamReader& reader, std::string_view text, Span span) {
  if (!reader.ratio) return;
  const bool negative = !text.empty() && text[0] == '-';
  const std::string_view digits = negative ? text.substr(std::min(text.find_first_not_of("- "), text.size())) : text;
  const QuantityText parts = split_quantity(digits);
  const numeric::ParsedDecimal value = numeric::parse_literal(parts.number);
  if (!parts.unit.empty() || parts.number.ends_with('%') || !value.ok()) return;
  const int scale = value.value.scale;
  if (value.value.mantissa < 2 * numeric::pow10(scale)) return;
  const auto hundredfold = numeric::checked_mul(value.value.mantissa, numeric::pow10(scale < 2 ? 2 - scale : 0));
  if (!hundredfold) return;
  const std::string percents = numeric::to_string(numeric::Decimal{*hundredfold, std::max(scale - 2, 0)});
  const std::string meant = str(text) + "%";
  const std::string all = (negative ? "-" : "") + percents;
  Report warning = report(reader.session, DiagKind::RatioNotPercent, span, {str(text), all});
  warning.help(NoteKind::RatioAsPercent, {all});
  const bool fits = scale + 2 <= type_at(reader.session, reader.param.type).scale;  // else E0316 would follow
  if (fits) warning.fix(NoteKind::ReplaceBy, {meant}, span, meant);
}

size_t combination_index(const ParamReader& reader, const std::vector<uint32_t>& members) {
  size_t index = 0;
  for (size_t k = 0; k < members.size(); ++k) {
    index = index * reader.session.ir.enums[reader.param.keys[k].index()].members.size() + members[k];
  }
  return index;
}

std::string combination_text(const ParamReader& reader, size_t index) {
  std::string text;
  for (size_t k = reader.param.keys.size(); k-- > 0;) {
    const auto& members = reader.session.ir.enums[reader.param.keys[k].index()].members;
    text = members[index % members.size()] + (text.empty() ? "" : ", ") + text;
    index /= members.size();
  }
  return text;
}

bool resolve_param(Session& session, SymbolId id) {
  ParamReader reader{session, symbol_at(session, id), {}, {}, {}, {}, true};
  const syntax::Tree& tree = session.module(reader.symbol.module).tree;
  if (tree.has_error(reader.symbol.declaration) || !read_head(reader)) return false;
  const TokenId path = tree.token(reader.symbol.declaration, TokenKind::STRING);
  if (path.valid()) {
    read_csv_entries(reader, path);
  } else {
    read_inline_entries(reader, reader.symbol.module, reader.symbol.declaration, false);
  }
  read_extensions(reader, id);
  if (!reader.ok || !judge_missing(reader)) return false;
  build_timelines(reader);
  if (!reader.ok) return false;
  if (type_at(session, reader.param.type).kind == ir::TypeKind::Ladder) settle_ladder_scale(reader.param);
  session.symbols[id.index()].ir_index = static_cast<uint32_t>(session.ir.params.size());
  session.ir.params.push_back(std::move(reader.param));
  return true;
}

}  // namespace tarifa::check
