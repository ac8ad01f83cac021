// The terms inside conditions: fields, dates of the run, sums with constants, and opaque expressions.
#include <algorithm>

#include "compiler/check/conditions.h"
#include "compiler/numeric/int128.h"

namespace tarifa::check {

uint32_t Conditions::variable(Variable made) {
  const auto [at, added] = by_key_.try_emplace(made.key, static_cast<uint32_t>(variables_.size()));
  if (added) variables_.push_back(std::move(made));
  return at->second;
}

// Through names, widenings and shown optionals to what stands there.
ir::NodeId Conditions::resolve(ir::NodeId id) const {
  for (;;) {
    const ir::Node& node = module_.node(id);
    if (node.op == ir::Op::Local) {
      const auto bound = locals_.find(node.imm);
      if (bound == locals_.end()) return id;
      id = bound->second;
    } else if (node.op == ir::Op::LetCall && node.operand_count == 0) {
      id = module_.lets[node.imm].body;
    } else if (node.op == ir::Op::Unwrap || node.op == ir::Op::Wrap) {
      id = module_.operand(node, 0);
    } else if (node.op == ir::Op::RuleCall && module_.rules[node.imm].exceptions.empty() &&
               module_.node(module_.operand(node, 0)).op == ir::Op::Subject) {
      id = module_.rules[node.imm].base;
    } else {
      return id;
    }
  }
}

bool Conditions::field_path(ir::NodeId id, std::vector<uint32_t>& path, const ir::Field*& field) const {
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  if (node.op == ir::Op::Subject) return true;
  if (node.op != ir::Op::Member) return false;
  const ir::NodeId of = module_.operand(node, 0);
  if (!field_path(of, path, field)) return false;
  const ir::Type& record = module_.type_of(of);
  field = &module_.records[record.record.index()].fields_list[node.imm];
  path.push_back(node.imm);
  return true;
}

std::optional<uint32_t> Conditions::choice_variable(ir::NodeId id) {
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  Variable made;
  const ir::Field* field = nullptr;
  if (node.op == ir::Op::IsKnown) {
    const ir::NodeId of = resolve(module_.operand(node, 0));
    if (!field_path(of, made.path, field) || made.path.empty()) return std::nullopt;
    made.key = "known " + key_of(of);
    made.known = true;
    return variable(std::move(made));
  }
  const ir::Type& type = module_.type_of(id);
  if (type.kind != ir::TypeKind::Bool && type.kind != ir::TypeKind::Enum) return std::nullopt;
  if (!field_path(id, made.path, field) || made.path.empty()) {
    if (type.kind == ir::TypeKind::Bool) return std::nullopt;
    made.path.clear();
    made.opaque = true;
  }
  made.key = "choice " + key_of(id);
  if (type.kind == ir::TypeKind::Enum) {
    made.members = static_cast<uint32_t>(module_.enums[type.enumeration.index()].members.size());
  }
  return variable(std::move(made));
}

std::optional<Conditions::Linear> Conditions::linear(ir::NodeId id) {
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  const ir::Type& type = module_.type_of(id);
  const int scale = type.kind == ir::TypeKind::Number ? type.scale : 0;
  const auto operand = [&](uint32_t k) { return module_.operand(node, k); };
  if (node.op == ir::Op::Const && !module_.consts[node.imm].missing) {
    return Linear{std::nullopt, module_.consts[node.imm].number, scale};
  }
  if (node.op == ir::Op::Widen) return linear(operand(0));
  const bool plus = node.op == ir::Op::Add || node.op == ir::Op::LengthAdd || node.op == ir::Op::DateAddDays;
  const bool minus = node.op == ir::Op::Sub || node.op == ir::Op::LengthSub;
  if (plus || minus) {
    auto a = linear(operand(0));
    auto b = linear(operand(1));
    if (a && b && (!b->variable || (plus && !a->variable))) {
      if (b->variable) std::swap(a, b);
      const int common = std::max(a->scale, b->scale);
      Int128 left = 0;
      Int128 right = 0;
      if (common <= 38 && !__builtin_mul_overflow(a->offset, numeric::pow10(common - a->scale), &left) &&
          !__builtin_mul_overflow(b->offset, numeric::pow10(common - b->scale), &right) &&
          !(plus ? __builtin_add_overflow(left, right, &left) : __builtin_sub_overflow(left, right, &left))) {
        return Linear{a->variable, left, common};
      }
    }
  }
  Variable made;
  made.kind = type.kind == ir::TypeKind::Number ? VariableKind::Number : VariableKind::Civil;
  made.scale = scale;
  const ir::Field* field = nullptr;
  if (field_path(id, made.path, field) && !made.path.empty()) {
    made.least = field->least;
    made.greatest = field->greatest;
  } else {
    made.path.clear();
    if (node.static_denominator != 1 || !node.divisors.empty()) return std::nullopt;  // off any grid
    if (node.op == ir::Op::EffectiveDate) {
      made.context = ir::DateKind::Effective;
    } else if (node.op == ir::Op::Issued) {
      made.context = ir::DateKind::Issued;
    } else if (node.op == ir::Op::AsOf) {
      made.context = ir::DateKind::AsOf;
    } else if (node.op == ir::Op::PeriodStart && module_.node(operand(0)).op == ir::Op::PeriodNow) {
      made.context = ir::DateKind::PeriodStart;
    } else {
      made.opaque = true;
    }
  }
  made.key = made.context ? "date" + std::to_string(static_cast<int>(*made.context)) : "value " + key_of(id);
  return Linear{variable(std::move(made)), 0, scale};
}

// Equal for expressions that are written equally (names resolved).
std::string Conditions::key_of(ir::NodeId id) const {
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  std::string key = "(" + std::to_string(static_cast<int>(node.op)) + ":" + std::to_string(node.imm);
  if (node.op == ir::Op::Aggregate) {
    const ir::Aggregate& a = module_.aggregates[node.imm];
    key = "(agg" + std::to_string(static_cast<int>(a.kind)) + ":" + std::to_string(a.item);
    for (const ir::NodeId part : {a.list, a.body, a.where, a.by, a.n}) key += part.valid() ? key_of(part) : "-";
  } else if (node.op == ir::Op::Tiers) {
    key += "@" + std::to_string(id.value);  // two ladders are never taken for one
  }
  for (uint32_t k = 0; k < node.operand_count; ++k) key += key_of(module_.operand(node, k));
  return key + ")";
}

}  // namespace tarifa::check
