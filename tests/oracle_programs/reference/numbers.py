"""Exact numbers: reading, rounding in every mode, writing."""

import math
import re
from fractions import Fraction

JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def number(text):
    """`1_000.50` or `19%` as it stands in a program."""
    text = str(text).replace("_", "")
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def digits_after_the_point(x):
    """None if the decimal never ends."""
    for digits in range(60):
        if (x * 10**digits).denominator == 1:
            return digits
    return None


def _nearest(x, tie):
    below = math.floor(x)
    rest = x - below
    if rest != Fraction(1, 2):
        return below + (rest > Fraction(1, 2))
    return tie(below)


def _away(x):
    return math.ceil(x) if x > 0 else math.floor(x)


MODES = {
    "half_up": lambda x: _nearest(x, lambda below: below + 1 if x > 0 else below),  # ties away from zero
    "half_down": lambda x: _nearest(x, lambda below: below if x > 0 else below + 1),
    "half_even": lambda x: _nearest(x, lambda below: below + below % 2),
    "up": _away,
    "down": lambda x: math.floor(x) if x > 0 else math.ceil(x),
    "floor": math.floor,
    "ceiling": math.ceil,
}


def rounded(x, step, mode="half_up"):
    """[S34] The multiple of `step`, counted from 0."""
    step = number(step)
    return MODES[mode](Fraction(x) / step) * step


def amount_text(x, digits):
    scaled = Fraction(x) * 10**digits
    assert scaled.denominator == 1, f"{x} has more than {digits} digits"
    sign = "-" if scaled < 0 else ""
    text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
