// Names and types at a place of a text that is being written: the tree is that of the unfinished declaration, what the
// package declares comes from its last good analysis. Guesses: what cannot be told is none.
// INVARIANT: every id that a Shape holds is one of `base`'s module.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/features/shape.h"
#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

enum class NameKind : uint8_t {
  Local,
  Line,
  Field,
  Member,
  ContextDate,
  Enum,
  Record,
  Entity,
  Unit,
  Currency,
  Param,
  Table,
  Rule,
  Let,
  Tariff,
  Bill,
  Builtin
};

struct VisibleName {
  std::string name;
  NameKind kind = NameKind::Local;
  std::optional<Shape> shape;  // of the value that it, or a call of it, is
  std::string detail;          // its type as people write it
  bool called = false;         // needs arguments
  check::SymbolId symbol;      // of `base`; invalid for locals, lines, fields, members
};

class Guess {
 public:
  // `module`: of `base`; null where the file has no module header yet. `tree`: of the declaration alone.
  Guess(const Snapshot& base, const check::ModuleUnit* module, const syntax::Tree& tree)
      : base_(base), ir_(base.ir()), module_(module), tree_(tree) {}

  // Everything a name may mean in an expression at `at`, the innermost first; `only`: of this name.
  [[nodiscard]] std::vector<VisibleName> names_at(syntax::NodeId at, std::string_view only = {}) const;
  [[nodiscard]] std::optional<Shape> shape_of(syntax::NodeId expr) const;
  // What the place of this expression asks for.
  [[nodiscard]] std::optional<Shape> wanted_at(syntax::NodeId expr) const;
  // The record whose fields have no dot before them at `at`.
  [[nodiscard]] ir::RecordId subject_at(syntax::NodeId at) const;

  [[nodiscard]] const check::Symbol* symbol(std::string_view name) const;
  [[nodiscard]] std::optional<check::SymbolId> find(std::string_view name) const;
  [[nodiscard]] std::optional<Shape> shape_of_symbol(check::SymbolId id) const;
  [[nodiscard]] VisibleName visible(check::SymbolId id) const;
  [[nodiscard]] std::string text_of(const std::optional<Shape>& shape) const;
  // Of `COP/kWh`; none where a name in it is no unit.
  [[nodiscard]] std::optional<ir::Unit> unit_of(std::string_view text) const;
  // What may follow `head ops .`, up to the link `op`.
  [[nodiscard]] std::vector<VisibleName> members_of_chain(syntax::NodeId head, const std::vector<syntax::NodeId>& ops,
                                                          syntax::NodeId op) const;
  [[nodiscard]] std::vector<VisibleName> fields_of(ir::RecordId record) const;
  [[nodiscard]] std::vector<VisibleName> members_of_enum(ir::EnumId id) const;
  // Lines of the tariff or bill around `at`; of a bill those of its tariffs as well.
  [[nodiscard]] std::vector<VisibleName> lines_at(syntax::NodeId at, bool lets, std::string_view only = {}) const;
  // `f(..)`: what stands before the arguments; invalid where they are none of a name.
  [[nodiscard]] syntax::NodeId callee_of(syntax::NodeId arguments) const;

 private:
  static constexpr int kMostLevels = 48;

  [[nodiscard]] std::optional<Shape> shape_of_name(syntax::NodeId name) const;
  [[nodiscard]] std::optional<Shape> shape_of_call(std::string_view name, syntax::NodeId arguments) const;
  [[nodiscard]] std::optional<Shape> shape_of_builtin(std::string_view name, syntax::NodeId arguments) const;
  // Of the links before `op`; all of them: an invalid one.
  [[nodiscard]] std::optional<Shape> shape_of_chain(syntax::NodeId head, const std::vector<syntax::NodeId>& ops,
                                                    syntax::NodeId op) const;
  [[nodiscard]] std::vector<VisibleName> members_of_symbol(const check::Symbol& symbol) const;
  [[nodiscard]] std::optional<Shape> shape_of_member(const Shape& owner, std::string_view name) const;
  [[nodiscard]] std::optional<Shape> shape_of_product(syntax::NodeId product) const;
  [[nodiscard]] std::optional<Shape> shape_of_written(syntax::NodeId type) const;
  [[nodiscard]] std::optional<Shape> shape_of_word(std::string_view word) const;
  [[nodiscard]] std::optional<Shape> shape_of_path(std::string_view head, std::string_view line) const;
  [[nodiscard]] std::optional<Shape> currency_at(syntax::NodeId at) const;
  [[nodiscard]] std::optional<Shape> wanted_in(syntax::NodeId parent, syntax::NodeId expr) const;
  [[nodiscard]] std::optional<Shape> wanted_of_argument(syntax::NodeId argument) const;
  [[nodiscard]] std::optional<Shape> wanted_of_factor(syntax::NodeId product, syntax::NodeId expr) const;
  [[nodiscard]] std::optional<Shape> wanted_of_cell(syntax::NodeId cell) const;
  [[nodiscard]] std::optional<Shape> wanted_of_result(syntax::NodeId row, syntax::NodeId expr) const;
  [[nodiscard]] std::optional<Shape> declared_shape(syntax::NodeId declaration) const;
  [[nodiscard]] syntax::NodeId around(syntax::NodeId at, syntax::NodeKind kind) const;
  [[nodiscard]] syntax::NodeId declaration_of(syntax::NodeId at) const;
  void add_locals(syntax::NodeId at, std::string_view only, std::vector<VisibleName>& names) const;
  void add_params(syntax::NodeId params, std::string_view only, std::vector<VisibleName>& names) const;
  void add_rows(syntax::NodeId test, std::string_view only, std::vector<VisibleName>& names) const;
  [[nodiscard]] VisibleName local(std::string_view name, std::optional<Shape> shape, NameKind kind) const;

  const Snapshot& base_;
  const ir::Module& ir_;
  const check::ModuleUnit* module_;
  const syntax::Tree& tree_;
  mutable int depth_ = 0;  // of shape_of and wanted_at: lets may name each other
  mutable int steps_ = 0;  // all in all: names of names of names
};

}  // namespace tarifa::lsp
