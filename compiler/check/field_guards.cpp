#include "compiler/check/field_guards.h"

#include "compiler/check/builder.h"
#include "compiler/check/constant_conditions.h"
#include "compiler/check/constants.h"
#include "compiler/check/types.h"
#include "compiler/ir/node_ranges.h"

namespace tarifa::check {
namespace {

using ir::TypeKind;

enum class Known : uint8_t { Inside, Outside, Neither };

std::string range_text(Session& session, const ir::Field& field) {
  ir::TypeId type = required_of(session, field.type);
  if (type_at(session, type).kind == TypeKind::List) type = required_of(session, type_at(session, type).element);
  const auto end = [&](const std::optional<ir::Int128>& bound) -> std::string {
    return bound ? const_text(session, number_const(session, type, *bound)) : "";
  };
  return end(field.least) + ".." + end(field.greatest);
}

Known of_constant(const Session& session, const ir::Field& field, ir::ConstId id) {
  const ir::Const& constant = session.ir.consts[id.index()];
  if (constant.missing) return Known::Inside;
  for (const ir::ConstId item : constant.items) {
    const Known one = of_constant(session, field, item);
    if (one != Known::Inside) return one;
  }
  if (session.ir.type(constant.type).kind == TypeKind::List) return Known::Inside;
  const bool low = field.least && constant.number < *field.least;
  const bool high = field.greatest && constant.number > *field.greatest;
  return low || high ? Known::Outside : Known::Inside;
}

Known of_number(const Session& session, const ir::Field& field, ir::NodeId node) {
  const ir::Int128 one = numeric::pow10(session.ir.type_of(node).scale);
  const auto least = least_value(session, node);
  const auto greatest = greatest_value(session, node);
  const auto below = [&](const numeric::Fraction& value, ir::Int128 end) {
    const auto bound = numeric::make_fraction(end, one);
    return bound && compare(value, *bound) < 0;
  };
  const auto above = [&](const numeric::Fraction& value, ir::Int128 end) {
    const auto bound = numeric::make_fraction(end, one);
    return bound && compare(value, *bound) > 0;
  };
  if (field.least && greatest && below(*greatest, *field.least)) return Known::Outside;
  if (field.greatest && least && above(*least, *field.greatest)) return Known::Outside;
  const bool low = !field.least || (least && !below(*least, *field.least));
  const bool high = !field.greatest || (greatest && !above(*greatest, *field.greatest));
  return low && high ? Known::Inside : Known::Neither;
}

int scale_of(const ir::Module& module, ir::TypeId id) {
  const ir::Type& type = module.type(id);
  return type.kind == TypeKind::List ? module.type(type.element).scale : type.scale;
}

// Another field of a range that is no wider.
bool copies_field(const ir::Module& module, const ir::Field& field, const ir::Node& node) {
  const ir::Type& owner = module.type_of(module.operand(node, 0));
  const ir::Field& from = module.records[owner.record.index()].fields_list[node.imm];
  const bool same = scale_of(module, from.type) == scale_of(module, field.type);
  const bool low = !field.least || (from.least && *from.least >= *field.least);
  const bool high = !field.greatest || (from.greatest && *from.greatest <= *field.greatest);
  return same && low && high;
}

Known what_is_known(const Session& session, const ir::Field& field, ir::NodeId id) {
  const ir::Module& module = session.ir;
  const ir::Node& node = module.node(id);
  if (node.op == ir::Op::Wrap) return what_is_known(session, field, module.operand(node, 0));
  if (node.op == ir::Op::Const) return of_constant(session, field, ir::ConstId(node.imm));
  if (node.op == ir::Op::Member && copies_field(module, field, node)) return Known::Inside;
  if (node.op == ir::Op::MakeList) {
    Known all = Known::Inside;
    for (uint32_t k = 0; k < node.operand_count; ++k) {
      const Known one = what_is_known(session, field, module.operand(node, k));
      if (one != Known::Inside) all = all == Known::Outside ? all : one;
    }
    return all;
  }
  return module.type(node.type).kind == TypeKind::Number ? of_number(session, field, id) : Known::Neither;
}

class Guard {
 public:
  Guard(ExprContext& ctx, const ir::Field& field, Span span) : ctx_(ctx), field_(field), span_(span) {}

