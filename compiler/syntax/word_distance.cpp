#include "compiler/syntax/word_distance.h"

#include <algorithm>
#include <cstddef>

namespace tarifa::syntax {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool is_slip_of(std::string_view word, std::string_view meant) {
  if (meant.size() < 2 || meant[0] < 'a' || meant[0] > 'z') return false;
  const size_t shorter = std::min(word.size(), meant.size());
  const size_t longer = std::max(word.size(), meant.size());
  if (longer - shorter > 1) return false;
  size_t front = 0;
  while (front < shorter && lower(word[front]) == meant[front]) ++front;
  size_t back = 0;
  while (back < shorter - front && lower(word[word.size() - 1 - back]) == meant[meant.size() - 1 - back]) {
    ++back;
  }
  const size_t wrong = longer - front - back;  // letters of the longer word that differ
  if (wrong == 0) return true;                 // only the case
  if (meant.size() < 4) return false;
  if (wrong == 1) return true;
  return wrong == 2 && word.size() == meant.size() && lower(word[front]) == meant[front + 1] &&
         lower(word[front + 1]) == meant[front];
}

}  // namespace tarifa::syntax
