"""Decision tables [S38] on the grid of their parameters, dated ones in weighted lines."""

from fractions import Fraction

from reference import dates, rows
from reference.bills import Bill
from reference.dates import day
from reference.generate import NO_DATES, NO_NAMES, NO_NUMBERS, NO_TRUTHS, Generator, broken
from reference.numbers import number as n
from reference.numbers import rounded
from reference.rows import Raw, RowError
from reference.runs import Run

FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("town", rows.enum_field("Delhi", "Pune", "Goa")),
    rows.Field("phase", rows.enum_field("Single", "Three")),
    rows.Field("load", rows.number_field(1, 0, 500)),
    rows.Field("usage", rows.number_field(0, 0, 20_000)),
    rows.Field("tag", rows.text_field(10)),
    rows.Field("since", rows.date_field),
    rows.Field("prepaid", rows.bool_field),
    rows.Field("score", rows.number_field(0, -50, 50)),
    rows.Field("share", rows.number_field(4, 0, below=1)),
]

RUNS = [Run("2023-06-01", "2023-06-30"), Run("2024-02-01", "2024-02-29"), Run("2024-02-10", "2024-03-09"),
        Run("2022-12-31", "2023-01-01"), Run("2023-01-01", "2023-01-01"), Run("2024-12-30", "2025-01-03")]


def fixed(town, load, on):
    if load > 500:
        raise RowError("R0201")  # outside the range of the parameter
    if not day("2023-01-01") <= on < day("2025-01-01"):
        raise RowError("R0301")
    if on < day("2024-02-10"):
        if town == "Delhi":
            return n(20) if load <= 2 else n(50) if load <= 5 else n(100)
        return n(40) if load <= 10 else n(80) if town == "Pune" else n(90)
    if load < 5:
        return n("30.25")
    if town == "Goa":
        return n("120.5")
    return n(110) if load < 100 else n("333.33")


def slab(usage, phase):
    if usage <= 100:
        return (n("1.5"), "low", False) if phase == "Single" else (n("1.8"), "low3", False)
    if usage <= 1000:
        return n("3.255"), "mid", False
    return (n("4.125"), "high", True) if phase == "Three" else (n("3.995"), "high", False)


def charges(a):
    score, prepaid, since = a["score"], a["prepaid"], a["since"]
    rows_ = [(score < 0, "10"), (-10 <= score <= 10 and prepaid, "5.5"), (score in (10, 20, 30), "0.75"),
             (not prepaid and since < day("2020-01-01"), "100"),
             (score > 45 and since >= day("2020-02-29"), "7.07"), (score != 0, "0.01")]
    return sum((n(value) for holds, value in rows_ if holds), Fraction(0))


def of_all(choose, rows_):
    values = [n(value) for holds, value in rows_ if holds]
    if not values:
        raise RowError("R0405")
    return choose(values)


def lowest(score):
    return of_all(min, [(score >= 0, 9), (score >= 10, 8), (score >= 20, "8.5"), (score == 25, 0)])


def highest(score):
    return of_all(max, [(score <= 0, -9), (score <= -10, -8), (score == -20, -20)])


def listed(score):
    return [n(value) for least, value in ((0, 1), (10, 2), (20, 4)) if score >= least]


def tagged(tag, town):
    if tag in ("VIP", "vip"):
        return n("10%")
    return n("12.5%") if tag == "Ñandú" and town == "Delhi" else n(0)


def discount(share):
    for below, value in (("0.25", "0"), ("0.5", "5%"), ("0.75", "7.25%"), ("0.7501", "8%")):
        if share < n(below):
            return n(value)
    return n("9.5%")


def surcharge(town, u, on):
    if on < day("2023-01-01"):
        raise RowError("R0301")
    if on < day("2024-02-20"):
        if town == "Delhi":
            return (n(0), n(0)) if u <= 200 else (n(10), n("0.015"))
        return n(5), n("0.001")
    if u <= 1000:
        return n("1.11"), n("0.002")
    return (n("2.22"), n("0.033")) if town == "Goa" else (n("3.33"), n("0.044"))


def by_score(score):
    return n(1) if score < 0 else n(2) if score == 0 else n(4) if score >= 40 else 3 * score


def bill(a, run):
    made = Bill("Monthly", "INR", 2)
    start, last = run.period[0], run.period[1] - dates.DAY
    town, load, usage, score = a["town"], a["load"], a["usage"], a["score"]

    def add(name, exact):
        amount = None if exact is None else rounded(exact, "0.01", "half_down")
        return made.add(f"Domestic.{name}", amount)

    fixed_line = add("fixed_line", fixed(town, load, start))
    add("fixed_days", dates.by_days(run.period, lambda d: fixed(town, load, d)))
    add("outside", fixed(town, 2 * load, last) if a["prepaid"] else None)
    rate, label, extra = slab(usage, a["phase"])
    energy = add("energy", usage * rate)
    add("extra", n(25) if extra else None)
    add("by_label", {"low": n(1), "low3": n(1), "mid": n(2)}.get(label, n(3)))
    add("charged", charges(a))
    add("lowest_line", lowest(score) if score != -1 else None)
    add("highest_line", highest(score) if score < 5 else None)
    found = listed(score)
    add("listed_sum", sum(found, Fraction(0)))
    add("listed_count", Fraction(len(found)))
    add("listed_last", (found[-1] if found else n("0.5")) * 2)
    add("tag_discount", -(fixed_line * tagged(a["tag"], town)))
    add("share_discount", -(energy * discount(a["share"])))
    add("surcharge_line", dates.by_days(
        run.period, lambda d: surcharge(town, 2 * usage, d)[0] + surcharge(town, usage, d)[1] * usage))
    add("by_score", by_score(score))
    add("by_town", n("0.1") if town == "Delhi" else n("0.2") if a["phase"] == "Three" else n("0.3"))
    return made


def accounts(run):
    g = Generator(f"tables {run}")

    def good():
        return {"id": g.key("T"), "town": g.one_of("Delhi", "Pune", "Goa"), "phase": g.one_of("Single", "Three"),
                "load": g.decimal(1, 0, 500, [0, 2, "2.1", 5, "5.1", 10, 100, 250, 500]),
                "usage": g.decimal(0, 0, 20_000, [0, 100, 200, 500, 1000]),
                "tag": g.one_of("VIP", "vip", "Vip", "Ñandú", "N\u0303andu\u0301", "", "VIP "),
                "since": g.date(day(g.one_of("2020-01-01", "2020-02-29")), 2), "prepaid": g.chance(0.5),
                "score": g.decimal(0, -50 if g.chance(0.1) else -1 if g.chance(0.1) else 0, 50,
                                   [0, 5, 10, 20, 25, 30, 40, 45, 46, 50]),
                "share": g.decimal(4, 0, "0.9999", ["0.25", "0.5", "0.75", "0.7499", "0.9999"])}

    def negative():
        score = g.decimal(0, -50, -1, [-50, -20, -10, -2, -1])
        return {**good(), "score": score}

    made = [good() for _ in range(130)] + [negative() for _ in range(25)]
    return made + broken(g, good, {
        "town": (False, NO_NAMES), "phase": (False, ["single", "THREE"]),
        "load": (False, [*NO_NUMBERS, "500.1", "-0.1", "0.05"]), "tag": (False, ["12345678901", Raw("1"), False]),
        "since": (False, NO_DATES), "prepaid": (False, NO_TRUTHS), "score": (False, ["51", "-51", "0.5", Raw("1e2")]),
        "share": (False, ["1", "1.0000", "0.99999", "-0.0001", "25%"])})
