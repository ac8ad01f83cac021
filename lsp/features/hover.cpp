#include "lsp/features/hover.h"

#include "compiler/check/symbols.h"
#include "compiler/ir/node_ranges.h"
#include "compiler/ir/print.h"
#include "lsp/features/language_words.h"
#include "lsp/features/names.h"
#include "lsp/features/symbol_text.h"

namespace tarifa::lsp {
namespace {

using check::Fact;
using check::FactKind;

std::string type_of(const Snapshot& snapshot, ir::TypeId type) {
  const bool known = type.valid() && type.index() < snapshot.ir().types.size();
  return known ? ir::type_text(snapshot.ir(), type) : std::string{};
}

// As said where it is declared; names that are used carry no type of their own.
ir::TypeId declared_type(const Snapshot& snapshot, const NameAt& name) {
  if (name.fact != nullptr && name.fact->type.valid()) return name.fact->type;
  for (const Fact& fact : snapshot.facts(name.definition.file)) {
    if (fact.kind == FactKind::Definition && fact.span == name.definition) return fact.type;
  }
  return {};
}

const Fact* expression_at(const Snapshot& snapshot, FileId file, uint32_t offset) {
  const Fact* best = nullptr;
  for (const Fact& fact : snapshot.facts(file)) {
    if (fact.span.begin > offset) break;
    if (fact.kind != FactKind::Expression || offset >= fact.span.end || !fact.type.valid()) continue;
    if (best == nullptr || fact.span.end - fact.span.begin <= best->span.end - best->span.begin) best = &fact;
  }
  return best;
}

// What the analysis of ranges has proved of the expression.
void add_range(const Snapshot& snapshot, const Fact& expression, Language language, std::vector<std::string>& lines) {
  const ir::Module& module = snapshot.ir();
  if (!snapshot.result().ok || !expression.node.valid() || expression.node.index() >= module.nodes.size()) return;
  const ir::Type& type = module.type_of(expression.node);
  if (type.kind != ir::TypeKind::Number && type.kind != ir::TypeKind::Days && type.kind != ir::TypeKind::Months) return;
  ir::NodeRanges ranges(module);
  const ir::Interval interval = ranges.of(expression.node).mantissa;
  if (interval.empty()) return;
  const std::string range = range_text(module, type, interval.low(), interval.high());
  if (!range.empty())
    lines.push_back((language == Language::Spanish ? "rango demostrado: " : "proved range: ") + range);
}

HoverText of_name(const Snapshot& snapshot, const NameAt& name, int32_t today, Language language) {
  HoverText text;
  if (name.symbol.valid()) {
    text = symbol_text(snapshot, name.symbol, today, language);
    const std::string type = type_of(snapshot, declared_type(snapshot, name));
    if (!snapshot.result().ok && !type.empty() && text.code.find(':') == std::string::npos) text.code += ": " + type;
  } else {
    text = local_text(snapshot, name.fact->local, declared_type(snapshot, name), language);
  }
  text.span = name.span;
  const Fact* expression = expression_at(snapshot, name.span.file, name.span.begin);
  if (expression != nullptr && expression->span == name.span) add_range(snapshot, *expression, language, text.lines);
  return text;
}

std::optional<HoverText> of_word(const Snapshot& snapshot, FileId file, uint32_t offset, Language language) {
  const check::ModuleUnit* module = snapshot.module(file);
  if (module == nullptr) return std::nullopt;
  const syntax::Tree& tree = module->tree;
  const syntax::TokenId token = tree.token_at(offset);
  if (!token.valid() || offset < tree.span(token).begin || offset >= tree.span(token).end) return std::nullopt;
  const syntax::NodeKind around = tree.kind(tree.node_at(offset));
  const bool name = around == syntax::NodeKind::Name || around == syntax::NodeKind::Ident;
  const std::string_view text = name ? std::string_view{} : word_text(tree.token_kind(token), language);
  if (text.empty()) return std::nullopt;
  return HoverText{tree.span(token), std::string(tree.text(token)), {std::string(text)}, {}};
}

std::optional<HoverText> of_expression(const Snapshot& snapshot, FileId file, uint32_t offset, Language language) {
  const Fact* best = expression_at(snapshot, file, offset);
  if (best == nullptr) return std::nullopt;
  std::string code(snapshot.sources().text(best->span));
  const std::string type = type_of(snapshot, best->type);
  HoverText text{best->span, type.empty() ? code : code + ": " + type, {}, {}};
  add_range(snapshot, *best, language, text.lines);
  return text;
}

}  // namespace

std::string HoverText::shown(bool markdown) const {
  std::string value = markdown ? "```tarifa\n" + code + "\n```" : code;
  for (const std::string& line : lines) {
    const bool item = line.find_first_not_of(' ') != std::string::npos && line[line.find_first_not_of(' ')] == '-';
    value += (markdown && !item ? "\n\n" : "\n") + line;
  }
  if (!doc.empty()) value += (markdown ? "\n\n---\n" : "\n") + doc;
  return value;
}

std::optional<HoverText> hover(const Snapshot& snapshot, FileId file, uint32_t offset, int32_t today,
                               Language language) {
  const auto name = name_at(snapshot, file, offset);
  if (name && (name->symbol.valid() || name->fact != nullptr)) return of_name(snapshot, *name, today, language);
  if (auto word = of_word(snapshot, file, offset, language)) return word;
  return of_expression(snapshot, file, offset, language);
}

}  // namespace tarifa::lsp
