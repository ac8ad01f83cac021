"""Every name of every example, and of a package with every kind of name, is renamed: afterwards the package must say
what it said before, and its tests must pass."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

from server_case import ROOT, ServerCase

TARIFA = os.environ["TARIFA"]
FRESH = "Wholly_new_7"
WORD = re.compile(r"`[^`\n]+`|[A-Za-z_][A-Za-z_0-9]*")
# What is no name of the package: words and functions of the language, its dates, parts of a period, rows of errors.
LANGUAGE = set(re.findall(r'TARIFA_(?:RESERVED|CONTEXTUAL)\(\w+, "(\w+)"\)',
                          (ROOT / "compiler/syntax/token_kind.def").read_text()))
LANGUAGE |= set(re.findall(r'TARIFA_BUILTIN\("(\w+)"', (ROOT / "compiler/check/builtins.def").read_text()))
LANGUAGE |= {"bool", "int", "decimal", "text", "date", "month", "time", "datetime", "days", "months", "Period", "ratio",
             "period", "issued", "as_of", "effective_date", "start", "last", "end", "due", "total", "name"}


def words_of(text):
    """Names as they may stand in rules: without comments and texts."""
    bare = re.sub(r'//[^\n]*|"(?:\\.|[^"\\\n])*"', lambda found: " " * len(found.group()), text)
    # A unit right after a number, and digits of dates and rates, are read as one word by the expression.
    return [(found.start(), found.group()) for found in WORD.finditer(bare)
            if not (found.start() and bare[found.start() - 1].isdigit())]


class EveryName(ServerCase):
    package = None

    def prepare(self):
        source = ROOT / self.package
        shutil.copytree(source, self.folder / "package")

    def files(self):
        root = self.folder / "package"
        return sorted(str(path.relative_to(self.folder)) for path in root.rglob("*.rule"))

    def outcome(self, folder):
        """What the command says: its status, warnings and results, without places and names."""
        run = subprocess.run([TARIFA, "test", str(folder)], capture_output=True, text=True)
        return run.returncode, run.stdout + run.stderr

    def renamed(self, edit):
        """The package after the edit, in a folder of its own."""
        target = self.folder / "renamed"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder / "package", target)
        for document in edit["documentChanges"]:
            path = pathlib.Path(document["textDocument"]["uri"].removeprefix("file://"))
            file = target / path.relative_to(self.folder / "package")
            lines = file.read_text().split("\n")
            for change in sorted(document["edits"], key=lambda one: (one["range"]["start"]["line"], -one["range"]["start"]["character"])):
                start, end = change["range"]["start"], change["range"]["end"]
                self.assertEqual(start["line"], end["line"])
                line = lines[start["line"]]
                lines[start["line"]] = line[:start["character"]] + change["newText"] + line[end["character"]:]
            file.write_text("\n".join(lines))
        return target

    def standard_names(self):
        names = set()
        for path in (ROOT / "stdlib").glob("*.rule"):
            names |= set(re.findall(r"^(?:unit|currency|let) (\w+)", path.read_text(), re.M))
        return names

    def check_all(self):
        status, said = self.outcome(self.folder / "package")
        self.assertEqual(status, 0, said)
        warnings = said.count("warning[")
        done = set()  # places that an edit has covered
        modules = set()
        for path in self.files():
            modules |= set(re.findall(r"^module ([\w.]+)", self.open(path), re.M))
        parts = {part for module in modules for part in module.split(".")} | {"std", "units", "money", "dates", "tiers"}
        renamed = 0
        for path in self.files():
            for offset, word in words_of(self.texts[path]):
                spot = self.position(path, offset)
                if (self.uri(path), spot["line"], spot["character"]) in done:
                    continue
                place = {"textDocument": {"uri": self.uri(path)}, "position": spot}
                reply = self.server.reply(self.server.ask("textDocument/rename", {**place, "newName": FRESH}))
                if "error" in reply:
                    known = word in LANGUAGE or word in parts or word in self.standard_names()
                    self.assertTrue(known, f"{path}: `{word}` at {offset}: {reply['error']}")
                    continue
                edit = reply["result"]
                for document in edit["documentChanges"]:
                    done |= {(document["textDocument"]["uri"], one["range"]["start"]["line"], one["range"]["start"]["character"])
                             for one in document["edits"]}
                renamed += 1
                folder = self.renamed(edit)
                status, said = self.outcome(folder)
                self.assertEqual(status, 0, f"`{word}` of {path}: {said}")
                self.assertEqual(said.count("warning["), warnings, f"`{word}` of {path}: {said}")
        return renamed


class EveryKind(EveryName):
    package = "tests/lsp/every_name"

    def test_all(self):
        self.assertGreater(self.check_all(), 55)

    def test_csv_files_follow(self):
        base = "package/rules/base.rule"
        self.open(base)
        rename = lambda mark, name: self.server.request("textDocument/rename", {**self.place(base, mark), "newName": name})
        zones = self.renamed(rename("enum Rate|Zone", "CostArea"))
        self.assertIn("cost_area,from,value,until", (zones / "data/standing.csv").read_text())
        farm = self.renamed(rename("Shop, Fa|rm", "Field"))
        self.assertIn('"Field",0,3.00', (farm / "data/shares.csv").read_text())
        reserved = self.renamed(rename("Shop, Fa|rm", "match"))
        self.assertIn('"match",0,3.00', (reserved / "data/shares.csv").read_text())
        self.assertIn("except farm = 200 kWh when sector = `match`", (reserved / "rules/base.rule").read_text())

    def test_lines_of_alternatives_are_renamed_together(self):
        bills = "package/rules/bills.rule"
        self.open(bills)
        edit = self.server.request("textDocument/rename", {**self.place(bills, "expect Monthly.ene|rgy"), "newName": "power"})
        text = (self.renamed(edit) / "rules/bills.rule").read_text()
        self.assertEqual(text.count('line power "Energy"'), 2)

    def test_a_name_that_would_break_the_rules_is_refused(self):
        bills = "package/rules/bills.rule"
        self.open(bills)
        for mark, name in (("line fi|xed", "energy"), ("let tax|ed", "usage"), ("minimum le|ast", "total")):
            reply = self.server.reply(self.server.ask("textDocument/rename", {**self.place(bills, mark), "newName": name}))
            self.assertIn("error", reply, name)


def example_case(folder):
    return type("Example_" + folder.name.replace("-", "_"), (EveryName,), {
        "package": str(folder.relative_to(ROOT)), "test_all": lambda self: self.assertGreater(self.check_all(), 10)})


for example in sorted((ROOT / "examples").iterdir()):
    if (example / "tarifa.toml").is_file():
        case = example_case(example)
        globals()[case.__name__] = case

if __name__ == "__main__":
    unittest.main()
