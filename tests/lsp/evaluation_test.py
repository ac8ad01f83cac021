"""Evaluation in place: sample accounts, values beside the rules, the explanation of a bill, over a real session."""

import json
import os
import subprocess
import unittest

from server_case import EVERYTHING, ServerCase

EXAMPLE = "01-colombia-energy"
ENERGY = EXAMPLE + "/rules/energy.rule"
T1 = "test:co.retailer.energy/stratum 1 in the highlands"


class Evaluation(ServerCase):
    capabilities = {**EVERYTHING, "workspace": {**EVERYTHING["workspace"], "inlayHint": {"refreshSupport": True}}}

    def prepare(self):
        self.copy_example(EXAMPLE)

    def setUp(self):
        super().setUp()
        self.open(ENERGY)

    def about(self, **choice):
        return {"textDocument": {"uri": self.uri(ENERGY)}, **({"choice": choice} if choice else {})}

    def values(self, **choice):
        """Of the file: by the text they stand at, what is shown."""
        answer = self.server.request("tarifa/evaluate", self.about(**choice))
        self.assertTrue(answer["ok"], answer)
        return {(one["kind"], one["name"]): one for one in answer["values"]}

    def data(self, *rows, file="data/mine.jsonl"):
        self.write(f"{EXAMPLE}/{file}", "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in rows))
        return file

    def test_samples_are_subjects_of_tests_and_rows_of_data(self):
        found = {one["id"]: one for one in self.server.request("tarifa/sampleAccounts", self.about())}
        one = found[T1]
        self.assertEqual((one["kind"], one["label"], one["entity"]), ("test", "stratum 1 in the highlands", "Account"))
        self.assertEqual(one["dates"], {"from": "2020-03-01", "through": "2020-03-31", "asOf": "2020-04-01"})
        line = self.texts[ENERGY].split("\n")[one["location"]["range"]["start"]["line"]]
        self.assertIn("stratum 1 in the highlands", line)
        self.assertIn("row 2: kwh 500", found["test:co.retailer.energy/blocks#2"]["label"])
        sample = found["data:data/sample.jsonl#2"]
        self.assertEqual((sample["kind"], sample["label"], sample["detail"]), ("data", "H-1002", "data/sample.jsonl"))
        self.assertEqual(sample["location"]["range"]["start"]["line"], 1)

    def test_a_let_that_is_an_account_is_a_sample(self):
        account = 'Account(id: "L", class: Residential, stratum: S1, altitude: 10 m, usage: 200 kWh)'
        self.change(ENERGY, "bill Monthly", f"let lowlander = {account}\n\nbill Monthly")
        self.assertIn("let:co.retailer.energy/lowlander",
                      [one["id"] for one in self.server.request("tarifa/sampleAccounts", self.about())])
        values = self.values(sample="let:co.retailer.energy/lowlander", period="2020-04")
        self.assertEqual(values["rule", "subsistence"]["text"], "= 173 kWh")

    def test_values_stand_at_what_yields_them(self):
        values = self.values(sample=T1)
        energy = values["line", "Residential.energy"]
        self.assertEqual(energy["text"], "= 101925.03 COP")
        self.assertIn("usage 190.000 kWh @ unit_cost 536.4475 COP/kWh", energy["tooltip"])
        self.assertEqual(self.text_at(ENERGY, energy["range"]), "energy")
        self.assertIn('line energy        "Energy"', self.texts[ENERGY].split("\n")[energy["range"]["start"]["line"]])
        self.assertEqual(values["line", "Residential.contribution"]["text"], "not on the bill")
        self.assertEqual(values["rule", "subsistence"]["text"], "= 130 kWh")
        self.assertEqual(values["exception", "lowland"]["text"], "does not apply")
        self.assertEqual(values["tariff", "Residential"]["text"], "✓ applies")
        self.assertEqual(values["tariff", "Commercial"]["text"], "does not apply")
        self.assertEqual(values["total", "Monthly.total"]["text"], "= 64250.00 COP")
        cost = values["parameter", "unit_cost"]
        self.assertIn("from 2020-03-01" if "from" in self.text_at(ENERGY, cost["range"]) else "2020-03-01",
                      self.texts[ENERGY].split("\n")[cost["range"]["start"]["line"]])
        self.assertEqual(cost["tooltip"], "read on 2020-03-01")
        self.assertEqual(values["row", "subsidy_rate(S1)"]["text"], "= 0.6000")

    def test_reads_have_their_values_where_they_are_used(self):
        answer = self.server.request("tarifa/evaluate", self.about(sample=T1))
        reads = {(self.texts[ENERGY].split("\n")[one["range"]["start"]["line"]].split('"')[0].strip(), one["name"]): one["value"]
                 for one in answer["reads"]}
        self.assertEqual(reads["line energy", "usage"], "190.000 kWh")
        self.assertEqual(reads["line energy", "unit_cost"], "536.4475 COP/kWh")

    def test_an_account_of_a_file_by_its_key(self):
        values = self.values(accounts="data/sample.jsonl", account="H-1002", period="2020-03")
        self.assertEqual(values["rule", "subsistence"]["text"], "= 173 kWh")
        self.assertEqual(values["exception", "lowland"]["text"], "✓ applies")
        bill = self.tarifa("bill", "--accounts", self.folder / EXAMPLE / "data/sample.jsonl", "--period", "2020-03", "--format", "jsonl")
        expected = next(one for one in map(json.loads, bill.splitlines()) if one["account"] == "H-1002")
        self.assertEqual(values["total", "Monthly.total"]["value"], expected["total"] + " COP")
        for line in expected["lines"]:
            if line["name"] != "Monthly.rounding":
                self.assertEqual(values["line", line["name"]]["value"], line["amount"] + " COP")

    def test_every_digit_of_data_is_kept(self):
        self.change(ENERGY, "usage: kWh(3) in 0..1_000_000,", "usage: kWh(3),")
        big = '{"id": "B", "class": "Residential", "stratum": "S4", "altitude": 1, "invoices": [], "usage": %s}'
        for token, shown in (("12345678901234567890123.125", "12345678901234567890123.125"),
                             ("98765432109876543210987", "98765432109876543210987.000"),
                             ("0.1", "0.100"), ("1.5e3", "1500.000"), ('"7.250"', "7.250")):
            file = self.data(big % token)
            answer = self.server.request("tarifa/evaluate", self.about(accounts=file, account="B", period="2020-03"))
            reads = {one["value"] for one in answer["reads"] if one["name"] == "usage"}
            self.assertIn(shown + " kWh", reads, token)

    def test_data_are_judged_as_the_billing_run_judges_them(self):
        good = {"id": "A", "class": "Residential", "stratum": "S4", "altitude": 1, "usage": 1, "invoices": []}
        invoice = {"due": "2020-02-30", "unpaid": 1}
        rows = [{**good, "usage": -1}, {**good, "usage": "1.2345"}, {**good, "usage": None}, {**good, "class": "Farm"},
                {**good, "id": "x" * 33}, {**good, "invoices": [invoice]}, {**good, "invoices": {}},
                {**good, "invoices": [{"due": "2020-02-01", "unpaid": 1}] * 61}, {**good, "altitude": True}, {**good, "id": 7},
                '{"id": "A", "id": "B"}', "[1]", "{", '{"a": ' + "[" * 70 + "]" * 70 + "}"]
        for row in rows:
            file = self.data(row)
            path = self.folder / EXAMPLE / file
            bill = json.loads(self.tarifa("bill", "--accounts", path, "--period", "2020-03", "--format", "jsonl"))
            answer = self.server.request("tarifa/evaluate", self.about(
                accounts=file, account=bill["account"], period="2020-03"))
            self.assertFalse(answer["ok"], row)
            self.assertEqual(answer["code"], bill["error"]["code"], row)
            self.assertTrue(answer["problem"].startswith(bill["error"]["message"]), (row, answer, bill))
            explained = self.server.request("tarifa/explain", self.about(
                accounts=file, account=bill["account"], period="2020-03"))["explanation"]
            bill.pop("row", None)  # of one without a key
            self.assertEqual(explained, bill, row)

    def test_the_explanation_is_that_of_the_command(self):
        choice = {"accounts": "data/sample.jsonl", "account": "H-1001", "period": "2020-03"}
        answer = self.server.request("tarifa/explain", self.about(**choice))
        options = ("explain", "--accounts", self.folder / EXAMPLE / "data/sample.jsonl", "--account", "H-1001", "--period", "2020-03")
        self.assertEqual(answer["explanation"], json.loads(self.tarifa(*options, "--format", "json")))
        self.assertEqual(answer["text"], self.tarifa(*options))

    def test_what_fails_says_why(self):
        values = self.values(sample=T1, period="2019-12")
        self.assertIn("R0301 there is no value on that date", values["line", "Residential.energy"]["text"])
        answer = self.server.request("tarifa/evaluate", self.about(sample=T1, period="2019-12"))
        self.assertIn("R0301", answer["problem"])

    def test_nothing_stale_is_shown(self):
        self.assertTrue(self.values(sample=T1))
        self.change(ENERGY, "130 kWh {", "130 kW {")
        answer = self.server.request("tarifa/evaluate", self.about(sample=T1))
        self.assertEqual((answer["ok"], answer["values"]), (False, []))
        self.assertIn("the package has errors", answer["problem"])
        explained = self.server.request("tarifa/explain", self.about(sample=T1))
        self.assertIn("the package has errors", explained["explanation"]["error"]["message"])
        self.change(ENERGY, "130 kW {", "140 kWh {")
        self.assertEqual(self.values(sample=T1)["rule", "subsistence"]["text"], "= 140 kWh")

    def test_a_choice_is_kept_for_the_package(self):
        self.assertIsNone(self.server.request("tarifa/evaluate", self.about()))
        chosen = self.server.request("tarifa/chooseAccount", self.about(sample=T1))
        self.assertEqual(chosen["account"]["label"], "stratum 1 in the highlands")
        self.assertIn("workspace/inlayHint/refresh", [one["method"] for one in self.server.notices])
        self.assertEqual(self.server.request("tarifa/evaluate", self.about()), chosen)
        self.change(ENERGY, "= 130 kWh {", "= 150 kWh {")
        self.assertEqual(self.values()["rule", "subsistence"]["text"], "= 150 kWh")
        self.server.request("tarifa/chooseAccount", self.about())
        self.assertIsNone(self.server.request("tarifa/evaluate", self.about()))

    def test_bad_parameters_are_answered(self):
        for choice in ({"sample": "test:nothing"}, {"sample": "data:../../etc/passwd#1"}, {"sample": T1, "period": "March"},
                       {"accounts": "data/none.json", "account": "A", "period": "2020-03"},
                       {"accounts": "data/sample.jsonl", "account": "none", "period": "2020-03"},
                       {"accounts": "data/sample.jsonl", "account": "H-1001"}, {"sample": T1, "from": "2020-01-01", "through": "2019-01-01"}):
            answer = self.server.request("tarifa/evaluate", self.about(**choice))
            self.assertFalse(answer["ok"], choice)
            self.assertTrue(answer["problem"], choice)
        for method in ("sampleAccounts", "chooseAccount", "evaluate", "explain"):
            for params in (None, {}, {"textDocument": {"uri": "file:///none.rule"}, "choice": 7}):
                self.assertIn(self.server.request("tarifa/" + method, params), (None, []))

    def tarifa(self, command, *options):
        done = subprocess.run([os.environ["TARIFA"], command, self.folder / EXAMPLE, *options], capture_output=True, text=True,
                              timeout=120)
        self.assertIn(done.returncode, (0, 3), done.stderr)
        return done.stdout


class Preset(ServerCase):
    """A client that knows nothing of ours says the account in its settings."""

    capabilities = {**EVERYTHING, "workspace": {**EVERYTHING["workspace"], "inlayHint": {"refreshSupport": True}}}
    options = {"sampleAccount": {"sample": T1}}

    def prepare(self):
        self.copy_example(EXAMPLE)

    def shown(self):
        """The value beside `subsistence`, or none."""
        text = self.texts[ENERGY]
        hints = self.server.request("textDocument/inlayHint", {"textDocument": {"uri": self.uri(ENERGY)}, "range": {
            "start": {"line": 0, "character": 0}, "end": {"line": text.count("\n"), "character": 0}}})
        labels = [one["label"] if isinstance(one["label"], str) else "".join(part["value"] for part in one["label"]) for one in hints]
        return sorted({label.strip() for label in labels} & {"= 130 kWh", "= 173 kWh"})

    def configure(self, settings):
        self.server.tell("workspace/didChangeConfiguration", {"settings": settings})

    def test_options_and_changes_of_the_settings(self):
        self.open(ENERGY)
        about = {"textDocument": {"uri": self.uri(ENERGY)}}
        self.assertEqual(self.shown(), ["= 130 kWh"])
        self.configure({"tarifa": {"sampleAccount": {"accounts": "data/sample.jsonl", "account": "H-1002", "period": "2020-03"}}})
        self.assertEqual(self.shown(), ["= 173 kWh"])
        self.assertIn("workspace/inlayHint/refresh", [one["method"] for one in self.server.notices])
        for nothing in (None, 7, {}, {"tarifa": None}, {"other": {"sampleAccount": {}}}):
            self.configure(nothing)
            self.assertEqual(self.shown(), ["= 173 kWh"])
        self.server.request("tarifa/chooseAccount", {**about, "choice": {"sample": T1}})
        self.assertEqual(self.shown(), ["= 130 kWh"])
        self.server.request("tarifa/chooseAccount", about)
        self.assertEqual(self.shown(), ["= 173 kWh"])
        self.configure({"sampleAccount": {"sample": T1}})
        self.assertEqual(self.server.request("tarifa/evaluate", about)["account"]["label"], "stratum 1 in the highlands")
        self.configure({"sampleAccount": {}})
        self.assertEqual(self.shown(), [])
        self.assertIsNone(self.server.request("tarifa/evaluate", about))


METERS = """module town.water
use std.money.{EUR}
use std.units.{m3}
rounding half_up

enum Zone { Hill, Port }

entity Meter {
  key id: text(8),
  zone: Zone,
  used: m3(2) in 0..1_000,
  note: text(20)?,
}

param price: EUR/m3(2) {
  from 2026-01-01: 1.25
  open
}

tariff Water for Meter {
  currency EUR
  round lines to 0.01 EUR
  values at period.start
  line used_line "Water" = used @ price
  line noted "Note" = 1.00 EUR when note is known and note = "owes, \\"much\\""
}

bill Monthly for Meter {
  one of Water
  round total to 0.01 EUR
}
"""
METER = "water/rules/water.rule"


class Csv(ServerCase):
    """Accounts of CSV files: what `tarifa bill` says of a row is what the editor says of it."""

    def prepare(self):
        self.write("water/tarifa.toml", '[package]\nname = "water"\nversion = "1.0.0"\nedition = "2026"\nentry = ["town.water"]\n')
        self.write(METER, METERS)

    def setUp(self):
        super().setUp()
        self.open(METER)

    def about(self, **choice):
        return {"textDocument": {"uri": self.uri(METER)}, "choice": {"period": "2026-03", **choice}}

    def csv(self, text):
        (self.folder / "water/data").mkdir(exist_ok=True)
        (self.folder / "water/data/meters.csv").write_bytes(text.encode())

    def run_bill(self):
        return subprocess.run([os.environ["TARIFA"], "bill", self.folder / "water", "--accounts", self.folder / "water/data/meters.csv",
                               "--period", "2026-03", "--format", "jsonl"], capture_output=True, text=True, timeout=120)

    def bills(self):
        done = self.run_bill()
        self.assertIn(done.returncode, (0, 3), done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_rows_come_to_what_the_command_bills(self):
        self.csv('\ufeffid,used,zone,note\r\nA,1.5,Hill,\r\n\r\n"B",20,Port,"owes, ""much"""\r\nC,7,Hill,"two\nlines"\r\nD,0.01,Port,""')
        bills = self.bills()
        self.assertEqual([(one["account"], one["total"]) for one in bills], [("A", "1.88"), ("B", "26.00"), ("C", "8.75"), ("D", "0.01")])
        for number, bill in enumerate(bills, 1):
            for choice in ({"accounts": "data/meters.csv", "account": bill["account"]}, {"sample": f"data:data/meters.csv#{number}"}):
                answer = self.server.request("tarifa/evaluate", self.about(**choice))
                self.assertTrue(answer["ok"], answer)
                totals = [one["value"] for one in answer["values"] if one["kind"] == "total"]
                self.assertEqual(totals, [bill["total"] + " EUR"])

    def test_rows_are_judged_as_the_command_judges_them(self):
        rows = ("A,1.234,Hill,", "A,1001,Hill,", "A,,Hill,", 'A,"",Hill,', "A,1,Farm,", "A,1,Hill", "A,1,Hill,x,y", 'A,1,Hi"ll,',
                'A,1,"Hill"x,', "A, 1,Hill,", "A,1e2,Hill,", "toolongkey,1,Hill,", ",1,Hill,", "A,1,Hill," + "n" * 21)
        for row in rows:
            self.csv(f"id,used,zone,note\n{row}\n")
            bill = self.bills()[0]
            answer = self.server.request("tarifa/evaluate", self.about(sample="data:data/meters.csv#1"))
            if "error" not in bill:
                self.assertTrue(answer["ok"], (row, answer))
                continue
            self.assertFalse(answer["ok"], row)
            self.assertEqual(answer["code"], bill["error"]["code"], row)
            self.assertTrue(answer["problem"].startswith(bill["error"]["message"]), (row, answer, bill))

    def test_a_file_that_is_not_billed_is_not_evaluated(self):
        for text in ("id,used\nA,1\n", "id,used,zoen\nA,1,Hill\n", "id,id,used,zone\nA,A,1,Hill\n", 'id,used,zone\nA,1,"Hill\n', "",
                     'id,us"ed,zone\nA,1,Hill\n'):
            self.csv(text)
            done = self.run_bill()
            self.assertEqual(done.returncode, 2, done)
            answer = self.server.request("tarifa/evaluate", self.about(accounts="data/meters.csv", account="A"))
            self.assertFalse(answer["ok"], text)
            self.assertIn(answer["problem"].partition("data/meters.csv")[2], done.stderr)
            self.assertNotEqual(answer["problem"].partition("data/meters.csv")[2], "")

    def test_files_that_hold_accounts_are_listed(self):
        self.csv("id,used,zone\nA,1.5,Hill\nB,20,Port\n")
        self.write("water/data/price.csv", "from,value,until\n2026-01-01,1.25,open\n")
        found = self.server.request("tarifa/sampleAccounts", self.about())
        self.assertEqual([(one["id"], one["label"], one["entity"], one["detail"], one["location"]["range"]["start"]["line"])
                          for one in found],
                         [("data:data/meters.csv#1", "A", "Meter", "data/meters.csv", 1),
                          ("data:data/meters.csv#2", "B", "Meter", "data/meters.csv", 2)])


class InSpanish(ServerCase):
    locale = "es"

    def prepare(self):
        self.copy_example(EXAMPLE)

    def test_words_are_spanish(self):
        self.open(ENERGY)
        about = {"textDocument": {"uri": self.uri(ENERGY)}, "choice": {"sample": T1}}
        shown = [one["text"] for one in self.server.request("tarifa/evaluate", about)["values"]]
        self.assertIn("no está en la factura", shown)
        explained = self.server.request("tarifa/explain", about)["text"]
        for words in ("factura Monthly", "tarifa Residential", "antes de redondear", "excepción que no se aplica"):
            self.assertIn(words, explained)
        about["choice"]["period"] = "2019-12"
        self.assertIn("no hay valor en esa fecha", self.server.request("tarifa/evaluate", about)["problem"])


if __name__ == "__main__":
    unittest.main()
