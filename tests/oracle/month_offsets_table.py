"""Every day 1900-2199, moved by -24 to 24 months under the three rules for a month's end, as
native 32-bit integers: days since 1970-01-01, or the least integer where `strict` has no day. A
record is a day's 49 triples (to_month_end, to_next_month, strict). Lengths and first days of months
are Python's."""
import array
import calendar
import datetime
import sys

OFFSETS = range(-24, 25)
NONE = -(2**31)
EPOCH = datetime.date(1970, 1, 1).toordinal()


def main():
    first, length = {}, {}
    for index in range(1890 * 12, 2210 * 12):
        year, month = divmod(index, 12)
        first[index] = datetime.date(year, month + 1, 1).toordinal() - EPOCH
        length[index] = calendar.monthrange(year, month + 1)[1]
    for index in range(1900 * 12, 2200 * 12):
        out = array.array("i")
        for day in range(1, length[index] + 1):
            for target in range(index + OFFSETS[0], index + OFFSETS[-1] + 1):
                begin = first[target]
                if day <= length[target]:
                    out.extend((begin + day - 1,) * 3)
                else:
                    out.extend((begin + length[target] - 1, first[target + 1], NONE))
        sys.stdout.buffer.write(out.tobytes())


if __name__ == "__main__":
    main()
