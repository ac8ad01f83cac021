"""Refactorings: what is offered where, and that the package checks with their edits in it."""

import unittest

from server_case import EVERYTHING, ServerCase
from structure_test import applied

RESOLVES = {**EVERYTHING, "textDocument": {**EVERYTHING["textDocument"],
                                           "codeAction": {"resolveSupport": {"properties": ["edit"]}}}}
HEAD = """module a
use std.money.{COP}
use std.units.{kWh}
rounding half_up

enum Stratum { S1, S2, S3, S4 }
entity Account {
  key id: text(32),
  stratum: Stratum,
  usage: kWh(3) in 0..1_000,
}
"""
TAIL = """
tariff Home for Account {
  currency COP
  round lines to 0.01 COP
  values at period.start
  line energy = usage @ %s
}
bill Monthly for Account {
  one of Home
}
"""


class Actions(ServerCase):
    capabilities = RESOLVES

    def rules(self, middle, price="(rate(stratum) * 10 COP/kWh)"):
        self.open("a.rule", HEAD + middle + TAIL % price)

    def offered_at(self, mark, length=0, only=None):
        start = self.place("a.rule", mark)["position"]
        span = {"start": start, "end": {"line": start["line"], "character": start["character"] + length}}
        return self.server.request("textDocument/codeAction", {
            "textDocument": {"uri": self.uri("a.rule")}, "range": span,
            "context": {"diagnostics": [], **({"only": only} if only else {})}})

    def action(self, title, mark, length=0, only=None):
        found = [one for one in self.offered_at(mark, length, only) if one["title"].startswith(title)]
        self.assertEqual(len(found), 1, self.offered_at(mark, length, only))
        return found[0]

    def act(self, title, mark, length=0, only=None):
        """The text after the action; nothing is wrong with it."""
        action = self.action(title, mark, length, only)
        if "edit" not in action:
            self.assertNotIn("edit", action)
            action = self.server.request("codeAction/resolve", action)
        text = self.texts["a.rule"]
        for change in action["edit"]["documentChanges"]:
            text = applied(text, change["edits"])
        self.change("a.rule", self.texts["a.rule"], text)
        self.assertEqual([one for one in self.published("a.rule") if one["severity"] == 1], [], text)
        return text


class Rows(Actions):
    def test_missing_rows_of_members(self):
        self.rules("table rate(stratum: Stratum) -> ratio(2) {\n  | S1 => 1\n  | S3 => 2\n}\n")
        text = self.act("Add the missing rows to `rate`", "table ra|te")
        self.assertIn('  | S3 => 2\n  | S2, S4 => fail "to be decided"\n}', text)

    def test_missing_rows_of_two_columns(self):
        self.rules("table rate(stratum: Stratum, use: kWh(3) in 0..1_000) -> ratio(2) {\n"
                   "  | S1, S2 | <= 100 kWh => 1\n  | S3 | any => 2\n}\n",
                   "(rate(stratum, usage) * 10 COP/kWh)")
        text = self.act("Add the missing rows to `rate`", "an|y => 2")
        self.assertIn('  | S3 | any => 2\n  | S4 | any => fail "to be decided"\n'
                      '  | S1, S2 | > 100 kWh => fail "to be decided"\n}', text)

    def test_texts_need_otherwise(self):
        self.rules('table rate(name: text(9)) -> ratio(2) {\n  | "a" => 1\n}\n', '(rate("a") * 10 COP/kWh)')
        self.assertIn('  | "a" => 1\n  | otherwise => fail "to be decided"\n',
                      self.act("Add the missing rows to `rate`", "table ra|te"))

    def test_missing_rows_of_a_match(self):
        self.rules("rule rate for Account: ratio(2) = match stratum {\n  | S1 => 1\n  | S2 => 2\n}\n",
                   "(rate * 10 COP/kWh)")
        self.assertIn('  | S2 => 2\n  | S3 => fail "to be decided"\n  | S4 => fail "to be decided"\n}',
                      self.act("Add the missing rows of the `match`", "S1 =|> 1"))

    def test_a_match_of_numbers_needs_otherwise(self):
        self.rules("rule rate for Account: ratio(2) = match usage { | < 10 kWh => 1 }\n", "(rate * 10 COP/kWh)")
        self.assertIn('{ | < 10 kWh => 1 | otherwise => fail "to be decided" }',
                      self.act("Add the missing rows of the `match`", "mat|ch usage"))

    def test_first_match_becomes_unique(self):
        self.rules("table rate(stratum: Stratum, use: kWh(3) in 0..1_000) -> ratio(2) first match {\n"
                   "  | S1 | < 100 kWh => 1 // poor\n  | S1, S2 | any => 2\n  | any | 50 kWh..600 kWh => 3\n"
                   "  | otherwise => 4\n}\n", "(rate(stratum, usage) * 10 COP/kWh)")
        text = self.act("Make the rows of `rate` disjoint", "table ra|te")
        self.assertIn("-> ratio(2) {\n  | S1 | < 100 kWh => 1 // poor\n  | S2 | any => 2\n"
                      "  | S1 | >= 100 kWh => 2\n  | S3, S4 | 50 kWh..600 kWh => 3\n  | otherwise => 4\n}", text)


