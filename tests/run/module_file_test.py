"""Module files: the same bills as the sources; a file that was changed in any way is refused."""

import hashlib
import json
import random
import re
import unittest

from billing_case import BillingCase, account


class ModuleFile(BillingCase):
    def setUp(self):
        super().setUp()
        built = self.run_tarifa("build", "package", "-o", "small.tarifa")
        self.assertEqual(built.status, 0, built.err)
        self.module = self.folder / "small.tarifa"
        self.write("accounts.jsonl", "".join(json.dumps(account(id=f"A{i}", usage=i)) + "\n" for i in range(100)))

    def bill_with(self, program):
        return self.run_tarifa("bill", program, "--accounts", "accounts.jsonl", "--period", "2020-04", "--format", "jsonl")

    def refused(self, data, code):
        self.write("bad.tarifa", data)
        for command in (["bill", "bad.tarifa", "--accounts", "accounts.jsonl", "--period", "2020-04"], ["test", "bad.tarifa"],
                        ["dump", "bad.tarifa", "--stage", "ir"]):
            output = self.run_tarifa(*command)
            self.assertEqual((output.status, output.out), (2, ""), command)
            self.assertIn(code, output.err)

    def test_bills_as_the_sources_do(self):
        from_sources = self.bill_with("package")
        self.assertEqual(from_sources.status, 0, from_sources.err)
        self.assertEqual(self.bill_with("small.tarifa").out, from_sources.out)

    def test_the_same_sources_give_the_same_bytes(self):
        self.run_tarifa("build", "package", "-o", "again.tarifa")
        self.assertEqual((self.folder / "again.tarifa").read_bytes(), self.module.read_bytes())

    def test_truncated_changed_appended(self):
        data = self.module.read_bytes()
        self.refused(b"", "E0903")
        self.refused(data[:5], "E0903")
        self.refused(b"PK\x03\x04" + data[4:], "E0903")
        self.refused(data[:20], "E0905")
        self.refused(data[:-1], "E0905")
        self.refused(data[: len(data) // 2], "E0905")
        self.refused(data + b"\0", "E0906")
        self.refused(data + data, "E0906")
        self.refused(data[:8] + b"\x02" + data[9:], "E0904")
        for at in (12, 30, 60, 80, len(data) // 2, len(data) - 1):  # count, hash, table, info, content
            self.refused(data[:at] + bytes([data[at] ^ 1]) + data[at + 1:], "E0907")

    def test_forged_content_never_crashes(self):
        """Whoever forges a file can make its hash right too: the IR is verified, so it is refused or bills something."""
        data = self.module.read_bytes()
        codes = set()
        chosen = random.Random(1)
        for _ in range(60):
            forged = bytearray(data)
            for _ in range(chosen.choice((1, 1, 2, 8))):
                forged[chosen.randrange(88, len(data))] = chosen.choice((0, 1, 2, 3, 127, 128, 255, chosen.randrange(256)))
            forged[24:56] = hashlib.sha256(forged[:24] + forged[56:]).digest()
            self.write("bad.tarifa", bytes(forged))
            output = self.run_tarifa("bill", "bad.tarifa", "--accounts", "accounts.jsonl", "--period", "2020-04", "--interpret")
            self.assertIn(output.status, (0, 2, 3), output.err)
            codes |= set(re.findall(r"E09\d\d", output.err))
        self.assertLessEqual({"E0908", "E0909"}, codes)

    def test_missing_file_and_folder(self):
        self.assertEqual(self.bill_with("none.tarifa").status, 2)
        output = self.run_tarifa("build", "package", "-o", "none/small.tarifa")
        self.assertEqual(output.status, 2)
        self.assertIn("E0902", output.err)

    def test_an_old_file_stays_when_the_package_has_errors(self):
        before = self.module.read_bytes()
        self.write("package/rules/small.rule", "module small\nentity {")
        self.assertEqual(self.run_tarifa("build", "package", "-o", "small.tarifa").status, 1)
        self.assertEqual(self.module.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
