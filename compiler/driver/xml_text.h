// Text as it stands in XML, inside elements and in quotes. XML 1.0 has no control characters but tab and line end, not
// even escaped: the others become `?`.
#pragma once

#include <string>
#include <string_view>

namespace tarifa::driver {

[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace tarifa::driver
