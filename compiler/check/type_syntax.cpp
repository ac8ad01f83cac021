// Types from their written form.
#include <charconv>
#include <string>

#include "compiler/check/imports.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenId;
using syntax::TokenKind;

constexpr uint32_t kMaxText = 65'535;

struct TypeReader {
  Session& session;
  ModuleId module;
  TypeUse use;
  const syntax::Tree& tree;

  [[nodiscard]] std::optional<WrittenType> type(NodeId node) const;
  [[nodiscard]] std::optional<WrittenType> item(NodeId node) const;
  [[nodiscard]] std::optional<WrittenType> list(NodeId node) const;
  [[nodiscard]] std::optional<WrittenType> ladder(NodeId node) const;
  [[nodiscard]] std::optional<WrittenType> word(std::string_view text, Span span, TokenId digits) const;
  [[nodiscard]] std::optional<WrittenType> declared(SymbolId symbol, std::string_view text, Span span,
                                                    TokenId digits) const;
  [[nodiscard]] std::optional<WrittenType> quantity(ir::UnitId unit, std::string_view text, Span span,
                                                    TokenId digits) const;
  [[nodiscard]] std::optional<uint32_t> number(TokenId token, uint32_t least, uint32_t most) const;
  [[nodiscard]] std::optional<WrittenType> without_digits(ir::TypeId type, std::string_view text, TokenId digits) const;
  void unknown(std::string_view text, Span span, TokenId digits) const;
};

std::optional<uint32_t> TypeReader::number(TokenId token, uint32_t least, uint32_t most) const {
  std::string digits;
  for (const char c : tree.text(token)) {
    if (c != '_') digits.push_back(c);
  }
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc() && end == digits.data() + digits.size() && value >= least && value <= most) return value;
  report(session, DiagKind::BoundOutOfRange, tree.span(token),
         {str(tree.text(token)), std::to_string(least), std::to_string(most)});
  return std::nullopt;
}

std::optional<WrittenType> TypeReader::without_digits(ir::TypeId type, std::string_view text, TokenId digits) const {
  if (!digits.valid()) return WrittenType{type};
  report(session, DiagKind::NoScaleHere, tree.span(digits), {str(text)}).help(NoteKind::ReplaceBy, {str(text)});
  return std::nullopt;
}

std::optional<WrittenType> TypeReader::quantity(ir::UnitId unit, std::string_view text, Span span,
                                                TokenId digits) const {
  if (digits.valid()) {
    const auto scale = number(digits, 0, static_cast<uint32_t>(limits::kScale));
    if (!scale) return std::nullopt;
    return WrittenType{number_type(session, unit, static_cast<int>(*scale))};
  }
  if (use == TypeUse::Field || use == TypeUse::Param) {
    const int shown = unit_at(session, unit).currency_digits >= 0 ? unit_at(session, unit).currency_digits : 3;
    report(session, DiagKind::ScaleRequired, span, {str(text)})
        .help(NoteKind::WriteScale, {str(text) + "(" + std::to_string(shown) + ")"});
    return std::nullopt;
  }
  return WrittenType{number_type(session, unit, 0), true};
}

// Names that other languages and databases have for types of this one.
std::string_view meant_type(std::string_view text) {
  struct Foreign {
    std::string_view name;
    std::string_view type;
  };
  constexpr Foreign kForeign[] = {{"string", "text"},        {"varchar", "text"},     {"char", "text"},
                                  {"number", "decimal(2)"},  {"float", "decimal(2)"}, {"double", "decimal(2)"},
                                  {"numeric", "decimal(2)"}, {"integer", "int"},      {"boolean", "bool"},
                                  {"timestamp", "datetime"}, {"texto", "text"},       {"entero", "int"},
                                  {"fecha", "date"},         {"booleano", "bool"}};
  for (const Foreign& foreign : kForeign) {
    if (foreign.name == text) return foreign.type;
  }
  return {};
}

// `decimal` or `text` where the name with digits after it is one of these mistyped.
std::string near_type(std::string_view text) {
  if (const std::string_view meant = meant_type(text); !meant.empty()) return str(meant.substr(0, meant.find('(')));
  const std::vector<std::string> with_digits = {"decimal", "text"};
  return nearest_name(text, with_digits).value_or("");
}

