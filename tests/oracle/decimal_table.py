"""Pairs of decimals: sum, difference, product, order, and the quotient rounded to several steps in
every mode; from Python's decimal."""
import decimal
from decimal import Decimal

from boundary_numbers import BOUND, FEW
from rounding_table import MODES
from table_lines import Table

SCALES = [0, 2, 4, 9, 18]
STEPS = [(1, 0), (1, 2), (5, 2), (50, 0), (25, 18), (7, 30)]

decimal.getcontext().prec = 400


def value(mantissa, scale):
    return Decimal(mantissa).scaleb(-scale)


def mantissa_at(number, scale):
    shifted = number.scaleb(scale)
    assert shifted == shifted.to_integral_value()
    return int(shifted) if abs(shifted) < BOUND else "overflow"


def to_step(number, step, mode):
    steps = (number / value(*step)).to_integral_value(rounding=MODES[mode])
    return mantissa_at(steps * value(*step), step[1])


def main():
    table = Table()
    table.row("modes", *MODES)
    operands = [(m, s) for m in FEW for s in SCALES]
    for a in operands:
        for b in operands:
            x, y = value(*a), value(*b)
            wider = max(a[1], b[1])
            table.row("exact", *a, *b, mantissa_at(x + y, wider), mantissa_at(x - y, wider),
                      mantissa_at(x * y, a[1] + b[1]), (x > y) - (x < y))
            # 9 and 18 add nothing to quotients that 0, 2 and 4 do not show, but time.
            if b[0] > 0 and a[1] in (0, 4, 18) and b[1] in (0, 2):
                for step in STEPS:
                    table.row("quotient", *a, *b, *step,
                              *(to_step(x / y, step, mode) for mode in MODES))
    for a in operands:
        for step in STEPS:
            table.row("step", *a, *step, *(to_step(value(*a), step, mode) for mode in MODES))
    table.end()


if __name__ == "__main__":
    main()
