"""The README shows what is so: its example is a program without errors, and its output is what the demo and the tests print."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ["TARIFA_SOURCE_DIR"])
TARIFA = Path(os.environ["TARIFA"])
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)

# What the example of the README names and does not show.
AROUND = """module main
use std.money.{COP}
use std.units.{kWh, m}
rounding half_up
enum Class { Residential, Commercial }
enum Stratum { S1, S2, S3, S4, S5, S6 }
entity Account { key id: text(32), class: Class, stratum: Stratum, usage: kWh(3) in 0..1_000_000, altitude: m(0) in 0..5_000 }
param fixed_charge: COP(2) { from 2020-01-01: 3_578.27 open }
"""


class Readme(unittest.TestCase):
    def test_the_example_has_no_errors(self):
        example = next(b for b in BLOCKS if b.startswith("tariff"))
        with tempfile.TemporaryDirectory() as name:
            (Path(name) / "rules").mkdir()
            (Path(name) / "rules/main.rule").write_text(AROUND + example + "bill Monthly for Account { one of Residential }\n")
            (Path(name) / "tarifa.toml").write_text(
                '[package]\nname = "readme"\nversion = "1.0.0"\nedition = "2026"\nentry = ["main"]\n')
            done = subprocess.run([TARIFA, "check", name], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_demo_prints_what_is_shown(self):
        shown = next(b for b in BLOCKS if b.startswith("$ tarifa bill"))
        done = subprocess.run(["sh", "tools/demo.sh", TARIFA, "examples/01-colombia-energy"], cwd=ROOT, capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        printed = iter(done.stdout.splitlines())
        for line in shown.splitlines():
            if line == "...":
                continue
            beginning = line.removesuffix("...")
            cut = beginning != line
            self.assertTrue(any(p.startswith(beginning) if cut else p == line for p in printed), f"not printed: {line}")

    def test_the_number_of_tests(self):
        shown = re.search(r"100% tests passed, 0 tests failed out of (\d+)", README)
        listed = subprocess.run(["ctest", "--test-dir", str(TARIFA.parent), "-N"], capture_output=True, text=True, check=True)
        self.assertIn(f"Total Tests: {shown.group(1)}\n", listed.stdout)


if __name__ == "__main__":
    unittest.main()
