// Edits that the client shows before it applies them: those of files that are neither in a folder of the workspace nor
// open, such as a package beside it that this one depends on.
#pragma once

#include "lsp/server/state.h"

namespace tarifa::lsp {

// `edit`: a WorkspaceEdit. Left as it is where the client knows no annotations, or has no folder.
void annotate_outside(const State& state, Json& edit);

}  // namespace tarifa::lsp
