// A value, or why there is none. What a user's file or data can cause is a Failure; what only a bug
// can cause is a TARIFA_CHECK. A Failure says what, not where: whoever knows the place makes the
// Diagnostic.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "compiler/support/diag.h"

namespace tarifa {

struct Failure {
  DiagKind kind;
  std::vector<std::string> args;
  bool operator==(const Failure&) const = default;
};

template <class T>
using Result = tl::expected<T, Failure>;

// `return fail(DiagKind::CannotReadFile, path, reason);` Arguments are strings.
template <class... Args>
[[nodiscard]] tl::unexpected<Failure> fail(DiagKind kind, Args&&... args) {
  return tl::unexpected<Failure>(Failure{kind, {std::string(std::forward<Args>(args))...}});
}

// The failure of one Result as that of another type: `if (!x) return pass_on(x);`
template <class T>
[[nodiscard]] tl::unexpected<Failure> pass_on(Result<T>& failed) {
  return tl::unexpected<Failure>(std::move(failed).error());
}

[[nodiscard]] inline Diagnostic to_diagnostic(Failure failure, Span span = {}) {
  return {failure.kind, span, std::move(failure.args), {}, {}, {}};
}

}  // namespace tarifa
