// The parameters of the call around a place, and which of them is being written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

struct Signature {
  std::string label;                    // `subsidy_rate(stratum: Stratum) -> ratio(4)`
  std::vector<std::string> parameters;  // parts of the label, in its order
  std::optional<size_t> active;
  std::string doc;
};

// `now`: of the text as it is; `base`: the last whole analysis.
[[nodiscard]] std::optional<Signature> signature_at(const Snapshot& now, const Snapshot& base, FileId file,
                                                    uint32_t offset, Language language);

}  // namespace tarifa::lsp
