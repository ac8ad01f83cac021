"""Accounts at the boundaries of rules, the same ones for the same seed; and rows that must be refused."""

import json
import random
from fractions import Fraction

from .numbers import amount_text
from .rows import Raw


def to_json(value):
    """Numbers as they were written: Raw texts stand bare."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {to_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(to_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.next_key = 0

    def key(self, prefix="A"):
        self.next_key += 1
        return f"{prefix}{self.next_key:05d}"

    def chance(self, share):
        return self.random.random() < share

    def one_of(self, *values):
        return self.random.choice(values)

    def decimal(self, scale, least, most, near=()):
        """A multiple of 10^-scale in [least, most]: often near one of `near`, at an end, or 0."""
        unit = Fraction(1, 10**scale)
        least, most = Fraction(str(least)), Fraction(str(most))
        kind = self.random.random()
        if near and kind < 0.6:
            x = Fraction(str(self.random.choice(near))) + unit * self.random.randint(-2, 2)
        elif kind < 0.7:
            x = self.random.choice([least, most, least + unit, most - unit, Fraction(0)])
        elif kind < 0.9:
            span = self.random.choice([1, 10, 100, 1_000, 10_000])
            x = least + Fraction(self.random.randint(0, span * 10**scale), 10**scale)
        else:
            x = Fraction(self.random.randint(int(least * 10**scale), int(most * 10**scale)), 10**scale)
        x = min(max(x, least), most)
        x = Fraction(int(x * 10**scale), 10**scale)
        return self.written(x, scale)

    def written(self, x, scale):
        """The same number in one of the ways a file may hold it."""
        text = amount_text(x, scale)
        way = self.random.randint(0, 9)
        if way == 0:
            text += "0" if scale else ".000"
        elif way == 1 and scale:
            text = text.rstrip("0").rstrip(".")
        elif way == 2:
            text = amount_text(x * 10**scale, 0) + f"e-{scale}" if scale else text + "E0"
        elif way == 3 and x == 0:
            text = "-0"
        return Raw(text) if self.chance(0.5) else text

    def date(self, around, spread):
        from datetime import timedelta
        return (around + timedelta(days=self.random.randint(-spread, spread))).isoformat()


def lines_of(rows):
    return [row if isinstance(row, str) else to_json(row) for row in rows]


NO_NUMBERS = [" 12", "12 ", "12,5", "1_000", "0x10", "", ".5", "5.", "+5", "007", "NaN", "1e", True, [], {}]
NO_DATES = ["2020-02-30", "2020-2-01", "01/02/2020", "", Raw("20200201"), "2020-02-01T00:00", True]
NO_NAMES = ["", "nobody", Raw("1"), True, [], " "]
NO_TRUTHS = ["true", Raw("1"), Raw("0"), "yes", []]
NO_LISTS = [Raw("1"), "[]", {}, True]


def broken(generator, good, values_of):
    """Copies of good rows, each with one field missing, null or replaced by one of its bad values. `values_of`: field -> (is it optional?, values)."""
    rows = []
    for field, (optional, values) in values_of.items():
        for value in values:
            rows.append(spoiled(generator, good(), field, value))
        if not optional:
            rows.append(spoiled(generator, good(), field, None))
            row = spoiled(generator, good(), field, None)
            del row[field]
            rows.append(row)
    generator.random.shuffle(rows)
    return rows


def spoiled(generator, row, field, value):
    del generator
    return {**row, field: value}
