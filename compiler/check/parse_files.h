// Parsing of many files by a few threads. The trees and the order of diagnostics do not depend on
// how many.
#pragma once

#include <vector>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/tree.h"

namespace tarifa::check {

[[nodiscard]] std::vector<syntax::Tree> parse_files(const SourceStore& sources, const std::vector<FileId>& files,
                                                    DiagSink& sink, int threads);

}  // namespace tarifa::check
