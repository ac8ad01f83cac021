"""Signatures, type definitions, implementations, call hierarchy: over modules and packages."""

import unittest

from server_case import ServerCase

BASE = "package/rules/base.rule"
BILLS = "package/rules/bills.rule"
RELIEF = "package/rules/relief.rule"


class Relations(ServerCase):
    def prepare(self):
        self.copy_every_name()

    def setUp(self):
        super().setUp()
        for path in (BASE, BILLS, RELIEF):
            self.open(path)

    def at(self, location):
        path = location["uri"].removeprefix(self.uri("") + "/")
        return path, self.text_at(path, location["range"])

    def signature(self, path, old, new):
        at = self.texts[path].index(old) + new.index("|")
        self.change(path, old, new.replace("|", ""))
        return self.server.request("textDocument/signatureHelp", {
            "textDocument": {"uri": self.uri(path)}, "position": self.position(path, at)})

    def test_signature_of_a_let(self):
        found = self.signature(BILLS, "above(usage, convert(1 block, kWh))", "above(usage, |convert(1 block, kWh))")
        self.assertEqual(found["signatures"][0]["label"], "above(quantity: kWh(0), lower: kWh(0)): kWh(0)")
        self.assertEqual(found["activeParameter"], 1)

    def test_signature_by_name_and_in_broken_text(self):
        found = self.signature(BILLS, "surcharge(used: usage, sector: sector)", "surcharge(sector: se|")
        self.assertIn("surcharge(sector: Sector, used: kWh(3))", found["signatures"][0]["label"])
        self.assertEqual(found["activeParameter"], 0)

    def test_signature_of_functions_and_parameters_with_keys(self):
        found = self.signature(BASE, "max(quantity - lower, 0 kWh)", "max(quantity - lower, |0 kWh)")
        self.assertEqual(found["signatures"][0]["parameters"][1], {"label": "b"})
        self.assertEqual(found["activeParameter"], 1)
        found = self.signature(BILLS, "= usage @ price(zone)", "= usage @ price(|zone)")
        self.assertIn("price(RateZone, at: date)", found["signatures"][0]["label"])
        self.assertIsNone(self.signature(BILLS, "currency EUR", "curr|ency EUR"))

    def test_type_definition(self):
        found = self.server.request("textDocument/typeDefinition", self.place(BILLS, "surcharge(used: usage, sector: sec|tor)"))
        self.assertEqual(self.at(found), (BASE, "Sector"))
        found = self.server.request("textDocument/typeDefinition", self.place(BILLS, "fixed  \"Fixed\"  = sta|nding"))
        self.assertEqual(found["uri"], "tarifa-std:/std/money.rule")

    def test_implementations_of_a_rule(self):
        found = self.server.request("textDocument/implementation", self.place(BILLS, "lower: allow|ance"))
        self.assertEqual(sorted(map(self.at, found)), [(BASE, "farm"), (BASE, "large"), (RELIEF, "shops")])

    def test_who_uses_a_rule_and_what_it_uses(self):
        item = self.server.request("textDocument/prepareCallHierarchy", self.place(BASE, "rule allow|ance"))[0]
        self.assertEqual((item["name"], item["detail"]), ("allowance", "town.base"))
        calls = self.server.request("callHierarchy/incomingCalls", {"item": item})
        self.assertEqual(sorted(one["from"]["name"] for one in calls), ["Household", "a home", "extend allowance"])
        item = self.server.request("textDocument/prepareCallHierarchy", self.place(BILLS, "tariff House|hold"))[0]
        calls = self.server.request("callHierarchy/outgoingCalls", {"item": item})
        self.assertLessEqual({"price", "ladder", "surcharge", "standing", "shares", "above", "allowance"},
                             {one["to"]["name"] for one in calls})
        price = next(one for one in calls if one["to"]["name"] == "price")
        self.assertEqual([self.text_at(BILLS, span) for span in price["fromRanges"]], ["price", "price"])

    def test_who_uses_a_line_and_what_it_uses(self):
        def item_of(mark):
            return self.server.request("textDocument/prepareCallHierarchy", self.place(BILLS, mark))[0]

        def incoming(item):
            return sorted((one["from"]["name"], [self.text_at(BILLS, span) for span in one["fromRanges"]])
                          for one in self.server.request("callHierarchy/incomingCalls", {"item": item}))

        def outgoing(item):
            return sorted((one["to"]["name"], one["to"]["detail"])
                          for one in self.server.request("callHierarchy/outgoingCalls", {"item": item}))

        item = item_of('line fi|xed  "Fixed"  = standing(zone)')
        self.assertEqual((item["name"], item["detail"], item["kind"]), ("fixed", "town.bills.Household", 7))
        self.assertEqual(incoming(item), [("a home", ["fixed", "fixed"]), ("before", ["fixed"]), ("least", ["fixed"]), ("vat", ["fixed"])])
        self.assertEqual(outgoing(item), [("shares", "town.base"), ("standing", "town.base")])
        self.assertEqual(item_of("Household.fi|xed = Household.fixed"), item)
        self.assertEqual(outgoing(item_of("line ex|tra")), [("price", "town.base"), ("surcharge", "town.base"), ("taxed", "town.bills.Household")])
        self.assertEqual(outgoing(item_of("subtotal bef|ore")), [
            ("energy", "town.bills.Business"), ("energy", "town.bills.Household"), ("fixed", "town.bills.Business"), ("fixed", "town.bills.Household")])
        self.assertEqual([one[0] for one in incoming(item_of("let ta|xed"))], ["extra"])

    def test_an_item_that_is_gone_gives_nothing(self):
        item = self.server.request("textDocument/prepareCallHierarchy", self.place(BASE, "rule allow|ance"))[0]
        for broken in ({}, {"uri": 3}, {**item, "uri": "file:///no/such.rule"}, {**item, "selectionRange": None}):
            self.assertIsNone(self.server.request("callHierarchy/incomingCalls", {"item": broken}))

    def test_a_line_of_alternatives_is_defined_in_each(self):
        found = self.server.request("textDocument/definition", self.place(BILLS, "expect Monthly.ene|rgy"))
        self.assertEqual([self.at(one) for one in found], [(BILLS, "energy")] * 2)

    def test_declaration_is_definition(self):
        place = self.place(BILLS, "lower: allow|ance")
        self.assertEqual(self.server.request("textDocument/declaration", place),
                         self.server.request("textDocument/definition", place))


if __name__ == "__main__":
    unittest.main()
