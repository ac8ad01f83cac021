// `Monthly.energy`, `Monthly.StreetLighting.energy`, `Monthly.total`, `Residential.energy`: results
// of bills in tests, and in a bill the lines of its tariffs (S20).
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/line_scope.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/places.h"
#include "compiler/check/symbols.h"
#include "compiler/check/tests.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

struct Path {
  SymbolId head;
  Span head_span;
  std::vector<std::string_view> names;
  std::vector<Span> spans;
  Span span;
};

std::optional<ir::LineId> line_in(const ir::Module& module, const std::vector<ir::LineId>& lines,
                                  std::string_view name) {
  for (ir::LineId line : lines) {
    if (module.lines[line.index()].name == name) return line;
  }
  return std::nullopt;
}

Typed no_such_line(ExprContext& ctx, const Path& path, size_t at, const std::vector<std::string>& known) {
  const std::string owner = at == 0 ? symbol_at(ctx.session, path.head).name : str(path.names[at - 1]);
  Report out = report(ctx.session, DiagKind::NoSuchLine, path.spans[at], {str(path.names[at]), owner});
  if (const auto meant = nearest_name(path.names[at], known)) {
    out.help(NoteKind::DidYouMean, {*meant}).fix(NoteKind::ReplaceBy, {*meant}, path.spans[at], *meant);
  }
  return failed(path.span);
}

void add_names(const ir::Module& module, const std::vector<ir::LineId>& lines, std::vector<std::string>& out) {
  for (ir::LineId line : lines) out.push_back(module.lines[line.index()].name);
}

// The tariff in the middle of a path: no import needs to bring its name.
void add_tariff_use(Session& session, Span span, const ir::Tariff& tariff) {
  const auto module = session.module_by_path.find(tariff.module);
  if (module == session.module_by_path.end()) return;
  const auto& own = session.module(module->second).own;
  const auto symbol = own.find(tariff.name);
  if (symbol != own.end()) add_use(session, span, symbol->second);
}

// What is left of a path after the last name this file understands.
bool ends_here(ExprContext& ctx, const Path& path, size_t used) {
  if (path.names.size() == used) return true;
  if (path.names[used] == "net") {
    report(ctx.session, DiagKind::NotYetAvailable, path.spans[used], {"net"});
  } else {
    report(ctx.session, DiagKind::NoSuchMember, path.spans[used], {str(path.names[used - 1]), str(path.names[used])});
  }
  return false;
}

// In a test: what is rated needs a subject of its entity and a period.
bool can_rate(ExprContext& ctx, const Path& path, ir::RecordId entity, bool needs_issued) {
  const std::string name = symbol_at(ctx.session, path.head).name;
  if (ctx.test == nullptr) {
    report(ctx.session, DiagKind::BillNotHere, path.span, {name}).help(NoteKind::UseARule);
    return false;
  }
  const std::string entity_name = ctx.session.ir.records[entity.index()].name;
  if (!ctx.test->entity.valid()) {
    report(ctx.session, DiagKind::TestNeedsSubject, path.span, {name, entity_name})
        .help(NoteKind::WriteFor, {entity_name});
    return false;
  }
  if (ctx.test->entity != entity) {
    report(ctx.session, DiagKind::TestOfOtherEntity, path.span,
           {name, entity_name, ctx.session.ir.records[ctx.test->entity.index()].name});
    return false;
  }
  if (!ctx.test->has_period) {
    report(ctx.session, DiagKind::TestNeedsPeriod, path.span, {name}).help(NoteKind::WriteOver);
    return false;
  }
  if (needs_issued && !ctx.test->has_issued) {
    report(ctx.session, DiagKind::TestNeedsIssued, path.span, {name}).help(NoteKind::WriteIssued);
    return false;
  }
  return true;
}

Typed bill_value(ExprContext& ctx, const Path& path, ir::BillRef ref, ir::TypeId type) {
  const Typed subject = plain_node(ctx, ir::Op::Subject, record_type(ctx.session, ctx.test->entity), 0, {}, path.span);
  const auto imm = static_cast<uint32_t>(ctx.session.ir.bill_refs.size());
  ctx.session.ir.bill_refs.push_back(std::move(ref));
  return plain_node(ctx, ir::Op::BillValue, type, imm, {subject.node}, path.span);
}

// `Monthly.StreetLighting.energy`.
Typed tariff_of_bill(ExprContext& ctx, const Path& path, ir::BillId bill_id, ir::TariffId tariff_id,
                     bool one_of_several) {
  const ir::Tariff& tariff = ctx.session.ir.tariffs[tariff_id.index()];
  if (path.names.size() < 2) {
    Report out = report(ctx.session, DiagKind::NoValue, path.span, {tariff.name, "tariff"});
    out.label(span_of(ctx.session, tariff.at), NoteKind::DeclaredHere);
    if (!tariff.lines.empty()) {
      const std::string& line = ctx.session.ir.lines[tariff.lines[0].index()].name;
      out.help(NoteKind::RoundIt, {str(ctx.session.sources.text(path.span)) + "." + line});
    }
    return failed(path.span);
  }
  const auto line = line_in(ctx.session.ir, tariff.lines, path.names[1]);
  if (!line) {
    std::vector<std::string> known;
    add_names(ctx.session.ir, tariff.lines, known);
    return no_such_line(ctx, path, 1, known);
  }
  add_tariff_use(ctx.session, path.spans[0], tariff);
  if (!ends_here(ctx, path, 2)) return failed(path.span);
  add_line_use(ctx.session, path.spans[1], *line);
  const ir::TypeId type = type_of_lines(ctx.session, {*line}, !one_of_several);
  return bill_value(ctx, path, {ir::BillRefKind::Line, bill_id, {}, {*line}}, type);
}

