"""Texts that may be JSON numbers, and what a field of several scales reads from them; from Python's
json and decimal. text: for each scale the mantissa, `form`, `digits` or `overflow`."""
import decimal
import itertools
import json
from decimal import Decimal

from boundary_numbers import BOUND
from table_lines import Table

SCALES = [0, 2, 3, 18, 38]
ALPHABET = "015-+.eE_ x,"

LONG = ["1" * 37, "1" * 38, "1" * 39, "9" * 38, "9" * 39, "1" + "0" * 37, "1" + "0" * 38, "-" +
        "9" * 38, "0." + "0" * 37 + "1", "0." + "0" * 38 + "1", "1." + "0" * 60, "1.5" + "0" * 60,
        "9" * 20 + "." + "9" * 18, "9" * 20 + "." + "9" * 19, "1" * 60 + "." + "1" * 60, "1" * 40
        + "e-40", "1" * 60 + "e-22", "1e37", "1e38", "1e-38", "1e-39", "1e400", "-1e-400",
        "0e400", "0.0e-400", "10e-400", "1e999999", "1e-999999", "0e99999999999999999999",
        "1e99999999999999999999", "1e-99999999999999999999", "1.5e3", "1.5E+3", "15000e-4", "-0",
        "-0.0", "-0e0", "123456789012345678.123456", "0x10", "1e+", "1e-", "1e+-1", "١",
        "Infinity", "-Infinity", "NaN", "nan", "true", "null", "\"1\"", "1 000", "1'000", "0b1",
        "1f", "1/2", "1%"]

decimal.getcontext().prec = 500
# Exponents past the default bound of 999999 stay numbers.
decimal.getcontext().Emax = decimal.MAX_EMAX
decimal.getcontext().Emin = decimal.MIN_EMIN


def read(text):
    """The number, or None. JSON allows blanks around a value; a number in data has none."""
    if text != text.strip(" \t\r\n"):
        return None
    try:
        number = json.loads(text, parse_float=str, parse_int=str)
    except ValueError:
        return None
    # Constants and quoted texts are no numbers.
    if not isinstance(number, str) or number != text:
        return None
    digits, _, exponent = text.replace("E", "e").partition("e")
    mantissa = Decimal(digits)
    if mantissa == 0:
        return mantissa
    # Far exponents are cut to ones that decimal holds and no field does.
    return mantissa.scaleb(max(-10**6, min(10**6, int(exponent or "0"))))


def at_scale(number, scale):
    if number is None:
        return "form"
    # The digits after the point, without trailing zeros; nothing is computed with far exponents.
    digits = number.as_tuple().digits
    exponent = number.as_tuple().exponent
    while len(digits) > 1 and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    if number != 0 and exponent < -scale:
        return "digits"
    if number != 0 and number.adjusted() + scale >= 38:
        return "overflow"
    mantissa = int(number.scaleb(scale)) if number != 0 else 0
    assert abs(mantissa) < BOUND
    return mantissa


def main():
    table = Table()
    table.row("scales", *SCALES)
    short = ("".join(letters) for length in range(6)
             for letters in itertools.product(ALPHABET, repeat=length))
    for text in itertools.chain(short, LONG):
        if "\t" not in text:
            number = read(text)
            table.row(text, *(at_scale(number, scale) for scale in SCALES))
    table.end()


if __name__ == "__main__":
    main()
