// S9: evaluation repeatedly takes the first line in the text whose dependences are done.
#include <algorithm>
#include <set>

#include "compiler/check/line_scope.h"

namespace tarifa::check {
namespace {

// The lines an item waits for, through lets.
std::set<uint32_t> waits_for(const LineScope& scope, uint32_t item) {
  std::set<uint32_t> lines;
  std::set<uint32_t> seen;
  std::vector<uint32_t> waiting = scope.items[item].needs;
  while (!waiting.empty()) {
    const uint32_t at = waiting.back();
    waiting.pop_back();
    if (!seen.insert(at).second) continue;
    if (!scope.items[at].is_let) {
      lines.insert(at);
    } else {
      waiting.insert(waiting.end(), scope.items[at].needs.begin(), scope.items[at].needs.end());
    }
  }
  return lines;
}

}  // namespace

std::vector<ir::LineId> order_of(const LineScope& scope) {
  std::vector<uint32_t> open;
  std::vector<std::set<uint32_t>> waits(scope.items.size());
  for (uint32_t k = 0; k < scope.items.size(); ++k) {
    if (scope.items[k].is_let) continue;
    open.push_back(k);
    waits[k] = waits_for(scope, k);
  }
  std::vector<ir::LineId> out;
  while (!open.empty()) {
    const auto ready = std::find_if(open.begin(), open.end(), [&](uint32_t k) { return waits[k].empty(); });
    if (ready == open.end()) return out;  // a cycle, reported while checking
    const uint32_t done = *ready;
    open.erase(ready);
    out.push_back(scope.items[done].line);
    for (uint32_t k : open) waits[k].erase(done);
  }
  return out;
}

}  // namespace tarifa::check
