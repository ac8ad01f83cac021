// The words of inlay hints, and what is told beside them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/node_ranges.h"
#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

// How amounts of lines are computed, by range analysis; it is made when the first one is asked for.
class AmountTexts {
 public:
  explicit AmountTexts(const Snapshot& snapshot) : snapshot_(snapshot) {}
  // `: COP(2) (7 digits, 64 bits)`
  [[nodiscard]] std::string label(const ir::Line& line, Language language);
  // The exact fraction, its rounding, the range of the amount.
  [[nodiscard]] std::string detail(const ir::Line& line, Language language);

 private:
  ir::NodeRanges& ranges();
  const Snapshot& snapshot_;
  std::optional<ir::NodeRanges> ranges_;
};

// Of a number with a unit: the unit; else empty.
[[nodiscard]] std::string unit_of_type(const ir::Module& module, ir::TypeId type);
// Of a `let` or table, in the order of the call; empty for anything else.
[[nodiscard]] std::vector<std::string> parameter_names(const Snapshot& snapshot, check::SymbolId symbol);

// ` = 540.0250 COP/kWh`; empty where it has keys, a ladder, or no value today.
[[nodiscard]] std::string value_label(const ir::Module& module, const ir::Param& param, int32_t today);
// Today's value and the next one, a line each timeline.
[[nodiscard]] std::string value_detail(const ir::Module& module, const ir::Param& param, int32_t today,
                                       Language language);

// An entry as its text has it.
struct WrittenEntry {
  std::string from;
  std::string published;
  std::string keys;  // `North`, `Bogota, S1`
};
// ` ◂ today`, ` ◂ next` or nothing.
[[nodiscard]] std::string entry_label(const ir::Module& module, const ir::Param& param, const WrittenEntry& written,
                                      int32_t today, Language language);

}  // namespace tarifa::lsp
