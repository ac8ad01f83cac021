"""Links to files, names that are typed over together, files that are renamed."""

import unittest

from server_case import ServerCase

BASE = "package/rules/base.rule"
BILLS = "package/rules/bills.rule"
MANIFEST = "other/tarifa.toml"


class Links(ServerCase):
    def prepare(self):
        self.copy_every_name()
        self.write(MANIFEST, '[package]\nname = "other"\nversion = "1.0.0"\nedition = "2026"\nentry = ["other"]\n'
                   '[dependencies]\ntown = { path = "../package" }\n')
        self.write("other/rules/other.rule", "module other\nuse std.money.{EUR}\n"
                   'param fee: EUR(2) from "fee.csv"\n')
        self.write("other/rules/fee.csv", "from,value,until\n2020-01-01,1.00,open\n")

    def setUp(self):
        super().setUp()
        self.open(BASE)
        self.open(BILLS)

    def links(self, path):
        found = self.server.request("textDocument/documentLink", {"textDocument": {"uri": self.uri(path)}})
        return {self.text_at(path, one["range"]): one["target"] for one in found}

    def renamed(self, *moves):
        return self.server.request("workspace/willRenameFiles", {
            "files": [{"oldUri": self.uri(old), "newUri": self.uri(new)} for old, new in moves]})

    def texts_of(self, edit):
        return {uri.removeprefix(self.uri("") + "/"): [one["newText"] for one in edits]
                for uri, edits in edit["changes"].items()}

    def test_links_to_csv_modules_and_packages(self):
        links = self.links(BASE)
        self.assertEqual(links["data/standing.csv"], self.uri("package/data/standing.csv"))
        self.assertEqual(links["std.units"], "tarifa-std:/std/units.rule")
        self.assertEqual(self.links(BILLS)["town.base"], self.uri(BASE))
        self.open(MANIFEST)
        self.assertEqual(self.links(MANIFEST), {"../package": self.uri("package/tarifa.toml")})

    def test_a_csv_file_that_only_the_text_in_the_editor_names(self):
        self.write("package/data/late.csv", "from,value,until\n2020-01-01,1.00,open\n")
        self.change(BASE, "enum Sector", 'param late: EUR(2) from "data/late.csv"\nenum Sector')
        self.assertEqual(self.links(BASE)["data/late.csv"], self.uri("package/data/late.csv"))
        report = self.server.request("textDocument/diagnostic", {"textDocument": {"uri": self.uri(BASE)}})
        self.assertNotIn("E0218", [one["code"] for one in report["items"]])

    def test_rules_follow_a_csv_file(self):
        edit = self.renamed(("package/data/standing.csv", "package/data/2026/standing.csv"))
        self.assertEqual(self.texts_of(edit), {BASE: ["data/2026/standing.csv"]})
        span = edit["changes"][self.uri(BASE)][0]["range"]
        self.assertEqual(self.text_at(BASE, span), "data/standing.csv")

    def test_rules_follow_a_folder(self):
        edit = self.renamed(("package/data", "package/values"))
        self.assertEqual(self.texts_of(edit), {BASE: ["values/standing.csv", "values/shares.csv"]})

    def test_a_rule_file_that_leaves_its_csv_file_behind(self):
        edit = self.renamed(("other/rules/other.rule", "other/more/other.rule"))
        self.assertEqual(self.texts_of(edit), {"other/rules/other.rule": ["rules/fee.csv"]})
        both = self.renamed(("other/rules", "other/more"))
        self.assertIsNone(both)

    def test_manifests_follow_a_package(self):
        edit = self.renamed(("package", "town"))
        self.assertEqual(self.texts_of(edit), {MANIFEST: ["../town"]})

    def test_names_of_modules_do_not_depend_on_files(self):
        self.assertIsNone(self.renamed(("package/rules/relief.rule", "package/rules/corrections.rule")))
        self.assertIsNone(self.server.request("workspace/willRenameFiles", {"files": 3}))

    def test_names_known_to_one_declaration_are_linked(self):
        linked = self.server.request("textDocument/linkedEditingRange", self.place(BILLS, "let tax|ed"))
        self.assertEqual([self.text_at(BILLS, one) for one in linked["ranges"]], ["taxed"] * 3)
        for mark in ("rule allow|ance", "let ab|ove", "above(quan|tity", "enum Sec|tor"):
            self.assertIsNone(self.server.request("textDocument/linkedEditingRange", self.place(BASE, mark)), mark)
        linked = self.server.request("textDocument/linkedEditingRange", self.place(BASE, "sum(p|.amount"))
        self.assertEqual(len(linked["ranges"]), 3)


if __name__ == "__main__":
    unittest.main()
