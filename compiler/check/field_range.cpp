#include "compiler/check/field_range.h"

#include "compiler/check/literal_reader.h"
#include "compiler/check/report.h"
#include "compiler/check/types.h"

namespace tarifa::check {
bool has_range(ir::TypeKind kind) {
  switch (kind) {
    case ir::TypeKind::Number:
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months: return true;
    case ir::TypeKind::Bool:
    case ir::TypeKind::Text:
    case ir::TypeKind::Period:
    case ir::TypeKind::Enum:
    case ir::TypeKind::Record:
    case ir::TypeKind::List:
    case ir::TypeKind::Ladder: return false;
  }
  return false;
}

std::optional<RangeLimits> read_range(Session& session, ModuleId module, syntax::NodeId range, ir::TypeId type) {
  const syntax::Tree& tree = session.module(module).tree;
  ir::TypeId of = required_of(session, type);
  if (type_at(session, of).kind == ir::TypeKind::List) of = required_of(session, type_at(session, of).element);
  if (!has_range(type_at(session, of).kind)) {
    report(session, DiagKind::RangeOnWrongType, tree.span(range), {type_name(session, type)});
    return std::nullopt;
  }
  const auto bounds = tree.children(range, syntax::NodeKind::Bound);
  if (bounds.size() != 2) return std::nullopt;
  LiteralReader reader(session, module, of);
  const auto least = reader.read(tree.text(bounds[0]), tree.span(bounds[0]));
  const auto greatest = reader.read(tree.text(bounds[1]), tree.span(bounds[1]));
  if (!least || !greatest) return std::nullopt;
  RangeLimits limits{least->number, greatest->number};
  const bool times = type_at(session, of).kind == ir::TypeKind::Time;  // half-open, however written
  if (times || tree.has_token(range, syntax::TokenKind::DOTDOT_LT)) --limits.greatest;
  if (limits.least > limits.greatest) {
    report(session, DiagKind::EmptyRange, tree.span(range), {type_name(session, of), str(tree.text(range))});
    return std::nullopt;
  }
  return limits;
}

}  // namespace tarifa::check
