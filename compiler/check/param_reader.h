// One parameter while it is read, inline or from CSV: its keys, its type, and the entries found for
// each combination of keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/timelines.h"

namespace tarifa::check {

struct ParamReader {
  Session& session;
  Symbol symbol;
  ir::Param param;
  std::vector<Span> key_spans;
  // By combination: the first key slowest. A combination without entries has none in the source.
  std::vector<std::vector<WrittenEntry>> entries;
  std::vector<Span> first_seen;  // where each combination's entries begin
  bool ok = true;
  bool ratio = false;  // declared as `ratio(..)`: entries are shares, written `19%`
};

// `19` where 19 % is nearly always meant: W0338.
void warn_if_percent_meant(ParamReader& reader, std::string_view text, Span span);

// The number of a combination; each value is the index of a member.
[[nodiscard]] size_t combination_index(const ParamReader& reader, const std::vector<uint32_t>& members);
// `North`, `Bogota, S1`; empty without keys.
[[nodiscard]] std::string combination_text(const ParamReader& reader, size_t index);

// `{ .. }` of the declaration or of an `extend` in `module`.
void read_inline_entries(ParamReader& reader, ModuleId module, syntax::NodeId body, bool extension);
// `from "PATH"`.
void read_csv_entries(ParamReader& reader, syntax::TokenId path);

// Blocks of a ladder as they were written, brought to one scale and judged (S25): limits ascend,
// `above` is last.
struct WrittenStep {
  std::optional<ir::Int128> up_to;  // at limits::kScale digits
  ir::Int128 rate = 0;
  Span span;
};
[[nodiscard]] bool judge_ladder(Session& session, const std::vector<WrittenStep>& steps);
// Every limit of the parameter at the fewest digits that hold all of them.
void settle_ladder_scale(ir::Param& param);

}  // namespace tarifa::check
