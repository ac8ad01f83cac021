// The typed IR as text: `tarifa dump --stage ir`, and expressions as the language writes them for
// explanations and messages. Text is for reading only; serialize.h is what travels.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::ir {

[[nodiscard]] std::string type_text(const Module& module, TypeId type);  // `COP/kWh(4)?`
[[nodiscard]] std::string const_text(const Module& module,
                                     ConstId id);  // `536.4475 COP/kWh`, `S1`, `2020-03-01`
[[nodiscard]] std::string place_text(const Module& module,
                                     const Place& at);  // `rules/energy.rule:32:5`

struct ExpressionStyle {
  std::vector<std::string> locals;  // names of locals; one without a name is `item`
  // Text that stands for a node and all below it; none: written out.
  std::function<std::optional<std::string>(NodeId)> leaf;
  // Is given what was written of a node, and says what stands there instead: marks that take no room.
  std::function<std::string(NodeId, std::string)> mark;
};
// `min(usage, subsistence) @ unit_cost`, with the brackets it needs and no more.
[[nodiscard]] std::string expression_text(const Module& module, NodeId id, const ExpressionStyle& style = {});

// All declarations, each expression as a tree with types, scales, denominators and places.
[[nodiscard]] std::string print(const Module& module);

}  // namespace tarifa::ir
