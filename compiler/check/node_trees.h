// Trees of the IR compared, copied and searched. Structure only; nothing is evaluated.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

// Equal exactly for trees that denote the same value on the same row and date.
[[nodiscard]] std::string tree_key(const ir::Module& module, ir::NodeId node);
[[nodiscard]] bool same_tree(const ir::Module& module, ir::NodeId a, ir::NodeId b);
// Equal references are one, so that equal trees have equal immediate operands.
[[nodiscard]] uint32_t add_line_ref(Session& session, std::vector<ir::LineId> lines);
[[nodiscard]] uint32_t add_proration(Session& session, const ir::Proration& proration);
[[nodiscard]] ir::NodeId copy_tree(Session& session, ir::NodeId node);

// What a tree reads of its row's context, through rules, lets and tables.
struct Reach {
  bool effective_date = false;
  bool issued = false;
  bool at_issued = false;  // a window read `at issued`, which needs issued to be given (S56)
  bool as_of = false;
  bool period = false;
  bool subject = false;
  bool tiers = false;
  bool lines = false;
  void add(const Reach& other);
};
[[nodiscard]] Reach reach_of(Session& session, ir::NodeId node);
[[nodiscard]] Reach reach_of_rule(Session& session, ir::RuleId rule);
// Every node of the tree, parents first; of aggregates and tiers too, not of what is called.
void for_each_node(const ir::Module& module, ir::NodeId root, const std::function<void(ir::NodeId)>& visit);

}  // namespace tarifa::check
