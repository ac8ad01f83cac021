// The accounts of a file in batches of columns. A batch ends at kRowsABatch rows or kBytesABatch
// bytes of input, whatever the number of threads, so memory is flat and outputs do not depend on
// it. A row that cannot be billed is a RowFailure of its batch; a Failure means that the file as a
// whole cannot be read.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "compiler/kernel/columns.h"
#include "runtime/data/csv_rows.h"
#include "runtime/data/json_rows.h"
#include "runtime/data/row_builder.h"

namespace tarifa::runtime {

enum class AccountsForm : uint8_t { Json, JsonLines, Csv };

struct Batch {
  static constexpr size_t kRows = 4096;
  static constexpr uint64_t kBytes = 64U << 20U;

  uint64_t first_row = 1;             // its number in the file
  kernel::RecordColumns columns;      // padded
  std::vector<std::string> accounts;  // a key a row; empty where a failed row has none
  std::vector<RowFailure> failures;   // ascending by row
};

class AccountReader {
 public:
  // The form is told by the name (.json, .jsonl, .ndjson, .csv), else by the first byte.
  [[nodiscard]] static Result<AccountReader> open(const std::string& path, const ir::Module& module,
                                                  ir::RecordId entity);
  [[nodiscard]] static Result<AccountReader> over(TextStream stream, AccountsForm form, const ir::Module& module,
                                                  ir::RecordId entity);

  // False at the end of the file. A file without a single row is a Failure.
  [[nodiscard]] Result<bool> next(Batch& batch);
  [[nodiscard]] uint64_t bytes_read() const { return stream().bytes_read(); }
  [[nodiscard]] uint64_t file_size() const { return stream().file_size(); }

 private:
  using Source = std::variant<JsonLines, JsonArray, CsvRows>;
  AccountReader(Source source, std::unique_ptr<RowBuilder> builder);
  [[nodiscard]] const TextStream& stream() const;

  Source source_;
  std::unique_ptr<RowBuilder> builder_;
  RawRow row_;
  uint64_t rows_ = 0;
};

}  // namespace tarifa::runtime
