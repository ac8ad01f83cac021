#include "tests/grammar/in_step.h"

#include <algorithm>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/unicode_text.h"
#include "tests/grammar/tree_shape.h"
#include "tests/grammar/tree_sitter_reading.h"

namespace tarifa::grammar {
namespace {

// Texts and words that the lexer refuses have no reading by the grammar: what was meant is read in their place.
bool lexer_refuses(const std::string& text, FileId file) {
  if (syntax::find_invalid_utf8(text)) return true;
  DiagSink sink;
  static_cast<void>(syntax::lex(text, file, sink));
  return sink.error_count() > 0;
}

Verdict verdict_of(const DiagSink& sink) {
  Verdict verdict = Verdict::Accepted;
  for (const Diagnostic& found : sink.all()) {
    switch (found.kind) {
      case DiagKind::FileTooLarge:
      case DiagKind::TooManyTokens:
      case DiagKind::NestingTooDeep: return Verdict::NotCompared;
      case DiagKind::CoalesceUnparted: break;  // a rule about parentheses, which is not the grammar's
      default: verdict = Verdict::Refused;
    }
  }
  return verdict;
}

std::string describe(const std::vector<ShapeEntry>& shape, size_t at, const std::string& text) {
  if (at >= shape.size()) return "nothing";
  const ShapeEntry& entry = shape[at];
  return std::string(entry.kind) + " at depth " + std::to_string(entry.depth) + ", bytes " +
         std::to_string(entry.begin) + ".." + std::to_string(entry.end) + " `" +
         text.substr(entry.begin, std::min(entry.end - entry.begin, 60U)) + "`";
}

}  // namespace

InStep compare_grammars(const std::string& text) {
  SourceStore sources;
  DiagSink sink;
  const FileId file = sources.add("text.rule", text);
  if (lexer_refuses(text, file)) return {};
  const syntax::Tree tree = syntax::parse(sources, file, sink);
  InStep result{verdict_of(sink), {}};
  if (result.verdict == Verdict::NotCompared) return result;
  const TreeSitterReading theirs = read_with_tree_sitter(text);
  if (theirs.accepted != (result.verdict == Verdict::Accepted)) {
    result.disagreement = theirs.accepted ? "only tree-sitter accepts it" : "only the compiler accepts it";
    return result;
  }
  if (!theirs.accepted) return result;
  const auto ours = shape_of(tree);
  const auto shape = shape_of(theirs.tree.get(), text);
  const auto [left, right] = std::mismatch(ours.begin(), ours.end(), shape.begin(), shape.end());
  if (left == ours.end() && right == shape.end()) return result;
  const auto at = static_cast<size_t>(left - ours.begin());
  result.disagreement =
      "the compiler has " + describe(ours, at, text) + "; tree-sitter has " + describe(shape, at, text);
  return result;
}

}  // namespace tarifa::grammar
