#include "tests/diff/compare.h"

#include <fmt/format.h>

#include "compiler/check/check.h"
#include "compiler/eval/interpreter.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/int128.h"
#include "compiler/support/check.h"
#include "runtime/data/account_reader.h"
#include "runtime/subject_value.h"

namespace tarifa::diff {
namespace {

constexpr const char* kManifest =
    "[package]\nname = \"generated\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"main\"]\n";

int32_t days_of(const std::string& date) {
  const auto parsed = numeric::parse_date(date);
  TARIFA_CHECK(parsed.has_value());
  return parsed->days;
}

std::string place(const ir::Place& at) { return fmt::format("{}:{}", at.line, at.column); }

std::string failure_text(ir::RowError code, const ir::Place& at) {
  return fmt::format("{} at {}", eval::row_error_code(code), place(at));
}

class Comparer {
 public:
  Comparer(const ir::Module& module, const GeneratedProgram& dates, Comparison& result)
      : module_(module), result_(result), interpreter_(module) {
    context_ = dates_of(dates);
    wanted_.period_start = context_.period_start;
    wanted_.period_end = context_.period_end;
    wanted_.issued = context_.issued;
    wanted_.issued_given = true;
    wanted_.as_of = context_.as_of;
  }

  void run(const std::string& rows, const std::vector<Variant>& variants) {
    std::vector<std::unique_ptr<codegen::CompiledBill>> bills;
    for (const Variant& variant : variants) {
      bills.push_back(codegen::compile(module_, ir::BillId(0), context_, variant.options));
    }
    auto reader = runtime::AccountReader::over(runtime::TextStream::over(rows), runtime::AccountsForm::JsonLines,
                                               module_, module_.bills[0].entity);
    TARIFA_CHECK(reader.has_value());
    runtime::Batch batch;
    for (auto more = reader->next(batch); more && *more; more = reader->next(batch)) {
      batch_of_rows(batch, variants, bills);
      if (!result_.difference.empty()) return;
    }
  }

 private:
  void batch_of_rows(const runtime::Batch& batch, const std::vector<Variant>& variants,
                     const std::vector<std::unique_ptr<codegen::CompiledBill>>& bills) {
    const size_t rows = batch.columns.rows;
    std::vector<kernel::BillColumns> outputs(bills.size());
    for (size_t v = 0; v < bills.size(); ++v) bills[v]->run(batch.columns, 0, rows, outputs[v]);
    size_t next_failure = 0;
    for (size_t row = 0; row < rows; ++row) {
      ++result_.rows;
      if (next_failure < batch.failures.size() && batch.failures[next_failure].row == batch.first_row + row) {
        ++next_failure;
        ++result_.refused;
        continue;
      }
      const eval::BillOutcome outcome =
          interpreter_.bill(ir::BillId(0), runtime::subject_value(module_, batch.columns, row), wanted_);
      ++(outcome ? result_.billed : result_.failed);
      for (size_t v = 0; v < bills.size(); ++v) {
        std::string difference = compare_row(outcome, *bills[v], outputs[v], row);
        if (difference.empty()) continue;
        result_.difference = fmt::format("{}, row {}: {}", variants[v].name, row, difference);
        result_.first_bad_row = batch.first_row - 1 + row;
        return;
      }
    }
  }

  std::string compare_row(const eval::BillOutcome& outcome, const codegen::CompiledBill& bill,
                          const kernel::BillColumns& out, size_t row) {
    if (out.punt[row] != 0) {
      ++result_.punted;
      return {};
    }
    const uint32_t error = out.error_at(row);
    if (!outcome) {
      const std::string wanted = failure_text(outcome.error().code, outcome.error().at);
      if (error == 0) return fmt::format("interpreter {}, kernel bills it", wanted);
      const kernel::ErrorSite& site = bill.sites()[error];
      const std::string found = failure_text(site.code, site.at);
      return found == wanted ? std::string() : fmt::format("interpreter {}, kernel {}", wanted, found);
    }
    if (error != 0) {
      const kernel::ErrorSite& site = bill.sites()[error];
      return fmt::format("interpreter bills it, kernel {}", failure_text(site.code, site.at));
    }
    return compare_amounts(*outcome, bill, out, row);
  }

