#include "compiler/check/csv.h"

#include <algorithm>

#include "compiler/check/facts.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/support/limits.h"
#include "compiler/syntax/unicode_text.h"

namespace tarifa::check {

CsvReader::CsvReader(Session& session, FileId file)
    : session_(session), file_(file), text_(session.sources.text(file)) {
  const auto bad = syntax::find_invalid_utf8(text_);
  const size_t zero = text_.find('\0');  // of UTF-16, which may be good UTF-8 by its bytes
  if (bad || zero != std::string_view::npos) {
    const size_t at = bad ? *bad : zero;
    fail(DiagKind::CsvNotUtf8, at, at + 1);
  }
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;  // spreadsheets write it; it is no part of the first column's name
}

bool CsvReader::fail(DiagKind kind, size_t begin, size_t end) {
  failed_ = true;
  Report wrong = report(session_, kind, {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  if (kind == DiagKind::CsvNotUtf8) wrong.help(NoteKind::SaveAsUtf8);
  if (kind == DiagKind::CsvLineTooLong) wrong.help(NoteKind::QuoteMissing);
  return false;
}

bool CsvReader::at_line_end() const {
  return at_ >= text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
}

void CsvReader::skip_line_end() {
  if (at_ >= text_.size()) return;
  at_ += text_[at_] == '\n' ? 1 : 2;
}

bool CsvReader::next(std::vector<CsvField>& fields) {
  fields.clear();
  unquoted_.clear();
  if (failed_ || at_ >= text_.size()) return false;
  const size_t begin = at_;
  while (true) {
    if (!read_field(fields)) return false;
    if (at_ - begin > limits::kCsvLineBytes) return fail(DiagKind::CsvLineTooLong, begin, begin + 1);
    if (at_line_end()) break;
    ++at_;  // the comma
  }
  skip_line_end();
  return true;
}

bool CsvReader::read_field(std::vector<CsvField>& fields) {
  if (at_ < text_.size() && text_[at_] == '"') return read_quoted(fields);
  const size_t begin = at_;
  while (!at_line_end() && text_[at_] != ',') {
    if (text_[at_] == '"') return fail(DiagKind::CsvQuoteInside, at_, at_ + 1);
    if (text_[at_] == '\r') return fail(DiagKind::CsvLoneReturn, at_, at_ + 1);
    ++at_;
  }
  fields.push_back(
      {text_.substr(begin, at_ - begin), {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)}, false});
  return true;
}

bool CsvReader::read_quoted(std::vector<CsvField>& fields) {
  const size_t quote = at_++;
  std::string* copied = nullptr;  // only where quotes are doubled inside
  size_t part = at_;
  while (true) {
    const size_t end = text_.find('"', at_);
    if (end == std::string_view::npos) return fail(DiagKind::CsvQuoteOpen, quote, quote + 1);
    at_ = end + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    if (copied == nullptr) copied = &unquoted_.emplace_back();
    copied->append(text_.substr(part, at_ - part));
    part = ++at_;
  }
  const std::string_view rest = text_.substr(part, at_ - 1 - part);
  if (copied != nullptr) copied->append(rest);
  const Span span{file_, static_cast<uint32_t>(quote + 1), static_cast<uint32_t>(at_ - 1)};
  fields.push_back({copied != nullptr ? std::string_view(*copied) : rest, span, true});
  if (!at_line_end() && text_[at_] != ',') return fail(DiagKind::CsvAfterQuote, at_, at_ + 1);
  return true;
}

namespace {

struct HeadingReader {
  Session& session;
  const std::vector<CsvField>& fields;
  const std::vector<CsvColumn>& wanted;
  const std::string& owner;
  Span owner_span;
  CsvHeading heading;
  std::vector<bool> misspelt;  // by wanted column: a column has nearly its name

  bool read();
  void report_unknown(const CsvField& field);
};

void HeadingReader::report_unknown(const CsvField& field) {
  std::string known;
  std::vector<std::string> names;
  for (const CsvColumn& column : wanted) {
    known += (known.empty() ? "`" : ", `") + column.name + "`";
    names.push_back(column.name);
  }
  Report unknown = report(session, DiagKind::CsvUnknownColumn, field.span, {str(field.text), owner, known});
  unknown.label(owner_span, NoteKind::ReadFor, {owner});
  if (fields.size() == 1 && field.text.find_first_of(";\t") != std::string_view::npos) {
    unknown.help(NoteKind::CsvCommas);
    misspelt.assign(wanted.size(), true);
    return;
  }
  const auto near = nearest_name(field.text, names);
  if (!near) return;
  misspelt[static_cast<size_t>(std::find(names.begin(), names.end(), *near) - names.begin())] = true;
  unknown.help(NoteKind::DidYouMean, {*near});
}

bool HeadingReader::read() {
  heading.columns.resize(wanted.size());
  heading.text.resize(fields.size(), false);
  bool ok = true;
  for (size_t at = 0; at < fields.size(); ++at) {
    size_t k = 0;
    while (k < wanted.size() && wanted[k].name != fields[at].text) ++k;
    if (k == wanted.size()) {
      report_unknown(fields[at]);
      ok = false;
    } else if (heading.columns[k]) {
      report(session, DiagKind::CsvColumnTwice, fields[at].span, {wanted[k].name})
          .label(fields[*heading.columns[k]].span, NoteKind::FirstDeclaredHere);
      ok = false;
    } else {
      heading.columns[k] = at;
      heading.text[at] = wanted[k].text;
    }
  }
  const Span whole{fields.front().span.file, fields.front().span.begin, fields.back().span.end};
  for (size_t k = 0; k < wanted.size(); ++k) {
    if (!wanted[k].required || heading.columns[k]) continue;
    ok = false;
    if (misspelt[k]) continue;
    report(session, DiagKind::CsvMissingColumn, whole, {wanted[k].name, owner})
        .label(owner_span, NoteKind::ReadFor, {owner});
  }
  return ok;
}

// Blanks that look like a space, or like nothing, and are none: spreadsheets and web pages are full of them.
struct OddBlank {
  std::string_view bytes;
  std::string_view code;
};
constexpr OddBlank kOddBlanks[] = {{"\u00A0", "00A0"}, {"\u2007", "2007"}, {"\u202F", "202F"},
                                   {"\u3000", "3000"}, {"\u200B", "200B"}, {"\uFEFF", "FEFF"}};

const OddBlank* odd_blank_around(std::string_view text) {
  for (const OddBlank& blank : kOddBlanks) {
    if (text.starts_with(blank.bytes) || text.ends_with(blank.bytes)) return &blank;
  }
  return nullptr;
}

// Nothing is trimmed (S44): a value with a blank around it is another value, or none. In quotes a text may have spaces.
bool judge_blanks(Session& session, const CsvField& field, bool text_column) {
  std::string_view text = field.text;
  if (text.empty()) return true;
  const bool literal = text.size() > 1 && text.starts_with('"') && text.ends_with('"');
  const OddBlank* odd = odd_blank_around(literal ? text.substr(1, text.size() - 2) : text);
  if (odd == nullptr) odd = odd_blank_around(text);
  if (odd != nullptr) {
    report(session, DiagKind::CsvBlanks, field.span, {str(text)}).help(NoteKind::TakeOddBlankOut, {str(odd->code)});
    return false;
  }
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  if ((field.quoted && text_column) || (!blank(text.front()) && !blank(text.back()))) return true;
  report(session, DiagKind::CsvBlanks, field.span, {str(text)}).help(NoteKind::TakeBlankOut);
  return false;
}

}  // namespace

std::optional<CsvHeading> read_heading(Session& session, CsvReader& reader, FileId file,
                                       const std::vector<CsvColumn>& wanted, const std::string& owner,
                                       Span owner_span) {
  std::vector<CsvField> fields;
  if (!reader.next(fields)) {
    if (!reader.failed()) {
      report_no_rows(session, file, owner, owner_span);
    }
    return std::nullopt;
  }
  HeadingReader heading{session, fields, wanted, owner, owner_span, {}, std::vector<bool>(wanted.size(), false)};
  if (!heading.read()) return std::nullopt;
  for (size_t k = 0; k < wanted.size(); ++k) {
    const auto& at = heading.heading.columns[k];
    if (at && wanted[k].declared.valid()) {
      add_local_use(session, fields[*at].span, owner + "." + wanted[k].name, wanted[k].declared);
    }
  }
  return std::move(heading.heading);
}

bool judge_record(Session& session, const std::vector<CsvField>& fields, const CsvHeading& heading) {
  const size_t width = heading.text.size();
  if (fields.size() != width) {
    const Span whole{fields.front().span.file, fields.front().span.begin, fields.back().span.end};
    Report count =
        report(session, DiagKind::CsvFieldCount, whole, {std::to_string(fields.size()), std::to_string(width)});
    if (whole.begin == whole.end) count.help(NoteKind::CsvEmptyLine);
    return false;
  }
  for (size_t k = 0; k < width; ++k) {
    if (!judge_blanks(session, fields[k], heading.text[k])) return false;
  }
  return true;
}

bool holds_text(const Session& session, ir::TypeId type) { return type_at(session, type).kind == ir::TypeKind::Text; }

void report_no_rows(Session& session, FileId file, const std::string& owner, Span owner_span) {
  report(session, DiagKind::CsvNoRows, {file, 0, 0}, {str(session.sources.path(file))})
      .label(owner_span, NoteKind::ReadFor, {owner});
}

std::optional<FileId> find_csv(Session& session, ModuleId module_id, syntax::TokenId path_token) {
  const ModuleUnit& module = session.module(module_id);
  const std::string path = module.tree.string_value(path_token);
  const std::string_view file = session.sources.path(module.file);
  const size_t slash = file.rfind('/');
  const std::string beside = slash == std::string_view::npos ? path : str(file.substr(0, slash + 1)) + path;
  const std::string from_top = module.folder + path;
  const auto near = session.csv_by_path.find(beside);
  const auto top = session.csv_by_path.find(from_top);
  const bool both = near != session.csv_by_path.end() && top != session.csv_by_path.end() && beside != from_top;
  const Span span = module.tree.span(path_token);
  if (both) {
    report(session, DiagKind::TwoFiles, span, {path, beside, from_top});
    return std::nullopt;
  }
  if (near != session.csv_by_path.end()) return near->second.file;
  if (top != session.csv_by_path.end()) return top->second.file;
  Report unknown = report(session, DiagKind::NoSuchFile, span, {path});
  if (!path.ends_with(".csv") || path.starts_with('/') || path.find("..") != std::string::npos) {
    unknown.help(NoteKind::FilesOfValues);
    return std::nullopt;
  }
  if (beside != from_top) unknown.help(NoteKind::FilesAreLookedUp, {beside, from_top});
  return std::nullopt;
}

std::string snake_case(std::string_view name) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    if (!upper(name[i])) {
      out.push_back(name[i]);
      continue;
    }
    const bool after_small = i > 0 && !upper(name[i - 1]) && name[i - 1] != '_';
    const bool before_small =
        i > 0 && i + 1 < name.size() && upper(name[i - 1]) && name[i + 1] >= 'a' && name[i + 1] <= 'z';
    if (after_small || before_small) out.push_back('_');
    out.push_back(static_cast<char>(name[i] - 'A' + 'a'));
  }
  return out;
}

}  // namespace tarifa::check
