// Any text: the compiler's grammar and the one of editors accept it both or refuse it both, and read it as the same
// tree, below the limits on nesting and tokens.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>

#include "compiler/syntax/tree.h"
#include "fuzz/word_mutator.h"
#include "tests/grammar/in_step.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto result = tarifa::grammar::compare_grammars(text);
  if (!result.disagreement) return 0;
  std::fprintf(stderr, "%s\n%s\n", result.disagreement->c_str(), text.c_str());
  std::abort();
}

#ifdef TARIFA_FUZZ
namespace {

using namespace tarifa;

// A word of the text becomes another keyword or sign of the language, or one is put before it.
std::string with_some_keyword(std::string_view text, unsigned seed) {
  std::minstd_rand random(seed);
  std::vector<std::string_view> words = fuzz::words_of(text);
  if (words.empty()) return std::string(text);
  const auto keyword = [&] {
    const auto kind = static_cast<syntax::TokenKind>(random() % syntax::token_kind_count());
    const std::string_view spelled = token_kind_text(kind);
    return spelled.empty() ? std::string_view("x") : spelled;
  };
  for (unsigned count = 1 + random() % 2; count > 0; --count) {
    const auto at = words.begin() + static_cast<std::ptrdiff_t>(random() % words.size());
    if (random() % 2 == 0) {
      *at = keyword();
    } else {
      words.insert(words.insert(words.insert(at, " "), keyword()), " ");
    }
  }
  return fuzz::joined(words);
}

}  // namespace

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  if (seed % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string changed = seed % 2 == 0 ? with_some_keyword(text, seed) : fuzz::mutate_words(text, seed);
  const size_t length = std::min(changed.size(), max_size);
  std::memcpy(data, changed.data(), length);
  return length;
}
#endif
