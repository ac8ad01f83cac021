// Rules of an edited package that are as they were: what resolving one did at the last check is done again, with ids
// and places of now, in place of resolving it. INVARIANT: the session is afterwards as if it had been resolved.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "compiler/check/package_delta.h"

namespace tarifa::check {

class Replay {
 public:
  // Null if there is nothing to replay from.
  [[nodiscard]] static std::unique_ptr<Replay> begin(Session& session);

  // True if the symbol, which nobody has resolved yet, is resolved now.
  [[nodiscard]] bool take(SymbolId id);
  [[nodiscard]] const PackageDelta& delta() const { return *delta_; }
  // The log of the last check, of a symbol that is the same now; else null.
  [[nodiscard]] const DeclarationLog* last_log(SymbolId id) const;
  [[nodiscard]] const CheckResult& last() const { return last_; }

 private:
  Replay(Session& session, const CheckResult& last, std::vector<DeclarationLog>& logs);

  // One rule while it is taken over.
  struct Taking {
    SymbolId now;
    SymbolId before;
    DeclarationLog& log;  // of the last check; it becomes that of this one
    Span span = {};       // of the declaration at the last check
    int64_t bytes = 0;    // how far it has moved
    int64_t lines = 0;
    uint32_t first_line = 0;  // at the last check
    uint32_t last_line = 0;
    uint32_t file_before = 0;  // in ir::Module::files
    FileId file = {};          // now
    StoreSizes stores = {};    // before anything of it was added
    uint32_t node_shift = 0;
    uint32_t operand_shift = 0;
  };
  void place(Taking& taking) const;
  [[nodiscard]] bool all_done(const DeclarationLog& log) const;
  [[nodiscard]] bool map_interned(const DeclarationLog& log);
  [[nodiscard]] bool add_facts(const Taking& taking);
  [[nodiscard]] std::span<const Fact> facts_before(const Taking& taking);
  [[nodiscard]] bool map_fact(const Taking& taking, Fact& fact);
  [[nodiscard]] std::optional<Span> moved_elsewhere(Span before) const;
  [[nodiscard]] std::optional<ir::Node> node_now(const Taking& taking, const ir::Node& before);
  [[nodiscard]] bool add_operands(const Taking& taking);
  [[nodiscard]] bool add_nodes(const Taking& taking);
  void drop_nodes(const Taking& taking);
  void add_rule(const Taking& taking);
  [[nodiscard]] std::vector<Fact>& facts_of(FileId file);
  void note_uses(const Taking& taking);
  void keep_log(const Taking& taking);

  [[nodiscard]] std::optional<ir::TypeId> type(ir::TypeId before);
  [[nodiscard]] std::optional<ir::ConstId> constant(ir::ConstId before);
  [[nodiscard]] std::optional<ir::UnitId> unit(ir::UnitId before);
  [[nodiscard]] std::optional<uint32_t> immediate(const Taking& taking, const ir::Node& node);
  // The number in its store of what a symbol of `kind` declared.
  [[nodiscard]] std::optional<uint32_t> declared(SymbolKind kind, uint32_t before) const;
  [[nodiscard]] std::optional<ir::RecordId> record(ir::RecordId before) const;
  [[nodiscard]] std::optional<Span> moved(const Taking& taking, Span before) const;
  [[nodiscard]] ir::Place moved(const Taking& taking, ir::Place before) const;

  Session& session_;
  const CheckResult& last_;
  std::vector<DeclarationLog>& logs_;
  std::unique_ptr<PackageDelta> delta_;
  std::array<std::vector<SymbolId>, static_cast<size_t>(SymbolKind::Unavailable) + 1> declared_;  // by kind and number
  std::vector<SymbolId> tables_of_records_;      // by RecordId: the table whose results it holds
  std::vector<ModuleId> module_of_file_;         // by FileId of the last check
  std::vector<size_t> next_facts_;               // by it, too: where the facts after those taken last begin
  std::vector<std::vector<SymbolId>> by_place_;  // by ModuleId of the last check: its symbols as they stand in the text
  std::vector<uint32_t> types_;                  // kNone: not known yet
  std::vector<uint32_t> consts_;
  std::vector<uint32_t> units_;
};

}  // namespace tarifa::check
