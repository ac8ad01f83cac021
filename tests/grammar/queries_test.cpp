// The queries of grammar/tree-sitter/queries: they fit the grammar, and what they are for is complete: no token without
// a colour, no brackets that do not fold, no declaration that is not found by its name.
#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "grammar/tree-sitter/tarifa_language.h"
#include "tests/grammar/corpus.h"
#include "tests/grammar/tree_sitter_reading.h"
#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::grammar {
namespace {

const std::filesystem::path kQueries = std::filesystem::path(TARIFA_SOURCE_DIR) / "grammar/tree-sitter/queries";

struct QueryDeleter {
  void operator()(TSQuery* query) const { ts_query_delete(query); }
  void operator()(TSQueryCursor* cursor) const { ts_query_cursor_delete(cursor); }
};

class Query {
 public:
  explicit Query(const std::string& file) : text_(syntax::read_text(kQueries / file)) {
    TSQueryError error = TSQueryErrorNone;
    uint32_t at = 0;
    query_.reset(ts_query_new(tree_sitter_tarifa(), text_.data(), static_cast<uint32_t>(text_.size()), &at, &error));
    EXPECT_TRUE(query_) << file << ": error " << error << " at `" << text_.substr(at, 60) << "`";
  }
  [[nodiscard]] bool fits() const { return query_ != nullptr; }
  [[nodiscard]] const std::string& text() const { return text_; }

  // The captures of each node, by the node's id.
  [[nodiscard]] std::map<const void*, std::set<std::string>> captures(TSNode root) const {
    const std::unique_ptr<TSQueryCursor, QueryDeleter> cursor(ts_query_cursor_new());
    ts_query_cursor_exec(cursor.get(), query_.get(), root);
    std::map<const void*, std::set<std::string>> found;
    TSQueryMatch match;
    uint32_t index = 0;
    while (ts_query_cursor_next_capture(cursor.get(), &match, &index)) {
      const TSQueryCapture& capture = match.captures[index];
      uint32_t length = 0;
      const char* name = ts_query_capture_name_for_id(query_.get(), capture.index, &length);
      found[capture.node.id].insert(std::string(name, length));
    }
    return found;
  }

 private:
  std::string text_;
  std::unique_ptr<TSQuery, QueryDeleter> query_;
};

// All nodes of a tree, the root first; tokens and comments too.
std::vector<TSNode> nodes_of(TSNode root) {
  std::vector<TSNode> nodes{root};
  for (size_t i = 0; i < nodes.size(); ++i) {
    for (uint32_t child = 0; child < ts_node_child_count(nodes[i]); ++child) {
      nodes.push_back(ts_node_child(nodes[i], child));
    }
  }
  return nodes;
}

std::string place_of(TSNode node, const CorpusFile& file) {
  return file.name + ":" + std::to_string(ts_node_start_point(node).row + 1) + " " + ts_node_type(node);
}

// Calls `look(node, its captures, where it is)` for every node of every whole program.
template <typename Look>
void each_node(const Query& query, const Look& look) {
  ASSERT_TRUE(query.fits());
  for (const CorpusFile& file : whole_programs()) {
    const TreeSitterReading reading = read_with_tree_sitter(file.text);
    const TSNode root = ts_tree_root_node(reading.tree.get());
    auto captures = query.captures(root);
    for (const TSNode node : nodes_of(root)) look(node, captures[node.id], place_of(node, file));
  }
}

bool is_type(TSNode node, std::string_view type) { return ts_node_type(node) == type; }

bool holds_brackets(TSNode node) {
  for (uint32_t i = 0; i < ts_node_child_count(node); ++i) {
    const TSNode child = ts_node_child(node, i);
    if (is_type(child, "{") || is_type(child, "(") || is_type(child, "[")) return true;
  }
  return false;
}

TEST(Queries, AllFitTheGrammar) {
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kQueries)) {
    EXPECT_TRUE(Query(entry.path().filename().string()).fits()) << entry.path();
    ++count;
  }
  EXPECT_GE(count, 6U);
}

