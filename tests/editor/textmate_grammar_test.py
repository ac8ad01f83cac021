"""The committed TextMate grammar is what tools/textmate_grammar.py writes from the token registry, byte for byte."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("TARIFA_SOURCE_DIR", Path(__file__).resolve().parents[2]))
COMMITTED = ROOT / "lsp/vscode/syntaxes/tarifa.tmLanguage.json"


class Grammar(unittest.TestCase):
    def test_regeneration_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            written = Path(folder) / "grammar.json"
            subprocess.run([sys.executable, ROOT / "tools/textmate_grammar.py", written], check=True)
            self.assertEqual(written.read_bytes(), COMMITTED.read_bytes(), "run tools/textmate_grammar.py")

    def test_every_word_of_the_registry_is_in_it(self):
        registry = (ROOT / "compiler/syntax/token_kind.def").read_text(encoding="utf-8")
        words = re.findall(r'^TARIFA_(?:RESERVED|CONTEXTUAL)\(\w+, "(\w+)"\)', registry, re.M)
        self.assertGreater(len(words), 150)
        grammar = set(re.findall(r"\w+", COMMITTED.read_text(encoding="utf-8")))
        self.assertEqual([word for word in words if word not in grammar], [])


if __name__ == "__main__":
    unittest.main()
