#include "tests/unit/check/account_rules.h"

#include <regex>

#include "compiler/driver/run_tests.h"
#include "compiler/ir/verify.h"

namespace tarifa::check {
namespace {

constexpr std::string_view kPreamble = R"(module test
use std.money.{COP, USD}
use std.units.{kWh, MWh, kW, hour, m}
rounding half_up
enum Stratum { S1, S2, S3 }
enum Class { Home, Shop }
record Payment { date: date, amount: COP(2) in 0..1_000_000, note: text? }
entity Account {
  key id: text(32),
  class: Class,
  stratum: Stratum,
  usage: kWh(3) in 0..1_000_000,
  demand: kW(1) in 0..1_000,
  people: int in 1..2_000,
  payments: list of Payment max 120,
  previous: list of kWh(3) max 12,
  medical_until: date?,
  balance: COP(2)?,
  flag: bool,
}
param price by Stratum: COP/kWh(4) {
  | S1 from 2020-01-01: 100 from 2020-04-11: 130 open | S2 from 2020-01-01: 200 open | S3 from 2020-01-01: 300 until 2021-01-01
}
table share(s: Stratum) -> ratio(4) { | S1 => 60% | S2 => 50% | otherwise => 0% }
let home: Account = Account(id: "H", class: Home, stratum: S1)
)";

// `E0332 30:20 text` with the line counted from the snippet's first.
std::string relative(const std::string& finding) {
  static const std::regex kPlace("([0-9]+):([0-9]+)");
  std::string out;
  auto from = finding.cbegin();
  for (std::sregex_iterator it(finding.cbegin(), finding.cend(), kPlace), end; it != end; ++it) {
    out.append(from, (*it)[0].first);
    const int line = std::stoi((*it)[1]);
    out += line >= kSnippetLine ? std::to_string(line - kSnippetLine + 1) : "preamble " + std::to_string(line);
    out += ":" + (*it)[2].str();
    from = (*it)[0].second;
    break;  // the place itself; the text may hold times
  }
  out.append(from, finding.cend());
  return out;
}

std::vector<std::string> relative(std::vector<std::string> findings) {
  for (std::string& finding : findings) finding = relative(finding);
  return findings;
}

std::string code_of(const std::string& finding) { return finding.substr(0, finding.find(' ')); }

}  // namespace

std::string with_preamble(std::string_view snippet) { return std::string(kPreamble) + std::string(snippet); }

std::vector<std::string> errors_in(std::string_view snippet) { return relative(errors_of(with_preamble(snippet))); }

std::vector<std::string> codes_in(std::string_view snippet) {
  std::vector<std::string> out;
  for (const std::string& error : errors_of(with_preamble(snippet))) out.push_back(code_of(error));
  return out;
}

std::vector<std::string> warnings_in(std::string_view snippet) {
  std::vector<std::string> out;
  for (const std::string& warning : warnings_of(with_preamble(snippet))) {
    if (code_of(warning).substr(0, 3) != "W02") out.push_back(code_of(warning));
  }
  return out;
}

std::vector<std::string> notes_in(std::string_view snippet) {
  return relative(check_source(with_preamble(snippet))->notes());
}

std::vector<std::string> problems_of(std::string_view snippet) {
  const auto checked = check_source(with_preamble(snippet));
  std::vector<std::string> out = relative(checked->errors());
  if (!out.empty()) return out;
  if (!checked->result.ok) return {"not ok, but nothing was reported"};
  if (const auto broken = ir::verify(checked->module())) return {"does not verify: " + *broken};
  const std::vector<driver::TestCase> cases = driver::run_tests(checked->module());
  if (cases.empty()) return {"nothing is tested"};
  for (const driver::TestCase& one : cases) {
    for (const std::string& failure : driver::failure_lines(checked->module(), one))
      out.push_back(one.name + ": " + failure);
  }
  return out;
}

}  // namespace tarifa::check
