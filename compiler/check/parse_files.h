// Parsing of many files by a few threads. The trees and the order of diagnostics do not depend on
// how many, nor on what is remembered.
#pragma once

#include <vector>

#include "compiler/check/package_memory.h"
#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/tree.h"

namespace tarifa::check {

struct FileToParse {
  FileId file;
  FileMemory* memory = nullptr;  // perhaps none; each file its own
};

[[nodiscard]] std::vector<syntax::Tree> parse_files(const SourceStore& sources, const std::vector<FileToParse>& files,
                                                    DiagSink& sink, int threads);

}  // namespace tarifa::check
