"""The runner must find what is wrong: it is run against small stand-ins for the command."""

import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from case import Section

RUNNER = Path(__file__).parent / "main.py"
GOOD = """period: 2020-04
--- rules/main.rule
module main
--- accounts.jsonl
{"id": "A"}
--- expect result
A Monthly 2020-04-01..2020-05-01 EUR
  T.e "E" 2 kWh @ 1 EUR/kWh = 2.00
  total 2.00
--- expect codes
"""
STAND_IN = """#!/usr/bin/env python3
import json, os, sys
args = sys.argv[1:]
if args[0] == "check":
    print("[]")
elif args[0] == "build":
    open(args[args.index("--out") + 1], "w").write("x")
elif args[0] == "bill":
    assert open("tarifa.toml").read().count('entry = ["main"]') == 1
    total = "2.01" if os.environ.get("NOTHING") or {wrong} else "2.00"
    print(json.dumps({{"account": "A", "bill": "Monthly",
        "period": {{"start": "2020-04-01", "end": "2020-05-01"}}, "currency": "EUR",
        "lines": [{{"name": "T.e", "label": "E", "quantity": "2 kWh", "rate": "1 EUR/kWh",
                    "amount": "2.00"}}], "total": total}}))
"""


class Runner(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.top = Path(holder.name)

    def run_with(self, text, wrong="False", update=False):
        test = self.top / "one.test"
        test.write_text(text)
        command = self.top / "stand-in"
        command.write_text(STAND_IN.format(wrong=wrong))
        command.chmod(command.stat().st_mode | stat.S_IXUSR)
        env = dict(os.environ, TARIFA=str(command), TARIFA_UPDATE="1" if update else "0")
        done = subprocess.run([sys.executable, str(RUNNER), str(test)], env=env,
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, test.read_text()

    def test_accepts_what_is_right(self):
        self.assertEqual(self.run_with(GOOD)[:2], (0, "1 file tests, 0 failed\n"))

    def test_repeats_a_section(self):
        self.assertEqual(list(Section("a.csv", "x\n").written()), [("a.csv", b"x\n", False)])
        self.assertEqual(list(Section("a.csv repeat 3", "x\n").written()), [("a.csv", b"x\nx\nx\n", True)])
        self.assertEqual(list(Section("m{n}.rule repeat 2", "{n}, {n+1}\n").written()),
                         [("m0.rule", b"0, 1\n", True), ("m1.rule", b"1, 2\n", True)])

    def test_finds_another_amount(self):
        status, out, _ = self.run_with(GOOD.replace("= 2.00", "= 2.50"))
        self.assertEqual(status, 1)
        self.assertIn('-  T.e "E" 2 kWh @ 1 EUR/kWh = 2.50', out)

    def test_finds_a_variant_that_differs(self):
        for variant in ('"--interpret" in args', '"B" in args', '"0" in args', 'args[1] != "."'):
            status, out, _ = self.run_with(GOOD, wrong=variant)
            self.assertEqual(status, 1, variant)
            self.assertIn("differs from billing with the kernels", out)

    def test_never_updates_over_a_variant_that_differs(self):
        status, _, text = self.run_with(GOOD, wrong='"--interpret" in args', update=True)
        self.assertEqual((status, text), (1, GOOD))

    def test_update_writes_what_was_found(self):
        status, _, text = self.run_with(GOOD.replace("  total 2.00\n", ""), update=True)
        self.assertEqual((status, text), (0, GOOD))

    def test_refuses_a_test_of_nothing(self):
        status, out, _ = self.run_with(GOOD.partition("--- expect")[0])
        self.assertEqual(status, 1)
        self.assertIn("nothing is tested", out)

    def test_refuses_an_unknown_option_or_section(self):
        self.assertEqual(self.run_with("periode: 2020-04\n" + GOOD)[0], 1)
        self.assertEqual(self.run_with(GOOD.replace("expect codes", "expect coeds"))[0], 1)


if __name__ == "__main__":
    unittest.main()
