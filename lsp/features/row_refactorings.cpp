// Rows of decision tables: those that are missing, and those of `first match` without their overlap.
#include <algorithm>

#include "compiler/check/argument_ranges.h"
#include "lsp/features/refactor_steps.h"
#include "lsp/features/row_boxes.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

constexpr size_t kMostRows = 100;  // of a table that is rewritten

// A table whose rows stand in the text, its versions beside the nodes that hold their rows.
struct WrittenTable {
  NodeId declaration;
  const ir::Table* table = nullptr;
  uint32_t index = 0;
  std::vector<NodeId> versions;
};

std::optional<WrittenTable> written_table(const RefactorPlace& place) {
  WrittenTable found;
  found.declaration = place.around(NodeKind::TableDecl);
  if (!found.declaration.valid() || place.tree.has_error(found.declaration)) return std::nullopt;
  const check::SymbolId symbol = symbol_declared(place.module, found.declaration);
  found.table = table_of(place.snapshot, symbol);
  if (found.table == nullptr) return std::nullopt;
  found.index = place.snapshot.symbol(symbol).ir_index;
  found.versions = place.tree.children(found.declaration, NodeKind::DatedRows);
  if (!found.table->dated) found.versions = {found.declaration};
  if (found.versions.size() != found.table->versions.size()) return std::nullopt;
  for (size_t k = 0; k < found.versions.size(); ++k) {
    const size_t rows = place.tree.children(found.versions[k], NodeKind::Row).size();
    if (rows != found.table->versions[k].rows.size() || rows == 0 || rows > kMostRows) return std::nullopt;
  }
  return found;
}

bool has_otherwise(const ir::TableVersion& version) {
  return std::any_of(version.rows.begin(), version.rows.end(), [](const ir::Row& row) { return row.otherwise; });
}

// The heading with the ranges that calls pass where a column declares none: a gap outside of them is none.
ir::Table called_heading(const ir::Module& module, const WrittenTable& written) {
  ir::Table heading;
  heading.params = written.table->params;
  const check::ArgumentRanges arguments(module);
  for (size_t k = 0; k < heading.params.size(); ++k) {
    ir::TableColumn& column = heading.params[k];
    const auto passed = arguments.of(ir::TableId(written.index), k);
    if (column.least || column.greatest || !passed || !passed->bounded()) continue;
    column.least = passed->low();
    column.greatest = passed->high();
  }
  return heading;
}

std::optional<std::vector<RowBox>> left_over(const check::TableSpace& space) {
  std::optional<std::vector<RowBox>> rest = std::vector<RowBox>{whole_box(space)};
  for (size_t row = 0; row < space.rows() && rest; ++row) rest = without(*rest, box_of(space, row));
  return rest;
}

// ` => fail "..", fail ".."`: as many as the table has results.
std::string undecided(const ir::Table& table, Language language) {
  const char* words = language == Language::Spanish ? "fail \"por decidir\"" : "fail \"to be decided\"";
  std::string text = " => ";
  for (size_t k = 0; k < table.results.size(); ++k) text += (k == 0 ? "" : ", ") + std::string(words);
  return text;
}

std::string indent_of(const RefactorPlace& place, NodeId row) {
  const uint32_t begin = place.tree.span(row).begin;
  const std::string_view before = place.tree.source().substr(0, begin);
  const std::string_view line = before.substr(before.rfind('\n') + 1);
  return std::string(line.substr(0, line.find_first_not_of(" \t")));
}

}  // namespace

void offer_rows(const RefactorPlace& place, Offers& offers) {
  const auto written = written_table(place);
  if (!written) return;
  const Span name = place.tree.span(place.tree.child(written->declaration, NodeKind::Name));
  const bool gap = std::any_of(place.snapshot.package().sink.all().begin(), place.snapshot.package().sink.all().end(),
                               [&](const Diagnostic& one) {
                                 const Span all = place.tree.span(written->declaration);
                                 return one.kind == DiagKind::TableHasGap && one.span.file == all.file &&
                                        all.begin <= one.span.begin && one.span.end <= all.end;
                               });
  if (gap) offers.push_back({RefactorKind::AddMissingRows, name, written->table->name});
  if (written->table->policy == ir::TablePolicy::FirstMatch && place.snapshot.result().ok)
    offers.push_back({RefactorKind::MakeUnique, name, written->table->name});
}

Edits missing_rows(const RefactorPlace& place, Language language) {
  const auto written = written_table(place);
  if (!written) return {};
  const ir::Module& module = place.snapshot.ir();
  const ir::Table heading = called_heading(module, *written);
  Edits edits;
  for (size_t k = 0; k < written->versions.size(); ++k) {
    const ir::TableVersion& version = written->table->versions[k];
    const check::TableSpace space(module, heading, version);
    if (has_otherwise(version) || !space.followed()) continue;
    const auto rest = left_over(space);
    const NodeId last = place.tree.children(written->versions[k], NodeKind::Row).back();
    const std::string begin = "\n" + indent_of(place, last) + "| ";
    std::string rows;
    bool said = rest.has_value();
    for (size_t box = 0; said && box < rest->size(); ++box) {
      const auto cells = CellWriter(module, heading, space).row((*rest)[box]);
      said = cells.has_value();
      if (said) rows += begin + *cells + undecided(*written->table, language);
    }
    if (!said) rows = begin + "otherwise" + undecided(*written->table, language);
    const uint32_t end = place.tree.span(last).end;
    if (!rows.empty()) edits.push_back({{place.module.file, end, end}, rows});
  }
  return edits;
}

Edits unique_rows(const RefactorPlace& place) {
  const auto written = written_table(place);
  if (!written || written->table->policy != ir::TablePolicy::FirstMatch) return {};
  const syntax::Tree& tree = place.tree;
  const ir::Module& module = place.snapshot.ir();
  Edits edits;
  for (size_t k = 0; k < written->versions.size(); ++k) {
    const check::TableSpace space(module, *written->table, written->table->versions[k]);
    if (!space.followed()) return {};
    const CellWriter writer(module, *written->table, space);
    const auto rows = tree.children(written->versions[k], NodeKind::Row);
    size_t row = 0;  // as the space counts them
    for (const NodeId node : rows) {
      if (tree.has_token(node, TokenKind::OTHERWISE)) continue;
      std::optional<std::vector<RowBox>> own = std::vector<RowBox>{box_of(space, row)};
      if (is_empty(own->front())) return {};
      for (size_t before = 0; before < row && own; ++before) own = without(*own, box_of(space, before));
      if (!own || own->empty()) return {};
      const bool same = own->size() == 1 && own->front() == box_of(space, row);
      ++row;
      if (same) continue;
      const Span span = tree.span(node);
      const uint32_t result = tree.span(tree.token(node, TokenKind::FAT)).begin;
      const std::string tail(tree.source().substr(result, span.end - result));
      std::string text;
      for (const RowBox& box : *own) {
        const auto cells = writer.row(box);
        if (!cells) return {};
        text += (text.empty() ? "| " : "\n" + indent_of(place, node) + "| ") + *cells + " " + tail;
      }
      edits.push_back({span, text});
    }
  }
  const NodeId policy = tree.child(written->declaration, NodeKind::Policy);
  if (!policy.valid()) return {};
  const uint32_t before = tree.span(syntax::TokenId(tree.first_token(policy).index() - 1)).end;
  edits.push_back({{place.module.file, before, tree.span(policy).end}, ""});
  return edits;
}

}  // namespace tarifa::lsp
