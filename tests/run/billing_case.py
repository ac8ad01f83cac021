"""A small package in a temporary folder, and the command run on it."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

TARIFA = os.environ["TARIFA"]

MANIFEST = """[package]
name = "small"
version = "1.0.0"
edition = "2026"
entry = ["small"]
"""

# Fields without a range leave room for overflow, a count of 0 for a division by zero, and the price begins in February.
RULES = """module small
use std.money.{EUR}
use std.units.{kWh}
rounding half_up

enum Class { Home, Shop }

entity Account {
  key id: text(16),
  class: Class,
  usage: kWh(3) in 0..1_000_000,
  dwellings: int in 0..100,
  deposit: EUR(2),
  factor: ratio(6),
}

param price: EUR/kWh(4) {
  from 2020-02-01: 0.2000
  open
}

tariff Standard for Account {
  currency EUR
  round lines to 0.01 EUR
  values at period.start
  line energy   "Energy"   = usage @ price
  line share    "Share"    = 10 EUR / dwellings when class = Shop
  line interest "Interest" = deposit * factor
}

bill Monthly for Account {
  all of Standard
}
"""

GOOD = {"id": "A1", "class": "Home", "usage": "100", "dwellings": 1, "deposit": 0, "factor": 0}


def account(**changes):
    row = dict(GOOD, **changes)
    return {name: value for name, value in row.items() if value is not ...}


class Output:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


class BillingCase(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="tarifa-run-")
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        self.write("package/tarifa.toml", MANIFEST)
        self.write("package/rules/small.rule", RULES)
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"))

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            target.write_bytes(text)
        else:
            target.write_text(text, encoding="utf-8")
        return target

    def run_tarifa(self, *args, text=True):
        done = subprocess.run([TARIFA, *map(str, args)], capture_output=True, check=False, cwd=self.folder,
                              env=self.environment, timeout=120)
        if not text:
            return Output(done.returncode, done.stdout, done.stderr)
        return Output(done.returncode, done.stdout.decode(), done.stderr.decode())

    def bill(self, accounts, *options, period="2020-04", form="jsonl"):
        """Bills by kernel and by interpreter; both must say the same."""
        command = ["bill", "package", "--accounts", accounts, "--period", period, "--format", form, *options]
        kernel = self.run_tarifa(*command)
        interpreter = self.run_tarifa(*command, "--interpret")
        self.assertEqual((kernel.out, kernel.status), (interpreter.out, interpreter.status))
        return kernel

    def bill_rows(self, rows, *options, **more):
        text = "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)
        return self.bill(self.write("accounts.jsonl", text), *options, **more)

    def codes(self, output):
        """[(account, code or total)]"""
        return [(row["account"], row["error"]["code"] if "error" in row else row["total"]) for row in output.rows()]

    def left_behind(self):
        """Names of files in the folder of the run, apart from what the test put there."""
        return sorted(path.name for path in self.folder.iterdir() if ".partial" in path.name)
