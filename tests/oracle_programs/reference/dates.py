"""Civil dates and the proration clauses [S23]. A period is half-open: start, end (the day after)."""

import calendar
from datetime import date, timedelta
from fractions import Fraction

from .rows import RowError

DAY = timedelta(days=1)


def day(text):
    return date.fromisoformat(text)


def days_of(period):
    return (period[1] - period[0]).days


def each_day(period):
    return [period[0] + DAY * i for i in range(days_of(period))]


def month_length(d):
    return calendar.monthrange(d.year, d.month)[1]


def add_months(d, n, at_end="to_month_end"):
    """What happens at a month's end: `to_month_end`, `to_next_month` or `strict` (R0302)."""
    months = d.year * 12 + d.month - 1 + n
    first = date(months // 12, months % 12 + 1, 1)
    if d.day <= month_length(first):
        return first.replace(day=d.day)
    if at_end == "strict":
        raise RowError("R0302")
    last = first.replace(day=month_length(first))
    return last if at_end == "to_month_end" else last + DAY


def whole_months(period, size=1):
    """[S23] The n with start + n * size months to_month_end = end; none: R0403."""
    n = 1
    while True:
        reached = add_months(period[0], n * size)
        if reached == period[1]:
            return n
        if reached > period[1]:
            raise RowError("R0403")
        n += 1


def calendar_months(period):
    return sum((Fraction(1, month_length(d)) for d in each_day(period)), Fraction(0))


def calendar_years(period):
    return sum((Fraction(1, 366 if calendar.isleap(d.year) else 365) for d in each_day(period)), Fraction(0))


def thirty_days(period):
    return Fraction(days_of(period), 30)


def mean_months(period):
    """365/12 days a month."""
    return Fraction(days_of(period) * 12, 365)


def full(period, least, most, otherwise):
    """`full 27 days..33 days`: exactly one month."""
    return Fraction(1) if least <= days_of(period) <= most else otherwise


def by_days(period, value_on):
    """[S21] The mean of the values of the days, one exact fraction; a day without a value counts 0; None if no day has one."""
    values = [value_on(d) for d in each_day(period)]
    if all(v is None for v in values):
        return None
    return sum((v for v in values if v is not None), Fraction(0)) / len(values)
