#include "tests/diff/coverage.h"

#include "compiler/check/check.h"
#include "compiler/kernel/pipeline.h"
#include "tests/diff/compare.h"

namespace tarifa::diff {
namespace {

const char* name_of_ir(ir::Op op) {
  switch (op) {
#define TARIFA_OP(name, text) \
  case ir::Op::name: return #name;
#include "compiler/ir/op.def"
#undef TARIFA_OP
  }
  return "";
}

// Both are of tests alone (7.13, S40).
const std::set<std::string> kNotInBills = {"ir BillValue", "ir EqMaybe"};

}  // namespace

void note_operations(uint64_t seed, SeenOperations& seen) {
  const GeneratedProgram program = generate_program(seed);
  SourceStore sources;
  DiagSink sink;
  const check::CheckResult checked = check_program(text_of(program.text), sources, sink);
  if (!checked.ok) return;
  for (const ir::Node& node : checked.module.nodes) seen.ir.insert(name_of_ir(node.op));
  for (const kernel::Width width : {kernel::Width::None, kernel::Width::C}) {
    const kernel::Program lowered = kernel::make_program(checked.module, ir::BillId(0), dates_of(program), width);
    for (const kernel::Value& value : lowered.values) seen.kernel.insert(kernel::name_of(value.op));
  }
}

std::set<std::string> unseen_operations(const SeenOperations& seen) {
  std::set<std::string> unseen;
#define TARIFA_OP(name, text) \
  if (!seen.ir.contains(#name)) unseen.insert("ir " #name);
#include "compiler/ir/op.def"
#undef TARIFA_OP
#define TARIFA_KERNEL_OP(name, text) \
  if (!seen.kernel.contains(#name)) unseen.insert("kernel " #name);
#include "compiler/kernel/kernel_op.def"
#undef TARIFA_KERNEL_OP
  for (const std::string& name : kNotInBills) unseen.erase(name);
  return unseen;
}

}  // namespace tarifa::diff
