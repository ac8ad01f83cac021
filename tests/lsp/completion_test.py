"""Completion: what the grammar asks for, type and unit, imports, snippets; in broken text."""

import unittest

from server_case import ServerCase

EXAMPLE = "01-colombia-energy"
ENERGY = EXAMPLE + "/rules/energy.rule"


class Completion(ServerCase):
    def prepare(self):
        self.copy_example(EXAMPLE)

    def setUp(self):
        super().setUp()
        self.open(ENERGY)

    def complete(self, old, new):
        """What is offered at the bar in `new`, written in place of `old`; best first."""
        written = new.replace("|", "", 1)
        at = self.texts[ENERGY].index(old) + new.index("|")
        self.change(ENERGY, old, written)
        place = {"textDocument": {"uri": self.uri(ENERGY)}, "position": self.position(ENERGY, at)}
        found = self.server.request("textDocument/completion", place)
        self.found = {one["label"]: one for one in found["items"]}
        self.change(ENERGY, written, old)
        return [one["label"] for one in sorted(found["items"], key=lambda one: one["sortText"])]

    def test_units_decide_the_order(self):
        names = self.complete("= usage @ unit_cost\n", "= |\n")
        # Money is asked for: what is money stands before what is energy.
        self.assertLess(names.index("fixed_charge"), names.index("usage"))
        self.assertEqual(self.found["usage"]["detail"], "kWh(3)")
        self.assertNotIn("Monthly", names)

    def test_the_rate_that_makes_money_of_energy(self):
        names = self.complete("= usage @ unit_cost\n", "= usage @ |\n")
        self.assertEqual(names[0], "unit_cost")
        self.assertEqual(self.found["unit_cost"]["detail"], "COP/kWh(4)")

    def test_members_where_an_enum_is_asked_for(self):
        names = self.complete("applies when class = Residential\n", "applies when class = |\n")
        self.assertEqual(names[:2], ["Commercial", "Residential"])
        self.assertNotIn("S1", names)
        self.assertNotIn("usage", names)
        names = self.complete("when stratum in {S1, S2, S3}", "when stratum in {S1, |}")
        self.assertEqual(names[:6], ["S1", "S2", "S3", "S4", "S5", "S6"])

    def test_arguments_of_a_table(self):
        names = self.complete("subsidy_rate(stratum)", "subsidy_rate(|)")
        self.assertEqual(names[:6], ["S1", "S2", "S3", "S4", "S5", "S6"])
        self.assertLessEqual({"stratum", "stratum:"}, set(names[:9]))
        self.assertEqual(self.found["stratum:"]["textEdit"]["newText"], "stratum: ")
        self.assertNotIn("late_rate", names)

    def test_fields_and_parts_after_a_dot(self):
        names = self.complete("i.due < period.start)\n\n  line energy  ", "i.| < period.start)\n\n  line energy  ")
        self.assertEqual(names, ["due", "unpaid"])  # a date is asked for
        names = self.complete("expect Monthly.energy  =", "expect Monthly.| =")
        self.assertLessEqual({"late_interest", "total", "energy"}, set(names))
        self.assertNotIn("usage", names)

    def test_fields_of_a_sample(self):
        names = self.complete("class: Residential, stratum", "|class: Residential, stratum")
        self.assertIn("invoices:", names)

    def test_declarations_at_the_margin_with_snippets(self):
        names = self.complete("bill Monthly for", "|\n\nbill Monthly for")
        self.assertIn("rule", names)
        self.assertIn("rule …", names)
        self.assertNotIn("line", names)
        self.assertNotIn("dunning", names)
        self.assertEqual(self.found["rule …"]["insertTextFormat"], 2)

    def test_items_in_a_tariff(self, snippet=True):
        names = self.complete("  tax vat            \"IVA\"           = 19% of fixed\n}\n\ntariff Commercial", "  |\n}\n\ntariff Commercial")
        self.assertEqual("line …" in names, snippet)
        self.assertIn("tax", names)
        self.assertNotIn("rule", names)

    def test_lines_after_of(self):
        names = self.complete("20% of energy", "20% of |")
        self.assertIn("energy", names)

    def test_types_and_units(self):
        names = self.complete("altitude: m(0)", "altitude: |(0)")
        self.assertIn("kWh", names)
        self.assertIn("date", names)
        self.assertIn("Stratum", names)
        self.assertNotIn("unit_cost", names)
        names = self.complete("altitude < 1_000 m", "altitude < 1_000 |")
        self.assertIn("m", names)
        self.assertIn("days", names)
        self.assertNotIn("usage", names)

    def test_a_unit_that_is_not_imported_brings_its_use(self):
        self.complete("altitude < 1_000 m", "altitude < 1_000 kVA|")
        edit = self.found["kVA"]["additionalTextEdits"][0]
        self.assertEqual(edit["newText"], ", kVA")
        lines = self.texts[ENERGY].split("\n")
        start = edit["range"]["start"]
        self.assertEqual(lines[start["line"]][:start["character"]], "use std.units.{kWh, m")
        self.complete("5_000 COP for energy", "months_b| for energy")
        self.assertEqual(self.found["months_between"]["additionalTextEdits"][0]["newText"], "\nuse std.dates.{months_between}")

    def test_names_of_a_module_in_use(self):
        names = self.complete("use std.units.{kWh, m}", "use std.units.{kWh, |}")
        self.assertIn("MWh", names)
        self.assertNotIn("kWh", names)
        names = self.complete("use std.money.{COP}", "use std.|")
        self.assertIn("dates", names)

    def test_resolve_tells_more(self):
        self.complete("= usage @ unit_cost\n", "= usage @ |\n")
        told = self.server.request("completionItem/resolve", self.found["unit_cost"])
        self.assertIn("Unit cost (CU), published monthly.", told["documentation"]["value"])
        self.complete("bill Monthly for", "|\n\nbill Monthly for")
        told = self.server.request("completionItem/resolve", self.found["rule"])
        self.assertIn("exceptions", told["documentation"]["value"])

    def test_nothing_in_texts_and_comments(self):
        self.assertEqual(self.complete('"Energy"        = usage', '"Ener|gy"        = usage'), [])
        self.assertEqual(self.complete("/// Unit cost (CU)", "/// Unit |cost (CU)"), [])

    def test_of_thousands_of_names_the_best_are_sent(self):
        rules = "".join(f"rule many_{k} for Account: COP(2) = 1.00 COP\n" for k in range(1_000))
        self.change(ENERGY, "tariff Residential", rules + "tariff Residential")
        self.assertNotIn(1, [one["severity"] for one in self.published(ENERGY)])
        place = {"textDocument": {"uri": self.uri(ENERGY)}}
        for typed, expected in (("", 300), ("many_77", 11), ("fixed_ch", 1), ("my7_7", 0)):
            self.change(ENERGY, "= usage @ unit_cost\n", f"= {typed} @ unit_cost\n")
            at = self.texts[ENERGY].index(f"= {typed} @ unit_cost\n") + 2 + len(typed)
            found = self.server.request("textDocument/completion", {**place, "position": self.position(ENERGY, at)})
            self.change(ENERGY, f"= {typed} @ unit_cost\n", "= usage @ unit_cost\n")
            self.assertTrue(found["isIncomplete"])
            names = [one["label"] for one in found["items"]]
            self.assertEqual(len([name for name in names if name.startswith(typed)]), expected, names)
            self.assertLessEqual(len(names), 300)

    def test_bad_places_are_answered(self):
        for line, character in ((0, 9_999), (9_999, 0), (0, 0)):
            found = self.server.request("textDocument/completion", {
                "textDocument": {"uri": self.uri(ENERGY)}, "position": {"line": line, "character": character}})
            self.assertIn("items", found)