Typed line_of_bill(ExprContext& ctx, const Path& path, ir::BillId bill_id) {
  const ir::Bill bill = ctx.session.ir.bills[bill_id.index()];
  const std::string_view name = path.names[0];
  for (const ir::TariffGroup& group : bill.groups) {
    for (ir::TariffId tariff : group.tariffs) {
      if (ctx.session.ir.tariffs[tariff.index()].name != name) continue;
      const bool certain = always_applies(ctx.session.ir, group, tariff);
      return tariff_of_bill(ctx, path, bill_id, tariff, !certain);
    }
  }
  TariffLines lines = tariff_lines(ctx.session, bill.groups, name);
  if (const auto own = line_in(ctx.session.ir, bill.lines, name)) {
    if (!lines.lines.empty()) lines.together = true;
    lines.lines.push_back(*own);
    lines.always = !type_at(ctx.session, ctx.session.ir.lines[own->index()].type).optional;
  }
  if (lines.lines.empty()) {
    std::vector<std::string> known = {"total", "due"};
    add_names(ctx.session.ir, bill.lines, known);
    for (const ir::TariffGroup& group : bill.groups) {
      for (ir::TariffId tariff : group.tariffs)
        add_names(ctx.session.ir, ctx.session.ir.tariffs[tariff.index()].lines, known);
    }
    return no_such_line(ctx, path, 0, known);
  }
  const std::string owner = ctx.session.ir.lines[lines.lines[0].index()].owner;
  if (lines.together) {
    report(ctx.session, DiagKind::LineOfSeveral, path.spans[0], {str(name)})
        .help(NoteKind::NameTheTariff, {bill.name + "." + owner + "." + str(name)});
    return failed(path.span);
  }
  if (!ends_here(ctx, path, 1)) return failed(path.span);
  for (ir::LineId line : lines.lines) add_line_use(ctx.session, path.spans[0], line);
  const ir::TypeId type = type_of_lines(ctx.session, lines.lines, lines.always);
  return bill_value(ctx, path, {ir::BillRefKind::Line, bill_id, {}, lines.lines}, type);
}

// What `round total` added: a line of its own kind that stands in no list of lines (S10).
Typed rounding_of_bill(ExprContext& ctx, const Path& path, ir::BillId bill_id) {
  const ir::Bill& bill = ctx.session.ir.bills[bill_id.index()];
  if (!bill.round_total) return no_such_line(ctx, path, 0, {});
  if (!ends_here(ctx, path, 1)) return failed(path.span);
  const int8_t digits = unit_at(ctx.session, bill.currency).currency_digits;
  ir::Line line;
  line.kind = ir::LineKind::Rounding;
  line.owner = bill.name;
  line.name = "rounding";
  line.rounding = bill.total_rounding;
  line.at = bill.total_at;
  line.type = optional_of(ctx.session, number_type(ctx.session, bill.currency, std::max<int>(digits, 0)));
  const ir::LineId id(ctx.session.ir.lines.size());
  const ir::TypeId type = line.type;
  ctx.session.ir.lines.push_back(std::move(line));
  return bill_value(ctx, path, {ir::BillRefKind::Line, bill_id, {}, {id}}, type);
}

Typed of_bill(ExprContext& ctx, const Path& path) {
  const ir::BillId id(symbol_at(ctx.session, path.head).ir_index);
  const ir::Bill bill = ctx.session.ir.bills[id.index()];
  if (!can_rate(ctx, path, bill.entity, ctx.test != nullptr && bill_needs_issued(ctx.session, bill)))
    return failed(path.span);
  if (path.names[0] == "total") {
    if (!ends_here(ctx, path, 1)) return failed(path.span);
    const int8_t digits = unit_at(ctx.session, bill.currency).currency_digits;
    const ir::TypeId type = number_type(ctx.session, bill.currency, digits < 0 ? 0 : digits);
    return bill_value(ctx, path, {ir::BillRefKind::Total, id, {}, {}}, type);
  }
  if (path.names[0] == "due") {
    if (!ends_here(ctx, path, 1)) return failed(path.span);
    const ir::TypeId date = plain_type(ctx.session, ir::TypeKind::Date);
    if (!bill.due.valid()) return no_such_line(ctx, path, 0, {});
    return bill_value(ctx, path, {ir::BillRefKind::Due, id, {}, {}}, optional_of(ctx.session, date));
  }
  if (path.names[0] == "rounding") return rounding_of_bill(ctx, path, id);
  return line_of_bill(ctx, path, id);
}

