"""What stands above the body (*phần đầu văn bản*): who issues the document, when, after what."""

from datetime import date

from attrs import field, frozen

from vnadmindoc.validation import YEARS, Problems, line, lines, optional_line, optional_lines


def _symbol(value: str) -> str:
    return line(value).lstrip("/ ") if isinstance(value, str) else value


@frozen(kw_only=True)
class Letterhead:
    """Who issues the document (*tên cơ quan ban hành*), Mục II.2.

    Attributes:
        agency: The issuing body, its full name; a line break forces a line.
        parent: The body directly above it (*cơ quan chủ quản*), if it is printed.
    """

    agency: str = field(converter=lines)
    parent: str | None = field(default=None, converter=optional_lines)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("agency", self.agency, required=True)
        problems.text("parent", self.parent)
        problems.settle()


@frozen(kw_only=True)
class DocumentNumber:
    """The number and symbol of a document (*số, ký hiệu*), Mục II.3.

    Attributes:
        symbol: What follows the slash, e.g. ``"TB-STTTT"``; no slash in front.
        number: The number in the year's series, from 1; None while it is a draft.
    """

    symbol: str = field(converter=_symbol)
    number: int | None = None

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("symbol", self.symbol, required=True)
        if self.number is not None:
            problems.number("number", self.number, 1, 9_999_999)
        problems.settle()


@frozen(kw_only=True)
class Dateline:
    """Where and when a document is issued (*địa danh và thời gian ban hành*), Mục II.4.

    Attributes:
        place: The place, e.g. ``"Nghệ An"``; None when a draft leaves it out.
        day: Day of the month, None while blank; a day needs a month, a month a year.
        month: Month 1-12, None while blank.
        year: Year 1900-2100, None while blank.
    """

    place: str | None = field(default=None, converter=optional_line)
    day: int | None = None
    month: int | None = None
    year: int | None = None

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("place", self.place)
        good = True
        if self.year is not None:
            good &= problems.number("year", self.year, YEARS.start, YEARS.stop - 1)
        if self.month is not None:
            good &= problems.number("month", self.month, 1, 12)
            if self.year is None:
                problems.append("a month needs a year @ month")
        if self.day is not None:
            good &= problems.number("day", self.day, 1, 31)
            if self.month is None:
                problems.append("a day needs a month @ day")
        if good and self.day and self.month and self.year:
            try:
                date(self.year, self.month, self.day)
            except ValueError:
                problems.append(f"{self.day}/{self.month}/{self.year} is no day @ day")
        if self.place is None and self.year is None:
            problems.append("expected a place or a year @ place")
        problems.settle()

    @property
    def date(self) -> date | None:
        """The day of issue, or None while any part of it is blank."""
        if self.day is None or self.month is None or self.year is None:
            return None
        return date(self.year, self.month, self.day)


@frozen(kw_only=True)
class Meeting:
    """The meeting whose conclusions the notice gives (*hội nghị, cuộc họp*).

    Attributes:
        name: Its name as written.
        day: The day it was held.
        chair: Who presided, as written (*chủ trì*).
    """

    name: str | None = field(default=None, converter=optional_line)
    day: date | None = None
    chair: str | None = field(default=None, converter=optional_line)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("name", self.name)
        problems.text("chair", self.chair)
        if self.day is not None:
            problems.day("day", self.day)
        problems.settle()


def reference_date(dateline: Dateline | None, meeting: Meeting | None) -> date | None:
    """Return the day incomplete dates are read against.

    It is the day of issue, else the first of its month; without a month of issue it is the day of
    the meeting. None when nothing is known.
    """
    if dateline is not None and dateline.month and dateline.year:
        return date(dateline.year, dateline.month, dateline.day or 1)
    return meeting.day if meeting is not None else None
