"""The tests in the rules as an editor's test explorer sees them: listed, run, their failures with diagrams."""

import unittest

from server_case import ServerCase

EXAMPLE = "01-colombia-energy"
ENERGY = EXAMPLE + "/rules/energy.rule"


class Tests(ServerCase):
    def prepare(self):
        self.copy_example(EXAMPLE)

    def setUp(self):
        super().setUp()
        self.open(ENERGY)

    def run_test(self, **what):
        answer = self.server.request("tarifa/runTest", {"uri": self.uri(ENERGY), **what})
        self.assertTrue(answer["ok"], answer)
        return answer

    def test_tests_are_listed_with_their_rows(self):
        for params in ({}, {"textDocument": {"uri": self.uri(ENERGY)}}):
            found = self.server.request("tarifa/tests", params)
            self.assertEqual([one["name"] for one in found], ["stratum 1 in the highlands", "blocks"])
            self.assertEqual({one["uri"] for one in found}, {self.uri(ENERGY)})
            rows = found[1]["rows"]
            self.assertEqual(len(rows), 4)
            self.assertIn("kwh: 500 kWh", self.texts[ENERGY].split("\n")[rows[1]["range"]["start"]["line"]])
            self.assertTrue(rows[1]["name"].startswith("blocks, row 2: kwh 500"))

    def test_all_pass(self):
        answer = self.run_test()
        self.assertTrue(answer["passed"])
        self.assertEqual(len(answer["results"]), 5)
        self.assertTrue(all(one["passed"] and one["milliseconds"] >= 0 for one in answer["results"]))
        self.assertEqual(len(self.run_test(name="blocks")["results"]), 4)

    def test_a_failure_has_its_diagram(self):
        self.change(ENERGY, "Monthly.total   = 64_250 COP", "Monthly.total   = 64_300 COP")
        result = self.run_test(name="stratum 1 in the highlands")["results"][0]
        self.assertFalse(result["passed"])
        failure = result["failures"][0]
        self.assertEqual((failure["actual"], failure["expected"]), ("64250.00 COP", "64300 COP"))
        self.assertIn("Monthly.total", failure["message"])
        at = self.texts[ENERGY].split("\n")[failure["range"]["start"]["line"]]
        self.assertIn("64_300", at)
        self.assertEqual(failure["diagram"].split("\n"), [
            "Monthly.total = 64300 COP",
            "|             |",
            "64250.00 COP  false"])
        self.assertIn("invoices", result["notGiven"])

    def test_one_row_by_its_number(self):
        self.change(ENERGY, "amount: 274_100 COP", "amount: 274_101 COP")
        good, bad = self.run_test(name="blocks", row=1), self.run_test(name="blocks", row=2)
        self.assertEqual((good["passed"], bad["passed"]), (True, False))
        self.assertEqual([one["row"] for one in bad["results"]], [2])
        self.assertIn("amount", bad["results"][0]["failures"][0]["diagram"])

    def test_errors_of_the_package_are_said(self):
        self.change(ENERGY, "= 130 kWh {", "= 130 kW {")
        answer = self.server.request("tarifa/runTest", {"uri": self.uri(ENERGY)})
        self.assertFalse(answer["ok"])
        self.assertIn("errors", answer["problem"])

    def test_tests_stay_listed_while_a_file_is_broken(self):
        self.assertTrue(all(one["current"] for one in self.server.request("tarifa/tests", {})))
        self.change(ENERGY, "= 130 kWh {", "= 130 kW {")
        found = self.server.request("tarifa/tests", {})
        self.assertEqual([one["name"] for one in found], ["stratum 1 in the highlands", "blocks"])
        self.assertFalse(any(one["current"] for one in found))

    def test_progress_is_told(self):
        self.run_test(workDoneToken="run-1")
        told = [one["params"]["value"] for one in self.server.notices if one["method"] == "$/progress"]
        self.assertEqual((told[0]["kind"], told[-1]["kind"]), ("begin", "end"))
        self.assertEqual([one["percentage"] for one in told if one["kind"] == "report"], [20, 40, 60, 80, 100])

    def test_a_run_that_was_cancelled_ends(self):
        rows = "".join(f"  | kwh: {i} kWh, amount: 0 COP\n" for i in range(4_000))
        self.change(ENERGY, "  | kwh: 500 kWh", rows + "  | kwh: 500 kWh")
        number = self.server.ask("tarifa/runTest", {"uri": self.uri(ENERGY), "workDoneToken": 1})
        while not any(one["method"] == "$/progress" and one["params"]["value"]["kind"] == "report" for one in self.server.notices):
            self.server.take()
        self.server.tell("$/cancelRequest", {"id": number})
        self.assertEqual(self.server.reply(number)["error"]["code"], -32800)
        self.assertTrue(self.run_test(name="stratum 1 in the highlands")["passed"])

    def test_bad_parameters_are_answered(self):
        for params in (None, {}, {"uri": 7}, {"uri": "file:///none.rule"}):
            self.assertIsNone(self.server.request("tarifa/runTest", params))
        self.assertEqual(self.run_test(name="nothing")["results"], [])
        self.assertEqual(self.run_test(name="blocks", row=99)["results"], [])
        self.assertEqual(self.server.request("tarifa/tests", {"textDocument": {"uri": "file:///none.txt"}}), [])


class InSpanish(ServerCase):
    locale = "es"

    def prepare(self):
        self.copy_example(EXAMPLE)

    def test_words_are_spanish(self):
        self.open(ENERGY)
        self.change(ENERGY, "Monthly.total   = 64_250 COP", "Monthly.total   = 64_300 COP")
        answer = self.server.request("tarifa/runTest", {"uri": self.uri(ENERGY), "name": "stratum 1 in the highlands"})
        self.assertEqual(answer["results"][0]["failures"][0]["message"],
                         "se esperaba Monthly.total = 64300 COP, se encontró 64250.00 COP")


if __name__ == "__main__":
    unittest.main()
