"""The registry of diagnostics against what must exist for each code."""

import re
import unittest

import tree

ENTRY = re.compile(r'TARIFA_(ERROR|WARNING)\(\s*([EW]\d{4})\s*,\s*(\w+)')
AREAS = {"syntax": "1", "names": "2", "types": "3", "expressions": "3", "timelines": "4", "tables": "5", "rules": "6",
         "tariffs": "7", "tests": "8", "files": "9"}


def entries():
    for path in sorted(tree.ROOT.glob("compiler/support/diag/*.def")):
        for _, code, name in ENTRY.findall(path.read_text(encoding="utf-8")):
            yield path.stem, code, name


class Diagnostics(unittest.TestCase):
    def demand_none(self, missing, what):
        self.assertEqual(missing, [], f"without {what}")

    def test_codes_stand_in_the_file_of_their_area(self):
        wrong = [f"{area}.def: {code}" for area, code, _ in entries() if code[2] != AREAS[area]]
        self.assertEqual(wrong, [])

    def test_every_code_has_a_page(self):
        missing = [code for _, code, _ in entries()
                   if not (tree.ROOT / f"docs/diagnostics/{code}.md").exists()]
        self.demand_none(missing, "a page")

    def test_every_page_has_a_code(self):
        codes = {code for _, code, _ in entries()}
        pages = {p.stem for p in tree.ROOT.glob("docs/diagnostics/*.md")} - {"README"}
        self.assertEqual(sorted(pages - codes), [])

    def test_every_code_has_a_file_test(self):
        shown = "".join(p.read_text(encoding="utf-8", errors="replace")
                        for p in sorted(tree.ROOT.glob("tests/file/*/*.test")))
        missing = [code for _, code, _ in entries() if code not in shown]
        self.demand_none(missing, "a file test")

    def test_every_code_is_reported_somewhere(self):
        sources = "".join(tree.text(p) for p in tree.files()
                          if p.suffix in (".cpp", ".h") and p.parts[0] in ("compiler", "runtime", "cli"))
        missing = [f"{code} {name}" for _, code, name in entries()
                   if not re.search(rf"DiagKind::{name}\b", sources)]
        self.demand_none(missing, "a place that reports it")


if __name__ == "__main__":
    unittest.main()
