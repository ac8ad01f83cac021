"""Trees of exceptions over three modules [S6-S8], windows by effective date, by issue, by knowledge [S3, S4, S21]."""

from fractions import Fraction

from reference import dates, rows
from reference.bills import Bill
from reference.dates import add_months, day
from reference.generate import NO_DATES, NO_LISTS, NO_NAMES, NO_NUMBERS, NO_TRUTHS, Generator, broken
from reference.numbers import number as n
from reference.numbers import rounded
from reference.rows import Raw, RowError
from reference.runs import Run
from reference.timelines import Timeline

EVENT = [rows.Field("date", rows.date_field), rows.Field("cost", rows.number_field(2, 0, 1000))]
FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("group", rows.enum_field("Family", "Pensioner", "Student", "Other")),
    rows.Field("members", rows.number_field(0, 1, 12)),
    rows.Field("income", rows.number_field(2, 0, 1_000_000)),
    rows.Field("usage", rows.number_field(1, 0, 100_000)),
    rows.Field("reading_missing", rows.bool_field),
    rows.Field("previous", rows.list_field(rows.number_field(1), 6)),
    rows.Field("medical", rows.bool_field),
    rows.Field("registered", rows.date_field, optional=True),
    rows.Field("town", rows.text_field(16)),
    rows.Field("events", rows.list_field(EVENT, 5)),
]

RUNS = [Run("2020-03-01", "2020-03-31", issued="2020-04-02"), Run("2020-04-01", "2020-04-30", issued="2020-05-03"),
        Run("2020-04-01", "2020-04-30", issued="2020-05-04"), Run("2020-05-01", "2020-05-31", issued="2020-06-30"),
        Run("2020-04-15", "2020-06-15", issued="2020-06-20", as_of="2020-06-09"),
        Run("2020-04-15", "2020-06-15", issued="2020-06-20", as_of="2020-06-10"),
        Run("2020-04-20", "2020-04-20", issued="2020-07-01", as_of="2021-01-01"),
        Run("2020-06-15", "2020-07-14", issued="2020-06-30", as_of="2020-05-01")]

RATE = Timeline([("2020-01-01", "0.2"), ("2020-04-21", "0.21"), ("2020-06-01", "0.1955")])


def within(on, begin, until):
    return day(begin) <= on < day(until)


class Node:
    """A value with exceptions to it; `children` are (does it apply?, cumulative?, Node)."""

    def __init__(self, value, *children):
        self.value, self.children = value, children

    def get(self):
        applicable = [(cumulative, child) for applies, cumulative, child in self.children if applies]
        if not applicable:
            return self.value() if callable(self.value) else self.value
        if all(cumulative for cumulative, _ in applicable):
            return sum((child.get() for _, child in applicable), Fraction(0))
        if len(applicable) > 1:
            raise RowError("R0402")
        return applicable[0][1].get()


def allowance(a, on):
    members, group = a["members"], a["group"]
    winter = Node(n(60), (members > 2 and a["medical"], False, Node(n("66.6"))))
    poor = Node(n(40), (within(on, "2020-03-15", "2020-04-16"), False, winter))
    abroad = within(on, "2020-05-01", "2020-06-01") and a["town"] in ("Paris", "Wien")
    return Node(
        n(10),
        (group == "Family", False, Node(n(20), (members > 4, False, Node(
            n(30), (members > 8, False, Node(n("3.5") * members)))))),
        (group == "Pensioner", False, Node(n(25), (a["income"] < 9000, False, poor))),
        (group == "Student" and within(on, "2020-04-04", "2020-07-01"), False,
         Node(n(55), (abroad, False, Node(n("15.5"))))),
    ).get()


def bonus(a, on):
    rich_enough = a["income"] >= 1000
    medical = Node(n(4), (not rich_enough, False, Node(n(9))),
                   (a["members"] == 1 and rich_enough, True, Node(n("0.05"))),
                   (a["town"] == "Bogotá" and rich_enough, True, Node(n("0.5"))))
    return Node(n(1), (a["medical"], True, medical),
                (a["members"] >= 3, True, Node(n("0.35") * a["members"])),
                (within(on, "2020-04-11", "2020-05-16"), True, Node(n("2.22")))).get()


def visits(a):
    return Node(n(1), (len(a["events"]) ** 2 >= 9, False, Node(n(2))),
                (sum(e["cost"] for e in a["events"]) > 50, False, Node(n(3)))).get()


def billed_usage(a):
    if not a["reading_missing"]:
        return a["usage"]
    if not a["previous"]:
        raise RowError("R0601")
    return rounded(sum(a["previous"]) / len(a["previous"]), "0.1", "half_even")


