// Mutations that keep most of a program well formed: words are dropped, doubled, swapped or replaced by words of the
// same text, and lines are copied. The plain mutations of libFuzzer rarely get past the parser. Used by libFuzzer
// builds only.
#pragma once

#include <cctype>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace tarifa::fuzz {

inline bool of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

// Words, runs of blanks and single signs: together the text.
inline std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (of_word(text[at]))
      while (end < text.size() && of_word(text[end])) ++end;
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

inline std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text += word;
  return text;
}

inline std::string mutate_lines(std::string_view text, std::minstd_rand& random) {
  std::vector<std::string_view> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  if (lines.empty()) return std::string(text);
  const auto any = [&] { return lines.begin() + static_cast<std::ptrdiff_t>(random() % lines.size()); };
  const std::string_view line = *any();
  switch (random() % 3) {
    case 0: lines.erase(any()); break;
    case 1: lines.insert(any(), line); break;
    default: *any() = line; break;
  }
  return joined(lines);
}

inline std::string mutate_words(std::string_view text, unsigned seed) {
  static constexpr std::string_view kNumbers[] = {"0",           "1",          "-1",
                                                  "0.5",         "2",          "3",
                                                  "7",           "12",         "99999999999999999999999999999999999999",
                                                  "0.000000001", "2020-02-29", "2020-04-01",
                                                  "100%",        "int",        "date",
                                                  "bool",        "text(8)",    "any",
                                                  "null"};
  std::minstd_rand random(seed);
  if (random() % 4 == 0) return mutate_lines(text, random);
  std::vector<std::string_view> words = words_of(text);
  if (words.empty()) return std::string(text);
  const auto any = [&] {  // a word that is no blank, most times
    auto at = random() % words.size();
    for (int tries = 0; tries < 5 && std::isspace(static_cast<unsigned char>(words[at][0])) != 0; ++tries)
      at = random() % words.size();
    return words.begin() + static_cast<std::ptrdiff_t>(at);
  };
  for (unsigned count = 1 + random() % 3; count > 0 && !words.empty(); --count) {
    const std::string_view word = *any();
    switch (random() % 6) {
      case 0: words.erase(any()); break;
      case 1: words.insert(any(), word); break;
      case 2: std::iter_swap(any(), any()); break;
      case 3: *any() = kNumbers[random() % std::size(kNumbers)]; break;
      default: *any() = word; break;
    }
  }
  return joined(words);
}

}  // namespace tarifa::fuzz
