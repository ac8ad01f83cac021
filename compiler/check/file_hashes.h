// SHA-256 of every file that the module mentions, so that a module file says what it was made from.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

void hash_files(Session& session);

}  // namespace tarifa::check
