// A value that may leave the range of the field or column it goes into is kept inside it: no R0201 there any more.
#include "compiler/ir/node_ranges.h"
#include "compiler/numeric/decimal_text.h"
#include "lsp/features/refactor_steps.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;

struct Bounded {
  NodeId value;
  std::string name;  // of the field or column
  ir::Type type;
  ir::Int128 least = 0;
  ir::Int128 greatest = 0;
};

// An argument of a table that declares a range for its column.
std::optional<Bounded> of_argument(const RefactorPlace& place, NodeId argument) {
  const syntax::Tree& tree = place.tree;
  const NodeId arguments = tree.parent(argument);
  const NodeId call = tree.parent(arguments);
  const NodeId postfix = call.valid() ? tree.parent(call) : NodeId{};
  if (!postfix.valid() || tree.kind(postfix) != NodeKind::Postfix) return std::nullopt;
  const NodeId callee = tree.children(postfix).front();
  const check::Fact* fact = name_fact(place.snapshot, tree.span(callee));
  const ir::Table* table = fact == nullptr ? nullptr : table_of(place.snapshot, fact->symbol);
  if (table == nullptr) return std::nullopt;
  const auto given = tree.children(arguments, NodeKind::Argument);
  for (size_t k = 0; k < given.size() && k < table->params.size(); ++k) {
    const ir::TableColumn& column = table->params[k];
    if (given[k] != argument || tree.child(argument, NodeKind::ArgumentName).valid()) continue;
    if (!column.least || !column.greatest) return std::nullopt;
    return Bounded{tree.expression(argument), column.name, place.snapshot.ir().type(column.type), *column.least,
                   *column.greatest};
  }
  return std::nullopt;
}

// `field: value` of a record that is made or changed.
std::optional<Bounded> of_field(const RefactorPlace& place, NodeId name, NodeId value) {
  const check::Fact* fact = name.valid() ? name_fact(place.snapshot, place.tree.span(name)) : nullptr;
  if (fact == nullptr || !value.valid()) return std::nullopt;
  const ir::Module& module = place.snapshot.ir();
  for (const ir::Record& record : module.records) {
    for (const ir::Field& field : record.fields_list) {
      if (record.name + "." + field.name != fact->local || !field.least || !field.greatest) continue;
      return Bounded{value, field.name, module.type(field.type), *field.least, *field.greatest};
    }
  }
  return std::nullopt;
}

std::optional<Bounded> bounded_at(const RefactorPlace& place) {
  if (!place.snapshot.result().ok || place.around(NodeKind::TestDecl).valid()) return std::nullopt;
  std::optional<Bounded> found;
  if (const NodeId argument = place.around(NodeKind::Argument); argument.valid()) {
    const NodeId name = place.tree.child(argument, NodeKind::ArgumentName);
    found = name.valid() ? of_field(place, name, place.tree.expression(argument)) : of_argument(place, argument);
  }
  if (!found) {
    const NodeId binding = place.around(NodeKind::Binding);
    if (binding.valid()) {
      const NodeId name = place.tree.child(binding, NodeKind::Name);
      const auto parts = place.tree.children(binding);
      found = of_field(place, name, parts.size() > 1 ? parts.back() : NodeId{});
    }
  }
  const bool number = found && found->type.kind == ir::TypeKind::Number && !found->type.optional;
  return number && found->value.valid() ? found : std::nullopt;
}

// What the analysis of ranges cannot show to be inside.
bool may_leave(const RefactorPlace& place, const Bounded& bounded) {
  const check::Fact* fact = expression_fact(place.snapshot, place.tree.span(bounded.value));
  const ir::Module& module = place.snapshot.ir();
  if (fact == nullptr || !fact->node.valid() || fact->node.index() >= module.nodes.size()) return false;
  const ir::Type& type = module.type_of(fact->node);
  if (type.kind != ir::TypeKind::Number || type.scale > bounded.type.scale) return false;
  ir::NodeRanges ranges(module);
  const ir::Interval& range = ranges.of(fact->node).mantissa;
  if (range.empty()) return false;
  const auto up = numeric::pow10(bounded.type.scale - type.scale);
  if (!range.bounded()) return true;
  const auto low = numeric::checked_mul(range.low(), up);
  const auto high = numeric::checked_mul(range.high(), up);
  return !low || !high || *low < bounded.least || *high > bounded.greatest;
}

std::string bound_text(const RefactorPlace& place, const Bounded& bounded, ir::Int128 mantissa) {
  std::string text = numeric::to_string(numeric::Decimal{mantissa, bounded.type.scale});
  const auto& units = place.snapshot.ir().units;
  if (bounded.type.unit.valid() && bounded.type.unit.index() < units.size() &&
      !units[bounded.type.unit.index()].name.empty())
    text += " " + units[bounded.type.unit.index()].name;
  return text;
}

}  // namespace

void offer_clamp(const RefactorPlace& place, Offers& offers) {
  const auto bounded = bounded_at(place);
  if (bounded && may_leave(place, *bounded))
    offers.push_back({RefactorKind::AddClamp, place.tree.span(bounded->value), bounded->name});
}

Edits clamp(const RefactorPlace& place) {
  const auto bounded = bounded_at(place);
  if (!bounded || !may_leave(place, *bounded)) return {};
  const Span span = place.tree.span(bounded->value);
  const std::string tail =
      ", " + bound_text(place, *bounded, bounded->least) + ", " + bound_text(place, *bounded, bounded->greatest) + ")";
  return {{{span.file, span.begin, span.begin}, "clamp("}, {{span.file, span.end, span.end}, tail}};
}

}  // namespace tarifa::lsp
