#include "lsp/syntax/text_tree.h"

#include <algorithm>

#include "compiler/support/check.h"
#include "grammar/tree-sitter/tarifa_language.h"

namespace tarifa::lsp {
namespace {

struct FreeParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

// How tree-sitter goes on after a slip depends on what it has kept: a text with one is read afresh, up to this size.
constexpr size_t kReadAfreshBytes = size_t{256} << 10U;

TSTree* parse(const TSTree* old, std::string_view text) {
  const std::unique_ptr<TSParser, FreeParser> parser(ts_parser_new());
  TARIFA_CHECK(ts_parser_set_language(parser.get(), tree_sitter_tarifa()));
  TSTree* tree = ts_parser_parse_string(parser.get(), old, text.data(), static_cast<uint32_t>(text.size()));
  TARIFA_CHECK(tree != nullptr);  // no time limit, no cancellation
  return tree;
}

TSPoint point_at(std::string_view text, uint32_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {line, static_cast<uint32_t>(before.size() - start)};
}

}  // namespace

void TextTree::replaced(std::string_view before, std::string_view after, ReplacedBytes change) {
  current_ = false;
  if (tree_ == nullptr) return;
  const TSInputEdit edit{change.begin,
                         change.old_end,
                         change.new_end,
                         point_at(before, change.begin),
                         point_at(before, change.old_end),
                         point_at(after, change.new_end)};
  ts_tree_edit(tree_.get(), &edit);
}

TSNode TextTree::root(std::string_view text) {
  if (tree_ == nullptr || !current_) {
    const bool kept = tree_ != nullptr;
    tree_.reset(parse(tree_.get(), text));
    if (kept && text.size() <= kReadAfreshBytes && ts_node_has_error(ts_tree_root_node(tree_.get())))
      tree_.reset(parse(nullptr, text));
    current_ = true;
  }
  return ts_tree_root_node(tree_.get());
}

}  // namespace tarifa::lsp
