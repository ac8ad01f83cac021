"""How long an editor waits for tarifa-lsp, over its pipes: p50 and p95 of each question, beside what is to be held
(milliseconds), and beside a whole analysis of the same package in the same run.

usage: TARIFA=build/release/tarifa TARIFA_SOURCE_DIR=. python3 bench/lsp_latency.py
"""

import os
import pathlib
import random
import shutil
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(os.environ["TARIFA_SOURCE_DIR"]) / "tests/lsp"))
from server_case import EVERYTHING, Server  # noqa: E402

EDITS = 300
GROUP = 20
HEADER = "module bench.data\nuse std.money.{COP}\nuse std.units.{kWh, m}\nenum Stratum { S1, S2, S3, S4, S5, S6 }\n" \
         "entity Account {\n  key id: text(32),\n  stratum: Stratum,\n  altitude: m(0) in 0..5_000,\n" \
         "  usage: kWh(3) in 0..100_000,\n  debt: COP(2) in 0..100_000_000,\n}\n"


def module(number, rules):
    lines = [f"module bench.m{number}", "use bench.data.{Account, Stratum}", "use std.money.{COP}", "use std.units.{kWh, m}",
             "rounding half_up"]
    for k in range(rules):
        lines += [f"/// Charge {k} of module {number}.",
                  f"rule c{number}_{k} for Account: COP(2) = round(usage * {300 + k % 97}.25 COP/kWh, 0.01 COP) {{",
                  f"  except high = round(debt / {3 + k % 11}, 0.01 COP) when altitude > {500 + k % 3000} m",
                  "  except poor within high = 0.00 COP when stratum in {S1, S2}", "}", ""]
    # Every rule is used by a sum of its group, and so are the sums: an editor is seldom told thousands of things.
    names = [f"c{number}_{k}" for k in range(rules)]
    while len(names) > 1:
        groups = [names[k:k + GROUP] for k in range(0, len(names), GROUP)]
        names = [f"sum{number}_{len(groups)}_{k}" for k in range(len(groups))]
        lines += [f"rule {name} for Account: COP(2) = {' + '.join(group)}" for name, group in zip(names, groups)]
    return "\n".join(lines) + "\n"


def make_package(folder, modules, rules):
    entries = ", ".join(f'"bench.m{k}"' for k in range(modules))
    (folder / "rules").mkdir(parents=True)
    (folder / "tarifa.toml").write_text(f'[package]\nname = "b"\nversion = "1.0.0"\nedition = "2026"\nentry = ["bench.data", {entries}]\n')
    (folder / "rules/data.rule").write_text(HEADER)
    for k in range(modules):
        (folder / f"rules/m{k}.rule").write_text(module(k, rules))


class Session:
    def __init__(self, folder):
        self.server = Server()
        self.server.request("initialize", {"capabilities": EVERYTHING, "workspaceFolders": [{"uri": folder.as_uri(), "name": "b"}]})
        self.server.tell("initialized", {})
        self.path = folder / "rules/m0.rule"
        self.uri = self.path.as_uri()
        self.text = self.path.read_text()
        self.version = 1
        self.server.tell("textDocument/didOpen", {"textDocument": {"uri": self.uri, "languageId": "tarifa", "version": 1, "text": self.text}})
        self.server.diagnostics(self.uri, 1)

    def place(self, at):
        before = self.text[:at]
        return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}

    def edit(self, begin, end, new):
        change = {"range": {"start": self.place(begin), "end": self.place(end)}, "text": new}
        self.text = self.text[:begin] + new + self.text[end:]
        self.version += 1
        self.server.notices.clear()
        started = time.perf_counter()
        self.server.tell("textDocument/didChange", {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]})
        self.server.diagnostics(self.uri, self.version)
        return time.perf_counter() - started

    def ask(self, method, at):
        params = {"textDocument": {"uri": self.uri}, "position": self.place(at)}
        started = time.perf_counter()
        self.server.request("textDocument/" + method, params)
        return time.perf_counter() - started


def keystrokes(session, chance):
    """Digits typed into amounts and taken back, and now and then what breaks the text."""
    took = []
    for k in range(EDITS // 2):
        at = session.text.index(".25 COP", chance.randrange(len(session.text) * 9 // 10))
        new = "(" if k % 5 == 0 else str(chance.randrange(10))
        took += [session.edit(at, at, new), session.edit(at, at + len(new), "")]
    return took


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000


def main():
    failed = []
    rows = []

    def row(name, values, held, whole=None):
        p50, p95 = percentile(values, 0.5), percentile(values, 0.95)
        beside = f"{whole * 1000 / p95:8.1f}" if whole else " " * 8
        rows.append(f"{name:<44} {p50:8.2f} {p95:8.2f} {held:8.0f} {beside}  {'ok' if p95 <= held else 'MISSED'}")
        if p95 > held:
            failed.append(name)

    chance = random.Random(1)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tarifa-latency-"))
    try:
        for name, modules, rules, held in [("1,000 lines", 1, 165, 5), ("20,000 lines, 20 files", 20, 165, 30), ("20,000 lines, one file", 1, 3300, 30)]:
            package = folder / name.replace(" ", "-")
            make_package(package, modules, rules)
            started = time.perf_counter()
            session = Session(package)
            whole = time.perf_counter() - started
            keystrokes(session, chance)
            row("edit to diagnostics, " + name, keystrokes(session, chance), held, whole)
            for method in ("hover", "completion", "definition"):
                took = [session.ask(method, session.text.index("usage", chance.randrange(len(session.text) * 9 // 10)) + 2) for _ in range(200)]
                row(f"{method}, {name}", took, 10)
            session.server.stop()
        package = folder / "500"
        make_package(package, 500, 16)
        took = []
        for _ in range(3):
            started = time.perf_counter()
            Session(package).server.stop()
            took.append(time.perf_counter() - started)
        row("opening a package of 500 files", took, 1000)
    finally:
        shutil.rmtree(folder)
    print(f"{'milliseconds':<44} {'p50':>8} {'p95':>8} {'held':>8} {'whole/p95':>8}")
    print("\n".join(rows))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