  // `value is outside`, of a number, date, length or time, or of any item of a list.
  [[nodiscard]] Typed outside(Shared& value, ir::TypeId of) {
    const ir::Type type = type_at(ctx_.session, of);
    if (type.optional) return known_and_outside(value, required_of(ctx_.session, of));
    if (type.kind == TypeKind::List) return any_item(value, type.element);
    Typed out;
    if (field_.least) out = test(ir::Op::Lt, value, number_const(ctx_.session, of, *field_.least));
    if (!field_.greatest) return out;
    const Typed above = test(ir::Op::Gt, value, number_const(ctx_.session, of, *field_.greatest));
    return out.ok ? flag(ir::Op::Or, 0, {out.node, above.node}) : above;
  }

  [[nodiscard]] Typed failing(Shared& value, ir::TypeId of, const ir::Record& record) {
    const Typed condition = outside(value, of);
    const ir::ConstId text = text_const(ctx_.session, record.name + "." + field_.name);
    const uint32_t imm = (static_cast<uint32_t>(ir::RowError::OutOfRange) << 24U) | text.value;
    const Typed kept = value.use(ctx_);
    const Typed fail = plain_node(ctx_, ir::Op::Fail, kept.type, imm, {}, span_);
    const Typed out = node_like(ctx_, ir::Op::If, kept.type, 0, {condition.node, fail.node, kept.node}, span_, kept);
    return value.finish(ctx_, out);
  }

 private:
  [[nodiscard]] Typed flag(ir::Op op, uint32_t imm, const std::vector<ir::NodeId>& operands) {
    return plain_node(ctx_, op, plain_type(ctx_.session, TypeKind::Bool), imm, operands, span_);
  }

  [[nodiscard]] Typed test(ir::Op op, Shared& value, ir::ConstId end) {
    return flag(op, 0, {value.use(ctx_).node, const_value(ctx_, end, span_).node});
  }

  [[nodiscard]] Typed known_and_outside(Shared& value, ir::TypeId of) {
    const Typed known = flag(ir::Op::IsKnown, 0, {value.use(ctx_).node});
    const Typed maybe = value.use(ctx_);
    Shared present(ctx_, node_like(ctx_, ir::Op::Unwrap, of, 0, {maybe.node}, span_, maybe));
    const Typed beyond = outside(present, of);  // a path, as `value` is one or a local
    return flag(ir::Op::And, 0, {known.node, beyond.node});
  }

  [[nodiscard]] Typed any_item(Shared& list, ir::TypeId element) {
    ir::Aggregate any;
    any.kind = ir::AggregateKind::Any;
    any.list = list.use(ctx_).node;
    any.item = ctx_.local_count++;
    Shared item(ctx_, plain_node(ctx_, ir::Op::Local, element, any.item, {}, span_));
    any.body = outside(item, element).node;
    const auto imm = static_cast<uint32_t>(ctx_.session.ir.aggregates.size());
    ctx_.session.ir.aggregates.push_back(any);
    return flag(ir::Op::Aggregate, imm, {});
  }

  ExprContext& ctx_;
  const ir::Field& field_;
  Span span_;
};

}  // namespace

Typed within_range(ExprContext& ctx, ir::RecordId record_id, uint32_t index, const Typed& value) {
  const ir::Record record = ctx.session.ir.records[record_id.index()];
  const ir::Field& field = record.fields_list[index];
  if (!value.ok || (!field.least && !field.greatest)) return value;
  const Known known = what_is_known(ctx.session, field, value.node);
  if (known == Known::Inside) return value;
  std::vector<std::string> words = {str(ctx.session.sources.text(value.span)), field.name,
                                    range_text(ctx.session, field)};
  if (known == Known::Outside) {
    report(ctx.session, DiagKind::FieldOutOfRange, value.span, std::move(words));
    return failed(value.span);
  }
  ctx.session.field_guards.push_back({value.node, field.least, field.greatest, value.span, std::move(words)});
  Shared shared(ctx, value);
  Typed out = Guard(ctx, field, value.span).failing(shared, value.type, record);
  out.span = value.span;
  return out;
}

void judge_field_guards(Session& session) {
  if (session.field_guards.empty()) return;
  ir::NodeRanges ranges(session.ir);
  for (const FieldGuard& guard : session.field_guards) {
    if (session.ir.type_of(guard.value).kind != TypeKind::Number) continue;
    const ir::Interval range = ranges.of(guard.value).mantissa;
    if (range.empty()) continue;
    const bool below = guard.least && range.high() < *guard.least;
    const bool above = guard.greatest && range.low() > *guard.greatest;
    if (below || above) report(session, DiagKind::FieldOutOfRange, guard.span, guard.words);
  }
}

}  // namespace tarifa::check
