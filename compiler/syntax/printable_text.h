// Text of a user's file on one line of a dump: line ends and control characters are escaped.
#pragma once

#include <string>
#include <string_view>

namespace tarifa::syntax {

void append_printable(std::string& out, std::string_view text);

}  // namespace tarifa::syntax
