"""The Vietnamese words of a deadline: what `vnadmindoc.dates.find` reads back as the same.

Promised: one wording for each deadline, in the forms that offices write; the zeros are the
Decree's.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4.b (zeros of days and months).
"""

from datetime import date, time, timedelta

from attrs import evolve

from vnadmindoc.model import Deadline, Offset, Recurrence
from vnadmindoc.numerals import month_figures, roman, two_digits
from vnadmindoc.vocabulary import Bound, DeadlineKind, Frequency, Precision, Reckoning

_LEADS = {
    Bound.BEFORE: "trước",
    Bound.BY: "chậm nhất",
    Bound.WITHIN: "trong",
    Bound.ON: "vào",
}
_PLACES = {1: "đầu", 2: "thứ hai", 3: "cuối"}
_UNITS = {
    Frequency.DAILY: "ngày",
    Frequency.WEEKLY: "tuần",
    Frequency.MONTHLY: "tháng",
    Frequency.QUARTERLY: "quý",
    Frequency.HALF_YEARLY: "06 tháng",
    Frequency.YEARLY: "năm",
}


def short_date(day: date) -> str:
    """Return ``"05/3/2026"``: the day and the months 1 and 2 with a leading zero (II.4.b)."""
    return f"{two_digits(day.day)}/{month_figures(day.month)}/{day.year}"


def render(deadline: Deadline) -> str:
    """Return the words of a deadline: ``"trước 17 giờ 00 ngày 12/10/2021"``.

    What the words of a notice alone carry (a vague deadline, one that could not be settled) is
    returned as it was written.
    """
    if deadline.offset is not None:
        return _offset_words(deadline.offset)
    match deadline.kind:
        case DeadlineKind.DATED if deadline.stated is not None and deadline.bound is not None:
            return _dated_words(deadline, deadline.stated, deadline.bound)
        case DeadlineKind.RECURRING if deadline.recurrence is not None:
            return _recurring_words(deadline.recurrence)
        case DeadlineKind.CONDITIONAL if deadline.event is not None:
            return f"sau khi {deadline.event}"
        case DeadlineKind.REFERRED if deadline.target is not None:
            return f"theo thời gian tại {deadline.target}"
        case DeadlineKind.STANDING:
            return "thực hiện thường xuyên"
    return deadline.phrase


def worded(deadline: Deadline) -> Deadline:
    """Return the deadline with the words that `render` gives it."""
    return evolve(deadline, phrase=render(deadline))


def before(day: date, at: time | None = None) -> Deadline:
    """Return the deadline "before this day": the day before is the last on time.

    The words are ``"trước ngày 11/10/2021"``, which `deadlines_in` reads back. With an hour it is
    that hour of the day itself.
    """
    due = day if at is not None else day - timedelta(days=1)
    return worded(Deadline(phrase="?", bound=Bound.BEFORE, stated=day, due=due, at=at))


def by(day: date, at: time | None = None) -> Deadline:
    """Return the deadline "at the latest on this day", the day itself being on time.

    The words are ``"chậm nhất ngày 10/10/2021"``, which `deadlines_in` reads back.
    """
    return worded(Deadline(phrase="?", bound=Bound.BY, stated=day, due=day, at=at))


def every(recurrence: Recurrence) -> Deadline:
    """Return the deadline that comes round: ``"chậm nhất ngày 25 hằng tháng"``."""
    fixed = recurrence.weekday is not None or recurrence.month_day is not None
    precision = Precision.DAY if fixed else _PRECISIONS[recurrence.frequency]
    if recurrence.at is not None:
        precision = Precision.HOUR
    return worded(
        Deadline(
            phrase="?",
            kind=DeadlineKind.RECURRING,
            precision=precision,
            recurrence=recurrence,
        )
    )


_PRECISIONS = {
    Frequency.DAILY: Precision.DAY,
    Frequency.WEEKLY: Precision.WEEK,
    Frequency.MONTHLY: Precision.MONTH,
    Frequency.QUARTERLY: Precision.QUARTER,
    Frequency.HALF_YEARLY: Precision.HALF_YEAR,
    Frequency.YEARLY: Precision.YEAR,
}


