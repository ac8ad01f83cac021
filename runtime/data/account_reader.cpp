#include "runtime/data/account_reader.h"

#include <utility>

#include "compiler/data/check_csv_columns.h"
#include "compiler/support/check.h"
#include "runtime/data/column_rows.h"

namespace tarifa::runtime {
namespace {

AccountsForm form_of(TextStream& stream) {
  const std::string& path = stream.path();
  if (path.ends_with(".json")) return AccountsForm::Json;
  if (path.ends_with(".jsonl") || path.ends_with(".ndjson")) return AccountsForm::JsonLines;
  if (path.ends_with(".csv")) return AccountsForm::Csv;
  skip_byte_order_mark(stream);
  if (!stream.ensure(1)) return AccountsForm::JsonLines;  // empty: reported by next()
  const char first = stream.window()[0];
  if (first == '[') return AccountsForm::Json;
  return first == '{' ? AccountsForm::JsonLines : AccountsForm::Csv;
}

}  // namespace

AccountReader::AccountReader(Source source, std::unique_ptr<RowBuilder> builder)
    : source_(std::move(source)), builder_(std::move(builder)) {}

Result<AccountReader> AccountReader::open(const std::string& path, const ir::Module& module, ir::RecordId entity) {
  auto stream = TextStream::open(path);
  if (!stream) return pass_on(stream);
  const AccountsForm form = form_of(*stream);
  return over(std::move(*stream), form, module, entity);
}

Result<AccountReader> AccountReader::over(TextStream stream, AccountsForm form, const ir::Module& module,
                                          ir::RecordId entity) {
  auto builder = std::make_unique<RowBuilder>(module, entity);
  switch (form) {
    case AccountsForm::Json: return AccountReader(JsonArray(std::move(stream)), std::move(builder));
    case AccountsForm::JsonLines: return AccountReader(JsonLines(std::move(stream)), std::move(builder));
    case AccountsForm::Csv: break;
  }
  const ir::Record& record = module.records[entity.index()];
  if (auto fits = data::check_csv_can_hold(stream.path(), record, builder->plan()); !fits) return pass_on(fits);
  auto rows = CsvRows::open(std::move(stream));
  if (!rows) return pass_on(rows);
  auto columns = data::check_csv_columns(rows->stream().path(), rows->columns(), record, builder->plan());
  if (!columns) return pass_on(columns);
  return AccountReader(std::move(*rows), std::move(builder));
}

const TextStream& AccountReader::stream() const {
  return std::visit([](const auto& source) -> const TextStream& { return source.stream(); }, source_);
}

Result<bool> AccountReader::next(Batch& batch) {
  batch.first_row = rows_ + 1;
  batch.columns = empty_columns(builder_->module(), builder_->plan());
  batch.accounts.clear();
  batch.failures.clear();
  const uint64_t bytes_before = bytes_read();
  while (batch.columns.rows < Batch::kRows && bytes_read() - bytes_before < Batch::kBytes) {
    auto step = std::visit([&](auto& source) { return source.next(row_); }, source_);
    if (!step) return pass_on(step);
    if (*step == RowStep::End) break;
    ++rows_;
    std::string account;
    auto failure = builder_->append(row_, rows_, batch.columns, account);
    batch.accounts.push_back(std::move(account));
    if (failure) batch.failures.push_back(std::move(*failure));
  }
  if (rows_ == 0) return fail(DiagKind::NoAccounts, stream().path());
  pad_to_blocks(batch.columns);
  return batch.columns.rows > 0;
}

}  // namespace tarifa::runtime
