"""Every snippet of the extension, with its default texts, is well formed and in the one style of `tarifa fmt`."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("TARIFA_SOURCE_DIR", Path(__file__).resolve().parents[2]))
TARIFA = os.environ.get("TARIFA", str(ROOT / "build/release/tarifa"))
SNIPPETS = json.loads((ROOT / "lsp/vscode/snippets/tarifa.json").read_text(encoding="utf-8"))

# Where a snippet that is no declaration of its own may stand: what comes before and after it, and its indentation.
INSIDE = {
    "field": ("entity A {\n  key id: text(32),\n", "\n}", 2),
    "timeline entry": ("param p: ratio(4) {\n", "\n  open\n}", 2),
    "published correction": ("param p: ratio(4) {\n", "\n  from 2026-02-01: 0.9800\n  open\n}", 2),
    "row": ("table t(s: int) -> int {\n", "\n}", 2),
    "exception": ("rule r for A: int = 1 {\n", "\n}", 2),
    "exception for a time": ("rule r for A: int = 1 {\n", "\n}", 2),
    **{name: ("tariff T for A {\n", "\n}", 2) for name in (
        "let", "line", "line with a condition", "prorated line", "line in blocks", "tax", "minimum", "maximum", "subtotal")},
    "match": ("rule r for A: int = ", "", 0),
    **{name: ("rule r for A: int = ", "", 0) for name in ("if", "round", "sum")},
}
# Declarations that users reach by a snippet; a construct added to the language adds its own.
CONSTRUCTS = {"module", "enum", "record", "entity", "unit", "currency", "param", "table", "rule", "extend", "let", "tariff", "line", "tax",
              "minimum", "maximum", "subtotal", "bill", "test"}


def expanded(body):
    """The text with every placeholder at its default, the first of a choice."""
    text = "\n".join(body)
    values = {}

    def fill(match):
        number, default, choice = match.group(1), match.group(2), match.group(3)
        value = choice.split(",")[0] if choice is not None else re.sub(r"\\(.)", r"\1", default)
        return values.setdefault(number, value)

    text = re.sub(r"\$\{(\d+)(?::((?:\\.|[^}\\])*)|\|([^|]*)\|)\}", fill, text)
    return text.replace("$0", "").rstrip("\n")


class Snippets(unittest.TestCase):
    def test_each_is_well_formed_and_formatted(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, snippet in SNIPPETS.items():
                before, after, indent = INSIDE.get(name, ("", "", 0))
                text = expanded(snippet["body"])
                self.assertNotIn("${", text, name)
                text = "\n".join((" " * indent + line if line else line) for line in text.split("\n")) if indent else text
                head = "" if name == "module" else "module m\n\n"
                path = Path(folder) / "snippet.rule"
                path.write_text(f"{head}{before}{text}{after}\n", encoding="utf-8")
                run = subprocess.run([TARIFA, "fmt", "--check", str(path)], capture_output=True, text=True, check=False)
                if run.returncode != 0:
                    shown = path.read_text(encoding="utf-8")
                    subprocess.run([TARIFA, "fmt", str(path)], capture_output=True, check=False)
                    self.fail(f"{name}:\n{shown}\n{run.stdout}{run.stderr}\nfmt writes:\n{path.read_text(encoding='utf-8')}")

    def test_each_construct_has_one(self):
        begun = {re.sub(r"^(///[^\n]*\n)", "", expanded(s["body"])).split()[0] for s in SNIPPETS.values()}
        self.assertEqual(CONSTRUCTS - begun, set())

    def test_prefixes_differ(self):
        prefixes = [p for s in SNIPPETS.values() for p in ([s["prefix"]] if isinstance(s["prefix"], str) else s["prefix"])]
        self.assertEqual(len(prefixes), len(set(prefixes)))


if __name__ == "__main__":
    unittest.main()
