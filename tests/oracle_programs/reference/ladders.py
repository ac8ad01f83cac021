"""Block tariffs [S25, S26]. A ladder is a list of (limit or None, rate): limits and quantity are plain fractions of one unit. A rate
may be a function without arguments, called only if its block holds something."""

from fractions import Fraction

from .rows import RowError


def _rate(rate):
    return rate() if callable(rate) else rate


def parts(quantity, ladder):
    """What each block holds."""
    if quantity < 0:
        raise RowError("R0201")
    limits = [limit for limit, *_ in ladder if limit is not None]
    if any(b < a for a, b in zip(limits, limits[1:])):
        raise RowError("R0404")
    held, below = [], Fraction(0)
    for limit, *_ in ladder:
        top = quantity if limit is None else min(quantity, limit)
        held.append(max(top - below, Fraction(0)))
        below = max(below, top)
    return held


def marginal_blocks(quantity, ladder):
    return [q * _rate(rate) if q != 0 else Fraction(0)
            for q, (_, rate) in zip(parts(quantity, ladder), ladder)]


def marginal(quantity, ladder):
    return sum(marginal_blocks(quantity, ladder), Fraction(0))


def row_of(quantity, ladder):
    """The row that holds the total: a limit belongs to the block below it."""
    parts(quantity, ladder)  # for its errors
    return next(row for row in ladder if row[0] is None or quantity <= row[0])


def whole(quantity, ladder):
    row = row_of(quantity, ladder)
    return quantity * _rate(row[1]) if quantity != 0 else Fraction(0)
