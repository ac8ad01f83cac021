"""Rows of account data [S37, S55]: a row is read field by field in the order of declaration; of each field first presence (R0203), then form
(R0202), then range (R0201), then its items."""

import json
import re
import unicodedata
from datetime import date
from fractions import Fraction


class RowError(Exception):
    def __init__(self, code, field=None):
        super().__init__(code)
        self.code = code
        self.field = field


class Raw(str):
    """A JSON number as it stands in the file."""


class Field:
    """`read` turns a JSON value into a value or raises RowError; `optional` and `missing` tell what absence means."""

    def __init__(self, name, read, optional=False, column=None):
        self.name, self.read, self.optional = name, read, optional
        self.column = column or name


_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def number_field(scale, least=None, most=None, below=None):
    def read(value):
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            raise RowError("R0202")
        x = Fraction(value)
        if (x * 10**scale).denominator != 1:
            raise RowError("R0202")
        outside = least is not None and x < least or most is not None and x > most
        if outside or below is not None and x >= below:
            raise RowError("R0201")
        return x
    return read


def text_field(most):
    def read(value):
        if not isinstance(value, str) or isinstance(value, Raw):
            raise RowError("R0202")
        value = unicodedata.normalize("NFC", value)
        if len(value.encode("utf-8")) > most:
            raise RowError("R0201")
        return value
    return read


def enum_field(*members):
    def read(value):
        if not isinstance(value, str) or isinstance(value, Raw) or value not in members:
            raise RowError("R0202")
        return value
    return read


def bool_field(value):
    if not isinstance(value, bool):
        raise RowError("R0202")
    return value


def date_field(value):
    if isinstance(value, Raw) or not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise RowError("R0202")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise RowError("R0202") from None


def pattern_field(pattern):
    """Months, times, datetimes: kept as texts, whose order is theirs."""
    def read(value):
        if isinstance(value, Raw) or not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise RowError("R0202")
        return value
    return read


month_field = pattern_field(r"[0-9]{4}-(0[1-9]|1[0-2])")
time_field = pattern_field(r"([01][0-9]|2[0-3]):[0-5][0-9]")
datetime_field = pattern_field(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]")


def period_field(value):
    """Half-open, at most 400 days."""
    if not isinstance(value, dict) or not {"start", "end"} <= set(value):
        raise RowError("R0202")
    start, end = date_field(value["start"]), date_field(value["end"])
    if not 1 <= (end - start).days <= 400:
        raise RowError("R0201")
    return start, end


def record_field(fields):
    return lambda value: read_item(fields, value)


def list_field(item, most):
    """`item` is a reader or a list of fields, for records."""
    def read(value):
        if not isinstance(value, list):
            raise RowError("R0202")
        if len(value) > most:
            raise RowError("R0201")
        return [read_item(item, v) for v in value]
    return read


def read_item(item, value):
    if value is None:
        raise RowError("R0203")
    if callable(item):
        return item(value)
    if not isinstance(value, dict):
        raise RowError("R0202")
    return read_fields(item, value)


def read_fields(fields, row, after_key=None):
    values = {}
    for field in fields:
        value = row.get(field.column)
        if value is None:
            if not field.optional:
                raise RowError("R0203", field.name)
            values[field.name] = None
            continue
        try:
            values[field.name] = field.read(value)
        except RowError as error:
            raise RowError(error.code, field.name) from None
        if after_key:
            after_key(field, values[field.name])
    return values


def parse(line):
    return json.loads(line, parse_int=Raw, parse_float=Raw)


class Reader:
    """The rows of one file, in order; remembers the keys."""

    def __init__(self, fields):
        self.fields, self.seen = fields, set()

    def read(self, line):
        """Returns (name of the row or None, values or RowError)."""
        row = parse(line)
        key = self.fields[0]
        name = None
        try:
            name = key.read(row[key.column]) if row.get(key.column) is not None else None
        except RowError:
            pass

        def unseen(field, value):
            if field is key and value in self.seen:
                raise RowError("R0204", field.name)
        try:
            values = read_fields(self.fields, row, unseen)
            return str(name), values
        except RowError as error:
            return None if name is None else str(name), error
        finally:
            if name is not None:
                self.seen.add(name)
