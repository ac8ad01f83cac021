"""Minimums, taxes, several tariffs, the bill's own lines, its total and its due date [S9, S10, S14-S16, S20]."""

from datetime import timedelta
from fractions import Fraction

from reference import dates, rows
from reference.bills import Bill, present, total_of
from reference.dates import add_months, day
from reference.generate import NO_NAMES, NO_NUMBERS, NO_TRUTHS, Generator, broken
from reference.ladders import marginal
from reference.numbers import number as n
from reference.numbers import rounded
from reference.rows import Raw, RowError
from reference.runs import Run
from reference.timelines import Timeline

FIELDS = [
    rows.Field("id", rows.text_field(24)),
    rows.Field("kind", rows.enum_field("Home", "Shop", "Lamp")),
    rows.Field("region", rows.enum_field("Coast", "Andes", "Jungle")),
    rows.Field("energy_used", rows.number_field(2, 0, 1_000_000)),
    rows.Field("water_used", rows.number_field(1, 0, 10_000)),
    rows.Field("meters", rows.number_field(0, 0, 50)),
    rows.Field("deposit", rows.number_field(2, 0, 10_000)),
    rows.Field("arrears", rows.number_field(2, -10_000, 10_000)),
    rows.Field("lamp", rows.bool_field),
    rows.Field("exempt", rows.bool_field),
]

RUNS = [Run("2024-03-01", "2024-03-31"), Run("2024-03-15", "2024-04-13"), Run("2024-03-16", "2024-04-15"),
        Run("2022-12-31", "2023-01-30"), Run("2024-02-10", "2024-03-20", issued="2024-03-25"),
        Run("2024-03-25", "2024-03-25", bill="WaterOnly"), Run("2024-03-01", "2024-03-31", issued="2024-01-31",
                                                               bill="WaterOnly")]

PRICE = Timeline([("2023-01-01", "0.6"), ("2024-03-11", "0.6255")])
LEAST = Timeline([("2023-01-01", "20"), ("2024-03-21", "26")])
VAT = Timeline([("2023-01-01", "18%"), ("2024-03-25", "19%")])
LEVY = {"Coast": Timeline([("2023-01-01", "1.5%")]),
        "Andes": Timeline([("2023-01-01", "0.25%"), ("2024-03-30", "0.125%")]),
        "Jungle": Timeline([("2023-01-01", "0")])}


def cents(x):
    return rounded(x, "0.01")


def added(limit, total, round_line, sign):
    """[S16] What a minimum (sign 1) or a maximum (-1) adds; 0: no such line."""
    return round_line(limit - total) if (limit - total) * sign > 0 else Fraction(0)


def home(a, run, made):
    """The tax on all stands first in the text, and so on the bill; it is computed last."""
    period, as_of = run.period, run.as_of

    def mean(timeline):
        return dates.by_days(period, lambda d: timeline.at(d, as_of))

    energy = cents(a["energy_used"] * mean(PRICE))
    fixed = cents(n("12.4") * dates.calendar_months(period))
    deposit = a["deposit"] if a["deposit"] > 0 else None
    on_subtotal = cents(n("1%") * (energy + fixed))
    least = most = Fraction(0)
    if not a["exempt"]:
        least = added(mean(LEAST) * dates.thirty_days(period), energy + fixed, cents, 1)
    most = added(Fraction(500), energy + fixed, cents, -1)
    levy = rounded(mean(LEVY[a["region"]]) * (energy + fixed + least), "0.1", "down")
    on_deposit = None if deposit is None else cents(deposit / 10)
    vat = cents(mean(VAT) * total_of(energy, fixed, on_subtotal, least, most, levy, on_deposit))
    made.add("Home.vat", vat)
    made.add("Home.energy", energy)
    made.add("Home.fixed", fixed)
    made.add("Home.deposit_line", deposit)
    made.limit("Home.least", least)
    made.limit("Home.most", most)
    made.add("Home.levy", levy)
    made.add("Home.on_deposit", on_deposit)
    made.add("Home.surtax", cents(n("2%") * vat) if a["region"] != "Jungle" else None)
    made.add("Home.on_subtotal", on_subtotal)
    return [energy, fixed, deposit, on_subtotal]


def new_home(a, run, made):
    last = run.period[1] - dates.DAY

    def five_cents(x):
        return rounded(x, "0.05", "half_even")

    energy = made.add("NewHome.energy", five_cents(a["energy_used"] * PRICE.at(last, run.as_of) * n("1.1")))
    fixed = made.add("NewHome.fixed", n(13))
    least = added(LEAST.at(last, run.as_of), energy + fixed, five_cents, 1)
    made.limit("NewHome.least", least)
    made.add("NewHome.vat", five_cents(n("18%") * (energy + fixed + least)))
    return [energy, fixed]


