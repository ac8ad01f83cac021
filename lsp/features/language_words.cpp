#include "lsp/features/language_words.h"

#include "compiler/check/builtins.h"

namespace tarifa::lsp {
namespace {

using syntax::TokenKind;

struct WordText {
  TokenKind word;
  std::string_view english;
  std::string_view spanish;
};
constexpr WordText kWords[] = {
#define TARIFA_WORD(token, english, spanish) {TokenKind::token, english, spanish},
#include "lsp/features/language_words.def"
};

struct Function {
  check::Builtin id;
  std::string_view result;
  std::string_view parameters;
  std::string_view english;
  std::string_view spanish;
};
constexpr Function kFunctions[] = {
#define TARIFA_FUNCTION(id, result, parameters, english, spanish) \
  {check::Builtin::id, result, parameters, english, spanish},
#include "lsp/features/builtin_texts.def"
};
static_assert(std::size(kFunctions) == std::size(check::kBuiltins));

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t bar = text.find('|');
    parts.push_back(text.substr(0, bar));
    if (bar == std::string_view::npos) return parts;
    text = text.substr(bar + 1);
  }
}

}  // namespace

std::string_view word_text(TokenKind word, Language language) {
  for (const WordText& known : kWords) {
    if (known.word == word) return language == Language::Spanish ? known.spanish : known.english;
  }
  return {};
}

std::optional<FunctionText> function_text(std::string_view name, Language language) {
  for (const Function& known : kFunctions) {
    if (check::kBuiltins[static_cast<size_t>(known.id)].name != name) continue;
    return FunctionText{check::kBuiltins[static_cast<size_t>(known.id)].name, known.result, parts_of(known.parameters),
                        language == Language::Spanish ? known.spanish : known.english};
  }
  return std::nullopt;
}

std::string function_head(const FunctionText& function) {
  std::string head(function.name);
  head += "(";
  for (size_t k = 0; k < function.parameters.size(); ++k) {
    if (k > 0) head += ", ";
    head += function.parameters[k];
  }
  return head + ")";
}

bool is_of_later_version(TokenKind word) {
  switch (word) {
    case TokenKind::CALENDAR:
    case TokenKind::SEASON:
    case TokenKind::TIME_WORD:
    case TokenKind::RELIEF:
    case TokenKind::RELIEFS:
    case TokenKind::ALLOCATION:
    case TokenKind::MODEL:
    case TokenKind::SEGMENT:
    case TokenKind::ACTION:
    case TokenKind::DUNNING:
    case TokenKind::CHECK:
    case TokenKind::APPROVAL:
    case TokenKind::PROPERTY:
    case TokenKind::INVARIANT:
    case TokenKind::CARRY:
    case TokenKind::EVERY:
    case TokenKind::SERIES:
    case TokenKind::READINGS:
    case TokenKind::DATED:
    case TokenKind::DURING:
    case TokenKind::EACH:
    case TokenKind::SPLIT: return true;
    default: return false;
  }
}

}  // namespace tarifa::lsp
