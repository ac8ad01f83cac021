"""The exceptions of a rule and the timeline of a parameter: as data, as text, as a picture."""

import unittest
import xml.etree.ElementTree

from server_case import ServerCase

EXAMPLE = "01-colombia-energy"
ENERGY = EXAMPLE + "/rules/energy.rule"
SVG = "{http://www.w3.org/2000/svg}"


class Pictures(ServerCase):
    def prepare(self):
        self.copy_example(EXAMPLE)

    def setUp(self):
        super().setUp()
        self.open(ENERGY)

    def picture(self, method, mark):
        answer = self.server.request("tarifa/" + method, self.place(ENERGY, mark))
        if answer is None:
            return None
        root = xml.etree.ElementTree.fromstring(answer["svg"])
        # A web view with a strict policy shows it: no script, no style, nothing from elsewhere.
        for one in root.iter():
            self.assertIn(one.tag.removeprefix(SVG), ("svg", "title", "rect", "line", "path", "text"))
            self.assertFalse(any(name.startswith("on") or name in ("style", "href") for name in one.attrib))
        answer["texts"] = ["".join(one.itertext()) for one in root.iter(SVG + "text")]
        return answer

    def test_exceptions_of_a_rule(self):
        for mark in ("rule sub|sistence", "min(usage, sub|sistence)", "except low|land"):
            answer = self.picture("exceptionTree", mark)
            self.assertEqual(answer["title"], "rule subsistence")
            tree = answer["tree"]
            self.assertEqual((tree["value"], tree["taken"]), ("130 kWh", False))
            lowland = tree["children"][0]
            self.assertEqual((lowland["name"], lowland["condition"], lowland["value"]), ("lowland", "altitude < 1000 m", "173 kWh"))
            self.assertIn("lowland", self.texts[ENERGY].split("\n")[lowland["location"]["range"]["start"]["line"]])
            self.assertIn("└─ except lowland = 173 kWh when altitude < 1000 m", answer["text"])
            self.assertIn("except lowland", answer["texts"])

    def test_the_chosen_account_shows_which_one_is_taken(self):
        about = {"textDocument": {"uri": self.uri(ENERGY)}}
        for account, taken in (("H-1001", ""), ("H-1002", "lowland")):
            choice = {"accounts": "data/sample.jsonl", "account": account, "period": "2020-03"}
            self.assertTrue(self.server.request("tarifa/chooseAccount", {**about, "choice": choice})["ok"])
            answer = self.picture("exceptionTree", "rule sub|sistence")
            branches = [answer["tree"], *answer["tree"]["children"]]
            self.assertEqual([one["name"] for one in branches if one["taken"]], [taken])
            self.assertEqual(answer["value"], "173 kWh" if taken else "130 kWh")
            self.assertIn("✓ taken", answer["texts"])

    def test_timeline_of_a_parameter(self):
        for mark in ("param unit|_cost", "usage @ unit_|cost"):
            answer = self.picture("timeline", mark)
            self.assertEqual((answer["title"], answer["type"]), ("param unit_cost", "COP/kWh(4)"))
            spans = answer["rows"][0]["spans"]
            self.assertEqual([(one["from"], one.get("through"), one["value"]) for one in spans], [
                ("2020-01-01", "2020-02-29", "532.1700 COP/kWh"), ("2020-03-01", "2020-03-31", "536.4475 COP/kWh"),
                ("2020-04-01", None, "540.0250 COP/kWh")])
            self.assertIn("<- today", answer["text"].split("\n")[3])

    def test_keys_and_gaps(self):
        self.change(ENERGY, "param fixed_charge", "param levy by Class: COP(2) {\n  | Residential from 2020-01-01: 1.00 until 2020-02-01"
                    " from 2020-03-01: 2.00 open\n  | Commercial from 2020-01-01: 3.00 open\n}\n\nparam fixed_charge")
        answer = self.picture("timeline", "param le|vy")
        self.assertEqual([one["name"] for one in answer["rows"]], ["levy(Residential)", "levy(Commercial)"])
        self.assertEqual([one.get("gap", False) for one in answer["rows"][0]["spans"]], [False, True, False])
        self.assertIn("no value: R0301", answer["texts"])

    def test_elsewhere_there_is_nothing(self):
        for method in ("exceptionTree", "timeline"):
            self.assertIsNone(self.picture(method, "tariff Resi|dential"))
            for params in (None, {}, {"textDocument": {"uri": self.uri(ENERGY)}, "position": {"line": -1}}):
                self.assertIsNone(self.server.request("tarifa/" + method, params))


if __name__ == "__main__":
    unittest.main()
