"""Inlay hints and code lenses."""

import unittest

from server_case import ServerCase

EXAMPLE = "01-colombia-energy"
ENERGY = EXAMPLE + "/rules/energy.rule"

RULES = """module a
use std.money.{COP}
use std.units.{kWh}
rounding half_up

entity Account {
  key id: text(32),
  usage: kWh(3) in 0..1_000,
}

/// What a unit costs.
param cost: COP/kWh(4) {
  from 2020-01-01: 532.17
  from 2020-03-01: 540.25 COP/kWh
  from 2999-01-01: 600.5
  open
}

let doubled = 2 * 21 kWh
let plus(amount: kWh(3), more: kWh(3)): kWh(3) = amount + more

rule need for Account: kWh = 130 kWh {
  except large = 200 kWh when usage > 500 kWh
}

tariff Home for Account {
  currency COP
  round lines to 0.01 COP
  values at period.start
  line energy = min(usage, plus(need, doubled)) @ (cost * 50%)
}

bill Monthly for Account {
  one of Home
}

test "one" {
  for Account(id: "A", usage: 1 kWh)
  over 2020-04
  expect Monthly.total = 270.13 COP
}
"""


class Hints(ServerCase):
    def setUp(self):
        super().setUp()
        self.open("a.rule", RULES)
        self.document = {"textDocument": {"uri": self.uri("a.rule")}}

    def hints(self, first=0, last=1_000):
        span = {"start": {"line": first, "character": 0}, "end": {"line": last, "character": 0}}
        return self.server.request("textDocument/inlayHint", {**self.document, "range": span})

    def shown(self):
        """Lines with their hints in them, in brackets."""
        lines = self.texts["a.rule"].split("\n")
        for hint in reversed(self.hints()):
            at = hint["position"]
            line = lines[at["line"]]
            lines[at["line"]] = line[:at["character"]] + "[" + hint["label"] + "]" + line[at["character"]:]
        return [line for line in lines if "[" in line]


class AllHints(Hints):
    def test_every_kind(self):
        self.assertEqual(self.published("a.rule"), [])
        self.assertEqual(self.shown(), [
            "param cost[ = 540.2500 COP/kWh]: COP/kWh(4) {",
            "  from 2020-01-01: 532.17[ COP/kWh]",
            "  from 2020-03-01: 540.25 COP/kWh[ ◂ today]",
            "  from 2999-01-01: 600.5[ COP/kWh][ ◂ next]",
            "let doubled[: kWh(0)] = 2 * 21 kWh",
            "rule need for Account: kWh[(0)] = 130 kWh {",
            "  line energy[: COP(2) (9 digits, 128 bits)] = min(usage, plus([amount:]need, [more:]doubled)) @ "
            "(cost[ = 540.2500 COP/kWh] * 50%)[ COP/kWh]",
        ])

    def test_a_range_only(self):
        self.assertEqual([one["label"] for one in self.hints(18, 19)], [": kWh(0)"])

    def test_details_are_found_on_demand(self):
        told = {one["label"]: self.server.request("inlayHint/resolve", one).get("tooltip") for one in self.hints()}
        self.assertIn("540.2500 COP/kWh since 2020-03-01\nnext, from 2999-01-01: 600.5000 COP/kWh",
                      told[" = 540.2500 COP/kWh"])
        amount = told[": COP(2) (9 digits, 128 bits)"]
        self.assertIn("exact to 9 digits; rounded to 0.01", amount)
        self.assertNotIn(None, told.values())

    def test_none_of_what_was_not_checked(self):
        self.change("a.rule", "2 * 21 kWh", "2 * 21 kW")
        labels = [one["label"] for one in self.hints()]
        self.assertIn(" = 540.2500 COP/kWh", labels)
        self.assertNotIn(": kWh(0)", labels)

    def test_bad_parameters(self):
        for method in ("textDocument/inlayHint", "inlayHint/resolve", "textDocument/codeLens", "codeLens/resolve"):
            for params in (None, {}, {"data": {"kind": 99}}, {**self.document, "range": 3, "data": {"kind": 0}},
                           {"data": {"kind": 2, "position": {"line": 10 ** 9, "character": 3}, **self.document}}):
                reply = self.server.reply(self.server.ask(method, params))
                self.assertTrue("error" in reply or "result" in reply)


class SomeHints(Hints):
    options = {"inlayHints": {"values": False, "units": False, "amounts": False}}
    locale = "es"

    def test_kinds_are_switched_off(self):
        self.assertEqual({one["label"] for one in self.hints()}, {": kWh(0)", "(0)", "amount:", "more:"})
        tips = {self.server.request("inlayHint/resolve", one)["tooltip"] for one in self.hints()}
        self.assertEqual(tips, {"tipo que halló el verificador", "nombre del argumento"})


class NoHints(Hints):
    options = {"inlayHints": False}

    def test_all_are_switched_off(self):
        self.assertEqual(self.hints(), [])


class Lenses(Hints):
    def lenses(self):
        found = self.server.request("textDocument/codeLens", self.document)
        self.assertTrue(all("command" not in one for one in found))
        return [self.server.request("codeLens/resolve", one) for one in found]

    def test_every_kind(self):
        found = {}
        for one in self.lenses():
            found.setdefault(self.text_at("a.rule", one["range"]), []).append(one["command"])
        self.assertEqual({name: [one["title"] for one in commands] for name, commands in found.items()}, {
            "Account": ["4 uses"], "cost": ["1 use", "Timeline"], "doubled": ["1 use"], "plus": ["1 use"],
            "need": ["1 use", "Evaluate", "Exception tree"], "Home": ["1 use", "Evaluate"], "energy": ["Evaluate"],
            "Monthly": ["1 use", "Evaluate"], '"one"': ["Run test"]})
        uri = self.uri("a.rule")
        self.assertEqual(found['"one"'][0], {"title": "Run test", "command": "tarifa.runTest",
                                             "arguments": [uri, "one"]})
        references = found["cost"][0]
        self.assertEqual(references["command"], "tarifa.showReferences")
        self.assertEqual(references["arguments"][:2], [uri, self.place("a.rule", "param |cost")["position"]])
        self.assertEqual([self.text_at("a.rule", one["range"]) for one in references["arguments"][2]], ["cost"])
        self.assertEqual([one["command"] for one in found["need"][1:]], ["tarifa.evaluate",
                                                                         "tarifa.showExceptionTree"])
        self.assertEqual(found["cost"][1]["arguments"], [uri, self.place("a.rule", "param |cost")["position"]])


class SpanishLenses(Hints):
    locale = "es"

    def test_words(self):
        found = self.server.request("textDocument/codeLens", self.document)
        titles = {self.server.request("codeLens/resolve", one)["command"]["title"] for one in found}
        self.assertLessEqual({"1 uso", "4 usos", "Ejecutar prueba", "Evaluar", "Árbol de excepciones",
                              "Línea de tiempo"}, titles)
        self.assertIn(" ◂ hoy", [one["label"] for one in self.hints()])


if __name__ == "__main__":
    unittest.main()
