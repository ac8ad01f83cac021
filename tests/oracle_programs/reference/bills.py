"""A bill as a list of named amounts, in the order of the text, and what the command should write for it."""

from fractions import Fraction

from .numbers import amount_text, rounded
from .rows import Reader, RowError


class Bill:
    """Lines are added as they stand in the text. An absent line is None: it is not there [S14]. A minimum, maximum or rounding of 0 is not
    there either; any other line of 0 is [S10]."""

    def __init__(self, name, currency, digits):
        self.name, self.currency, self.digits = name, currency, digits
        self.lines, self.due = [], None

    def add(self, name, amount, quantity=None, rate=None):
        if amount is not None:
            self.lines.append((name, amount, quantity, rate))
        return amount

    def limit(self, name, amount):
        if amount != 0:
            self.add(name, amount)

    def sum(self):
        return sum((amount for _, amount, _, _ in self.lines), Fraction(0))

    def round_total(self, step, mode="half_up"):
        total = self.sum()
        self.limit(f"{self.name}.rounding", rounded(total, step, mode) - total)

    def row(self, account, period):
        due = {"due": self.due.isoformat()} if self.due and self.sum() >= 0 else {}  # [S15]
        return {"account": account, "bill": self.name,
                "period": {"start": period[0].isoformat(), "end": period[1].isoformat()},
                "currency": self.currency,
                "lines": [self._line(*line) for line in self.lines],
                "total": amount_text(self.sum(), self.digits), **due}

    def _line(self, name, amount, quantity, rate):
        line = {"name": name, "amount": amount_text(amount, self.digits)}
        if quantity is not None:
            line |= {"quantity": quantity, "rate": rate}
        return line


def present(*amounts):
    """The amounts of a list of lines: absent ones are skipped [S14]."""
    return [a for a in amounts if a is not None]


def total_of(*amounts):
    return sum(present(*amounts), Fraction(0))


def expected_rows(fields, bill_of, lines_of_file, period):
    """One object a row of the input, in its order; a failed row carries its code, and the field if data was wrong."""
    reader, rows = Reader(fields), []
    for number, line in enumerate(lines_of_file, 1):
        name, values = reader.read(line)
        error = values if isinstance(values, RowError) else None
        if error is None:
            try:
                rows.append(bill_of(values).row(name, period))
                continue
            except RowError as raised:
                error = raised
        failed = {"code": error.code} | ({"field": error.field} if error.field else {})
        rows.append({"account": name, "row": None if name else number, "error": failed})
    return rows
