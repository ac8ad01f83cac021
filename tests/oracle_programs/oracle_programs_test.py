"""Every package of this folder, billed by kernel, by interpreter and from its module file, must equal what its oracle.py computes
with exact fractions: order of rows, names and order of lines, amounts, totals, due dates, error codes."""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from reference.bills import expected_rows  # noqa: E402
from reference.generate import lines_of  # noqa: E402

TARIFA = os.environ["TARIFA"]
PACKAGES = sorted(path.parent.name for path in HERE.glob("*/oracle.py"))
ALL_BILLED, SOME_ROWS_FAILED = 0, 3
SHOWN = 8


def tarifa(*args):
    return subprocess.run([TARIFA, *map(str, args)], capture_output=True, text=True, check=False)


def unit_free(text):
    return Fraction(text.split(" ")[0])


def line_difference(expected, actual):
    if (expected["name"], expected["amount"]) != (actual["name"], actual["amount"]):
        return f"{expected['name']} {expected['amount']}, found {actual['name']} {actual['amount']}"
    if "quantity" in expected:
        if "quantity" not in actual:
            return f"{expected['name']}: no quantity"
        pair = unit_free(actual["quantity"]), unit_free(actual["rate"])
        if pair != (expected["quantity"], expected["rate"]):
            return f"{expected['name']}: {actual['quantity']} @ {actual['rate']}"
    return None


def row_name(expected):
    return expected["account"] if expected["account"] is not None else f"row {expected['row']}"


def difference(expected, actual):
    """None if equal."""
    if "error" in expected:
        if "error" not in actual:
            return f"{expected['error']}, found a bill of {actual['total']}"
        wanted, found = expected["error"], actual["error"]
        named = expected["account"] is None or expected["account"] == actual["account"]
        same = wanted["code"] == found["code"] and named
        if "field" in wanted:
            same = same and found.get("field", "").split("[")[0].split(".")[0] == wanted["field"]
        return None if same else f"{wanted}, found {actual['account']} {found}"
    if "error" in actual:
        return f"a bill of {expected['total']}, found {actual['error']}"
    for name in ("account", "bill", "period", "currency", "total"):
        if expected[name] != actual[name]:
            return f"{name}: {expected[name]}, found {actual[name]}; lines {actual['lines']}, expected {expected['lines']}"
    if expected.get("due") != actual.get("due"):
        return f"due {expected.get('due')}, found {actual.get('due')}"
    if len(expected["lines"]) != len(actual["lines"]):
        return f"lines {[line['name'] for line in expected['lines']]}, found {[line['name'] for line in actual['lines']]}"
    wrong = filter(None, map(line_difference, expected["lines"], actual["lines"]))
    return next(wrong, None)


class Programs(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def compare(self, source, accounts, rows, run, extra):
        done = tarifa("bill", source, "--accounts", accounts, *run.options(), *extra, "--format", "jsonl")
        failed = any("error" in row for row in rows)
        self.assertEqual(done.returncode, SOME_ROWS_FAILED if failed else ALL_BILLED, done.stderr[-2000:])
        found = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(found), len(rows))
        pairs = zip(accounts.read_text(encoding="utf-8").splitlines(), rows, found)
        wrong = [(line, row, what) for line, row, actual in pairs if (what := difference(row, actual))]
        shown = "\n".join(f"{row_name(row)}: expected {what}\n    {line[:600]}" for line, row, what in wrong[:SHOWN])
        if wrong:
            self.fail(f"{len(wrong)} of {len(rows)} rows differ\n{shown}")

    def run_package(self, name):
        oracle = importlib.import_module(f"{name}.oracle")
        package = HERE / name
        checked = tarifa("check", package)
        self.assertEqual((checked.returncode, checked.stderr), (0, ""))
        tested = tarifa("test", package)
        self.assertEqual(tested.returncode, 0, tested.stdout + tested.stderr)
        module = self.folder / f"{name}.tarifa"
        built = tarifa("build", package, "--out", module)
        self.assertEqual(built.returncode, 0, built.stderr)
        accounts = self.folder / f"{name}.jsonl"
        for run in oracle.RUNS:
            lines = lines_of(oracle.accounts(run))
            accounts.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
            rows = expected_rows(oracle.FIELDS, lambda values, run=run: oracle.bill(values, run), lines, run.period)
            for way, source, extra in (("kernel", package, []), ("interpreter", package, ["--interpret"]),
                                       ("module file", module, [])):
                with self.subTest(package=name, run=str(run), way=way):
                    self.compare(source, accounts, rows, run, extra)

    def test_there_are_packages(self):
        self.assertGreaterEqual(len(PACKAGES), 10)


def test_of(name):
    return lambda self: self.run_package(name)


for package_name in PACKAGES:
    setattr(Programs, f"test_{package_name}", test_of(package_name))

if __name__ == "__main__":
    unittest.main()
