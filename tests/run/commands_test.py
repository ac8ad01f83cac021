"""Commands on good packages: new, test, fmt, dump, explain, completions, help."""

import json
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

from billing_case import BillingCase, account

COMMANDS = ("bill", "build", "check", "completions", "dump", "explain", "fmt", "lsp", "new", "show", "test")

TESTS = """
test "energy" {
  for Account(id: "T", class: Home, usage: used, dwellings: 1, deposit: 0 EUR, factor: 0)
  over 2020-04
  expect Monthly.energy = amount
  | used: 0 kWh  , amount: 0 EUR
  | used: 10 kWh , amount: 2 EUR
  | used: 20 kWh , amount: LAST EUR
}

test "before the price" {
  for Account(id: "T", class: Home, usage: 1 kWh, dwellings: 1, deposit: 0 EUR, factor: 0)
  over 2020-01
  expect error R0301
}
"""


class CommandsTest(BillingCase):
    def with_tests(self, last):
        rules = self.folder / "package/rules/small.rule"
        rules.write_text(rules.read_text() + TESTS.replace("LAST", last))

    def test_new_checks_tests_and_bills_at_once(self):
        made = self.run_tarifa("new", "water-town")
        self.assertEqual(made.status, 0, made.err)
        for line in made.out.splitlines()[1:]:  # the commands it proposes
            done = self.run_tarifa(*line.split()[1:])
            self.assertEqual(done.status, 0, line + "\n" + done.out + done.err)
        self.assertEqual(self.run_tarifa("check", "water-town").err, "")
        self.assertEqual(self.run_tarifa("fmt", "--check", "water-town").status, 0)
        bill = self.run_tarifa("explain", "water-town", "--accounts", "water-town/data/accounts.jsonl", "--period", "2026-01")
        self.assertIn("0.10 * (water + fixed + waived) 16.80 EUR", bill.out)
        again = self.run_tarifa("new", "water-town")
        self.assertEqual(again.status, 2)
        self.assertIn("E0962", again.err)
        self.assertEqual(self.run_tarifa("new", "9 lives").status, 2)

    def test_tests_are_counted_by_row(self):
        self.with_tests("4")
        output = self.run_tarifa("test", "package", "--junit", "report.xml")
        self.assertEqual(output.status, 0, output.out + output.err)
        self.assertTrue(output.out.endswith("4 cases: 4 passed, 0 failed\n"), output.out)
        report = xml.etree.ElementTree.parse(self.folder / "report.xml").getroot()
        self.assertEqual((report.get("tests"), report.get("failures")), ("4", "0"))

    def test_a_failed_test_shows_its_values(self):
        self.with_tests("5")
        output = self.run_tarifa("test", "package", "--junit", "report.xml")
        self.assertEqual(output.status, 1)
        self.assertIn("FAIL  energy, row 3: used 20 kWh, amount 5 EUR", output.out)
        self.assertIn("4.00 EUR", output.out)
        self.assertTrue(output.out.endswith("4 cases: 3 passed, 1 failed\n"), output.out)
        report = xml.etree.ElementTree.parse(self.folder / "report.xml").getroot()
        self.assertEqual((report.get("tests"), report.get("failures")), ("4", "1"))

    def test_filter(self):
        self.with_tests("5")
        output = self.run_tarifa("test", "package", "--filter", "before")
        self.assertEqual((output.status, output.out.splitlines()[-1]), (0, "1 case: 1 passed, 0 failed"))
        self.assertEqual(self.run_tarifa("test", "package", "--filter", "nothing like it").status, 2)

    def test_check_forms(self):
        self.assertEqual(self.run_tarifa("check", "package").status, 0)
        self.assertEqual(json.loads(self.run_tarifa("check", "package", "--format", "json").out), [])
        sarif = json.loads(self.run_tarifa("check", "package", "--format", "sarif").out)
        self.assertEqual(sarif["version"], "2.1.0")
        numerics = self.run_tarifa("check", "package", "--numerics").out
        for text in ("Account.usage", "0.000 .. 1000000.000", "Standard.energy", "rounded to 0.01"):
            self.assertIn(text, numerics)

    def test_fmt_check_changes_nothing(self):
        rules = self.folder / "package/rules/small.rule"
        self.assertEqual(self.run_tarifa("fmt", "package").status, 0)
        formatted = rules.read_text()
        self.assertEqual(self.run_tarifa("fmt", "--check", "package").status, 0)
        ugly = formatted.replace("  line energy", "      line energy")
        rules.write_text(ugly)
        output = self.run_tarifa("fmt", "--check", "package")
        self.assertEqual((output.status, output.out), (1, "package/rules/small.rule\n"))
        self.assertEqual(rules.read_text(), ugly)
        self.assertEqual(self.run_tarifa("fmt", "package").status, 0)
        self.assertEqual(rules.read_text(), formatted)

    def test_every_stage_can_be_dumped(self):
        for stage, word in [("tokens", "ENTITY"), ("syntax", "EntityDecl"), ("ir", "Standard"), ("kernel", ""), ("llvm", "define"), ("asm", "")]:
            output = self.run_tarifa("dump", "package", "--stage", stage, "--period", "2020-04")
            self.assertEqual(output.status, 0, output.err)
            self.assertIn(word, output.out)
            self.assertGreater(len(output.out.splitlines()), 10, stage)

    def test_explain(self):
        accounts = self.write("accounts.jsonl", json.dumps(account()) + "\n" + json.dumps(account(id="B", usage=50)) + "\n" +
                              json.dumps(account(id="C", usage=-1)) + "\n")
        command = ["explain", "package", "--accounts", accounts, "--period", "2020-04"]
        text = self.run_tarifa(*command, "--account", "B")
        self.assertEqual(text.status, 0, text.err)
        for word in ("Monthly", "Standard.energy", "50.000 kWh", "price", "0.2000 EUR/kWh", "10.00", "rules/small.rule:"):
            self.assertIn(word, text.out)
        self.assertIn("20.00", self.run_tarifa(*command).out)  # the first account
        tree = json.loads(self.run_tarifa(*command, "--account", "B", "--format", "json").out)
        self.assertEqual(tree["kind"].lower(), "bill")
        failed = self.run_tarifa(*command, "--account", "C")
        self.assertEqual(failed.status, 3)
        self.assertIn("R0201", failed.out)
        spanish = self.run_tarifa("--lang", "es", *command, "--account", "B")
        self.assertEqual(spanish.status, 0, spanish.err)
        for words in ("factura Monthly", "tarifa Standard", "antes de redondear", "50.000 kWh", "10.00"):
            self.assertIn(words, spanish.out)
        self.assertNotIn("before rounding", spanish.out)
        self.assertIn("before rounding", text.out)
        self.assertIn("fuera de", self.run_tarifa("--lang", "es", *command, "--account", "C").out)
        missing = self.run_tarifa(*command, "--account", "Z")
        self.assertEqual(missing.status, 2)
        self.assertIn("E0953", missing.err)

    def test_help_and_version(self):
        self.assertRegex(self.run_tarifa("--version").out, r"^tarifa \d+\.\d+\.\d+\n$")
        output = self.run_tarifa("--help")
        self.assertEqual(output.status, 0)
        for command in COMMANDS:
            self.assertIn(command, output.out)
            one = self.run_tarifa(command, "--help")
            self.assertEqual(one.status, 0)
            self.assertIn("Example", one.out)
        self.assertNotIn("--plant", self.run_tarifa("bill", "--help").out)

    def test_completions_name_every_command(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.run_tarifa("completions", shell)
            self.assertEqual(script.status, 0)
            for word in (*COMMANDS, "fail-over", "jsonl"):
                self.assertIn(word, script.out, shell)
            if shutil.which(shell):
                path = self.write("script", script.out)
                subprocess.run([shell, "-n", path], check=True)

    def test_bash_completes(self):
        script = self.write("script", self.run_tarifa("completions", "bash").out)

        def complete(*words):
            program = (f"source {script}; COMP_WORDS=({' '.join(words)} ''); COMP_CWORD={len(words)}; "
                       "COMP_WORDS[$COMP_CWORD]=$LAST; _tarifa; echo ${COMPREPLY[@]}")
            return lambda last: subprocess.run(["bash", "-c", program], env={"LAST": last}, capture_output=True, text=True,
                                               check=True).stdout.split()

        self.assertEqual(complete("tarifa")("ex"), ["explain"])
        self.assertEqual(complete("tarifa", "bill", "--format")("js"), ["json", "jsonl"])
        self.assertIn("--accounts", complete("tarifa", "bill")("--a"))


if __name__ == "__main__":
    unittest.main()