def _dated_words(deadline: Deadline, stated: date, bound: Bound) -> str:
    if bound is Bound.FROM_TO and deadline.start is not None:
        return f"từ ngày {short_date(deadline.start)} đến hết ngày {short_date(stated)}"
    lead = _LEADS.get(bound, "chậm nhất")
    if deadline.at is not None:
        return f"{lead} {_hour_words(deadline.at)} ngày {short_date(stated)}"
    if deadline.precision in (None, Precision.DAY, Precision.HOUR, Precision.WEEK):
        return f"{lead} ngày {short_date(stated)}"
    part = ""
    if Reckoning.PART_OF_PERIOD in deadline.reckoning:
        part = {1: "đầu ", 15: "giữa "}.get(stated.day, "cuối ")
        if deadline.precision is Precision.YEAR and stated.month == 6:
            part = "giữa "
    return f"{lead} {part}{_period_words(deadline.precision, stated)}"


def _period_words(precision: Precision | None, last: date) -> str:
    match precision:
        case Precision.MONTH:
            return f"tháng {month_figures(last.month)}/{last.year}"
        case Precision.QUARTER:
            return f"quý {roman((last.month + 2) // 3)}/{last.year}"
        case Precision.HALF_YEAR:
            return f"6 tháng {'đầu' if last.month <= 6 else 'cuối'} năm {last.year}"
    return f"năm {last.year}"


def _hour_words(at: time) -> str:
    return f"{at.hour} giờ {at.minute:02d}"


def _offset_words(offset: Offset) -> str:
    amount = f"{two_digits(offset.amount)} {offset.unit.printed}"
    if not offset.backwards:
        return f"trong vòng {amount} kể từ {offset.anchor}"
    words = f"chậm nhất {amount} trước {offset.anchor}"
    if offset.anchor_day is None or short_date(offset.anchor_day) in offset.anchor:
        return words
    return f"{words} ({short_date(offset.anchor_day)})"


def _recurring_words(recurrence: Recurrence) -> str:
    words = _day_of_round(recurrence)
    unit = _UNITS[recurrence.frequency]
    if words is None and recurrence.interval > 1:
        words = f"định kỳ {two_digits(recurrence.interval)} {unit} một lần"
    elif words is None:
        # "hằng 06 tháng" nobody writes.
        often = "" if recurrence.frequency is Frequency.HALF_YEARLY else "hằng "
        words = f"định kỳ {often}{unit}"
    if recurrence.since is not None:
        words += f", bắt đầu từ ngày {short_date(recurrence.since)}"
    if recurrence.until is not None:
        words += f", đến hết ngày {short_date(recurrence.until)}"
    return words


def _day_of_round(recurrence: Recurrence) -> str | None:
    """Return the words for the day of each round; None where it is left open."""
    hour = "" if recurrence.at is None else f"{_hour_words(recurrence.at)} "
    day = recurrence.month_day
    figure = "cuối cùng" if day == -1 else two_digits(day or 1)
    match recurrence.frequency:
        case Frequency.DAILY if recurrence.at is not None:
            return f"chậm nhất {hour}hằng ngày"
        case Frequency.WEEKLY if recurrence.weekday is not None:
            return f"chậm nhất {hour}{recurrence.weekday.printed} hằng tuần"
        case Frequency.MONTHLY if day is not None:
            tail = "của tháng" if day == -1 else "hằng tháng"
            return f"chậm nhất {hour}ngày {figure} {tail}"
        case Frequency.QUARTERLY if day is not None and recurrence.month is not None:
            return f"chậm nhất {hour}ngày {figure} của tháng {_PLACES[recurrence.month]} quý"
        case Frequency.YEARLY if day is not None and recurrence.month is not None:
            month = month_figures(recurrence.month)
            if day == -1:
                return f"chậm nhất {hour}ngày cuối cùng của tháng {month} hằng năm"
            return f"chậm nhất {hour}ngày {figure}/{month} hằng năm"
    return None
