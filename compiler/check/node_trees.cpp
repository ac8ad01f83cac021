#include "compiler/check/node_trees.h"

#include <set>

namespace tarifa::check {
namespace {

void put(std::string& key, uint64_t value) {
  key += std::to_string(value);
  key += ',';
}

// The nodes below that are no operands: of aggregates and tiers.
void side_nodes(const std::vector<ir::TierBlock>& blocks, std::vector<ir::NodeId>& out) {
  for (const ir::TierBlock& block : blocks) {
    for (ir::NodeId id : {block.limit, block.rate, block.plus}) {
      if (id.valid()) out.push_back(id);
    }
    side_nodes(block.nested, out);
  }
}

std::vector<ir::NodeId> parts_of(const ir::Module& module, const ir::Node& node) {
  std::vector<ir::NodeId> out;
  for (uint32_t k = 0; k < node.operand_count; ++k) out.push_back(module.operand(node, k));
  if (node.op == ir::Op::Aggregate) {
    const ir::Aggregate& aggregate = module.aggregates[node.imm];
    for (ir::NodeId id : {aggregate.list, aggregate.where, aggregate.by, aggregate.n, aggregate.body}) {
      if (id.valid()) out.push_back(id);
    }
  } else if (node.op == ir::Op::Tiers) {
    const ir::Tiers& tiers = module.tiers[node.imm];
    out.push_back(tiers.quantity);
    if (tiers.ladder.valid()) out.push_back(tiers.ladder);
    side_nodes(tiers.blocks, out);
  }
  return out;
}

void block_key(std::string& key, const std::vector<ir::TierBlock>& blocks) {
  for (const ir::TierBlock& block : blocks) {
    put(key, (block.limit.valid() ? 1U : 0U) | (block.rate.valid() ? 2U : 0U) | (block.plus.valid() ? 4U : 0U));
    key += '{';
    block_key(key, block.nested);
    key += '}';
  }
}

void append_key(const ir::Module& module, ir::NodeId id, std::string& key) {
  const ir::Node& node = module.node(id);
  put(key, static_cast<uint64_t>(node.op));
  put(key, node.type.value);
  if (node.op == ir::Op::Aggregate) {
    const ir::Aggregate& aggregate = module.aggregates[node.imm];
    put(key, static_cast<uint64_t>(aggregate.kind));
    put(key, aggregate.item);
    put(key, (aggregate.where.valid() ? 1U : 0U) | (aggregate.by.valid() ? 2U : 0U) | (aggregate.n.valid() ? 4U : 0U));
  } else if (node.op == ir::Op::Tiers) {
    put(key, static_cast<uint64_t>(module.tiers[node.imm].mode));
    block_key(key, module.tiers[node.imm].blocks);
  } else if (node.op == ir::Op::Scale) {
    key += numeric::to_string(module.ratios[node.imm].numerator) + '/';
    key += numeric::to_string(module.ratios[node.imm].denominator) + ',';
  } else if (node.op == ir::Op::Prorate) {
    const ir::Proration& p = module.prorations[node.imm];
    for (uint64_t part : {uint64_t{static_cast<uint8_t>(p.kind)}, uint64_t{p.a}, uint64_t{p.b}, uint64_t{p.has_full},
                          uint64_t{p.full_from}, uint64_t{p.full_to}}) {
      put(key, part);
    }
  } else if (node.op == ir::Op::With) {
    for (uint32_t field : module.with_fields[node.imm]) put(key, field);
  } else if (node.op == ir::Op::LineAmount || node.op == ir::Op::LineSum) {
    for (ir::LineId line : module.line_refs[node.imm].lines) put(key, line.value);
  } else if (node.op == ir::Op::BillValue) {
    const ir::BillRef& ref = module.bill_refs[node.imm];
    put(key, static_cast<uint64_t>(ref.kind));
    put(key, ref.bill.value);
    put(key, ref.tariff.value);
    for (ir::LineId line : ref.lines) put(key, line.value);
  } else {
    put(key, node.imm);
  }
  key += '(';
  for (ir::NodeId part : parts_of(module, node)) append_key(module, part, key);
  key += ')';
}

Reach reach_in(Session& session, ir::NodeId root);

constexpr uint64_t kRuleKey = 1ULL << 32U;
constexpr uint64_t kLetKey = 2ULL << 32U;
constexpr uint64_t kTableKey = 3ULL << 32U;

uint8_t packed(const Reach& r) {
  return static_cast<uint8_t>((r.effective_date ? 1U : 0U) | (r.issued ? 2U : 0U) | (r.as_of ? 4U : 0U) |
                              (r.period ? 8U : 0U) | (r.subject ? 16U : 0U) | (r.tiers ? 32U : 0U) |
                              (r.lines ? 64U : 0U) | (r.at_issued ? 128U : 0U));
}

Reach unpacked(uint8_t bits) {
  Reach reach;
  reach.effective_date = (bits & 1U) != 0;
  reach.issued = (bits & 2U) != 0;
  reach.as_of = (bits & 4U) != 0;
  reach.period = (bits & 8U) != 0;
  reach.subject = (bits & 16U) != 0;
  reach.tiers = (bits & 32U) != 0;
  reach.lines = (bits & 64U) != 0;
  reach.at_issued = (bits & 128U) != 0;
  return reach;
}

// What is called is finished before it is called, so its reach never changes.
Reach cached(Session& session, uint64_t key, const std::function<Reach()>& compute) {
  const auto found = session.reach_cache.find(key);
  if (found != session.reach_cache.end()) return unpacked(found->second);
  const Reach reach = compute();
  session.reach_cache.emplace(key, packed(reach));
  return reach;
}

Reach reach_of_window(const ir::Window& window) {
  Reach reach;
  if (!window.present) return reach;
  switch (window.read_at) {
    case ir::DateKind::Effective: reach.effective_date = true; break;
    case ir::DateKind::PeriodStart:
    case ir::DateKind::PeriodLast: reach.period = true; break;
    case ir::DateKind::Issued:
      reach.issued = true;
      reach.at_issued = true;
      break;
    case ir::DateKind::AsOf: reach.as_of = true; break;
  }
  return reach;
}

Reach reach_of_results(Session& session, const ir::Table& table) {
  Reach reach;
  for (const ir::TableVersion& version : table.versions) {
    for (const ir::Row& row : version.rows) {
      for (ir::NodeId result : row.results) {
        if (session.ir.node(result).op != ir::Op::Const) reach.add(reach_in(session, result));
      }
    }
  }
  return reach;
}

Reach reach_of_called(Session& session, const ir::Node& node) {
  const ir::Module& module = session.ir;
  Reach reach;
  if (node.op == ir::Op::RuleCall) {
    reach = reach_of_rule(session, ir::RuleId(node.imm));
    reach.subject = false;  // its own
  } else if (node.op == ir::Op::LetCall) {
    reach = cached(session, kLetKey | node.imm, [&] { return reach_in(session, module.lets[node.imm].body); });
  } else if (node.op == ir::Op::TableRead) {
    reach = cached(session, kTableKey | node.imm, [&] { return reach_of_results(session, module.tables[node.imm]); });
  } else if (node.op == ir::Op::ParamRead) {
    for (const ir::Timeline& timeline : module.params[node.imm].timelines) {
      for (const ir::TimelineEntry& entry : timeline.entries) reach.as_of |= entry.published.has_value();
    }
  }
  return reach;
}

Reach reach_in(Session& session, ir::NodeId root) {
  Reach reach;
  if (!root.valid()) return reach;
  std::set<uint32_t> unread;  // dates that go to tables without dates
  for_each_node(session.ir, root, [&](ir::NodeId id) {
    const ir::Node node = session.ir.node(id);
    if (node.op == ir::Op::TableRead && !session.ir.tables[node.imm].dated) {
      unread.insert(session.ir.operand(node, node.operand_count - 1).value);
    }
    reach.effective_date |= node.op == ir::Op::EffectiveDate && !unread.contains(id.value);
    reach.issued |= node.op == ir::Op::Issued;
    reach.as_of |= node.op == ir::Op::AsOf;
    reach.period |= node.op == ir::Op::PeriodNow || node.op == ir::Op::Prorate;
    reach.subject |= node.op == ir::Op::Subject;
    reach.tiers |= node.op == ir::Op::Tiers;
    reach.lines |= node.op == ir::Op::LineAmount || node.op == ir::Op::LineSum;
    reach.add(reach_of_called(session, node));
  });
  return reach;
}

}  // namespace

void Reach::add(const Reach& other) {
  effective_date |= other.effective_date;
  issued |= other.issued;
  at_issued |= other.at_issued;
  as_of |= other.as_of;
  period |= other.period;
  subject |= other.subject;
  tiers |= other.tiers;
  lines |= other.lines;
}

std::string tree_key(const ir::Module& module, ir::NodeId node) {
  std::string key;
  append_key(module, node, key);
  return key;
}

bool same_tree(const ir::Module& module, ir::NodeId a, ir::NodeId b) {
  return a == b || (module.node(a).op == module.node(b).op && tree_key(module, a) == tree_key(module, b));
}

void for_each_node(const ir::Module& module, ir::NodeId root, const std::function<void(ir::NodeId)>& visit) {
  std::vector<ir::NodeId> waiting = {root};
  while (!waiting.empty()) {
    const ir::NodeId id = waiting.back();
    waiting.pop_back();
    visit(id);
    const std::vector<ir::NodeId> parts = parts_of(module, module.node(id));
    waiting.insert(waiting.end(), parts.rbegin(), parts.rend());
  }
}

namespace {

void copy_blocks(Session& session, std::vector<ir::TierBlock>& blocks) {
  for (ir::TierBlock& block : blocks) {
    for (ir::NodeId* part : {&block.limit, &block.rate, &block.plus}) {
      if (part->valid()) *part = copy_tree(session, *part);
    }
    copy_blocks(session, block.nested);
  }
}

}  // namespace

ir::NodeId copy_tree(Session& session, ir::NodeId id) {
  ir::Node node = session.ir.node(id);
  std::vector<ir::NodeId> operands;
  for (uint32_t k = 0; k < node.operand_count; ++k) {
    operands.push_back(copy_tree(session, session.ir.operand(session.ir.node(id), k)));
  }
  if (node.op == ir::Op::Aggregate) {
    ir::Aggregate aggregate = session.ir.aggregates[node.imm];
    for (ir::NodeId* part : {&aggregate.list, &aggregate.where, &aggregate.by, &aggregate.n, &aggregate.body}) {
      if (part->valid()) *part = copy_tree(session, *part);
    }
    node.imm = static_cast<uint32_t>(session.ir.aggregates.size());
    session.ir.aggregates.push_back(aggregate);
  } else if (node.op == ir::Op::Tiers) {
    ir::Tiers tiers = session.ir.tiers[node.imm];
    tiers.quantity = copy_tree(session, tiers.quantity);
    if (tiers.ladder.valid()) tiers.ladder = copy_tree(session, tiers.ladder);
    copy_blocks(session, tiers.blocks);
    node.imm = static_cast<uint32_t>(session.ir.tiers.size());
    session.ir.tiers.push_back(std::move(tiers));
  }
  node.first_operand = static_cast<uint32_t>(session.ir.operands.size());
  session.ir.operands.insert(session.ir.operands.end(), operands.begin(), operands.end());
  session.ir.nodes.push_back(std::move(node));
  return ir::NodeId(session.ir.nodes.size() - 1);
}

uint32_t add_line_ref(Session& session, std::vector<ir::LineId> lines) {
  std::vector<ir::LineRef>& refs = session.ir.line_refs;
  for (uint32_t k = 0; k < refs.size(); ++k) {
    if (refs[k].lines == lines) return k;
  }
  refs.push_back({std::move(lines)});
  return static_cast<uint32_t>(refs.size() - 1);
}

uint32_t add_proration(Session& session, const ir::Proration& p) {
  std::vector<ir::Proration>& all = session.ir.prorations;
  for (uint32_t k = 0; k < all.size(); ++k) {
    const ir::Proration& q = all[k];
    const bool same_full = p.has_full == q.has_full && p.full_from == q.full_from && p.full_to == q.full_to;
    if (p.kind == q.kind && p.a == q.a && p.b == q.b && same_full) return k;
  }
  all.push_back(p);
  return static_cast<uint32_t>(all.size() - 1);
}

Reach reach_of(Session& session, ir::NodeId node) { return reach_in(session, node); }

Reach reach_of_rule(Session& session, ir::RuleId id) {
  return cached(session, kRuleKey | id.value, [&] {
    const ir::Rule rule = session.ir.rules[id.index()];
    Reach reach = reach_in(session, rule.base);
    for (const ir::Exception& exception : rule.exceptions) {
      reach.add(reach_of_window(exception.window));
      reach.add(reach_in(session, exception.when));
      reach.add(reach_in(session, exception.value));
    }
    return reach;
  });
}

}  // namespace tarifa::check
