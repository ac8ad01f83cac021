#include "lsp/features/format_edits.h"

#include <algorithm>
#include <optional>

#include "compiler/support/check.h"
#include "compiler/syntax/format.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/parse.h"

namespace tarifa::lsp {
namespace {

using syntax::LexedToken;
using syntax::NodeId;
using syntax::TokenKind;
using syntax::Tree;

constexpr uint32_t kIndent = 2;

std::vector<LexedToken> tokens_of(std::string_view text) {
  DiagSink ignored;
  return syntax::lex(text, FileId(0), ignored);
}

// The bytes before the token at `k`, and after the last one.
std::string_view gap(std::string_view text, const std::vector<LexedToken>& tokens, size_t k) {
  const size_t begin = k == 0 ? 0 : tokens[k - 1].end;
  const size_t end = k == tokens.size() ? text.size() : tokens[k].begin;
  return text.substr(begin, end - begin);
}

// Both texts have the same tokens. Of each gap that differs, what differs.
std::vector<BlankEdit> edits_between(std::string_view before, std::string_view after) {
  const auto old_tokens = tokens_of(before);
  const auto new_tokens = tokens_of(after);
  TARIFA_CHECK(old_tokens.size() == new_tokens.size());
  std::vector<BlankEdit> edits;
  for (size_t k = 0; k <= old_tokens.size(); ++k) {
    const std::string_view was = gap(before, old_tokens, k);
    const std::string_view is = gap(after, new_tokens, k);
    if (was == is) continue;
    size_t begin = 0;
    const size_t both = std::min(was.size(), is.size());
    while (begin < both && was[begin] == is[begin]) ++begin;
    size_t end = 0;
    while (end < both - begin && was[was.size() - 1 - end] == is[is.size() - 1 - end]) ++end;
    const auto at = static_cast<uint32_t>(was.data() - before.data());
    edits.push_back({at + static_cast<uint32_t>(begin), at + static_cast<uint32_t>(was.size() - end),
                     std::string(is.substr(begin, is.size() - begin - end))});
  }
  return edits;
}

// The part of the file (a declaration, the header) that holds the place.
std::optional<Span> part_at(const Tree& tree, uint32_t offset) {
  for (const NodeId part : tree.children(tree.root())) {
    const Span span = tree.span(part);
    if (span.begin <= offset && offset <= span.end) return span;
  }
  return std::nullopt;
}

// None: it cannot be read.
std::optional<std::vector<BlankEdit>> edits_of_part(std::string_view text, uint32_t begin) {
  SourceStore sources;
  DiagSink sink;
  const FileId file = sources.add("part", std::string(text));
  const auto formatted = syntax::format(syntax::parse(sources, file, sink));
  if (!formatted || sink.error_count() > 0) return std::nullopt;
  std::string after = *formatted;
  while (after.ends_with('\n')) after.pop_back();
  auto edits = edits_between(text, after);
  for (BlankEdit& edit : edits) {
    edit.begin += begin;
    edit.end += begin;
  }
  return edits;
}

bool opens(TokenKind kind) {
  return kind == TokenKind::LBRACE || kind == TokenKind::LPAREN || kind == TokenKind::LBRACK;
}
bool closes(TokenKind kind) {
  return kind == TokenKind::RBRACE || kind == TokenKind::RPAREN || kind == TokenKind::RBRACK;
}

// By the brackets that are open where the line begins.
uint32_t indentation(std::string_view part, uint32_t line, uint32_t first_word) {
  uint32_t depth = 0;
  for (const LexedToken& token : tokens_of(part)) {
    const bool before = token.begin < line;
    if (!before && token.begin != first_word) break;
    if (before && opens(token.kind)) ++depth;
    if (closes(token.kind) && depth > 0) --depth;
    if (!before) break;
  }
  return depth * kIndent;
}

}  // namespace

std::vector<BlankEdit> format_edits(const Tree& tree) {
  const auto formatted = syntax::format(tree);
  if (!formatted) return {};
  return edits_between(tree.source(), *formatted);
}

std::vector<BlankEdit> format_edits_around(const Tree& tree, uint32_t offset) {
  const auto part = part_at(tree, offset);
  if (!part) return {};
  const std::string_view text = tree.source().substr(part->begin, part->end - part->begin);
  return edits_of_part(text, part->begin).value_or(std::vector<BlankEdit>{});
}

std::vector<BlankEdit> new_line_edits(const Tree& tree, uint32_t line) {
  const std::string_view text = tree.source();
  line = std::min(line, static_cast<uint32_t>(text.size()));
  const auto word = static_cast<uint32_t>(std::min(text.find_first_not_of(" \t", line), text.size()));
  const auto part = part_at(tree, line == 0 ? 0 : line - 1);
  if (!part) return {};
  const std::string_view part_text = text.substr(part->begin, std::max(part->end, word) - part->begin);
  // A line that is still empty would part what stands around it: rows are aligned as if it were not there.
  std::string filled(text.substr(part->begin, std::max(part->end, line) - part->begin));
  if (word < part->end && text[word] == '\n') filled.erase(line - part->begin, word + 1 - line);
  std::vector<BlankEdit> edits;
  for (BlankEdit& edit : edits_of_part(filled, part->begin).value_or(std::vector<BlankEdit>{})) {
    if (edit.end + 1 < line) edits.push_back(std::move(edit));
  }
  const std::string wanted(indentation(part_text, line - part->begin, word - part->begin), ' ');
  if (text.substr(line, word - line) != wanted) edits.push_back({line, word, wanted});
  return edits;
}

}  // namespace tarifa::lsp
