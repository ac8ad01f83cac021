"""Which date is read where [S1, S16, S20, S21], entries with an end, extended timelines [S5, S8], months, times, periods."""

from datetime import timedelta
from fractions import Fraction

from reference import dates, rows
from reference.bills import Bill, total_of
from reference.dates import day
from reference.generate import NO_DATES, NO_LISTS, NO_NAMES, NO_NUMBERS, Generator, broken
from reference.ladders import marginal_blocks, whole
from reference.numbers import number as n
from reference.numbers import rounded
from reference.rows import Raw, RowError
from reference.runs import Run
from reference.timelines import Timeline

SITE = [rows.Field("name", rows.text_field(12)), rows.Field("since", rows.month_field),
        rows.Field("opens", rows.time_field), rows.Field("peak", rows.number_field(1, 0, 100), optional=True),
        rows.Field("tags", rows.list_field(rows.text_field(4), 2))]
FIELDS = [
    rows.Field("number", rows.number_field(0, -2**63, 2**63 - 1)),
    rows.Field("plan", rows.enum_field("Flat", "Step")),
    rows.Field("usage", rows.number_field(1, 0, 10_000)),
    rows.Field("site", rows.record_field(SITE)),
    rows.Field("spare", rows.record_field(SITE), optional=True),
    rows.Field("active", rows.period_field),
    rows.Field("months", rows.list_field(rows.month_field, 3)),
    rows.Field("plans", rows.list_field(rows.enum_field("Flat", "Step"), 4)),
    rows.Field("seen", rows.datetime_field, optional=True),
]

MARCH = ("2024-03-01", "2024-03-31")
RUNS = [Run(*MARCH, issued="2024-04-02"), Run(*MARCH, issued="2024-04-19", as_of="2024-04-24"),
        Run(*MARCH, issued="2024-04-19", as_of="2024-04-25"), Run("2024-03-20", "2024-04-14", issued="2024-04-15"),
        Run("2024-04-14", "2024-05-01", issued="2024-05-02"), Run("2024-03-25", "2024-03-31", issued="2024-03-15"),
        Run("2024-02-28", "2024-03-14", issued="2024-04-26"), Run("2023-12-31", "2024-01-01", issued="2024-01-02"),
        Run("2024-06-01", "2024-06-02", issued="2024-06-03")]


def book(value):
    return value


def ladder(*rows_):
    return [(None if limit is None else Fraction(limit), n(rate)) for limit, rate in rows_]


PRICE = Timeline([("2024-01-01", "0.3"), ("2024-03-11", "0.345"),
                  ("2024-03-26", "0.35", {"published": "2024-04-20", "until": "2024-04-06"})], until="2024-05-01")
OPEN = Timeline([("2024-01-01", True), ("2024-03-20", False), ("2024-04-15", True)], read=bool)
LEAST = Timeline([("2024-01-01", "20"), ("2024-03-31", "30")])
TERMS = Timeline([("2024-01-01", 10), ("2024-03-15", 21)], read=int)
BOOK = Timeline([
    ("2024-01-01", ladder((100, "0.2"), (None, "0.3333"))),
    ("2024-03-21", ladder((50, "0.2111"), (400, "0.3001"), (None, "0.4444"))),
    ("2024-03-28", ladder((60, "0.2222"), (400, "0.3001"), (None, "0.4")), {"published": "2024-04-25"})], read=book)
GAP = Timeline([("2024-02-01", "3", {"until": "2024-03-05"}), ("2024-03-25", "4")], until="2024-04-11", optional=True)


def cents(x):
    return None if x is None else rounded(x, "0.01")


def site_fee(peak, plan, on):
    if on < day("2024-01-01"):
        raise RowError("R0301")
    if on < day("2024-03-18"):
        return n(1) if peak <= 10 else n(2) if plan == "Flat" else n(3)
    return n("1.5") if peak <= 20 else n("2.5")


