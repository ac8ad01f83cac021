"""The extension says everything in English and Spanish: the same keys, the same placeholders, and no text without a translation."""

import json
import os
import re
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("TARIFA_SOURCE_DIR", Path(__file__).resolve().parents[2]))
EXTENSION = ROOT / "lsp/vscode"
PLACEHOLDER = re.compile(r"\{\d+\}")
LINK = re.compile(r"\(command:[^)]*\)")


def read(name):
    return json.loads((EXTENSION / name).read_text(encoding="utf-8"))


class Translations(unittest.TestCase):
    def test_the_manifest(self):
        english, spanish = read("package.nls.json"), read("package.nls.es.json")
        self.assertEqual(list(english), list(spanish))
        used = set(re.findall(r'"%([\w.]+)%"', (EXTENSION / "package.json").read_text(encoding="utf-8")))
        self.assertEqual(used, set(english))
        for key, text in english.items():
            self.assertEqual(LINK.findall(text), LINK.findall(spanish[key]), key)
            self.assertTrue(spanish[key].strip(), key)
            if key != "extension.name":
                self.assertNotEqual(text, spanish[key], key)

    def test_the_code(self):
        said = set()
        for path in sorted((EXTENSION / "src").glob("*.ts")):
            text = path.read_text(encoding="utf-8")
            said.update(re.findall(r"\b(?:l10n\.t|t)\('([^']+)'", text))
        self.assertGreater(len(said), 30)
        english, spanish = read("l10n/bundle.l10n.json"), read("l10n/bundle.l10n.es.json")
        self.assertEqual(said, set(english))
        self.assertEqual(list(english), list(spanish))
        for text in english:
            self.assertEqual(text, english[text])
            self.assertEqual(sorted(PLACEHOLDER.findall(text)), sorted(PLACEHOLDER.findall(spanish[text])), text)


if __name__ == "__main__":
    unittest.main()
