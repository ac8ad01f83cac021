"""Lengths, names and shape of files."""

import re
import unittest

import tree

SMELL, TOO_LONG = 400, 700
# Names that say nothing about what is inside.
EMPTY_NAMES = {"util", "utils", "common", "misc", "helper", "helpers", "manager", "managers", "stuff"}
SNAKE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


def length(path):
    return tree.text(path).count("\n")


class Files(unittest.TestCase):
    def test_no_file_is_too_long(self):
        lengths = sorted(((length(p), str(p)) for p in tree.code_files()), reverse=True)
        for lines, path in lengths:
            if lines > SMELL:
                print(f"long: {lines} {path}")
        self.assertEqual([entry for entry in lengths if entry[0] > TOO_LONG], [])

    def test_documents_stay_short(self):
        self.assertLess(length("docs/architecture.md"), 300)

    def test_no_empty_names(self):
        wrong = [str(p) for p in tree.files()
                 for part in p.parts if EMPTY_NAMES & set(re.split(r"[_.\-]", part.lower()))]
        self.assertEqual(wrong, [])

    def test_sources_have_snake_case_names(self):
        wrong = [str(p) for p in tree.files()
                 if p.suffix in (".cpp", ".h", ".def", ".py") and not SNAKE.fullmatch(p.stem) and p.name != "__init__.py"]
        self.assertEqual(wrong, [])

    def test_headers_begin_with_what_they_are(self):
        wrong = []
        for path in tree.files():
            if path.suffix != ".h":
                continue
            text = tree.text(path)
            if not text.startswith("//") or "#pragma once" not in text:
                wrong.append(str(path))
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