void TypeReader::unknown(std::string_view text, Span span, TokenId digits) const {
  if (const std::string near = digits.valid() ? near_type(text) : ""; !near.empty()) {
    report(session, DiagKind::UnknownType, span, {str(text)})
        .help(NoteKind::DidYouMean, {near})
        .fix(NoteKind::ReplaceBy, {near}, span, near);
    return;
  }
  const bool unit = digits.valid() || standard_names(session, "std.units").contains(text) ||
                    standard_names(session, "std.money").contains(text);
  if (unit) {
    (void)resolve_unit_name(session, module, text, span);  // reports an unknown unit
    return;
  }
  Report unknown = report(session, DiagKind::UnknownType, span, {str(text)});
  if (offer_import(session, unknown, module, text)) return;
  if (const std::string_view meant = meant_type(text); !meant.empty()) {
    unknown.help(NoteKind::DidYouMean, {str(meant)}).fix(NoteKind::ReplaceBy, {str(meant)}, span, str(meant));
    return;
  }
  std::vector<std::string> names = {"bool", "int",      "decimal", "text",   "date",   "month",
                                    "time", "datetime", "days",    "months", "Period", "ratio"};
  for (const std::string& name : visible_names(session, module)) names.push_back(name);
  if (const auto near = nearest_name(text, names)) {
    unknown.help(NoteKind::DidYouMean, {*near}).fix(NoteKind::ReplaceBy, {*near}, span, *near);
  }
}

