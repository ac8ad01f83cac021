// Runs the programs of a bill: batches of rows, and again in i128 what did not fit.
#include <algorithm>
#include <cfenv>
#include <chrono>
#include <cstring>
#include <mutex>

#include "compiler/codegen/bind_columns.h"
#include "compiler/codegen/code_tables.h"
#include "compiler/codegen/jit.h"
#include "compiler/codegen/object_cache.h"
#include "compiler/kernel/pipeline.h"
#include "compiler/support/check.h"

namespace tarifa::codegen {

using kernel::Program;
using kernel::Width;

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Exact double lanes are exact when doubles are rounded to nearest.
class RoundToNearest {
 public:
  RoundToNearest() : before_(std::fegetround()) { std::fesetround(FE_TONEAREST); }
  ~RoundToNearest() { std::fesetround(before_); }
  RoundToNearest(const RoundToNearest&) = delete;
  RoundToNearest& operator=(const RoundToNearest&) = delete;

 private:
  int before_;
};

// A program with its code.
struct Built {
  Program program;
  CodePlan plan;
  std::unique_ptr<CodeTables> tables;
  std::unique_ptr<LoadedCode> code;
};

// i128 has no vectors: its programs are scalar code.
CodePlan plan_of(const Program& program, Width width) { return plan_code(program, width == Width::C ? 1 : kLanes); }

CodeOptions code_options(const JitOptions& options) {
  return {options.jit_opt, std::max(options.threads, 1U), fault_of(options.plant)};
}

std::string cache_key(const Program& program, unsigned lanes, const JitOptions& options) {
  return sha256_hex(kernel::print(program) + "\nabi " + std::to_string(kAbiVersion) + "\n" + TARIFA_CODEGEN_VERSION +
                    "\n" + target_key() + "\nopt " + std::to_string(options.jit_opt) + " lanes " +
                    std::to_string(lanes) + "\nplant " + options.plant);
}

std::unique_ptr<LoadedCode> make_code(const Program& program, const CodePlan& plan, const JitOptions& options,
                                      CompileStats& stats) {
  const bool cached = !options.cache_folder.empty();
  const ObjectCache cache(options.cache_folder);
  const std::string key = cached ? cache_key(program, plan.lanes, options) : std::string();
  if (cached) {
    if (const auto objects = cache.read(key)) {
      if (auto code = LoadedCode::load(*objects, plan.functions.size())) {
        stats.from_cache = true;
        stats.modules = objects->size();
        return code;
      }
    }
  }
  const std::vector<std::string> objects = compile_objects(program, plan, code_options(options));
  stats.modules = objects.size();
  auto code = LoadedCode::load(objects, plan.functions.size());
  TARIFA_CHECK(code != nullptr);
  if (cached) cache.write(key, objects);
  return code;
}

Built build(const ir::Module& module, ir::BillId bill, const kernel::RunContext& run, Width width,
            const JitOptions& options, CompileStats& stats) {
  auto start = std::chrono::steady_clock::now();
  Built built;
  built.program = kernel::make_program(module, bill, run, width);
  built.plan = plan_of(built.program, width);
  stats.operations = built.program.values.size();
  stats.lower_seconds = seconds_since(start);
  start = std::chrono::steady_clock::now();
  built.tables = std::make_unique<CodeTables>(built.program, built.plan);
  built.code = make_code(built.program, built.plan, options, stats);
  stats.codegen_seconds = seconds_since(start);
  return built;
}

void* output_pointer(const kernel::OutputSlot& slot, kernel::BillColumns& out, size_t row) {
  const auto number = [&](kernel::NumberColumn& column) -> void* {
    return column.data.data() + row * (column.wide ? sizeof(ir::Int128) : sizeof(int64_t));
  };
  switch (slot.slot) {
    case kernel::Slot::Amount: return number(out.lines[slot.line].amount);
    case kernel::Slot::Present: return out.lines[slot.line].present.data() + row;
    case kernel::Slot::Quantity: return number(out.lines[slot.line].quantity);
    case kernel::Slot::Rate: return number(out.lines[slot.line].rate);
    case kernel::Slot::Total: return number(out.total);
    case kernel::Slot::Due: return out.due.data() + row * sizeof(int32_t);
    case kernel::Slot::DuePresent: return out.due_present.data() + row;
    case kernel::Slot::Error: return out.error.data() + row * sizeof(uint32_t);
  }
  TARIFA_UNREACHABLE();
}

// Rows [first, end) of `out`, both whole blocks but for the end of the rows; what they held is overwritten.
void run_rows(const Built& built, BoundColumns& columns, size_t first, size_t end, kernel::BillColumns& out) {
  static thread_local kernel::Bytes scratch;
  static thread_local kernel::Bytes spill;
  scratch.resize(std::max<size_t>(scratch.size(), built.plan.scratch_bytes + kBlockRows));
  spill.resize(std::max<size_t>(spill.size(), built.plan.spill_bytes + kBlockRows));
  std::vector<void*> outputs(built.program.outputs.size());
  KernelArgs args;
  args.last_rows = columns.last_rows();
  args.outputs = outputs.data();
  args.spill = spill.data();
  args.scratch = scratch.data();
  args.tables = built.tables->pointers();
  for (size_t row = first; row < end; row += kBatchRows) {
    const size_t rows = std::min(kBatchRows, end - row);
    for (size_t k = 0; k < outputs.size(); ++k) outputs[k] = output_pointer(built.program.outputs[k], out, row);
    args.inputs = columns.inputs_at(row);
    args.punt = out.punt.data() + row;
    args.groups = (rows + built.plan.lanes - 1) / built.plan.lanes;
    std::memset(args.punt, 0, args.groups * built.plan.lanes);
    for (const KernelFunction function : built.code->functions()) function(&args);
  }
}

}  // namespace

