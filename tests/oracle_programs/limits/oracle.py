"""Overflow and division by zero as judged by S36, S24 and the details of docs/semantics.md."""

from fractions import Fraction

from reference import dates, rows
from reference.bills import Bill
from reference.generate import Generator, broken
from reference.judged import BOUND, Judged
from reference.rows import Raw, RowError
from reference.runs import Run


def large_field(scale):
    """38 digits in all."""
    bare = rows.number_field(scale)

    def read(value):
        x = bare(value)
        if abs(x) * 10**scale >= BOUND:
            raise RowError("R0202")  # more digits than the field holds
        return x
    return read


FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("probe", rows.number_field(0, 0, 30)),
    rows.Field("a", large_field(0)),
    rows.Field("b", large_field(0)),
    rows.Field("m", large_field(4)),
    rows.Field("e", large_field(3)),
    rows.Field("k", rows.number_field(0, 0, 9_999_999)),
    rows.Field("j", rows.number_field(0, 0, 9_999_999)),
    rows.Field("xs", rows.list_field(large_field(2), 4)),
]

RUNS = [Run("2024-02-01", "2024-02-29"), Run("2024-01-20", "2024-03-05"), Run("2024-05-31", "2024-05-31")]
PROBES = ["product", "chain", "grouped", "sums", "widened", "thirds", "twelfths", "shared", "two_divisors",
          "one_divisor", "decimal_divisor", "hundreds", "hundredths", "prorated", "thirty", "larger", "opposite",
          "percent", "added", "integer", "amount", "priced", "chosen", "unreached", "divided_twice", "powers",
          "both_sides"]


def probed(name, row, period):
    """The value whose sign decides the line."""
    a, b, m, e = (Judged(row[f], s) for f, s in (("a", 0), ("b", 0), ("m", 4), ("e", 3)))
    k, j = Judged(row["k"], 0), Judged(row["j"], 0)
    if name == "prorated":
        return a.share(dates.calendar_months(period), 377580)
    if name == "thirty":
        return m.share(dates.thirty_days(period), 30)
    if name == "added":
        total = Judged(0, 2)
        for x in row["xs"]:
            total = total + Judged(x, 2)
        return total
    if name == "integer":
        value = row["k"] * row["j"] * row["j"]
        if value >= 2**63:
            raise RowError("R0101")
        return Judged(value, 0)
    if name == "chosen":
        return a * m if row["k"] > 5 else m + a
    if name == "unreached":
        if row["k"] == 0 or a.over("k", k).round("1", "floor").value >= 0:
            return Judged(1, 0)
        return Judged(1 if (a * b * b * b).value > 0 else -1, 0)
    return {
        "product": lambda: a * b,
        "chain": lambda: a * b * m,
        "grouped": lambda: a * (b * m),
        "sums": lambda: a + b - a,
        "widened": lambda: a + m,
        "thirds": lambda: a.over_literal(3).round("1", "down"),
        "twelfths": lambda: a.over_literal(12).round("1", "down"),
        "shared": lambda: a.over("k", k).round("1", "floor"),
        "two_divisors": lambda: (a.over("k", k) + b.over("j", j)).round("1", "floor"),
        "one_divisor": lambda: (a.over("k", k) + b.over("k", k)).round("1", "floor"),
        "decimal_divisor": lambda: a.over("m", m).round("1", "floor"),
        "hundreds": lambda: a.round("100", "up"),
        "hundredths": lambda: a.round("0.01", "up"),
        "larger": lambda: a.largest(m),
        "opposite": lambda: -a,
        "percent": lambda: Judged(Fraction(19, 100), 2) * a,
        "divided_twice": lambda: a.over("k", k).over("j", j).round("1", "floor"),
        "powers": lambda: Judged(row["m"], 6) * Judged(row["m"], 6),
        "both_sides": lambda: a * b - a * b,
        "amount": lambda: a * Judged(1, 0),
        "priced": lambda: e * Judged(Fraction("0.123456"), 6),
    }[name]()


def bill(row, run):
    made = Bill("Monthly", "USD", 2)
    if row["probe"] >= len(PROBES):
        return made
    name = PROBES[int(row["probe"])]
    x = probed(name, row, run.period)
    if name in ("amount", "priced"):
        made.add(f"Limits.{name}", x.round("0.01", "half_up").value)
    elif x.value >= 0:
        made.add(f"Limits.{name}", Fraction(1))
    return made


def accounts(run):
    g = Generator(f"limits {run}")

    def near(x, least=0):
        return max(least, int(x) + g.random.randint(-2, 2))

    def signed(x):
        return -x if g.chance(0.3) else x

    def plain(x, scale):
        """Text of an integer of units of 10^-scale, at most 38 digits."""
        x = max(min(x, BOUND - 1), 1 - BOUND)
        digits = str(abs(x)).rjust(scale + 1, "0")
        return ("-" if x < 0 else "") + (f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits)

    def good(probe=None):
        k, j = (g.one_of(0, 1, 2, 3, 6, 7, 9, 97, 1000, 9_999_999, g.random.randint(1, 9_999_999)) for _ in "kj")
        b = g.one_of(1, 3, 10**19 - 1, 10**19, 10**18, g.random.randint(1, 10**g.random.randint(1, 38) - 1))
        m = g.one_of(1, 10**4, 10**19, 35_000, 99, g.random.randint(1, 10**g.random.randint(1, 38) - 1), 0)
        share = g.one_of(1, 3, 25, 100, 19, 10**4, 377580, b, b * 10**4, max(k, 1) * max(j, 1), max(m, 1), b * max(m, 1))
        a = g.one_of(near(Fraction(BOUND, share)), near(Fraction(BOUND, share)), near(10**g.random.randint(0, 38)),
                     BOUND - 1, near(Fraction(BOUND * 30, 377580 * 29)), g.random.randint(0, BOUND - 1))
        if g.chance(0.3):
            m = near(Fraction(BOUND, g.one_of(1, 30, 100)))
        e = g.one_of(near(Fraction(BOUND, 123456)), near(Fraction(BOUND, 1234560)), g.random.randint(0, BOUND - 1),
                     g.random.randint(0, 10**12))
        probe = g.random.randint(0, len(PROBES) - 1) if probe is None else probe
        return {"id": g.key("N"), "probe": probe_text(probe), "a": plain(signed(a), 0), "b": plain(signed(b), 0),
                "m": plain(signed(m), 4), "e": plain(signed(e), 3), "k": Raw(str(k)), "j": str(j),
                "xs": [plain(g.one_of(near(BOUND // 4), near(BOUND // 2), 1), 2) for _ in range(g.random.randint(0, 4))]}

    def probe_text(probe):
        return Raw(str(probe))

    made = [good(probe) for probe in range(len(PROBES)) for _ in range(11)]
    return made + broken(g, good, {
        "a": (False, ["1" + "0" * 38, Raw("1" + "0" * 38), Raw("-1e38"), "9" * 39, "0.5", Raw("1e38")]),
        "m": (False, ["9" * 34 + ".99991", "1" + "0" * 34, "9" * 35]), "k": (False, ["10000000", "-1", "0.1"]),
        "xs": (False, [[Raw("1e36")], ["0.001"]])})
