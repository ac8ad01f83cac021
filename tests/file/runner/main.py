"""Runs file tests: folders or files as arguments. See tests/file/README.md.

TARIFA is the command; TARIFA_UPDATE=1 rewrites expectations instead of comparing.
"""

import concurrent.futures
import difflib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import expect  # noqa: E402
from case import CaseError, read_case  # noqa: E402
from package import Package  # noqa: E402


def without_blank_end(text):
    """A blank line before the next section is layout, not a claim."""
    return text.rstrip("\n") + "\n" if text.strip("\n") else ""


def difference(section, actual):
    lines = difflib.unified_diff(section.body.splitlines(True), actual.splitlines(True),
                                 f"--- {section.title}: expected", "found")
    return "".join(lines)


def run_one(path, command, update):
    """Returns the failures, as texts."""
    failures = []
    try:
        case = read_case(path)
        for section in case.expectations():
            with Package(case, command) as package:  # a fresh one each: commands may write
                actual = expect.actual(package, section)
            if without_blank_end(actual) == without_blank_end(section.body):
                continue
            if update:
                section.body = actual
            else:
                failures.append(difference(section, actual))
        if update and case.text() != path.read_text(encoding="utf-8"):
            path.write_text(case.text(), encoding="utf-8")
            print(f"updated {path}")
    except Exception as error:  # whatever goes wrong in one test must not hide the others
        known = isinstance(error, (CaseError, expect.Mismatch))
        failures.append(str(error) if known else f"{type(error).__name__}: {error}")
    return failures


def collect(arguments):
    paths = []
    for argument in map(Path, arguments):
        paths += sorted(argument.rglob("*.test")) if argument.is_dir() else [argument]
    return paths


def main():
    command = os.environ.get("TARIFA")
    if not command or not os.access(command, os.X_OK):
        print(f"no command to test: TARIFA={command}")
        return 2
    command = str(Path(command).resolve())
    paths = collect(sys.argv[1:])
    if not paths:
        print("no .test files")
        return 2
    update = os.environ.get("TARIFA_UPDATE") == "1"
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        results = pool.map(lambda p: run_one(p, command, update), paths)
        for path, failures in zip(paths, results):
            failed += bool(failures)
            for text in failures:
                print(f"FAILED {path}\n{text}\n")
    print(f"{len(paths)} file tests, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
