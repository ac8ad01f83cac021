#include "compiler/check/conditions.h"

#include <algorithm>
#include <array>

#include "compiler/check/field_range.h"
#include "compiler/numeric/int128.h"

namespace tarifa::check {
namespace {

Int128 floor_div(Int128 a, Int128 b) { return a / b - (a % b != 0 && a < 0 ? 1 : 0); }

ir::Op negation(ir::Op op) {
  if (op == ir::Op::Lt) return ir::Op::Ge;
  if (op == ir::Op::Le) return ir::Op::Gt;
  if (op == ir::Op::Gt) return ir::Op::Le;
  if (op == ir::Op::Ge) return ir::Op::Lt;
  return op == ir::Op::Eq ? ir::Op::Ne : ir::Op::Eq;
}

// `a OP b` as `b OP' a`.
ir::Op turned(ir::Op op) {
  if (op == ir::Op::Lt) return ir::Op::Gt;
  if (op == ir::Op::Le) return ir::Op::Ge;
  if (op == ir::Op::Gt) return ir::Op::Lt;
  return op == ir::Op::Ge ? ir::Op::Le : op;
}

bool numbered_kind(ir::TypeKind kind) { return kind == ir::TypeKind::Text || has_range(kind); }

Box choosing(uint32_t variable, bool yes) {
  Box box;
  box.choices[variable] = yes ? std::vector<bool>{false, true} : std::vector<bool>{true, false};
  return box;
}

}  // namespace

std::optional<Boxes> Conditions::boxes(ir::NodeId node, bool negated) {
  steps_ = 0;
  return condition(node, negated);
}

std::optional<Boxes> Conditions::window(const ir::Window& window) {
  if (!window.present) return Boxes{Box{}};
  Box box;
  Span128& span = box.spans[*date_of_run(window.read_at).plus];
  if (window.from) span.low = *window.from;
  if (window.until) span.high = *window.until - 1;
  return Boxes{box};
}

std::optional<Boxes> Conditions::condition(ir::NodeId id, bool negated) {
  if (++steps_ > kMostSteps) return std::nullopt;
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  const auto operand = [&](uint32_t k) { return module_.operand(node, k); };
  switch (node.op) {
    case ir::Op::Const: return (module_.consts[node.imm].number != 0) != negated ? Boxes{Box{}} : Boxes{};
    case ir::Op::Not: return condition(operand(0), !negated);
    case ir::Op::And:
    case ir::Op::Or:
    case ir::Op::Implies: return connected(node, negated);
    case ir::Op::If: return chosen(operand(0), operand(1), operand(2), negated);
    case ir::Op::Let: return condition(operand(1), negated);
    case ir::Op::Eq:
    case ir::Op::Ne:
    case ir::Op::Lt:
    case ir::Op::Le:
    case ir::Op::Gt:
    case ir::Op::Ge: {
      auto made = compared(negated ? negation(node.op) : node.op, operand(0), operand(1));
      return made ? made : opaque(id, negated);
    }
    case ir::Op::Coalesce: {
      const uint32_t known = known_variable(operand(0));
      return unite(both(Boxes{choosing(known, true)}, condition(operand(0), negated)),
                   both(Boxes{choosing(known, false)}, condition(operand(1), negated)));
    }
    default: break;  // a bool field, a known field, or opaque
  }
  if (const auto variable = choice_variable(id)) return Boxes{choosing(*variable, !negated)};
  return opaque(id, negated);
}

std::optional<Boxes> Conditions::connected(const ir::Node& node, bool negated) {
  auto a = condition(module_.operand(node, 0), negated != (node.op == ir::Op::Implies));
  auto b = condition(module_.operand(node, 1), negated);
  if ((node.op == ir::Op::And) == negated) return unite(std::move(a), std::move(b));
  return both(a, b);
}

std::optional<Boxes> Conditions::chosen(ir::NodeId test, ir::NodeId yes, ir::NodeId no, bool negated) {
  return unite(both(condition(test, false), condition(yes, negated)),
               both(condition(test, true), condition(no, negated)));
}

std::optional<Boxes> Conditions::compared(ir::Op op, ir::NodeId a, ir::NodeId b) {
  a = resolve(a);
  b = resolve(b);
  if (auto made = either_side(op, a, b)) return made;
  if (auto made = either_side(turned(op), b, a)) return made;
  if (!numbered_kind(module_.type_of(a).kind)) return choice(a, b, op == ir::Op::Eq);
  const auto left = linear(a);
  const auto right = linear(b);
  if (!left || !right || left->scale > kMostScale || right->scale > kMostScale) return std::nullopt;
  return ordered(op, *left, *right);
}

// `(x ?? y) < z`: x is known and below z, or it is not and y is. `(if c then x else y) < z`
// likewise.
std::optional<Boxes> Conditions::either_side(ir::Op op, ir::NodeId a, ir::NodeId b) {
  const ir::Node& node = module_.node(a);
  if (node.op == ir::Op::Let) return compared(op, module_.operand(node, 1), b);
  if (node.op == ir::Op::If) {
    const ir::NodeId test = module_.operand(node, 0);
    return unite(both(condition(test, false), compared(op, module_.operand(node, 1), b)),
                 both(condition(test, true), compared(op, module_.operand(node, 2), b)));
  }
  if (node.op != ir::Op::Coalesce) return std::nullopt;
  const uint32_t known = known_variable(module_.operand(node, 0));
  return unite(both(Boxes{choosing(known, true)}, compared(op, module_.operand(node, 0), b)),
               both(Boxes{choosing(known, false)}, compared(op, module_.operand(node, 1), b)));
}

std::optional<Boxes> Conditions::ordered(ir::Op op, const Linear& a, const Linear& b) const {
  switch (op) {
    case ir::Op::Eq: return both(at_most(a, b, false), at_most(b, a, false));
    case ir::Op::Ne: return unite(at_most(a, b, true), at_most(b, a, true));
    case ir::Op::Lt: return at_most(a, b, true);
    case ir::Op::Le: return at_most(a, b, false);
    case ir::Op::Gt: return at_most(b, a, true);
    case ir::Op::Ge: return at_most(b, a, false);
    default: return std::nullopt;
  }
}

// a <= b, or a < b, at the larger scale: x - y <= bound.
std::optional<Boxes> Conditions::at_most(const Linear& a, const Linear& b, bool strictly) const {
  const int scale = std::max(a.scale, b.scale);
  const auto left = numeric::checked_mul(a.offset, numeric::pow10(scale - a.scale));
  const auto right = numeric::checked_mul(b.offset, numeric::pow10(scale - b.scale));
  if (!left || !right) return std::nullopt;
  auto bound = numeric::checked_sub(*right, *left);
  if (bound && strictly) bound = numeric::checked_sub(*bound, 1);
  if (!bound) return std::nullopt;
  std::array<std::optional<uint32_t>, 2> plus{a.plus, b.minus};
  std::array<std::optional<uint32_t>, 2> minus{a.minus, b.plus};
  for (auto& x : plus) {
    for (auto& y : minus) {
      if (x && x == y) x = y = std::nullopt;
    }
  }
  if ((plus[0] && plus[1]) || (minus[0] && minus[1])) return std::nullopt;
  const auto x = plus[0] ? plus[0] : plus[1];
  const auto y = minus[0] ? minus[0] : minus[1];
  if (!x && !y) return *bound >= 0 ? Boxes{Box{}} : Boxes{};
  Box box;
  if (x && y) {
    box.differences.push_back({*x, *y, scale, *bound});
    return Boxes{box};
  }
  // One variable: the bound on its own grid.
  const uint32_t index = x ? *x : *y;
  const Int128 unit = numeric::pow10(std::max(0, scale - variables_[index].scale));
  if (x) {
    box.spans[index].high = floor_div(*bound, unit);
  } else {
    box.spans[index].low = -floor_div(*bound, unit);
  }
  return Boxes{box};
}

std::optional<Boxes> Conditions::choice(ir::NodeId a, ir::NodeId b, bool equal) {
  if (module_.node(a).op == ir::Op::Const) std::swap(a, b);
  const ir::Node& right = module_.node(b);
  if (right.op != ir::Op::Const || module_.consts[right.imm].missing) return std::nullopt;
  if (module_.type_of(a).kind == ir::TypeKind::Bool) {
    return condition(a, (module_.consts[right.imm].number != 0) != equal);
  }
  const auto index = choice_variable(a);
  if (!index) return std::nullopt;
  std::vector<bool> allowed(variables_[*index].members, !equal);
  const auto member = static_cast<size_t>(module_.consts[right.imm].number);
  if (member >= allowed.size()) return std::nullopt;
  allowed[member] = equal;
  Box box;
  box.choices[*index] = std::move(allowed);
  return Boxes{box};
}

Boxes Conditions::opaque(ir::NodeId node, bool negated) {
  Variable made;
  made.key = "opaque " + key_of(node);
  made.opaque = true;
  return {choosing(variable(std::move(made)), !negated)};
}

}  // namespace tarifa::check