def by_blocks(period, blocks_on):
    """[S21] Block by block, the first with the first: the mean of its days, then rounded."""
    lists = [blocks_on(d) for d in dates.each_day(period)]
    size = max(map(len, lists))
    padded = [blocks + [Fraction(0)] * (size - len(blocks)) for blocks in lists]
    return sum((cents(sum(block, Fraction(0)) / len(lists)) for block in zip(*padded)), Fraction(0))


def standard(a, run, made):
    period, as_of = run.period, run.as_of
    usage, plan = a["usage"], a["plan"]
    start, last = period[0], period[1] - dates.DAY

    def price(on):
        return PRICE.at(on, as_of)

    def mean(value_on):
        return cents(dates.by_days(period, value_on))

    def gap_on(on):
        gap = GAP.at(on, as_of)
        return n("0.55") if gap is None else gap + n("0.25")

    def chosen_on(on):
        if plan == "Step":
            rows_ = [(Fraction(200), lambda: price(on)), (None, n("0.3055"))]
            return [whole(usage, rows_), Fraction(0)] if usage <= 200 else [Fraction(0), whole(usage, rows_)]
        return marginal_blocks(usage, [(Fraction(150), n("0.0155")), (None, lambda: price(on))])

    def credit_on(on):
        return [-b for b in marginal_blocks(usage, [(Fraction(100), n("0.0333")), (None, lambda: price(on) / 10)])]

    energy = made.add("Standard.energy", mean(lambda d: usage * price(d)))
    blocks = made.add("Standard.blocks", by_blocks(period, lambda d: marginal_blocks(usage, BOOK.at(d, as_of)))
                      if plan == "Step" else None)
    made.add("Standard.credit_blocks", by_blocks(period, credit_on) if usage > 10 else None)
    chosen = made.add("Standard.chosen_blocks", by_blocks(period, chosen_on))
    others = [
        made.add("Standard.half_month", mean(lambda d: n(31) if d.day > 15 else n("0.62"))),
        made.add("Standard.late_days", mean(lambda d: n("1.55") if d >= day("2024-03-29") else None)),
        made.add("Standard.only_open", mean(lambda d: n(10) if OPEN.at(d, as_of) else None)),
        made.add("Standard.gap_line", mean(gap_on)),
    ]
    peak, spare = a["site"]["peak"], a["spare"]
    others.append(made.add("Standard.site_line",
                           mean(lambda d: site_fee(n("20.1") if peak is None else peak, plan, d))))
    other = n("10.1") if spare is None else n(10) if spare["peak"] is None else spare["peak"]
    others.append(made.add("Standard.spare_line", site_fee(other, plan, last)))
    others.append(made.add("Standard.as_issued", cents(usage * (price(day("2024-04-30")) + n("0.001")))))
    limit = dates.by_days(period, lambda d: LEAST.at(d, as_of))
    least = cents(max(limit - energy, Fraction(0))) if OPEN.at(start, as_of) else Fraction(0)
    made.limit("Standard.least", least)
    most = cents(min(limit * 40 - total_of(energy, blocks, chosen), Fraction(0)))
    made.limit("Standard.most", most)
    base = total_of(energy, blocks, chosen, *others) + least + most
    made.add("Standard.gst", mean(lambda d: base / 10 if OPEN.at(d, as_of) else None))


def closed(a, run, made):
    start, last = run.period[0], run.period[1] - dates.DAY
    this_month, site, begin = start.isoformat()[:7], a["site"], a["active"]
    price = PRICE.at(last, run.as_of)

    def add(name, amount):
        made.add(f"Closed.{name}", amount)

    add("energy", cents(a["usage"] * price))
    add("days_active", n("0.1") * (begin[1] - begin[0]).days)
    add("in_active", n("0.2") if begin[0] <= start < begin[1] and begin[0] <= last < begin[1] else None)
    add("month_line", Fraction(sum(m >= this_month for m in a["months"])))
    add("plan_line", Fraction(2 * a["plans"].count("Step")))
    add("steps", n(3) if "Step" in a["plans"] and "Flat" not in a["plans"] else None)
    add("opens_early", n("0.3") if site["opens"] < "08:30" else None)
    add("same_day", n("0.4") if a["seen"] is not None and a["seen"] >= "2024-03-25T17:30" else None)
    two_before = dates.add_months(start.replace(day=1), -2).isoformat()[:7]
    add("site_month", n("0.7") if site["since"] == two_before and site["since"] != "2024-02" else None)
    add("tagged", n("0.5") if "new" in site["tags"] else None)
    add("first_month", n("0.01") * (start - day(site["since"] + "-01")).days)
    spare = a["spare"]
    add("equal_sites", n("0.6") if spare is not None and spare["name"] == site["name"] else None)