// A line of a tariff rated alone in a test.
Typed of_tariff(ExprContext& ctx, const Path& path) {
  const ir::TariffId id(symbol_at(ctx.session, path.head).ir_index);
  const ir::Tariff tariff = ctx.session.ir.tariffs[id.index()];
  if (!can_rate(ctx, path, tariff.entity, ctx.test != nullptr && tariff_needs_issued(ctx.session, tariff))) {
    return failed(path.span);
  }
  const auto line = line_in(ctx.session.ir, tariff.lines, path.names[0]);
  if (!line) {
    std::vector<std::string> known;
    add_names(ctx.session.ir, tariff.lines, known);
    return no_such_line(ctx, path, 0, known);
  }
  if (!ends_here(ctx, path, 1)) return failed(path.span);
  add_line_use(ctx.session, path.spans[0], *line);
  const bool certain = !tariff.applies_when.valid() && !tariff.window.present;
  const ir::TypeId type = type_of_lines(ctx.session, {*line}, certain);
  return bill_value(ctx, path, {ir::BillRefKind::Line, {}, id, {*line}}, type);
}

// In a line of a bill: the line of one of its tariffs.
Typed in_bill(ExprContext& ctx, const Path& path) {
  const LineScope& scope = *ctx.lines;
  const ir::TariffId id(symbol_at(ctx.session, path.head).ir_index);
  bool certain = false;
  bool present = false;
  for (const ir::TariffGroup& group : scope.groups) {
    if (std::find(group.tariffs.begin(), group.tariffs.end(), id) == group.tariffs.end()) continue;
    present = true;
    certain = always_applies(ctx.session.ir, group, id);
  }
  if (!present) {
    report(ctx.session, DiagKind::TariffNotInBill, path.head_span,
           {symbol_at(ctx.session, path.head).name, scope.owner});
    return failed(path.span);
  }
  const ir::Tariff tariff = ctx.session.ir.tariffs[id.index()];
  const auto line = line_in(ctx.session.ir, tariff.lines, path.names[0]);
  if (!line) {
    std::vector<std::string> known;
    add_names(ctx.session.ir, tariff.lines, known);
    return no_such_line(ctx, path, 0, known);
  }
  if (!ends_here(ctx, path, 1)) return failed(path.span);
  add_line_use(ctx.session, path.spans[0], *line);
  const uint32_t imm = add_line_ref(ctx.session, {*line});
  return plain_node(ctx, ir::Op::LineAmount, type_of_lines(ctx.session, {*line}, certain), imm, {}, path.span);
}

bool line_needs_issued(Session& session, ir::LineId id) {
  const ir::Line line = session.ir.lines[id.index()];
  if (line.values == ir::ValuesKind::Issued) return true;
  return reach_of(session, line.expr).at_issued || (line.when.valid() && reach_of(session, line.when).at_issued);
}

bool lines_need_issued(Session& session, const std::vector<ir::LineId>& lines) {
  return std::any_of(lines.begin(), lines.end(), [&](ir::LineId line) { return line_needs_issued(session, line); });
}

}  // namespace

bool tariff_needs_issued(Session& session, const ir::Tariff& tariff) {
  if (tariff.applies_when.valid() && reach_of(session, tariff.applies_when).at_issued) return true;
  return lines_need_issued(session, tariff.lines);
}

bool bill_needs_issued(Session& session, const ir::Bill& bill) {
  for (const ir::TariffGroup& group : bill.groups) {
    for (ir::TariffId id : group.tariffs) {
      const ir::Tariff tariff = session.ir.tariffs[id.index()];
      if (tariff_needs_issued(session, tariff)) return true;
    }
  }
  return lines_need_issued(session, bill.lines);
}

Typed check_bill_path(ExprContext& ctx, SymbolId head, Span head_span, const std::vector<syntax::NodeId>& names,
                      Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  Path path{head, head_span, {}, {}, span};
  for (syntax::NodeId name : names) {
    if (!name.valid() || tree.name_text(name).empty()) return failed(span);
    path.names.push_back(tree.name_text(name));
    path.spans.push_back(tree.span(name));
  }
  note_use(ctx.session, head, head_span);
  const bool is_tariff = symbol_at(ctx.session, head).kind == SymbolKind::Tariff;
  const bool from_bill = is_tariff && ctx.lines != nullptr && ctx.lines->is_bill;
  if (ctx.test == nullptr && !from_bill) {
    report(ctx.session, DiagKind::BillNotHere, span, {symbol_at(ctx.session, head).name}).help(NoteKind::UseARule);
    return failed(span);
  }
  if (!resolve_symbol(ctx.session, head)) return failed(span);
  if (from_bill) return in_bill(ctx, path);
  return is_tariff ? of_tariff(ctx, path) : of_bill(ctx, path);
}

}  // namespace tarifa::check
