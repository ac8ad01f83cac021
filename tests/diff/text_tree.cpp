#include "tests/diff/text_tree.h"

namespace tarifa::diff {

void print(const TextTree& tree, std::string& out) {
  if (tree.removed) return;
  for (size_t i = 0; i < tree.parts.size(); ++i) {
    out += tree.parts[i];
    if (i < tree.kids.size()) print(tree.kids[i], out);
  }
}

std::string text_of(const TextTree& tree) {
  std::string out;
  print(tree, out);
  return out;
}

}  // namespace tarifa::diff
