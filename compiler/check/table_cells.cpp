// Cells of decision tables: tests of one column on constants of its grid (S38).
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/report.h"
#include "compiler/check/table_reader.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

bool has_order(ir::TypeKind kind) {
  return kind != ir::TypeKind::Bool && kind != ir::TypeKind::Text && kind != ir::TypeKind::Enum;
}

bool refuse_order(Session& session, ir::TypeId type, Span span) {
  report(session, DiagKind::NoOrder, span, {type_name(session, type)});
  return false;
}

bool refuse_syntax(Session& session, std::string_view text, Span span) {
  report(session, DiagKind::CellSyntax, span, {str(text)});
  return false;
}

// `!= S1` of an enum or bool is every other value.
bool add_others(Session& session, std::vector<ir::CellTest>& tests, ir::ConstId value, Span span) {
  const ir::TypeId type_id = session.ir.consts[value.index()].type;
  const ir::Type type = type_at(session, type_id);
  if (type.kind == ir::TypeKind::Text) {
    report(session, DiagKind::NoOrder, span, {type_name(session, type_id)}).help(NoteKind::OtherTextsByOtherwise);
    return false;
  }
  const size_t count = type.kind == ir::TypeKind::Bool ? 2 : session.ir.enums[type.enumeration.index()].members.size();
  for (size_t i = 0; i < count; ++i) {
    const auto number = static_cast<ir::Int128>(i);
    if (number == session.ir.consts[value.index()].number) continue;
    tests.push_back({ir::CellKind::Equal, number_const(session, type_id, number), {}});
  }
  if (!tests.empty()) return true;
  report(session, DiagKind::CellRangeEmpty, span, {str(session.sources.text(span))});
  return false;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// A part of a cell's text with its place; blanks around it are no part of it.
struct Part {
  std::string_view text;
  Span span;
};

Part part_of(const Part& whole, size_t begin, size_t end) {
  while (begin < end && is_blank(whole.text[begin])) ++begin;
  while (end > begin && is_blank(whole.text[end - 1])) --end;
  const auto first = whole.span.begin + static_cast<uint32_t>(begin);
  return {whole.text.substr(begin, end - begin), {whole.span.file, first, first + static_cast<uint32_t>(end - begin)}};
}

// The first `wanted` outside of quotes, from `begin` on.
size_t find_outside_quotes(std::string_view text, std::string_view wanted, size_t begin) {
  bool quoted = false;
  for (size_t i = begin; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text.substr(i).starts_with(wanted)) {
      return i;
    }
  }
  return std::string_view::npos;
}

struct OpText {
  std::string_view text;
  CellOp op;
};
constexpr OpText kOps[] = {{"<=", CellOp::LessEqual}, {">=", CellOp::GreaterEqual}, {"!=", CellOp::NotEqual},
                           {"<", CellOp::Less},       {">", CellOp::Greater},       {"=", CellOp::Equal}};

// A quote that is never closed would be read as part of a plain text.
bool quotes_are_closed(std::string_view text) {
  return !text.starts_with('"') || (text.size() >= 2 && text.ends_with('"'));
}

bool read_item(Session& session, LiteralReader& reader, const Part& item, std::vector<ir::CellTest>& tests,
               CellItems& items) {
  ++items.count;
  for (const OpText& op : kOps) {
    if (!item.text.starts_with(op.text)) continue;
    items.add(op.op);
    const Part operand = part_of(item, op.text.size(), item.text.size());
    if (operand.text.empty() || !quotes_are_closed(operand.text)) return refuse_syntax(session, item.text, item.span);
    const auto value = reader.read_const(operand.text, operand.span);
    return value && add_comparison(session, tests, op.op, *value, item.span);
  }
  const size_t dots = find_outside_quotes(item.text, "..", 0);
  if (dots == std::string_view::npos) {
    if (!quotes_are_closed(item.text)) return refuse_syntax(session, item.text, item.span);
    const auto value = reader.read_const(item.text, item.span);
    return value && add_comparison(session, tests, CellOp::Equal, *value, item.span);
  }
  const bool exclusive = item.text.substr(dots).starts_with("..<");
  const Part low = part_of(item, 0, dots);
  const Part high = part_of(item, dots + (exclusive ? 3 : 2), item.text.size());
  if (low.text.empty() || high.text.empty()) return refuse_syntax(session, item.text, item.span);
  const auto a = reader.read_const(low.text, low.span);
  const auto b = reader.read_const(high.text, high.span);
  return a && b && add_range(session, tests, *a, *b, exclusive, item.span);
}

}  // namespace

bool add_comparison(Session& session, std::vector<ir::CellTest>& tests, CellOp op, ir::ConstId value, Span span) {
  const ir::TypeId type_id = session.ir.consts[value.index()].type;
  const bool ordered = has_order(type_at(session, type_id).kind);
  if (!ordered && op != CellOp::Equal && op != CellOp::NotEqual) return refuse_order(session, type_id, span);
  switch (op) {
    case CellOp::Equal: tests.push_back({ir::CellKind::Equal, value, {}}); return true;
    case CellOp::Less: tests.push_back({ir::CellKind::Less, value, {}}); return true;
    case CellOp::LessEqual: tests.push_back({ir::CellKind::LessEqual, value, {}}); return true;
    case CellOp::Greater: tests.push_back({ir::CellKind::Greater, value, {}}); return true;
    case CellOp::GreaterEqual: tests.push_back({ir::CellKind::GreaterEqual, value, {}}); return true;
    case CellOp::NotEqual: break;
  }
  if (!ordered) return add_others(session, tests, value, span);
  tests.push_back({ir::CellKind::Less, value, {}});
  tests.push_back({ir::CellKind::Greater, value, {}});
  return true;
}

bool add_range(Session& session, std::vector<ir::CellTest>& tests, ir::ConstId low, ir::ConstId high, bool exclusive,
               Span span) {
  const ir::Const& a = session.ir.consts[low.index()];
  const ir::Const& b = session.ir.consts[high.index()];
  const ir::TypeKind kind = type_at(session, a.type).kind;
  if (!has_order(kind)) return refuse_order(session, a.type, span);
  const bool time = kind == ir::TypeKind::Time;
  if (time && a.number > b.number) {
    tests.push_back({ir::CellKind::GreaterEqual, low, {}});
    tests.push_back({ir::CellKind::Less, high, {}});
    return true;
  }
  const bool half_open = exclusive || time;
  if (a.number > b.number || (half_open && a.number == b.number)) {
    report(session, DiagKind::CellRangeEmpty, span, {str(session.sources.text(span))});
    return false;
  }
  tests.push_back({half_open ? ir::CellKind::RangeExclusive : ir::CellKind::Range, low, high});
  return true;
}

std::optional<std::vector<ir::CellTest>> read_cell_text(Session& session, LiteralReader& reader, std::string_view text,
                                                        Span span) {
  std::vector<ir::CellTest> tests;
  CellItems items;
  if (text == "any") return tests;
  const Part whole{text, span};
  for (size_t begin = 0; begin <= text.size();) {
    const size_t comma = std::min(find_outside_quotes(text, ",", begin), text.size());
    const Part item = part_of(whole, begin, comma);
    if (item.text.empty()) {
      (void)refuse_syntax(session, text, span);
      return std::nullopt;
    }
    if (!read_item(session, reader, item, tests, items)) return std::nullopt;
    begin = comma + 1;
  }
  if (!judge_cell(session, reader.type(), items, tests, span)) return std::nullopt;
  return tests;
}

}  // namespace tarifa::check