def frozen(a, on, run):
    by_issue = Node(lambda: RATE.at(day("2020-03-01"), run.as_of),
                    (run.as_of >= day("2020-06-10"), False, Node(n("0.1"))))
    applies = within(run.issued, "2020-05-04", "2020-07-01") and a["group"] != "Other"
    return Node(lambda: RATE.at(on, run.as_of), (applies, False, by_issue)).get()


def share(a):
    by_group = {"Family": n("0.75"), "Student": n("0.6125"), "Other": n("0.6125"), "Pensioner": n(1)}
    return Node(n("0.5"), (2 <= a["members"] <= 3, False, Node(n("12.345%"))),
                (a["members"] >= 7, False, Node(by_group[a["group"]]))).get()


def emergency(a, on):
    helped = a["group"] in ("Family", "Student")
    first = Node(n("25%"), (on == day("2020-04-20"), False, Node(n("0.3333"))))
    return Node(n(0), (helped and within(on, "2020-04-06", "2020-05-11"), False, first),
                (helped and within(on, "2020-05-11", "2020-06-15"), False, Node(n("12.5%")))).get()


def cents(x):
    return rounded(x, "0.01")


def bill(a, run):
    made = Bill("Monthly", "EUR", 2)
    start = run.period[0]

    def charged(on):
        return max(billed_usage(a) - allowance(a, on), Fraction(0))

    def rate(on):
        return RATE.at(on, run.as_of)

    def by_days(value):
        return cents(dates.by_days(run.period, value))

    made.add("Social.energy", cents(charged(start) * rate(start)), charged(start), rate(start))
    made.add("Social.energy_days", by_days(lambda d: charged(d) * rate(d)))
    made.add("Social.energy_frozen", by_days(lambda d: billed_usage(a) * frozen(a, d, run)))
    made.add("Social.allowance_days", by_days(lambda d: allowance(a, d) * n("0.1")))
    made.add("Social.bonus_start", -bonus(a, start))
    made.add("Social.bonus_days", by_days(lambda d: -bonus(a, d)))
    made.add("Social.fee_line", n(5) if a["medical"] or a["members"] > 6 else n("3.1"))
    made.add("Social.visits_line", visits(a))
    made.add("Social.share_line", cents(a["usage"] * n("0.01") * share(a)))
    loyal = a["registered"] is not None and a["registered"] <= add_months(start, -12)
    made.add("Social.loyalty", n("-0.77") if loyal else None)
    made.add("Social.welcome", None if loyal else n("1.23"))
    made.add("Social.careful", n("0.01") if not a["medical"] or a["members"] > 2 else None)
    made.add("Social.emergency_days", by_days(lambda d: 30 * emergency(a, d)))
    return made


def accounts(run):
    g = Generator(f"welfare {run}")
    year_before = add_months(run.period[0], -12)

    def good():
        row = {"id": g.key("H"), "group": g.one_of("Family", "Pensioner", "Student", "Other"),
               "members": g.decimal(0, 1, 12, [1, 3, 4, 5, 7, 8, 9, 12]),
               "income": g.decimal(2, 0, 1_000_000, [0, 1000, 9000]),
               "usage": g.decimal(1, 0, 100_000, [0, 10, 20, 25, 40, 55, 60, "66.6", 100]),
               "reading_missing": g.chance(0.3),
               "previous": [g.decimal(1, 0, 1000, [0, 100, "33.3"]) for _ in range(g.random.randint(0, 6))],
               "medical": g.chance(0.5),
               "town": g.one_of("Bogotá", "Bogota\u0301", "bogotá", "Paris", "Wien", "", "Paris "),
               "events": [{"date": g.date(run.period[0], 30), "cost": g.decimal(2, 0, 1000, [0, 10, 25, 50])}
                          for _ in range(g.one_of(0, 0, 1, 2, 3, 5))]}
        if g.chance(0.7):
            row["registered"] = g.date(year_before, 2)
        return row

    made = [good() for _ in range(120)]
    event = {"date": "2020-01-01", "cost": Raw("1.5")}
    return made + broken(g, good, {
        "group": (False, NO_NAMES), "members": (False, [Raw("0"), "13", "2.5", True]),
        "income": (False, [*NO_NUMBERS, "-0.01", "1000000.01", "0.001"]),
        "reading_missing": (False, NO_TRUTHS), "medical": (False, NO_TRUTHS[:2]),
        "previous": (False, [*NO_LISTS, ["1", None], ["1", "x"], ["0.05"], ["1"] * 7, [["1"]], [True]]),
        "registered": (True, NO_DATES), "town": (False, ["x" * 17, "é" * 9, Raw("1"), True]),
        "events": (False, [*NO_LISTS, [event] * 6, [Raw("1")], [{"date": "2020-01-01"}], [{**event, "cost": "-1"}],
                           [event, {**event, "date": "2020-13-01"}], [None]])})
