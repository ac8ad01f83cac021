#include "compiler/check/exception_region.h"

namespace tarifa::check {

std::optional<Boxes> exception_region(Conditions& conditions, const ir::Rule& rule, uint32_t exception) {
  std::optional<Boxes> out = Boxes{Box{}};
  for (uint32_t at = exception; at != ir::kBase && out; at = rule.exceptions[at].parent) {
    out = both(out, conditions.window(rule.exceptions[at].window));
    if (rule.exceptions[at].when.valid()) out = both(out, conditions.boxes(rule.exceptions[at].when));
    if (out) out = possible_ones(conditions.variables(), *out);
  }
  return out;
}

}  // namespace tarifa::check
