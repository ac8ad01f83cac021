"""What no committed file may say. The expressions are written so that they do not match themselves."""

import re
import unittest

import tree

# Work left behind, and places that exist on one machine or in one network only.
NOWHERE = {
    "work left behind": r"\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b",
    "a path of one machine": r"(?<![\w./])/(work|home|Users)/\w",
    "a hidden folder": r"\.librar[y]/",
    "a host of a package registry":
        r"deb\.debian\.or[g]|pypi\.or[g]|pythonhosted\.or[g]|registry\.npmjs|crates\.i[o]|"
        r"proxy\.golang|repo1?\.maven|index\.docker|ghcr\.i[o]",
    "who typed it": r"\b(LL[M]|A[I]|Chat[G]PT|Copilo[t]|language mode[l])\b",
}
# Beyond these, in the compiler, the runtime and the command.
IN_PRODUCT = {
    "an exception": r"\bthro[w]\b",
    "fast-math": r"-ffast-mat[h]|#pragma.*fp.*contract\(fas[t]",
    "the clock": r"std::chrono::(system|steady|high_resolution)_cloc[k]|\btim[e]\(nullptr\)",
    "the locale": r"std::local[e]\b|setlocal[e]\(|\bstrto[d]\(|\bato[f]\(",
    "randomness": r"random_devic[e]|\bran[d]\(\)",
}
IN_COMPILER = {"shared ownership": r"\bshared_pt[r]\b"}
# (file, rule): why it may. This list may only shrink.
EXEMPT = {
    ("compiler/syntax/grammar_parser.cpp", "an exception"),  # ANTLR expects its hooks to throw
    # ADR 0008: what several analyses of an edited package share, none of it changes
    ("compiler/support/source.h", "shared ownership"),
    ("compiler/syntax/tree.h", "shared ownership"),
    ("compiler/check/package_memory.h", "shared ownership"),
    ("compiler/check/package_memory.cpp", "shared ownership"),
    ("compiler/driver/edited_package.h", "shared ownership"),
    ("compiler/codegen/compiled_bill.cpp", "the clock"),  # CompileStats: how long compiling took; no amount sees it
}
SKIPPED = {".png", ".ico", ".woff2"}


def product(path):
    return path.parts[0] in ("compiler", "runtime", "cli") and path.suffix in (".cpp", ".h", ".def")


class Words(unittest.TestCase):
    def find(self, rules, paths):
        wrong = []
        for path in paths:
            if path.suffix in SKIPPED or path.parts[0] == "fuzz" and path.suffix not in tree.CODE:
                continue
            text = (tree.ROOT / path).read_text(encoding="utf-8", errors="replace")
            code = re.sub(r"//[^\n]*", "", text) if product(path) and rules is not NOWHERE else text
            for what, pattern in rules.items():
                hit = re.search(pattern, code)
                if hit and (str(path), what) not in EXEMPT:
                    wrong.append(f"{path}: {what}: {hit.group(0)}")
        return wrong

    def test_nowhere(self):
        self.assertEqual(self.find(NOWHERE, tree.files()), [])

    def test_in_the_product(self):
        self.assertEqual(self.find(IN_PRODUCT, filter(product, tree.files())), [])

    def test_in_the_compiler(self):
        paths = [p for p in tree.files() if product(p) and p.parts[0] == "compiler"]
        self.assertEqual(self.find(IN_COMPILER, paths), [])

    def test_the_rules_find_what_they_name(self):
        samples = {"work left behind": "// TO" "DO later", "a path of one machine": " /wor" "k/x",
                   "a host of a package registry": "https://py" "pi.org/simple",
                   "who typed it": "an A" "I wrote", "an exception": "thro" "w 1;",
                   "the clock": "std::chrono::system_cloc" "k::now()", "the locale": "strto" "d(s)"}
        for what, sample in samples.items():
            self.assertRegex(sample, (NOWHERE | IN_PRODUCT)[what])


if __name__ == "__main__":
    unittest.main()