def bill(a, run):
    made = Bill("Monthly", "AUD", 2)
    start = run.period[0]
    in_window = day("2024-01-01") <= start < day("2024-06-01")
    may = []
    if in_window and (OPEN.at(start, run.as_of) or a["plan"] == "Flat"):
        may.append(standard)
    if not OPEN.at(start, run.as_of) and a["plan"] != "Flat":
        may.append(closed)
    if len(may) != 1:
        raise RowError("R0401")
    may[0](a, run, made)
    made.round_total("0.05")
    made.due = run.issued + timedelta(days=TERMS.at(start, run.as_of))
    return made


def accounts(run):
    g = Generator(f"dates {run}")
    start = run.period[0]

    def month():
        return g.date(start, 80)[:7]

    def site():
        made = {"name": g.one_of("a", "b", ""), "since": month(), "opens": g.one_of("08:29", "08:30", "00:00", "23:59"),
                "tags": g.one_of([], ["new"], ["old", "new"], ["New"])}
        return made | ({"peak": g.decimal(1, 0, 100, [10, 20])} if g.chance(0.7) else {})

    def good():
        g.next_key += 1
        begin = day(g.date(start, 20))
        row = {"number": g.one_of(Raw, str)(f"{g.next_key}"), "plan": g.one_of("Flat", "Step"),
               "usage": g.decimal(1, 0, 10_000, [0, 10, 50, 60, 100, 150, 200, 400, 66, 3000]), "site": site(),
               "active": {"start": begin.isoformat(), "end": g.date(begin + timedelta(days=40), 35)},
               "months": [month() for _ in range(g.random.randint(0, 3))],
               "plans": [g.one_of("Flat", "Step", "Step") for _ in range(g.random.randint(0, 4))]}
        if g.chance(0.5):
            row["spare"] = g.one_of(None, site(), site())
        if g.chance(0.6):
            row["seen"] = g.one_of("2024-03-25T17:30", "2024-03-25T17:29", "2024-03-26T00:00", "2024-02-29T23:59")
        return row

    made = [good() for _ in range(90)]
    repeated = [{**good(), "number": "3.00"}, {**good(), "number": Raw("3e0")}]
    room = {"name": "a", "since": "2024-01", "opens": "10:00", "tags": []}
    span = {"start": "2024-01-01", "end": "2024-02-01"}
    return made + repeated + broken(g, good, {
        "number": (False, ["x", "0.5", True, "99999999999999999999"]), "plan": (False, NO_NAMES),
        "usage": (False, [*NO_NUMBERS, "-0.1", "10000.1"]),
        "site": (False, ["a", [], {}, {**room, "since": "2024-13"}, {**room, "opens": "8:30"}, {**room, "peak": "100.1"},
                         {**room, "tags": ["x", "y", "z"]}, {**room, "tags": None}, {**room, "tags": ["12345"]},
                         {**room, "since": "2024-01-01"}, {**room, "opens": "24:01"}]),
        "spare": (True, [{}, {**room, "name": None}, [room], "none"]),
        "active": (False, [{**span, "end": "2024-01-01"}, {**span, "end": "2023-01-01"}, {**span, "end": "2025-02-05"},
                           {"start": "2024-01-01"}, {**span, "start": "soon"}, []]),
        "months": (False, [*NO_LISTS, ["2024-00"], ["2024-01"] * 4, ["2024-1"]]), "plans": (False, [["flat"], [None]]),
        "seen": (True, [*NO_DATES[:3], "2024-03-25", "2024-03-25T24:30", "2024-03-25 17:30"])})