  std::string compare_amounts(const eval::BillResult& wanted, const codegen::CompiledBill& bill,
                              const kernel::BillColumns& out, size_t row) {
    size_t next = 0;
    const auto& cells = bill.layout().lines;
    for (size_t i = 0; i < cells.size(); ++i) {
      const bool is_rounding = !cells[i].line.valid();
      const std::string name = is_rounding ? "rounding" : module_.lines[cells[i].line.index()].name;
      std::optional<ir::Int128> amount;
      const eval::LineResult* line = nullptr;
      if (is_rounding) {
        if (wanted.rounding != 0) amount = wanted.rounding;
      } else if (next < wanted.lines.size() && wanted.lines[next].line == cells[i].line) {
        line = &wanted.lines[next++];
        amount = line->amount;
      }
      const bool present = out.lines[i].present[row] != 0;
      if (present != amount.has_value()) {
        return fmt::format("{} is {} for the interpreter, not for the kernel", name, amount ? "there" : "absent");
      }
      if (!present) continue;
      ++result_.cells;
      if (auto d = number(name, *amount, out.lines[i].amount.at(row)); !d.empty()) return d;
      if (line == nullptr || !cells[i].at_rate || !line->quantity) continue;
      if (auto d = number(name + " quantity", line->quantity->mantissa, out.lines[i].quantity.at(row)); !d.empty())
        return d;
      if (auto d = number(name + " rate", line->rate->mantissa, out.lines[i].rate.at(row)); !d.empty()) return d;
    }
    if (next != wanted.lines.size()) return "the kernel has fewer lines than the interpreter";
    if (auto d = number("total", wanted.total, out.total.at(row)); !d.empty()) return d;
    if (bill.layout().has_due) {
      const bool due = out.due_present[row] != 0;
      if (due != wanted.due.has_value() || (due && out.due_at(row) != *wanted.due)) return "due differs";
    }
    return {};
  }

  static std::string number(const std::string& name, ir::Int128 wanted, ir::Int128 found) {
    if (wanted == found) return {};
    return fmt::format("{}: interpreter {}, kernel {}", name, numeric::to_string(wanted), numeric::to_string(found));
  }

  const ir::Module& module_;
  Comparison& result_;
  eval::Interpreter interpreter_;
  kernel::RunContext context_;
  eval::RunContext wanted_;
};

Variant variant(std::string name, kernel::Width width, int level) {
  Variant made{std::move(name), {}};
  made.options.force_width = width;
  made.options.jit_opt = level;
  return made;
}

}  // namespace

const std::vector<Variant>& all_variants() {
  static const std::vector<Variant> variants = {
      variant("kernel", kernel::Width::None, 1), variant("kernel -O0", kernel::Width::None, 0),
      variant("width A", kernel::Width::A, 1), variant("width B", kernel::Width::B, 1),
      variant("width C", kernel::Width::C, 1)};
  return variants;
}

std::vector<Variant> planted_variant(const std::string& fault) {
  std::vector<Variant> planted = all_variants();
  planted.erase(planted.begin() + 1);  // -O0 compiles the same operations
  for (Variant& variant : planted) variant.options.plant = fault;
  return planted;
}

kernel::RunContext dates_of(const GeneratedProgram& program) {
  kernel::RunContext run;
  run.period_start = days_of(program.from);
  run.period_end = days_of(program.through) + 1;
  run.issued = days_of(program.issued);
  run.as_of = run.issued;
  return run;
}

check::CheckResult check_program(const std::string& source, SourceStore& sources, DiagSink& sink) {
  check::PackageInput input;
  input.manifest = kManifest;
  input.files.push_back({"rules/main.rule", source});
  return check::check_package(sources, input, sink, 1);
}

Comparison compare(const std::string& source, const std::string& rows, const GeneratedProgram& dates,
                   const std::vector<Variant>& variants) {
  Comparison result;
  SourceStore sources;
  DiagSink sink;
  const check::CheckResult checked = check_program(source, sources, sink);
  result.accepted = checked.ok;
  if (!checked.ok) {
    for (const Diagnostic& diagnostic : sink.all()) {
      if (diag_severity(diagnostic.kind) == Severity::Error) {
        result.diagnostics +=
            std::string(diag_code(diagnostic.kind)) + " " + diag_message(diagnostic, Language::English) + "\n";
      }
    }
    return result;
  }
  Comparer(checked.module, dates, result).run(rows, variants);
  return result;
}

}  // namespace tarifa::diff
