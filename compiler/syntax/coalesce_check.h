// `??` beside an arithmetic operator needs parentheses, though the grammar would know how to read
// it.
#pragma once

#include "compiler/support/diag.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

void check_coalesce_parentheses(const Tree& tree, DiagSink& sink);

}  // namespace tarifa::syntax
