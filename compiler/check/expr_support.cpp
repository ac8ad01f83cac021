#include "compiler/check/expr_support.h"

#include "compiler/check/builder.h"
#include "compiler/check/facts.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/places.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {

Typed failed(Span span) {
  Typed out;
  out.span = span;
  return out;
}

syntax::NodeId node_after(const syntax::Tree& tree, syntax::NodeId parent, syntax::TokenKind token) {
  bool seen = false;
  for (const syntax::Element& element : tree.elements(parent)) {
    if (element.token.valid()) {
      seen |= tree.token_kind(element.token) == token;
    } else if (seen && tree.kind(element.node) != syntax::NodeKind::Error) {
      return element.node;
    }
  }
  return {};
}

syntax::NodeId without_parens(const syntax::Tree& tree, syntax::NodeId expr) {
  while (expr.valid() && tree.kind(expr) == syntax::NodeKind::Paren) expr = tree.expression(expr);
  return expr;
}

Typed plain_node(ExprContext& ctx, ir::Op op, ir::TypeId type, uint32_t imm, const std::vector<ir::NodeId>& operands,
                 Span span) {
  Typed out;
  out.ok = true;
  out.node = add_node(ctx.session, op, type, imm, operands, place_of(ctx.session, span));
  out.type = type;
  out.span = span;
  return out;
}

Typed node_like(ExprContext& ctx, ir::Op op, ir::TypeId type, uint32_t imm, const std::vector<ir::NodeId>& operands,
                Span span, const Typed& like) {
  const ir::Node& source = ctx.session.ir.node(like.node);
  const uint64_t static_denominator = source.static_denominator;
  std::vector<ir::DivisorId> divisors = source.divisors;
  Typed out = like;
  out.ok = true;
  out.node = add_node(ctx.session, op, type, imm, operands, place_of(ctx.session, span), static_denominator,
                      std::move(divisors));
  out.type = type;
  out.span = span;
  out.literal = false;
  out.never = false;
  return out;
}

Typed const_value(ExprContext& ctx, ir::ConstId value, Span span) {
  Typed out;
  out.ok = true;
  out.node = const_node(ctx.session, value, place_of(ctx.session, span));
  out.type = ctx.session.ir.consts[value.index()].type;
  out.span = span;
  return out;
}

Typed bool_value(ExprContext& ctx, bool value, Span span) {
  return const_value(ctx, bool_const(ctx.session, value), span);
}

const ir::Type& type_of(const ExprContext& ctx, const Typed& value) { return type_at(ctx.session, value.type); }

std::string type_text(const ExprContext& ctx, const Typed& value) { return type_name(ctx.session, value.type); }

std::string unit_text(const ExprContext& ctx, ir::UnitId unit) {
  const std::string name = unit_name(ctx.session, unit);
  return name.empty() ? "decimal" : name;
}

namespace {

// Of an `if` with one branch that may be missing, that branch.
Span missing_branch(const Session& session, const Typed& value) {
  const ir::Module& module = session.ir;
  Span span = value.span;
  ir::NodeId id = value.node;
  while (module.node(id).op == ir::Op::If) {
    const ir::NodeId yes = module.operand(module.node(id), 1);
    const ir::NodeId no = module.operand(module.node(id), 2);
    if ((module.node(yes).op == ir::Op::Wrap) == (module.node(no).op == ir::Op::Wrap)) break;
    id = module.node(yes).op == ir::Op::Wrap ? no : yes;
    const Span branch = span_of(session, module.node(id).at);
    if (!branch.valid()) break;
    span = branch;
  }
  return span;
}

}  // namespace

bool require_present(ExprContext& ctx, const Typed& value) {
  if (!value.ok) return false;
  if (value.never || !type_of(ctx, value).optional) return true;
  const Span span = missing_branch(ctx.session, value);
  report(ctx.session, DiagKind::MayBeMissing, span, {str(ctx.session.sources.text(span))})
      .help(NoteKind::HandleMissing);
  return false;
}

