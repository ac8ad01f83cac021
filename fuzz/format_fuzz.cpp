// Any program: formatting keeps its tree and its comments, and formatting again changes nothing.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "compiler/syntax/comments.h"
#include "compiler/syntax/format.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/print_tree.h"

namespace {

using namespace tarifa;

std::string all_comments(const syntax::Tree& tree) {
  std::string all;
  for (size_t i = 0; i < tree.token_count(); ++i) {
    for (const syntax::Comment& comment : comments_before(tree, syntax::TokenId(i))) {
      all += comment.text;
      all += '\n';
    }
  }
  return all;
}

void require(bool holds, const char* what, const std::string& before, const std::string& after) {
  if (holds) return;
  std::fprintf(stderr, "%s\n--- before\n%s\n--- after\n%s\n", what, before.c_str(), after.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  SourceStore sources;
  DiagSink sink;
  const syntax::Tree before = syntax::parse(sources, sources.add("before.rule", text), sink);
  const auto once = syntax::format(before);
  require(once.has_value() == !before.has_errors(), "refused", text, text);
  if (!once) return 0;
  const syntax::Tree after = syntax::parse(sources, sources.add("after.rule", *once), sink);
  require(!after.has_errors(), "broken", text, *once);
  require(print_tree_shape(before) == print_tree_shape(after), "another tree", text, *once);
  require(all_comments(before) == all_comments(after), "other comments", text, *once);
  const auto twice = syntax::format(after);
  require(twice.has_value() && *twice == *once, "not idempotent", *once, twice ? *twice : "");
  return 0;
}
