// What names bound by Op::Let stand for. Slots are numbered anew in every declaration, so a slot alone says nothing:
// the binding is the enclosing Let of the tree. INVARIANT: made for a module whose nodes no longer change. Looks
// through the module when it is first asked, so it is for one thread.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::ir {

class LetBindings {
 public:
  explicit LetBindings(const Module& module) : module_(module) {}

  // The expression a Local names; none for a parameter, the item of a list or a row's name.
  [[nodiscard]] std::optional<NodeId> value_of(NodeId local) const;
  // The Aggregate whose list's item it is.
  [[nodiscard]] std::optional<NodeId> aggregate_of(NodeId local) const;

 private:
  [[nodiscard]] NodeId binder_of(NodeId local) const;

  void find_parents() const;

  const Module& module_;
  mutable std::vector<NodeId> parents_;  // empty if the module binds nothing
  mutable bool known_ = false;
};

}  // namespace tarifa::ir
