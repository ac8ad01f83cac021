// The exceptions of one rule as they are written, in the rule and in every module that extends it
// (S8), ordered so that parents stand before children. Names only; the expressions are checked in
// rules.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

struct WrittenException {
  ModuleId module;
  syntax::NodeId node;  // ExceptItem
  std::string name;
  Span name_span;
  std::string within;  // empty: of the base
  Span within_span;
  bool cumulative = false;
  uint32_t parent = ir::kBase;  // index into the list
};

// Reports repeated names, unknown parents, circles and what no rule can be extended with; none if
// something was wrong.
[[nodiscard]] std::optional<std::vector<WrittenException>> exceptions_of(Session& session, SymbolId rule);

}  // namespace tarifa::check
