// One checking of a package: its modules, symbols, the typed IR that grows, and the facts an editor
// asks for. Symbols are resolved on demand (resolve_symbol in symbols.h), so declarations may stand
// in any order; a symbol being resolved when it is asked for again is a cycle. A failed symbol
// stays failed silently: its error was reported where it arose, and what uses it is checked with
// Type "unknown" and reports nothing more. INVARIANT: one declaration's error never hides
// another's.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/numeric/unit.h"
#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/tree.h"

namespace tarifa::check {

using SymbolId = Id<struct SymbolTag>;
using ModuleId = Id<struct ModuleUnitTag>;

enum class SymbolKind : uint8_t {
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
  Builtin,
  Unavailable  // declared, of a kind this version lacks: reported once, failed from the start
};
enum class SymbolState : uint8_t { Untouched, InProgress, Done, Failed };

struct Symbol {
  SymbolKind kind;
  std::string name;
  ModuleId module;
  syntax::NodeId declaration;  // in ModuleUnit::tree
  Span name_span;
  uint32_t number = 0;  // of the declaration in its file
  std::string doc;
  SymbolState state = SymbolState::Untouched;
  uint32_t ir_index = Id<struct None>::kNone;  // into the IR store of its kind (EnumId, RecordId,
                                               // UnitId, ParamId, ...)
  bool used = false;
};

struct UsedName {
  std::string name;
  Span span;
};

struct Use {
  std::string path;  // `std.money`
  std::vector<UsedName> names;
  bool all = false;  // without a list: every name of the module
  Span span;
};

// Enum members by name: of one enum that a module declares or imports.
struct MemberRef {
  SymbolId enumeration;  // perhaps not resolved yet
  uint32_t index = 0;
};

struct ModuleUnit {
  std::string path;  // `co.retailer.energy`
  FileId file;
  syntax::Tree tree;
  bool standard = false;                  // of std.*
  bool reachable = false;                 // from an entry module
  bool reached_there = false;             // from an entry module of its own package, a dependency: its `extend`s apply
  bool doubled = false;                   // another file says the same name: what this one lacks may stand there
  std::optional<ir::RoundMode> rounding;  // `rounding half_up`
  std::vector<Use> uses;
  std::map<std::string, SymbolId, std::less<>> own;            // declared here
  std::map<std::string, SymbolId, std::less<>> imported;       // by `use`
  std::multimap<std::string, MemberRef, std::less<>> members;  // of the enums of both
  std::set<SymbolId> uses_symbols;                             // that its text names
  bool entry = false;
  std::string folder;  // of its package, before its path: empty for the package that is checked
};

// What an editor asks for. One list a file, in order of offset once check is done.
enum class FactKind : uint8_t { Definition, Use, Expression };
struct Fact {
  FactKind kind;
  Span span;
  SymbolId symbol;           // Definition, Use
  std::string local;         // a local name, field, line, enum member: `Account.usage`, `Residential.energy`
  Span definition;           // where that local is defined
  ir::TypeId type;           // of an expression or of the thing
  ir::NodeId node;           // of an expression: ranges are looked up by it
  uint32_t declaration = 0;  // index of the declaration in its file that yielded the fact
};

// An `extend` of a rule, parameter or table in some reachable module (S8).
struct Extension {
  ModuleId module;
  syntax::NodeId declaration;
};

// A parameter of a `let`; its scale may be open (let_instances.h).
struct LetParam {
  std::string name;
  ir::TypeId type;
  bool open_scale = false;
  Span span;
};

// A value that goes into a field with a range and is judged when the row is computed (field_guards.h).
struct FieldGuard {
  ir::NodeId value;
  std::optional<ir::Int128> least;
  std::optional<ir::Int128> greatest;
  Span span;
  std::vector<std::string> words;  // of the message, where it can never be inside
};

struct CsvFile {  // of a param or table: read before checking, so that checking touches no disk
  FileId file;
};

struct DeclarationLog;
class PackageMemory;
class Replay;

struct Session {
  SourceStore& sources;
  DiagSink& sink;
  ir::Module ir;
  std::vector<std::unique_ptr<ModuleUnit>> modules;
  std::vector<Symbol> symbols;
  std::map<std::string, ModuleId, std::less<>> module_by_path;
  std::map<std::string, CsvFile, std::less<>> csv_by_path;  // path relative to the package, as in SourceStore
  std::vector<std::vector<Fact>> facts_by_file;
  // interning, see types.h and units.h of this folder
  std::unordered_map<std::string, uint32_t> type_index;
  std::unordered_map<std::string, uint32_t> unit_index;
  std::unordered_map<std::string, uint32_t> divisor_index;
  std::unordered_map<std::string, uint32_t> const_index;
  std::vector<numeric::Unit> unit_algebra;               // beside ir.units
  std::vector<std::string> named_units;                  // by numeric::NamedUnitId
  std::vector<uint32_t> ir_file;                         // by FileId: index into ir.files, or kNone
  std::map<std::string, SymbolId, std::less<>> prelude;  // functions that are always there
  std::vector<ModuleId> module_of_file;                  // by FileId
  std::vector<SymbolId> resolving;                       // being resolved now, outermost first: a cycle is read off it
  uint32_t declaration = 0;                              // the one whose facts are being added (facts.h)
  std::vector<std::vector<Span>> field_spans;            // by RecordId: where each field's name stands
  std::vector<std::vector<Span>> member_spans;           // by EnumId
  std::map<SymbolId, std::vector<Extension>> extensions;
  std::set<std::pair<uint32_t, SymbolId>> told_hidden;  // RecordId and what a field of it hides: warned about once
  std::unordered_map<uint64_t, uint8_t> reach_cache;  // node_trees.h: what rules, lets and tables read of their context
  std::map<SymbolId, std::vector<LetParam>> let_params;
  std::map<std::pair<SymbolId, std::vector<ir::TypeId>>, ir::LetId> let_instances;
  std::vector<FieldGuard> field_guards;
  std::unordered_map<uint32_t, std::vector<std::string>> defaulted;  // by NodeId of a MakeRecord: `name = value` (S45)

  PackageMemory* memory = nullptr;  // of a package that is edited: what the last check found
  DeclarationLog* log = nullptr;    // then: of the declaration that is being resolved
  Replay* replay = nullptr;         // then: what is taken over from the last check

  [[nodiscard]] const ModuleUnit& module(ModuleId id) const { return *modules[id.index()]; }
  [[nodiscard]] ModuleUnit& module(ModuleId id) { return *modules[id.index()]; }
};

}  // namespace tarifa::check
