"""What each kind of expectation runs, and the text that must stand below it."""

import json
import shlex

from short_form import short_form

VARIANTS = [("the cache of objects", []), ("--interpret", ["--interpret"]),
            ("--jit-opt 0", ["--jit-opt", "0"]), ("--force-width A", ["--force-width", "A"]),
            ("--force-width B", ["--force-width", "B"]), ("--force-width C", ["--force-width", "C"])]


class Mismatch(Exception):
    """Two runs that must agree do not, or a command failed that must not."""


def with_status(text, output):
    return text if output.status == 0 else f"{text}exit {output.status}\n"


def bill_options(package):
    options = []
    for name in ("period", "from", "through", "issued", "as-of", "bill", "fail-over"):
        if name in package.case.options:
            options += [f"--{name}", package.case.options[name]]
    return options


def bill(package, source, extra, form="jsonl"):
    return package.run("bill", source, "--accounts", package.accounts(), *bill_options(package),
                       "--format", form, *extra)


def demand_equal(name, first, other):
    if (first.out, first.status) == (other.out, other.status):
        return
    raise Mismatch(f"billing with {name} differs from billing with the kernels\n"
                   f"kernels (exit {first.status}):\n{first.out}{first.err}"
                   f"{name} (exit {other.status}):\n{other.out}{other.err}")


def result(package, _):
    first = bill(package, ".", [])
    for name, extra in VARIANTS:
        if "slow" in package.case.options and extra != ["--interpret"]:
            continue
        demand_equal(name, first, bill(package, ".", extra))
    if first.status in (0, 3):  # 3: some rows failed; anything else may mean that the package is wrong
        module = package.top / "module.tarifa"
        built = package.run("build", ".", "--out", str(module))
        if built.status != 0:
            raise Mismatch(f"tarifa build: exit {built.status}\n{built.out}{built.err}")
        demand_equal("the module file", first, bill(package, str(module), []))
    errors = "" if first.status in (0, 3) else quoted(first.err)
    return with_status(short_form(first.out) + errors, first)


def quoted(text):
    return "".join(f"! {line}\n" for line in text.splitlines())


def in_format(form):
    def run(package, _):
        output = bill(package, ".", [], form)
        return with_status(output.out, output)
    return run


def diagnostics(package, _):
    output = package.run("check", ".")
    if not output.err and output.status != 0:
        raise Mismatch(f"tarifa check: exit {output.status} without a diagnostic\n{output.out}")
    return output.err


def codes(package, _):
    output = package.run("check", ".", "--format", "json")
    try:
        found = json.loads(output.out)
    except ValueError as error:
        raise Mismatch(f"tarifa check --format json: {error}\n{output.out}{output.err}") from error
    lines = []
    for one in found:
        place = one.get("span")
        at = f"{place['file']}:{place['start']['line']}:{place['start']['column']}" if place else "-"
        lines.append(f"{one['code']} {at}\n")
    return "".join(lines)


def explain(package, _):
    key = package.case.options.get("account")
    chosen = ["--account", key] if key is not None else []
    output = package.run("explain", ".", "--accounts", package.accounts(), *chosen,
                         *bill_options(package))
    return with_status(output.out + (quoted(output.err) if output.status != 0 else ""), output)


def tests(package, _):
    output = package.run("test", ".")
    return with_status(output.out, output)


def dump(stage):
    def run(package, _):
        output = package.run("dump", ".", "--stage", stage)
        return with_status(output.out + (quoted(output.err) if output.status != 0 else ""), output)
    return run


def formatted(package, words):
    if words:
        target = package.folder / words[0]
    else:
        files = package.rule_files()
        if len(files) != 1:
            raise Mismatch("several files in rules/: write --- expect format rules/NAME.rule")
        target = files[0]
    name = str(target.relative_to(package.folder))
    first = package.run("fmt", name)
    if first.status != 0:
        raise Mismatch(f"tarifa fmt: exit {first.status}\n{first.out}{first.err}")
    once = target.read_text(encoding="utf-8")
    package.run("fmt", name)
    if target.read_text(encoding="utf-8") != once:
        raise Mismatch("formatting the formatted text changes it again")
    return once


KINDS = {"diagnostics": diagnostics, "codes": codes, "result": result, "explain": explain,
         "tests": tests, "format": formatted}
KINDS |= {form: in_format(form) for form in ("jsonl", "json", "csv", "table")}
KINDS |= {stage: dump(stage) for stage in ("tokens", "syntax", "ir", "kernel")}


def run_command(package, text):
    words = shlex.split(text)
    shown = None
    if len(words) > 2 and words[-2] == ">":
        shown = words[-1]
        words = words[:-2]
    output = package.run(*words)
    text = output.out + quoted(output.err)
    if shown is not None:
        path = package.folder / shown
        text += f"{shown}:\n" + (path.read_text(encoding="utf-8") if path.exists() else "(no such file)\n")
    return with_status(text, output)


def actual(package, section):
    word, _, rest = section.title.partition(" ")
    if word == "run":
        text = run_command(package, rest)
    else:
        kind, *words = rest.split(" ")
        text = KINDS[kind](package, words)
    return text if not text or text.endswith("\n") else text + "\n"
