// Conditions over an account as unions of boxes: what the analyses of exceptions and branches
// reason with. A box holds an interval of scaled integers for each number, date or numbered text, a
// set of members for each enum and bool, and differences x - y <= c between two of them. What is no
// such atom (products, lists, calls) is an opaque variable, one for all places where it is written
// equally. Sound for proving that conditions exclude each other: a box is at least as large as what
// it stands for. A point of it is only a suggestion: subject_sample.h builds an account from it and
// the interpreter confirms or refutes it. Not here: which date is the effective one; conditions
// that are combined must be read at the same.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/boxes.h"
#include "compiler/ir/let_bindings.h"
#include "compiler/ir/module.h"

namespace tarifa::check {

class Conditions {
 public:
  Conditions(const ir::Module& module, const ir::LetBindings& bindings) : module_(module), bindings_(bindings) {}

  // The boxes of a condition (of its negation), none: it can never hold. Absent past the budget.
  [[nodiscard]] std::optional<Boxes> boxes(ir::NodeId condition, bool negated = false);
  [[nodiscard]] std::optional<Boxes> window(const ir::Window& window);
  [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }
  // The texts that text variables are numbered by; every other number stands for another text.
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  struct Linear {  // plus - minus + offset
    std::optional<uint32_t> plus;
    std::optional<uint32_t> minus;
    Int128 offset = 0;
    int scale = 0;
  };

  // conditions.cpp
  [[nodiscard]] std::optional<Boxes> condition(ir::NodeId node, bool negated);
  [[nodiscard]] std::optional<Boxes> connected(const ir::Node& node, bool negated);
  [[nodiscard]] std::optional<Boxes> chosen(ir::NodeId condition, ir::NodeId yes, ir::NodeId no, bool negated);
  [[nodiscard]] std::optional<Boxes> compared(ir::Op op, ir::NodeId a, ir::NodeId b);
  [[nodiscard]] std::optional<Boxes> either_side(ir::Op op, ir::NodeId a, ir::NodeId b);
  [[nodiscard]] std::optional<Boxes> ordered(ir::Op op, const Linear& a, const Linear& b) const;
  [[nodiscard]] std::optional<Boxes> at_most(const Linear& a, const Linear& b, bool strictly) const;
  [[nodiscard]] std::optional<Boxes> choice(ir::NodeId a, ir::NodeId b, bool equal);
  [[nodiscard]] Boxes opaque(ir::NodeId node, bool negated);

  // condition_terms.cpp
  [[nodiscard]] std::optional<Linear> linear(ir::NodeId node);
  [[nodiscard]] std::optional<Linear> combined(ir::NodeId a, ir::NodeId b, bool subtract);
  [[nodiscard]] std::optional<Linear> of_period(const ir::Node& node);
  [[nodiscard]] std::optional<Linear> single(ir::NodeId node);
  [[nodiscard]] Linear date_of_run(ir::DateKind kind);
  [[nodiscard]] std::optional<uint32_t> choice_variable(ir::NodeId node);
  [[nodiscard]] uint32_t known_variable(ir::NodeId optional);
  [[nodiscard]] ir::NodeId resolve(ir::NodeId node) const;
  [[nodiscard]] bool field_path(ir::NodeId node, std::vector<uint32_t>& path, const ir::Field*& field) const;
  [[nodiscard]] uint32_t variable(Variable made);
  [[nodiscard]] Int128 text_number(const std::string& text);
  [[nodiscard]] std::string key_of(ir::NodeId node) const;
  void append_key(ir::NodeId node, std::vector<uint32_t>& items, std::string& key) const;

  static constexpr size_t kMostSteps = 20'000;  // of one condition; names inlined over and over grow without it

  const ir::Module& module_;
  const ir::LetBindings& bindings_;
  std::vector<Variable> variables_;
  std::map<std::string, uint32_t> by_key_;
  std::vector<std::string> texts_;
  size_t steps_ = 0;
};

}  // namespace tarifa::check
