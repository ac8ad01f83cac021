"""Does the server grow? Edits an example at random for MINUTES minutes, asks for what an editor asks for after every
edit, and compares the memory at the end with that after a sixth of the time: at most 5 % more.

usage: TARIFA=build/release/tarifa TARIFA_SOURCE_DIR=. python3 tests/lsp/soak.py MINUTES [SEED]
"""

import pathlib
import shutil
import sys
import tempfile
import time

from random_editing import Typist
from server_case import EVERYTHING, ROOT, Server

MOST = 1.05
EDITS_A_SECOND = 25
AFTER_AN_EDIT = ["hover", "completion", "definition", "documentSymbol", "semanticTokens/full", "inlayHint", "foldingRange",
                 "codeAction", "codeLens", "documentHighlight", "references", "signatureHelp"]


def resident_kib(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError("no VmRSS")


def position(text, at):
    before = text[:at]
    return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}


def main():
    seconds = float(sys.argv[1]) * 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tarifa-soak-"))
    shutil.copytree(ROOT / "examples/01-colombia-energy", folder / "p")
    path = folder / "p/rules/energy.rule"
    uri = path.as_uri()
    server = Server()
    server.request("initialize", {"capabilities": EVERYTHING, "workspaceFolders": [{"uri": folder.as_uri(), "name": "p"}]})
    server.tell("initialized", {})
    typist = Typist(path.read_text(encoding="utf-8"), seed)
    server.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "tarifa", "version": 1, "text": typist.text}})
    started = time.monotonic()
    early = None
    version = 1
    shown = 0
    while (passed := time.monotonic() - started) < seconds:
        before = typist.text
        begin, end, new = typist.edit()
        version += 1
        change = {"range": {"start": position(before, begin), "end": position(before, end)}, "text": new}
        server.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
        place = position(typist.text, min(begin, len(typist.text)))
        asked = [server.ask("textDocument/" + name, {
            "textDocument": {"uri": uri}, "position": place, "range": {"start": place, "end": place},
            "context": {"diagnostics": [], "includeDeclaration": True}}) for name in AFTER_AN_EDIT]
        for number in asked:
            server.reply(number)
        server.notices.clear()
        if early is None and passed > seconds / 6:
            early = resident_kib(server.process)
        if passed - shown > 60:
            shown = passed
            print(f"{passed / 60:.0f} min: {version} edits, {resident_kib(server.process)} KiB", flush=True)
        time.sleep(max(0.0, started + version / EDITS_A_SECOND - time.monotonic()))
    late = resident_kib(server.process)
    server.request("shutdown")
    server.tell("exit")
    shutil.rmtree(folder)
    print(f"{version} edits in {seconds / 60:g} min: {early} KiB after a sixth, {late} KiB at the end, ratio {late / early:.3f} (held {MOST})")
    return 0 if late <= early * MOST else 1


if __name__ == "__main__":
    sys.exit(main())
