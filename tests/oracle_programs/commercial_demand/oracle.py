"""Ladders in every mode [S25, S26], limits by demand and by account."""

from fractions import Fraction

from reference import dates, ladders, rows
from reference.bills import Bill
from reference.generate import NO_NAMES, NO_NUMBERS, Generator, broken
from reference.ladders import marginal, parts, row_of, whole
from reference.numbers import number as n
from reference.numbers import rounded
from reference.rows import Raw
from reference.runs import Run
from reference.timelines import Timeline

FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("size", rows.enum_field("Small", "Large")),
    rows.Field("usage", rows.number_field(3, 0, 10_000_000)),
    rows.Field("exported", rows.number_field(3, 0, 10_000_000)),
    rows.Field("demand", rows.number_field(3, 0, 20_000)),
    rows.Field("contracted", rows.number_field(2, 0, 20_000)),
    rows.Field("first_block", rows.number_field(0, 0, 50_000)),
]

RUNS = [Run("2024-02-01", "2024-02-29"), Run("2024-01-01", "2024-01-31"), Run("2023-12-16", "2024-01-14"),
        Run("2024-02-10", "2024-03-20"), Run("2023-06-01", "2023-06-30"), Run("2023-07-01", "2023-07-01"),
        Run("2024-12-30", "2025-01-02")]


def ladder(*rows_):
    return [(None if limit is None else Fraction(limit), n(rate)) for limit, rate in rows_]


def same(book):
    return book


DEMAND = {
    "Small": Timeline([("2023-01-01", ladder((10, "4"), (50, "6.5"), (None, "8.125"))),
                       ("2024-02-15", ladder((10, "4.25"), (60, "6.75"), (None, "8.375")))], read=same),
    "Large": Timeline([("2023-01-01", ladder((100, "9"), (None, "7.505"))),
                       ("2024-03-01", ladder((100, "9.5"), (None, "7.905")))], until="2025-01-01", read=same),
}
HOURS = Timeline([
    ("2023-01-01", ladder((3000, "0.132655"), (10_000, "0.120303"), (200_000, "0.102607"), (None, "0.079109"))),
    ("2024-01-01", ladder((2500, "0.142655"), (10_000, "0.130303"), (None, "0.089109")))], read=same)
ENDED = Timeline([("2022-01-01", "0.5")], until="2023-07-01")


def hours_use(usage, demand):
    """Blocks of hours of use; a nested ladder rates its block's own quantity from 0; `plus` is due where it holds more than 0."""
    held = parts(usage, ladder((200 * demand, 0), (400 * demand, 0), (600 * demand, 0), (None, 0)))
    first = marginal(held[0], ladder((3000, "0.132655"), (10_000, "0.120303"), (200_000, "0.102607"),
                                     (None, "0.079109")))
    third = marginal(held[2], ladder((20 * demand, "0.010275"), (None, "0.010005")))
    return (first + (n("12.345") if held[0] > 0 else 0) + held[1] * n("0.013627")
            + third + (n("1.005") if held[2] > 0 else 0) + held[3] * n("0.00771"))


def table_line(usage, demand):
    """The total chooses the row, its ladder rates the total; `plus` also at 0."""
    inner, plus = row_of(usage, [
        (Fraction(500), (ladder((None, "0.1")), n(5))),
        (Fraction(5000), (ladder((1000, "0.09"), (None, "0.0805")), n("10.505"))),
        (None, (ladder((200 * demand, "0.07"), (None, "0.065")), n(50)))])[1]
    return marginal(usage, inner) + plus


def bill(account, run):
    made = Bill("Monthly", "USD", 2)
    usage, exported, demand, first = (account[k] for k in ("usage", "exported", "demand", "first_block"))
    large, as_of, days = account["size"] == "Large", run.as_of, dates.days_of(run.period)
    start, last = run.period[0], run.period[1] - dates.DAY
    billed = rounded(max(demand, n("75%") * account["contracted"], Fraction(5)), "0.001", "up")

    def add(name, exact):
        made.add(f"HoursUse.{name}", None if exact is None else rounded(exact, "0.01", "half_even"))

    add("energy", hours_use(usage, billed))
    add("whole_line", whole(usage, ladder((1000, "0.2"), (first + 2000, "0.175"), (None, "0.15"))))
    add("table_line", table_line(usage, billed))
    add("net", marginal(usage - exported, ladder((100, "0.01"), (None, "0.0205"))) if large else None)
    add("descending", marginal(usage, ladder((1000, "0.001"), (first, "0.0025"), (None, "0.0035")))
        if not large and usage > 900 else None)
    add("lazy_rate", marginal(usage, [(Fraction(2000), n("0.01")), (None, lambda: ENDED.at(last, as_of))])
        if first < 20_000 else None)
    add("bounded", marginal(account["contracted"], ladder((1000, "1.005"), (20_000, "0.905"))))
    book = DEMAND[account["size"]]
    add("demand_charge", marginal(billed, book.at(start, as_of)))
    add("demand_days", dates.by_days(run.period, lambda d: marginal(billed, book.at(d, as_of))))
    add("book", marginal(usage, HOURS.at(start, as_of)))
    add("book_whole", dates.by_days(run.period, lambda d: whole(usage, HOURS.at(d, as_of))))
    add("credit", -marginal(exported, ladder((1000, "0.05"), (None, "0.03"))) if exported > 0 else None)
    add("either", marginal(usage, ladder((1500, "0.0011"), (None, "0.0021"))) if usage > 1000
        else 2 * whole(usage, ladder((750, "0.0013"), (None, "0.0017"))))
    add("scaled", marginal(usage, ladder(
        (4 * demand * days, "0.0005"), (136 * demand * dates.mean_months(run.period), "0.0015"),
        (None, "0.0045"))) if days >= 30 else None)
    add("reactive", max(usage - demand / 2, Fraction(0)) * n("0.000125"))
    made.round_total("0.05", "half_even")
    return made


def accounts(run):
    g = Generator(f"demand {run}")
    days = dates.days_of(run.period)

    def good():
        demand = g.decimal(3, 0, 20_000, [0, 5, 10, 50, 60, "12.345", 100])
        kw = Fraction(str(demand))
        near = [0, 100, 500, 750, 900, 1000, 1500, 2000, 2500, 3000, 5000, 10_000, 200_000,
                *(round(float(min(hours * max(kw, 5), 9_000_000)), 3) for hours in (200, 400, 600, 420, 4 * days))]
        return {"id": g.key("D"), "size": g.one_of("Small", "Large"), "usage": g.decimal(3, 0, 10_000_000, near),
                "exported": g.decimal(3, 0, 10_000_000, [0, 0, 100, 1000]), "demand": demand,
                "contracted": g.decimal(2, 0, 20_000, [0, "6.66", "6.67", "13.33", 1000]),
                "first_block": g.decimal(0, 0, 50_000, [0, 999, 1000, 1001, 1500, 19_999, 20_000])}

    made = [good() for _ in range(150)]
    return made + broken(g, good, {
        "size": (False, NO_NAMES), "usage": (False, [*NO_NUMBERS, "-0.001", "10000000.001", "0.0005"]),
        "contracted": (False, ["0.001", Raw("20000.01"), Raw("-1")]), "first_block": (False, ["0.5", Raw("5e-1")])})
