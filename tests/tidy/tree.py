"""The files of the repository, for the tests of this folder."""

import os
import subprocess
from pathlib import Path

ROOT = Path(os.environ.get("TARIFA_SOURCE_DIR", Path(__file__).resolve().parents[2]))
CODE = {".cpp", ".h", ".py", ".sh", ".cmake", ".def", ".g4"}
GENERATED = ("grammar/tree-sitter/src/",)


def files():
    """Paths from the root, of what is committed or would be."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, check=True).stdout.decode()
    names = sorted(set(filter(None, listed.split("\0"))))
    return [Path(n) for n in names if not n.startswith(GENERATED) and (ROOT / n).is_file()]


def code_files():
    return [p for p in files() if p.suffix in CODE]


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")
