// SHA-256 of every file that the module mentions, so that a module file says what it was made from. Not of a package
// that is edited: nobody makes a module file of it.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

void hash_files(Session& session);

}  // namespace tarifa::check
