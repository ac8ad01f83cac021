"""What was published by the knowledge date decides [S5]; the effective date decides which value [S1]."""

import csv
from datetime import timedelta
from pathlib import Path

from reference import dates, rows
from reference.bills import Bill
from reference.dates import add_months, day
from reference.generate import NO_DATES, NO_NAMES, NO_NUMBERS, Generator, broken
from reference.numbers import number, rounded
from reference.rows import Raw
from reference.runs import Run
from reference.timelines import Timeline

HERE = Path(__file__).parent

FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("zone", rows.enum_field("North", "South", "Border")),
    rows.Field("usage", rows.number_field(3, 0, 100_000)),
    rows.Field("since", rows.date_field),
]

JUNE, JULY = ("2023-06-01", "2023-06-30"), ("2023-07-01", "2023-07-31")
ACROSS = ("2023-06-10", "2023-07-20")
RUNS = [Run(*JUNE), Run(*JUNE, as_of="2023-08-19"), Run(*JUNE, as_of="2023-08-20"), Run(*JUNE, as_of="2023-08-21"),
        Run(*JUNE, issued="2023-07-10", as_of="2023-09-04"), Run(*JUNE, issued="2023-07-11", as_of="2023-09-05"),
        Run(*JULY), Run(*JULY, as_of="2024-02-01"), Run(*ACROSS, as_of="2023-07-09"),
        Run(*ACROSS, as_of="2023-08-30"), Run(*ACROSS, as_of="2025-01-01"), Run("2023-05-20", "2023-06-08"),
        Run("2023-12-10", "2023-12-31", as_of="2024-01-14"), Run("2023-12-10", "2023-12-31", as_of="2024-01-15"),
        Run("2023-12-31", "2024-01-01", as_of="2024-01-15"), Run("2022-12-31", "2023-01-30"),
        Run(*JUNE, issued="2023-06-12", as_of="2023-08-25", bill="ByIssue"),
        Run(*JUNE, issued="2023-06-12", as_of="2023-09-05", bill="ByIssue"),
        Run(*ACROSS, issued="2023-10-02", as_of="2023-09-20", bill="ByIssue")]


def factor_timelines():
    found, until = {}, {}
    with open(HERE / "factor.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            more = {}
            if row["published"]:
                more["published"] = row["published"]
                if row["until"]:
                    more["until"] = row["until"]
            elif row["until"] not in ("", "open"):
                until[row["zone"]] = row["until"]
            found.setdefault(row["zone"], []).append((row["from"], row["value"], more))
    return {zone: Timeline(entries, until.get(zone)) for zone, entries in found.items()}


FACTOR = factor_timelines()
PRICE = Timeline([
    ("2023-01-01", "1.8"), ("2023-06-01", "1.9"), ("2023-07-01", "2.0"),
    ("2023-06-01", "1.94", {"published": "2023-08-20"}),
    ("2023-06-11", "1.955", {"published": "2023-09-05", "until": "2023-06-21"}),
    ("2023-06-15", "1.97", {"published": "2023-08-25", "until": "2023-07-06"}),
    ("2023-12-16", "2.5", {"published": "2024-01-15"})], until="2024-01-01")
REBATE = Timeline([
    ("2023-07-16", "12.50"), ("2023-06-10", "7.25", {"published": "2023-07-10", "until": "2023-06-20"})],
    until="2023-08-01", optional=True)
ACTIVE = Timeline([
    ("2023-01-01", False), ("2023-06-16", True), ("2023-07-11", False),
    ("2023-06-01", True, {"published": "2023-07-20", "until": "2023-06-11"})], read=bool)
ZONE_FEE = {
    "North": Timeline([("2023-01-01", "10")]),
    "South": Timeline([("2023-01-01", "20"), ("2023-06-25", "26"),
                       ("2023-06-05", "21", {"published": "2023-07-01"})]),
    "Border": Timeline([("2023-06-08", "5")], until="2023-07-02"),
}


def cents(x):
    return None if x is None else rounded(x, "0.01")


def unit_price(account, on, as_of):
    return PRICE.at(on, as_of) * FACTOR[account["zone"]].at(on, as_of)


def basic(account, run, made):
    usage, zone, as_of = account["usage"], account["zone"], run.as_of
    start, last = run.period[0], run.period[1] - dates.DAY
    made.add("Basic.energy", cents(dates.by_days(run.period, lambda d: usage * unit_price(account, d, as_of))))
    price = PRICE.at(start, as_of)
    made.add("Basic.at_start", cents(usage * price), usage, price)
    price = unit_price(account, last, as_of)
    made.add("Basic.at_last", cents(usage * price), usage, price)
    price = PRICE.at(day("2023-06-15"), as_of)
    made.add("Basic.fixed_day", cents(usage * price))
    price = PRICE.at(add_months(start, -1), as_of)
    made.add("Basic.before", cents(usage * price))
    made.add("Basic.own_day", cents(FACTOR[zone].at(account["since"], as_of) * 100))
    rebate = REBATE.at(last, as_of)
    made.add("Basic.rebate_line", cents(-(number("1.5") if rebate is None else rebate)))
    made.add("Basic.rebate_known", None if REBATE.at(start, as_of) is None else number(2))
    made.add("Basic.flagged",
             cents(dates.by_days(run.period, lambda d: number(30) if ACTIVE.at(d, as_of) else None)))
    made.add("Basic.zone_line", cents(dates.by_days(run.period, lambda d: ZONE_FEE[zone].at(d, as_of))))
    made.add("Basic.corrected", number("0.25") if as_of >= day("2023-08-20") else None)
    made.add("Basic.due_soon", number("0.75") if run.issued - last > timedelta(days=10) else None)
    made.due = add_months(run.issued, 1)


def by_issue(account, run, made):
    usage, as_of = account["usage"], run.as_of
    price = unit_price(account, run.issued, as_of)
    made.add("Issued.energy", cents(usage * price), usage, price)
    made.add("Issued.mixed", cents(dates.by_days(run.period, lambda d: usage * PRICE.at(d, as_of))))


def bill(account, run):
    made = Bill(run.bill, "MXN", 2)
    (by_issue if run.bill == "ByIssue" else basic)(account, run, made)
    return made


def accounts(run):
    g = Generator(f"corrections {run}")

    def good():
        return {"id": g.key("S"), "zone": g.one_of("North", "South", "Border"),
                "usage": g.decimal(3, 0, 100_000, [0, 1, 100, "0.005", "33.333", 1000]),
                "since": g.date(day(g.one_of("2023-06-01", "2023-07-01", "2023-06-16", "2023-10-01")), 3)}

    made = [good() for _ in range(60)]
    bad = broken(g, good, {
        "id": (False, [Raw("7"), "é" * 13, []]), "zone": (False, NO_NAMES),
        "usage": (False, [*NO_NUMBERS, "-0.001", "100000.001", "1.0001"]), "since": (False, NO_DATES)})
    return made + bad
