// Which values of a matched expression the rows of a `match` take: sets of members, or intervals on
// the grid of its digits. What it cannot follow (text, comparisons with something unknown) counts
// as taking nothing: then `otherwise` is needed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

class MatchCover {
 public:
  MatchCover(const Session& session, ir::NodeId matched);
  void begin_row();
  void add_everything();
  void add_comparison(const ir::Module& module, ir::NodeId comparison);  // `matched OP constant`
  void add_range(const ir::Module& module, ir::NodeId range);            // see range_test
  // An example of what no row takes, in words; none if everything is taken.
  [[nodiscard]] std::optional<std::string> missing(Session& session) const;
  [[nodiscard]] std::vector<size_t> unreachable_rows() const;
  [[nodiscard]] size_t rows_needed() const;  // up to the first that completes the cover

 private:
  struct Interval {
    ir::Int128 low;
    ir::Int128 high;  // both included
  };
  using Cover = std::vector<Interval>;  // sorted, disjoint, not adjacent
  struct Ends {
    bool known = false;
    Interval interval{};
  };
  [[nodiscard]] Ends ends_of(const ir::Module& module, ir::NodeId comparison) const;
  [[nodiscard]] std::string example_text(Session& session, ir::Int128 example) const;
  [[nodiscard]] std::string other_text() const;
  [[nodiscard]] ir::Int128 plain_example() const;
  void note_text(const ir::Module& module, ir::NodeId comparison);
  void add(Interval interval);
  static bool contains(const Cover& cover, const Cover& part);
  static void unite(Cover& cover, Interval interval);

  ir::TypeId type_id_;
  ir::Type type_;
  bool countable_ = false;  // its values are on a grid, in an order or as members
  Interval domain_{};
  std::vector<Cover> rows_;
  std::set<std::string> texts_;  // that rows name
  std::vector<bool> exact_;      // everything the row takes is in its cover
};

}  // namespace tarifa::check
