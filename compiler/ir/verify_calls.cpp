// Calls of rules, lets and tables form no cycle, no expression is deeper than
// limits::kExpressionDepth, so that walks over expressions may recurse, and no evaluation than
// limits::kEvaluationDepth.
#include <algorithm>

#include "compiler/ir/verifier.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

namespace {

void add_blocks(const std::vector<TierBlock>& blocks, std::vector<NodeId>& out) {
  for (const TierBlock& block : blocks) {
    for (const NodeId part : {block.limit, block.rate, block.plus}) {
      if (part.valid()) out.push_back(part);
    }
    add_blocks(block.nested, out);
  }
}

}  // namespace

std::vector<NodeId> Verifier::parts_of(NodeId id) const {
  const Node& node = m_.node(id);
  std::vector<NodeId> parts;
  for (uint32_t k = 0; k < node.operand_count; ++k) parts.push_back(m_.operand(node, k));
  if (node.op == Op::Aggregate) {
    const Aggregate& a = m_.aggregates[node.imm];
    for (const NodeId part : {a.list, a.n, a.where, a.by, a.body}) {
      if (part.valid()) parts.push_back(part);
    }
  }
  if (node.op == Op::Tiers) {
    const Tiers& tiers = m_.tiers[node.imm];
    parts.push_back(tiers.quantity);
    if (tiers.ladder.valid()) parts.push_back(tiers.ladder);
    add_blocks(tiers.blocks, parts);
  }
  return parts;
}

std::optional<uint32_t> Verifier::callee(const Node& node) const {
  const auto rules = static_cast<uint32_t>(m_.rules.size()), lets = static_cast<uint32_t>(m_.lets.size());
  if (node.op == Op::RuleCall) return node.imm;
  if (node.op == Op::LetCall) return rules + node.imm;
  if (node.op == Op::TableRead) return rules + lets + node.imm;
  return std::nullopt;
}

// All nodes below the roots. A root has no parent and belongs to one declaration.
bool Verifier::collect_nodes(const std::vector<NodeId>& roots, std::vector<NodeId>& out) {
  for (const NodeId root : roots) {
    if (!root.valid()) continue;
    if (!need(root.index() < m_.nodes.size(), "a declaration names a node that is not there")) return false;
    if (!need(parents_[root.index()]++ == 0, "{}: it is used twice", name_of(root.index()))) return false;
    out.push_back(root);
  }
  for (size_t next = 0; next < out.size(); ++next) {
    for (const NodeId part : parts_of(out[next])) out.push_back(part);
  }
  return true;
}

bool Verifier::collect_callables() {
  std::vector<std::vector<NodeId>> roots;
  for (const Rule& rule : m_.rules) {
    roots.push_back({rule.base});
    for (const Exception& e : rule.exceptions) roots.back().insert(roots.back().end(), {e.when, e.value});
  }
  for (const Let& let : m_.lets) roots.push_back({let.body});
  for (const Table& table : m_.tables) {
    roots.emplace_back();
    for (const TableVersion& version : table.versions) {
      for (const Row& row : version.rows)
        roots.back().insert(roots.back().end(), row.results.begin(), row.results.end());
    }
  }
  callables_.resize(roots.size());
  for (size_t i = 0; i < roots.size(); ++i) {
    if (!collect_nodes(roots[i], callables_[i].nodes)) return false;
    for (const NodeId id : callables_[i].nodes) {
      if (const auto called = callee(m_.node(id))) callables_[i].callees.push_back(*called);
    }
    std::sort(callables_[i].callees.begin(), callables_[i].callees.end());
    callables_[i].callees.erase(std::unique(callables_[i].callees.begin(), callables_[i].callees.end()),
                                callables_[i].callees.end());
  }
  return true;
}

bool Verifier::order_callables() {
  std::vector<uint32_t>& order = callable_order_;
  std::vector<std::vector<uint32_t>> callers(callables_.size());
  std::vector<size_t> waiting(callables_.size());
  for (uint32_t i = 0; i < callables_.size(); ++i) {
    waiting[i] = callables_[i].callees.size();
    for (const uint32_t called : callables_[i].callees) callers[called].push_back(i);
    if (waiting[i] == 0) order.push_back(i);
  }
  for (size_t next = 0; next < order.size(); ++next) {
    for (const uint32_t caller : callers[order[next]]) {
      if (--waiting[caller] == 0) order.push_back(caller);
    }
  }
  return need(order.size() == callables_.size(), "rules, lets or tables call each other in a circle");
}

// Of the deepest of these nodes, which hold all that is below them.
uint32_t Verifier::depth_of(std::vector<NodeId> nodes) {
  std::sort(nodes.begin(), nodes.end());  // operands come before their node
  uint32_t deepest = 0;
  for (const NodeId id : nodes) {
    const auto called = callee(m_.node(id));
    uint32_t below = called ? callable_depths_[*called] : 0;
    uint32_t height = 0;
    for (const NodeId part : parts_of(id)) {
      below = std::max(below, node_depths_[part.index()]);
      height = std::max(height, node_heights_[part.index()]);
    }
    node_heights_[id.index()] = height + 1;
    highest_ = std::max(highest_, height + 1);
    node_depths_[id.index()] = std::min(below + 1, limits::kEvaluationDepth + 1);
    deepest = std::max(deepest, node_depths_[id.index()]);
  }
  return deepest;
}

bool Verifier::depths() {
  callable_depths_.assign(callables_.size(), 0);
  node_depths_.assign(m_.nodes.size(), 0);
  node_heights_.assign(m_.nodes.size(), 0);
  uint32_t deepest = 0;
  for (const uint32_t i : callable_order_) {
    callable_depths_[i] = depth_of(callables_[i].nodes);
    deepest = std::max(deepest, callable_depths_[i]);
  }
  std::vector<NodeId> all;
  for (uint32_t i = 0; i < m_.nodes.size(); ++i) all.emplace_back(i);
  deepest = std::max(deepest, depth_of(std::move(all)));
  if (!need(highest_ <= limits::kExpressionDepth, "an expression is nested deeper than {}", limits::kExpressionDepth)) {
    return false;
  }
  return need(deepest <= limits::kEvaluationDepth, "expressions and calls are nested deeper than {}",
              limits::kEvaluationDepth);
}

bool Verifier::calls() { return collect_callables() && order_callables() && depths(); }

}  // namespace tarifa::ir