TEST(Queries, EveryWordAndSignIsHighlighted) {
  const Query query("highlights.scm");
  const TSLanguage* language = tree_sitter_tarifa();
  for (uint32_t symbol = 1; symbol < ts_language_symbol_count(language); ++symbol) {
    const auto id = static_cast<TSSymbol>(symbol);
    if (ts_language_symbol_type(language, id) != TSSymbolTypeAnonymous) continue;
    const std::string quoted = '"' + std::string(ts_language_symbol_name(language, id)) + '"';
    EXPECT_NE(query.text().find(quoted), std::string::npos) << quoted;
  }
}

TEST(Queries, EveryTokenIsHighlighted) {
  each_node(Query("highlights.scm"), [](TSNode node, const std::set<std::string>& captures, const std::string& where) {
    if (ts_node_child_count(node) == 0) EXPECT_FALSE(captures.empty()) << where;
  });
}

TEST(Queries, WhatHasBracketsFoldsAndIndents) {
  static const std::set<std::string> kOneLine{"use", "round_expr", "item_type"};
  each_node(Query("folds.scm"), [](TSNode node, const std::set<std::string>& captures, const std::string& where) {
    if (holds_brackets(node) && !kOneLine.contains(ts_node_type(node))) EXPECT_TRUE(captures.contains("fold")) << where;
  });
  each_node(Query("indents.scm"), [](TSNode node, const std::set<std::string>& captures, const std::string& where) {
    if (holds_brackets(node)) EXPECT_TRUE(captures.contains("indent.begin")) << where;
  });
}

TEST(Queries, EveryDeclarationIsFoundByItsName) {
  std::set<std::string> kinds;
  const auto has = [](const std::set<std::string>& captures, std::string_view prefix) {
    return std::any_of(captures.begin(), captures.end(), [&](const auto& name) { return name.starts_with(prefix); });
  };
  each_node(Query("tags.scm"), [&](TSNode node, const std::set<std::string>& captures, const std::string& where) {
    const std::string_view type = ts_node_type(node);
    if (!type.ends_with("_decl")) return;
    kinds.emplace(type);
    EXPECT_TRUE(has(captures, type == "extend_decl" ? "reference." : "definition.")) << where;
  });
  EXPECT_GE(kinds.size(), 30U);
  each_node(Query("locals.scm"), [&](TSNode node, const std::set<std::string>& captures, const std::string& where) {
    if (is_type(node, "name") && ts_node_is_named(node)) EXPECT_TRUE(captures.contains("local.reference")) << where;
  });
}

TEST(Queries, NamesOfDeclarationsAreDefinitions) {
  const Query query("locals.scm");
  ASSERT_TRUE(query.fits());
  for (const CorpusFile& file : whole_programs()) {
    const TreeSitterReading reading = read_with_tree_sitter(file.text);
    const TSNode root = ts_tree_root_node(reading.tree.get());
    auto captures = query.captures(root);
    for (const TSNode node : nodes_of(root)) {
      const std::string_view type = ts_node_type(node);
      if (!type.ends_with("_decl") || type == "extend_decl") continue;
      const TSNode name = ts_node_child_by_field_name(node, "name", 4);
      ASSERT_FALSE(ts_node_is_null(name)) << place_of(node, file);
      if (!is_type(name, "name")) continue;  // of tests: a text
      const auto& found = captures[name.id];
      EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const auto& capture) {
        return capture.starts_with("local.definition.");
      })) << place_of(node, file);
    }
  }
}

TEST(Queries, CommentsAreInjections) {
  size_t comments = 0;
  each_node(Query("injections.scm"), [&](TSNode node, const std::set<std::string>& captures, const std::string& where) {
    if (!ts_node_is_extra(node)) return;
    ++comments;
    EXPECT_TRUE(captures.contains("injection.content")) << where;
  });
  EXPECT_GT(comments, 20U);
}

}  // namespace
}  // namespace tarifa::grammar
