"""Folding, selections, semantic tokens, formatting: what is read off the structure of a text."""

import unittest

from server_case import EVERYTHING, ServerCase

EXAMPLE = "01-colombia-energy"
ENERGY = EXAMPLE + "/rules/energy.rule"
WHOLE_LINES = {**EVERYTHING, "textDocument": {**EVERYTHING["textDocument"], "foldingRange": {"lineFoldingOnly": True}}}


def applied(text, edits):
    """The text with the edits of one file in it."""
    lines = text.split("\n")

    def index(position):
        line = lines[position["line"]].encode("utf-16-le")[:2 * position["character"]].decode("utf-16-le")
        return sum(len(one) + 1 for one in lines[:position["line"]]) + len(line)

    spans = sorted(((index(e["range"]["start"]), index(e["range"]["end"]), e["newText"]) for e in edits), reverse=True)
    for begin, end, new in spans:
        text = text[:begin] + new + text[end:]
    return text


class Folding(ServerCase):
    capabilities = WHOLE_LINES

    def folds(self, text):
        self.open("a.rule", text)
        found = self.server.request("textDocument/foldingRange", {"textDocument": {"uri": self.uri("a.rule")}})
        return [(one["kind"], one["startLine"], one["endLine"]) for one in found]

    def test_braces_imports_comments(self):
        self.assertEqual(self.folds("// one\n// two\nmodule a\nuse std.money.{COP}\nuse std.units.{kWh}\n\n"
                                    "enum E {\n  A,\n  B,\n}\n"),
                         [("comment", 0, 1), ("imports", 3, 4), ("region", 6, 8)])

    def test_what_is_unfinished_folds_too(self):
        self.assertIn(("region", 1, 3), self.folds("module a\nrecord R {\n  a: int,\n  b: (\n}\nlet x =\n"))

    def test_follows_changes(self):
        self.assertEqual(self.folds("module a\nenum E { A }\n"), [])
        self.change("a.rule", "{ A }", "{\n  A,\n  B,\n}")
        found = self.server.request("textDocument/foldingRange", {"textDocument": {"uri": self.uri("a.rule")}})
        self.assertEqual([(one["startLine"], one["endLine"]) for one in found], [(1, 3)])


class FoldingInsideLines(ServerCase):
    def test_columns(self):
        self.open("a.rule", "module a\nenum É {\n  A,\n}\n")
        found = self.server.request("textDocument/foldingRange", {"textDocument": {"uri": self.uri("a.rule")}})
        self.assertEqual(found, [{"kind": "region", "startLine": 1, "startCharacter": 8, "endLine": 3,
                                  "endCharacter": 0}])


