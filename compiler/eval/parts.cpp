// The parts of a weighted line (S21): the period is cut on every day on which something the line or
// its `when` can reach changes. What can be reached is followed through rules, lets and tables, in
// all branches; a timeline that is read at the effective date counts with all its keys. Where the
// effective date is used in any other way, every day is a part.
#include <algorithm>
#include <set>

#include "compiler/eval/evaluation.h"
#include "compiler/eval/timelines.h"

namespace tarifa::eval {

namespace {

class Changes {
 public:
  Changes(const ir::Module& module, const RunContext& context) : module_(module), context_(context) {}

  void reach(ir::NodeId id) {
    if (!id.valid() || !nodes_.insert(id).second) return;
    const ir::Node& node = module_.node(id);
    uint32_t count = node.operand_count;
    const bool timeline = node.op == ir::Op::ParamRead || node.op == ir::Op::TableRead;
    if (timeline && module_.node(module_.operand(node, count - 1)).op == ir::Op::EffectiveDate) {
      --count;
      read_at_effective_date(node);
    }
    for (uint32_t k = 0; k < count; ++k) reach(module_.operand(node, k));
    reach_immediate(node);
  }

  // First days of the parts.
  [[nodiscard]] std::vector<int32_t> first_days() const {
    std::vector<int32_t> days{context_.period_start};
    for (int32_t day = context_.period_start + 1; day < context_.period_end; ++day) {
      if (every_day_ || days_.contains(day)) days.push_back(day);
    }
    return days;
  }

 private:
  void reach_immediate(const ir::Node& node) {
    switch (node.op) {
      case ir::Op::EffectiveDate: every_day_ = true; break;
      case ir::Op::RuleCall: reach_rule(module_.rules[node.imm]); break;
      case ir::Op::LetCall: reach(module_.lets[node.imm].body); break;
      case ir::Op::TableRead: reach_table(module_.tables[node.imm]); break;
      case ir::Op::Tiers: {
        const ir::Tiers& tiers = module_.tiers[node.imm];
        reach(tiers.quantity);
        reach(tiers.ladder);
        reach_blocks(tiers.blocks);
        break;
      }
      case ir::Op::Aggregate: {
        const ir::Aggregate& a = module_.aggregates[node.imm];
        for (const ir::NodeId part : {a.list, a.body, a.where, a.by, a.n}) reach(part);
        break;
      }
      default: break;
    }
  }

  void reach_blocks(const std::vector<ir::TierBlock>& blocks) {
    for (const ir::TierBlock& block : blocks) {
      reach(block.limit);
      reach(block.rate);
      reach_blocks(block.nested);
      reach(block.plus);
    }
  }

  void reach_rule(const ir::Rule& rule) {
    reach(rule.base);
    for (const ir::Exception& exception : rule.exceptions) {
      if (exception.window.present && exception.window.read_at == ir::DateKind::Effective) {
        if (exception.window.from) days_.insert(*exception.window.from);
        if (exception.window.until) days_.insert(*exception.window.until);
      }
      reach(exception.when);
      reach(exception.value);
    }
  }

  void reach_table(const ir::Table& table) {
    for (const ir::TableVersion& version : table.versions) {
      for (const ir::Row& row : version.rows) {
        for (const ir::NodeId result : row.results) reach(result);
      }
    }
  }

  // A day is a change where another entry holds than on the day before.
  void read_at_effective_date(const ir::Node& node) {
    for (int32_t day = context_.period_start + 1; day < context_.period_end; ++day) {
      if (node.op == ir::Op::TableRead) {
        const ir::Table& table = module_.tables[node.imm];
        if (version_on(table, day - 1) != version_on(table, day)) days_.insert(day);
        continue;
      }
      for (const ir::Timeline& timeline : module_.params[node.imm].timelines) {
        if (days_.contains(day)) break;
        if (entry_on(timeline, day - 1, context_.as_of) != entry_on(timeline, day, context_.as_of)) days_.insert(day);
      }
    }
  }

  const ir::Module& module_;
  const RunContext& context_;
  std::set<ir::NodeId> nodes_;
  std::set<int32_t> days_;
  bool every_day_ = false;
};

}  // namespace

const std::vector<int32_t>& Evaluation::parts_of(ir::LineId id) {
  const Interpreter::PartsKey key{id, context_.period_start, context_.period_end, context_.as_of};
  const auto known = interpreter_.parts_.find(key);
  if (known != interpreter_.parts_.end()) return known->second;
  const ir::Line& line = module_.lines[id.index()];
  Changes changes(module_, context_);
  changes.reach(line.expr);
  changes.reach(line.when);
  return interpreter_.parts_[key] = changes.first_days();
}

}  // namespace tarifa::eval
