"""Files that cannot be read or written, and wrong use of the command: one clear message, status 2, nothing left behind."""

import json
import unittest

from billing_case import BillingCase, account

HEADER = "id,class,usage,dwellings,deposit,factor\n"


class BadFiles(BillingCase):
    def refused(self, code, *words, accounts=None, options=(), text="", name="accounts.csv"):
        if accounts is None:
            accounts = self.write(name, text)
        output = self.bill(accounts, *options)
        self.assertEqual((output.status, output.out), (2, ""), output.err)
        self.assertIn(code, output.err)
        for word in words:
            self.assertIn(word, output.err)
        self.assertEqual(self.left_behind(), [])

    def test_missing_column(self):
        self.refused("E0928", "`usage`", "Account", text=HEADER.replace("usage,", "") + "A,Home,1,0,0\n")

    def test_unknown_column(self):
        self.refused("E0927", "`usge`", "did you mean `usage`", text=HEADER.replace("usage", "usge") + "A,Home,1,1,0,0\n")
        self.refused("E0926", "`colour`", text="colour," + HEADER + "red,A,Home,1,1,0,0\n")

    def test_column_twice(self):
        self.refused("E0923", "`usage`", text="usage," + HEADER)

    def test_quote_never_closed(self):
        self.refused("E0924", "line 3", text=HEADER + "A,Home,1,1,0,0\nB,\"Home,1,1,0,0\nC,Home,1,1,0,0\n")

    def test_empty_file(self):
        for name in ("accounts.csv", "accounts.jsonl"):
            self.refused("E0920", name, text="", name=name)
        self.refused("E0920", text=HEADER)
        self.refused("E0921", "the file is empty", text="", name="accounts.json")
        self.refused("E0920", text="[]", name="accounts.json")

    def test_broken_array(self):
        good = json.dumps(account())
        self.refused("E0921", "line 2", text=f"[{good},\n]", name="accounts.json")
        self.refused("E0921", "ends inside", text=f"[{good}", name="accounts.json")
        self.refused("E0921", "not valid JSON", text=f"[{good}, {{\"id\": }}]", name="accounts.json")
        self.refused("E0921", ".jsonl", text=good, name="accounts.json")

    def test_entity_that_needs_lists(self):  # S55
        rules = self.folder / "package/rules/small.rule"
        rules.write_text(rules.read_text().replace("key id: text(16),", "key id: text(16),\n  old: list of kWh(3) max 12,"))
        self.refused("E0925", "`old`", text=HEADER + "A,Home,1,1,0,0\n")

    def test_unreadable_file(self):
        self.refused("E0901", "No such file", accounts="missing.jsonl")
        self.refused("E0901", "Is a directory", accounts="package")

    def test_missing_output_folder(self):
        accounts = self.write("accounts.jsonl", json.dumps(account()))
        self.refused("E0902", "No such file", accounts=accounts, options=["--out", "none/bills.jsonl"])

    def test_periods(self):
        self.write("accounts.jsonl", json.dumps(account()))
        for code, *options in [("E0959",), ("E0958", "--period", "2020-13"), ("E0957", "--from", "2020-02-30", "--through", "2020-03-01"),
                               ("E0960", "--from", "2020-03-02", "--through", "2020-03-01"), ("E0959", "--from", "2020-03-02"),
                               ("E0960", "--from", "2020-01-01", "--through", "2021-02-04"),
                               ("E0959", "--period", "2020-01", "--from", "2020-01-01", "--through", "2020-01-02"),
                               ("E0957", "--period", "2020-04", "--issued", "soon"), ("E0961", "--period", "2020-04", "--fail-over", "x"),
                               ("E0961", "--period", "2020-04", "--fail-over", "101%"), ("E0961", "--period", "2020-04", "--fail-over", "5"),
                               ("E0952", "--period", "2020-04", "--bill", "Yearly")]:
            output = self.run_tarifa("bill", "package", "--accounts", "accounts.jsonl", *options)
            self.assertEqual((output.status, output.out), (2, ""), options)
            self.assertIn(code, output.err, options)

    def test_a_folder_that_is_no_package(self):
        (self.folder / "empty").mkdir()
        for folder in ("empty", "nowhere"):
            output = self.run_tarifa("check", folder)
            self.assertEqual(output.status, 2)
            self.assertIn("E0940", output.err)

    def test_packages_that_several_depend_on_count_once(self):
        for level in range(1, 8):
            for side in "ab":
                below = "" if level == 7 else "[dependencies]\n" + "".join(
                    f'p{level + 1}{other} = {{ path = "../p{level + 1}{other}" }}\n' for other in "ab")
                self.write(f"p{level}{side}/tarifa.toml", f'[package]\nname = "p{level}{side}"\nversion = "1.0.0"\n'
                           f'edition = "2026"\nentry = ["p{level}{side}"]\n{below}')
                self.write(f"p{level}{side}/rules/main.rule", f"module p{level}{side}\n")
        output = self.run_tarifa("check", "p1a")
        self.assertEqual((output.status, output.err), (0, ""))

    def test_too_many_packages(self):
        for i in range(66):
            manifest = f'[package]\nname = "p{i}"\nversion = "1.0.0"\nedition = "2026"\nentry = ["p{i}"]\n'
            self.write(f"p{i}/tarifa.toml", manifest + f'[dependencies]\np{i + 1} = {{ path = "../p{i + 1}" }}\n')
        output = self.run_tarifa("check", "p0")
        self.assertEqual(output.status, 2)
        self.assertIn("E0942", output.err)

    def test_package_with_errors(self):
        rules = self.folder / "package/rules/small.rule"
        rules.write_text(rules.read_text().replace("usage @ price", "usage @ prize"))
        self.write("accounts.jsonl", json.dumps(account()))
        output = self.run_tarifa("bill", "package", "--accounts", "accounts.jsonl", "--period", "2020-04")
        self.assertEqual((output.status, output.out), (1, ""))
        self.assertIn("prize", output.err)
        self.assertEqual(self.run_tarifa("check", "package").status, 1)
        self.assertEqual(self.run_tarifa("build", "package").status, 1)

    def test_wrong_use(self):
        for words in ([], ["bil"], ["bill", "package"], ["bill", "package", "--accounts"], ["dump", "package", "--stage", "x"],
                      ["check", "package", "--formt", "json"]):
            self.assertEqual(self.run_tarifa(*words).status, 2, words)


if __name__ == "__main__":
    unittest.main()
