// Boxes over variables: intervals of scaled integers, sets of members, differences between two
// variables. Emptiness is decided exactly up to grids of different scales (Bellman-Ford), where a
// box counts as not empty.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::check {

using ir::Int128;

enum class VariableKind : uint8_t { Number, Civil, Text, Choice };

struct Variable {
  VariableKind kind = VariableKind::Choice;
  std::string key;             // equal for equal expressions
  std::vector<uint32_t> path;  // fields from the subject; empty: a date of the context or opaque
  bool known = false;          // Choice: whether the optional field at `path` has a value
  bool opaque = false;
  std::optional<ir::DateKind> context;  // a date of the run
  int scale = 0;                        // Number: its grid
  std::optional<Int128> least;          // declared range, on the grid
  std::optional<Int128> greatest;
  Int128 plain = 0;      // what an example takes if nothing else is asked
  uint32_t members = 2;  // Choice
};

inline constexpr int32_t kPlainDay = 18'262;  // 2020-01-01
[[nodiscard]] Int128 plain_value(ir::TypeKind kind);

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
using Variables = std::vector<Variable>;
using Ranges = std::map<uint32_t, Span128>;

inline constexpr size_t kMostBoxes = 256;
inline constexpr int kMostScale = 30;  // beyond it offsets would not fit 128 bits

// Absent past kMostBoxes.
[[nodiscard]] std::optional<Boxes> both(const std::optional<Boxes>& a, const std::optional<Boxes>& b);
[[nodiscard]] std::optional<Boxes> unite(std::optional<Boxes> a, std::optional<Boxes> b);

// False only if no account can be in the box.
[[nodiscard]] bool possible(const Variables& variables, const Box& box);
[[nodiscard]] Boxes possible_ones(const Variables& variables, const Boxes& boxes);
// The narrowest interval of every variable in spans and differences, on its own grid; absent for an
// empty box.
[[nodiscard]] std::optional<Ranges> ranges_in(const Variables& variables, const Box& box);

// One value for each of them that together lie in the box, `pick` choosing inside what the earlier
// ones leave.
using Pick = std::function<Int128(uint32_t variable, const Span128& inside)>;
[[nodiscard]] std::map<uint32_t, Int128> point_in(const Variables& variables, Box box, const Pick& pick);

}  // namespace tarifa::check
