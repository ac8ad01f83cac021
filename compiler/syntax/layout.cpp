#include "compiler/syntax/layout.h"

#include <algorithm>
#include <numeric>

namespace tarifa::syntax {

void Layout::break_group(uint32_t group) {
  for (const uint32_t token : groups[group].at) break_at(token);
}

void Layout::spread_breaks() {
  std::vector<uint32_t> blocks;
  for (uint32_t i = 0; i < groups.size(); ++i) {
    if (groups[i].order == BreakOrder::Block) blocks.push_back(i);
  }
  // Innermost first, so that a break goes out through all of them. Breaks are counted once before,
  // as a block's own breaks lie inside every block around it.
  std::stable_sort(blocks.begin(), blocks.end(),
                   [&](uint32_t a, uint32_t b) { return groups[a].depth > groups[b].depth; });
  for (const uint32_t i : blocks) {
    const BreakGroup& block = groups[i];
    for (uint32_t token = block.open + 1; token <= block.close; ++token) {
      if (!gaps[token].breaks) continue;
      break_group(i);
      break;
    }
  }
}

uint32_t text_width(std::string_view text) {
  return static_cast<uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool was_broken_before(const Tree& tree, uint32_t token) {
  return tree.trivia(TokenId(token)).find('\n') != std::string_view::npos;
}

bool is_amount_item(NodeKind kind) {
  return kind == NodeKind::LineDecl || kind == NodeKind::TaxDecl || kind == NodeKind::SubtotalDecl ||
         kind == NodeKind::LimitDecl;
}

}  // namespace tarifa::syntax
