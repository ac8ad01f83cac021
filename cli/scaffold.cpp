#include "cli/scaffold.h"

namespace tarifa::cli {
namespace {

constexpr const char* kManifest = R"([package]
name = "NAME"
version = "0.1.0"
edition = "2026"
entry = ["town.water"]
)";

constexpr const char* kRules =
    R"(/// Water of a small town: a block tariff, a fixed charge, a discount for pensioners.
module town.water
use std.money.{EUR}
use std.units.{m3}
rounding half_up

enum Class { Home, Pensioner, Business }

entity Account {
  key id: text(32),
  class: Class,
  usage: m3(0) in 0..100_000,
}

/// What a connection costs a month.
param fixed_charge: EUR(2) {
  from 2025-01-01: 4.20
  from 2026-01-01: 4.50
  open
}

/// The share of the fixed charge that is waived.
rule discount for Account: ratio(2) = 0% {
  except pensioner = 50% when class = Pensioner because "council decision 12/2024"
}

tariff Water for Account {
  currency EUR
  round lines to 0.01 EUR
  values at period.start
  line water "Water" = tiers usage {
    | up to 10 m3 @ 0.95 EUR/m3
    | up to 30 m3 @ 1.40 EUR/m3
    | above       @ 2.10 EUR/m3
  }
  line fixed  "Fixed charge" = fixed_charge
  line waived "Discount"     = -(discount * fixed_charge) when discount > 0
  tax vat     "VAT"          = 10% of all
}

bill Monthly for Account {
  all of Water
}

test "a home in the second block" {
  for Account(id: "T1", class: Home, usage: 12 m3)
  over 2026-01
  expect Monthly.water = 12.30 EUR
  expect Monthly.fixed = 4.50 EUR
  expect Monthly.vat   = 1.68 EUR
  expect Monthly.total = 18.48 EUR
}

test "blocks" {
  for Account(id: "T2", class: Business, usage: used)
  over 2026-01
  expect Monthly.water = amount
  | used: 0 m3 , amount: 0 EUR
  | used: 10 m3, amount: 9.50 EUR
  | used: 30 m3, amount: 37.50 EUR
  | used: 31 m3, amount: 39.60 EUR
}

test "pensioners pay half of the fixed charge" {
  for Account(id: "T3", class: Pensioner, usage: 0 m3)
  over 2026-01
  expect Monthly.waived = -2.25 EUR
  expect Monthly.total  = 2.48 EUR
}
)";

constexpr const char* kAccounts = R"({"id": "W-1", "class": "Home", "usage": 12}
{"id": "W-2", "class": "Pensioner", "usage": 7}
{"id": "W-3", "class": "Business", "usage": 240}
)";

std::string with_name(std::string text, const std::string& name) {
  for (size_t at = text.find("NAME"); at != std::string::npos; at = text.find("NAME", at)) text.replace(at, 4, name);
  return text;
}

}  // namespace

std::vector<ScaffoldFile> scaffold(const std::string& package_name) {
  return {{"tarifa.toml", with_name(kManifest, package_name)},
          {"rules/water.rule", kRules},
          {"data/accounts.jsonl", kAccounts}};
}

}  // namespace tarifa::cli