std::optional<WrittenType> TypeReader::declared(SymbolId symbol, std::string_view text, Span span,
                                                TokenId digits) const {
  const Symbol found = symbol_at(session, symbol);
  switch (found.kind) {
    case SymbolKind::Unit:
    case SymbolKind::Currency: {
      const auto unit = resolve_unit_name(session, module, text, span);
      if (!unit) return std::nullopt;
      return quantity(*unit, text, span, digits);
    }
    case SymbolKind::Enum:
    case SymbolKind::Record: {
      note_use(session, symbol, span);
      if (!resolve_symbol(session, symbol)) return std::nullopt;
      const uint32_t index = symbol_at(session, symbol).ir_index;
      const ir::TypeId type = found.kind == SymbolKind::Enum ? enum_type(session, ir::EnumId(index))
                                                             : record_type(session, ir::RecordId(index));
      return without_digits(type, text, digits);
    }
    case SymbolKind::Entity:
      note_use(session, symbol, span);
      if (use == TypeUse::Signature ||
          use == TypeUse::Result) {  // a sample of a test, or a let over accounts: no reference
        if (!resolve_symbol(session, symbol)) return std::nullopt;
        return without_digits(record_type(session, ir::RecordId(symbol_at(session, symbol).ir_index)), text, digits);
      }
      report(session, DiagKind::NotYetAvailable, span, {str(text)}).label(found.name_span, NoteKind::EntityReference);
      return std::nullopt;
    case SymbolKind::Unavailable: return std::nullopt;
    case SymbolKind::Param:
    case SymbolKind::Table:
    case SymbolKind::Rule:
    case SymbolKind::Let:
    case SymbolKind::Tariff:
    case SymbolKind::Bill:
    case SymbolKind::Builtin:
      report(session, DiagKind::UnknownType, span, {str(text)})
          .label(found.name_span, NoteKind::DeclaredWith, {str(text), str(symbol_kind_word(found.kind))});
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<WrittenType> TypeReader::word(std::string_view text, Span span, TokenId digits) const {
  struct Plain {
    std::string_view word;
    ir::TypeKind kind;
  };
  static constexpr Plain kPlain[] = {{"bool", ir::TypeKind::Bool},         {"date", ir::TypeKind::Date},
                                     {"month", ir::TypeKind::Month},       {"time", ir::TypeKind::Time},
                                     {"days", ir::TypeKind::Days},         {"months", ir::TypeKind::Months},
                                     {"datetime", ir::TypeKind::DateTime}, {"Period", ir::TypeKind::Period}};
  for (const Plain& plain : kPlain) {
    if (plain.word == text) return without_digits(plain_type(session, plain.kind), text, digits);
  }
  if (text == "int") return without_digits(int_type(session), text, digits);
  if (text == "decimal") return quantity(kPlainUnit, text, span, digits);
  if (text == "text") {
    if (!digits.valid()) return WrittenType{text_type(session, limits::kTextBytes)};
    const auto bound = number(digits, 1, kMaxText);
    if (!bound) return std::nullopt;
    return WrittenType{text_type(session, *bound)};
  }
  const auto symbol = lookup(session, module, text);
  const bool always = text == "ratio" || text == "count";
  if (always && (!symbol || symbol_at(session, *symbol).kind == SymbolKind::Builtin)) {
    return quantity(kPlainUnit, text, span, digits);
  }
  if (symbol && symbol_at(session, *symbol).kind != SymbolKind::Builtin) return declared(*symbol, text, span, digits);
  unknown(text, span, digits);
  return std::nullopt;
}

std::optional<WrittenType> TypeReader::item(NodeId node) const {
  const NodeId words = tree.child(node, NodeKind::UnitExpr);
  const TokenId digits = tree.token(node, TokenKind::NUMBER);
  if (!words.valid()) return std::nullopt;
  const std::string_view text = tree.text(words);
  const Span span = tree.span(words);
  if (tree.has_token(words, TokenKind::DOT)) {
    report(session, DiagKind::NotYetAvailable, span, {str(text)});
    return std::nullopt;
  }
  if (!tree.has_token(words, TokenKind::SLASH)) return word(text, span, digits);
  const auto unit = resolve_unit_text(session, module, text, span);
  if (!unit) return std::nullopt;
  return quantity(*unit, text, span, digits);
}

std::optional<WrittenType> TypeReader::list(NodeId node) const {
  const auto element = item(tree.child(node, NodeKind::ItemType));
  const TokenId max = tree.token(node, TokenKind::NUMBER);
  std::optional<uint32_t> bound = limits::kListItems;
  if (max.valid()) {
    bound = number(max, 1, limits::kListItems);
  } else if (use == TypeUse::Field || use == TypeUse::Param) {
    report(session, DiagKind::ListNeedsMax, tree.span(node)).help(NoteKind::WriteMax);
    return std::nullopt;
  }
  if (!element || !bound) return std::nullopt;
  if (element->open_scale && use == TypeUse::Result) {
    const NodeId of = tree.child(node, NodeKind::ItemType);
    report(session, DiagKind::ScaleRequired, tree.span(of), {str(tree.text(of))})
        .help(NoteKind::WriteScale, {str(tree.text(of)) + "(3)"});
    return std::nullopt;
  }
  return WrittenType{list_type(session, element->type, *bound), element->open_scale};
}

std::optional<WrittenType> TypeReader::ladder(NodeId node) const {
  if (use != TypeUse::Param) {
    report(session, DiagKind::LadderOutsideParam, tree.span(node));
    return std::nullopt;
  }
  const NodeId words = tree.child(node, NodeKind::UnitExpr);
  const NodeId rate_node = tree.child(node, NodeKind::ItemType);
  if (!words.valid() || !rate_node.valid()) return std::nullopt;
  const auto unit = resolve_unit_text(session, module, tree.text(words), tree.span(words));
  const auto rate = item(rate_node);
  if (!unit || !rate) return std::nullopt;
  ir::Type type = type_at(session, rate->type);
  if (type.kind != ir::TypeKind::Number) {
    const std::string shown = type_name(session, rate->type);
    report(session, DiagKind::NumberNeeded, tree.span(rate_node), {"@", shown});
    return std::nullopt;
  }
  type.kind = ir::TypeKind::Ladder;
  type.integer = false;
  type.quantity_unit = *unit;
  return WrittenType{intern_type(session, type)};
}

std::optional<WrittenType> TypeReader::type(NodeId node) const {
  const bool optional = tree.has_token(node, TokenKind::QUESTION);
  std::optional<WrittenType> written;
  for (const NodeId part : tree.children(node)) {
    const NodeKind kind = tree.kind(part);
    if (kind == NodeKind::ItemType) written = item(part);
    if (kind == NodeKind::TiersType) written = ladder(part);
    if (kind == NodeKind::ListType) {
      written = list(part);
      if (optional) {
        const std::string bare = str(tree.text(part));
        report(session, DiagKind::OptionalList, tree.span(node))
            .fix(NoteKind::ReplaceBy, {bare}, tree.span(node), bare);
        return std::nullopt;
      }
    }
    if (kind == NodeKind::SeriesType || kind == NodeKind::ReadingsType || kind == NodeKind::LabelledType) {
      report(session, DiagKind::NotYetAvailable, tree.span(part), {str(tree.text(part))});
      return std::nullopt;
    }
  }
  if (written && optional) written->type = optional_of(session, written->type);
  return written;
}

}  // namespace

std::optional<WrittenType> check_type(Session& session, ModuleId module, syntax::NodeId type, TypeUse use) {
  const syntax::Tree& tree = session.module(module).tree;
  if (!type.valid() || tree.has_error(type)) return std::nullopt;
  return TypeReader{session, module, use, tree}.type(type);
}

}  // namespace tarifa::check
