// The incremental tree against a fresh one: random edits of real texts.
#include "lsp/syntax/text_tree.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "lsp/workspace/document.h"

namespace tarifa::lsp {
namespace {

std::vector<std::string> texts() {
  std::vector<std::string> all;
  for (const char* folder : {"examples", "stdlib", "tests/grammar/ok", "tests/grammar/bad"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(TARIFA_SOURCE_DIR) + "/" + folder)) {
      if (entry.path().extension() != ".rule") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      if (text.str().size() < 8'000) all.push_back(text.str());
    }
  }
  return all;
}

// Every node with its place: two trees are the same if this is.
std::string shape(TSNode root) {
  std::ostringstream out;
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  for (bool more = true; more;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    out << ts_node_type(node) << ' ' << ts_node_start_byte(node) << ' ' << ts_node_end_byte(node) << ' '
        << ts_node_start_point(node).row << ':' << ts_node_start_point(node).column << ' ' << ts_node_is_missing(node)
        << ts_node_has_error(node) << '\n';
    if (ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && ts_tree_cursor_goto_parent(&cursor)) {
    }
  }
  ts_tree_cursor_delete(&cursor);
  return out.str();
}

class RandomEdits {
 public:
  explicit RandomEdits(uint32_t seed) : random_(seed) {}

  TextChange next(const std::string& text) {
    static const std::vector<std::string> kPieces = {
        "",   " ",    "\n",       "x", "}", "{",    "| S1 => 1", "// c",  "\"",        "é",
        "if", "rule", "12.5 kWh", "=", "(", "\r\n", "usage",     "/// d", "let a = 1", "test \"t\" {}"};
    const uint32_t begin = below(text.size() + 1);
    const uint32_t length = below(4) == 0 ? below(40) : below(3);
    const uint32_t end = std::min<uint32_t>(begin + length, static_cast<uint32_t>(text.size()));
    const std::string piece =
        below(5) == 0 ? text.substr(below(text.size() + 1), below(60)) : kPieces[below(kPieces.size())];
    const auto place = [&](uint32_t at) { return position_at(text, at, PositionEncoding::Utf8); };
    return {Range{place(begin), place(end)}, piece};
  }

 private:
  uint32_t below(size_t most) { return static_cast<uint32_t>(random_() % most); }
  std::mt19937 random_;
};

TEST(TextTree, equals_a_fresh_reading_after_random_edits) {
  const auto all = texts();
  ASSERT_GT(all.size(), 20U);
  RandomEdits edits(7);
  size_t whole = 0;
  for (size_t round = 0; round < 60; ++round) {
    Document document{all[round % all.size()], 1};
    (void)document.tree.root(document.text);
    for (int step = 0; step < 30; ++step) {
      std::vector<TextChange> changes{edits.next(document.text)};
      apply_changes(document, changes, PositionEncoding::Utf8);
      if (step % 3 == 1) continue;  // several changes before the tree is asked for
      TextTree fresh;
      const TSNode read = fresh.root(document.text);
      if (!ts_node_has_error(read)) ++whole;
      ASSERT_EQ(shape(document.tree.root(document.text)), shape(read)) << document.text;
    }
  }
  EXPECT_GT(whole, 20U);
}

TEST(TextTree, serves_while_a_declaration_is_mended) {
  Document document{"module a\nlet x = 1\nlet y = 2\n", 1};
  const auto change = [&](uint32_t line, uint32_t from, uint32_t to, const char* text) {
    apply_changes(document, {{Range{{line, from}, {line, to}}, text}}, PositionEncoding::Utf16);
  };
  EXPECT_FALSE(ts_node_has_error(document.tree.root(document.text)));
  change(1, 8, 9, "(");
  EXPECT_TRUE(ts_node_has_error(document.tree.root(document.text)));
  change(1, 8, 9, "(3)");
  EXPECT_FALSE(ts_node_has_error(document.tree.root(document.text)));
  EXPECT_EQ(document.text, "module a\nlet x = (3)\nlet y = 2\n");
}

}  // namespace
}  // namespace tarifa::lsp
