// What a misspelt name may have meant, among names of a package.
#include "compiler/check/symbols.h"
#include "compiler/support/nearest_name.h"

namespace tarifa::check {

std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  // Of one or two letters only the case may be wrong (`kw`): any other pair is no hint.
  std::vector<std::string_view> possible;
  for (const std::string& candidate : candidates) {
    const bool comparable = name.size() > 2 || candidate.size() == name.size();
    if (candidate != name && comparable) possible.push_back(candidate);
  }
  const std::string_view near = tarifa::nearest_name(name, possible);
  if (near.empty()) return std::nullopt;
  return std::string(near);
}

}  // namespace tarifa::check
