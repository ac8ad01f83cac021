// What the analyses found out about rules, kept for the next check: a rule that is the same is not judged again where
// there was nothing to say about it.
#pragma once

#include <vector>

#include "compiler/check/declaration_log.h"

namespace tarifa::check {

class RuleFindings {
 public:
  explicit RuleFindings(Session& session);

  // The log of a rule, with what is known already; null if no notes are taken of it.
  [[nodiscard]] DeclarationLog* log(ir::RuleId rule) const;
  // The rule as it was at the last check, of one that is the same; else null.
  [[nodiscard]] const ir::Rule* last(ir::RuleId rule) const;

 private:
  Session& session_;
  std::vector<SymbolId> symbols_;  // by RuleId
};

}  // namespace tarifa::check
