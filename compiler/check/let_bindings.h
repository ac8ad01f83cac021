// What names bound by Op::Let stand for. Slots are numbered anew in every declaration, so a slot alone says nothing: the
// binding is the enclosing Let of the tree. INVARIANT: made for a module whose nodes no longer change.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::check {

class LetBindings {
 public:
  explicit LetBindings(const ir::Module& module);

  // The expression a Local names; none for a parameter, the item of a list or a row's name.
  [[nodiscard]] std::optional<ir::NodeId> value_of(ir::NodeId local) const;

 private:
  const ir::Module& module_;
  std::vector<ir::NodeId> parents_;  // empty if the module binds nothing
};

}  // namespace tarifa::check
