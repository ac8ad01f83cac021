"""What every request rests on: position encodings, diagnostics that are pulled, requests that need no answer any more, and several
packages in one workspace."""

import copy
import unittest

from server_case import EVERYTHING, ServerCase

EXAMPLE = "01-colombia-energy"
ENERGY = EXAMPLE + "/rules/energy.rule"
REQUEST_CANCELLED = -32800
CONTENT_MODIFIED = -32801


class Encoding(ServerCase):
    """A name after letters that take one unit in some encoding and several in another."""

    offered_encodings = ["utf-16"]
    chosen = "utf-16"
    units = 3  # of what stands in the quotes: a surrogate pair and a letter

    def setUp(self):
        self.capabilities = copy.deepcopy(EVERYTHING)
        self.capabilities["general"]["positionEncodings"] = self.offered_encodings
        super().setUp()

    def test_columns_of_answers_and_of_edits(self):
        self.assertEqual(self.offered["capabilities"]["positionEncoding"], self.chosen)
        self.open("one.rule", 'module one\nlet music: text = "𝄞ñ" + nowhere\n')
        column = len('let music: text = "') + self.units + len('" + ')
        place = next(one["range"] for one in self.published("one.rule") if "nowhere" in one["message"])
        self.assertEqual((place["start"], place["end"]),
                         ({"line": 1, "character": column}, {"line": 1, "character": column + len("nowhere")}))
        self.server.tell("textDocument/didChange", {
            "textDocument": {"uri": self.uri("one.rule"), "version": 2}, "contentChanges": [{"range": place, "text": "elsewhere"}]})
        names = [one["message"] for one in self.server.diagnostics(self.uri("one.rule"), 2)]
        self.assertTrue(any("elsewhere" in name for name in names), names)
        self.assertFalse(any("nowhere" in name for name in names), names)


class Bytes(Encoding):
    offered_encodings = ["utf-16", "utf-8"]
    chosen = "utf-8"
    units = 6


class CodePoints(Encoding):
    offered_encodings = ["utf-32"]
    chosen = "utf-32"
    units = 2


class Pulled(ServerCase):
    """A client that asks for diagnostics is sent none."""

    options = {"diagnosticPages": "file:///pages"}

    def prepare(self):
        self.capabilities = copy.deepcopy(EVERYTHING)
        self.capabilities["textDocument"]["diagnostic"] = {}
        self.copy_example(EXAMPLE)

    def document(self, known=None):
        return self.server.request("textDocument/diagnostic",
                                   {"textDocument": {"uri": self.uri(ENERGY)}, "previousResultId": known})

    def test_a_document(self):
        self.assertEqual(self.offered["capabilities"]["diagnosticProvider"]["interFileDependencies"], True)
        self.open(ENERGY)
        clean = self.document()
        self.assertEqual((clean["kind"], clean["items"]), ("full", []))
        self.change(ENERGY, "usage @ unit_cost", "usage @ unit_cst")
        broken = self.document(clean["resultId"])
        self.assertEqual([one["code"] for one in broken["items"]], ["E0201"])
        self.assertEqual(broken["items"][0]["codeDescription"]["href"], "file:///pages/E0201.md")
        again = self.document(broken["resultId"])
        self.assertEqual(again, {"kind": "unchanged", "resultId": broken["resultId"]})
        self.change(ENERGY, "usage @ unit_cst", "usage @ unit_cost")
        self.assertEqual(self.document(broken["resultId"])["items"], [])
        self.assertFalse([one for one in self.server.notices if one["method"] == "textDocument/publishDiagnostics"])

    def test_the_workspace(self):
        def ask(known):
            return {one["uri"]: one for one in self.server.request("workspace/diagnostic", {"previousResultIds": known})["items"]}
        self.open(ENERGY)
        self.change(ENERGY, "usage @ unit_cost", "usage @ unit_cst")
        first = ask([])[self.uri(ENERGY)]
        self.assertEqual((first["version"], [one["code"] for one in first["items"]]), (2, ["E0201"]))
        known = [{"uri": self.uri(ENERGY), "value": first["resultId"]}]
        self.assertEqual(ask(known)[self.uri(ENERGY)]["kind"], "unchanged")
        self.change(ENERGY, "usage @ unit_cst", "usage @ unit_cost")
        mended = ask(known)[self.uri(ENERGY)]
        self.assertEqual((mended["kind"], mended["items"]), ("full", []))


class Waiting(ServerCase):
    """While a long request is worked on, others wait: what was cancelled, or asks about a text that has changed since, is not answered."""

    def prepare(self):
        self.copy_example(EXAMPLE)

    def test_cancelled_and_stale_requests(self):
        self.open(ENERGY)
        place = self.place(ENERGY, "unit_cost")
        about = {"textDocument": place["textDocument"]}
        start = {"line": 0, "character": 0}

        def edit(version, end, text):
            return {"method": "textDocument/didChange", "params": {
                "textDocument": {"uri": self.uri(ENERGY), "version": version},
                "contentChanges": [{"range": {"start": start, "end": end}, "text": text}]}}

        def question(method, params):
            return {"id": next(self.server.ids), "method": method, "params": params}

        # Each of these is an analysis, while what follows arrives.
        work = []
        for version in range(2, 40):
            added = version % 2 == 0
            work.append(edit(version, start, "// more\n") if added else edit(version, {"line": 1, "character": 0}, ""))
            work.append(question("textDocument/documentSymbol", about))
        asked = [question("textDocument/hover", place), question("textDocument/semanticTokens/full", about),
                 question("textDocument/hover", place)]
        cancelled, stale, wanted = (one["id"] for one in asked)
        self.server.send(*work, asked[0], {"method": "$/cancelRequest", "params": {"id": cancelled}}, asked[1],
                         edit(40, start, ""), asked[2])
        self.assertEqual(self.server.reply(cancelled)["error"]["code"], REQUEST_CANCELLED)
        self.assertEqual(self.server.reply(stale)["error"]["code"], CONTENT_MODIFIED)
        self.assertIn("unit_cost", self.server.reply(wanted)["result"]["contents"]["value"])


class SeveralPackages(ServerCase):
    def prepare(self):
        for name in ("north", "south"):
            self.write(name + "/tarifa.toml", f'[package]\nname = "{name}"\nversion = "1.0.0"\nedition = "2026"\nentry = ["town"]\n')
            self.write(name + "/rules/town.rule", f"module town\nlet of_{name}: int = 1\nlet other: int = of_north\n")

    def test_each_knows_its_own_names(self):
        for name in ("north", "south"):
            self.open(name + "/rules/town.rule")
        self.assertNotIn("E0201", [one["code"] for one in self.published("north/rules/town.rule")])
        self.assertIn("E0201", [one["code"] for one in self.published("south/rules/town.rule")])
        found = self.server.request("workspace/symbol", {"query": "of_"})
        self.assertEqual({one["name"] for one in found}, {"of_north", "of_south"})
        uses = self.server.request("textDocument/references", {
            **self.place("north/rules/town.rule", "of_north"), "context": {"includeDeclaration": True}})
        self.assertEqual({one["uri"] for one in uses}, {self.uri("north/rules/town.rule")})
        self.assertEqual(len(uses), 2)


if __name__ == "__main__":
    unittest.main()
