"""The words of an entry: its title, its description, the name of its document.

Promised: a title of at most 120 characters and a description of at most 4,000, cut at a word and
marked where they are cut; the day and the phrase are always in them.
Refused here: octets and escapes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time

from vnadmindoc.model import Assignment, BodyItem, Directive, Notice, texts_of
from vnadmindoc.vocabulary import AssignmentRole
from vnadmindoc.wording import date_words, document_title, number_text

SUMMARY_LENGTH = 120
"""Characters of a title."""
NUMBER_LENGTH = 40
"""Characters of a title that may be the directive's number, a free label."""
_PHRASE_LENGTH = 60  # characters of a title that may be the phrase
_DESCRIPTION_LENGTH = 4_000  # characters, of which half at most are not the directive's own

WITHDRAWN = "[HỦY] "
"""Before the title of what is withdrawn: some readers show a cancelled entry like any other."""

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
# What a phrase leaves behind where it is taken out: "()", a blank or a comma before a mark.
_REMAINS = re.compile(r"\(\s*\)|[\s,]+(?=[,.;:)])")
_ABOUT = " \u00a0\n(,.;:)"  # what may stand beside a phrase without being words


def document_name(notice: Notice) -> str:
    """Return the document's title with its number and day, as far as they are known."""
    known = []
    if notice.number is not None and notice.number.number is not None:
        known.append(number_text(notice.number).replace("Số: ", "số "))
    if notice.dateline is not None and notice.dateline.date is not None:
        known.append(date_words(notice.dateline))
    marks = clipped(", ".join(known), SUMMARY_LENGTH // 2)
    return around("", document_title(notice), f" ({marks})" if marks else "")


def event_title(title: str, phrase: str) -> str:
    """Return the title of an event: what is due, and the words that say when."""
    return around("Hạn: ", title, f" ({clipped(phrase, _PHRASE_LENGTH)})")


def task_title(number: str, title: str) -> str:
    """Return the title of a task: its number, and what is to be done."""
    return around(f"[NV {number}] " if number else "[NV] ", title, "")


def reminder(when: str, title: str) -> str:
    """Return what a reminder says: the last day, or the phrase of a series, and what is due."""
    return around(f"Sắp đến hạn {clipped(when, _PHRASE_LENGTH)}: ", title, "")


def short_title(text: str, phrase: str) -> str:
    """Return what is to be done, without by when: that stands beside it."""
    start = text.find(phrase)
    end = start + len(phrase)
    # "trước ngày 8/10" is not taken out of "trước ngày 8/10/2021".
    if start < 0 or text[end : end + 1] == "/" or text[end : end + 1].isalnum():
        return text
    # Only there: the rest of a long directive is left as it is written.
    first, last = len(text[:start].rstrip(_ABOUT)), len(text) - len(text[end:].lstrip(_ABOUT))
    seam = _REMAINS.sub("", f"{text[first:start]} {text[end:last]}")
    bare = f"{text[:first]}{seam}{text[last:]}".strip(" ,.;:-–")
    return " ".join(bare.split()) or text


def full_text(directive: Directive) -> str:
    """Return all that a directive says, its points below it, each with its label."""
    if not directive.children:
        return f"{directive.label} {directive.text}".strip()
    return "\n".join(_lines(directive))


def described(text: str, facts: Sequence[str], url: str | None) -> str:
    """Return a description: the text, the facts, a line each, and the address at its end."""
    rest = clipped("\n".join(facts), _DESCRIPTION_LENGTH // 2)
    if url is not None:
        rest = f"{rest}\n{url}"
    return f"{clipped(text, _DESCRIPTION_LENGTH - len(rest) - 1)}\n{rest}"


def party_lines(assignments: Iterable[Assignment]) -> list[str]:
    """Return a line for each role, ``"Chủ trì: Văn phòng Sở; Thanh tra Sở"``."""
    parties: dict[AssignmentRole, list[str]] = {}
    for each in assignments:
        note = f" ({each.note})" if each.note else ""
        parties.setdefault(each.role, []).append(each.party + note)
    return [
        f"{role.printed[:1].upper()}{role.printed[1:]}: {'; '.join(names)}"
        for role, names in parties.items()
    ]


def hour_words(at: time | None) -> str:
    """Return until which hour of its last day a duty may be done."""
    return "hết ngày" if at is None else f"{at:%H:%M}"


def day_words(day: date) -> str:
    """Return ``"thứ Năm 07/10/2021"``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day:02}/{day.month:02}/{day.year}"


def around(before: str, title: str, after: str) -> str:
    """Return a title that is cut so that the whole keeps to its length."""
    return before + clipped(title, SUMMARY_LENGTH - len(before) - len(after)) + after


def clipped(text: str, limit: int) -> str:
    """Return text of at most `limit` characters, cut at a word if one ends in its second half."""
    if len(text) <= limit:
        return text
    end = max(text.rfind(" ", 0, limit), text.rfind("\n", 0, limit))
    return text[: end if end > limit // 2 else limit - 1].rstrip() + "…"


def _lines(item: BodyItem) -> Iterator[str]:
    """Yield the texts of a body item as they are printed, labels in front."""
    if isinstance(item, Directive):
        yield f"{item.label} {item.text}".strip()
        for child in item.children:
            yield from _lines(child)
    else:
        yield from texts_of(item)
