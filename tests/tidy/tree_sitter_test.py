"""The committed parser of tree-sitter is what tools/generate_tree_sitter.sh makes of the grammar that is committed."""

import hashlib
import unittest

import tree

FOLDER = tree.ROOT / "grammar/tree-sitter"


class TreeSitter(unittest.TestCase):
    def test_the_parser_is_up_to_date(self):
        recorded = {}
        for line in (FOLDER / "src/sources.sha256").read_text(encoding="utf-8").splitlines():
            digest, name = line.split()
            recorded[name] = digest
        sources = [FOLDER / "src/parser.c", *FOLDER.glob("*.js"), *FOLDER.glob("chapters/*.js")]
        found = {p.relative_to(FOLDER).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sources}
        self.assertGreater(len(found), 15)
        self.assertEqual(found, recorded, "run tools/generate_tree_sitter.sh")

    def test_every_chapter_is_read(self):
        grammar = (FOLDER / "grammar.js").read_text(encoding="utf-8")
        unread = [p.stem for p in sorted(FOLDER.glob("chapters/*.js")) if f"'{p.stem}'" not in grammar]
        self.assertEqual(unread, [])


if __name__ == "__main__":
    unittest.main()
