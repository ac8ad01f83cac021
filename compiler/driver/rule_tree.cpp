#include "compiler/driver/rule_tree.h"

#include "compiler/eval/civil.h"
#include "compiler/ir/print.h"

namespace tarifa::driver {
namespace {

std::string pick(Language language, std::string_view english, std::string_view spanish) {
  return std::string(language == Language::English ? english : spanish);
}

std::string window_text(const ir::Window& window, Language language) {
  if (!window.present) return {};
  std::string text;
  if (window.from && window.until) {
    text = eval::date_text(*window.from) + " .. " + eval::date_text(int64_t{*window.until} - 1);
  } else if (window.from) {
    text = pick(language, "from ", "desde ") + eval::date_text(*window.from);
  } else if (window.until) {
    text = pick(language, "through ", "hasta ") + eval::date_text(int64_t{*window.until} - 1);
  }
  switch (window.read_at) {
    case ir::DateKind::Effective: return text;
    case ir::DateKind::PeriodStart: return text + " (period.start)";
    case ir::DateKind::PeriodLast: return text + " (period.last)";
    case ir::DateKind::Issued: return text + " (issued)";
    case ir::DateKind::AsOf: return text + " (as_of)";
  }
  return text;
}

// The head of a branch: `except lowland`.
std::string head_of(const RuleTree& tree, const RuleBranch& branch, Language language) {
  if (branch.name.empty()) return "rule " + tree.name;
  std::string head = "except " + branch.name;
  if (branch.cumulative) head = "cumulative " + head;
  if (!branch.module.empty()) head += pick(language, " (extended in ", " (ampliada en ") + branch.module + ")";
  return head;
}

std::string mark_of(const RuleBranch& branch, Language language) {
  if (branch.taken) return pick(language, "  <- taken", "  <- la que vale");
  if (branch.applies)
    return *branch.applies ? pick(language, "  (applies)", "  (se aplica)")
                           : pick(language, "  (does not apply)", "  (no se aplica)");
  return {};
}

void write_text(const RuleTree& tree, uint32_t index, const std::string& before, const std::string& below,
                Language language, std::string& out) {
  const RuleBranch& branch = tree.branches[index];
  out += before + head_of(tree, branch, language) + " = " + branch.value;
  if (!branch.condition.empty()) out += pick(language, " when ", " when ") + branch.condition;
  if (!branch.window.empty()) out += ", " + branch.window;
  if (!branch.because.empty()) out += pick(language, ", because \"", ", según \"") + branch.because + "\"";
  out += mark_of(branch, language) + "\n";
  const std::vector<uint32_t> children = tree.children(index);
  for (size_t i = 0; i < children.size(); ++i) {
    const bool last = i + 1 == children.size();
    write_text(tree, children[i], below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), language, out);
  }
}

// ---- the picture

constexpr double kWidth = 560;
constexpr double kMargin = 12;
constexpr double kIndent = 28;
constexpr double kLine = 19;
constexpr double kPadding = 10;
constexpr double kBetween = 12;
constexpr double kSize = 14;
constexpr size_t kMostDepth = 8;  // deeper ones are not moved further to the right
constexpr size_t kMostLines = 6;  // of one text

struct Written {
  std::string text;
  SvgText how;
};

class Picture {
 public:
  Picture(const RuleTree& tree, Language language, SvgColors colors)
      : tree_(tree), language_(language), drawing_(colors, kWidth) {}

  std::string draw() {
    const std::string title = "rule " + tree_.name;
    y_ = kMargin + 18;
    drawing_.text(kMargin, y_, title, {18, true, false, 1, SvgAnchor::Start});
    y_ += 20;
    drawing_.text(kMargin, y_, pick(language_, "for ", "para ") + tree_.entity + ": " + tree_.type,
                  {13, false, false, 0.75, SvgAnchor::Start});
    if (!tree_.outcome.empty()) {
      y_ += 20;
      drawing_.text(kMargin, y_, pick(language_, "sample account: ", "cuenta de ejemplo: ") + tree_.outcome,
                    {13, true, false, 1, SvgAnchor::Start});
    }
    y_ += kBetween;
    branch(0, 0);
    return drawing_.finish(y_ + kMargin - kBetween, title);
  }

 private:
  void add(std::vector<Written>& lines, const std::string& text, const SvgText& how, double width) const {
    if (text.empty()) return;
    for (std::string& line : svg_wrapped(text, how.size, width, kMostLines)) lines.push_back({std::move(line), how});
  }

  [[nodiscard]] std::vector<Written> lines_of(const RuleBranch& branch, double width) const {
    std::vector<Written> lines;
    const std::string head =
        branch.name.empty() ? pick(language_, "otherwise", "en los demás casos") : head_of(tree_, branch, language_);
    add(lines, head, {kSize, true, false, 1, SvgAnchor::Start}, width - (mark(branch).empty() ? 0 : 120));
    const SvgText plain{kSize, false, false, 1, SvgAnchor::Start};
    if (!branch.condition.empty()) add(lines, "when " + branch.condition, plain, width);
    add(lines, branch.window, plain, width);
    add(lines, "= " + branch.value, plain, width);
    add(lines, branch.because, {13, false, true, 0.8, SvgAnchor::Start}, width);
    return lines;
  }

