"""A parameter with a timeline and published corrections [S5]."""

from .dates import day
from .numbers import number
from .rows import RowError

FOREVER = day("9999-12-31")


class Timeline:
    """Entries are (from, value, {until, published}) with dates as texts; the timeline ends at `until`, or is open."""

    def __init__(self, entries, until=None, optional=False, read=number):
        self.plain, self.corrections = [], []
        for entry in entries:
            begin, value, *rest = entry
            more = rest[0] if rest else {}
            ends = day(more["until"]) if "until" in more else None
            if "published" in more:
                self.corrections.append((day(more["published"]), day(begin), ends, read(value)))
            else:
                self.plain.append((day(begin), ends, read(value)))
        self.end = day(until) if until else FOREVER
        self.optional = optional

    def _end_of(self, begin):
        """Without an end of its own a correction lasts to the next unpublished `from`."""
        later = [b for b, _, _ in self.plain if b > begin]
        return min(later) if later else self.end

    def at(self, on, as_of):
        visible = [(published, value) for published, begin, ends, value in self.corrections
                   if published <= as_of and begin <= on < (ends or self._end_of(begin))]
        if visible:
            return max(visible, key=lambda pair: pair[0])[1]
        covering = [value for begin, ends, value in self.plain if begin <= on < (ends or self._end_of(begin))]
        if covering:
            return covering[0]
        if self.optional:
            return None
        raise RowError("R0301")
