"""Strategies for the parts around and within a body: head, foot, who and by when."""

import calendar
from collections.abc import Callable
from datetime import date, time, timedelta

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from vnadmindoc import dates
from vnadmindoc.model import (
    Assignment,
    Authority,
    Dateline,
    Deadline,
    DocumentNumber,
    Event,
    Letterhead,
    Meeting,
    Offset,
    Recurrence,
    Signature,
)
from vnadmindoc.strategies import wordlists
from vnadmindoc.strategies.texts import MAYBE, PARTIES, PERSONS, PROVINCES, SELDOM
from vnadmindoc.vocabulary import (
    AssignmentRole,
    Bound,
    DeadlineKind,
    DocumentKind,
    Doubt,
    Frequency,
    Precision,
    SigningAuthority,
    Unit,
    Weekday,
)

REFERENCE = date(2025, 10, 1)
"""The day from which deadlines and events are drawn unless another is given."""


def letterheads(*, parents: bool = True) -> SearchStrategy[Letterhead]:
    """Return issuing bodies (*tên cơ quan ban hành*).

    Args:
        parents: Whether a body above may be named.
    """
    parent = st.builds("UBND tỉnh {}".format, PROVINCES)
    return st.builds(
        Letterhead,
        agency=st.sampled_from(wordlists.AGENCIES),
        parent=st.one_of(parent, st.none()) if parents else st.none(),
    )


def numbers(
    *, kind: DocumentKind = DocumentKind.NOTICE, drafts: bool = False
) -> SearchStrategy[DocumentNumber]:
    """Return numbers and symbols (*số, ký hiệu*) such as ``05/TB-STTTT``.

    Args:
        kind: The type of document, which the symbol begins with.
        drafts: Whether the number may be blank.
    """
    bodies = st.sampled_from(("STTTT", "SNV", "UBND", "VP", "SGDĐT"))
    first = f"{kind.abbreviation}-{{}}" if kind.abbreviation else "{}-VP"
    figures = st.one_of(st.integers(1, 99), st.integers(1, 9_999))
    return st.builds(
        DocumentNumber,
        symbol=st.builds(first.format, bodies),
        number=st.one_of(figures, st.none()) if drafts else figures,
    )


@st.composite
def datelines(draw: DrawFn, *, drafts: bool = False) -> Dateline:
    """Draw places and days of issue (*địa danh và thời gian ban hành*), 2015 to 2035.

    Args:
        draw: Given by Hypothesis.
        drafts: Whether the day, the month, the year or the place may be blank.
    """
    day = draw(_issue_days)
    full = Dateline(place=draw(PROVINCES), day=day.day, month=day.month, year=day.year)
    if not drafts:
        return full
    return draw(
        st.sampled_from(
            (
                full,
                evolve(full, day=None),
                evolve(full, day=None, month=None),
                evolve(full, day=None, month=None, year=None),
                evolve(full, place=None),
                evolve(full, place=None, day=None),
            )
        )
    )


# Built once: a strategy that is made anew for every draw costs more than the draw.
_days_later = st.integers(1, 800)
_working_hours = st.integers(7, 18)
_issue_days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
_beginnings = st.one_of(st.none(), st.builds(time, _working_hours, st.sampled_from((0, 30))))
_places = st.sampled_from((None, "Hội trường tầng 2"))
_chairs = st.one_of(st.builds("Đồng chí {}, Giám đốc Sở".format, PERSONS), st.none())


@st.composite
def deadlines(draw: DrawFn, *, reference: date = REFERENCE) -> Deadline:
    """Draw deadlines of every kind (*thời hạn hoàn thành*), as `vnadmindoc.dates` reads them.

    Args:
        draw: Given by Hypothesis.
        reference: The day from which they fall due.
    """
    make = draw(st.sampled_from(_DEADLINES))
    return make(reference + timedelta(days=draw(_days_later)), draw(_working_hours))


def _within_month(day: date, _: int) -> Deadline:
    return dates.worded(
        Deadline(
            phrase="?",
            bound=Bound.WITHIN,
            start=day.replace(day=1),
            stated=(last := day.replace(day=calendar.monthrange(day.year, day.month)[1])),
            due=last,
            precision=Precision.MONTH,
        )
    )


def _monthly(day: date, _: int) -> Deadline:
    return dates.every(Recurrence(frequency=Frequency.MONTHLY, month_day=day.day))


def _weekly(day: date, hour: int) -> Deadline:
    weekday = list(Weekday)[day.weekday()]
    return dates.every(Recurrence(frequency=Frequency.WEEKLY, weekday=weekday, at=time(hour)))


def _waiting(_: date, hour: int) -> Deadline:
    offset = Offset(amount=hour, unit=Unit.DAY, anchor="ngày nhận đủ hồ sơ")
    return dates.worded(
        Deadline(
            phrase="?",
            kind=DeadlineKind.CONDITIONAL,
            offset=offset,
            precision=Precision.DAY,
        )
    )


