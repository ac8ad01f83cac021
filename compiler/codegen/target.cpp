// Programs as LLVM modules, and those as object code of this machine. A module holds a few functions; modules are
// compiled in parallel, each thread with a target machine of its own. No middle end (performance.md).
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/SmallVectorMemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "compiler/codegen/emit.h"
#include "compiler/codegen/machine_code.h"
#include "compiler/support/check.h"

namespace tarifa::codegen {

namespace {

constexpr size_t kFunctionsAModule = 4;

struct Host {
  std::string triple;
  std::string cpu;
  std::string features;
};

const Host& host() {
  static const Host known = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    Host h{llvm::sys::getProcessTriple(), llvm::sys::getHostCPUName().str(), {}};
    std::vector<std::string> features;
    for (const auto& feature : llvm::sys::getHostCPUFeatures()) {
      features.push_back((feature.getValue() ? "+" : "-") + feature.getKey().str());
    }
    std::sort(features.begin(), features.end());
    for (const std::string& feature : features) h.features += (h.features.empty() ? "" : ",") + feature;
    return h;
  }();
  return known;
}

std::unique_ptr<llvm::TargetMachine> make_machine(int jit_opt) {
  const Host& h = host();  // also makes the target known
  std::string error;
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(h.triple, error);
  TARIFA_CHECK(target != nullptr);
  llvm::TargetOptions options;
  // a * b + c in one step rounds once instead of twice; as every product is an exact integer it is the same number.
  options.AllowFPOpFusion = llvm::FPOpFusion::Fast;
  const auto level = jit_opt == 0 ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Less;
  auto* machine = target->createTargetMachine(h.triple, h.cpu, h.features, options, llvm::Reloc::PIC_,
                                              llvm::CodeModel::Small, level, true);
  TARIFA_CHECK(machine != nullptr);
  return std::unique_ptr<llvm::TargetMachine>(machine);
}

// Making one costs as much as a small function.
llvm::TargetMachine& machine_of_thread(int jit_opt) {
  static thread_local std::unique_ptr<llvm::TargetMachine> machines[2];
  auto& machine = machines[jit_opt == 0 ? 0 : 1];
  if (!machine) machine = make_machine(jit_opt);
  return *machine;
}

std::unique_ptr<llvm::Module> make_module(llvm::LLVMContext& context, const llvm::TargetMachine& machine,
                                          const kernel::Program& program, const CodePlan& plan,
                                          const CodeOptions& options, size_t first, size_t end) {
  auto module = std::make_unique<llvm::Module>("tarifa", context);
  module->setTargetTriple(machine.getTargetTriple().str());
  module->setDataLayout(machine.createDataLayout());
  for (size_t k = first; k < end; ++k) Emitter(program, plan, options.fault, *module).function(k);
  TARIFA_CHECK(!llvm::verifyModule(*module, &llvm::errs()));
  return module;
}

std::string emit_file(llvm::TargetMachine& machine, llvm::Module& module, llvm::CodeGenFileType type) {
  llvm::SmallVector<char, 0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  llvm::legacy::PassManager passes;
  TARIFA_CHECK(!machine.addPassesToEmitFile(passes, stream, nullptr, type));
  passes.run(module);
  return {buffer.begin(), buffer.end()};
}

}  // namespace

std::string target_key() {
  return std::string("llvm ") + LLVM_VERSION_STRING + " " + host().triple + " " + host().cpu + " " + host().features;
}

std::vector<std::string> compile_objects(const kernel::Program& program, const CodePlan& plan,
                                         const CodeOptions& options) {
  host();
  const size_t functions = plan.functions.size();
  const size_t modules = (functions + kFunctionsAModule - 1) / kFunctionsAModule;
  std::vector<std::string> objects(modules);
  std::atomic<size_t> next{0};
  const auto work = [&] {
    llvm::TargetMachine& machine = machine_of_thread(options.jit_opt);
    for (size_t m = next++; m < modules; m = next++) {
      llvm::LLVMContext context;
      const size_t first = m * kFunctionsAModule;
      const auto module =
          make_module(context, machine, program, plan, options, first, std::min(functions, first + kFunctionsAModule));
      objects[m] = emit_file(machine, *module, llvm::CodeGenFileType::ObjectFile);
    }
  };
  std::vector<std::thread> threads;
  for (size_t t = 1; t < std::min<size_t>(options.threads, modules); ++t) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return objects;
}

std::string llvm_text(const kernel::Program& program, const CodePlan& plan, const CodeOptions& options) {
  llvm::TargetMachine& machine = machine_of_thread(options.jit_opt);
  llvm::LLVMContext context;
  const auto module = make_module(context, machine, program, plan, options, 0, plan.functions.size());
  std::string out;
  llvm::raw_string_ostream stream(out);
  module->print(stream, nullptr);
  return out;
}

std::string assembly_text(const kernel::Program& program, const CodePlan& plan, const CodeOptions& options) {
  llvm::TargetMachine& machine = machine_of_thread(options.jit_opt);
  llvm::LLVMContext context;
  const auto module = make_module(context, machine, program, plan, options, 0, plan.functions.size());
  return emit_file(machine, *module, llvm::CodeGenFileType::AssemblyFile);
}

}  // namespace tarifa::codegen
