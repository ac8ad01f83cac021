#include "lsp/features/completion_words.h"

#include "compiler/syntax/sync_points.h"
#include "lsp/features/language_words.h"

namespace tarifa::lsp {
namespace {

using syntax::GrammarRule;
using syntax::TokenKind;

struct Construct {
  TokenKind word;
  std::string_view text;  // with tab stops
};
constexpr Construct kConstructs[] = {
    {TokenKind::ENUM, "enum ${1:Name} { ${2:First}, ${3:Second} }"},
    {TokenKind::RECORD, "record ${1:Name} {\n  ${2:field}: ${3:date},\n}"},
    {TokenKind::ENTITY, "entity ${1:Account} {\n  key ${2:id}: text(${3:32}),\n  ${4:field}: ${5:type},\n}"},
    {TokenKind::UNIT, "unit ${1:name} = ${2:1000} ${3:of}"},
    {TokenKind::CURRENCY, "currency ${1:COP}"},
    {TokenKind::PARAM, "param ${1:name}: ${2:type} {\n  from ${3:2026-01-01}: ${4:value}\n  open\n}"},
    {TokenKind::TABLE, "table ${1:name}(${2:key}: ${3:Type}) -> ${4:ratio(4)} {\n  | ${5:value} => ${6:0%}\n}"},
    {TokenKind::RULE, "rule ${1:name} for ${2:Account}: ${3:type} = ${4:value}"},
    {TokenKind::EXTEND, "extend ${1:rule} {\n  except ${2:name} = ${3:value} when ${4:condition}\n}"},
    {TokenKind::LET, "let ${1:name} = ${2:value}"},
    {TokenKind::TARIFF,
     "tariff ${1:Name} for ${2:Account} {\n  currency ${3:COP}\n  round lines to ${4:0.01 COP}\n"
     "  values at period.start\n  applies when ${5:condition}\n\n  line ${6:name} \"${7:Label}\" = ${8:amount}\n}"},
    {TokenKind::BILL, "bill ${1:Name} for ${2:Account} {\n  one of ${3:tariffs}\n}"},
    {TokenKind::TEST,
     "test \"${1:what it shows}\" {\n  for ${2:Account}(${3:id: \"T1\"})\n  over ${4:2026-01}\n"
     "  expect ${5:condition}\n}"},
    {TokenKind::EXCEPT, "except ${1:name} = ${2:value} when ${3:condition}"},
    {TokenKind::LINE, "line ${1:name} \"${2:Label}\" = ${3:amount}"},
    {TokenKind::TAX, "tax ${1:name} \"${2:Label}\" = ${3:19}% of ${4:all}"},
    {TokenKind::MINIMUM, "minimum ${1:name} \"${2:Label}\" = ${3:amount} for ${4:lines}"},
    {TokenKind::MAXIMUM, "maximum ${1:name} \"${2:Label}\" = ${3:amount} for ${4:lines}"},
    {TokenKind::SUBTOTAL, "subtotal ${1:name} \"${2:Label}\" = ${3:amount}"},
    {TokenKind::TIERS, "tiers ${1:quantity} {\n  | up to ${2:limit} @ ${3:rate}\n  | above @ ${4:rate}\n}"},
    {TokenKind::MATCH, "match ${1:value} {\n  | ${2:case} => ${3:result}\n  | otherwise => ${4:result}\n}"},
    {TokenKind::IF, "if ${1:condition} then ${2:value} else ${3:other}"},
    {TokenKind::ROUND, "round(${1:value}, ${2:step})"},
};

// Where a name stands, contextual words stand only as names.
bool is_word_here(const GrammarPlace& place, TokenKind kind) {
  if (!syntax::is_contextual(kind)) return syntax::is_reserved(kind);
  if (is_of_later_version(kind)) return false;
  if (kind == TokenKind::FAIL) return syntax::has(place.expected, TokenKind::IF);  // where a value begins
  if (!place.name) return true;
  const GrammarRule rule = place.innermost();
  return rule != GrammarRule::Name && rule != GrammarRule::Argument && rule != GrammarRule::Primary &&
         !syntax::has(place.expected, TokenKind::MODULE);
}

// After `round` in a tariff no parenthesis follows; a currency item has no digits.
bool is_construct(const GrammarPlace& place, TokenKind word) {
  if (word == TokenKind::ROUND || word == TokenKind::IF || word == TokenKind::MATCH || word == TokenKind::TIERS)
    return place.name;
  if (word == TokenKind::EXCEPT) return !syntax::has(place.expected, TokenKind::WHEN) || place.declaration;
  if (word == TokenKind::UNIT) return place.declaration;
  if (word == TokenKind::CURRENCY) return !place.declaration;
  return true;
}

void add_word(TokenKind kind, const CompletionAsked& asked, std::vector<CompletionItem>& items) {
  CompletionItem item;
  item.label = std::string(syntax::token_kind_text(kind));
  item.kind = CompletionKind::Keyword;
  item.insert = item.label;
  item.sort = "5" + item.label;
  if (!word_text(kind, asked.language).empty()) item.topic = "word:" + item.label;
  items.push_back(std::move(item));
}

}  // namespace

void add_words(const GrammarPlace& place, const CompletionAsked& asked, std::vector<CompletionItem>& items) {
  for (size_t k = 0; k < syntax::token_kind_count(); ++k) {
    const auto kind = static_cast<TokenKind>(k);
    const bool begins = place.declaration && syntax::begins_declaration(kind) && !is_of_later_version(kind);
    const bool here = begins || (syntax::has(place.expected, kind) && is_word_here(place, kind));
    if (!here || syntax::token_kind_text(kind).empty()) continue;
    add_word(kind, asked, items);
    if (!asked.snippets) continue;
    for (const Construct& construct : kConstructs) {
      if (construct.word != kind || !is_construct(place, kind)) continue;
      CompletionItem item = items.back();
      item.label += " …";
      item.kind = CompletionKind::Snippet;
      item.insert = std::string(construct.text) + "$0";
      item.snippet = true;
      item.sort = "5" + item.insert.substr(0, item.insert.find(' ')) + "~";
      items.push_back(std::move(item));
    }
  }
}

}  // namespace tarifa::lsp