class Plain(Completion):
    """A client without snippets, in Spanish."""

    capabilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": False}}}}
    locale = "es"

    def test_declarations_at_the_margin_with_snippets(self):
        names = self.complete("bill Monthly for", "|\n\nbill Monthly for")
        self.assertIn("rule", names)
        self.assertFalse([name for name in names if "…" in name])

    def test_items_in_a_tariff(self, snippet=False):
        super().test_items_in_a_tariff(snippet)

    def test_resolve_tells_more(self):
        self.complete("bill Monthly for", "|\n\nbill Monthly for")
        told = self.server.request("completionItem/resolve", self.found["rule"])
        self.assertIn("excepciones", told["documentation"]["value"])



class Paths(ServerCase):
    """CSV files in `from "..."`, named as the language finds them."""

    def prepare(self):
        self.write("town/tarifa.toml", '[package]\nname = "town"\nversion = "1.0.0"\nedition = "2026"\nentry = ["town.fees"]\n')
        self.write("town/rules/fees.rule", 'module town.fees\nuse std.money.{EUR}\n\nparam fee: EUR(2) from "fee.csv"\n\n'
                   'param other: EUR(2) {\n  from 2020-01-01: 1.00\n  open\n}\n')
        for path in ("rules/fee.csv", "rules/data/both.csv", "data/both.csv", "data/top.csv", "top.csv", ".git/hidden.csv",
                     "rules/no.json", "inner/theirs.csv", 'data/qu"ote.csv', "data/two words.csv"):
            self.write("town/" + path, "from,value,until\n2020-01-01,1.00,open\n")
        self.write("town/inner/tarifa.toml", '[package]\nname = "inner"\nversion = "1.0.0"\nedition = "2026"\nentry = ["inner"]\n')

    def complete(self, old, new):
        path = "town/rules/fees.rule"
        at = self.texts[path].index(old) + new.index("|")
        self.change(path, old, new.replace("|", "", 1))
        place = {"textDocument": {"uri": self.uri(path)}, "position": self.position(path, at)}
        found = self.server.request("textDocument/completion", place)["items"]
        self.change(path, new.replace("|", "", 1), old)
        return sorted(found, key=lambda one: one["sortText"])

    def test_files_as_the_language_finds_them(self):
        self.open("town/rules/fees.rule")
        # `data/both.csv` would mean two files: that beside the rules is named from the package's folder.
        expected = ["fee.csv", "data/top.csv", "data/two words.csv", "rules/data/both.csv", "top.csv"]
        for written in ('from "|"', 'from "da|"', 'from\n  "|fee.csv"', 'from "|'):
            found = self.complete('from "fee.csv"', written)
            self.assertEqual([one["label"] for one in found], expected, written)
            self.assertEqual({one["kind"] for one in found}, {17})
        edit = self.complete('from "fee.csv"', 'from "f|ee.csv"')[0]["textEdit"]
        self.assertEqual((edit["newText"], edit["range"]["start"]["character"], edit["range"]["end"]["character"]), ("fee.csv", 24, 31))

    def test_every_name_offered_is_found(self):
        text = self.open("town/rules/fees.rule")
        for one in self.complete('from "fee.csv"', 'from "|"'):
            self.change("town/rules/fees.rule", text, text.replace("fee.csv", one["label"]))
            problems = self.published("town/rules/fees.rule")
            self.assertEqual([each["code"] for each in problems if each["severity"] == 1], [], one["label"])
            self.change("town/rules/fees.rule", self.texts["town/rules/fees.rule"], text)

    def test_other_texts_and_comments_are_left_alone(self):
        self.open("town/rules/fees.rule")
        for written in ('because "|"', 'xfrom "|"', '// from "|"', 'from "fee.csv" "|"'):
            self.assertNotIn("fee.csv", [one["label"] for one in self.complete('from "fee.csv"', written)], written)

    def test_rules_without_a_package_read_no_files(self):
        self.write("alone/data.csv", "from,value,until\n")
        path = "alone/alone.rule"
        self.write(path, 'module alone\nparam fee: EUR(2) from ""\n')
        self.open(path)
        self.assertEqual(self.server.request("textDocument/completion", self.place(path, 'from "|"'))["items"], [])


if __name__ == "__main__":
    unittest.main()
