// The condition of a test with the value of each of its parts below it:
//
//   Monthly.total = 64_300 COP
//   |             |
//   64250.00 COP  false
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::driver {

// `locals` are their names. `value_of` gives the text of a node's value; none: it was not evaluated, or is not shown.
// Lines are separated, not ended, by line ends. Widths count code points.
[[nodiscard]] std::string assertion_diagram(const ir::Module& module, ir::NodeId condition,
                                            const std::vector<std::string>& locals,
                                            const std::function<std::optional<std::string>(ir::NodeId)>& value_of);

}  // namespace tarifa::driver
