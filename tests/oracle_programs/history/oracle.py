"""Lists, quotients, dates [S14, S32, S34, S37, S39]."""

from datetime import date, timedelta
from fractions import Fraction

from reference import dates, rows
from reference.bills import Bill
from reference.dates import add_months, day
from reference.generate import NO_DATES, NO_LISTS, NO_NUMBERS, NO_TRUTHS, Generator, broken
from reference.numbers import number as n
from reference.numbers import rounded
from reference.rows import Raw, RowError
from reference.runs import Run

READING = [rows.Field("date", rows.date_field), rows.Field("value", rows.number_field(2, 0, 1_000_000)),
           rows.Field("estimated", rows.bool_field), rows.Field("note", rows.text_field(8), optional=True)]
PAYMENT = [rows.Field("date", rows.date_field), rows.Field("amount", rows.number_field(2, -100_000, 100_000))]
INVOICE = [rows.Field("issued", rows.date_field), rows.Field("due", rows.date_field),
           rows.Field("unpaid", rows.number_field(2, 0, 1_000_000)),
           rows.Field("plan", rows.number_field(0, 1, 36), optional=True),
           rows.Field("payments", rows.list_field(PAYMENT, 3))]
FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("start", rows.date_field),
    rows.Field("amount", rows.number_field(2, -100_000, 100_000)),
    rows.Field("people", rows.number_field(0, 0, 20)),
    rows.Field("take", rows.number_field(0, -1, 6)),
    rows.Field("best", rows.number_field(2, 0, 10_000), optional=True),
    rows.Field("reads", rows.list_field(READING, 6)),
    rows.Field("invoices", rows.list_field(INVOICE, 4)),
    rows.Field("weights", rows.list_field(rows.number_field(3), 5)),
    rows.Field("strict_start", rows.bool_field),
]

RUNS = [Run("2024-02-01", "2024-02-29"), Run("2023-12-31", "2024-01-30", as_of="2023-12-15"),
        Run("2024-03-01", "2024-03-31", issued="2024-03-15"), Run("2024-02-29", "2024-02-29", issued="2024-03-16")]

THERM = n("105.4804") / n("3.6")  # kWh


def median(values):
    values = sorted(values)
    if not values:
        return None
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def mean(values):
    return sum(values, Fraction(0)) / len(values) if values else None


def over(a, b):
    if b == 0:
        raise RowError("R0102")
    return Fraction(a) / b


def first(values, otherwise):
    return values[0] if values else n(otherwise)


def months_between(a, b):
    steps = (b.year - a.year) * 12 + b.month - a.month
    return steps if add_months(a, steps) <= b else steps - 1


def years_between(a, b):
    years = b.year - a.year
    return years if add_months(a, 12 * years) <= b else years - 1


def next_date(d, month, day_of_month):
    this = date(d.year, month, day_of_month)
    return this if this >= d else date(d.year + 1, month, day_of_month)


class Past:
    """The lines of the tariff, in the order of the text."""

    def __init__(self, account, run):
        self.a, self.run = account, run
        self.made = Bill("Monthly", "BRL", 2)

    def add(self, name, exact):
        self.made.add(f"Past.{name}", None if exact is None else rounded(exact, "0.01"))

    def lists(self):
        a, add, period = self.a, self.add, self.run.period
        reads, invoices, weights = a["reads"], a["invoices"], a["weights"]
        values = [r["value"] for r in reads]
        grace = timedelta(days=20 if len(invoices) > 2 else 5)
        overdue = sum((i["unpaid"] for i in invoices if i["due"] + grace < period[0]), Fraction(0))
        add("overdue_line", overdue if overdue > 0 else None)
        add("late_count", n("1.1") * sum(i["due"] + timedelta(days=10) <= self.run.as_of for i in invoices))
        add("paid", -sum((p["amount"] for i in invoices for p in i["payments"]
                          if period[0] <= p["date"] < period[1]), Fraction(0)))
        add("planned", sum((2 if i["plan"] is None else i["plan"] for i in invoices), Fraction(0)))
        add("unplanned", n("0.1") * sum(i["plan"] is None for i in invoices))
        real = mean([r["value"] for r in reads if not r["estimated"]])
        add("mean", (n("1.5") if real is None else real) * n("0.333"))
        add("middle", (n("0.25") if not values else median(values)) * n("0.1"))
        add("largest", (max(values) if values else n("0.75")) * n("0.01"))
        add("smallest", (min((v for v in values if v > 0), default=n("0.7"))) * n("0.01"))
        by_date = [r["value"] for r in sorted(reads, key=lambda r: r["date"])]
        add("first_read", first(by_date, "0.01"))
        add("last_read", first(by_date[::-1], "0.02"))
        add("first_in_file", first(values, "0.03"))
        add("largest_two", sum(sorted(values)[-2:], Fraction(0)) / 2)
        if a["take"] < 0:
            raise RowError("R0201")
        add("taken", sum(by_date[:int(a["take"])], Fraction(0)) / 4)
        add("noted", n("0.4") * sum(r["note"] == "ok" for r in reads))
        add("some", n("2.5") if any(v > 100 for v in values) else None)
        add("every", n("3.5") if all(i["unpaid"] == 0 for i in invoices) else None)
        add("weighted", 10 * sum(weights, Fraction(0)))
        if a["amount"] > 99_000:
            if not weights:
                raise RowError("R0601")
            add("weight_share", 100 * mean(weights))
        best = a["best"]
        add("best_line", n("7.77") if best is None else best)
        add("best_known", n(1) if best is not None and best > 5000 else None)

    def quotients(self):
        a, add = self.a, self.add
        amount, people, reads = a["amount"], a["people"], a["reads"]
        for mode in ("half_up", "half_even", "half_down"):
            add(f"{mode}_line", rounded(amount / 8, "0.05", mode))
        for mode in ("up", "down"):
            add(f"{mode}_line", rounded(amount / 3, "0.5", mode))
        for mode in ("floor", "ceiling"):
            add(f"{mode}_line", rounded(amount / 7, "0.1", mode))
        add("nested", rounded(rounded(amount / 3, "0.1", "up") / 7, "0.01", "down"))
        add("shared", over(amount, people) * 3)
        add("twice_shared", over(amount, people) + Fraction(1, 3))
        add("by_read", over(amount, len(reads)) if any(r["estimated"] for r in reads) else None)
        real = sum((r["value"] for r in reads if not r["estimated"]), Fraction(0))
        add("unit_price", rounded(over(100, real), "0.0001", "half_even") * 3 if real != 0 else None)
        add("heat", real / THERM * n("1.25"))
        add("bulk", real / 1000 * n("90.5"))
        add("bare", n("0.01") * real)
        add("clamped", min(max(amount, n(-5)), n("250.25")) + abs(amount) - max(amount, -amount, n(1))
            - min(amount, n(0)))

    def calendar(self):
        a, add, period = self.a, self.add, self.run.period
        start = a["start"]

        def days(later, earlier):
            return Fraction((later - earlier).days)

        add("days_to_end", days(add_months(start, 1), start))
        add("days_to_next", days(add_months(start, 1, "to_next_month"), start))
        add("days_back", days(start, add_months(start, -3)))
        add("days_many", days(add_months(start, int(a["people"])), start))
        add("days_strict", days(add_months(start, 1, "strict"), start) if a["strict_start"] else None)
        add("parts_of_date", n("0.01") * (10_000 * start.year + 100 * start.month + start.day))
        add("months_of", n("0.01") * months_between(start, period[0]))
        add("years_of", n("0.01") * years_between(start, period[1] - dates.DAY))
        add("month_ends", days(start.replace(day=dates.month_length(start)), start))
        add("to_november", days(next_date(start, 11, 1), start))
        add("in_period", n("0.6") if period[0] <= start < period[1] else None)


