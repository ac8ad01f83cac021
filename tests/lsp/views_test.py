"""Progress of long work, and views that are asked for again when another file has changed."""

import unittest

from server_case import EVERYTHING, ServerCase

MANIFEST = '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2026"\nentry = ["a"]\n'


class Packages(ServerCase):
    def prepare(self):
        for name in ("one", "two"):
            self.write(name + "/tarifa.toml", MANIFEST % name)
            self.write(name + "/a.rule", "module a\nlet x = 1\nlet y = x\n")

    def progress(self):
        return [message["params"] for message in self.server.notices if message["method"] == "$/progress"]


class Pushed(Packages):
    capabilities = {**EVERYTHING, "window": {"workDoneProgress": True},
                    "workspace": {**EVERYTHING["workspace"], "inlayHint": {"refreshSupport": True},
                                  "semanticTokens": {"refreshSupport": True}, "codeLens": {"refreshSupport": True}}}

    def asked_again(self):
        return sorted(one["method"] for one in self.server.notices if one["method"].endswith("/refresh"))

    def test_progress_is_shown_where_there_are_several_packages(self):
        while not self.progress() or self.progress()[-1]["value"]["kind"] != "end":
            self.server.take()
        created = [one for one in self.server.notices if one["method"] == "window/workDoneProgress/create"]
        self.assertEqual({one["token"] for one in self.progress()}, {created[0]["params"]["token"]})
        values = [one["value"] for one in self.progress()]
        self.assertEqual([one["kind"] for one in values], ["begin", "report", "report", "end"])
        self.assertEqual([one.get("percentage") for one in values], [0, 0, 50, None])
        self.assertTrue(values[2]["message"].endswith("two/"))

    def test_views_of_other_files_are_asked_for_again(self):
        self.open("one/a.rule")
        self.published("one/a.rule")
        self.server.request("textDocument/foldingRange", {"textDocument": {"uri": self.uri("one/a.rule")}})
        self.assertEqual(self.asked_again(), [])
        self.open("two/a.rule")
        self.published("two/a.rule")
        self.server.request("textDocument/foldingRange", {"textDocument": {"uri": self.uri("one/a.rule")}})
        self.assertEqual(self.asked_again(), ["workspace/codeLens/refresh", "workspace/inlayHint/refresh",
                                              "workspace/semanticTokens/refresh"])


class Pulled(Packages):
    capabilities = {**EVERYTHING, "textDocument": {**EVERYTHING["textDocument"], "diagnostic": {}}}
    locale = "es"

    def test_progress_goes_by_the_token_of_the_request(self):
        self.server.request("workspace/diagnostic", {"previousResultIds": [], "workDoneToken": "mine"})
        self.assertEqual([(one["token"], one["value"]["kind"]) for one in self.progress()],
                         [("mine", "begin"), ("mine", "report"), ("mine", "report"), ("mine", "end")])
        self.assertEqual(self.progress()[0]["value"]["title"], "Verificando paquetes")

    def test_none_without_a_token(self):
        self.server.request("workspace/diagnostic", {"previousResultIds": []})
        self.assertEqual(self.progress(), [])


if __name__ == "__main__":
    unittest.main()
