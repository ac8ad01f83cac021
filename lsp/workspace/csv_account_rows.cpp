#include "lsp/workspace/csv_account_rows.h"

#include "compiler/data/csv_rows.h"

namespace tarifa::lsp {
namespace {

// A text that is in memory as a whole.
class TextSource {
 public:
  TextSource(std::string path, std::string_view text) : path_(std::move(path)), left_(text) {}

  [[nodiscard]] std::string_view window() const { return left_; }
  [[nodiscard]] bool ensure(size_t bytes) const { return left_.size() >= bytes; }
  void drop(size_t bytes) { left_.remove_prefix(bytes); }
  [[nodiscard]] std::optional<Failure> failure() const { return std::nullopt; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::string_view left_;
};

// The reader's buffers go on to the next row: the texts are kept, and the names are those of the header that is kept.
void keep(const data::RawRow& row, const std::vector<std::string>& columns, AccountRow& out) {
  out.raw = row;
  for (size_t i = 1; i < out.raw.values.size(); ++i) {
    data::RawValue& value = out.raw.values[i];
    value.name = columns[i - 1];
    value.text = out.texts.emplace_back(value.text);
  }
}

}  // namespace

Result<AccountRows> read_csv_account_rows(const std::string& path, std::string_view text, size_t most) {
  auto reader = data::CsvRows<TextSource>::open(TextSource(path, text));
  if (!reader) return pass_on(reader);
  AccountRows out;
  out.columns = reader->columns();
  data::RawRow row;
  for (;;) {
    const auto step = reader->next(row);
    if (!step) return tl::unexpected<Failure>(step.error());
    if (*step == data::RowStep::End) return out;
    if (out.rows.size() == most) {
      out.more = true;
      return out;
    }
    keep(row, *out.columns, out.rows.emplace_back());
  }
}

}  // namespace tarifa::lsp
