// Why a bill is what it is, as plain data for an analyst: bill, tariffs, lines, what each line
// read, which exceptions applied, amounts before and after rounding. Built by Trace; printed by
// explain_text.cpp and explain_json.cpp. All texts are words of the trade, in the language of the Trace, and values
// with units; nothing here refers to the module but `place`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/types.h"
#include "compiler/support/diag.h"

namespace tarifa::eval {

enum class ExplainKind : uint8_t {
  Bill,
  Tariff,
  Line,
  Part,
  Block,
  Condition,
  Rounding,
  Limit,
  Let,
  Rule,
  Exception,
  Param,
  Table,
  Total,
  Due,
  Expression
};

struct Explanation {
  ExplainKind kind = ExplainKind::Expression;
  std::string name;             // `Residential.energy`, `unit_cost(Enel)`, `subsidy_rate(S1)`
  std::string label;            // of a line: `Energy`
  bool applies = true;          // the line is on the bill, the tariff or exception applies, the condition holds
  std::string value;            // `101925.03 COP`; empty: absent
  std::string formula;          // `usage 190.000 kWh @ unit_cost 536.4475 COP/kWh`
  std::string before_rounding;  // `101925.025 COP`
  std::string rounding;         // `to 0.01 COP half_up`
  std::string from;             // validity of a version, window of an exception: dates, both may be empty
  std::string until;            // excluded; empty: open
  std::string published;
  std::string read_on;  // the date the timeline was read at
  std::string source;   // CSV file of a parameter
  std::string note;     // `3 of 5 items`, `day 1 to 10 of 30`
  std::string because;  // citation
  std::string failure;  // `R0301 there is no value on that date`
  std::string at;       // `rules/energy.rule:32:3`
  ir::Place place;      // the same with its end, for editors; not printed
  std::vector<Explanation> children;
};

// Indented lines for a terminal. Digits in groups of three.
[[nodiscard]] std::string explanation_text(const Explanation& root, Language language = Language::English);
// One JSON object a node, keys as the members above, empty ones left out.
[[nodiscard]] std::string explanation_json(const Explanation& root);

}  // namespace tarifa::eval
