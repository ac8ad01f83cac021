#include "lsp/features/completion_place.h"

#include <algorithm>

#include "compiler/syntax/keyword.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/sync_points.h"

namespace tarifa::lsp {
namespace {

using syntax::GrammarRule;
using syntax::NodeId;
using syntax::TokenKind;

constexpr std::string_view kPlaceholder = "completion_here";

uint32_t next_margin(std::string_view text, uint32_t from) {
  for (size_t line = text.find('\n', from); line != std::string_view::npos; line = text.find('\n', line + 1)) {
    size_t end = line + 1;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    if (end > line + 1 && syntax::begins_declaration(syntax::keyword_kind(text.substr(line + 1, end - line - 1))))
      return static_cast<uint32_t>(line + 1);
  }
  return static_cast<uint32_t>(text.size());
}

std::vector<GrammarRule> without_names(const GrammarPlace& place) {
  std::vector<GrammarRule> rules = place.rules;
  while (!rules.empty() && (rules.back() == GrammarRule::Name || rules.back() == GrammarRule::Ident)) rules.pop_back();
  return rules;
}

Slot slot_of_names(GrammarRule around) {
  switch (around) {
    case GrammarRule::ParamDecl: return Slot::Enum;
    case GrammarRule::KeyedEntries: return Slot::Keys;
    case GrammarRule::ChoiceItem: return Slot::Tariff;
    case GrammarRule::LineList:
    case GrammarRule::LineTail: return Slot::Lines;
    default: return Slot::None;
  }
}

}  // namespace

Slot slot_of(const GrammarPlace& place) {
  if (!place.name) return Slot::None;
  const auto rules = without_names(place);
  if (rules.empty()) return Slot::None;
  const GrammarRule around = rules.size() > 1 ? rules[rules.size() - 2] : GrammarRule::File_;
  const bool listed = place.before == TokenKind::LBRACE || place.before == TokenKind::COMMA;
  switch (rules.back()) {
    case GrammarRule::UnitExpr: return Slot::Type;
    case GrammarRule::Unit:
    case GrammarRule::PerUnit: return Slot::Unit;
    case GrammarRule::Use: return listed ? Slot::UseNames : Slot::UsePath;
    case GrammarRule::Path:
      if (around == GrammarRule::Use) return Slot::UsePath;
      return around == GrammarRule::Header ? Slot::None : Slot::ReadAt;
    case GrammarRule::Names: return slot_of_names(around);
    case GrammarRule::LineList:
    case GrammarRule::LineTail: return Slot::Lines;
    case GrammarRule::CurrencyItem: return Slot::Currency;
    case GrammarRule::ExtendDecl: return Slot::Extended;
    case GrammarRule::ExceptItem: return place.before == TokenKind::WITHIN ? Slot::Within : Slot::None;
    case GrammarRule::RuleDecl:
    case GrammarRule::TariffDecl:
    case GrammarRule::BillDecl: return place.before == TokenKind::FOR ? Slot::Entity : Slot::None;
    case GrammarRule::PostfixOp: return place.before == TokenKind::DOT ? Slot::Member : Slot::Fields;
    case GrammarRule::ChainOp: return Slot::Member;
    case GrammarRule::Binding: return around == GrammarRule::PostfixOp ? Slot::Fields : Slot::None;
    case GrammarRule::Policy: return Slot::Policy;
    case GrammarRule::ExpectError: return Slot::RowError;
    case GrammarRule::EnumDecl:
    case GrammarRule::RecordDecl:
    case GrammarRule::EntityDecl:
    case GrammarRule::UnitDecl:
    case GrammarRule::CurrencyDecl:
    case GrammarRule::Field:
    case GrammarRule::Param:
    case GrammarRule::Result:
    case GrammarRule::ParamDecl:
    case GrammarRule::TableDecl:
    case GrammarRule::LetDecl:
    case GrammarRule::LineDecl:
    case GrammarRule::TaxDecl:
    case GrammarRule::SubtotalDecl:
    case GrammarRule::LimitDecl:
    case GrammarRule::ForClause:
    case GrammarRule::ValuesClause:
    case GrammarRule::Window:
    case GrammarRule::Declaration: return Slot::None;
    default: return Slot::Expression;
  }
}

Amended::Amended(std::string_view text, const GrammarPlace& place, uint32_t word_begin, uint32_t word_end) {
  const uint32_t begin = std::min(place.declaration_begin, word_begin);
  std::string amended(text.substr(begin, word_begin - begin));
  at = static_cast<uint32_t>(amended.size());
  amended += kPlaceholder;
  amended += text.substr(word_end, next_margin(text, word_end) - word_end);
  tree = syntax::parse(sources, sources.add("completion.rule", std::move(amended)), ignored);
}

NodeId Amended::name() const { return tree.node_at(at); }

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool ends_in_rate(std::string_view before) {
  if (!before.ends_with('/')) return false;
  size_t at = before.size() - 1;
  while (at > 0 && (is_word_byte(before[at - 1]) || before[at - 1] == '/')) --at;
  while (at > 0 && before[at - 1] == ' ') --at;
  return at > 0 && before[at - 1] >= '0' && before[at - 1] <= '9';
}

}  // namespace tarifa::lsp
