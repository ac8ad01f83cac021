"""Rounded quotients. n d: the 7 results of round(n / d), or `overflow`; from Python's decimal, with
enough digits to be exact."""
import decimal
from decimal import Decimal

from boundary_numbers import INTEGERS
from table_lines import Table

MODES = {"half_up": decimal.ROUND_HALF_UP, "half_even": decimal.ROUND_HALF_EVEN,
         "half_down": decimal.ROUND_HALF_DOWN, "up": decimal.ROUND_UP, "down": decimal.ROUND_DOWN,
         "floor": decimal.ROUND_FLOOR, "ceiling": decimal.ROUND_CEILING}

# A quotient of two numbers of 39 digits is a tie or at least 10^-39 away from one.
decimal.getcontext().prec = 400


def rounded(n, d, mode):
    result = int((Decimal(n) / Decimal(d)).to_integral_value(rounding=MODES[mode]))
    return result if -(2**127) <= result < 2**127 else "overflow"


def main():
    table = Table()
    table.row("modes", *MODES)
    for n in INTEGERS:
        for d in INTEGERS:
            if d != 0:
                table.row(n, d, *(rounded(n, d, mode) for mode in MODES))
    table.end()


if __name__ == "__main__":
    main()
