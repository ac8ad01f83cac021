"""Water by blocks: books by class, limits that scale, everything weighted by days."""

import csv
from fractions import Fraction
from pathlib import Path

from reference import dates, ladders, rows
from reference.bills import Bill
from reference.dates import day
from reference.generate import NO_NAMES, NO_NUMBERS, NO_TRUTHS, Generator, broken
from reference.numbers import number, rounded
from reference.rows import Raw, RowError
from reference.runs import Run
from reference.timelines import Timeline

HERE = Path(__file__).parent
CENT = "0.01"

FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("class", rows.enum_field("Single", "Multi", "Irrigation")),
    rows.Field("dwellings", rows.number_field(0, 1, 400)),
    rows.Field("volume", rows.number_field(1, 0, 50_000)),
    rows.Field("winter_average", rows.number_field(1, 0, 50_000), optional=True),
    rows.Field("low_income", rows.bool_field, column="LOW_INCOME"),
]

RUNS = [Run("2024-02-01", "2024-02-29"), Run("2024-02-29", "2024-02-29"), Run("2024-01-15", "2024-03-17"),
        Run("2023-12-30", "2024-02-11"), Run("2024-01-31", "2024-02-28"), Run("2022-05-01", "2022-05-31"),
        Run("2024-12-20", "2025-01-08")]


def table(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def service_timelines():
    found = {}
    for row in table("service.csv"):
        found.setdefault(row["class"], []).append(row)
    return {key: Timeline([(r["from"], r["value"]) for r in some],
                          until=None if some[-1]["until"] == "open" else some[-1]["until"])
            for key, some in found.items()}


def block_books():
    found = {}
    for row in table("blocks.csv"):
        book = found.setdefault(row["class"], {}).setdefault(row["from"], [])
        book.append((number(row["up_to"]) if row["up_to"] else None, number(row["rate"])))
    return {key: Timeline(list(books.items()), read=lambda book: book) for key, books in found.items()}


SERVICE, BLOCKS = service_timelines(), block_books()
DROUGHT = Timeline([
    ("2022-01-01", [(10, Fraction(0)), (20, number("0.25")), (None, Fraction(1))]),
    ("2024-02-11", [(5, number("0.10")), (20, number("0.50")), (None, Fraction(2))])], read=lambda book: book)
SEWER = Timeline([("2022-01-01", "5.2"), ("2024-02-16", "5.275"), ("2024-03-01", "5.3001")], until="2025-01-01")


def by_blocks(period, blocks_on):
    """[S21] Each block weighted over the days, then rounded; the line is their sum."""
    lists = [blocks_on(d) for d in dates.each_day(period)]
    assert len({len(blocks) for blocks in lists}) == 1
    return sum((rounded(sum(block, Fraction(0)) / len(lists), CENT) for block in zip(*lists)), Fraction(0))


def home(account, period, as_of, bill):
    volume, dwellings, days = account["volume"], account["dwellings"], dates.days_of(period)
    klass = account["class"]
    months = dates.calendar_months(period)
    fixed = dates.by_days(period, lambda d: SERVICE[klass].at(d, as_of) * months)
    bill.add("Home.fixed", rounded(fixed, CENT))
    bill.add("Home.volume_by_book",
             by_blocks(period, lambda d: ladders.marginal_blocks(volume, BLOCKS[klass].at(d, as_of))))
    ladder = [(3 * dwellings * months, number("0.11")), (8 * dwellings * months, number("0.22")),
              (None, number("0.33"))]
    bill.add("Home.dwelling_blocks", by_blocks(period, lambda d: ladders.marginal_blocks(volume, ladder)))
    if dwellings <= 9:
        third = rounded(number("12.1") * Fraction(days, 30), "0.1")
        ladder = [(number("0.25") * days, Fraction(0)),
                  ((8 + number("0.5") * dwellings) * Fraction(days, 30), number("0.05")),
                  (third, number("0.07")), (None, number("0.09"))]
        bill.add("Home.daily", sum(rounded(b, CENT) for b in ladders.marginal_blocks(volume, ladder)))
    winter = account["winter_average"]
    sewered = min(volume, volume if winter is None else winter)
    sewer = dates.by_days(period, lambda d: sewered * number("0.9") * SEWER.at(d, as_of))
    sewer = bill.add("Home.sewer", rounded(sewer, CENT))
    if account["low_income"]:
        bill.add("Home.discount", rounded(-(sewer / 5), CENT))


def irrigation(account, period, as_of, bill):
    volume = account["volume"]
    fixed = dates.by_days(period, lambda d: SERVICE["Irrigation"].at(d, as_of) * dates.thirty_days(period))
    bill.add("Irrigation.fixed", rounded(fixed, CENT))
    water = dates.by_days(period, lambda d: ladders.whole(volume, BLOCKS["Irrigation"].at(d, as_of)))
    bill.add("Irrigation.water", rounded(water, CENT))
    last = period[1] - dates.DAY
    bill.add("Irrigation.drought_charge", rounded(ladders.marginal(volume, DROUGHT.at(last, as_of)), CENT))
    mean = dates.by_days(period, lambda d: ladders.marginal(volume, DROUGHT.at(d, as_of)))
    bill.add("Irrigation.drought_mean", rounded(mean, CENT))


def bill(account, run):
    made = Bill("Monthly", "USD", 2)
    rate = irrigation if account["class"] == "Irrigation" else home
    rate(account, run.period, run.as_of, made)
    return made


def accounts(run):
    g = Generator(f"water {run}")
    months, days = dates.calendar_months(run.period), dates.days_of(run.period)

    def good():
        klass = g.one_of("Single", "Multi", "Irrigation")
        dwellings = g.one_of(1, 1, 2, 3, 7, 8, 9, 10, 13, 40, 400)
        near = [0, 3, 8, 5, 10, 20, 50, 100, 120, 250, 500,
                *(round(float(limit * dwellings * months), 1) for limit in (3, 8)), days / 4]
        row = {"id": g.key("W"), "class": klass, "dwellings": Raw(str(dwellings)),
               "volume": g.decimal(1, 0, 50_000, near), "winter_average": g.decimal(1, 0, 50_000, near),
               "LOW_INCOME": g.chance(0.4)}
        if g.chance(0.5):
            row["winter_average"] = None
            if g.chance(0.5):
                del row["winter_average"]
        return row

    made = [good() for _ in range(130)]
    bad = broken(g, good, {
        "id": (False, [Raw("7"), True, "x" * 25]),
        "class": (False, NO_NAMES),
        "dwellings": (False, [Raw("0"), "401", "1.5", Raw("1.0000001"), "-1"]),
        "volume": (False, [*NO_NUMBERS, "-0.1", "50000.1", "0.05", Raw("1e-2"), "1e30", Raw("-1e30")]),
        "winter_average": (True, [" 1", Raw("3.14"), "-0.1", False]),
        "LOW_INCOME": (False, NO_TRUTHS)})
    again = [{**good(), "id": "W00003"}, {**good(), "id": "W00003", "volume": "x"}]
    failed_first = [{**good(), "id": "twice", "volume": "x"}, {**good(), "id": "twice"}]
    return made + bad + again + failed_first
