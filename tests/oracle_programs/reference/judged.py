"""Numbers that are judged as S36 says: the value of every operator, times 10^(its inferred scale), times its common denominator, must stay
below 10^38. The denominator is a static part times the divisors reached below it [S24, details]."""

import math
from fractions import Fraction

from .numbers import number, rounded
from .rows import RowError

BOUND = 10**38


class Judged:
    def __init__(self, value, scale, static=1, divisors=()):
        self.value, self.scale, self.static = Fraction(value), scale, static
        self.divisors = dict(divisors)

    def _made(self, value, scale, static, divisors):
        made = Judged(value, scale, static, divisors)
        denominator = static * math.prod(made.divisors.values())
        if abs(made.value) * 10**scale * denominator >= BOUND:
            raise RowError("R0101")
        return made

    def _lined_up(self, value, other):
        return self._made(value, max(self.scale, other.scale), math.lcm(self.static, other.static),
                          self.divisors | other.divisors)

    def __add__(self, other):
        return self._lined_up(self.value + other.value, other)

    def __sub__(self, other):
        return self._lined_up(self.value - other.value, other)

    def largest(self, other):
        return self._lined_up(max(self.value, other.value), other)

    def __neg__(self):
        return self._made(-self.value, self.scale, self.static, self.divisors)

    def __mul__(self, other):
        return self._made(self.value * other.value, self.scale + other.scale, self.static * other.static,
                          self.divisors | other.divisors)

    def over(self, name, divisor):
        """A quotient by a plain number of the row, known by the expression it stands for."""
        if divisor.value == 0:
            raise RowError("R0102")
        mantissa = int(abs(divisor.value) * 10**divisor.scale)
        return self._made(self.value / divisor.value, self.scale, self.static, self.divisors | {name: mantissa})

    def over_literal(self, divisor):
        """The factors 2 and 5 of a literal divisor go into the scale."""
        rest, twos, fives = divisor, 0, 0
        while rest % 2 == 0:
            rest, twos = rest // 2, twos + 1
        while rest % 5 == 0:
            rest, fives = rest // 5, fives + 1
        return self._made(self.value / divisor, self.scale + max(twos, fives), self.static * rest, self.divisors)

    def share(self, factor, static):
        """A proration clause."""
        return self._made(self.value * factor, self.scale, self.static * static, self.divisors)

    def round(self, step, mode):
        scale = len(str(step).split(".")[1]) if "." in str(step) else 0
        return self._made(rounded(self.value, number(step), mode), scale, 1, ())
