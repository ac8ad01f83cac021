"""Every day from 0001-01-01 to 9999-12-31: ISO text and weekday (0 is Monday), from Python's
datetime."""
import datetime
import sys


def main():
    first = datetime.date.min.toordinal()
    last = datetime.date.max.toordinal()
    of = datetime.date.fromordinal
    for start in range(first, last + 1, 100_000):
        days = map(of, range(start, min(start + 100_000, last + 1)))
        sys.stdout.write("".join(["%s\t%d\n" % (d.isoformat(), d.weekday()) for d in days]))
    sys.stdout.write("end\t%d\n" % (last - first + 1))


if __name__ == "__main__":
    main()
