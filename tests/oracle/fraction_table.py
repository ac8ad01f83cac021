"""Pairs of fractions: sum, difference, product, quotient, order, from Python's fractions; and
quotients of 256-bit integers."""
from fractions import Fraction

from boundary_numbers import INTEGERS
from table_lines import Table

MOST = 2**127 - 1
PARTS = [0, 1, -1, 2, -3, 6, 10, -360, 2**64, 3**40, 10**18, 10**37, -(10**38) + 1, 3 * 2**100,
         MOST, -MOST, -(2**127)]
DENOMINATORS = [1, 2, 3, 12, 365, 377580, 10**18, 2**64, 3**40, 10**38, MOST - 1, MOST]


def text(fraction):
    if -(2**127) <= fraction.numerator <= MOST and fraction.denominator <= MOST:
        return "%d/%d" % (fraction.numerator, fraction.denominator)
    return "overflow"


def halves(number):
    return "%d %d" % (number >> 128, number % 2**128)


def main():
    table = Table()
    for n in PARTS:
        for d in DENOMINATORS:
            a = Fraction(n, d)
            for m in PARTS:
                for e in DENOMINATORS:
                    b = Fraction(m, e)
                    quotient = text(a / b) if m != 0 else "none"
                    table.row("pair", n, d, m, e, text(a + b), text(a - b), text(a * b), quotient,
                              (a > b) - (a < b))
    wide = sorted({x for n in INTEGERS[::3] for x in (abs(n), n * n % 2**256, 2**256 - 1 - abs(n))})
    for n in wide:
        for d in wide:
            if d != 0:
                table.row("wide", halves(n), halves(d), halves(n // d), halves(n % d))
    table.end()


if __name__ == "__main__":
    main()