class Values(Actions):
    def test_a_literal_becomes_a_parameter(self):
        self.rules("/// Sold.\n", "10.5 COP/kWh")
        text = self.act("Extract a dated parameter `energy_value`", "10|.5 COP/kWh")
        self.assertIn("/// Sold.\n", text)
        self.assertIn("param energy_value: COP/kWh(1) {\n  from 2000-01-01: 10.5 COP/kWh\n  open\n}\n\n", text)
        self.assertLess(text.index("param energy_value"), text.index("tariff Home"))
        self.assertIn("usage @ energy_value\n", text)

    def test_what_flow_analysis_needs_stays_together(self):
        head = HEAD.replace("  stratum: Stratum,\n", "  stratum: Stratum,\n  owed: kWh(3)? in 0..1_000,\n")
        for line in ("(if owed is known and owed > 1 kWh then owed else 2 kWh) @ 3 COP/kWh", "usage @ 3 COP/kWh when owed is known and owed > 1 kWh"):
            self.open("a.rule", head + TAIL.replace("usage @ %s", line))
            self.assertEqual([one["code"] for one in self.published("a.rule") if one["severity"] == 1], [])
            for chosen, offered in (("owed is known", False), ("owed is known and owed > 1 kWh", " when " in line), ("owed > 1 kWh", False),
                                    ("(if owed is known and owed > 1 kWh then owed else 2 kWh)", True), ("3 COP/kWh", False)):
                if chosen not in line:
                    continue
                titles = [one["title"] for one in self.offered_at("|" + chosen, len(chosen))]
                self.assertEqual(any(one.startswith("Extract `let") for one in titles), offered, (line, chosen))
                if offered:
                    self.act("Extract `let", "|" + chosen, len(chosen))
            self.server.tell("textDocument/didClose", {"textDocument": {"uri": self.uri("a.rule")}})
        self.open("a.rule", head + TAIL.replace("usage @ %s", "usage @ 3 COP/kWh when owed is known and usage > 1 kWh"))
        self.act("Extract `let", "|owed is known", len("owed is known"))

    def test_an_expression_becomes_a_let(self):
        self.rules("", "(2 * 10 COP/kWh)")
        text = self.act("Extract `let energy_part`", "|2 * 10 COP/kWh", len("2 * 10 COP/kWh"))
        self.assertIn("  let energy_part = 2 * 10 COP/kWh\n  line energy = usage @ (energy_part)\n", text)

    def test_a_let_is_inlined(self):
        self.rules("/// Twice.\nlet doubled = 2 * 10 COP/kWh\n", "doubled")
        text = self.act("Inline `doubled`", "usage @ dou|bled")
        self.assertIn("usage @ (2 * 10 COP/kWh)\n", text)
        self.assertNotIn("doubled", text)
        self.assertNotIn("Twice", text)

    def test_a_parameter_with_one_value_is_inlined(self):
        self.rules("param price: COP/kWh(2) {\n  from 2020-01-01: 3.5\n  open\n}\n", "price")
        text = self.act("Inline `price`", "param pri|ce")
        self.assertIn("usage @ 3.50 COP/kWh\n", text)
        self.assertNotIn("param", text)

    def test_what_changes_or_is_called_is_not_inlined(self):
        self.rules("param price: COP/kWh(2) {\n  from 2020-01-01: 3.5\n  from 2021-01-01: 4\n  open\n}\n"
                   "let f(x: kWh(3)): kWh(3) = x\n", "(price * number(f(usage), 1 kWh))")
        for mark in ("param pri|ce", "let |f("):
            self.assertFalse([one for one in self.offered_at(mark) if one["title"].startswith("Inline")])

    def test_a_value_is_kept_inside_a_range(self):
        self.rules("table rate(use: kWh(3) in 0..100) -> ratio(2) {\n  | any => 2\n}\n",
                   "(rate(usage) * 10 COP/kWh)")
        text = self.act("Keep it inside the range of `use`", "rate(us|age)")
        self.assertIn("rate(clamp(usage, 0.000 kWh, 100.000 kWh))", text)
        self.assertFalse([one for one in self.offered_at("clamp(us|age") if one["title"].startswith("Keep")])

    def test_what_brings_an_error_is_not_handed_out(self):
        self.rules("", "10 COP/kWh")
        action = self.action("Extract a dated parameter", "10 C|OP/kWh")
        action["data"]["about"] = "usage"  # a name that hides a field
        action["data"]["about"] = "not a name"
        reply = self.server.reply(self.server.ask("codeAction/resolve", action))
        self.assertIn("the package would have an error E01", reply["error"]["message"])


