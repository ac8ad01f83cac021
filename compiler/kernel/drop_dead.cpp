#include <unordered_map>

#include "compiler/kernel/pipeline.h"

namespace tarifa::kernel {

namespace {

class DropDead {
 public:
  explicit DropDead(Program& program) : p_(program), live_(program.values.size()), owner_(program.regions.size()) {}

  void run() {
    find_owners();
    forward_carried();
    mark_roots();
    while (!work_.empty()) {
      const ValueId v = work_.back();
      work_.pop_back();
      visit(v);
    }
    sweep();
  }

 private:
  Region& region_of(ValueId op) { return p_.regions[p_.value(op).imm]; }
  static bool has_region(Op op) { return op == Op::PerLane || op == Op::Loop; }

  void find_owners() {
    for (Region& region : p_.regions) {
      for (const ValueId v : region.body) {
        const Value& value = p_.value(v);
        if (has_region(value.op)) owner_[value.imm] = v;
        if (value.op == Op::Result) results_[p_.operand(value, 0).value].push_back(v);
        if (value.op == Op::BufferStore) writers_[value.imm].push_back(v);
        if (value.op == Op::BufferSort) writers_[p_.sorts[value.imm].order].push_back(v);
      }
    }
  }

  // A loop that yields what it was given: the value before it.
  void forward_carried() {
    std::unordered_map<uint32_t, ValueId> same;
    const auto resolve = [&](ValueId v) {
      for (auto found = same.find(v.value); found != same.end(); found = same.find(v.value)) v = found->second;
      return v;
    };
    for (size_t r = 1; r < p_.regions.size(); ++r) {
      const Region& region = p_.regions[r];
      const ValueId op = owner_[r];
      if (!op.valid() || p_.value(op).op != Op::Loop) continue;
      for (size_t k = 0; k < region.yields.size(); ++k) {
        if (resolve(region.yields[k]) != region.params[k + 1]) continue;
        const ValueId init = p_.operand(p_.value(op), static_cast<uint32_t>(k) + 2);
        same[region.params[k + 1].value] = init;
        for (const ValueId result : results_[op.value]) {
          if (p_.value(result).imm == k) same[result.value] = init;
        }
      }
    }
    if (same.empty()) return;
    for (ValueId& operand : p_.operands) operand = resolve(operand);
    for (Region& region : p_.regions) {
      for (ValueId& yield : region.yields) yield = resolve(yield);
    }
  }

  void mark(ValueId v) {
    if (live_[v.index()]) return;
    live_[v.index()] = true;
    work_.push_back(v);
  }

  void mark_roots() {
    for (const Region& region : p_.regions) {
      for (const ValueId v : region.body) {
        const Op op = p_.value(v).op;
        if (op == Op::Output || op == Op::Punt) mark(v);
      }
    }
  }

  void visit(ValueId v) {
    const Value value = p_.value(v);
    if (value.region.index() != 0) mark(owner_[value.region.index()]);
    switch (value.op) {
      case Op::Loop:
        mark(p_.operand(value, 0));
        mark(p_.operand(value, 1));
        mark(p_.regions[value.imm].params[0]);
        return;
      case Op::Result: {
        const ValueId op = p_.operand(value, 0);
        mark(op);
        mark(region_of(op).yields[value.imm]);
        if (p_.value(op).op == Op::Loop) mark_carried(op, value.imm);
        return;
      }
      case Op::Param:
        if (value.imm > 0) mark_carried(owner_[value.region.index()], value.imm - 1);
        return;
      case Op::BufferLoad:
        for (const ValueId writer : writers_[value.imm]) mark(writer);
        break;
      case Op::BufferSort:
        for (const ValueId writer : writers_[p_.sorts[value.imm].key]) mark(writer);
        break;
      default: break;
    }
    for (uint32_t k = 0; k < value.operand_count; ++k) mark(p_.operand(value, k));
  }

  void mark_carried(ValueId loop, uint32_t k) {
    mark(p_.operand(p_.value(loop), k + 2));
    mark(region_of(loop).params[k + 1]);
    mark(region_of(loop).yields[k]);
  }

  void sweep() {
    for (size_t r = 0; r < p_.regions.size(); ++r) {
      Region& region = p_.regions[r];
      std::erase_if(region.body, [&](ValueId v) { return !live_[v.index()]; });
      if (r == 0) continue;
      const ValueId op = owner_[r];
      if (!op.valid() || !live_[op.index()]) continue;
      keep_carried(op, region);
    }
  }

  // Yields, and what a loop carries, shrink to what is live.
  void keep_carried(ValueId op, Region& region) {
    const bool loop = p_.value(op).op == Op::Loop;
    std::vector<bool> keep(region.yields.size(), false);
    for (const ValueId result : results_[op.value]) {
      if (live_[result.index()]) keep[p_.value(result).imm] = true;
    }
    std::vector<ValueId> operands;
    for (uint32_t k = 0; k < (loop ? 2U : 1U); ++k) operands.push_back(p_.operand(p_.value(op), k));
    std::vector<ValueId> params;
    std::vector<ValueId> yields;
    if (loop) params.push_back(region.params[0]);
    std::vector<uint32_t> place(region.yields.size(), 0);
    for (size_t k = 0; k < region.yields.size(); ++k) {
      if (loop && live_[region.params[k + 1].index()]) keep[k] = true;
      if (!keep[k]) continue;
      place[k] = static_cast<uint32_t>(yields.size());
      yields.push_back(region.yields[k]);
      if (!loop) continue;
      operands.push_back(p_.operand(p_.value(op), static_cast<uint32_t>(k) + 2));
      p_.values[region.params[k + 1].index()].imm = static_cast<uint32_t>(params.size());
      params.push_back(region.params[k + 1]);
    }
    for (const ValueId result : results_[op.value]) {
      Value& value = p_.values[result.index()];
      if (live_[result.index()]) value.imm = place[value.imm];
    }
    region.params = std::move(params);
    region.yields = std::move(yields);
    Value& value = p_.values[op.index()];
    value.first_operand = static_cast<uint32_t>(p_.operands.size());
    value.operand_count = static_cast<uint32_t>(operands.size());
    p_.operands.insert(p_.operands.end(), operands.begin(), operands.end());
  }

  Program& p_;
  std::vector<bool> live_;
  std::vector<ValueId> owner_;  // of a region: its PerLane or Loop
  std::vector<ValueId> work_;
  std::unordered_map<uint32_t, std::vector<ValueId>> results_;
  std::unordered_map<uint32_t, std::vector<ValueId>> writers_;
};

}  // namespace

void drop_dead(Program& program) { DropDead(program).run(); }

}  // namespace tarifa::kernel
