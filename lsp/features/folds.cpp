#include "lsp/features/folds.h"

#include <algorithm>
#include <optional>
#include <string>

namespace tarifa::lsp {
namespace {

bool is_type(TSNode node, std::string_view type) { return ts_node_type(node) == type; }
bool opens(TSNode node) { return is_type(node, "{") || is_type(node, "(") || is_type(node, "["); }
bool closes(TSNode node) { return is_type(node, "}") || is_type(node, ")") || is_type(node, "]"); }
std::string_view opening_of(TSNode closing) {
  if (is_type(closing, "}")) return "{";
  return is_type(closing, ")") ? "(" : "[";
}
uint32_t first_line(TSNode node) { return ts_node_start_point(node).row; }
uint32_t last_line(TSNode node) { return ts_node_end_point(node).row; }

// Neighbours of one kind that make one fold: `use`s, comments of one sort that each have a line of their own.
struct Run {
  std::string type;
  TSNode first;
  TSNode last;
};

class FoldFinder {
 public:
  explicit FoldFinder(std::string_view text) : text_(text) {}

  std::vector<Fold> run(TSNode root) {
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    for (bool more = true; more;) {
      look_at(ts_tree_cursor_current_node(&cursor));
      if (ts_tree_cursor_goto_first_child(&cursor)) continue;
      while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && ts_tree_cursor_goto_parent(&cursor)) {
      }
    }
    ts_tree_cursor_delete(&cursor);
    end_run();
    std::stable_sort(folds_.begin(), folds_.end(), [](const Fold& a, const Fold& b) { return a.begin < b.begin; });
    return std::move(folds_);
  }

 private:
  void look_at(TSNode node) {
    look_for_run(node);
    if (ts_node_child_count(node) > 0) return;
    if (opens(node)) open_.push_back(node);
    if (!closes(node) || ts_node_is_missing(node)) return;
    // Brackets inside that nobody closed fold nothing.
    const auto match =
        std::find_if(open_.rbegin(), open_.rend(), [&](TSNode one) { return is_type(one, opening_of(node)); });
    if (match == open_.rend()) return;
    const TSNode opening = *match;
    open_.erase(match.base() - 1, open_.end());
    if (first_line(opening) < first_line(node))
      add(FoldKind::Region, ts_node_end_byte(opening), ts_node_start_byte(node), first_line(opening),
          first_line(node) - 1);
  }

  // Every node in the order of the text.
  void look_for_run(TSNode node) {
    const bool use = is_type(node, "use") && ts_node_is_named(node);  // not its keyword
    const bool comment = (is_type(node, "comment") || is_type(node, "doc_comment")) && has_its_line(node);
    if (!use && !comment) {
      // What stands in a `use` does not end the run of it.
      const bool inside = run_ && ts_node_start_byte(node) < ts_node_end_byte(run_->last);
      if (!inside) end_run();
      return;
    }
    const uint32_t gap = run_ ? first_line(node) - last_line(run_->last) : 0;
    if (run_ && run_->type == ts_node_type(node) && (use || gap <= 1)) {
      run_->last = node;
      return;
    }
    end_run();
    run_ = Run{ts_node_type(node), node, node};
  }

  void end_run() {
    if (run_ && first_line(run_->first) < last_line(run_->last)) {
      const bool use = run_->type == "use";
      add(use ? FoldKind::Imports : FoldKind::Comment, line_end(ts_node_start_byte(run_->first)),
          ts_node_end_byte(run_->last), first_line(run_->first), last_line(run_->last));
    }
    run_.reset();
  }

  void add(FoldKind kind, uint32_t begin, uint32_t end, uint32_t first, uint32_t last) {
    folds_.push_back({kind, begin, end, first, last});
  }

  [[nodiscard]] bool has_its_line(TSNode node) const {
    const uint32_t begin = ts_node_start_byte(node);
    const uint32_t column = ts_node_start_point(node).column;
    return text_.substr(begin - column, column).find_first_not_of(" \t") == std::string_view::npos;
  }

  [[nodiscard]] uint32_t line_end(uint32_t offset) const {
    return static_cast<uint32_t>(std::min(text_.find('\n', offset), text_.size()));
  }

  std::string_view text_;
  std::vector<TSNode> open_;  // brackets
  std::optional<Run> run_;
  std::vector<Fold> folds_;
};

}  // namespace

std::vector<Fold> folds_of(TSNode root, std::string_view text) { return FoldFinder(text).run(root); }

}  // namespace tarifa::lsp
