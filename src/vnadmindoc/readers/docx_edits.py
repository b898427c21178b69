"""What people did to a document that carries its notice (*chỗ đã sửa*).

Promised: the text that was read wins over the notice that was carried. What prints the same words
as before is what it was before: names in their own case, emphasis, parties, last days and keys.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from attrs import evolve, fields

from vnadmindoc.alignment import aligned, likeness
from vnadmindoc.errors import InvalidNoticeError
from vnadmindoc.exporters.docx_carrier import TAG_LIMIT, printed
from vnadmindoc.findings import Finding, Place, Severity
from vnadmindoc.identity import carried
from vnadmindoc.layout import lay_out
from vnadmindoc.model import (
    Annex,
    BodyItem,
    Directive,
    Notice,
    Section,
    directives_of,
    texts_of,
)
from vnadmindoc.readers.docx_patch import Unpatchable, patched
from vnadmindoc.text import fold
from vnadmindoc.wording import END_MARK

_MOST_TOLD: Final = 100
_SHOWN: Final = 60  # characters of a text in a finding
_BEFORE: Final = 20  # of them before the first that changed
_END_MARKS: Final = ".;, "
_NAMES: Final = frozenset({"key", "revision"})
_BODIES: Final = ("opening", "sections", "closing", "annexes")

_Part = TypeVar("_Part", Section, Annex)


# The notice


def reconciled(old: Notice, new: Notice, texts: Iterable[str], tagged: Mapping[str, str]) -> Notice:
    """Return the notice that was read, with all that is still true of the one that was carried.

    Args:
        old: The notice that the file carries.
        new: The notice as its text reads now.
        texts: The text of every paragraph as it stands now.
        tagged: What the content controls hold: the tag of each by its text.
    """
    found = [" ".join(text.split()) for text in texts]
    restored = _restored(old, new, tagged)
    if old.reference_date == new.reference_date:
        pairs = aligned(page_of(old), found, str, likeness)
        restorer = _Restorer(old, tagged, same_day=True)
        try:
            parts = patched(old, new, pairs, restorer.in_control)
        except (Unpatchable, InvalidNoticeError):
            return carried(old, restored)
        # Head and foot nobody touched, or as they read now: what prints the page is the notice.
        for base in (old, restored):
            trial = _changed(base, **parts)
            if trial is not None and _same_words(page_of(trial), found):
                return carried(old, trial)
    return carried(old, restored)


def _restored(old: Notice, new: Notice, tagged: Mapping[str, str]) -> Notice:
    """Return the notice that was read, with what its page does not show of the earlier one."""
    shown = page_of(new)
    others = [each.name for each in fields(Notice) if each.name not in (*_NAMES, *_BODIES)]
    for name in [*others, *_BODIES]:
        # What prints the same is the same: a page in capitals does not tell a name's own case.
        if getattr(new, name) != getattr(old, name):
            trial = _changed(new, **{name: getattr(old, name)})
            if trial is not None and page_of(trial) == shown:
                new = trial
    restorer = _Restorer(old, tagged, same_day=old.reference_date == new.reference_date)
    return evolve(
        new,
        opening=restorer.items(new.opening),
        sections=restorer.parts(new.sections, old.sections),
        closing=restorer.items(new.closing),
        annexes=restorer.parts(new.annexes, old.annexes),
    )


def page_of(notice: Notice) -> list[str]:
    """Return the words of each paragraph of a notice's page, blanks and breaks all alike."""
    return [" ".join(text.split()) for text in printed(lay_out(notice))]


def _same_words(page: Iterable[str], found: Iterable[str]) -> bool:
    """Whether two pages differ at most in the marks that end a paragraph: ours end the body."""
    return list(map(_unended, page)) == list(map(_unended, found))


def _unended(text: str) -> str:
    return text.removesuffix(END_MARK).rstrip(_END_MARKS)


def _changed(notice: Notice, **changes: Any) -> Notice | None:
    try:
        return evolve(notice, **changes)
    except InvalidNoticeError:  # a key of the old part stands in the new one already
        return None