_DEADLINES: tuple[Callable[[date, int], Deadline], ...] = (
    lambda day, _: dates.before(day),
    lambda day, _: dates.by(day),
    lambda day, hour: dates.before(day, time(hour)),
    _within_month,
    _monthly,
    _weekly,
    _waiting,
    lambda _, __: dates.worded(
        Deadline(phrase="?", kind=DeadlineKind.CONDITIONAL, event="có kết quả thẩm định")
    ),
    lambda day, _: Deadline(
        phrase=f"trước ngày 31/9/{day.year}",
        kind=DeadlineKind.UNRESOLVED,
        doubt=Doubt.NO_SUCH_DAY,
    ),
    lambda _, __: Deadline(phrase="thực hiện thường xuyên", kind=DeadlineKind.STANDING),
    lambda day, _: dates.worded(
        Deadline(
            phrase="?",
            kind=DeadlineKind.REFERRED,
            target=f"khoản {day.day} Công văn này",
        )
    ),
    lambda _, __: Deadline(phrase="đúng thời gian quy định", kind=DeadlineKind.VAGUE),
)


def assignments(*, keys: bool = False) -> SearchStrategy[Assignment]:
    """Return assignments (*nhiệm vụ được giao*) by themselves, outside any directive.

    Args:
        keys: Whether they may carry a key.
    """
    key = st.one_of(st.none(), st.sampled_from(("nv-1", "so-noi-vu"))) if keys else st.none()
    return st.builds(
        Assignment,
        party=st.one_of(PARTIES, st.builds("đồng chí {}".format, PERSONS)),
        role=st.sampled_from(AssignmentRole),
        note=st.one_of(st.none(), st.just("chỉ đạo chung")),
        key=key,
    )


@st.composite
def events(draw: DrawFn, *, reference: date = REFERENCE, as_read: bool = False) -> Event:
    """Draw days to attend or to observe (*sự kiện*).

    Args:
        draw: Given by Hypothesis.
        reference: The day from which they fall.
        as_read: Whether only anniversaries are drawn, which readers find; else also meetings
            with an hour and a place.
    """
    if as_read or draw(MAYBE):
        name, day, month = draw(st.sampled_from(wordlists.ANNIVERSARIES))
        year = reference.year + (date(reference.year, month, day) < reference)
        return Event(phrase=f"ngày {name} {day:02d}/{month}", day=date(year, month, day))
    held = reference + timedelta(days=draw(_days_later))
    at = draw(_beginnings)
    phrase = f"họp ngày {dates.short_date(held)}"
    if at is not None:
        phrase = f"họp lúc {at.hour} giờ {at.minute:02d} ngày {dates.short_date(held)}"
    return Event(phrase=phrase, day=held, at=at, place=draw(_places))


@st.composite
def meetings(draw: DrawFn) -> Meeting:
    """Draw meetings (*hội nghị, cuộc họp*)."""
    day = draw(_issue_days)
    return Meeting(
        name=f"Hội nghị giao ban công tác tháng {day.month}/{day.year}",
        day=draw(st.sampled_from((day, None))),
        chair=draw(_chairs),
    )


def authorities() -> SearchStrategy[Authority]:
    """Return lines of authority (*quyền hạn*)."""
    titles = st.sampled_from(("GIÁM ĐỐC", "CHỦ TỊCH", "ỦY BAN NHÂN DÂN"))
    return st.builds(Authority, prefix=st.sampled_from(SigningAuthority), title=titles)


@st.composite
def signatures(draw: DrawFn, *, drafts: bool = False) -> Signature:
    """Draw signatures (*quyền hạn, chức vụ, họ tên người ký*), with and without authority lines.

    Args:
        draw: Given by Hypothesis.
        drafts: Whether the name may be blank.
    """
    authority, title = draw(st.sampled_from(_SIGNERS))
    name = draw(PERSONS) if not (drafts and draw(SELDOM)) else None
    return Signature(authority=authority, title=title, name=name)


def _authority(*lines: tuple[SigningAuthority, str]) -> tuple[Authority, ...]:
    return tuple(Authority(prefix=prefix, title=title) for prefix, title in lines)


_SIGNERS: tuple[tuple[tuple[Authority, ...], str | None], ...] = (
    ((), "GIÁM ĐỐC"),
    (_authority((SigningAuthority.FOR_HEAD, "GIÁM ĐỐC")), "PHÓ GIÁM ĐỐC"),
    (_authority((SigningAuthority.BY_ORDER, "GIÁM ĐỐC")), "CHÁNH VĂN PHÒNG"),
    (_authority((SigningAuthority.BY_ORDER, "Chủ tịch")), "Chánh Văn phòng\nỦy ban nhân dân tỉnh"),
    (_authority((SigningAuthority.ON_BEHALF, "ỦY BAN NHÂN DÂN")), "CHỦ TỊCH"),
    (
        _authority(
            (SigningAuthority.ON_BEHALF, "ỦY BAN NHÂN DÂN"), (SigningAuthority.FOR_HEAD, "CHỦ TỊCH")
        ),
        "PHÓ CHỦ TỊCH",
    ),
    (_authority((SigningAuthority.BY_DELEGATION, "GIÁM ĐỐC")), "TRƯỞNG PHÒNG"),
    (_authority((SigningAuthority.ACTING, "GIÁM ĐỐC")), None),
)