bool require_value(ExprContext& ctx, const Typed& value) {
  if (!require_present(ctx, value)) return false;
  if (!value.never) return true;
  report(ctx.session, DiagKind::FailHasNoType, value.span);
  return false;
}

bool require_number(ExprContext& ctx, const Typed& value, std::string_view what) {
  if (!require_value(ctx, value)) return false;
  if (is_kind(ctx, value, ir::TypeKind::Number)) return true;
  report(ctx.session, DiagKind::NumberNeeded, value.span, {str(what), type_text(ctx, value)});
  return false;
}

namespace {

// As written, without the parentheses that a call makes superfluous.
std::string_view text_in_parens(const ExprContext& ctx, const Typed& value) {
  const syntax::Tree& tree = tree_of(ctx);
  if (value.span.file != tree.file()) return ctx.session.sources.text(value.span);
  syntax::NodeId node = tree.node_at(value.span.begin);
  while (node != tree.root() && tree.span(node) != value.span) node = tree.parent(node);
  return node == tree.root() ? ctx.session.sources.text(value.span) : tree.text(without_parens(tree, node));
}

}  // namespace

std::string rounded_text(const ExprContext& ctx, const Typed& value, int digits, std::string_view unit) {
  const std::string step = digits == 0 ? "1" : "0." + std::string(static_cast<size_t>(digits) - 1, '0') + "1";
  const bool has_mode = ctx.session.module(ctx.module).rounding.has_value();
  return "round(" + str(text_in_parens(ctx, value)) + ", " + step + (unit.empty() ? "" : " ") + str(unit) +
         (has_mode ? ")" : " half_up)");
}

namespace {

// A number without digits, a rate: rounded to the digits of the dividend it would nearly always be wrong.
bool digits_say_little(const ExprContext& ctx, const ir::Type& type) {
  const bool rate = unit_name(ctx.session, type.unit).find('/') != std::string::npos;
  return rate || (type.scale == 0 && unit_at(ctx.session, type.unit).currency_digits < 0);
}

}  // namespace

// To what is declared, else to the smallest unit of a currency or the digits the value has.
void offer_rounding(const ExprContext& ctx, const Typed& value, const StepOffered& step, Report& out) {
  const ir::Type& type = type_of(ctx, value);
  const int8_t currency = unit_at(ctx.session, type.unit).currency_digits;
  const int digits = step.digits ? *step.digits : currency >= 0 ? int{currency} : int{type.scale};
  if (step.none) {
    out.help(NoteKind::RoundOutside);
  } else if (!step.digits && digits_say_little(ctx, type)) {
    out.help(NoteKind::RoundByStep, {str(text_in_parens(ctx, value))});
  } else {
    const std::string text = rounded_text(ctx, value, digits, unit_name(ctx.session, type.unit));
    out.help(NoteKind::RoundIt, {text}).fix(NoteKind::ReplaceBy, {text}, value.span, text);
  }
}

bool require_rounded(ExprContext& ctx, const Typed& value, StepOffered step) {
  if (!value.ok) return false;
  if (!value.quotient.valid()) return true;
  Report out = report(ctx.session, DiagKind::QuotientNotRounded, value.quotient,
                      {str(ctx.session.sources.text(value.quotient))});
  out.label(value.span, NoteKind::QuotientUsedHere);
  offer_rounding(ctx, value, step, out);
  return false;
}

bool has_fraction(const ExprContext& ctx, const Typed& value) {
  if (value.never) return false;
  const ir::Node& node = ctx.session.ir.node(value.node);
  return node.static_denominator != 1 || !node.divisors.empty();
}

bool require_whole_fraction(ExprContext& ctx, const Typed& value, StepOffered step) {
  if (!require_rounded(ctx, value, step)) return false;
  if (!has_fraction(ctx, value)) return true;
  Report out = report(ctx.session, DiagKind::FractionLeaves, value.span, {str(ctx.session.sources.text(value.span))});
  offer_rounding(ctx, value, step, out);
  return false;
}

