#include "lsp/features/topic.h"

#include "compiler/syntax/keyword.h"
#include "lsp/features/importable.h"
#include "lsp/features/language_words.h"
#include "lsp/features/symbol_text.h"

namespace tarifa::lsp {
namespace {

std::optional<HoverText> of_word(std::string_view word, Language language) {
  const std::string_view text = word_text(syntax::keyword_kind(word), language);
  if (text.empty()) return std::nullopt;
  return HoverText{{}, std::string(word), {std::string(text)}, {}};
}

std::optional<HoverText> of_function(std::string_view name, Language language) {
  const auto function = function_text(name, language);
  if (!function) return std::nullopt;
  return HoverText{{}, function_head(*function), {std::string(function->text)}, {}};
}

std::optional<HoverText> of_symbol(const Snapshot& snapshot, std::string_view module, std::string_view name,
                                   int32_t today, Language language) {
  for (const auto& unit : snapshot.result().modules) {
    if (unit->path != module) continue;
    const auto found = unit->own.find(name);
    if (found != unit->own.end()) return symbol_text(snapshot, found->second, today, language);
  }
  // Of a module of the library that nothing uses yet.
  for (const Importable& one : standard_declarations()) {
    if (one.module != module || one.name != name) continue;
    if (one.kind == check::SymbolKind::Builtin) return of_function(name, language);
    return HoverText{{}, std::string(check::symbol_kind_word(one.kind)) + " " + one.name, {}, one.doc};
  }
  return std::nullopt;
}

}  // namespace

std::optional<HoverText> text_of_topic(const Snapshot& snapshot, std::string_view topic, int32_t today,
                                       Language language) {
  const size_t colon = topic.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view kind = topic.substr(0, colon);
  const std::string_view rest = topic.substr(colon + 1);
  if (kind == "word") return of_word(rest, language);
  if (kind == "function") return of_function(rest, language);
  const size_t name = rest.rfind(':');
  if (kind != "symbol" || name == std::string_view::npos) return std::nullopt;
  return of_symbol(snapshot, rest.substr(0, name), rest.substr(name + 1), today, language);
}

}  // namespace tarifa::lsp
