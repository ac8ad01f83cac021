"""Diagnostics, hover, definition, references, rename, symbols, quick fixes over the transcripts of a real session."""

import unittest

from server_case import EVERYTHING, ServerCase

EXAMPLE = "01-colombia-energy"
ENERGY = EXAMPLE + "/rules/energy.rule"


class Example(ServerCase):
    def prepare(self):
        self.copy_example(EXAMPLE)

    def setUp(self):
        super().setUp()
        self.open(ENERGY)

    def test_no_diagnostics_then_one_then_none(self):
        self.change(ENERGY, "min(usage, subsistence)", "min(usage, subsistenc)")
        found = self.published(ENERGY)
        self.assertEqual([(one["code"], self.text_at(ENERGY, one["range"])) for one in found],
                         [("W0202", "subsistence"), ("E0201", "subsistenc")])
        self.assertEqual([one.get("tags") for one in found], [[1], None])
        self.change(ENERGY, "min(usage, subsistenc)", "min(usage, subsistence)")
        self.assertEqual(self.published(ENERGY), [])

    def test_a_fix_is_offered_and_mends(self):
        self.change(ENERGY, "min(usage, subsistence)", "min(usage, subsistenc)")
        found = [one for one in self.published(ENERGY) if one["code"] == "E0201"]
        actions = self.server.request("textDocument/codeAction", {
            "textDocument": {"uri": self.uri(ENERGY)}, "range": found[0]["range"], "context": {"diagnostics": found}})
        self.assertEqual(actions[0]["diagnostics"], found)
        edit = actions[0]["edit"]["documentChanges"][0]
        self.assertEqual(edit["textDocument"], {"uri": self.uri(ENERGY), "version": 2})
        self.assertEqual(edit["edits"][0]["newText"], "subsistence")

    def test_hover_names_type_and_unit(self):
        hover = self.server.request("textDocument/hover", self.place(ENERGY, "min(usage, sub|sistence)"))
        self.assertIn("rule subsistence for Account: kWh(0) = 130 kWh", hover["contents"]["value"])
        self.assertEqual(self.text_at(ENERGY, hover["range"]), "subsistence")

    def test_definition_and_references(self):
        place = self.place(ENERGY, "min(usage, sub|sistence)")
        found = self.server.request("textDocument/definition", place)
        self.assertEqual(self.text_at(ENERGY, found["range"]), "subsistence")
        self.assertIn("rule subsistence", self.texts[ENERGY].split("\n")[found["range"]["start"]["line"]])
        uses = self.server.request("textDocument/references", {**place, "context": {"includeDeclaration": True}})
        self.assertIn(found, uses)
        self.assertGreaterEqual(len(uses), 2)
        self.assertTrue(all(self.text_at(ENERGY, one["range"]) == "subsistence" for one in uses))

    def test_rename_leaves_a_package_without_errors(self):
        edit = self.server.request("textDocument/rename",
                                   {**self.place(ENERGY, "min(usage, sub|sistence)"), "newName": "basic_need"})
        text = self.texts[ENERGY]
        for document in edit["documentChanges"]:
            path = document["textDocument"]["uri"].removeprefix(self.uri("") + "/")
            text = self.texts.get(path) or self.open(path)
            lines = text.split("\n")
            for change in sorted(document["edits"], key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]), reverse=True):
                start, end = change["range"]["start"], change["range"]["end"]
                lines[start["line"]] = lines[start["line"]][:start["character"]] + change["newText"] + lines[start["line"]][end["character"]:]
            self.change(path, text, "\n".join(lines))
        self.assertIn("min(usage, basic_need)", self.texts[ENERGY])
        self.assertEqual(self.published(ENERGY), [])

    def test_rename_refuses_what_would_mean_something_else(self):
        place = self.place(ENERGY, "min(usage, sub|sistence)")
        for name in ("unit_cost", "two words", "1x", ""):
            reply = self.server.reply(self.server.ask("textDocument/rename", {**place, "newName": name}))
            self.assertIn("error", reply, name)

    def test_symbols(self):
        symbols = self.server.request("textDocument/documentSymbol", {"textDocument": {"uri": self.uri(ENERGY)}})
        rule = next(one for one in symbols if one["name"] == "subsistence")
        self.assertEqual([child["name"] for child in rule["children"]], ["lowland"])
        found = self.server.request("workspace/symbol", {"query": "subsist"})
        self.assertIn("subsistence", [one["name"] for one in found])

    def test_formatting_changes_blanks_only(self):
        self.change(ENERGY, "min(usage, subsistence)", "min( usage,subsistence )")
        edits = self.server.request("textDocument/formatting",
                                    {"textDocument": {"uri": self.uri(ENERGY)}, "options": {"tabSize": 2, "insertSpaces": True}})
        self.assertTrue(edits)
        self.assertEqual("".join(edit["newText"] for edit in edits).strip(), "")

    def test_a_name_of_the_library_leads_into_its_text(self):
        found = self.server.request("textDocument/definition", self.place(ENERGY, "std.units.{k|Wh"))
        self.assertEqual(found["uri"], "tarifa-std:/std/units.rule")
        text = self.server.request("workspace/textDocumentContent", {"uri": found["uri"]})["text"]
        self.assertIn("kWh", text.split("\n")[found["range"]["start"]["line"]])



class Outside(ServerCase):
    """A rename that reaches into a package beside the workspace is shown before it is done."""

    capabilities = {**EVERYTHING, "workspace": {**EVERYTHING["workspace"], "workspaceEdit": {
        "documentChanges": True, "changeAnnotationSupport": {"groupsOnLabel": True}}}}

    def prepare(self):
        head = '[package]\nname = "%s"\nversion = "1.0.0"\nedition = "2026"\nentry = ["%s"]\n'
        self.write("mine/tarifa.toml", head % ("mine", "mine") + '[dependencies]\nshared = { path = "../shared" }\n')
        self.write("mine/mine.rule", "module mine\nuse shared.{fee}\nuse std.money.{EUR}\nlet twice = 2 * fee\nlet own = 1 EUR\n")
        self.write("shared/tarifa.toml", head % ("shared", "shared"))
        self.write("shared/shared.rule", "module shared\nuse std.money.{EUR}\nlet fee = 3 EUR\n")

    def rename(self, mark):
        return self.server.request("textDocument/rename", {**self.place("mine/mine.rule", mark), "newName": "renamed"})

    def annotations(self, edit):
        return {one["textDocument"]["uri"].removeprefix(self.uri("") + "/"): {each.get("annotationId") for each in one["edits"]}
                for one in edit["documentChanges"]}

    def test_only_files_that_the_author_does_not_see_ask_first(self):
        self.open("mine/mine.rule")
        everywhere = self.rename("2 * f|ee")
        self.assertNotIn("changeAnnotations", everywhere)  # both are in the folder
        self.server.tell("workspace/didChangeWorkspaceFolders", {"event": {
            "removed": [{"uri": self.uri(""), "name": "test"}], "added": [{"uri": self.uri("mine"), "name": "mine"}]}})
        edit = self.rename("2 * f|ee")
        self.assertEqual(self.annotations(edit), {"mine/mine.rule": {None}, "shared/shared.rule": {"outside"}})
        self.assertTrue(edit["changeAnnotations"]["outside"]["needsConfirmation"])
        self.assertNotIn("changeAnnotations", self.rename("let o|wn"))
        self.open("shared/shared.rule")
        self.assertNotIn("changeAnnotations", self.rename("2 * f|ee"))


if __name__ == "__main__":
    unittest.main()
