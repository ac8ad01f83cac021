"""Writes one table of expected results to standard output: lines of fields, then `end` and their
number."""
import sys


class Table:
    def __init__(self):
        self.rows = 0
        self.parts = []

    def row(self, *fields):
        self.parts.append("\t".join(map(str, fields)))
        self.rows += 1
        if len(self.parts) >= 4096:
            self.flush()

    def flush(self):
        if self.parts:
            sys.stdout.write("\n".join(self.parts) + "\n")
            self.parts = []

    def end(self):
        self.flush()
        sys.stdout.write("end\t%d\n" % self.rows)
        sys.stdout.flush()
