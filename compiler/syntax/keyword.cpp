// A hash table made at compile time; the hash is chosen so that few of the words meet.
#include "compiler/syntax/keyword.h"

#include <array>
#include <cstdint>

namespace tarifa::syntax {
namespace {

struct Keyword {
  std::string_view text;
  TokenKind kind;
};
constexpr Keyword kKeywords[] = {
#define TARIFA_RESERVED(kind, text) {text, TokenKind::kind},
#define TARIFA_CONTEXTUAL(kind, text) {text, TokenKind::kind},
#define TARIFA_TOKEN(kind, text)
#include "compiler/syntax/token_kind.def"
};

constexpr size_t kSlots = 1024;
constexpr size_t kLongest = 16;
static_assert(std::size(kKeywords) < kSlots / 4);

constexpr size_t slot_of(std::string_view word) {
  uint32_t hash = static_cast<uint32_t>(word.size());
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash ^ (hash >> 15U)) % kSlots;
}

constexpr auto make_table() {
  std::array<uint8_t, kSlots> table{};  // index into kKeywords plus one
  for (size_t i = 0; i < std::size(kKeywords); ++i) {
    size_t slot = slot_of(kKeywords[i].text);
    while (table[slot] != 0) slot = (slot + 1) % kSlots;
    table[slot] = static_cast<uint8_t>(i + 1);
  }
  return table;
}
static_assert(std::size(kKeywords) < 255);
constexpr auto kTable = make_table();

}  // namespace

TokenKind keyword_kind(std::string_view word) {
  if (word.size() > kLongest) return TokenKind::IDENT;
  for (size_t slot = slot_of(word); kTable[slot] != 0; slot = (slot + 1) % kSlots) {
    const Keyword& keyword = kKeywords[kTable[slot] - 1U];
    if (keyword.text == word) return keyword.kind;
  }
  return TokenKind::IDENT;
}

}  // namespace tarifa::syntax
