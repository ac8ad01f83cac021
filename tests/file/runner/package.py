"""A package in a temporary folder, and commands run in it."""

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_SECONDS = 60
ACCOUNT_FILES = ("accounts.jsonl", "accounts.json", "accounts.csv")
DEFAULT_PACKAGE = """[package]
name = "test"
version = "1.0.0"
edition = "2026"
entry = [{entry}]
"""


@dataclass
class Output:
    status: int
    out: str
    err: str


class Package:
    """Use as a context manager: the folder goes when it is left."""

    def __init__(self, case, command):
        self.case = case
        self.command = command
        self.holder = tempfile.TemporaryDirectory(prefix="tarifa-file-test-")
        self.top = Path(self.holder.name)
        self.folder = self.top / "package"
        self.folder.mkdir()
        for section in case.files():
            for path, data, follows in section.written():
                target = self.folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("ab" if follows else "wb") as file:
                    file.write(data)
        manifest = self.folder / "tarifa.toml"
        if not manifest.exists():
            entry = ", ".join(f'"{name}"' for name in self.modules())
            manifest.write_text(DEFAULT_PACKAGE.format(entry=entry))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.holder.cleanup()

    def rule_files(self):
        return sorted(self.folder.glob("rules/**/*.rule"))

    def modules(self):
        found = (re.search(rb"^module\s+([^\s{]+)", p.read_bytes(), re.MULTILINE)
                 for p in self.rule_files())
        return [match.group(1).decode(errors="replace") for match in found if match]

    def accounts(self):
        names = [self.case.options["accounts"]] if "accounts" in self.case.options else ACCOUNT_FILES
        for name in names:
            if (self.folder / name).exists():
                return name
        raise FileNotFoundError("the test has no file of accounts")

    def run(self, *args):
        env = {"PATH": os.environ.get("PATH", ""), "HOME": str(self.top), "LC_ALL": "C.UTF-8",
               "XDG_CACHE_HOME": str(self.top / "cache"), "TZ": "UTC"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE"):
            if name in os.environ:
                env[name] = os.environ[name]
        language = ["--lang", self.case.options["lang"]] if "lang" in self.case.options else []
        done = subprocess.run([self.command, *args, *language], cwd=self.folder, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=TIMEOUT_SECONDS, check=False)
        return Output(done.returncode, self.clean(done.stdout), self.clean(done.stderr))

    def clean(self, data):
        text = data.decode("utf-8", errors="backslashreplace")
        return text.replace(str(self.folder), "$DIR").replace(str(self.top), "$TOP")