class WholeFile(Actions):
    def test_imports_are_sorted_and_unused_ones_go(self):
        self.rules("", "10 COP/kWh")
        self.change("a.rule", "use std.money.{COP}\nuse std.units.{kWh}",
                    "use std.units.{m, kWh}\nuse std.money.{USD, EUR, COP}")
        text = self.act("Sort the imports", "use| std.units", only=["source.organizeImports"])
        self.assertIn("module a\nuse std.money.{COP}\nuse std.units.{kWh}\nrounding half_up\n", text)

    def test_source_actions_are_given_to_who_asks(self):
        self.rules("", "10 COP/kWh")
        self.change("a.rule", "{COP}", "{USD, COP}")
        self.assertFalse([one for one in self.offered_at("use| std") if one["kind"].startswith("source")])
        self.assertTrue(self.offered_at("use| std", only=["source"]))

    def test_all_of_one_code(self):
        self.rules("rule a1 for Account: kWh(3) = usag\nrule a2 for Account: kWh(3) = usag + a1\n", "10 COP/kWh")
        text = self.act("Mend all E0201 of the file", "= us|ag\n")
        self.assertNotIn("usag\n", text)
        self.assertIn("= usage + a1\n", text)

    def test_all_that_has_one_fix(self):
        self.rules("rule a1 for Account: kWh(3) = usag\n", "10 COP/kWh")
        self.assertIn("= usage\n", self.act("Mend all that has one fix", "mod|ule", only=["source.fixAll"]))


class WithEdits(Actions):
    capabilities = EVERYTHING
    locale = "es"

    def test_who_cannot_ask_later_gets_edits_at_once(self):
        self.rules("table rate(stratum: Stratum) -> ratio(2) {\n  | S1 => 1\n}\n")
        action = self.action("Agregar las filas que faltan en `rate`", "table ra|te")
        self.assertIn("edit", action)
        self.assertIn('| S2, S3, S4 => fail "por decidir"',
                      self.act("Agregar las filas que faltan en `rate`", "table ra|te"))

    def test_bad_parameters(self):
        for params in (None, {}, [], {"data": 3}, {"data": {"refactoring": 99}}, {"data": {"refactoring": 1, "range": 1}}):
            reply = self.server.reply(self.server.ask("codeAction/resolve", params))
            self.assertTrue("error" in reply or "result" in reply)


if __name__ == "__main__":
    unittest.main()
