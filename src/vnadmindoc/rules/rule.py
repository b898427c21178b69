"""What a rule is made of: the case it is asked about, its tests, the breaches they tell.

Promised: a test is a sentence that holds, in Vietnamese and in English, with its clause; it yields
the places where it does not hold, and never raises. What its source does not show it is not asked.
Refused here: any rule; any number of the Decree, which stands in `vnadmindoc.standard`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from attrs import define, field, frozen

from vnadmindoc.findings import Severity
from vnadmindoc.metadata import OutgoingRecord
from vnadmindoc.model import BodyItem, Directive, Notice
from vnadmindoc.rules.contents import Texts, directives, lists
from vnadmindoc.specimen import Fact, SeenParagraph, Specimen
from vnadmindoc.standard import DECREE_30, Align, Profile, Role

Fix = Callable[[Notice], Notice]
"""A safe repair: the notice without the fault, nothing else changed."""


def set_anew(notice: Notice) -> Notice:
    """Return the notice as it is: what only its page had wrong, the layout sets right."""
    return notice


BODY = (
    Role.BODY,
    Role.ITEM,
    Role.ITEM_HEADING,
    Role.POINT,
    Role.ARTICLE,
    Role.LEGAL_BASIS,
)
"""The components of running text."""


class Scope(StrEnum):
    """What a test is confined to (*phạm vi*); a test without any is asked of every document."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    COPY = "copy"


@frozen(kw_only=True)
class Breach:
    """One place where a test does not hold (*vi phạm*).

    Attributes:
        vi, en: What is wrong and how to mend it.
        path: Where in the model.
        seen: The paragraph as it stands.
        span: The characters in the text of `seen`, or in the text at `path`.
        quote: The words themselves, where there is neither.
        fix: The repair, where it is safe.
        suggestion: What to write instead, where a person has to decide.
    """

    vi: str
    en: str
    path: str = ""
    seen: SeenParagraph | None = None
    span: tuple[int, int] | None = None
    quote: str = ""
    fix: Fix | None = None
    suggestion: str = ""


@frozen
class Unknown:
    """Why a test could not be decided here, in Vietnamese and English."""

    vi: str
    en: str


Outcome = Iterable[Breach | Unknown]
Judge = Callable[["Case"], Outcome]

_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return a text with single blanks, line breaks and no-break spaces as blanks."""
    return _BLANKS.sub(" ", text).strip()


@define(kw_only=True, slots=False)
class Case:
    """What the rules are asked about: a document, and what is known around it.

    Attributes:
        notice: What the document says.
        specimen: How it stands.
        profile: The form it has to keep.
        day: The day whose law holds; None for the law of today.
        scopes: Whether it is paper, electronic, a copy; neither paper nor electronic: unknown.
        others: The other documents of the same body, for the rules of a series.
        record: What the records system keeps of it (Phụ lục VI).
        signed: The day on which it was signed.
    """

    notice: Notice
    specimen: Specimen
    profile: Profile = DECREE_30
    day: date | None = None
    scopes: frozenset[Scope] = frozenset()
    others: tuple[Notice, ...] = ()
    record: OutgoingRecord | None = None
    signed: date | None = None

    @cached_property
    def _by_role(self) -> dict[Role | None, tuple[SeenParagraph, ...]]:
        found: dict[Role | None, list[SeenParagraph]] = {}
        for each in self.specimen.paragraphs:
            found.setdefault(each.role, []).append(each)
        return {role: tuple(each) for role, each in found.items()}

    def of(self, *roles: Role) -> tuple[SeenParagraph, ...]:
        """Return the paragraphs of some components, in reading order."""
        if len(roles) == 1:
            return self._by_role.get(roles[0], ())
        found = [each for role in roles for each in self._by_role.get(role, ())]
        return tuple(sorted(found, key=lambda each: each.index))

    def first(self, *roles: Role) -> SeenParagraph | None:
        """Return the document's own first paragraph of some components.

        A copy below the document has a number, a day and a signer again.
        """
        found = (
            each
            for each in self.of(*roles)
            if each.role is Role.COPY_KIND or not self.is_of_copy(each)
        )
        return next(found, None)

    def shows(self, *facts: Fact) -> bool:
        """Whether the source shows these facts."""
        return self.specimen.facts.issuperset(facts)

    @cached_property
    def texts(self) -> Texts:
        """The running text of the notice, with its paths."""
        return Texts(self.notice)

    @cached_property
    def lists(self) -> tuple[tuple[str, tuple[BodyItem, ...]], ...]:
        """Every run of items of the notice that stand beside each other, with its path."""
        return tuple(lists(self.notice))

    @cached_property
    def directives(self) -> tuple[tuple[str, Directive], ...]:
        """Every directive of the notice, with its path."""
        return tuple(directives(self.lists))

    @cached_property
    def written(self) -> tuple[SeenParagraph, ...]:
        """The paragraphs that hold text, in reading order."""
        return tuple(each for each in self.specimen.paragraphs if each.text.strip())

    @cached_property
    def body(self) -> tuple[SeenParagraph, ...]:
        """The running text, in reading order: no cell of a table, no caption above one."""
        return tuple(
            [each for each in self.of(*BODY) if not (each.in_table or self.is_caption(each))]
        )

    def is_caption(self, seen: SeenParagraph) -> bool:
        """Whether a paragraph is the title of a table: centred, with nothing between the two.

        The Decree sets no form for tables and their titles.
        """
        if seen.setting is None or seen.setting.align is not Align.CENTRE or seen.in_table:
            return False
        following = self.next_to(seen)
        return following is not None and following.in_table

    @cached_property
    def copy_begins(self) -> int | None:
        """The index of the first paragraph of a copy's own block; None where there is none."""
        kinds = self.of(Role.COPY_KIND)
        if not kinds:
            return None
        kind = kinds[0]
        # It begins with the copying body's name, which stands beside the kind. Recipients and
        # signature of the document may be taken for one row with it where rows are not drawn.
        beside = (
            each
            for each in self.of(Role.PARENT, Role.AGENCY)
            if kind.row is not None and each.row == kind.row
        )
        return min((each.index for each in beside), default=kind.index)

    def is_of_copy(self, seen: SeenParagraph) -> bool:
        """Whether a paragraph stands in the copy's own block, below the document."""
        return self.copy_begins is not None and seen.index >= self.copy_begins

    @cached_property
    def _following(self) -> dict[int, SeenParagraph | None]:
        following: dict[int, SeenParagraph | None] = {}
        after: SeenParagraph | None = None
        for seen in reversed(self.specimen.paragraphs):
            following[seen.index] = after
            if seen.text.strip():
                after = seen
        return following

    def next_to(self, seen: SeenParagraph) -> SeenParagraph | None:
        """Return the paragraph that stands after one, blank ones skipped."""
        return self._following[seen.index]


