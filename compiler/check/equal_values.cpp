#include "compiler/check/equal_values.h"

#include <gmpxx.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/eval/exact.h"

namespace tarifa::check {
namespace {

using Monomial = std::vector<std::string>;  // sorted factors
using Polynomial = std::map<Monomial, mpq_class>;
constexpr size_t kMostTerms = 64;

class Canonical {
 public:
  explicit Canonical(const ir::Module& module) : module_(module) {}

  Polynomial polynomial(ir::NodeId id) {
    const ir::Node& node = module_.node(id);
    const auto operand = [&](uint32_t k) { return polynomial(module_.operand(node, k)); };
    if (module_.type_of(id).kind != ir::TypeKind::Number || module_.type_of(id).optional) return atom(id);
    switch (node.op) {
      case ir::Op::Const: return {{{}, eval::decimal(module_.consts[node.imm].number, module_.type_of(id).scale)}};
      case ir::Op::Widen: return operand(0);
      case ir::Op::Neg: return scaled(operand(0), -1);
      case ir::Op::Scale: return scaled(operand(0), eval::ratio(module_.ratios[node.imm]));
      case ir::Op::Add: return sum(operand(0), operand(1), 1);
      case ir::Op::Sub: return sum(operand(0), operand(1), -1);
      case ir::Op::Mul:
      case ir::Op::AtRate: return product(operand(0), operand(1), id);
      default: return atom(id);
    }
  }

  std::string key(ir::NodeId id) {
    const ir::Node& node = module_.node(id);
    std::string out = "(" + std::to_string(static_cast<int>(node.op)) + ":" + std::to_string(node.imm);
    if (node.op == ir::Op::Aggregate || node.op == ir::Op::Tiers) out += "@" + std::to_string(id.value);
    for (uint32_t k = 0; k < node.operand_count; ++k) out += key(module_.operand(node, k));
    return out + ")";
  }

 private:
  Polynomial atom(ir::NodeId id) { return {{{key(id)}, 1}}; }

  static Polynomial scaled(Polynomial p, const mpq_class& by) {
    for (auto& [monomial, coefficient] : p) coefficient *= by;
    return p;
  }
  static Polynomial sum(Polynomial a, const Polynomial& b, int sign) {
    for (const auto& [monomial, coefficient] : b) a[monomial] += sign * coefficient;
    return a;
  }
  Polynomial product(const Polynomial& a, const Polynomial& b, ir::NodeId id) {
    if (a.size() * b.size() > kMostTerms) return atom(id);
    Polynomial out;
    for (const auto& [left, x] : a) {
      for (const auto& [right, y] : b) {
        Monomial factors = left;
        factors.insert(factors.end(), right.begin(), right.end());
        std::sort(factors.begin(), factors.end());
        out[factors] += x * y;
      }
    }
    return out;
  }

  const ir::Module& module_;
};

}  // namespace

bool equal_values(const ir::Module& module, ir::NodeId a, ir::NodeId b) {
  Canonical canonical(module);
  if (module.type_of(a).kind != ir::TypeKind::Number) return canonical.key(a) == canonical.key(b);
  Polynomial left = canonical.polynomial(a);
  Polynomial right = canonical.polynomial(b);
  std::erase_if(left, [](const auto& term) { return term.second == 0; });
  std::erase_if(right, [](const auto& term) { return term.second == 0; });
  return left == right;
}

}  // namespace tarifa::check