def bill(account, run):
    past = Past(account, run)
    past.lists()
    past.quotients()
    past.calendar()
    past.made.due = max(run.issued + timedelta(days=10), next_date(run.issued, 3, 15))
    return past.made


def accounts(run):
    g = Generator(f"history {run}")
    around = run.period[0]

    def reading():
        made = {"date": g.date(around, 2), "value": g.decimal(2, 0, 1_000_000, [0, 1, 100, "33.33"]),
                "estimated": g.chance(0.4)}
        return made | ({"note": g.one_of("ok", "OK", None, "bad")} if g.chance(0.5) else {})

    def payment():
        return {"date": g.date(around, 35), "amount": g.decimal(2, -100_000, 100_000, [0, 10, -10])}

    def invoice():
        due = g.date(day(g.date(around, 1)), g.one_of(2, 25))
        made = {"issued": "2023-11-30", "due": due, "unpaid": g.decimal(2, 0, 1_000_000, [0, 0, 50]),
                "payments": [payment() for _ in range(g.one_of(0, 0, 1, 3))]}
        return made | ({"plan": g.decimal(0, 1, 36, [1, 36])} if g.chance(0.5) else {})

    def good():
        row = {"id": g.key("C"),
               "start": g.date(day(g.one_of("2024-01-31", "2023-03-30", "2020-02-29", "2023-11-01", "2024-02-28")), 2),
               "amount": g.decimal(2, -100_000, 100_000, [0, "0.1", "0.2", "0.6", "1.05", "-1.05", 3, 7, 99_000]),
               "people": Raw(str(g.one_of(0, 1, 2, 3, 3, 6, 7, 11, 13, 20))),
               "take": str(g.one_of(-1, 0, 1, 2, 6, 6, 6, 3)), "best": g.decimal(2, 0, 10_000, [5000]),
               "reads": [reading() for _ in range(g.random.randint(0, 6))],
               "invoices": [invoice() for _ in range(g.random.randint(0, 4))],
               "weights": [g.decimal(3, -10, 10, [0, 1, "0.333"]) for _ in range(g.random.randint(0, 5))],
               "strict_start": g.chance(0.3)}
        if g.chance(0.4):
            del row["best"]
        return row

    made = [good() for _ in range(150)]
    read = {"date": "2024-01-01", "value": "1", "estimated": False}
    owed = {"issued": "2024-01-01", "due": "2024-01-01", "unpaid": "1", "payments": []}
    paid = {"date": "2024-01-01", "amount": "1"}
    return made + broken(g, good, {
        "start": (False, NO_DATES), "amount": (False, [*NO_NUMBERS, "100000.01", "-100000.01", "0.001"]),
        "people": (False, ["-1", "21", "0.1"]), "best": (True, ["x", "-1", True]),
        "reads": (False, [*NO_LISTS, [read] * 7, [{**read, "value": None}], [{**read, "value": "1.001"}],
                          [{**read, "note": "123456789"}], [{**read, "estimated": None}], [read, None], [[]]]),
        "invoices": (False, [*NO_LISTS, [{**owed, "payments": None}], [{**owed, "payments": [paid] * 4}],
                             [{**owed, "payments": [{**paid, "amount": "1e6"}]}], [{**owed, "plan": "0"}],
                             [{**owed, "plan": "1.5"}], [owed, {**owed, "due": "never"}]]),
        "weights": (False, [*NO_LISTS, ["0.0001"], ["1", None]]), "strict_start": (False, NO_TRUTHS)})