@frozen(kw_only=True)
class Test:
    """One decidable test of a rule (*phép kiểm tra*).

    Attributes:
        code: Its name for good: ``"ND30-003b"``; a facet of a sentence has a word behind,
            ``"ND30-013-size"``.
        severity: How much a breach weighs.
        clause: Where the Decree says so, counted from Phụ lục I, Phần I; empty for usage.
        vi, en: The sentence that holds.
        needs: What a source has to show for it to be asked.
        scopes: What it is confined to.
        since, until: The first day of the law it tells, and the first day after it.
        judge: Yields the breaches of a case.
    """

    __test__: ClassVar[bool] = False  # no test of pytest

    code: str
    severity: Severity
    clause: str
    vi: str
    en: str
    needs: frozenset[Fact]
    scopes: frozenset[Scope] = frozenset()
    since: date | None = None
    until: date | None = None
    judge: Judge = field(repr=False, eq=False)

    @property
    def number(self) -> int:
        """The number of its rule."""
        return int(self.code[5:8])

    def is_law(self, day: date | None) -> bool:
        """Whether it holds on a day; None is a day after every change of the law."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


_tests: dict[str, Test] = {}


def enter(test: Test) -> None:
    """Enter a test into the catalogue.

    Raises:
        ValueError: A test of this code is there already.
    """
    if test.code in _tests:
        raise ValueError(f"{test.code} is entered twice")
    _tests[test.code] = test


def holds(
    code: str,
    clause: str,
    vi: str,
    en: str,
    *,
    severity: Severity = Severity.ERROR,
    needs: Iterable[Fact] = (Fact.TEXT,),
    scopes: Iterable[Scope] = (),
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Judge], Judge]:
    """Enter a judge into the catalogue: a sentence, its code without ``ND30-`` and its clause."""

    def entered(judge: Judge) -> Judge:
        enter(
            Test(
                code=f"ND30-{code}",
                severity=severity,
                clause=clause,
                vi=vi,
                en=en,
                needs=frozenset(needs),
                scopes=frozenset(scopes),
                since=since,
                until=until,
                judge=judge,
            )
        )
        return judge

    return entered


def entered() -> Iterator[Test]:
    """Yield every test that was entered, by code."""
    return (_tests[code] for code in sorted(_tests))
