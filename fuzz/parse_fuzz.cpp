// Any bytes as a rule file: a tree that holds every byte, and messages that can be shown.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/support/diag_text.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/print_tokens.h"
#include "compiler/syntax/print_tree.h"

namespace {

using namespace tarifa;

// INVARIANT of tree.h: tokens and trivia make up the text, nodes are in preorder.
void check_tree(const syntax::Tree& tree) {
  size_t at = 0;
  for (size_t i = 0; i < tree.token_count(); ++i) {
    const syntax::TokenId token(i);
    const std::string_view trivia = tree.trivia(token);
    const std::string_view text = tree.text(token);
    if (trivia.data() != tree.source().data() + at) std::abort();
    if (text.data() != tree.source().data() + at + trivia.size()) std::abort();
    at += trivia.size() + text.size();
  }
  if (at != tree.source().size()) std::abort();
  for (size_t i = 1; i < tree.node_count(); ++i) {
    const syntax::NodeId node(i);
    const syntax::NodeId parent = tree.parent(node);
    if (parent.index() >= i || tree.end_node(node) > tree.end_node(parent)) std::abort();
    if (tree.first_token(node) < tree.first_token(parent)) std::abort();
    if (tree.end_token(node) > tree.end_token(parent)) std::abort();
    if (tree.has_error(node) && (!tree.has_error(parent) || !tree.has_errors())) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  SourceStore sources;
  DiagSink sink;
  const FileId file = sources.add("fuzz.rule", std::string(reinterpret_cast<const char*>(data), size));
  const syntax::Tree tree = syntax::parse(sources, file, sink);
  check_tree(tree);
  if (tree.has_errors() && sink.error_count() == 0) std::abort();
  sink.sort_and_dedupe();
  for (const Language language : {Language::English, Language::Spanish}) {
    TextOptions options;
    options.language = language;
    if (render_text(sink.all(), sources, options).empty() != sink.all().empty()) std::abort();
  }
  if (syntax::print_tree(sources, tree).empty()) std::abort();
  if (syntax::print_tokens(sources, tree).empty()) std::abort();
  return 0;
}
