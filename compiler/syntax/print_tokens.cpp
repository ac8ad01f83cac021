#include "compiler/syntax/print_tokens.h"

#include "compiler/syntax/comments.h"
#include "compiler/syntax/printable_text.h"

namespace tarifa::syntax {

std::string print_tokens(const SourceStore& sources, const Tree& tree) {
  std::string out;
  const auto place = [&](uint32_t offset) {
    const LineColumn at = sources.line_column(tree.file(), offset);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
  };
  for (size_t i = 0; i < tree.token_count(); ++i) {
    const TokenId token(i);
    for (const Comment& comment : comments_before(tree, token)) {
      place(comment.offset);
      out += "comment ";
      append_printable(out, comment.text);
      out += '\n';
    }
    place(tree.span(token).begin);
    out += token_kind_name(tree.token_kind(token));
    if (tree.is_missing(token)) out += " missing";
    if (!tree.text(token).empty()) {
      out += ' ';
      append_printable(out, tree.text(token));
    }
    out += '\n';
  }
  return out;
}

}  // namespace tarifa::syntax
