// Object code -> functions in memory, by ORC. One LLJIT a process; each bill has a library of its own, in which only
// the closed list of symbols is defined: no symbol of the process is found.
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/Support/TargetSelect.h>

#include <mutex>

#include "compiler/codegen/machine_code.h"
#include "compiler/codegen/rt.h"
#include "compiler/support/check.h"

namespace tarifa::codegen {

namespace {

llvm::orc::LLJIT& process_jit() {
  static const std::unique_ptr<llvm::orc::LLJIT> jit = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::orc::LLJITBuilder builder;
    builder.setLinkProcessSymbolsByDefault(false);
    builder.setPlatformSetUp(llvm::orc::setUpInactivePlatform);
    auto made = builder.create();
    TARIFA_CHECK(static_cast<bool>(made));
    return std::move(*made);
  }();
  return *jit;
}

std::mutex& link_mutex() {
  static std::mutex mutex;
  return mutex;
}

bool failed(llvm::Error error) {
  const bool is_error = static_cast<bool>(error);
  llvm::consumeError(std::move(error));
  return is_error;
}

}  // namespace

struct LoadedCode::Linked {
  llvm::orc::JITDylib* library = nullptr;
  ~Linked() {
    if (library == nullptr) return;
    const std::lock_guard lock(link_mutex());
    llvm::consumeError(process_jit().getExecutionSession().removeJITDylib(*library));
  }
};

LoadedCode::LoadedCode(std::unique_ptr<Linked> linked) : linked_(std::move(linked)) {}
LoadedCode::~LoadedCode() = default;

std::unique_ptr<LoadedCode> LoadedCode::load(const std::vector<std::string>& objects, size_t functions) {
  const std::lock_guard lock(link_mutex());
  static size_t count = 0;
  llvm::orc::LLJIT& jit = process_jit();
  auto library = jit.createJITDylib("bill" + std::to_string(count++));
  if (!library) {
    llvm::consumeError(library.takeError());
    return nullptr;
  }
  auto linked = std::make_unique<Linked>();
  llvm::orc::SymbolMap symbols;
  for (const RuntimeSymbol& symbol : runtime_symbols()) {
    symbols[jit.mangleAndIntern(symbol.name)] = {llvm::orc::ExecutorAddr::fromPtr(symbol.address),
                                                 llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
  }
  bool bad = failed(library->define(llvm::orc::absoluteSymbols(std::move(symbols))));
  for (const std::string& object : objects) {
    bad = bad || failed(jit.addObjectFile(*library, llvm::MemoryBuffer::getMemBufferCopy(object)));
  }
  std::vector<KernelFunction> found;
  for (size_t k = 0; k < functions && !bad; ++k) {
    auto address = jit.lookup(*library, "tarifa_f" + std::to_string(k));
    bad = !address;
    if (address) {
      found.push_back(address->toPtr<KernelFunction>());
    } else {
      llvm::consumeError(address.takeError());
    }
  }
  if (bad) {
    llvm::consumeError(jit.getExecutionSession().removeJITDylib(*library));
    return nullptr;
  }
  linked->library = &*library;
  auto code = std::unique_ptr<LoadedCode>(new LoadedCode(std::move(linked)));
  code->functions_ = std::move(found);
  return code;
}

}  // namespace tarifa::codegen
