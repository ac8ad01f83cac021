// The terms inside conditions: fields, dates of the run, sums and differences, and opaque
// expressions.
#include <algorithm>
#include <array>

#include "compiler/check/conditions.h"
#include "compiler/ir/ranges.h"
#include "compiler/numeric/int128.h"

namespace tarifa::check {
namespace {

constexpr size_t kMostKey = 4096;  // beyond it an expression equals only itself

}  // namespace

uint32_t Conditions::variable(Variable made) {
  const auto [at, added] = by_key_.try_emplace(made.key, static_cast<uint32_t>(variables_.size()));
  if (added) variables_.push_back(std::move(made));
  return at->second;
}

Int128 Conditions::text_number(const std::string& text) {
  const auto found = std::find(texts_.begin(), texts_.end(), text);
  const auto number = found - texts_.begin();
  if (found == texts_.end()) texts_.push_back(text);
  return number;
}

// Through names, widenings and shown optionals to what stands there.
ir::NodeId Conditions::resolve(ir::NodeId id) const {
  for (;;) {
    const ir::Node& node = module_.node(id);
    if (node.op == ir::Op::Local) {
      const auto bound = bindings_.value_of(id);
      if (!bound) return id;
      id = *bound;
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

uint32_t Conditions::known_variable(ir::NodeId optional) {
  optional = resolve(optional);
  Variable made;
  const ir::Field* field = nullptr;
  made.key = "known " + key_of(optional);
  made.known = true;
  if (!field_path(optional, made.path, field) || made.path.empty()) {
    made.path.clear();
    made.opaque = true;
  }
  return variable(std::move(made));
}

std::optional<uint32_t> Conditions::choice_variable(ir::NodeId id) {
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  if (node.op == ir::Op::IsKnown) return known_variable(module_.operand(node, 0));
  const ir::Type& type = module_.type_of(id);
  if (type.kind != ir::TypeKind::Bool && type.kind != ir::TypeKind::Enum) return std::nullopt;
  Variable made;
  const ir::Field* field = nullptr;
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

Conditions::Linear Conditions::date_of_run(ir::DateKind kind) {
  Variable made;
  made.kind = VariableKind::Civil;
  made.key = "date" + std::to_string(static_cast<int>(kind));
  made.context = kind;
  made.plain = kPlainDay;
  return {variable(std::move(made)), std::nullopt, 0, 0};
}

std::optional<Conditions::Linear> Conditions::of_period(const ir::Node& node) {
  if (node.operand_count != 1 || module_.node(module_.operand(node, 0)).op != ir::Op::PeriodNow) return std::nullopt;
  if (node.op == ir::Op::PeriodStart) return date_of_run(ir::DateKind::PeriodStart);
  Linear out = date_of_run(ir::DateKind::PeriodLast);
  if (node.op == ir::Op::PeriodLast) return out;
  out.offset = 1;
  if (node.op == ir::Op::PeriodEnd) return out;
  if (node.op != ir::Op::PeriodDays) return std::nullopt;
  out.minus = date_of_run(ir::DateKind::PeriodStart).plus;
  return out;
}

std::optional<Conditions::Linear> Conditions::linear(ir::NodeId id) {
  if (++steps_ > kMostSteps) return std::nullopt;
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  const auto operand = [&](uint32_t k) { return module_.operand(node, k); };
  std::optional<Linear> out;
  switch (node.op) {
    case ir::Op::Const: {
      const ir::Const& value = module_.consts[node.imm];
      if (value.missing) return std::nullopt;
      const ir::Type& type = module_.type(value.type);
      if (type.kind == ir::TypeKind::Text) return Linear{{}, {}, text_number(value.text), 0};
      return Linear{{}, {}, value.number, type.kind == ir::TypeKind::Number ? type.scale : 0};
    }
    case ir::Op::Widen:
    case ir::Op::LengthCount:
    case ir::Op::LengthOf: return linear(operand(0));
    case ir::Op::Let: return linear(operand(1));
    case ir::Op::Add:
    case ir::Op::LengthAdd:
    case ir::Op::DateAddDays: out = combined(operand(0), operand(1), false); break;
    case ir::Op::Sub:
    case ir::Op::LengthSub:
    case ir::Op::DateDiff: out = combined(operand(0), operand(1), true); break;
    case ir::Op::Neg:
    case ir::Op::LengthNeg:
      out = linear(operand(0));
      if (out) out = Linear{out->minus, out->plus, -out->offset, out->scale};
      break;
    case ir::Op::PeriodStart:
    case ir::Op::PeriodLast:
    case ir::Op::PeriodEnd:
    case ir::Op::PeriodDays: out = of_period(node); break;
    case ir::Op::EffectiveDate: return date_of_run(ir::DateKind::Effective);
    case ir::Op::Issued: return date_of_run(ir::DateKind::Issued);
    case ir::Op::AsOf: return date_of_run(ir::DateKind::AsOf);
    default: break;
  }
  return out ? out : single(id);
}

// a + b, or a - b, where at most one variable of each sign remains.
std::optional<Conditions::Linear> Conditions::combined(ir::NodeId a_id, ir::NodeId b_id, bool subtract) {
  const auto a = linear(a_id);
  auto b = linear(b_id);
  if (!a || !b) return std::nullopt;
  if (subtract) b = Linear{b->minus, b->plus, -b->offset, b->scale};
  std::array<std::optional<uint32_t>, 2> plus{a->plus, b->plus};
  std::array<std::optional<uint32_t>, 2> minus{a->minus, b->minus};
  for (auto& x : plus) {
    for (auto& y : minus) {
      if (x && x == y) x = y = std::nullopt;
    }
  }
  if ((plus[0] && plus[1]) || (minus[0] && minus[1])) return std::nullopt;
  const int scale = std::max(a->scale, b->scale);
  if (scale > kMostScale) return std::nullopt;
  const auto left = numeric::checked_mul(a->offset, numeric::pow10(scale - a->scale));
  const auto right = numeric::checked_mul(b->offset, numeric::pow10(scale - b->scale));
  const auto offset = left && right ? numeric::checked_add(*left, *right) : std::nullopt;
  if (!offset) return std::nullopt;
  return Linear{plus[0] ? plus[0] : plus[1], minus[0] ? minus[0] : minus[1], *offset, scale};
}

// A field, or an opaque expression, as one variable.
std::optional<Conditions::Linear> Conditions::single(ir::NodeId id) {
  const ir::Node& node = module_.node(id);
  const ir::Type& type = module_.type_of(id);
  Variable made;
  made.kind = VariableKind::Civil;
  if (type.kind == ir::TypeKind::Number) {
    made.kind = VariableKind::Number;
    made.scale = type.scale;
  } else if (type.kind == ir::TypeKind::Text) {
    made.kind = VariableKind::Text;
  }
  made.plain = plain_value(type.kind);
  const int scale = made.scale;
  const ir::Field* field = nullptr;
  if (field_path(id, made.path, field) && !made.path.empty()) {
    if (made.kind != VariableKind::Text) {
      made.least = field->least;
      made.greatest = field->greatest;
      if (made.kind == VariableKind::Civil) {
        const ir::Interval range = ir::range_of_field(module_, *field);
        made.least = range.low();
        made.greatest = range.high();
      }
    }
  } else {
    if (node.static_denominator != 1 || !node.divisors.empty()) return std::nullopt;  // off any grid
    made.path.clear();
    made.opaque = true;
  }
  made.key = "value " + key_of(id);
  return Linear{variable(std::move(made)), {}, 0, scale};
}

std::string Conditions::key_of(ir::NodeId id) const {
  std::string key;
  std::vector<uint32_t> items;
  append_key(id, items, key);
  return key;
}

// Equal only for expressions that denote the same value on one row and effective date. `items`: the
// slots of the list items whose aggregates stand around, which may be numbered differently at two
// places.
void Conditions::append_key(ir::NodeId id, std::vector<uint32_t>& items, std::string& key) const {
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  if (node.op == ir::Op::Tiers || key.size() > kMostKey) {
    key += "@" + std::to_string(id.value);
    return;
  }
  if (node.op == ir::Op::Local) {
    const auto item = std::find(items.rbegin(), items.rend(), node.imm);
    key += item == items.rend() ? "@" + std::to_string(id.value) : "#" + std::to_string(items.rend() - item);
    return;
  }
  key += "(" + std::to_string(static_cast<int>(node.op)) + ":";
  if (node.op == ir::Op::Aggregate) {
    const ir::Aggregate& a = module_.aggregates[node.imm];
    key += std::to_string(static_cast<int>(a.kind));
    append_key(a.list, items, key);
    items.push_back(a.item);
    for (const ir::NodeId part : {a.where, a.by, a.body}) {
      key += part.valid() ? "," : "-";
      if (part.valid()) append_key(part, items, key);
    }
    items.pop_back();
    if (a.n.valid()) append_key(a.n, items, key);
  } else {
    key += std::to_string(node.imm);
  }
  for (uint32_t k = 0; k < node.operand_count; ++k) append_key(module_.operand(node, k), items, key);
  key += ")";
}

}  // namespace tarifa::check
