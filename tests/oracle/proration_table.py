"""Fractions of S23 for periods of many starts and lengths, summed day by day with Python's
fractions. start length: calendar month, 30 days, 365/12 days, calendar year, 365 days, whole months
or `none`."""
import calendar
import datetime
from fractions import Fraction

from table_lines import Table

LENGTHS = [0, 1, 2, 7, 14, 27, 28, 29, 30, 31, 32, 33, 58, 59, 60, 61, 62, 89, 90, 91, 92, 181, 182,
           184, 364, 365, 366, 367, 395, 396, 397, 399, 400]


def plus_months(date, months):
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return date.replace(day=1, month=month + 1, year=year).replace(
        day=min(date.day, calendar.monthrange(year, month + 1)[1]))


def main():
    table = Table()
    begin = datetime.date(2019, 1, 1)
    count = (datetime.date(2025, 3, 1) - begin).days
    days = [begin + datetime.timedelta(i) for i in range(count + 401)]
    by_month, by_year = [Fraction(0)], [Fraction(0)]
    for day in days:
        by_month.append(by_month[-1] + Fraction(1, calendar.monthrange(day.year, day.month)[1]))
        by_year.append(by_year[-1] + Fraction(1, 366 if calendar.isleap(day.year) else 365))
    for i in range(count):
        whole = {(plus_months(days[i], n) - days[i]).days: n for n in range(15)}
        for length in LENGTHS:
            table.row(days[i].isoformat(), length, by_month[i + length] - by_month[i],
                      Fraction(length, 30), Fraction(length) / Fraction(365, 12),
                      by_year[i + length] - by_year[i], Fraction(length, 365),
                      whole.get(length, "none"))
    table.end()


if __name__ == "__main__":
    main()
