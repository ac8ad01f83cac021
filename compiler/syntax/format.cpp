#include "compiler/syntax/format.h"

#include "compiler/syntax/comments.h"
#include "compiler/syntax/layout.h"

namespace tarifa::syntax {
namespace {

constexpr uint32_t kIndent = 2;

// Where the author left an empty line between items, and around declarations of several lines.
void lay_out_blank_lines(Layout& layout) {
  const Tree& tree = layout.tree;
  const auto end = static_cast<uint32_t>(tree.token_count() - 1);
  for (uint32_t token = 1; token < end; ++token) {
    Gap& gap = layout.gaps[token];
    if (!gap.breaks || gap.closes || layout.kind(token - 1) == TokenKind::LBRACE) continue;
    const auto comments = comments_before(tree, TokenId(token));
    const bool item = layout.gaps[gap.anchor].breaks || gap.anchor == 0 || !comments.empty() ||
                      layout.kind(gap.anchor) == TokenKind::LBRACE;
    bool before = blank_line_before(tree, TokenId(token));
    if (!comments.empty()) {
      // The first comment of its own line carries the empty line.
      before = false;
      for (const Comment& comment : comments) {
        if (!comment.own_line) continue;
        before = comment.blank_before;
        break;
      }
    }
    gap.blank = item && before;
  }
  const auto parts = tree.children(tree.root());
  const auto lines_of = [&](NodeId node) {
    size_t lines = 0;
    const uint32_t last = tree.end_token(node).index();
    for (uint32_t t = tree.first_token(node).index() + 1; t < last; ++t) {
      if (layout.gaps[t].breaks) ++lines;
    }
    return lines;
  };
  for (size_t i = 1; i < parts.size(); ++i) {
    const uint32_t token = tree.first_token(parts[i]).index();
    const bool header = tree.kind(parts[i - 1]) == NodeKind::Header;
    if (header || lines_of(parts[i - 1]) > 0 || lines_of(parts[i]) > 0) {
      layout.gaps[token].blank = true;
    }
  }
}

class Printer {
 public:
  explicit Printer(const Layout& layout) : layout_(layout), tree_(layout.tree), indents_(tree_.token_count()) {}

  std::string run() {
    out_.reserve(tree_.source().size() + tree_.source().size() / 8);
    const auto end = static_cast<uint32_t>(tree_.token_count() - 1);
    for (uint32_t token = 0; token <= end; ++token) print(token);
    while (out_.ends_with('\n')) out_.pop_back();
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  void print(uint32_t token) {
    const Gap& gap = layout_.gaps[token];
    const auto comments = comments_before(tree_, TokenId(token));
    const bool breaks = gap.breaks || token == 0;
    uint32_t indent = token == 0 ? 0 : indents_[gap.anchor];
    if (breaks)
      indent += gap.indent;
    else
      indent = indents_[token - 1];
    indents_[token] = indent;
    bool blank = gap.blank;
    for (const Comment& comment : comments) {
      if (!comment.own_line && !out_.empty()) {
        out_ += "  ";
      } else {
        begin_line(indent + (gap.closes ? kIndent : 0), blank || comment.blank_before);
        blank = false;
      }
      out_ += comment.text;
    }
    if (token + 1 == tree_.token_count()) return;
    if (breaks) {
      const bool apart = comments.empty() ? blank : blank_after_comments(token, comments);
      begin_line(indent, apart);
    } else {
      out_.append((gap.tight ? 0 : 1) + gap.pad, ' ');
    }
    out_ += tree_.text(TokenId(token));
  }

  // An empty line after the last comment stays, where one may stand: not before a closing brace.
  [[nodiscard]] bool blank_after_comments(uint32_t token, const std::vector<Comment>& comments) const {
    const Gap& gap = layout_.gaps[token];
    if (!comments.back().own_line) return gap.blank;
    return !gap.closes && blank_line_before(tree_, TokenId(token));
  }

  void begin_line(uint32_t indent, bool blank) {
    if (out_.empty()) return;
    out_ += '\n';
    if (blank && !out_.ends_with("{\n")) out_ += '\n';
    out_.append(indent, ' ');
  }

  const Layout& layout_;
  const Tree& tree_;
  std::vector<uint32_t> indents_;
  std::string out_;
};

}  // namespace

Result<std::string> format(const Tree& tree) {
  if (tree.has_errors()) return fail(DiagKind::CannotFormat, "the file");
  Layout layout(tree);
  lay_out_breaks(layout);
  lay_out_spaces(layout);
  fit_lines(layout);
  lay_out_blank_lines(layout);
  align_columns(layout);
  return Printer(layout).run();
}

}  // namespace tarifa::syntax
