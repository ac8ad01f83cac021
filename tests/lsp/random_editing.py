"""Editing as people do it, at random but the same for a seed: letters typed and taken back, words replaced, lines copied
and deleted, braces left open for a while."""

import random

WORDS = ["usage", "when", "0.5", "kWh", "{", "}", "(", ")", "\n", " ", "except", "rule", "= ", "\"", "stratum", "// x", "S1", ","]


class Typist:
    """Edits `text`; each edit is (begin, end, new text) in characters. Now and then all is as it was at the start."""

    def __init__(self, text, seed):
        self.start = self.text = text
        self.random = random.Random(seed)
        self.edits = 0

    def edit(self):
        self.edits += 1
        if self.edits % 50 == 0:
            return self.apply(0, len(self.text), self.start)
        at = self.random.randrange(len(self.text) + 1)
        kind = self.random.randrange(6)
        if kind < 3:
            return self.apply(at, at, self.random.choice(WORDS) if kind else self.random.choice("abcdefgh_0123456789. \n"))
        if kind == 3:
            return self.apply(at, min(len(self.text), at + self.random.randrange(1, 4)), "")
        line = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at) + 1 or len(self.text)
        if kind == 4:
            return self.apply(line, line, self.text[line:end])
        return self.apply(line, end, "")

    def apply(self, begin, end, new):
        self.text = self.text[:begin] + new + self.text[end:]
        return begin, end, new
