"""One .test file: its options and sections, and how its expectations are written back."""

import re
from dataclasses import dataclass, field
from pathlib import Path

OPTIONS = {"period", "from", "through", "issued", "as-of", "bill", "fail-over", "account", "lang",
           "accounts", "slow"}
EXPECT_KINDS = {"diagnostics", "codes", "result", "jsonl", "json", "csv", "table", "explain",
                "tests", "tokens", "syntax", "ir", "kernel", "format"}


class CaseError(Exception):
    """The test file itself is wrong."""


@dataclass
class Section:
    title: str  # what stands after `--- `
    body: str

    @property
    def is_expectation(self):
        return self.title.startswith(("expect ", "run "))

    def written(self):
        """Paths and bytes of a section that is a file of the package, and whether they follow what is there already."""
        title, repeat, times = self.title.partition(" repeat ")
        if not repeat:
            yield (*self.file(title), False)
            return
        if not times.isdigit():
            raise CaseError(f"how often? --- {self.title}")
        path, data = self.file(title)
        if "{n" not in path and b"{n" not in data:
            yield path, data * int(times), True
            return
        for n in range(int(times)):
            yield path.replace("{n}", str(n)), data.replace(b"{n}", b"%d" % n).replace(b"{n+1}", b"%d" % (n + 1)), True

    def file(self, title):
        path, *flags = title.split(" ")
        unknown = set(flags) - {"escaped", "no-newline"}
        if unknown:
            raise CaseError(f"unknown words after the path: {' '.join(sorted(unknown))}")
        text = self.body
        if "no-newline" in flags:
            text = text.removesuffix("\n")
        return path, unescape(text) if "escaped" in flags else text.encode()


@dataclass
class Case:
    path: Path
    options: dict = field(default_factory=dict)
    head: str = ""
    sections: list = field(default_factory=list)

    def files(self):
        return [s for s in self.sections if not s.is_expectation]

    def expectations(self):
        return [s for s in self.sections if s.is_expectation]

    def text(self):
        return self.head + "".join(f"--- {s.title}\n{s.body}" for s in self.sections)


def unescape(text):
    def one(match):
        simple = {"n": b"\n", "r": b"\r", "t": b"\t", "\\": b"\\"}
        word = match.group(1)
        return simple[word.decode()] if len(word) == 1 else bytes([int(word[1:], 16)])

    return re.sub(rb"\\(x[0-9a-fA-F]{2}|[nrt\\])", one, text.encode())


def parse_options(head):
    options = {}
    for line in head.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, value = line.partition(":")
        if not colon or name not in OPTIONS:
            raise CaseError(f"unknown option: {line}")
        options[name] = value.strip()
    return options


def read_case(path):
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^--- (.*)\n", text, flags=re.MULTILINE)
    case = Case(path, parse_options(parts[0]), parts[0])
    for title, body in zip(parts[1::2], parts[2::2]):
        case.sections.append(Section(title.strip(), body))
    for section in case.expectations():
        word, kind = section.title.split(" ")[:2]
        if word == "expect" and kind not in EXPECT_KINDS:
            raise CaseError(f"unknown section: --- {section.title}")
    if not case.expectations():
        raise CaseError("no `--- expect` and no `--- run`: nothing is tested")
    return case
