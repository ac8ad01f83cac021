"""Every request about a place is answered at many places of texts that are broken in many ways."""

import random
import unittest

from server_case import ServerCase

BILLS = "package/rules/bills.rule"
REQUESTS = ["completion", "hover", "signatureHelp", "definition", "declaration", "typeDefinition", "implementation",
            "references", "documentHighlight", "prepareRename", "prepareCallHierarchy", "linkedEditingRange"]


class BrokenText(ServerCase):
    def prepare(self):
        self.copy_every_name()

    def breakings(self, text, dice):
        """What is done to a text: a piece taken out, a word put in, the end cut off, lines doubled."""
        begin = dice.randrange(len(text))
        end = min(len(text), begin + dice.choice([1, 2, 5, 40, 400]))
        word = dice.choice(["", "(", ")", "{", "}", "|", "=", ".", "except", "\"", "`", "//", "5 COP/", "use std.", "\u00e9\U0001f600", "for", "@"])
        if dice.random() < 0.1:
            return text[:begin] + word
        return text[:begin] + word + text[end if dice.random() < 0.7 else begin:]

    def test_answers(self):
        text = self.open(BILLS)
        for round_number in range(60):
            dice = random.Random(round_number)
            broken = self.breakings(text, dice)
            self.versions[BILLS] += 1
            self.texts[BILLS] = broken
            self.server.tell("textDocument/didChange", {
                "textDocument": {"uri": self.uri(BILLS), "version": self.versions[BILLS]}, "contentChanges": [{"text": broken}]})
            for _ in range(12):
                place = {"textDocument": {"uri": self.uri(BILLS)},
                         "position": self.position(BILLS, dice.randrange(len(broken) + 1))}
                for request in REQUESTS:
                    reply = self.server.reply(self.server.ask("textDocument/" + request, place))
                    self.assertTrue("result" in reply or reply["error"]["code"] in (-32803, -32801), reply)
            for request in ("documentLink", "documentSymbol"):
                self.server.request("textDocument/" + request, {"textDocument": {"uri": self.uri(BILLS)}})


if __name__ == "__main__":
    unittest.main()
