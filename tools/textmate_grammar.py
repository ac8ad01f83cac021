#!/usr/bin/env python3
"""Writes the TextMate grammar of the VS Code extension from the token registry (compiler/syntax/token_kind.def).

Usage: tools/textmate_grammar.py [OUTPUT]      (lsp/vscode/syntaxes/tarifa.tmLanguage.json unless told otherwise)

The grammar paints a file before the language server has answered; semantic tokens overlay it. It knows words and shapes, no
names: a contextual word is painted only where it stands as one, at the head of an item or between words.
A word added to the registry is in the grammar after a run of this tool, in the class that the registry gives it; SCOPES
says more about a few. tests/editor/textmate_grammar_test.py fails when the committed grammar is not what this writes.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = ROOT / "compiler/syntax/token_kind.def"
OUTPUT = ROOT / "lsp/vscode/syntaxes/tarifa.tmLanguage.json"

# Classes of words within those of the registry. What is named in none of them is keyword.other.tarifa.
SCOPES = {
    "keyword.operator.word.tarifa": {"AND", "OR", "NOT", "IMPLIES", "IN", "IS", "OF"},
    "keyword.control.tarifa": {"IF", "THEN", "ELSE", "MATCH", "WHEN", "OTHERWISE", "UNLESS", "EXCEPT", "WITHIN"},
    "constant.language.tarifa": {"TRUE", "FALSE"},
}
# Contextual words that declare a name: the word, then the name.
DECLARES = {
    "MODULE": "entity.name.namespace.tarifa",
    "ENUM": "entity.name.type.tarifa", "RECORD": "entity.name.type.tarifa", "ENTITY": "entity.name.type.tarifa",
    "UNIT": "support.type.unit.tarifa", "CURRENCY": "support.type.unit.tarifa",
    "PARAM": "variable.other.constant.tarifa", "LET": "variable.other.readwrite.tarifa",
    "TABLE": "entity.name.function.tarifa", "RULE": "entity.name.function.tarifa",
    "TARIFF": "entity.name.class.tarifa", "BILL": "entity.name.class.tarifa", "RELIEF": "entity.name.class.tarifa",
    "DUNNING": "entity.name.class.tarifa", "ALLOCATION": "entity.name.class.tarifa", "CHECK": "entity.name.class.tarifa",
    "APPROVAL": "entity.name.class.tarifa", "MODEL": "entity.name.class.tarifa", "SEGMENT": "entity.name.class.tarifa",
    "CALENDAR": "entity.name.type.tarifa", "SEASON": "entity.name.type.tarifa", "BANDS": "entity.name.type.tarifa",
    "ACTION": "entity.name.function.tarifa", "INVARIANT": "entity.name.function.tarifa",
    "LINE": "entity.name.tag.tarifa", "TAX": "entity.name.tag.tarifa", "MINIMUM": "entity.name.tag.tarifa",
    "MAXIMUM": "entity.name.tag.tarifa", "SUBTOTAL": "entity.name.tag.tarifa", "CARRY": "entity.name.tag.tarifa",
    "STEP": "entity.name.tag.tarifa", "EXTEND": "entity.name.function.tarifa", "KEY": "variable.other.property.tarifa",
}
# Contextual words that are never a name in practice, wherever they stand: modes of rounding and of month ends.
MODES = {"HALF_UP", "HALF_EVEN", "HALF_DOWN", "FLOOR", "CEILING", "TO_MONTH_END", "TO_NEXT_MONTH", "STRICT"}

WORD = r"[A-Za-z_\x{80}-\x{10FFFF}][A-Za-z0-9_\x{80}-\x{10FFFF}]*"
NAME = rf"(?:{WORD}|`{WORD}`)"
# No letter, digit, point or backtick before a word, nor a letter or digit after it.
HEAD, TAIL = r"(?<![\w.`\x{80}-\x{10FFFF}])", r"(?![\w\x{80}-\x{10FFFF}])"
NUMBER = r"\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?"


def registry():
    """(reserved, contextual): from KIND to word, in the order of the registry."""
    text = REGISTRY.read_text(encoding="utf-8")
    found = {"RESERVED": {}, "CONTEXTUAL": {}}
    for kind_class, kind, word in re.findall(r'^TARIFA_(RESERVED|CONTEXTUAL)\((\w+), "(\w+)"\)', text, re.M):
        found[kind_class][kind] = word
    return found["RESERVED"], found["CONTEXTUAL"]


def alternatives(words):
    # The longest first: `to_month_end` before `to`.
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def words_as(scope, words, before=HEAD, after=TAIL):
    return {"name": scope, "match": f"{before}(?:{alternatives(words)}){after}"}


def reserved_patterns(reserved):
    left = dict(reserved)
    patterns = []
    for scope, kinds in SCOPES.items():
        patterns.append(words_as(scope, [left.pop(kind) for kind in sorted(kinds)]))
    patterns.append(words_as("keyword.other.tarifa", left.values()))
    return patterns


def declaration_patterns(contextual):
    by_scope = {}
    for kind, scope in DECLARES.items():
        by_scope.setdefault(scope, []).append(contextual[kind])
    patterns = []
    for scope, words in sorted(by_scope.items()):
        path = rf"(?:\.{WORD})*" if "namespace" in scope else ""
        patterns.append({
            "match": rf"{HEAD}({alternatives(words)})\s+({NAME}{path})(?=\s*(?:[:=({{\"@]|$)|\s+[a-z])",
            "captures": {"1": {"name": "storage.type.tarifa"}, "2": {"name": scope}},
        })
    return patterns


def contextual_patterns(contextual):
    modes = [contextual[kind] for kind in sorted(MODES)]
    others = [word for kind, word in contextual.items() if kind not in MODES]
    # What follows a name, and never a clause word: `due: date`, `total = 3`, `max(a, b)`, `step.name`, `open, later`.
    after = TAIL + r"(?!\s*(?:[:=,.)\]*+/<>?!@]|-[^>]|\(|\bin\b|\bis\b|\band\b|\bor\b|\bwhen\b|\bthen\b|\belse\b))"
    return [words_as("constant.language.mode.tarifa", modes), words_as("keyword.other.clause.tarifa", others, HEAD, after)]


def grammar():
    reserved, contextual = registry()
    unknown = (set().union(*SCOPES.values()) - set(reserved)) | ((set(DECLARES) | MODES) - set(contextual))
    if unknown:
        sys.exit(f"textmate_grammar: not in the registry: {', '.join(sorted(unknown))}")
    no_unit = alternatives([*reserved.values(), *(word for kind, word in contextual.items() if kind != "DAYS")])
    unit = rf"(?!(?:{no_unit}){TAIL}){WORD}"
    number = r"(?<![\w.\x{80}-\x{10FFFF}])"
    return {
        "comment": "Written by tools/textmate_grammar.py from compiler/syntax/token_kind.def; do not edit.",
        "name": "Tarifa",
        "scopeName": "source.tarifa",
        "fileTypes": ["rule"],
        "patterns": [{"include": f"#{part}"} for part in (
            "comments", "strings", "quoted", "dates", "numbers", "types", "words", "calls", "names", "signs")],
        "repository": {
            "comments": {"patterns": [
                {"name": "comment.line.documentation.tarifa", "match": r"///(?!/).*$"},
                {"name": "comment.line.double-slash.tarifa", "match": r"//.*$"},
            ]},
            "strings": {"patterns": [{
                "name": "string.quoted.double.tarifa",
                "begin": "\"",
                "end": "\"|$",
                "patterns": [
                    {"name": "constant.character.escape.tarifa", "match": r"\\[\"\\nt]"},
                    {"name": "invalid.illegal.escape.tarifa", "match": r"\\."},
                ],
            }]},
            "quoted": {"patterns": [{"name": "variable.other.quoted.tarifa", "match": f"`{WORD}`"}]},
            "dates": {"patterns": [
                {"name": "constant.numeric.date.tarifa", "match": number + r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?!\w)"},
                {"name": "constant.numeric.date.tarifa", "match": number + r"\d{4}-\d{2}(?:-\d{2})?(?![\w-])"},
                {"name": "constant.numeric.date.tarifa", "match": number + r"\d{2}-\d{2}(?![\w-])"},
                {"name": "constant.numeric.time.tarifa", "match": number + r"\d{2}:\d{2}(?![\w:])"},
            ]},
            "numbers": {"patterns": [
                {"name": "constant.numeric.percent.tarifa", "match": f"(?<![\\w\\x{{80}}-\\x{{10FFFF}}]){NUMBER}%"},
                {
                    "match": f"(?<![\\w\\x{{80}}-\\x{{10FFFF}}])({NUMBER})[ \\t]*({unit}(?:/{WORD})*)",
                    "captures": {
                        "1": {"name": "constant.numeric.tarifa"},
                        "2": {"name": "support.type.unit.tarifa keyword.other.unit.tarifa"},
                    },
                },
                {"name": "constant.numeric.tarifa", "match": f"(?<![\\w\\x{{80}}-\\x{{10FFFF}}]){NUMBER}"},
            ]},
            "types": {"patterns": [{
                "comment": "A unit or type with its scale or length: COP/kWh(4), text(32).",
                "match": rf"{HEAD}({WORD}(?:/{WORD})*)(?=\(\d+\))",
                "captures": {"1": {"name": "support.type.tarifa"}},
            }]},
            "words": {"patterns": [
                *declaration_patterns(contextual), *reserved_patterns(reserved), *contextual_patterns(contextual)]},
            "calls": {"patterns": [{"name": "entity.name.function.tarifa", "match": rf"{HEAD}[a-z_]\w*(?=\()"}]},
            "names": {"patterns": [
                {"name": "entity.name.type.tarifa", "match": rf"{HEAD}[A-Z]\w*{TAIL}"},
                {"name": "variable.other.property.tarifa", "match": rf"(?<=\.){WORD}"},
                {"name": "variable.other.readwrite.tarifa", "match": rf"{HEAD}{WORD}"},
            ]},
            "signs": {"patterns": [
                {"name": "keyword.operator.arrow.tarifa", "match": "=>|->"},
                {"name": "keyword.operator.range.tarifa", "match": r"\.\.<?"},
                {"name": "keyword.operator.comparison.tarifa", "match": "!=|<=|>=|[=<>]"},
                {"name": "keyword.operator.arithmetic.tarifa", "match": r"\?\?|[-+*/@?]"},
                {"name": "punctuation.separator.alternative.tarifa", "match": r"\|"},
                {"name": "punctuation.separator.tarifa", "match": "[,:.]"},
                {"name": "punctuation.bracket.tarifa", "match": r"[{}()\[\]]"},
            ]},
        },
    }


def main():
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    output.write_text(json.dumps(grammar(), indent=2, ensure_ascii=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