struct CompiledBill::Parts {
  const ir::Module& module;
  ir::BillId bill;
  kernel::RunContext run;
  JitOptions options;
  CompileStats stats;
  Built first;
  std::once_flag wide_once;
  std::unique_ptr<Built> wide;

  const Built& wide_program() {
    std::call_once(wide_once, [&] {
      CompileStats ignored;
      wide = std::make_unique<Built>(build(module, bill, run, Width::C, options, ignored));
    });
    return *wide;
  }
};

CompiledBill::CompiledBill(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
CompiledBill::~CompiledBill() = default;

const kernel::BillLayout& CompiledBill::layout() const { return parts_->first.program.layout; }
const std::vector<kernel::ErrorSite>& CompiledBill::sites() const { return parts_->first.program.sites; }
const CompileStats& CompiledBill::stats() const { return parts_->stats; }

void CompiledBill::run(const kernel::RecordColumns& accounts, size_t first_row, size_t count,
                       kernel::BillColumns& out) const {
  TARIFA_CHECK(first_row % kBlockRows == 0 && first_row + count <= accounts.rows);
  kernel::allocate(layout(), count, out);
  if (count == 0) return;
  const RoundToNearest exact;
  BoundColumns columns(parts_->first.program, accounts, first_row, count);
  run_rows(parts_->first, columns, 0, count, out);
  if (parts_->options.force_width == Width::C) return;
  std::unique_ptr<BoundColumns> wide_columns;
  for (size_t row = 0; row < count; row += kBlockRows) {
    const size_t end = std::min(count, row + kBlockRows);
    const auto* punt = out.punt.data();
    if (std::none_of(punt + row, punt + end, [](uint8_t p) { return p != 0; })) continue;
    const Built& wide = parts_->wide_program();
    if (!wide_columns) wide_columns = std::make_unique<BoundColumns>(wide.program, accounts, first_row, count);
    run_rows(wide, *wide_columns, row, end, out);
  }
}

std::unique_ptr<CompiledBill> compile(const ir::Module& module, ir::BillId bill, const kernel::RunContext& context,
                                      const JitOptions& options) {
  auto parts =
      std::unique_ptr<CompiledBill::Parts>(new CompiledBill::Parts{module, bill, context, options, {}, {}, {}, {}});
  parts->first = build(module, bill, context, options.force_width, options, parts->stats);
  return std::unique_ptr<CompiledBill>(new CompiledBill(std::move(parts)));
}

std::string dump(const ir::Module& module, ir::BillId bill, const kernel::RunContext& context, DumpStage stage,
                 const JitOptions& options) {
  const Program program = kernel::make_program(module, bill, context, options.force_width);
  const CodePlan plan = plan_of(program, options.force_width);
  switch (stage) {
    case DumpStage::Kernel: return kernel::print(program);
    case DumpStage::Llvm: return llvm_text(program, plan, code_options(options));
    case DumpStage::Asm: return assembly_text(program, plan, code_options(options));
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::codegen
