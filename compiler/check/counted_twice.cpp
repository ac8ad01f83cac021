// A list of lines that names a subtotal and a line in it: `19% of energy, base` with
// `subtotal base = energy + fixed_charge` takes energy twice.
#include <algorithm>
#include <set>

#include "compiler/check/line_scope.h"
#include "compiler/check/report.h"

namespace tarifa::check {
namespace {

void add_lines_of_value(const ir::Module& module, ir::NodeId id, std::set<uint32_t>& out);

void add_line(const ir::Module& module, ir::LineId id, std::set<uint32_t>& out) {
  const ir::Line& line = module.lines[id.index()];
  if (out.insert(id.value).second && line.kind == ir::LineKind::Subtotal && line.expr.valid()) {
    add_lines_of_value(module, line.expr, out);
  }
}

// Lines that a value holds whole: what is added, taken away or chosen between, not what is only
// compared or a share of it.
void add_lines_of_value(const ir::Module& module, ir::NodeId id, std::set<uint32_t>& out) {
  const ir::Node& node = module.node(id);
  if (node.op == ir::Op::LineAmount || node.op == ir::Op::LineSum) {
    for (ir::LineId line : module.line_refs[node.imm].lines) add_line(module, line, out);
    return;
  }
  if (node.op == ir::Op::LetCall && node.operand_count == 0) {
    add_lines_of_value(module, module.lets[node.imm].body, out);
    return;
  }
  const bool holds = node.op == ir::Op::Add || node.op == ir::Op::Sub || node.op == ir::Op::Widen ||
                     node.op == ir::Op::Wrap || node.op == ir::Op::Unwrap || node.op == ir::Op::Coalesce;
  if (!holds && node.op != ir::Op::If) return;
  for (uint32_t k = node.op == ir::Op::If ? 1 : 0; k < node.operand_count; ++k) {
    add_lines_of_value(module, module.operand(node, k), out);
  }
}

Span span_of_name(const syntax::Tree& tree, const std::vector<syntax::NodeId>& names, std::string_view name) {
  for (syntax::NodeId one : names) {
    if (tree.name_text(one) == name) return tree.span(one);
  }
  return tree.span(names.front());
}

}  // namespace

void warn_if_counted_twice(const LineScope& scope, const std::vector<syntax::NodeId>& names,
                           const std::vector<ir::LineId>& lines) {
  const ir::Module& module = scope.session.ir;
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  for (ir::LineId subtotal : lines) {
    const ir::Line& whole = module.lines[subtotal.index()];
    if (whole.kind != ir::LineKind::Subtotal || !whole.expr.valid()) continue;
    std::set<uint32_t> held;
    add_lines_of_value(module, whole.expr, held);
    const auto part = std::find_if(lines.begin(), lines.end(),
                                   [&](ir::LineId line) { return line != subtotal && held.contains(line.value); });
    if (part == lines.end()) continue;
    report(scope.session, DiagKind::LineCountsTwice, span_of_name(tree, names, whole.name),
           {module.lines[part->index()].name, whole.name});
  }
}

}  // namespace tarifa::check
