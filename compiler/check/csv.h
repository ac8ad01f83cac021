// CSV of parameters and tables in memory, strictly as RFC 4180 has it: comma, quotes doubled inside
// quotes, CRLF or LF, a heading. Nothing is trimmed (S44). Fields are views into the file, or into
// the reader if they were quoted.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

struct CsvField {
  std::string_view text;
  Span span;  // of the text, without its quotes
  bool quoted = false;
};

class CsvReader {
 public:
  CsvReader(Session& session, FileId file);

  // The next record; false at the end or after an error, which has been reported. Views hold until
  // the next call.
  [[nodiscard]] bool next(std::vector<CsvField>& fields);
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  [[nodiscard]] bool read_field(std::vector<CsvField>& fields);
  [[nodiscard]] bool read_quoted(std::vector<CsvField>& fields);
  [[nodiscard]] bool at_line_end() const;
  void skip_line_end();
  bool fail(DiagKind kind, size_t begin, size_t end);

  Session& session_;
  FileId file_;
  std::string_view text_;
  size_t at_ = 0;
  bool failed_ = false;
  std::deque<std::string> unquoted_;  // of the current record
};

// The heading of a file, matched against the columns it must and may have. `columns[i]`: where
// wanted[i] stands, or none.
struct CsvColumn {
  std::string name;
  bool required = true;
  bool text = false;  // its values are texts: in quotes they may begin or end with a space
  Span declared{};    // the name in a rule file that the heading repeats
};
struct CsvHeading {
  std::vector<std::optional<size_t>> columns;
  std::vector<bool> text;  // by field
};
// `owner`: the parameter or table it is read for. Reports.
[[nodiscard]] std::optional<CsvHeading> read_heading(Session& session, CsvReader& reader, FileId file,
                                                     const std::vector<CsvColumn>& wanted, const std::string& owner,
                                                     Span owner_span);

// A record has as many fields as the heading, none of them beginning or ending with a blank.
// Reports.
[[nodiscard]] bool judge_record(Session& session, const std::vector<CsvField>& fields, const CsvHeading& heading);

// Whether a column of this type holds texts.
[[nodiscard]] bool holds_text(const Session& session, ir::TypeId type);

// A heading stands alone. Reports.
void report_no_rows(Session& session, FileId file, const std::string& owner, Span owner_span);

// The file of `from "PATH"`: beside the rule file that names it, or from the package's folder.
// Reports.
[[nodiscard]] std::optional<FileId> find_csv(Session& session, ModuleId module, syntax::TokenId path_token);

// `RateClass` is `rate_class` in a heading.
[[nodiscard]] std::string snake_case(std::string_view name);

}  // namespace tarifa::check
