#include "tests/diff/shrink.h"

#include <sstream>

namespace tarifa::diff {
namespace {

constexpr size_t kMostTries = 3000;

std::string line_of(const std::string& rows, size_t index) {
  std::istringstream in(rows);
  std::string line;
  for (size_t i = 0; i <= index; ++i) std::getline(in, line);
  return line + "\n";
}

const char* simplest(Sort sort) {
  switch (sort) {
    case Sort::Money: return "1 USD";
    case Sort::Energy: return "1 kWh";
    case Sort::Price: return "1 USD/kWh";
    case Sort::Ratio:
    case Sort::Int: return "1";
    case Sort::Bool: return "(period.days > 0)";
    case Sort::Date: return "2020-04-01";
    case Sort::Days: return "1 days";
    case Sort::Month: return "2020-04";
    case Sort::Class:
    case Sort::Text:
    case Sort::DateTime:
    case Sort::None: return nullptr;
  }
  return nullptr;
}

class Shrinker {
 public:
  Shrinker(GeneratedProgram& program, std::string rows, const std::vector<Variant>& variants)
      : program_(program), rows_(std::move(rows)), variants_(variants) {}

  Shrunk run(const std::string& first) {
    result_.difference = first;
    bool changed = true;
    while (changed && result_.tries < kMostTries) {
      changed = false;
      visit(program_.text, changed);
    }
    result_.source = text_of(program_.text);
    result_.rows = rows_;
    return result_;
  }

 private:
  bool still_differs() {
    ++result_.tries;
    const Comparison now = compare(text_of(program_.text), rows_, program_, variants_);
    if (!now.accepted || now.difference.empty()) return false;
    result_.difference = now.difference;
    return true;
  }

  bool attempt(TextTree& at, TextTree replacement, bool& changed) {
    TextTree kept = std::move(at);
    at = std::move(replacement);
    if (still_differs()) {
      changed = true;
      return true;
    }
    at = std::move(kept);
    return false;
  }

  void collect(const TextTree& from, Sort sort, std::vector<TextTree>& out) {
    for (const TextTree& kid : from.kids) {
      if (kid.sort == sort)
        out.push_back(kid);
      else
        collect(kid, sort, out);
    }
  }

  void visit(TextTree& tree, bool& changed) {
    if (result_.tries >= kMostTries || tree.removed) return;
    if (tree.removable) {
      tree.removed = true;
      if (still_differs()) {
        changed = true;
        return;
      }
      tree.removed = false;
    }
    if (tree.sort != Sort::None && !tree.kids.empty()) {
      if (const char* text = simplest(tree.sort); text != nullptr && attempt(tree, leaf(tree.sort, text), changed))
        return;
      std::vector<TextTree> inner;
      collect(tree, tree.sort, inner);
      for (TextTree& candidate : inner) {
        if (attempt(tree, std::move(candidate), changed)) break;
      }
    }
    for (TextTree& kid : tree.kids) visit(kid, changed);
  }

  GeneratedProgram& program_;
  std::string rows_;
  const std::vector<Variant>& variants_;
  Shrunk result_;
};

}  // namespace

Shrunk shrink(GeneratedProgram program, const std::string& rows, const Comparison& found,
              const std::vector<Variant>& variants) {
  std::string one = line_of(rows, found.first_bad_row);
  const Comparison alone = compare(text_of(program.text), one, program, variants);
  if (alone.difference.empty()) one = rows;  // the row's place in its block matters
  return Shrinker(program, std::move(one), variants).run(found.difference);
}

}  // namespace tarifa::diff