class Structure(ServerCase):
    def prepare(self):
        self.copy_example(EXAMPLE)

    def setUp(self):
        super().setUp()
        self.open(ENERGY)
        self.document = {"textDocument": {"uri": self.uri(ENERGY)}}

    def test_a_selection_grows(self):
        place = self.place(ENERGY, "min(usage, sub|sistence)")
        found = self.server.request("textDocument/selectionRange",
                                    {**self.document, "positions": [place["position"]]})[0]
        texts = []
        while found is not None:
            span = found["range"]
            if span["start"]["line"] == span["end"]["line"]:
                texts.append(self.text_at(ENERGY, span))
            found = found.get("parent")
        self.assertEqual(texts[:4], ["subsistence", "usage, subsistence", "(usage, subsistence)",
                                     "min(usage, subsistence)"])
        self.assertTrue(texts[-1].startswith("line subsidy"), texts)

    # ---- semantic tokens
    def tokens(self, data):
        legend = self.offered["capabilities"]["semanticTokensProvider"]["legend"]
        line = column = 0
        for at in range(0, len(data), 5):
            lines, columns, length, kind, bits = data[at:at + 5]
            column = column + columns if lines == 0 else columns
            line += lines
            span = {"start": {"line": line, "character": column}, "end": {"line": line, "character": column + length}}
            modifiers = [name for k, name in enumerate(legend["tokenModifiers"]) if bits >> k & 1]
            yield line, self.text_at(ENERGY, span), legend["tokenTypes"][kind], modifiers

    def full(self):
        return self.server.request("textDocument/semanticTokens/full", self.document)

    def test_tokens_say_what_names_mean(self):
        found = {(text, kind, *modifiers) for _, text, kind, modifiers in self.tokens(self.full()["data"])}
        for one in [("module", "keyword"), ("COP", "unit", "defaultLibrary"), ("Account", "class", "declaration"),
                    ("Account", "class"), ("S1", "enumMember", "readonly"), ("usage", "property"),
                    ("unit_cost", "parameter", "declaration", "readonly"), ("unit_cost", "parameter", "readonly"),
                    ("subsidy_rate", "table", "declaration"), ("subsistence", "rule"), ("energy", "line"),
                    ("lowland", "label", "declaration"), ("Monthly", "bill"), ("Residential", "tariff"),
                    ("532.1700", "number"), ('"Energy"', "string"), ("min", "function", "defaultLibrary"),
                    ("overdue", "variable", "declaration"), ("i", "variable", "declaration"),
                    ("/// Unit cost (CU), published monthly.", "comment", "documentation"),
                    ("548.2000", "number"), ("@", "operator"), ("co", "namespace"), ("energy", "namespace")]:
            self.assertIn(one, found)

    def test_deprecated_and_characters_beyond_one_unit(self):
        self.open("b.rule", 'module b\n/// Deprecated: use `y`.\nlet x = 1\nlet y = "𝔸" // 𝔸\nlet z = x\n')
        found = self.server.request("textDocument/semanticTokens/full",
                                    {"textDocument": {"uri": self.uri("b.rule")}})["data"]
        rows = [found[at:at + 5] for at in range(0, len(found), 5)]
        names = self.offered["capabilities"]["semanticTokensProvider"]["legend"]
        deprecated = 1 << names["tokenModifiers"].index("deprecated")
        self.assertEqual(sum(1 for row in rows if row[4] & deprecated), 2)
        text = next(row for row in rows if names["tokenTypes"][row[3]] == "string")
        self.assertEqual(text[2], 4)
        self.assertEqual(rows[rows.index(text) + 1][1:3], [5, 5])  # the comment: blank, then `// 𝔸` in UTF-16

    def test_delta_is_the_difference(self):
        first = self.full()
        self.change(ENERGY, "line energy        \"Energy\"", "line energy2       \"Energy\"")
        delta = self.server.request("textDocument/semanticTokens/full/delta",
                                    {**self.document, "previousResultId": first["resultId"]})
        data = list(first["data"])
        self.assertEqual(len(delta["edits"]), 1)
        edit = delta["edits"][0]
        data[edit["start"]:edit["start"] + edit["deleteCount"]] = edit["data"]
        self.assertLess(len(edit["data"]), len(data) - 100)
        again = self.full()
        self.assertEqual(again["data"], data)
        same = self.server.request("textDocument/semanticTokens/full/delta",
                                   {**self.document, "previousResultId": again["resultId"]})
        self.assertEqual(same["edits"], [])
        unknown = self.server.request("textDocument/semanticTokens/full/delta",
                                      {**self.document, "previousResultId": "none"})
        self.assertEqual(unknown["data"], data)

    def test_tokens_of_a_range(self):
        start = self.place(ENERGY, "|table subsidy_rate")["position"]
        span = {"start": start, "end": {"line": start["line"], "character": 40}}
        data = self.server.request("textDocument/semanticTokens/range", {**self.document, "range": span})["data"]
        found = list(self.tokens(data))
        self.assertEqual([one[1] for one in found[:2]], ["table", "subsidy_rate"])
        self.assertEqual({one[0] for one in found}, {start["line"]})

    def test_tokens_of_broken_text(self):
        self.change(ENERGY, "line energy        \"Energy\"        = usage @ unit_cost", "line energy = usage @ (")
        found = {(text, kind) for _, text, kind, _ in self.tokens(self.full()["data"])}
        self.assertIn(("fixed_charge", "parameter"), found)
        self.assertIn(("subsidy_rate", "table"), found)

    # ---- formatting
    def formatted(self, method, **more):
        options = {"tabSize": 2, "insertSpaces": True}
        return self.server.request("textDocument/" + method, {**self.document, "options": options, **more})

    def format_first(self):
        text = applied(self.texts[ENERGY], self.formatted("formatting"))
        self.server.tell("textDocument/didClose", self.document)
        self.open(ENERGY, text)
        return text

    def test_what_is_formatted_needs_no_edit(self):
        self.format_first()
        self.assertEqual(self.formatted("formatting"), [])

    def test_formatting_touches_only_what_differs(self):
        wanted = self.format_first()
        self.change(ENERGY, "  | S2         => 50%", "  |S2=>   50%")
        self.change(ENERGY, "module co.retailer.energy\n", "module   co.retailer.energy   // of a retailer\n")
        edits = self.formatted("formatting")
        self.assertEqual(applied(self.texts[ENERGY], edits),
                         wanted.replace("co.retailer.energy\n", "co.retailer.energy  // of a retailer\n", 1))
        self.assertTrue(all(len(edit["newText"]) < 12 for edit in edits), edits)

    def test_a_range(self):
        self.change(ENERGY, "  | S2         => 50%", "  |S2=>   50%")
        self.change(ENERGY, "rounding half_up", "rounding   half_up")
        place = self.place(ENERGY, "|S2=>")["position"]
        edits = self.formatted("rangeFormatting", range={"start": {"line": place["line"], "character": 0},
                                                         "end": {"line": place["line"] + 1, "character": 0}})
        text = applied(self.texts[ENERGY], edits)
        self.assertIn("  | S2         => 50%\n", text)
        self.assertIn("rounding   half_up", text)

    def test_a_closing_brace_formats_its_declaration_beside_broken_ones(self):
        self.change(ENERGY, "enum Class {", "enum Class (")
        self.change(ENERGY, "  | S2         => 50%", "  |S2=>   50%")
        self.change(ENERGY, "  | S4, S5, S6 => 0%\n", "  | S4,S5, S6 => 0%\n")
        place = self.place(ENERGY, "S6 => 0%\n}|")
        text = applied(self.texts[ENERGY], self.formatted("onTypeFormatting", ch="}", position=place["position"]))
        self.assertIn("  | S1         => 60%\n  | S2         => 50%\n", text)
        self.assertIn("  | S4, S5, S6 => 0%\n}", text)
        self.assertIn("enum Class (", text)

    def test_a_bar_aligns_the_rows(self):
        self.change(ENERGY, "  | S4, S5, S6 => 0%\n", "  | S4, S5 => 0%\n  | S6 => 0%\n")
        place = self.place(ENERGY, "  || S6")
        text = applied(self.texts[ENERGY], self.formatted("onTypeFormatting", ch="|", position=place["position"]))
        self.assertIn("  | S3     => 15%\n  | S4, S5 => 0%\n  | S6     => 0%\n", text)

    def test_a_new_line_is_indented(self):
        for old, new, mark, wanted in [
                ("  | S2         => 50%\n", "  | S2         => 50%\n\n", "S2         => 50%\n|\n  | S3", "  "),
                ("enum Class { Residential", "enum Class {\nResidential", "{\n|Residential", "  "),
                ("record Invoice {\n", "record Invoice {\n(\n", "Invoice {\n|(", "  ")]:
            with self.subTest(new):
                self.change(ENERGY, old, new)
                edits = self.formatted("onTypeFormatting", ch="\n", position=self.place(ENERGY, mark)["position"])
                at = self.texts[ENERGY].index(mark.replace("|", "", 1)) + mark.index("|")
                before = self.texts[ENERGY][:at]
                text = applied(self.texts[ENERGY], edits)
                self.assertEqual(text[:len(before) + len(wanted)], before + wanted)
                self.change(ENERGY, new, old)

    def test_a_broken_file_is_not_formatted(self):
        self.change(ENERGY, "enum Class {", "enum Class (")
        self.assertIsNone(self.formatted("formatting"))

    def test_bad_parameters(self):
        for method in ("foldingRange", "selectionRange", "semanticTokens/full", "semanticTokens/full/delta",
                       "semanticTokens/range", "rangeFormatting", "onTypeFormatting"):
            for params in (None, {}, {"textDocument": {"uri": "file:///none.rule"}}, {**self.document, "range": 3},
                           {**self.document, "positions": [{"line": -1}], "position": {"line": 9 ** 9}}):
                reply = self.server.reply(self.server.ask("textDocument/" + method, params))
                self.assertTrue("error" in reply or "result" in reply)


if __name__ == "__main__":
    unittest.main()
