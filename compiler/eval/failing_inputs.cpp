#include "compiler/eval/failing_inputs.h"

#include "compiler/eval/value_text.h"

namespace tarifa::eval {

namespace {

constexpr size_t kMostInputs = 8;

void collect(const ir::Module& module, ir::NodeId id, const Value& subject, std::vector<Input>& inputs) {
  const ir::Node& node = module.node(id);
  if (node.op == ir::Op::Member && module.node(module.operand(node, 0)).op == ir::Op::Subject) {
    const ir::Record& record = module.records[module.type_of(module.operand(node, 0)).record.index()];
    const ir::Field& field = record.fields_list[node.imm];
    for (const Input& known : inputs) {
      if (known.name == field.name) return;
    }
    if (inputs.size() == kMostInputs) return;
    inputs.push_back({field.name, value_text(module, field.type, subject.fields()[node.imm])});
    return;
  }
  for (uint32_t k = 0; k < node.operand_count; ++k) collect(module, module.operand(node, k), subject, inputs);
}

}  // namespace

std::vector<Input> failing_inputs(const ir::Module& module, ir::NodeId id, const Value* subject) {
  std::vector<Input> inputs;
  if (subject != nullptr) collect(module, id, *subject, inputs);
  return inputs;
}

}  // namespace tarifa::eval
