#include "compiler/check/conditions.h"

#include <algorithm>

#include "compiler/numeric/int128.h"

namespace tarifa::check {
namespace {

constexpr size_t kMostBoxes = 256;
constexpr int kMostScale = 30;  // beyond it a comparison is opaque: offsets would not fit 128 bits

std::optional<Boxes> unite(std::optional<Boxes> a, std::optional<Boxes> b) {
  if (!a || !b || a->size() + b->size() > kMostBoxes) return std::nullopt;
  a->insert(a->end(), std::make_move_iterator(b->begin()), std::make_move_iterator(b->end()));
  return a;
}

void narrow(Span128& span, const Span128& by) {
  if (by.low && (!span.low || *by.low > *span.low)) span.low = by.low;
  if (by.high && (!span.high || *by.high < *span.high)) span.high = by.high;
}

Int128 floor_div(Int128 a, Int128 b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

Box merge(const Box& a, const Box& b) {
  Box out = a;
  for (const auto& [variable, span] : b.spans) narrow(out.spans[variable], span);
  for (const auto& [variable, allowed] : b.choices) {
    auto [at, added] = out.choices.try_emplace(variable, allowed);
    if (added) continue;
    for (size_t i = 0; i < allowed.size(); ++i) at->second[i] = at->second[i] && allowed[i];
  }
  out.differences.insert(out.differences.end(), b.differences.begin(), b.differences.end());
  return out;
}

ir::Op negation(ir::Op op) {
  if (op == ir::Op::Lt) return ir::Op::Ge;
  if (op == ir::Op::Le) return ir::Op::Gt;
  if (op == ir::Op::Gt) return ir::Op::Le;
  if (op == ir::Op::Ge) return ir::Op::Lt;
  return op == ir::Op::Eq ? ir::Op::Ne : ir::Op::Eq;
}

bool ordered_kind(ir::TypeKind kind) {
  switch (kind) {
    case ir::TypeKind::Number: case ir::TypeKind::Date: case ir::TypeKind::Month: case ir::TypeKind::Time:
    case ir::TypeKind::DateTime: case ir::TypeKind::Days: case ir::TypeKind::Months: return true;
    case ir::TypeKind::Bool: case ir::TypeKind::Text: case ir::TypeKind::Period: case ir::TypeKind::Enum:
    case ir::TypeKind::Record: case ir::TypeKind::List: case ir::TypeKind::Ladder: return false;
  }
  return false;
}

}  // namespace

std::optional<Boxes> Conditions::both(const Boxes& a, const Boxes& b) {
  if (a.size() * b.size() > kMostBoxes) return std::nullopt;
  Boxes out;
  for (const Box& left : a) {
    for (const Box& right : b) out.push_back(merge(left, right));
  }
  return out;
}

std::optional<Boxes> Conditions::boxes(ir::NodeId node, bool negated) {
  locals_.clear();
  return condition(node, negated);
}

std::optional<Boxes> Conditions::window(const ir::Window& window) {
  if (!window.present) return Boxes{Box{}};
  Variable date;
  date.kind = VariableKind::Civil;
  date.key = "date" + std::to_string(static_cast<int>(window.read_at));
  date.context = window.read_at;
  Box box;
  Span128& span = box.spans[variable(std::move(date))];
  if (window.from) span.low = *window.from;
  if (window.until) span.high = *window.until - 1;
  return Boxes{box};
}

std::optional<Boxes> Conditions::condition(ir::NodeId id, bool negated) {
  id = resolve(id);
  const ir::Node& node = module_.node(id);
  const auto operand = [&](uint32_t k) { return module_.operand(node, k); };
  switch (node.op) {
    case ir::Op::Const: {
      const bool holds = (module_.consts[node.imm].number != 0) != negated;
      return holds ? Boxes{Box{}} : Boxes{};
    }
    case ir::Op::Not: return condition(operand(0), !negated);
    case ir::Op::And: case ir::Op::Or: case ir::Op::Implies: {
      auto a = condition(operand(0), negated != (node.op == ir::Op::Implies));
      auto b = condition(operand(1), negated);
      if ((node.op == ir::Op::And) == negated) return unite(std::move(a), std::move(b));
      if (!a || !b) return std::nullopt;
      return both(*a, *b);
    }
    case ir::Op::If: {
      auto yes = condition(operand(0), false);
      auto no = condition(operand(0), true);
      auto then = condition(operand(1), negated);
      auto other = condition(operand(2), negated);
      if (!yes || !no || !then || !other) return std::nullopt;
      return unite(both(*yes, *then), both(*no, *other));
    }
    case ir::Op::Let:
      locals_[node.imm] = operand(0);
      return condition(operand(1), negated);
    case ir::Op::Eq: case ir::Op::Ne: case ir::Op::Lt: case ir::Op::Le: case ir::Op::Gt: case ir::Op::Ge:
      return comparison(node, id, negated);
    default: break;  // a bool field, a known field, or opaque
  }
  if (const auto chosen = choice_variable(id)) {
    Box box;
    box.choices[*chosen] = negated ? std::vector<bool>{true, false} : std::vector<bool>{false, true};
    return Boxes{box};
  }
  return opaque(id, negated);
}

std::optional<Boxes> Conditions::comparison(const ir::Node& node, ir::NodeId id, bool negated) {
  const ir::NodeId a = resolve(module_.operand(node, 0));
  const ir::NodeId b = resolve(module_.operand(node, 1));
  if (module_.node(a).op == ir::Op::Coalesce) return coalesced(node, id, negated);
  const ir::Op op = negated ? negation(node.op) : node.op;
  if (!ordered_kind(module_.type_of(a).kind)) {
    if (auto made = choice(a, b, op == ir::Op::Eq)) return made;
    return opaque(id, negated);
  }
  const auto left = linear(a);
  const auto right = linear(b);
  if (!left || !right || left->scale > kMostScale || right->scale > kMostScale) return opaque(id, negated);
  if (auto made = ordered(op, *left, *right)) return made;
  return opaque(id, negated);
}

// `(field ?? other) < x`: the field is known and below x, or it is not and `other` is.
std::optional<Boxes> Conditions::coalesced(const ir::Node& node, ir::NodeId id, bool negated) {
  const ir::Node& either = module_.node(resolve(module_.operand(node, 0)));
  const ir::NodeId field = resolve(module_.operand(either, 0));
  const ir::Op op = negated ? negation(node.op) : node.op;
  std::vector<uint32_t> path;
  const ir::Field* declared = nullptr;
  if (!ordered_kind(module_.type_of(field).kind) || !field_path(field, path, declared)) return opaque(id, negated);
  const auto known_value = linear(field);
  const auto other = linear(module_.operand(either, 1));
  const auto right = linear(module_.operand(node, 1));
  if (!known_value || !other || !right) return opaque(id, negated);
  Variable known;
  known.key = "known " + key_of(field);
  known.path = path;
  known.known = true;
  const uint32_t flag = variable(std::move(known));
  Box is_known;
  is_known.choices[flag] = {false, true};
  Box is_missing;
  is_missing.choices[flag] = {true, false};
  auto first = ordered(op, *known_value, *right);
  auto second = ordered(op, *other, *right);
  if (!first || !second) return opaque(id, negated);
  return unite(both({is_known}, *first), both({is_missing}, *second));
}

std::optional<Boxes> Conditions::ordered(ir::Op op, const Linear& a, const Linear& b) const {
  if (op == ir::Op::Eq) {
    auto low = ordered(ir::Op::Le, a, b);
    auto high = ordered(ir::Op::Ge, a, b);
    return low && high ? both(*low, *high) : std::nullopt;
  }
  if (op == ir::Op::Ne) return unite(ordered(ir::Op::Lt, a, b), ordered(ir::Op::Gt, a, b));
  if (op == ir::Op::Gt || op == ir::Op::Ge) return ordered(op == ir::Op::Gt ? ir::Op::Lt : ir::Op::Le, b, a);
  // a <= b, or a < b, at the larger scale: x - y <= bound.
  const int scale = std::max(a.scale, b.scale);
  Int128 left = 0;
  Int128 right = 0;
  if (__builtin_mul_overflow(a.offset, numeric::pow10(scale - a.scale), &left)) return std::nullopt;
  if (__builtin_mul_overflow(b.offset, numeric::pow10(scale - b.scale), &right)) return std::nullopt;
  Int128 bound = 0;
  if (__builtin_sub_overflow(right, left, &bound)) return std::nullopt;
  if (op == ir::Op::Lt) bound -= 1;
  if (!a.variable && !b.variable) return bound >= 0 ? Boxes{Box{}} : Boxes{};
  Box box;
  if (a.variable && b.variable) {
    if (*a.variable == *b.variable) return bound >= 0 ? Boxes{Box{}} : Boxes{};
    box.differences.push_back({*a.variable, *b.variable, scale, bound});
    return Boxes{box};
  }
  // One variable: the bound on its own grid.
  const uint32_t index = a.variable ? *a.variable : *b.variable;
  const Int128 unit = numeric::pow10(std::max(0, scale - variables_[index].scale));
  if (a.variable) {
    box.spans[index].high = floor_div(bound, unit);
  } else {
    box.spans[index].low = -floor_div(bound, unit);
  }
  return Boxes{box};
}

std::optional<Boxes> Conditions::choice(ir::NodeId a, ir::NodeId b, bool equal) {
  if (module_.node(a).op == ir::Op::Const) std::swap(a, b);
  const ir::Node& right = module_.node(b);
  if (right.op != ir::Op::Const) return std::nullopt;
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
  Box box;
  box.choices[variable(std::move(made))] = negated ? std::vector<bool>{true, false} : std::vector<bool>{false, true};
  return {box};
}

bool Conditions::possible(const Box& box) const {
  for (const auto& [variable, allowed] : box.choices) {
    if (std::find(allowed.begin(), allowed.end(), true) == allowed.end()) return false;
  }
  // Node 0 is zero; an edge y -> x with weight c says x - y <= c. A negative cycle has no solution (Bellman-Ford).
  struct Edge { size_t from, to; Int128 weight; };
  int scale = 0;
  std::map<uint32_t, size_t> nodes;
  const auto number_of = [&](uint32_t variable) {
    scale = std::max(scale, variables_[variable].scale);
    return nodes.try_emplace(variable, nodes.size() + 1).first->second;
  };
  for (const auto& [variable, span] : box.spans) (void)number_of(variable);
  for (const DifferenceBound& d : box.differences) {
    (void)number_of(d.x);
    (void)number_of(d.y);
    scale = std::max(scale, d.scale);
  }
  if (scale > kMostScale) return true;
  std::vector<Edge> edges;
  bool too_large = false;
  const auto edge = [&](size_t from, size_t to, Int128 bound, int bound_scale) {
    Int128 scaled = 0;
    if (__builtin_mul_overflow(bound, numeric::pow10(scale - bound_scale), &scaled)) { too_large = true; return; }
    edges.push_back({from, to, scaled});
  };
  for (const auto& [variable, node] : nodes) {
    const Variable& about = variables_[variable];
    Span128 span{about.least, about.greatest};
    if (const auto found = box.spans.find(variable); found != box.spans.end()) narrow(span, found->second);
    if (span.low && span.high && *span.low > *span.high) return false;
    if (span.high) edge(0, node, *span.high, about.scale);
    if (span.low) edge(node, 0, -*span.low, about.scale);
  }
  for (const DifferenceBound& d : box.differences) edge(nodes[d.y], nodes[d.x], d.bound, d.scale);
  if (too_large) return true;
  std::vector<Int128> distance(nodes.size() + 1, 0);
  for (size_t round = 0; round <= nodes.size(); ++round) {
    bool changed = false;
    for (const Edge& e : edges) {
      Int128 reached = 0;
      if (__builtin_add_overflow(distance[e.from], e.weight, &reached)) return true;
      if (reached < distance[e.to]) {
        distance[e.to] = reached;
        changed = true;
      }
    }
    if (!changed) return true;
  }
  return false;
}

}  // namespace tarifa::check
