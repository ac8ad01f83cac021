"""One billing run of a program: the options of the command and the dates they stand for."""

from datetime import timedelta

from .dates import day


class Run:
    def __init__(self, start, through, issued=None, as_of=None, bill="Monthly"):
        self.period = (day(start), day(through) + timedelta(days=1))
        self.issued_given, self.as_of_given, self.bill = issued, as_of, bill
        # [S56] issued is the period's end, as_of is issued; never the clock.
        self.issued = day(issued) if issued else self.period[1]
        self.as_of = day(as_of) if as_of else self.issued
        self.through = through

    def options(self):
        start = self.period[0].isoformat()
        options = ["--from", start, "--through", self.through]
        for name, value in (("--issued", self.issued_given), ("--as-of", self.as_of_given), ("--bill", self.bill)):
            if value:
                options += [name, value]
        return options

    def __str__(self):
        return " ".join(self.options())
