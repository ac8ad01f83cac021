// Lines that are too long: the outermost places of the best kind break, until the line fits or
// nothing in it may break. Widths are those before alignment, so that a second run decides the
// same.
#include <algorithm>

#include "compiler/syntax/layout.h"

namespace tarifa::syntax {
namespace {

constexpr uint32_t kColumns = 100;
constexpr uint32_t kColumnsAligned = 120;  // neighbours read as a table, which is not wrapped

class LineFitter {
 public:
  explicit LineFitter(Layout& layout)
      : layout_(layout), count_(static_cast<uint32_t>(layout.tree.token_count())), indents_(count_) {}

  void run() {
    mark_neighbours();
    for (uint32_t begin = 0; begin < count_;) {
      const uint32_t end = line_end(begin);
      set_indents(begin, end);
      if (width(begin, end) > limit(begin) && break_best(begin, end)) continue;
      begin = end;
    }
  }

 private:
  [[nodiscard]] uint32_t line_end(uint32_t begin) const {
    uint32_t end = begin + 1;
    while (end < count_ && !layout_.gaps[end].breaks) ++end;
    return end;
  }

  void set_indents(uint32_t begin, uint32_t end) {
    const Gap& gap = layout_.gaps[begin];
    const uint32_t indent = (begin == 0 ? 0 : indents_[gap.anchor]) + gap.indent;
    std::fill(indents_.begin() + begin, indents_.begin() + end, indent);
  }

  [[nodiscard]] uint32_t width(uint32_t begin, uint32_t end) const {
    uint32_t columns = indents_[begin];
    for (uint32_t token = begin; token < end; ++token) {
      if (token > begin && !layout_.gaps[token].tight) ++columns;
      columns += text_width(layout_.tree.text(TokenId(token)));
    }
    return columns;
  }

  [[nodiscard]] uint32_t limit(uint32_t begin) const { return layout_.wide[begin] ? kColumnsAligned : kColumns; }

  // Lines, taxes.. with another right before or after them.
  void mark_neighbours() {
    const Tree& tree = layout_.tree;
    layout_.wide.assign(count_, false);
    for (size_t i = 0; i < tree.node_count(); ++i) {
      const auto children = tree.children(NodeId(i));
      for (size_t c = 0; c < children.size(); ++c) {
        if (!is_amount_item(tree.kind(children[c]))) continue;
        const bool before = c > 0 && is_amount_item(tree.kind(children[c - 1]));
        const bool after = c + 1 < children.size() && is_amount_item(tree.kind(children[c + 1]));
        layout_.wide[tree.first_token(children[c]).index()] = before || after;
      }
    }
  }

  bool break_best(uint32_t begin, uint32_t end) {
    const BreakGroup* best = nullptr;
    uint32_t best_index = 0;
    for (uint32_t token = begin + 1; token < end; ++token) {
      for (const uint32_t index : layout_.groups_at[token]) {
        const BreakGroup& group = layout_.groups[index];
        if (best != nullptr && std::pair(group.order, group.depth) >= std::pair(best->order, best->depth)) {
          continue;
        }
        best = &group;
        best_index = index;
      }
    }
    if (best == nullptr) return false;
    layout_.break_group(best_index);
    break_blocks_around(begin, end);
    return true;
  }

  // One-line braces around the new breaks lie on this line.
  void break_blocks_around(uint32_t begin, uint32_t end) {
    bool changed = true;
    while (changed) {
      changed = false;
      for (uint32_t token = begin + 1; token < end; ++token) {
        for (const uint32_t index : layout_.groups_at[token]) {
          if (layout_.groups[index].order == BreakOrder::Block && breaks_inside(index)) {
            layout_.break_group(index);
            changed = true;
          }
        }
      }
    }
  }

  // Whether a block that is not broken holds a break.
  [[nodiscard]] bool breaks_inside(uint32_t index) const {
    const BreakGroup& block = layout_.groups[index];
    const bool broken =
        std::all_of(block.at.begin(), block.at.end(), [&](uint32_t token) { return layout_.gaps[token].breaks; });
    if (broken) return false;
    for (uint32_t token = block.open + 1; token <= block.close; ++token) {
      if (layout_.gaps[token].breaks) return true;
    }
    return false;
  }

  Layout& layout_;
  uint32_t count_;
  std::vector<uint32_t> indents_;
};

}  // namespace

void fit_lines(Layout& layout) { LineFitter(layout).run(); }

}  // namespace tarifa::syntax
