// Ranges of expressions: what every numeric node can be, by interval analysis over declared ranges of fields, values of
// parameters and what is called. INVARIANT: for accounts inside their declared ranges the value of a node, times
// 10^(its scale), lies in its interval (rounded outwards where it is a fraction). Fields changed by `with` count by
// their type. Not here: conditions that narrow a range; the period of a run (compiler/kernel knows it).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "compiler/ir/let_bindings.h"
#include "compiler/ir/ranges.h"

namespace tarifa::ir {

struct NodeRange {
  Interval mantissa;     // at the node's scale
  bool declared = true;  // rests on nothing but declared ranges, parameters and literals
};

class NodeRanges {
 public:
  explicit NodeRanges(const Module& module);

  // Of a node whose type is a number, or a length; others: the range of their type.
  const NodeRange& of(NodeId id);
  const NodeRange& of_rule(RuleId id);
  // As far as it was asked for or said; what is said stands, so it must be what of_rule would find.
  [[nodiscard]] const std::optional<NodeRange>& known_rule(RuleId id) const { return rules_[id.index()]; }
  void say_rule(RuleId id, const NodeRange& range) { rules_[id.index()] = range; }
  // The rounded amount of a line that is there, at the currency's digits.
  const NodeRange& of_line(LineId id);

  // S36: the largest value times 10^scale times common denominator; absent: past 128 bits.
  [[nodiscard]] std::optional<Int128> judged(NodeId id);
  [[nodiscard]] bool may_overflow(NodeId id);

 private:
  NodeRange number(const Node& node, NodeId id);
  NodeRange member(const Node& node);
  NodeRange local(NodeId id);
  NodeRange aggregate(const Aggregate& aggregate, int scale);
  NodeRange tiers(const Tiers& tiers, int scale);
  NodeRange blocks(const std::vector<TierBlock>& blocks, const NodeRange& quantity, int quantity_scale, int scale);
  NodeRange table(const Table& table);
  NodeRange rounded(const Node& node);
  NodeRange prorated(const Node& node);
  NodeRange quotient(const Node& node);
  NodeRange joined(const Node& node, uint32_t first, int scale);
  NodeRange limit_line(const Line& line, int scale);
  NodeRange at_scale(NodeId id, int scale);
  [[nodiscard]] NodeRange of_type(const Type& type) const;

  const Module& module_;
  LetBindings bindings_;
  std::vector<uint32_t> nodes_;  // by NodeId: 1 + its place in known_; 0: not known yet
  std::deque<NodeRange> known_;  // references stay valid while more become known
  std::vector<std::optional<NodeRange>> rules_;
  std::vector<std::optional<NodeRange>> lines_;
};

}  // namespace tarifa::ir
