"""The first example billed in every way must equal what was computed independently, row by row."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import compare_bills

TARIFA = os.environ["TARIFA"]
EXAMPLE = Path(os.environ["TARIFA_SOURCE_DIR"]) / "examples/01-colombia-energy"
ACCOUNTS = EXAMPLE / "data/accounts.jsonl"
PERIODS = {
    "2020-02": ["--period", "2020-02"],
    "2020-03": ["--period", "2020-03"],
    "2020-04": ["--period", "2020-04"],
    "2020-03-20..2020-04-18": ["--from", "2020-03-20", "--through", "2020-04-18"],
}
SOME_ROWS_FAILED, TOO_MANY_FAILED = 3, 4


def tarifa(*args):
    return subprocess.run([TARIFA, *map(str, args)], capture_output=True, text=True, check=False)


class Acceptance(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def bill(self, source, options, name="bills.jsonl"):
        out = self.folder / name
        done = tarifa("bill", source, "--accounts", ACCOUNTS, *options, "--format", "jsonl",
                      "--out", out)
        return done, out

    def demand_expected(self, source, extra):
        for period, options in PERIODS.items():
            with self.subTest(period=period):
                done, out = self.bill(source, [*options, *extra])
                self.assertEqual(done.returncode, SOME_ROWS_FAILED, done.stderr)
                expected = EXAMPLE / f"expected/{period}.jsonl"
                self.assertEqual(compare_bills.main(str(expected), str(out)), 0)

    def module_file(self):
        module = self.folder / "energy.tarifa"
        built = tarifa("build", EXAMPLE, "--out", module)
        self.assertEqual(built.returncode, 0, built.stderr)
        return module

    def test_from_source_by_kernel(self):
        self.demand_expected(EXAMPLE, [])

    def test_from_source_by_interpreter(self):
        self.demand_expected(EXAMPLE, ["--interpret"])

    def test_from_module_file_by_kernel(self):
        self.demand_expected(self.module_file(), [])

    def test_from_module_file_by_interpreter(self):
        self.demand_expected(self.module_file(), ["--interpret"])

    def test_output_to_a_file_and_to_the_terminal_is_the_same(self):
        _, out = self.bill(EXAMPLE, PERIODS["2020-04"])
        printed = tarifa("bill", EXAMPLE, "--accounts", ACCOUNTS, *PERIODS["2020-04"], "--format",
                         "jsonl")
        self.assertEqual(printed.stdout, out.read_text(encoding="utf-8"))

    def test_too_many_failed_rows_stop_the_run_and_leave_nothing(self):
        done, out = self.bill(EXAMPLE, [*PERIODS["2020-04"], "--fail-over", "5%"])  # 8 of 51 fail
        self.assertEqual(done.returncode, TOO_MANY_FAILED, done.stderr)
        self.assertFalse(out.exists())
        done, out = self.bill(EXAMPLE, [*PERIODS["2020-04"], "--fail-over", "20%"])
        self.assertEqual(done.returncode, SOME_ROWS_FAILED, done.stderr)
        self.assertTrue(out.exists())

    def test_its_own_tests_pass(self):
        done = tarifa("test", EXAMPLE)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
