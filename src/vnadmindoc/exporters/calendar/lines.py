r"""Entries as octets: content lines, escaped and folded (RFC 5545, 3.1).

Promised: UTF-8, CRLF, at most 75 octets a physical line, no character and no escape cut in two.
The octets are those of icalendar's own objects of the same entries, written line for line; writing
them straight from the values takes a tenth of the time.
Refused here: what the entries say, and text that has not been cleaned (the model does that).
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import cast

from vnadmindoc.exporters.calendar.entries import ORDER, ZONE_NAME, Entry, Held, Plain, Single

_LINE_OCTETS = 75  # the fold's blank included, the line break not
_CUT = b"\r\n "
_BREAK = b"\r\n"
_BACKSLASH = ord("\\")
_ZONE = f";TZID={ZONE_NAME}:"
# Entries of one calendar share these, and the reminders of one entry their words, so each is worked
# out once. No beginning nor end is among them: one point in time is equal in two zones, and is two
# lines.
_RECURRENT = frozenset(
    (
        "ACTION",
        "ATTACH",
        "CATEGORIES",
        "CLASS",
        "CONTACT",
        "DTSTAMP",
        "LAST-MODIFIED",
        "PRIORITY",
        "SEQUENCE",
        "STATUS",
        "TRANSP",
        "TRIGGER",
        "URL",
        "X-VNADMINDOC-DOCUMENT",
        "X-VNADMINDOC-DUE",
    )
)
_KEPT = 512  # lines kept in memory


def octets(entry: Entry) -> bytes:
    """Return a component and all in it as content lines."""
    pieces: list[bytes] = []
    _write(entry, pieces)
    return b"".join(pieces)


def frame(entry: Entry) -> tuple[bytes, bytes]:
    """Return what stands before and after the parts of a component."""
    end = f"END:{entry.name}\r\n".encode()
    return octets(entry).removesuffix(end), end


def _write(entry: Entry, pieces: list[bytes]) -> None:
    pieces.append(b"BEGIN:%b\r\n" % entry.name.encode())
    held = entry.properties
    for name, write in _WRITTEN[entry.name]:
        value = held.get(name)
        if value is None:
            continue
        if type(value) is list:
            pieces += [write(name, each) for each in value]
        else:
            pieces.append(write(name, cast(Single, value)))
    for part in entry.parts:
        _write(part, pieces)
    pieces.append(b"END:%b\r\n" % entry.name.encode())


def _line(name: str, value: Single | Held) -> bytes:
    parameters = ""
    if type(value) is Held:
        parameters = "".join([f";{key}={_quoted(key, text)}" for key, text in value.parameters])
        value = value.value
    return folded(f"{name}{parameters}{_WRITERS[type(value)](value)}".encode())


# Equal values of two types, a day and a midnight, are two lines.
_remembered = lru_cache(maxsize=_KEPT, typed=True)(_line)
_WRITTEN = {
    component: tuple(
        [
            (name, _remembered if component == "VALARM" or name in _RECURRENT else _line)
            for name in names
        ]
    )
    for component, names in ORDER.items()
}


def _quoted(name: str, value: str) -> str:
    """Return a parameter's value; some readers drop a name that is not in quotes."""
    value = value.replace("^", "^^")  # RFC 6868
    return f'"{value}"' if name == "CN" or any(mark in value for mark in ",;:") else value


def escaped(text: str) -> str:
    r"""Return TEXT (RFC 5545, 3.3.11); a backslash before a letter n is no line break."""
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    text = text.replace(",", "\\,").replace(";", "\\;")
    return text.replace("\n", "\\n") if "\n" in text else text


def duration(span: timedelta) -> str:
    """Return a DURATION (RFC 5545, 3.3.6): ``"-P2DT16H"``."""
    sign = "-" if span < timedelta() else ""
    span = abs(span)
    hours, rest = divmod(span.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    clock = f"{hours}H" if hours else ""
    if minutes or (hours and seconds):  # no unit may be left out between two
        clock += f"{minutes}M"
    if seconds:
        clock += f"{seconds}S"
    days = f"{span.days}D" if span.days or not clock else ""
    return f"{sign}P{days}T{clock}" if clock else f"{sign}P{days}"


def _text(value: str) -> str:
    return f":{escaped(value)}"


def _plain(value: object) -> str:
    return f":{value}"


def _moment(value: datetime) -> str:
    if value.tzinfo is UTC:
        return f":{value.year:04}{value:%m%dT%H%M%S}Z"
    return f"{_ZONE}{value.year:04}{value:%m%dT%H%M%S}"


def _day(value: date) -> str:
    return f";VALUE=DATE:{value.year:04}{value.month:02}{value.day:02}"


def _span(value: timedelta) -> str:
    return f":{duration(value)}"


def _list(value: Sequence[str] | Sequence[date]) -> str:
    if value and isinstance(value[0], date):
        head, _, _ = _moments[type(value[0])](value[0]).rpartition(":")
        return f"{head}:" + ",".join(
            [_moments[type(each)](each).rpartition(":")[2] for each in value]
        )
    return ":" + ",".join([escaped(str(each)) for each in value])


_moments: dict[type, Callable[..., str]] = {datetime: _moment, date: _day}
_WRITERS: dict[type, Callable[..., str]] = {
    str: _text,
    Plain: _plain,
    int: _plain,
    datetime: _moment,
    date: _day,
    timedelta: _span,
    tuple: _list,
}


def folded(line: bytes) -> bytes:
    """Return a line with its line break, in pieces of at most 75 octets, the blank included."""
    length = len(line)
    if length <= _LINE_OCTETS:
        return line + _BREAK
    pieces = []
    start, end = 0, _LINE_OCTETS
    while end < length:
        while line[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        # Between a backslash and what it escapes some readers break.
        if line[end - 1] == _BACKSLASH:
            backslashes = end - len(line[start:end].rstrip(b"\\")) - start
            end -= backslashes % 2
        pieces.append(line[start:end])
        start, end = end, end + _LINE_OCTETS - 1
    pieces.append(line[start:])
    return _CUT.join(pieces) + _BREAK
