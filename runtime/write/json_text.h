// A text as a JSON string, quotes included.
#pragma once

#include <string>
#include <string_view>

namespace tarifa::runtime {

// The text must be valid UTF-8.
void append_json_string(std::string_view text, std::string& out);

}  // namespace tarifa::runtime
