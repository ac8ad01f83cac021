// Text to syntax tree. Always yields a tree; what is wrong with the text goes to `sink`, several
// errors a file, an error in one declaration never hiding those of the next. Calls for different
// files may run in different threads. The limits of limits.h hold before the grammar sees anything:
// any bytes give a tree or an error, in bounded memory, on a stack of 1 MiB (with sanitizers 8).
#pragma once

#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/part_memory.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

// `memory` is of the last parse of the file and afterwards of this one. It makes parsing faster and changes nothing
// else.
[[nodiscard]] Tree parse(const SourceStore& sources, FileId file, DiagSink& sink, PartMemory* memory = nullptr);

}  // namespace tarifa::syntax
