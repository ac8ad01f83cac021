"""The two tables of docs/architecture.md, read from there, against every #include of the product."""

import re
import unittest
from pathlib import PurePosixPath

import tree

LIBRARIES = ["support", "numeric", "syntax", "ir", "eval", "data", "check", "kernel", "codegen", "driver", "runtime", "lsp", "cli"]
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)


def rows_below(heading, document):
    """The cells of the first table below a line that contains `heading`."""
    after = document[document.index(heading):]
    table = re.search(r"\n((?:\|.*\n)+)", after).group(1)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def words(cell):
    return [word for word in re.split(r"[,\s]+", cell) if word]


def library_of(path):
    parts = PurePosixPath(path).parts
    if parts[0] == "compiler" and len(parts) > 2:
        return parts[1]
    return parts[0] if parts[0] in ("runtime", "lsp", "cli") else None


class Includes(unittest.TestCase):
    def setUp(self):
        document = tree.text("docs/architecture.md")
        self.allowed = {row[0]: set(words(row[1])) for row in
                        rows_below("## Who may include whom", document)}
        self.foreign = {header.strip("`"): set(words(row[2]))
                        for row in rows_below("Libraries of others", document)
                        for header in words(row[0])}

    def includes(self):
        for path in tree.code_files():
            library = library_of(path.as_posix())
            if library is None or path.suffix not in (".cpp", ".h", ".def"):
                continue
            for quote, target in INCLUDE.findall(tree.text(path)):
                yield path, library, quote, target

    def test_the_tables_were_found(self):
        self.assertEqual(sorted(self.allowed), sorted(LIBRARIES))
        self.assertGreaterEqual(len(self.foreign), 10)
        self.assertNotIn("numeric", self.allowed["eval"])
        self.assertEqual(self.foreign["llvm/"], {"codegen"})

    def test_no_cycle(self):
        for library in LIBRARIES:
            for other in self.allowed[library]:
                self.assertLess(LIBRARIES.index(other), LIBRARIES.index(library))

    def test_project_files(self):
        wrong = []
        seen = 0
        for path, library, quote, target in self.includes():
            other = library_of(target)
            if target.startswith(("tests/", "fuzz/", "bench/")):
                wrong.append(f"{path}: the product includes {target}")
            generated = library == "syntax" and target.startswith("Tarifa")  # made by ANTLR
            if quote == '"' and not generated and "/" not in target:
                wrong.append(f"{path}: {target} is not written from the root")
            if other is None:
                continue
            seen += 1
            if other != library and other not in self.allowed[library]:
                wrong.append(f"{path}: {library} may not include {target}")
        self.assertGreater(seen, 0)
        self.assertEqual(wrong, [])

    def test_libraries_of_others(self):
        wrong = []
        for path, library, _, target in self.includes():
            for header, folders in self.foreign.items():
                hit = target.startswith(header) if header.endswith("/") else target == header
                if hit and library not in folders:
                    wrong.append(f"{path}: {library} may not include {target}")
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