class _Restorer:
    """Gives parts that nobody edited back what the page does not show of them."""

    def __init__(self, old: Notice, tagged: Mapping[str, str], *, same_day: bool) -> None:
        self.same_day = same_day
        self.tagged = tagged
        keys = [each.key for _, each in directives_of(old) if each.key is not None]
        self.keys = {key[:TAG_LIMIT]: key for key in keys}
        self.waiting: defaultdict[tuple[str, str], deque[Directive]] = defaultdict(deque)
        for _, directive in directives_of(old):
            for text in dict.fromkeys(_readings(directive)):
                self.waiting[directive.label, text].append(directive)
        self.taken: set[int] = set()

    def parts(self, parts: Iterable[_Part], old: Iterable[_Part]) -> tuple[_Part, ...]:
        """Return sections or annexes; a heading gets its case back."""
        headings = {_heading(each): each for each in old}
        return tuple([self._part(each, headings.get(_heading(each))) for each in parts])

    def _part(self, part: _Part, earlier: _Part | None) -> _Part:
        if isinstance(part, Section):
            heading = earlier.heading if isinstance(earlier, Section) else part.heading
            return evolve(part, heading=heading, body=self.items(part.body))
        known = earlier if isinstance(earlier, Annex) else None
        return evolve(
            part,
            title=known.title if known else part.title,
            body=self.items(part.body),
            sections=self.parts(part.sections, known.sections if known else ()),
        )

    def items(self, items: Iterable[BodyItem]) -> tuple[BodyItem, ...]:
        """Return body items; a directive with the words it had gets back what it was."""
        return tuple(
            self._directive(each) if isinstance(each, Directive) else each for each in items
        )

    def _directive(self, directive: Directive) -> Directive:
        directive = evolve(directive, children=self.items(directive.children))
        waiting = self.waiting[directive.label, str(directive.text)]
        while waiting and id(waiting[0]) in self.taken:
            waiting.popleft()
        if not waiting:
            return self.in_control(directive)
        earlier = waiting.popleft()
        self.taken.add(id(earlier))
        if not self.same_day:  # a day without a year may be another one now
            return evolve(directive, key=earlier.key)
        if _below(earlier) != _below(directive):
            return _with_own(directive, earlier)
        try:
            return evolve(earlier, text=directive.text, children=directive.children)
        except InvalidNoticeError:  # a mark that ended the text belonged to the words of a deadline
            return evolve(directive, key=earlier.key)

    def in_control(self, directive: Directive) -> Directive:
        """Return a directive with the key of the content control that it stands in."""
        text = str(directive.text)
        for said in (f"{directive.label} {text}", text):
            for end in ("", END_MARK):
                tag = self.tagged.get(said + end)
                if tag is not None and (key := self.keys.pop(tag, None)) is not None:
                    return evolve(directive, key=key)
        return directive


def _with_own(directive: Directive, earlier: Directive) -> Directive:
    """Return a directive with what was known of its own text, and what is read of that below it."""
    text = str(directive.text)
    return evolve(
        directive,
        key=earlier.key,
        assignments=[
            *(each for each in earlier.assignments if each.party in text),
            *(each for each in directive.assignments if each.party not in text),
        ],
        deadlines=[
            *(each for each in earlier.deadlines if each.phrase in text),
            *(each for each in directive.deadlines if each.phrase not in text),
        ],
        events=[
            *(each for each in earlier.events if each.phrase in text),
            *(each for each in directive.events if each.phrase not in text),
        ],
    )


def _readings(directive: Directive) -> Iterator[str]:
    """Yield how the text of a directive reads: whole, and as the last one before ``./.``."""
    text = str(directive.text)
    yield text
    yield text.rstrip(_END_MARKS)


def _below(directive: Directive) -> list[str]:
    return [text.rstrip(_END_MARKS) for text in list(texts_of(directive))[1:]]


def _heading(part: Section | Annex) -> str:
    return fold(part.heading if isinstance(part, Section) else part.title)


# What to tell


def edits(old: Notice, texts: Mapping[int, str]) -> Iterator[Finding]:
    """Yield what was changed, added and removed since the file was written.

    Args:
        old: The notice that the file carries.
        texts: The text of every paragraph as it stands now by its number, empty ones left out.
    """
    told = list(_edits(page_of(old), [(at, " ".join(text.split())) for at, text in texts.items()]))
    yield from told[:_MOST_TOLD]
    if len(told) > _MOST_TOLD:
        more = len(told) - _MOST_TOLD
        vi, en = f"còn {more} đoạn khác đã sửa", f"{more:,} more paragraphs were edited"
        yield _finding("DOCX-001", vi, en)


def _edits(before: Sequence[str], after: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    earlier = [(0, text) for text in before]
    for was, now in aligned(earlier, after, _text, lambda one, other: likeness(one[1], other[1])):
        if now is None:
            if was is not None:
                gone = _short(was[1])
                vi, en = f"đã bỏ khỏi tệp: {gone}", f"removed from the file: {gone}"
                yield _finding("DOCX-003", vi, en)
        elif was is None:
            new = _short(now[1])
            yield _finding(
                "DOCX-002", f"đã thêm vào tệp: {new}", f"added in the file: {new}", now[0]
            )
        elif was[1] != now[1]:
            old, new = _difference(was[1], now[1])
            yield _finding(
                "DOCX-001",
                f"đã sửa trong tệp: {old} thành {new}",
                f"edited in the file: {old} became {new}",
                now[0],
            )


def _text(paragraph: tuple[int, str]) -> str:
    return paragraph[1]


def _difference(was: str, now: str) -> tuple[str, str]:
    """Return two texts from shortly before the first character in which they differ."""
    pairs = enumerate(zip(was, now, strict=False))
    first = next((at for at, (one, other) in pairs if one != other), min(len(was), len(now)))
    begin = max(first - _BEFORE, 0)
    return _short(was, begin), _short(now, begin)


def _short(text: str, begin: int = 0) -> str:
    end = begin + _SHOWN
    return repr(f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}")


def _finding(code: str, vi: str, en: str, number: int | None = None) -> Finding:
    place = Place(paragraph=number) if number is not None else None
    return Finding(code=code, message=vi, english=en, place=place, severity=Severity.NOTE)
