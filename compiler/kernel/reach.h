// What an expression reaches through rules, lets, tables and lines: whether it reads the effective date, and on which
// days what it reads changes (S21). Days of every timeline count over all its keys, as visible at `as_of`.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::kernel {

struct DateUse {
  bool reads_date = false;  // depends on the effective date in any way
  bool every_day = false;   // uses the date itself: every day is a part
  std::set<int32_t> days;   // on which something changes
};

class Reach {
 public:
  Reach(const ir::Module& module, int32_t as_of) : module_(module), as_of_(as_of) {}

  [[nodiscard]] bool rule_reads_date(ir::RuleId rule);
  [[nodiscard]] bool let_reads_date(ir::LetId let);
  // First days of the parts of [start, end) for the nodes together; the first is `start`.
  [[nodiscard]] std::vector<int32_t> parts(const std::vector<ir::NodeId>& nodes, int32_t start, int32_t end);

 private:
  const DateUse& rule(ir::RuleId rule);
  const DateUse& let(ir::LetId let);
  void node(ir::NodeId id, DateUse& out);
  void calls(const ir::Node& node, DateUse& out);
  void timelines(const ir::Node& node, DateUse& out);
  void aggregate(const ir::Aggregate& a, DateUse& out);
  void blocks(const std::vector<ir::TierBlock>& blocks, DateUse& out);
  void table_rows(const ir::Table& table, DateUse& out);
  void maybe(ir::NodeId id, DateUse& out);

  const ir::Module& module_;
  int32_t as_of_;
  std::map<ir::RuleId, DateUse> rules_;
  std::map<ir::LetId, DateUse> lets_;
  std::map<ir::TableId, DateUse> tables_;
};

}  // namespace tarifa::kernel
