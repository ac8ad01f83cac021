// The exceptions of a rule as they are tried, base first: for people, as text and as a picture. With what an account
// came to, it shows which one was taken.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/driver/svg_drawing.h"
#include "compiler/ir/module.h"
#include "compiler/support/diag.h"

namespace tarifa::driver {

struct RuleBranch {
  std::string name;       // empty: the base
  std::string module;     // that wrote it, where it is another than the rule's
  std::string condition;  // `altitude < 1000 m`; empty: always
  std::string window;     // `2020-01-01 .. 2020-12-31`, `until 2020-12-31`; or empty
  std::string value;      // `173 kWh`
  std::string because;
  bool cumulative = false;
  ir::Place at;
  uint32_t parent = ir::kBase;  // index into RuleTree::branches; the base has none
  // Of the account: whether it applies, where that was asked, and whether its value counts.
  std::optional<bool> applies;
  bool taken = false;
};

struct RuleTree {
  std::string name;
  std::string entity;
  std::string type;
  std::string doc;
  std::vector<RuleBranch> branches;  // the base first, parents before children
  std::string outcome;               // of the account; or empty
  [[nodiscard]] std::vector<uint32_t> children(uint32_t branch) const;
};

[[nodiscard]] RuleTree rule_tree(const ir::Module& module, ir::RuleId rule, Language language);

// `applied`: of each exception of the rule, in its order. None: it was not asked, as none around it applied.
void mark_taken(RuleTree& tree, const std::vector<std::optional<bool>>& applied, std::string outcome);

[[nodiscard]] std::string rule_tree_text(const RuleTree& tree, Language language);
[[nodiscard]] std::string rule_tree_svg(const RuleTree& tree, Language language, SvgColors colors);

}  // namespace tarifa::driver
