#include "compiler/kernel/reach.h"

#include "compiler/kernel/timeline.h"

namespace tarifa::kernel {

namespace {

void unite(const DateUse& from, DateUse& into) {
  into.reads_date |= from.reads_date;
  into.every_day |= from.every_day;
  into.days.insert(from.days.begin(), from.days.end());
}

void window(const ir::Window& window, DateUse& out) {
  if (!window.present || window.read_at != ir::DateKind::Effective) return;
  out.reads_date = true;
  if (window.from) out.days.insert(*window.from);
  if (window.until) out.days.insert(*window.until);
}

}  // namespace

bool Reach::rule_reads_date(ir::RuleId id) { return rule(id).reads_date; }
bool Reach::let_reads_date(ir::LetId id) { return let(id).reads_date; }

const DateUse& Reach::rule(ir::RuleId id) {
  const auto found = rules_.find(id);
  if (found != rules_.end()) return found->second;
  DateUse use;
  const ir::Rule& rule = module_.rules[id.index()];
  node(rule.base, use);
  for (const ir::Exception& exception : rule.exceptions) {
    window(exception.window, use);
    maybe(exception.when, use);
    maybe(exception.value, use);
  }
  return rules_.emplace(id, std::move(use)).first->second;
}

const DateUse& Reach::let(ir::LetId id) {
  const auto found = lets_.find(id);
  if (found != lets_.end()) return found->second;
  DateUse use;
  node(module_.lets[id.index()].body, use);
  return lets_.emplace(id, std::move(use)).first->second;
}

void Reach::maybe(ir::NodeId id, DateUse& out) {
  if (id.valid()) node(id, out);
}

void Reach::node(ir::NodeId id, DateUse& out) {
  const ir::Node& n = module_.node(id);
  if (n.op == ir::Op::EffectiveDate) {
    out.reads_date = true;
    out.every_day = true;
    return;
  }
  if (n.op == ir::Op::ParamRead || n.op == ir::Op::TableRead) return timelines(n, out);
  for (uint32_t k = 0; k < n.operand_count; ++k) node(module_.operand(n, k), out);
  calls(n, out);
}

void Reach::calls(const ir::Node& n, DateUse& out) {
  if (n.op == ir::Op::RuleCall) unite(rule(ir::RuleId(n.imm)), out);
  if (n.op == ir::Op::LetCall) unite(let(ir::LetId(n.imm)), out);
  if (n.op == ir::Op::Aggregate) aggregate(module_.aggregates[n.imm], out);
  if (n.op == ir::Op::Tiers) {
    const ir::Tiers& tiers = module_.tiers[n.imm];
    maybe(tiers.quantity, out);
    maybe(tiers.ladder, out);
    blocks(tiers.blocks, out);
  }
}

void Reach::aggregate(const ir::Aggregate& a, DateUse& out) {
  for (const ir::NodeId id : {a.list, a.body, a.where, a.by, a.n}) maybe(id, out);
}

void Reach::blocks(const std::vector<ir::TierBlock>& written, DateUse& out) {
  for (const ir::TierBlock& block : written) {
    for (const ir::NodeId id : {block.limit, block.rate, block.plus}) maybe(id, out);
    blocks(block.nested, out);
  }
}

// The date is the last operand. Read at the effective date a timeline gives the days of its changes, and no more.
void Reach::timelines(const ir::Node& n, DateUse& out) {
  for (uint32_t k = 0; k + 1 < n.operand_count; ++k) node(module_.operand(n, k), out);
  const ir::NodeId date = module_.operand(n, n.operand_count - 1);
  const bool effective = module_.node(date).op == ir::Op::EffectiveDate;
  if (!effective) node(date, out);
  if (n.op == ir::Op::ParamRead) {
    if (!effective) return;
    out.reads_date = true;
    for (const ir::Timeline& timeline : module_.params[n.imm].timelines) {
      for (const Segment& segment : segments(timeline, as_of_)) out.days.insert(segment.from);
    }
    return;
  }
  const ir::Table& table = module_.tables[n.imm];
  if (effective && table.dated) {
    out.reads_date = true;
    for (const ir::TableVersion& version : table.versions) out.days.insert(version.from);
    if (table.until) out.days.insert(*table.until);
  }
  const ir::TableId id(n.imm);
  const auto found = tables_.find(id);
  if (found != tables_.end()) return unite(found->second, out);
  DateUse use;
  table_rows(table, use);
  unite(tables_.emplace(id, std::move(use)).first->second, out);
}

void Reach::table_rows(const ir::Table& table, DateUse& out) {
  for (const ir::TableVersion& version : table.versions) {
    for (const ir::Row& row : version.rows) {
      for (const ir::NodeId result : row.results) maybe(result, out);
    }
  }
}

std::vector<int32_t> Reach::parts(const std::vector<ir::NodeId>& nodes, int32_t start, int32_t end) {
  DateUse use;
  for (const ir::NodeId id : nodes) maybe(id, use);
  std::vector<int32_t> out{start};
  for (int32_t day = start + 1; day < end; ++day) {
    if (use.every_day || use.days.contains(day)) out.push_back(day);
  }
  return out;
}

}  // namespace tarifa::kernel
