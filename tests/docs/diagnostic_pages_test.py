"""Every page docs/diagnostics/CODE.md shows a failing and a mended example, and both are run here.

A page has two headings, `## Fails` and `## Mended`. Below each stand fenced blocks whose info string is a path inside a
package (```rule rules/main.rule, ```csv rates.csv, ```toml tarifa.toml; ```rule alone is rules/main.rule). A ```console block
`tarifa ARGS` says what to run in place of `tarifa check .`; ```bytes PATH holds \\xHH escapes, ```repeat N PATH a text N
times, with {n} and {n+1} for the number, after what is there. The failing package must report the page's code, and only codes of the same
severity or warnings beside it; the mended one must report no error and not that code.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ["TARIFA_SOURCE_DIR"])
TARIFA = os.environ["TARIFA"]
FENCE = re.compile(r"^```(\w+)[ \t]*([^\n]*)\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
DEFAULT_PATH = {"rule": "rules/main.rule", "csv": "data.csv", "toml": "tarifa.toml", "jsonl": "accounts.jsonl",
                "json": "accounts.json"}
MANIFEST = '[package]\nname = "page"\nversion = "1.0.0"\nedition = "2026"\nentry = [{}]\n'

# Codes whose example cannot stand in a page, and where it is run instead. The page needs no example that fails.
RUN_ELSEWHERE = {
    "E0909": "a forged module file, whose bytes change with every version: tests/run/module_file_test.py",
}


def registry():
    pattern = re.compile(r"TARIFA_(ERROR|WARNING)\(\s*([EW]\d{4})\s*,\s*(\w+)")
    text = "".join(p.read_text() for p in sorted((ROOT / "compiler/support/diag").glob("*.def")))
    return {code: name for _, code, name in pattern.findall(text)}


def write_package(folder, part):
    command = ["check", ".", "--format", "json"]
    for kind, path, body in FENCE.findall(part):
        if kind == "console":
            command = body.strip().removeprefix("$ ").removeprefix("tarifa ").split()
            continue
        if kind == "repeat":
            times, path = path.strip().split()
            for n in range(int(times)):
                target = folder / path.replace("{n}", str(n))
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("a") as file:
                    file.write(body.replace("{n}", str(n)).replace("{n+1}", str(n + 1)))
            continue
        target = folder / (path.strip() or DEFAULT_PATH[kind])
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind == "bytes":
            body = body.rstrip("\n").encode().decode("unicode_escape").encode("latin-1")
            target.write_bytes(body)
        else:
            target.write_text(body)
    manifest = folder / "tarifa.toml"
    if not manifest.exists():
        modules = [m for p in sorted(folder.glob("rules/**/*.rule"))
                   for m in re.findall(rb"^module\s+([^\s{]+)", p.read_bytes(), re.MULTILINE)]
        manifest.write_text(MANIFEST.format(", ".join(f'"{m.decode(errors="replace")}"' for m in modules)))
    return command


def codes_of(part):
    with tempfile.TemporaryDirectory(prefix="tarifa-page-") as name:
        command = write_package(Path(name), part)
        done = subprocess.run([TARIFA, *command], cwd=name, capture_output=True, timeout=60, check=False)
    out = done.stdout.decode(errors="replace")
    text = out + done.stderr.decode(errors="replace")
    if command[0] == "check":
        try:
            return {d["code"] for d in json.loads(out)}, text, done.returncode
        except (ValueError, KeyError, TypeError):
            pass
    return set(re.findall(r"\[?\b([EW]\d{4})\b", text)), text, done.returncode


def check_page(code, name, path):
    page = path.read_text()
    first = page.splitlines()[0]
    if first != f"# {code}: {name}":
        yield f"first line is {first!r}, not '# {code}: {name}'"
    parts = re.split(r"^## (Fails|Mended)[^\n]*\n", page, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2]))
    if set(sections) != {"Fails", "Mended"}:
        yield "needs the headings `## Fails` and `## Mended`"
        return
    found, text, _ = codes_of(sections["Fails"]) if code not in RUN_ELSEWHERE else ({code}, "", 0)
    if code not in found:
        yield f"the failing example reports {sorted(found) or 'nothing'}\n{text}"
    others = {c for c in found if c.startswith("E")} - {code}
    if others and "```console" not in sections["Fails"]:  # a command may say what it refused as well
        yield f"the failing example also reports {sorted(others)}\n{text}"
    found, text, status = codes_of(sections["Mended"])
    if code in found or any(c.startswith("E") for c in found) or status not in (0, 3):
        yield f"the mended example reports {sorted(found)}, exit status {status}\n{text}"


def main():
    only = set(sys.argv[1:])
    known = registry()
    folder = ROOT / "docs/diagnostics"
    wrong = 0
    for code, name in sorted(known.items()):
        if only and code not in only:
            continue
        path = folder / f"{code}.md"
        if path.exists():
            problems = list(check_page(code, name, path))
        else:
            problems = ["has no page"]
        for problem in problems:
            print(f"{code} {name}: {problem}")
        wrong += bool(problems)
    for path in sorted(folder.glob("[EW][0-9]*.md")):
        if path.stem not in known:
            print(f"{path.name}: no such code in the registry")
            wrong += 1
    pages = len(only or known)
    print(f"{pages - wrong} passed, {wrong} failed")
    return 1 if wrong or not known else 0


if __name__ == "__main__":
    sys.exit(main())
