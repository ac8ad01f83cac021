// What of a package is as it was at the last check. INVARIANT: a declaration that is `same` stands in the text as
// before, and so does everything its meaning rests on, however far away: resolving it again gives what it gave, but for
// places and ids.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/check/declaration_log.h"

namespace tarifa::check {

class PackageDelta {
 public:
  // After loading, before resolving. Null where modules came or went, or the manifest says something else: then nothing
  // can be taken over.
  [[nodiscard]] static std::unique_ptr<PackageDelta> compare(const Session& now, const CheckResult& last,
                                                             const std::vector<DeclarationLog>& logs);

  [[nodiscard]] bool same(SymbolId now) const { return now.index() < same_.size() && same_[now.index()]; }
  [[nodiscard]] SymbolId before(SymbolId now) const { return before_[now.index()]; }  // invalid: it is new
  [[nodiscard]] SymbolId now(SymbolId before) const { return now_[before.index()]; }  // invalid: it is gone

 private:
  PackageDelta(const Session& now, const CheckResult& last, const std::vector<DeclarationLog>& logs)
      : session_(now), last_(last), logs_(logs) {}
  [[nodiscard]] bool match_modules();
  void match_symbols();
  void compare_declarations();
  void compare_names();
  void spread_changes();
  [[nodiscard]] bool same_text(const Symbol& now, const Symbol& before) const;

  const Session& session_;
  const CheckResult& last_;
  const std::vector<DeclarationLog>& logs_;
  std::vector<ModuleId> module_before_;  // by ModuleId
  std::vector<SymbolId> now_;
  std::vector<SymbolId> before_;
  std::vector<bool> same_;
};

}  // namespace tarifa::check
