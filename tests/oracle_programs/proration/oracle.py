"""Proration [S23, S24] over odd periods: leap February, starts on the 31st, one day, several months, more than a year."""

from fractions import Fraction

from reference import dates, rows
from reference.bills import Bill
from reference.generate import NO_NAMES, NO_NUMBERS, Generator, broken
from reference.numbers import number, rounded
from reference.rows import Raw
from reference.runs import Run
from reference.timelines import Timeline

FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("charge", rows.number_field(3, -100_000, 100_000)),
    rows.Field("power", rows.number_field(2, 0, 10_000)),
    rows.Field("yen", rows.number_field(0, 0, 100_000_000)),
    rows.Field("term", rows.enum_field("Monthly", "Bimonthly", "Quarterly", "Yearly", "Fortnight")),
]

SPANS = [
    ("2020-01-20", "2020-02-18"), ("2020-01-20", "2020-02-19"), ("2020-02-01", "2020-02-29"),
    ("2020-02-29", "2020-02-29"), ("2020-02-29", "2020-03-28"), ("2020-02-28", "2020-03-01"),
    ("2020-01-31", "2020-02-28"), ("2020-01-31", "2020-02-29"), ("2020-01-31", "2020-03-30"),
    ("2021-01-31", "2021-02-27"), ("2019-12-31", "2020-02-28"), ("2020-03-31", "2020-04-29"),
    ("2020-05-31", "2020-08-30"), ("2019-12-15", "2020-01-14"), ("2020-01-01", "2020-12-31"),
    ("2019-07-01", "2020-06-30"), ("2020-12-31", "2021-01-01"), ("2019-12-01", "2021-01-03"),
    ("2021-03-01", "2021-03-28"), ("2021-03-01", "2021-03-27"), ("2021-03-01", "2021-04-02"),
    ("2021-03-01", "2021-04-03"), ("2020-02-29", "2021-02-27"), ("2020-04-10", "2020-04-23"),
]
RUNS = [Run(*span, bill="Shares") for span in SPANS]
RUNS += [Run(*span, bill="Months") for span in SPANS]
RUNS += [Run(*span, bill="InYen") for span in SPANS[:8]]

RENT = Timeline([("2019-01-01", "10"), ("2020-02-10", "11.111"), ("2020-02-29", "12.345"),
                 ("2020-03-01", "9.999"), ("2021-01-01", "20.002")])


def shares(account, run, made):
    period, charge, days = run.period, account["charge"], dates.days_of(run.period)
    months, thirty = dates.calendar_months(period), dates.thirty_days(period)
    mean = dates.mean_months(period)
    by_calendar, by_thirty, by_mean = charge * months, charge * thirty, charge * mean

    def add(name, exact):
        made.add(f"Prorated.{name}", None if exact is None else rounded(exact, "0.001", "half_even"))

    add("calendar_month", by_calendar)
    add("thirty", by_thirty)
    add("mean", by_mean)
    add("full_calendar", charge * dates.full(period, 27, 33, months))
    add("full_thirty", charge * dates.full(period, 28, 31, thirty))
    add("full_mean", charge * dates.full(period, 30, 30, mean))
    add("daily", charge * days)
    add("weekly", charge * Fraction(days, 7))
    add("per_30", by_thirty)
    add("year_365", charge * Fraction(days, 365))
    add("year_calendar", charge * dates.calendar_years(period))
    add("capacity", account["power"] * number("0.125") * months)
    add("three", 3 * by_calendar)
    add("capped", min(by_calendar, Fraction(5)))
    add("floored", max(by_thirty, by_calendar, number("-2.5")))
    add("dear", Fraction(1) if by_calendar > number("2.5") else None)
    add("chosen", by_thirty if by_thirty >= by_calendar else number("0.007"))
    add("mixed", by_thirty + charge * Fraction(days, 365) - by_mean)
    add("rounded_month", 7 * rounded(by_calendar, "0.01"))
    as_of = run.as_of
    add("weighted", dates.by_days(period, lambda d: RENT.at(d, as_of) * months))
    add("weighted_whole", dates.by_days(period, lambda d: RENT.at(d, as_of)))
    add("weighted_days", dates.by_days(period, lambda d: RENT.at(d, as_of) * days) if charge > 0 else None)


def whole(account, run, made):
    charge, period = account["charge"], run.period

    def add(name, exact):
        made.add(f"Whole.{name}", rounded(exact, "0.005", "up"))

    term = account["term"]
    if term == "Fortnight":
        add("fortnight", charge * Fraction(dates.days_of(period), 14))
    else:
        name, size = {"Monthly": ("month", 1), "Bimonthly": ("two", 2), "Quarterly": ("quarter", 3),
                      "Yearly": ("year", 12)}[term]
        add(name, charge * dates.whole_months(period, size))


def in_yen(account, run, made):
    yen = account["yen"]
    made.add("Yen.fee", rounded(yen * dates.calendar_months(run.period), 1, "floor"))
    made.add("Yen.tens", rounded(yen * dates.thirty_days(run.period), 10, "ceiling"))
    made.round_total(100, "half_down")


def bill(account, run):
    made = Bill(run.bill, "JPY", 0) if run.bill == "InYen" else Bill(run.bill, "KWD", 3)
    {"Shares": shares, "Months": whole, "InYen": in_yen}[run.bill](account, run, made)
    return made


def accounts(run):
    g = Generator(f"proration {run}")

    def good():
        return {"id": g.key("C"),
                "charge": g.decimal(3, -100_000, 100_000, [0, 1, 12, "2.5", 30, 31, 365, 366, "0.0005", -10]),
                "power": g.decimal(2, 0, 10_000, [0, 1, "3.45", 100]),
                "yen": g.decimal(0, 0, 100_000_000, [0, 29, 30, 31, 50, 150, 1000, 3000]),
                "term": g.one_of("Monthly", "Bimonthly", "Quarterly", "Yearly", "Fortnight")}

    made = [good() for _ in range(28)]
    return made + broken(g, good, {"charge": (False, [*NO_NUMBERS[:3], "0.0001", "100000.001", "-100000.001"]),
                                   "yen": (False, ["0.1", Raw("1e9")]), "term": (False, NO_NAMES[:2])})
