// Names of a package: what each module declares and imports, looking them up, and resolving them on
// demand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

[[nodiscard]] inline const Symbol& symbol_at(const Session& session, SymbolId id) {
  return session.symbols[id.index()];
}
[[nodiscard]] std::string_view symbol_kind_word(SymbolKind kind);  // `entity`, `param`
[[nodiscard]] bool is_built_in_type(std::string_view name);        // `text`, `date`
[[nodiscard]] bool is_context_date(std::string_view name);         // `issued`, `as_of`
// A parameter, `let` or rule that `entity` reads by its bare name: what a field or line of this name would hide.
[[nodiscard]] bool is_read_by_name(const Session& session, SymbolId symbol, std::string_view entity);

// The `///` lines before a declaration or field, without the last line end.
[[nodiscard]] std::string doc_of(const syntax::Tree& tree, syntax::NodeId node);

// Declarations of a module into Session::symbols and ModuleUnit::own; duplicates are reported with
// both places.
void collect_symbols(Session& session, ModuleId module);
// ModuleUnit::imported from its `use`s; every module must have been collected. Unknown modules and
// names are reported.
void bind_imports(Session& session, ModuleId module);

// Own names, then imported ones, then built-in functions. No report, no fact; does not mark it
// used.
[[nodiscard]] std::optional<SymbolId> lookup(const Session& session, ModuleId module, std::string_view name);
// The same for a use in the text: marks it used, adds a fact; an unknown name is reported (E0201)
// with what it may have meant and the `use` that would bring it.
// `kind`: what is offered where the name is not known; none: anything.
[[nodiscard]] std::optional<SymbolId> use_symbol(Session& session, ModuleId module, std::string_view name, Span span,
                                                 std::optional<SymbolKind> kind = std::nullopt);
// The same, and of this kind (E0203 otherwise), and resolved: the ir index of it.
[[nodiscard]] std::optional<uint32_t> use_resolved(Session& session, ModuleId module, std::string_view name, Span span,
                                                   SymbolKind kind);
// Marks a symbol found by lookup() as used here, with its fact.
void note_use(Session& session, SymbolId symbol, Span span);

// Resolves by kind (resolve_enum, resolve_rule, ..), once. False if it failed, now or before; a
// cycle is reported whole.
bool resolve_symbol(Session& session, SymbolId symbol);

// Enum members by name, of the enums this module declares or imports. Usually one; several: the
// expected type decides.
[[nodiscard]] std::vector<MemberRef> visible_members(const Session& session, ModuleId module, std::string_view name);

// The nearest of the candidates in spelling, if near enough to offer. Deterministic: ties go to the
// first.
[[nodiscard]] std::optional<std::string> nearest_name(std::string_view name,
                                                      const std::vector<std::string>& candidates);
// Every name that is visible in the module, sorted.
[[nodiscard]] std::vector<std::string> visible_names(const Session& session, ModuleId module);

}  // namespace tarifa::check
