"""Hover: types, units, ranges, timelines with the value of today, exceptions, words of the language."""

import datetime
import unittest

from server_case import ServerCase

RULES = "rules/all.rule"
TODAY = datetime.date.today()
TEXT = f"""module shown
use std.money.{{EUR}}
use std.units.{{kWh, MWh}}
rounding half_up
enum Sector {{ Home, Shop }}
entity Home_account {{
  key id: text(8),
  sector: Sector,
  /// What the meter counted.
  usage: kWh(3) in 0..1_000 column "metered",
}}
/// The price of a kWh.
param price: EUR/kWh(2) {{
  from 2020-01-01: 0.20
  from {TODAY - datetime.timedelta(days=3)}: 0.30 because "rise"
  from {TODAY + datetime.timedelta(days=3)}: 0.40
  open
}}
param by_sector by Sector: EUR(2) {{
  | Home
    from 2020-01-01: 1.00 until 2021-01-01
  | Shop
    from 2020-01-01: 2.00 open
}}
param blocks: tiers kWh @ EUR/kWh(2) {{
  from 2020-01-01:
    | up to 100 kWh @ 0.10
    | above @ 0.20
  open
}}
table share(sector: Sector) -> ratio(2) {{
  | Home => 10%
  | Shop => 20%
}}
rule need for Home_account: kWh = 100 kWh because "the law" {{
  except shop = 200 kWh when sector = Shop because "shops"
  except big within shop = 300 kWh from 2020-01-01 until 2020-02-01 when usage > 500 kWh
}}
tariff Energy for Home_account {{
  currency EUR
  round lines to 0.01 EUR
  values at period.start
  line energy "Energy" = (usage + 10 kWh) @ price
  line other = by_sector(sector) * share(sector)
  line tiered = tiers min(usage, need) from blocks
}}
bill Monthly for Home_account {{ all of Energy }}
"""


class Hover(ServerCase):
    def prepare(self):
        self.write("tarifa.toml", '[package]\nname = "shown"\nversion = "1.0.0"\nedition = "2026"\nentry = ["shown"]\n')
        self.write(RULES, TEXT)

    def setUp(self):
        super().setUp()
        self.open(RULES)

    def hover(self, mark):
        found = self.server.request("textDocument/hover", self.place(RULES, mark))
        self.span = None if found is None else self.text_at(RULES, found["range"])
        return None if found is None else found["contents"]["value"]

    def test_the_package_is_right(self):
        self.assertEqual([one for one in self.published(RULES) if one["severity"] == 1], [])

    def test_a_parameter_today_and_next(self):
        text = self.hover(") @ pri|ce")
        self.assertIn("param price: EUR/kWh(2)", text)
        self.assertIn(f"**0.30 EUR/kWh**, since {TODAY - datetime.timedelta(days=3)}", text)
        self.assertIn(f"next, from {TODAY + datetime.timedelta(days=3)}: 0.40 EUR/kWh", text)
        self.assertIn("rise", text)
        self.assertIn("The price of a kWh.", text)

    def test_a_parameter_with_keys_and_one_of_ladders(self):
        text = self.hover("= by_sec|tor(")
        self.assertIn("`Home` today", text)
        self.assertIn("no value", text)
        self.assertIn("`Shop` today", text)
        self.assertIn("up to 100", self.hover("from blo|cks"))

    def test_a_rule_with_its_exceptions(self):
        text = self.hover("rule ne|ed")
        self.assertIn("rule need for Home_account: kWh(0) = 100 kWh", text)
        self.assertIn("the law", text)
        self.assertIn("- `except shop = 200 kWh when sector = Shop` — shops", text)
        self.assertRegex(text, r"  - `except big = 300 kWh from 2020-01-01 until 2020-02-01 when .*` \(not in force today\)")

    def test_a_field_with_its_range_and_doc(self):
        text = self.hover("(usa|ge + 10")
        self.assertIn("Home_account.usage: kWh(3)", text)
        self.assertIn("declared range: 0.000..1000.000 kWh", text)
        self.assertIn("What the meter counted.", text)
        self.assertIn("metered", text)

    def test_an_expression_with_its_proved_range(self):
        text = self.hover("(usage |+ 10")
        self.assertEqual(self.span, "usage + 10 kWh")
        self.assertIn("kWh(3)", text)
        self.assertIn("proved range: 10.000..1010.000 kWh", text)

    def test_units_tables_functions_members(self):
        self.assertIn("1 kWh = 3600000 J", self.hover("std.units.{k|Wh, "))
        self.assertIn("unit MWh = 1_000 kWh", self.hover(", M|Wh}"))  # nothing uses it
        self.assertIn("currency EUR digits 2", self.hover("{EU|R}"))
        self.assertIn("table share(sector: Sector) -> ", self.hover("* sha|re("))
        self.assertIn("2 ", self.hover("* sha|re("))
        self.assertIn("min(a, b, ..)", self.hover("tiers mi|n("))
        self.assertIn("Sector.Shop", self.hover("when sector = Sh|op"))
        self.assertIn("enum Sector { Home, Shop }", self.hover("sector: Sec|tor,"))

    def test_words_of_the_language(self):
        self.assertIn("lines that are billed together", self.hover("tar|iff Energy"))
        self.assertIn("currency", self.hover("curr|ency EUR"))

    def test_lines(self):
        self.assertIn("Energy.energy: EUR(2)", self.hover("line ene|rgy"))


class Spanish(Hover):
    locale = "es"

    def test_a_parameter_today_and_next(self):
        self.assertIn("hoy, ", self.hover(") @ pri|ce"))

    def test_a_parameter_with_keys_and_one_of_ladders(self):
        self.assertIn("ningún valor", self.hover("= by_sec|tor("))

    def test_a_rule_with_its_exceptions(self):
        self.assertIn("hoy no rige", self.hover("rule ne|ed"))

    def test_a_field_with_its_range_and_doc(self):
        self.assertIn("rango declarado: ", self.hover("(usa|ge + 10"))

    def test_an_expression_with_its_proved_range(self):
        self.assertIn("rango demostrado: ", self.hover("(usage |+ 10"))

    def test_words_of_the_language(self):
        self.assertIn("se facturan juntas", self.hover("tar|iff Energy"))


if __name__ == "__main__":
    unittest.main()