  [[nodiscard]] std::string mark(const RuleBranch& branch) const {
    if (branch.taken) return pick(language_, "✓ taken", "✓ la que vale");
    if (!branch.applies) return {};
    return *branch.applies ? pick(language_, "applies", "se aplica")
                           : pick(language_, "does not apply", "no se aplica");
  }

  // Its card, then those of its exceptions below it, each hung on a line from it.
  void branch(uint32_t index, size_t depth) {
    const RuleBranch& branch = tree_.branches[index];
    const double x = kMargin + kIndent * static_cast<double>(std::min(depth, kMostDepth));
    const double width = kWidth - kMargin - x;
    const std::vector<Written> lines = lines_of(branch, width - 2 * kPadding);
    const double height = static_cast<double>(lines.size()) * kLine + 2 * kPadding - 4;
    const bool off = branch.applies && !*branch.applies;
    SvgPaint paint{SvgColor::Text, 0.05, SvgColor::Text, 0.35, 1, off};
    if (branch.taken) paint = {SvgColor::Green, 0.15, SvgColor::Green, 1, 2, false};
    drawing_.box({x, y_, width, height}, paint, 6);
    double text_y = y_ + kPadding + 12;
    for (const Written& line : lines) {
      SvgText how = line.how;
      if (off) how.opacity *= 0.65;
      drawing_.text(x + kPadding, text_y, line.text, how);
      text_y += kLine;
    }
    if (!mark(branch).empty()) {
      drawing_.text(x + width - kPadding, y_ + kPadding + 12, mark(branch),
                    {12, branch.taken, false, branch.taken ? 1 : 0.75, SvgAnchor::End});
    }
    const double from = y_ + height;
    y_ = from + kBetween;
    for (const uint32_t child : tree_.children(index)) {
      const double middle = y_ + kPadding + 8;
      const SvgPaint hung{SvgColor::None, 1, SvgColor::Text, 0.35, 1.5, false};
      if (depth < kMostDepth) {
        drawing_.line(x + kIndent / 2, from, x + kIndent / 2, middle, hung);
        drawing_.line(x + kIndent / 2, middle, x + kIndent, middle, hung);
      }
      this->branch(child, depth + 1);
    }
  }

  const RuleTree& tree_;
  Language language_;
  SvgDrawing drawing_;
  double y_ = 0;
};

void mark_below(RuleTree& tree, uint32_t index) {
  bool deeper = false;
  for (const uint32_t child : tree.children(index)) {
    if (!tree.branches[child].applies.value_or(false)) continue;
    deeper = true;
    mark_below(tree, child);
  }
  tree.branches[index].taken = !deeper;
}

}  // namespace

std::vector<uint32_t> RuleTree::children(uint32_t branch) const {
  std::vector<uint32_t> found;
  for (uint32_t i = 1; i < branches.size(); ++i) {
    if (branches[i].parent == branch) found.push_back(i);
  }
  return found;
}

RuleTree rule_tree(const ir::Module& module, ir::RuleId id, Language language) {
  const ir::Rule& rule = module.rules[id.index()];
  RuleTree tree{rule.name, module.records[rule.entity.index()].name, ir::type_text(module, rule.type), rule.doc, {},
                {}};
  RuleBranch base;
  base.value = ir::expression_text(module, rule.base);
  base.because = rule.because;
  base.at = rule.at;
  tree.branches.push_back(std::move(base));
  for (const ir::Exception& exception : rule.exceptions) {
    RuleBranch branch;
    branch.name = exception.name;
    if (exception.module != rule.module) branch.module = exception.module;
    if (exception.when.valid()) branch.condition = ir::expression_text(module, exception.when);
    branch.window = window_text(exception.window, language);
    branch.value = ir::expression_text(module, exception.value);
    branch.because = exception.because;
    branch.cumulative = exception.cumulative;
    branch.at = exception.at;
    branch.parent = exception.parent == ir::kBase ? 0 : exception.parent + 1;
    tree.branches.push_back(std::move(branch));
  }
  return tree;
}

void mark_taken(RuleTree& tree, const std::vector<std::optional<bool>>& applied, std::string outcome) {
  for (size_t i = 0; i < applied.size() && i + 1 < tree.branches.size(); ++i) tree.branches[i + 1].applies = applied[i];
  mark_below(tree, 0);
  tree.outcome = std::move(outcome);
}

std::string rule_tree_text(const RuleTree& tree, Language language) {
  std::string out;
  write_text(tree, 0, "", "", language, out);
  if (!tree.outcome.empty()) out += pick(language, "sample account: ", "cuenta de ejemplo: ") + tree.outcome + "\n";
  return out;
}

std::string rule_tree_svg(const RuleTree& tree, Language language, SvgColors colors) {
  return Picture(tree, language, colors).draw();
}

}  // namespace tarifa::driver
