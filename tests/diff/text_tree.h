// A generated program as a tree of text: a node prints parts[0] kid[0] parts[1] kid[1] .. The shrinker removes nodes
// that are `removable` and replaces an expression by a descendant or a literal of its type. It knows nothing of the
// language beyond that; whether a smaller text is still a program is for the checker to say.
#pragma once

#include <string>
#include <vector>

namespace tarifa::diff {

enum class Sort : uint8_t { None, Money, Energy, Price, Ratio, Int, Bool, Date, Days, Class, Text, Month, DateTime };

struct TextTree {
  Sort sort = Sort::None;  // None: no expression
  bool removable = false;
  bool removed = false;
  int scale = 0;          // of a numeric expression: digits after the point the checker will infer
  bool fraction = false;  // holds a proration or a quotient that no round has closed yet
  bool quotient = false;  // holds a quotient of the row
  std::vector<std::string> parts;
  std::vector<TextTree> kids;
};

[[nodiscard]] inline TextTree leaf(Sort sort, std::string text, int scale = 0) {
  TextTree tree;
  tree.sort = sort;
  tree.scale = scale;
  tree.parts = {std::move(text)};
  return tree;
}

void print(const TextTree& tree, std::string& out);
[[nodiscard]] std::string text_of(const TextTree& tree);

}  // namespace tarifa::diff
