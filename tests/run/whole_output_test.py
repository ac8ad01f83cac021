"""Output appears whole or not at all: after Ctrl-C, too many failed rows, a file that breaks in its middle; and its bytes do not
depend on threads, form of the accounts or the cache."""

import errno
import json
import os
import signal
import subprocess
import time
import unittest

from billing_case import TARIFA, BillingCase, account


class WholeOutput(BillingCase):
    def many(self, count):
        return "".join(json.dumps(account(id=f"A{i}", usage=i % 1000, factor="0.1", deposit=i)) + "\n" for i in range(count))

    def opened(self, pipe, run):
        """The pipe for writing once the run reads it: a run that ends before that fails the test instead of hanging it."""
        deadline = time.monotonic() + 30
        while True:
            try:
                end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
                break
            except OSError as error:
                self.assertEqual(error.errno, errno.ENXIO)
                self.assertIsNone(run.poll(), "the run ended before it read its accounts")
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.01)
        os.set_blocking(end, True)
        return end

    def interrupt(self, stop, extra=()):
        """Feeds a pipe, stops the run while it waits for more."""
        pipe = self.folder / "accounts.jsonl"
        os.mkfifo(pipe)
        run = subprocess.Popen([TARIFA, "bill", "package", "--accounts", pipe, "--period", "2020-04", *extra], cwd=self.folder,
                               env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with open(self.opened(pipe, run), "w", encoding="utf-8") as feed:
            feed.write(self.many(10_000))
            feed.flush()
            deadline = time.monotonic() + 30
            while extra and not self.left_behind() and time.monotonic() < deadline:
                time.sleep(0.01)
            run.send_signal(stop)
            out, _ = run.communicate(timeout=30)
        return run.returncode, out

    def test_ctrl_c_leaves_nothing(self):
        (self.folder / "bills.jsonl").write_text("of the month before")
        status, out = self.interrupt(signal.SIGINT, ["--out", "bills.jsonl"])
        self.assertEqual((status, out), (130, b""))
        self.assertEqual(self.left_behind(), [])
        self.assertEqual((self.folder / "bills.jsonl").read_text(), "of the month before")

    def test_ctrl_c_prints_nothing(self):
        self.assertEqual(self.interrupt(signal.SIGINT), (130, b""))

    def test_termination_leaves_nothing(self):
        status, out = self.interrupt(signal.SIGTERM, ["--out", "bills.jsonl"])
        self.assertEqual((status, out), (143, b""))
        self.assertEqual(self.left_behind(), [])

    def test_fail_over(self):
        rows = [account(id=f"A{i}", usage=-1 if i < 5 else 1) for i in range(100)]
        for percent, status in [("5%", 3), ("5", 2), ("4.999%", 4), ("4%", 4), ("0%", 4), ("100%", 3)]:
            for options in ([], ["--out", "bills.jsonl"]):
                output = self.bill_rows(rows, "--fail-over", percent, *options)
                self.assertEqual(output.status, status, (percent, output.err))
                written = bool(output.out) or (self.folder / "bills.jsonl").exists()
                self.assertEqual(written, status == 3, percent)
                (self.folder / "bills.jsonl").unlink(missing_ok=True)
                self.assertEqual(self.left_behind(), [])
        self.assertIn("E0955", self.bill_rows(rows, "--fail-over", "4%").err)
        self.assertEqual(self.bill_rows(rows[5:], "--fail-over", "0%").status, 0)

    def test_a_file_that_breaks_after_many_rows(self):
        rows = self.many(10_000).splitlines()
        accounts = self.write("accounts.json", "[" + ",\n".join(rows) + ",\n}]")
        output = self.bill(accounts)
        self.assertEqual((output.status, output.out), (2, ""))
        self.assertIn("line 10001", output.err)

    def test_bytes_do_not_depend_on_threads_or_cache(self):
        accounts = self.write("accounts.jsonl", self.many(20_000) + json.dumps(account(usage=-1)) + "\n")
        command = ["bill", "package", "--accounts", accounts, "--period", "2020-04", "--format", "jsonl"]
        one = self.run_tarifa(*command, "--threads", "1")
        self.assertEqual(one.status, 3, one.err)
        self.assertEqual(len(one.rows()), 20_001)
        self.assertEqual([row["account"] for row in one.rows()[:3]], ["A0", "A1", "A2"])
        for options in (["--threads", "2"], ["--threads", "7"], ["--no-cache"], ["--jit-opt", "0"]):
            self.assertEqual(self.run_tarifa(*command, *options).out, one.out, options)

    def test_a_kernel_that_is_wrong_is_found_and_nothing_is_written(self):
        accounts = self.write("accounts.jsonl", json.dumps(account(usage="0.125")) + "\n")  # 0.025 EUR
        command = ["bill", "package", "--accounts", accounts, "--period", "2020-04", "--format", "jsonl", "--no-cache"]
        self.assertEqual(self.run_tarifa(*command).rows()[0]["total"], "0.03")
        for fault in ("half_up_to_even", "line_always_present"):
            for options in ([], ["--out", "bills.jsonl"]):
                output = self.run_tarifa(*command, "--plant", fault, *options)
                self.assertEqual((output.status, output.out), (70, ""), output.err)
                self.assertIn("E0956", output.err)
                self.assertFalse((self.folder / "bills.jsonl").exists())
        self.assertEqual(self.run_tarifa(*command, "--plant", "half_up_to_even", "--interpret").status, 0)

    def test_forms_of_accounts_give_the_same_bills(self):
        rows = [account(id=f"A{i}", usage=str(i) + ".500", deposit=f"{i}.25") for i in range(50)]
        lines = self.bill_rows(rows).out
        array = self.bill(self.write("accounts.json", json.dumps(rows))).out
        names = list(rows[0])
        text = ",".join(names) + "\r\n" + "".join(",".join(str(row[n]) for n in names) + "\r\n" for row in rows)
        table = self.bill(self.write("accounts.csv", b"\xef\xbb\xbf" + text.encode())).out
        self.assertEqual((array, table), (lines, lines))
        self.assertEqual(len(lines.splitlines()), 50)

    def test_json_is_an_array_of_the_same_objects(self):
        rows = [account(id="A"), account(id="B", usage=-1), account(id="C")]
        lines = self.bill_rows(rows).rows()
        self.assertEqual(json.loads(self.bill_rows(rows, form="json").out), lines)


if __name__ == "__main__":
    unittest.main()
