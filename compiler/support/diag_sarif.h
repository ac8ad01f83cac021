// Diagnostics as SARIF 2.1.0, the format that code hosts show beside a change: one run, its rules,
// results with related locations and fixes. Columns count code points. Paths are relative to
// %SRCROOT%, the folder of the package.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"

namespace tarifa {

[[nodiscard]] std::string render_sarif(std::span<const Diagnostic> diagnostics, const SourceStore& sources,
                                       Language language, std::string_view tool_version);

}  // namespace tarifa