bool require_same_unit(ExprContext& ctx, const Typed& a, const Typed& b, std::string_view operation) {
  const ir::UnitId left = type_of(ctx, a).unit;
  const ir::UnitId right = type_of(ctx, b).unit;
  if (left == right) return true;
  Report out = report(ctx.session, DiagKind::UnitMismatch, b.span,
                      {str(operation), unit_text(ctx, left), unit_text(ctx, right)});
  out.label(a.unit_from.valid() ? a.unit_from : a.span, NoteKind::UnitComesFrom, {unit_text(ctx, left)});
  out.label(b.unit_from.valid() ? b.unit_from : b.span, NoteKind::UnitComesFrom, {unit_text(ctx, right)});
  if (same_dimension(ctx.session, left, right) && left != kPlainUnit) {
    const std::string text =
        "convert(" + str(ctx.session.sources.text(b.span)) + ", " + unit_name(ctx.session, left) + ")";
    out.help(NoteKind::ConvertIt, {text}).fix(NoteKind::ReplaceBy, {text}, b.span, text);
  } else {
    help_with_bare_number(ctx, b, left, out);
  }
  return false;
}

void help_with_bare_number(const ExprContext& ctx, const Typed& value, ir::UnitId unit, Report& out) {
  if (!value.literal || type_of(ctx, value).unit != kPlainUnit) return;
  const std::string text = str(ctx.session.sources.text(value.span));
  out.help(NoteKind::BareNumber, {text + " " + unit_name(ctx.session, unit)});
}

namespace {

// Of a `fail`, or of branches that all fail.
void settle_node(ir::Module& module, ir::NodeId id, ir::TypeId type) {
  module.nodes[id.index()].type = type;
  const ir::Node& node = module.node(id);
  if (node.op == ir::Op::If) {
    settle_node(module, module.operand(node, 1), type);
    settle_node(module, module.operand(node, 2), type);
  } else if (node.op == ir::Op::Let) {
    settle_node(module, module.operand(node, 1), type);
  }
}

}  // namespace

void settle(ExprContext& ctx, Typed& value, ir::TypeId type) {
  if (!value.ok || !value.never) return;
  settle_node(ctx.session.ir, value.node, type);
  value.type = type;
  value.never = false;
}

bool is_simple_path(const ExprContext& ctx, ir::NodeId id) {
  const ir::Module& module = ctx.session.ir;
  while (true) {
    const ir::Node& node = module.node(id);
    if (node.op == ir::Op::Const || node.op == ir::Op::Local || node.op == ir::Op::Subject ||
        node.op == ir::Op::EffectiveDate || node.op == ir::Op::Issued || node.op == ir::Op::AsOf ||
        node.op == ir::Op::PeriodNow) {
      return true;
    }
    if (node.op != ir::Op::Member && node.op != ir::Op::Unwrap && node.op != ir::Op::PeriodStart &&
        node.op != ir::Op::PeriodEnd && node.op != ir::Op::PeriodLast) {
      return false;
    }
    id = module.operand(node, 0);
  }
}

Shared::Shared(ExprContext& ctx, const Typed& value) : value_(value), simple_(is_simple_path(ctx, value.node)) {
  if (!simple_) slot_ = ctx.local_count++;
}

Typed Shared::use(ExprContext& ctx) {
  if (simple_) {
    if (first_) {
      first_ = false;
      return value_;
    }
    Typed copy = value_;
    copy.node = copy_tree(ctx.session, value_.node);
    return copy;
  }
  return node_like(ctx, ir::Op::Local, value_.type, slot_, {}, value_.span, value_);
}

Typed Shared::finish(ExprContext& ctx, const Typed& body) {
  if (simple_ || !body.ok) return body;
  return node_like(ctx, ir::Op::Let, body.type, slot_, {value_.node, body.node}, body.span, body);
}

}  // namespace tarifa::check
