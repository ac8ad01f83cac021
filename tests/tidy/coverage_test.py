"""What exists appears in a test: options of the command, functions of the language and of its library, row errors."""

import re
import unittest

import tree


SERIES = {"R0501", "R0502"}  # no program has series yet


def tests_text():
    kinds = (".test", ".py", ".cpp", ".h", ".rule", ".sh")
    parts = [tree.text(p) for p in tree.files() if p.parts[0] == "tests" and p.suffix in kinds and p.parts[1] != "tidy"]
    parts += [p.read_text(encoding="utf-8", errors="replace") for p in sorted(tree.ROOT.glob("stdlib/*.rule"))]
    return "\n".join(parts)


class Coverage(unittest.TestCase):
    def setUp(self):
        self.tests = tests_text()

    def demand(self, names, pattern):
        self.assertNotEqual(names, set())
        missing = sorted(n for n in names if not re.search(pattern.format(re.escape(n)), self.tests))
        self.assertEqual(missing, [], "in no test")

    def test_options_of_the_command(self):
        found = set()
        for path in sorted(tree.ROOT.glob("cli/*.cpp")):
            for names in re.findall(r'add_(?:option|flag)\w*\(\s*"([^"]+)"', path.read_text(encoding="utf-8")):
                found |= {n for n in names.split(",") if n.startswith("--")}
        self.demand(found, r"(?<![\w-]){0}(?![\w-])")

    def test_commands(self):
        found = set()
        for path in sorted(tree.ROOT.glob("cli/*.cpp")):
            found |= set(re.findall(r'add_subcommand\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
        self.demand(found, r"(?:run|tarifa|[\"']){0}|[\"']{0}[\"']|run {0}")

    def test_functions_of_the_language(self):
        registry = tree.ROOT / "compiler/check/builtins.def"
        self.demand(set(re.findall(r'TARIFA_BUILTIN\("(\w+)"', registry.read_text())), r"\b{0}\(")

    def test_functions_of_the_library(self):
        found = set()
        for path in sorted(tree.ROOT.glob("stdlib/*.rule")):
            found |= set(re.findall(r"^let (\w+)\(", path.read_text(), re.MULTILINE))
        self.demand(found, r"(?<!let )\b{0}\(")

    def test_row_errors(self):
        text = "\n".join(p.read_text() for p in sorted(tree.ROOT.glob("compiler/ir/*.def")))
        codes = set(re.findall(r"\bR\d{4}\b", text))
        self.demand(codes - SERIES, r"\b{0}\b")


if __name__ == "__main__":
    unittest.main()
