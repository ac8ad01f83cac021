// Diagnostics for programs: an array of objects, members always in the same order and always
// present.
//   {"code": "E0312", "kind": "UnitMismatch", "severity": "error", "message": "...", "span": SPAN
//   or null,
//    "labels": [{"span": SPAN, "message": "..."}], "help": ["..."], "fixes": [{"title": "...",
//    "edits": [{"span": SPAN, "text": "..."}]}]}
//   SPAN: {"file": "rules/a.rule", "start": {"line": 4, "column": 9, "offset": 61}, "end": {...}};
//   the end is exclusive.
#pragma once

#include <span>
#include <string>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"

namespace tarifa {

[[nodiscard]] std::string render_json(std::span<const Diagnostic> diagnostics, const SourceStore& sources,
                                      Language language);

}  // namespace tarifa
