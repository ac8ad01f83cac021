#include "compiler/syntax/comments.h"

#include <algorithm>

namespace tarifa::syntax {
namespace {

size_t count_line_ends(std::string_view blanks) {
  return static_cast<size_t>(std::count(blanks.begin(), blanks.end(), '\n'));
}

}  // namespace

std::vector<Comment> comments_before(const Tree& tree, TokenId token) {
  std::vector<Comment> comments;
  const std::string_view trivia = tree.trivia(token);
  const uint32_t begin = tree.span(token).begin - static_cast<uint32_t>(trivia.size());
  const bool at_start = begin == 0;
  size_t after = 0;  // the end of the comment before
  for (size_t at = trivia.find("//"); at != std::string_view::npos; at = trivia.find("//", after)) {
    const size_t end = std::min(trivia.find_first_of("\r\n", at), trivia.size());
    std::string_view text = trivia.substr(at, end - at);
    text = text.substr(0, text.find_last_not_of(" \t") + 1);
    const size_t lines = count_line_ends(trivia.substr(after, at - after));
    const bool first_in_file = at_start && comments.empty();
    comments.push_back(
        {text, begin + static_cast<uint32_t>(at), lines > 0 || first_in_file, lines > 1 && !first_in_file});
    after = end;
  }
  return comments;
}

bool blank_line_before(const Tree& tree, TokenId token) {
  const std::string_view trivia = tree.trivia(token);
  const size_t last = trivia.find_last_not_of(" \t\r\n");
  const size_t lines = count_line_ends(trivia.substr(last == std::string_view::npos ? 0 : last));
  return lines > 1;
}

}  // namespace tarifa::syntax
