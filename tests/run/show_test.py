"""tarifa show and tarifa lsp: pictures of rules and parameters, and the language server that lies beside the command."""

import json
import os
import pathlib
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

from billing_case import TARIFA, BillingCase

EXCEPTIONS = """
rule basic for Account: kWh = 130 kWh because "law 1" {
  except small = 50 kWh when usage < 100 kWh
  except home = 173 kWh when class = Home and usage >= 100 kWh because "decree <7> & more"
  except holiday within home = 200 kWh from 2026-01-01 until 2026-02-01
}

param levy: EUR(2) {
  from 2026-01-01: 1.00 until 2026-02-01
  from 2026-03-01: 2.00
  open
  from 2026-03-01: 2.50 published 2026-04-10
}
"""
SVG = "{http://www.w3.org/2000/svg}"


class ShowTest(BillingCase):
    def setUp(self):
        super().setUp()
        rules = self.folder / "package/rules/small.rule"
        rules.write_text(rules.read_text() + EXCEPTIONS)
        checked = self.run_tarifa("check", "package")
        self.assertEqual(checked.status, 0, checked.err)

    def picture(self, *arguments):
        done = self.run_tarifa("show", *arguments, "package", "--svg", "picture.svg")
        self.assertEqual((done.status, done.out), (0, ""), done.err)
        root = xml.etree.ElementTree.parse(self.folder / "picture.svg").getroot()
        self.assertEqual(root.tag, SVG + "svg")
        left = float(root.get("width"))
        for box in root.iter(SVG + "rect"):
            self.assertLessEqual(float(box.get("x", "0")) + float(box.get("width")), left)
        self.assertEqual([one.tag for one in root.iter() if "script" in one.tag or "style" in one.tag], [])
        return ["".join(one.itertext()) for one in root.iter(SVG + "text")]

    def test_exceptions_are_a_tree(self):
        done = self.run_tarifa("show", "exceptions", "basic", "package")
        self.assertEqual(done.out.splitlines(), [
            'rule basic = 130 kWh, because "law 1"',
            "├─ except small = 50 kWh when usage < 100 kWh",
            '└─ except home = 173 kWh when class = Home and usage >= 100 kWh, because "decree <7> & more"',
            "   └─ except holiday = 200 kWh, 2026-01-01 .. 2026-01-31"])
        texts = self.picture("exceptions", "basic")
        self.assertIn("decree <7> & more", texts)
        self.assertIn("except holiday", texts)

    def test_a_timeline_shows_gaps_open_ends_and_what_was_published(self):
        done = self.run_tarifa("show", "timeline", "small.levy", "package", "--today", "2026-04-20")
        self.assertEqual(done.out.splitlines(), [
            "param levy: EUR(2)",
            "  2026-01-01 .. 2026-01-31  1.00 EUR",
            "  2026-02-01 .. 2026-02-28  no value",
            "  2026-03-01 .. open        2.00 EUR",
            "  2026-03-01 .. open        2.50 EUR, published 2026-04-10  <- today"])
        texts = self.picture("timeline", "levy", "--today", "2026-04-20")
        for text in ("1.00 EUR", "2.50 EUR", "today 2026-04-20", "no value: R0301"):
            self.assertIn(text, texts)

    def test_in_spanish(self):
        done = self.run_tarifa("--lang", "es", "show", "timeline", "levy", "package")
        self.assertIn("  2026-02-01 .. 2026-02-28  sin valor", done.out.splitlines())

    def test_what_is_not_there(self):
        for what in ("exceptions", "timeline"):
            done = self.run_tarifa("show", what, "nothing", "package")
            self.assertEqual(done.status, 2)
            self.assertIn("nothing", done.err)
        self.assertEqual(self.run_tarifa("show", "timeline", "levy", "package", "--today", "soon").status, 2)


class LanguageServerTest(BillingCase):
    def test_starts_the_server_beside_the_command(self):
        message = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}).encode()
        done = subprocess.run([TARIFA, "lsp", "--stdio"], input=b"Content-Length: %d\r\n\r\n" % len(message) + message,
                              capture_output=True, timeout=60)
        self.assertIn(b'"name":"tarifa-lsp"', done.stdout)

    def test_says_where_the_server_is_missing(self):
        alone = self.folder / "alone"
        alone.mkdir()
        try:
            os.link(pathlib.Path(TARIFA).resolve(), alone / "tarifa")
        except OSError:
            shutil.copy(TARIFA, alone / "tarifa")
        done = subprocess.run([alone / "tarifa", "lsp"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn(str(alone / "tarifa-lsp"), done.stderr)
        self.assertIn("belongs into the folder", done.stderr)


if __name__ == "__main__":
    unittest.main()
