// Conditions over an account as unions of boxes: what the analysis of exceptions reasons with. A box holds an interval of
// scaled integers for each number or date, a set of members for each enum and bool, and differences x - y <= c between two of one kind. What is
// no such atom (products, lists, calls) is an opaque variable, equal where its expression is written equally.
// Sound for proving that two conditions exclude each other: a box is at least as large as what it stands for. A point of it is only a
// suggestion: subject_sample.h builds an account from it and the interpreter confirms or refutes it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::check {

using ir::Int128;

enum class VariableKind : uint8_t { Number, Civil, Choice };

struct Variable {
  VariableKind kind = VariableKind::Choice;
  std::string key;              // equal for equal expressions
  std::vector<uint32_t> path;   // fields from the subject; empty: a date of the context or opaque
  bool known = false;           // Choice: whether the optional field at `path` has a value
  bool opaque = false;
  std::optional<ir::DateKind> context;  // a date of the run
  int scale = 0;                // Number: its grid
  std::optional<Int128> least;  // declared range, on the grid
  std::optional<Int128> greatest;
  uint32_t members = 2;         // Choice
};

struct Span128 {
  std::optional<Int128> low;
  std::optional<Int128> high;
};

struct DifferenceBound {  // x - y <= bound, all at `scale`
  uint32_t x = 0;
  uint32_t y = 0;
  int scale = 0;
  Int128 bound = 0;
};

struct Box {
  std::map<uint32_t, Span128> spans;
  std::map<uint32_t, std::vector<bool>> choices;
  std::vector<DifferenceBound> differences;
};

using Boxes = std::vector<Box>;

class Conditions {
 public:
  explicit Conditions(const ir::Module& module) : module_(module) {}

  // The boxes of a condition (of its negation), none: it can never hold. Absent past the budget.
  [[nodiscard]] std::optional<Boxes> boxes(ir::NodeId condition, bool negated = false);
  [[nodiscard]] std::optional<Boxes> window(const ir::Window& window);
  [[nodiscard]] static std::optional<Boxes> both(const Boxes& a, const Boxes& b);
  // False only if no account can be in the box.
  [[nodiscard]] bool possible(const Box& box) const;
  [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }

 private:
  struct Linear {
    std::optional<uint32_t> variable;
    Int128 offset = 0;
    int scale = 0;
  };
  using Frame = std::map<uint32_t, ir::NodeId>;  // locals bound by Let

  [[nodiscard]] std::optional<Boxes> condition(ir::NodeId node, bool negated);
  [[nodiscard]] std::optional<Boxes> comparison(const ir::Node& node, ir::NodeId id, bool negated);
  [[nodiscard]] std::optional<Boxes> ordered(ir::Op op, const Linear& a, const Linear& b) const;
  [[nodiscard]] std::optional<Boxes> choice(ir::NodeId a, ir::NodeId b, bool equal);
  [[nodiscard]] std::optional<Boxes> coalesced(const ir::Node& node, ir::NodeId id, bool negated);
  [[nodiscard]] Boxes opaque(ir::NodeId node, bool negated);
  [[nodiscard]] std::optional<Linear> linear(ir::NodeId node);
  [[nodiscard]] std::optional<uint32_t> choice_variable(ir::NodeId node);
  [[nodiscard]] ir::NodeId resolve(ir::NodeId node) const;
  [[nodiscard]] bool field_path(ir::NodeId node, std::vector<uint32_t>& path, const ir::Field*& field) const;
  [[nodiscard]] uint32_t variable(Variable made);
  [[nodiscard]] std::string key_of(ir::NodeId node) const;

  const ir::Module& module_;
  std::vector<Variable> variables_;
  std::map<std::string, uint32_t> by_key_;
  Frame locals_;
};

}  // namespace tarifa::check
