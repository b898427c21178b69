"""Rules of what comes round: the parts of a rule, and the days that are left out or put in.

Source: RFC 5545, 3.3.10 and 3.8.5.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from vnadmindoc.calendar_lint.parsing import DAY, Component, Property, Told, entries_of

_FREQUENCIES: Final = "(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)"
_DAYS: Final = "(?:MO|TU|WE|TH|FR|SA|SU)"
_WEEK: Final = r"[+-]?(?:[1-9]|[1-4]\d|5[0-3])"
_YEAR_DAY: Final = r"[+-]?(?:[1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])"
_PARTS: Final = {
    name: re.compile(f"{each}(?:,{each})*")
    for name, each in {
        "FREQ": _FREQUENCIES,
        "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
        "COUNT": r"[1-9]\d*",
        "INTERVAL": r"[1-9]\d*",
        "BYSECOND": r"(?:[0-5]?\d|60)",
        "BYMINUTE": r"[0-5]?\d",
        "BYHOUR": r"(?:[01]?\d|2[0-3])",
        "BYDAY": f"(?:{_WEEK})?{_DAYS}",
        "BYMONTHDAY": r"[+-]?(?:[1-9]|[12]\d|3[01])",
        "BYYEARDAY": _YEAR_DAY,
        "BYWEEKNO": _WEEK,
        "BYMONTH": r"(?:0?[1-9]|1[0-2])",
        "BYSETPOS": _YEAR_DAY,
        "WKST": _DAYS,
    }.items()
}
_ONE_VALUE: Final = ("FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST")


def a_rule_has_its_frequency_and_one_end(calendar: Component) -> Told:
    """FREQ is required; UNTIL and COUNT exclude each other."""
    for entry in entries_of(calendar):
        for each in entry.all("RRULE"):
            parts = _parts(each)
            if "FREQ" not in parts:
                yield each.line, "RRULE without FREQ"
            if "UNTIL" in parts and "COUNT" in parts:
                yield each.line, "RRULE with UNTIL and COUNT"
            if entry.one("DTSTART") is None:
                yield each.line, "RRULE without DTSTART"


def a_rule_has_parts_that_there_are(calendar: Component) -> Told:
    """Each once, with values in its range, and beside a frequency it goes with."""
    for part in calendar.walk():
        for each in part.all("RRULE"):
            names = [piece.partition("=")[0] for piece in each.value.split(";")]
            for name, count in Counter(names).items():
                if count > 1:
                    yield each.line, f"{name} stands {count} times in a rule"
            parts = _parts(each)
            for name, value in parts.items():
                pattern = _PARTS.get(name)
                several = "," in value and name in _ONE_VALUE
                if pattern is None or several or not pattern.fullmatch(value):
                    yield each.line, f"{name}={value} in a rule"
            for text in _at_odds(parts):
                yield each.line, text


def a_rule_ends_as_its_entry_begins(calendar: Component) -> Told:
    """UNTIL has the type of DTSTART; of an hour with a zone it is in UTC."""
    for entry in entries_of(calendar):
        start = entry.one("DTSTART")
        for each in entry.all("RRULE"):
            until = _parts(each).get("UNTIL")
            if until is None or start is None:
                continue
            if bool(DAY.fullmatch(until)) != (start.parameters.get("VALUE") == "DATE"):
                yield each.line, "UNTIL is of another type than DTSTART"
            elif "T" in until:
                zoned = "TZID" in start.parameters or start.value.endswith("Z")
                if zoned != until.endswith("Z"):
                    yield each.line, f"UNTIL={until} beside {start.value}"


def a_day_left_out_is_of_the_type_of_the_first(calendar: Component) -> Told:
    """EXDATE and RDATE beside DTSTART."""
    for entry in entries_of(calendar):
        start = entry.one("DTSTART")
        for name in ("EXDATE", "RDATE"):
            for each in entry.all(name):
                kind = each.parameters.get("VALUE")
                if start is None:
                    yield each.line, f"{name} without DTSTART"
                elif kind != "PERIOD" and kind != start.parameters.get("VALUE"):
                    yield each.line, f"{name} is of another type than DTSTART"


RULES: Final[dict[Callable[[Component], Told], str]] = {
    a_rule_has_its_frequency_and_one_end: "RFC 5545, 3.3.10",
    a_rule_has_parts_that_there_are: "RFC 5545, 3.3.10",
    a_rule_ends_as_its_entry_begins: "RFC 5545, 3.3.10",
    a_day_left_out_is_of_the_type_of_the_first: "RFC 5545, 3.8.5.1 and 3.8.5.2",
}
"""The rules, each with its section."""


def _parts(rule: Property) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in rule.value.split(";"))


def _at_odds(parts: dict[str, str]) -> list[str]:
    """Return which parts do not go with the frequency, or with what else is there."""
    found = []
    frequency = parts.get("FREQ")
    counted = bool(re.search(r"\d", parts.get("BYDAY", "")))
    if counted and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        found.append("a counted day of the week in a rule that is not monthly or yearly")
    if "BYMONTHDAY" in parts and frequency == "WEEKLY":
        found.append("BYMONTHDAY in a weekly rule")
    if "BYYEARDAY" in parts and frequency in ("DAILY", "WEEKLY", "MONTHLY"):
        found.append(f"BYYEARDAY in a {frequency} rule")
    if "BYWEEKNO" in parts and frequency != "YEARLY":
        found.append("BYWEEKNO in a rule that is not yearly")
    if "BYSETPOS" in parts and not any(
        name.startswith("BY") and name != "BYSETPOS" for name in parts
    ):
        found.append("BYSETPOS without another part to count in")
    return found
