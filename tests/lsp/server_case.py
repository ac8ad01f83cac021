"""A language client for tests: talks to the real tarifa-lsp over its standard input and output."""

import itertools
import json
import os
import pathlib
import queue
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.parse

TARIFA_LSP = str(pathlib.Path(os.environ["TARIFA"]).with_name("tarifa-lsp"))
ROOT = pathlib.Path(os.environ["TARIFA_SOURCE_DIR"])
SECONDS = 60  # no answer takes this long, however busy the machine: what does has hung

EVERYTHING = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"workspaceEdit": {"documentChanges": True}, "didChangeWatchedFiles": {"dynamicRegistration": True}},
    "textDocument": {
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "completion": {"completionItem": {"snippetSupport": True}},
    },
}


class Server:
    def __init__(self, environment=None):
        self.process = subprocess.Popen([TARIFA_LSP, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env=environment or os.environ)
        self.ids = itertools.count(1)
        self.arrived = queue.Queue()
        self.replies = {}
        self.notices = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        out = self.process.stdout
        while True:
            length = None
            while (line := out.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                self.arrived.put(None)
                return
            self.arrived.put(json.loads(out.read(length)))

    def send_raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, *messages):
        """Several go in one piece: the server has them all before it has worked on the first."""
        bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
        self.send_raw(b"".join(b"Content-Length: %d\r\n\r\n" % len(body) + body for body in bodies))

    def ask(self, method, params=None):
        number = next(self.ids)
        self.send({"id": number, "method": method, "params": params})
        return number

    def tell(self, method, params=None):
        self.send({"method": method, "params": params})

    def take(self):
        """The next message of the server."""
        message = self.arrived.get(timeout=SECONDS)
        assert message is not None, "the server has ended"
        if "method" in message:
            self.notices.append(message)
        else:
            self.replies[message["id"]] = message
        return message

    def reply(self, number):
        """The whole reply, with `result` or `error`."""
        while number not in self.replies:
            self.take()
        return self.replies.pop(number)

    def request(self, method, params=None):
        reply = self.reply(self.ask(method, params))
        assert "error" not in reply, reply["error"]
        return reply["result"]

    def diagnostics(self, uri, version=None):
        """What was published of it last; waits for that of `version`."""
        while True:
            for message in reversed(self.notices):
                params = message.get("params") or {}
                if message["method"] == "textDocument/publishDiagnostics" and params["uri"] == uri:
                    if version is None or params.get("version") == version:
                        return params["diagnostics"]
                    break
            self.take()

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=SECONDS)
        self.reader.join(timeout=SECONDS)
        self.process.stdout.close()


class ServerCase(unittest.TestCase):
    """Each test has a folder of its own, and a server that was initialised with it."""

    capabilities = EVERYTHING
    options = None
    locale = "en"

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tarifa-lsp-")).resolve()
        self.addCleanup(shutil.rmtree, self.folder)
        self.versions = {}
        self.texts = {}
        self.prepare()
        self.server = Server()
        self.addCleanup(self.server.stop)
        self.offered = self.server.request("initialize", {
            "processId": None, "rootUri": self.uri(""), "capabilities": self.capabilities, "locale": self.locale,
            "workspaceFolders": [{"uri": self.uri(""), "name": "test"}], "initializationOptions": self.options})
        self.server.tell("initialized", {})

    def prepare(self):
        """Files that are there before the server starts."""

    def uri(self, path):
        return "file://" + urllib.parse.quote(str(self.folder / path))

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def copy_example(self, name):
        shutil.copytree(ROOT / "examples" / name, self.folder / name)
        return name

    def copy_every_name(self):
        """The package that has a name of every kind, as `package`."""
        shutil.copytree(ROOT / "tests/lsp/every_name", self.folder / "package")

    def open(self, path, text=None):
        text = (self.folder / path).read_text(encoding="utf-8") if text is None else text
        self.versions[path] = 1
        self.texts[path] = text
        self.server.tell("textDocument/didOpen", {"textDocument": {
            "uri": self.uri(path), "languageId": "tarifa", "version": 1, "text": text}})
        return text

    def change(self, path, old, new):
        """The first `old` becomes `new`, by an incremental change."""
        at = self.texts[path].index(old)
        self.versions[path] += 1
        start, end = self.position(path, at), self.position(path, at + len(old))
        self.texts[path] = self.texts[path][:at] + new + self.texts[path][at + len(old):]
        self.server.tell("textDocument/didChange", {
            "textDocument": {"uri": self.uri(path), "version": self.versions[path]},
            "contentChanges": [{"range": {"start": start, "end": end}, "text": new}]})

    def position(self, path, offset):
        """In UTF-16, of an index into the text."""
        before = self.texts[path][:offset]
        line = before.rpartition("\n")[2]
        return {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}

    def place(self, path, mark, add=0):
        """Parameters of a request at the first `mark`; a bar in it says where."""
        bar = mark.index("|") if "|" in mark else 0
        at = self.texts[path].index(mark.replace("|", "", 1)) + bar + add
        return {"textDocument": {"uri": self.uri(path)}, "position": self.position(path, at)}

    def text_at(self, path, span):
        lines = self.texts.get(path) or (self.folder / path).read_text(encoding="utf-8")
        lines = lines.split("\n")
        start, end = span["start"], span["end"]
        assert start["line"] == end["line"], span
        encoded = lines[start["line"]].encode("utf-16-le")
        return encoded[2 * start["character"]:2 * end["character"]].decode("utf-16-le")

    def published(self, path):
        return self.server.diagnostics(self.uri(path), self.versions.get(path))
