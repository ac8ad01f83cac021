#include "runtime/billing_run.h"

#include <unistd.h>

#include <utility>

#include "runtime/ordered_work.h"
#include "runtime/output_file.h"

namespace tarifa::runtime {
namespace {

struct Run {
  AccountReader& reader;
  const BatchRater& rater;
  OutputFile& output;
  const RunOptions& options;
  RunReport report;
  OrderedWork<RatedBatch> work;

  // Writes the oldest batch. False ends the run.
  Result<bool> settle() {
    RatedBatch batch = work.take();
    if (!batch.difference.empty()) {
      report.end = RunEnd::KernelDiffers;
      report.difference = std::move(batch.difference);
      return false;
    }
    report.totals.add(batch.totals);
    if (options.progress) {
      options.progress(reader.bytes_read(), reader.file_size(), report.totals.billed + report.totals.failed);
    }
    if (auto written = output.write(batch.text); !written) return pass_on(written);
    return true;
  }

  Result<bool> rate_all() {
    for (;;) {
      auto batch = std::make_shared<Batch>();
      auto more = reader.next(*batch);
      if (!more) return pass_on(more);
      if (*more) work.give([this, batch] { return rater.rate(*batch); });
      while (*more ? work.full() : !work.empty()) {
        auto settled = settle();
        if (!settled || !*settled) return settled;
      }
      if (!*more) return true;
    }
  }
};

}  // namespace

bool FailOver::exceeded_by(uint64_t failed, uint64_t rows) const {
  // failed / rows > mantissa / 10^scale / 100
  return ir::Int128{failed} * 100 * numeric::pow10(scale) > ir::Int128{mantissa} * ir::Int128{rows};
}

Result<RunReport> run_billing(const ir::Module& module, ir::BillId bill, const std::string& accounts,
                              const RunOptions& options) {
  auto reader = AccountReader::open(accounts, module, module.bills[bill.index()].entity);
  if (!reader) return pass_on(reader);
  auto output = options.out.empty() ? OutputFile::held_back_from(STDOUT_FILENO) : OutputFile::create(options.out);
  if (!output) return pass_on(output);
  std::unique_ptr<codegen::CompiledBill> compiled;
  if (!options.interpret) compiled = codegen::compile(module, bill, options.context, options.jit);
  const BillWriter writer(module, bill, options.context, options.form, options.language);
  const BatchRater rater(module, bill, options.context, compiled.get(), writer);
  if (auto written = output->write(writer.head()); !written) return pass_on(written);

  Run run{*reader, rater, *output, options, {}, OrderedWork<RatedBatch>(options.threads)};
  auto whole = run.rate_all();
  if (!whole) return pass_on(whole);
  RunReport report = std::move(run.report);
  if (!*whole) return report;
  const RunTotals& totals = report.totals;
  if (options.fail_over && options.fail_over->exceeded_by(totals.failed, totals.billed + totals.failed)) {
    report.end = RunEnd::TooManyFailed;
    return report;
  }
  if (auto written = output->write(writer.tail()); !written) return pass_on(written);
  if (auto done = output->commit(); !done) return pass_on(done);
  return report;
}

}  // namespace tarifa::runtime
