"""What the extension's manifest, sources and tests say of each other, judged without an editor."""

import json
import os
import re
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("TARIFA_SOURCE_DIR", Path(__file__).resolve().parents[2]))
EXTENSION = ROOT / "lsp/vscode"
MANIFEST = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
SOURCES = "\n".join(p.read_text(encoding="utf-8") for p in sorted((EXTENSION / "src").glob("*.ts")))


class Extension(unittest.TestCase):
    def test_files_that_the_manifest_names_exist(self):
        text = json.dumps(MANIFEST)
        named = re.findall(r'"((?:\./)?(?:media/|syntaxes/|snippets/|walkthrough/|l10n$)[\w./-]*|\./language-configuration\.json)"', text)
        self.assertGreater(len(named), 8)
        self.assertEqual([n for n in named if not (EXTENSION / n).exists()], [])

    def test_commands_of_the_manifest_are_those_of_the_code(self):
        declared = {one["command"].removeprefix("tarifa.") for one in MANIFEST["contributes"]["commands"]}
        registered = set(re.findall(r"\bcommand\('(\w+)'", SOURCES))
        self.assertEqual(declared, registered)

    def test_settings_of_the_manifest_are_read(self):
        for name in MANIFEST["contributes"]["configuration"]["properties"]:
            key = name.removeprefix("tarifa.")
            if key != "trace.server":  # read by vscode-languageclient
                self.assertIn(f"'{key}'", SOURCES, name)

    def test_every_semantic_token_of_the_server_has_a_scope(self):
        registry = ROOT / "lsp/features/semantic_token_type.def"
        if not registry.exists():
            self.skipTest("the server has no semantic tokens yet")
        legend = registry.read_text(encoding="utf-8")
        words = re.findall(r'^TARIFA_TOKEN_TYPE\(\w+, "(\w+)"\)', legend, re.M)
        self.assertGreater(len(words), 10)
        scopes = MANIFEST["contributes"]["semanticTokenScopes"][0]["scopes"]
        self.assertEqual(set(words), set(scopes))
        own = {one["id"] for one in MANIFEST["contributes"]["semanticTokenTypes"]}
        self.assertEqual(own - set(words), set())

    def test_the_scripts_of_pages_load_nothing(self):
        for path in sorted((EXTENSION / "media").glob("*")):
            if path.suffix in (".js", ".css"):
                self.assertNotRegex(path.read_text(encoding="utf-8"), r"https?:|@import|url\(|innerHTML|eval\(", path.name)
        self.assertIn("default-src 'none'", SOURCES)
        self.assertNotIn("unsafe-", SOURCES)

    def test_lock_files_name_no_host(self):
        for folder in ("lsp/vscode", "tests/editor"):
            lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
            for name, package in lock["packages"].items():
                self.assertNotIn("resolved", package, name)
                self.assertTrue(name == "" or package.get("integrity") or package.get("link"), name)

    def test_every_test_in_the_table_of_the_editor_exists(self):
        text = (ROOT / "docs/editor.md").read_text(encoding="utf-8")
        named = set(re.findall(r"`((?:tests|fuzz|bench)/[\w./-]+)`", text))
        self.assertGreater(len(named), 10)
        self.assertEqual([n for n in sorted(named) if not (ROOT / n).exists()], [])
        in_host = {f"tests/editor/in_host/{p.name}" for p in (ROOT / "tests/editor/in_host").glob("*_test.js")}
        self.assertEqual(sorted(in_host - named), [], "tests that docs/editor.md does not name")


if __name__ == "__main__":
    unittest.main()
