// What an author need not write and a reader wants to see: inferred types and digits, units that go without saying,
// names of arguments, what a parameter is today and what comes next. Only of what was checked.
#pragma once

#include <string>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

enum class HintKind : uint8_t { Types, Amounts, Units, Arguments, Values };
inline constexpr size_t kHintKinds = 5;

struct HintChoice {
  bool types = true;
  bool amounts = true;
  bool units = true;
  bool arguments = true;
  bool values = true;
  [[nodiscard]] bool wants(HintKind kind) const;
};

struct InlayHint {
  uint32_t offset = 0;  // it stands before this byte
  std::string label;
  HintKind kind = HintKind::Types;
};

// Inside `range`, by offset.
[[nodiscard]] std::vector<InlayHint> inlay_hints(const Snapshot& snapshot, Span range, const HintChoice& choice,
                                                 int32_t today, Language language);
// What is shown beside a hint of this kind at this place, on demand; empty where there is none any more.
[[nodiscard]] std::string hint_detail(const Snapshot& snapshot, FileId file, uint32_t offset, HintKind kind,
                                      int32_t today, Language language);

}  // namespace tarifa::lsp