def shop(a, run, made):
    energy = made.add("Shop.energy", cents(a["energy_used"] * n("0.7")))
    night = made.add("Shop.night", cents(-(n("0.1") * min(a["energy_used"], Fraction(100))))
                     if a["exempt"] else None)
    most = Fraction(0)
    if not a["exempt"]:
        most = added(Fraction(800), total_of(energy, night), cents, -1)
    made.limit("Shop.most", most)
    made.add("Shop.vat", cents(n("18%") * total_of(energy, night, most)))
    return [energy, night]


def water(a, made):
    def down(x):
        return rounded(x, "0.01", "down")

    ladder = [(Fraction(20), n("1.1111")), (None, n("2.2229"))]
    volume = made.add("Water.volume", down(marginal(a["water_used"], ladder)))
    rent = made.add("Water.rent", down(n("0.333") * a["meters"]) if a["meters"] > 0 else None)
    return volume, rent


def chosen(a, start):
    """[S20] Exactly one of three tariffs, judged at the start of the period."""
    may = []
    if a["kind"] == "Home" and day("2023-01-01") <= start < day("2024-03-16"):
        may.append(home)
    if a["kind"] == "Home" and start >= day("2024-03-16"):
        may.append(new_home)
    if a["kind"] == "Shop" or a["meters"] > 40:
        may.append(shop)
    if len(may) != 1:
        raise RowError("R0401")
    return may[0]


def monthly(a, run):
    made = Bill("Monthly", "PEN", 2)

    def even(x):
        return rounded(x, "0.01", "half_even")

    lines = chosen(a, run.period[0])(a, run, made)
    lamp = made.add("Lamps.lamp_charge", n("7.77") if a["lamp"] else None)
    volume, rent = water(a, made)
    carried = a["arrears"] if a["arrears"] != 0 else None
    security = even(n("3%") * (volume + (n("0.05") if lamp is None else lamp)))
    on_water = even((volume + (n("0.01") if rent is None else rent)) * n("0.015"))
    least = added(Fraction(40), total_of(*lines, lamp, volume, rent, security, on_water), even, 1)
    most = added(Fraction(900), total_of(volume, lamp, carried), even, -1)
    stamp = even(n("1.25%") * total_of(security, carried, least, most, rent))
    made.add("Monthly.carried", carried)
    made.add("Monthly.security", security)
    made.limit("Monthly.whole_least", least)
    made.limit("Monthly.whole_most", most)
    made.add("Monthly.stamp", stamp)
    made.add("Monthly.on_water", on_water)
    made.round_total("0.1", "half_even")
    made.due = run.issued + timedelta(days=15)
    return made


def water_only(a, run):
    made = Bill("WaterOnly", "PEN", 2)
    volume, rent = water(a, made)
    refund = made.add("WaterOnly.refund", rounded(-(a["arrears"] * n("1.005")), "0.01", "ceiling"))
    made.add("WaterOnly.every", rounded(n("18%") * sum(present(volume, rent, refund)), "0.01", "ceiling"))
    made.round_total("1", "floor")
    made.due = add_months(run.issued, 1)
    return made


def bill(account, run):
    return water_only(account, run) if run.bill == "WaterOnly" else monthly(account, run)


def accounts(run):
    g = Generator(f"bill {run}")

    def good():
        return {"id": g.key("P"), "kind": g.one_of("Home", "Home", "Shop", "Lamp" if g.chance(0.2) else "Home"),
                "region": g.one_of("Coast", "Andes", "Jungle"),
                "energy_used": g.decimal(2, 0, 1_000_000, [0, 10, 13, "33.33", 100, 800, "812.5", 1142, 1143]),
                "water_used": g.decimal(1, 0, 10_000, [0, 20, "0.1", 5, 400]),
                "meters": g.decimal(0, 0, 50, [0, 1, 3, 40]), "deposit": g.decimal(2, 0, 10_000, [0, 0, "0.05"]),
                "arrears": g.decimal(2, -10_000, 10_000, [0, 0, "0.5", -40, 890, 900, 20]),
                "lamp": g.chance(0.5), "exempt": g.chance(0.4)}

    made = [good() for _ in range(160)]
    return made + broken(g, good, {
        "kind": (False, NO_NAMES), "region": (False, NO_NAMES[:2]),
        "energy_used": (False, [*NO_NUMBERS, "-0.01", "1000000.01", "0.001"]), "meters": (False, ["51", "-1", "0.5"]),
        "arrears": (False, ["10000.01", "-10000.01", Raw("1e-3"), Raw("1e5")]), "lamp": (False, NO_TRUTHS),
        "exempt": (False, NO_TRUTHS)})
