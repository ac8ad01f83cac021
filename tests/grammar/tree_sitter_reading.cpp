#include "tests/grammar/tree_sitter_reading.h"

#include "compiler/support/check.h"
#include "grammar/tree-sitter/tarifa_language.h"
#include "lsp/syntax/word_checks.h"

namespace tarifa::grammar {
namespace {

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

}  // namespace

TreeSitterReading read_with_tree_sitter(std::string_view text) {
  const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  TARIFA_CHECK(ts_parser_set_language(parser.get(), tree_sitter_tarifa()));
  TreeSitterReading reading;
  reading.tree.reset(ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<uint32_t>(text.size())));
  const TSNode root = ts_tree_root_node(reading.tree.get());
  reading.accepted = !ts_node_has_error(root) && lsp::misplaced_words(root, text).empty();
  return reading;
}

}  // namespace tarifa::grammar
