"""A row that cannot be billed is reported with key, code and place; the others are billed."""

import unittest

from billing_case import BillingCase, account

DIGITS = "9" * 40


class BadRows(BillingCase):
    def demand(self, bad, code, field=None, value=None, at="rules/small.rule:", period="2020-04"):
        """The bad row stands between two good ones, which are billed."""
        output = self.bill_rows([account(id="before"), bad, account(id="after")], period=period)
        before, row, after = output.rows()
        self.assertEqual(output.status, 3, output.err)
        self.assertEqual((before["total"], after["total"]), ("20.00", "20.00"))
        error = row["error"]
        self.assertEqual(error["code"], code, error)
        self.assertTrue(error["message"])
        self.assertTrue(error["at"].startswith(at), error)
        if field is not None:
            self.assertEqual((error["field"], error.get("value")), (field, value))
        self.assertIn("billed 2 of 3 accounts; 1 failed: " + code + " 1", output.err)
        return row

    def test_wrong_type(self):
        self.demand(account(usage=True), "R0202", "usage", "true", "rules/small.rule:11:3")
        self.demand(account(usage="12,5"), "R0202", "usage", "12,5")
        self.demand(account(**{"class": "Mill"}), "R0202", "class", "Mill")

    def test_more_digits_than_the_field(self):
        self.demand(account(usage="1.2345"), "R0202", "usage", "1.2345")
        self.assertEqual(self.codes(self.bill_rows([account(usage="1.23400")])), [("A1", "0.25")])

    def test_a_number_of_40_digits(self):
        self.demand(account(deposit=DIGITS), "R0202", "deposit", DIGITS)
        # The same as a JSON number: no digit is lost on the way to the message.
        row = '{"id": "A1", "class": "Home", "usage": 1, "dwellings": 1, "deposit": ' + DIGITS + ', "factor": 0}\n'
        self.demand(row, "R0202", "deposit", DIGITS)

    def test_out_of_range(self):
        self.demand(account(usage="-0.001"), "R0201", "usage", "-0.001")

    def test_missing_value(self):
        self.demand(account(usage=...), "R0203", "usage")
        self.demand(account(usage=None), "R0203", "usage")

    def test_duplicate_key(self):
        output = self.bill_rows([account(), account(id="B"), account(), account(id="B", usage=-1)])
        self.assertEqual(self.codes(output), [("A1", "20.00"), ("B", "20.00"), ("A1", "R0204"), ("B", "R0204")])

    def test_key_seen_in_a_failed_row(self):  # S55
        output = self.bill_rows([account(usage=-1), account()])
        self.assertEqual(self.codes(output), [("A1", "R0201"), ("A1", "R0204")])

    def test_no_readable_key(self):
        row = self.demand(account(id=None), "R0203", "id")
        self.assertEqual((row["account"], row["row"]), ("row 2", 2))

    def test_a_line_that_is_no_json(self):
        row = self.demand('{"id": "A1", \n', "R0202")
        self.assertIn("line 2", row["error"]["message"])

    def test_a_name_that_stands_twice(self):
        self.demand('{"id": "A1", "usage": 1, "usage": 2}\n', "R0202")

    def test_overflow(self):  # S36
        self.demand(account(deposit="9" * 36, factor="9"), "R0101", at="rules/small.rule:28:")

    def test_division_by_zero(self):
        row = self.demand(account(dwellings=0, **{"class": "Shop"}), "R0102", at="rules/small.rule:27:30")
        self.assertEqual(row["error"]["inputs"], {"dwellings": "0"})

    def test_date_before_the_timeline(self):
        output = self.bill_rows([account(), account(id="B")], period="2020-01")
        self.assertEqual(self.codes(output), [("A1", "R0301"), ("B", "R0301")])
        self.assertEqual(output.status, 3)
        self.assertTrue(output.rows()[0]["error"]["at"].startswith("rules/small.rule:26:"))

    def test_messages_in_spanish(self):
        output = self.bill_rows([account(usage="x")], "--lang", "es")
        self.assertIn("no es un número", output.rows()[0]["error"]["message"])
        self.assertIn("facturadas 0 de 1 cuentas; 1 fallaron", output.err)

    def test_every_form_shows_the_failure(self):
        accounts = self.write("accounts.csv", "id,class,usage,dwellings,deposit,factor\nA1,Home,x,1,0,0\nB,Home,5,1,0,0\n")
        for form in ("table", "json", "jsonl", "csv"):
            output = self.bill(accounts, form=form)
            self.assertEqual(output.status, 3)
            for text in ("A1", "R0202", "`usage` is not a number", "rules/small.rule:11:3", "1.00"):
                self.assertIn(text, output.out, form)


if __name__ == "__main__":
    unittest.main()
