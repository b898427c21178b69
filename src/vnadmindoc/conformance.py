"""The check of a document against the Decree, and what comes of it.

Promised: a check changes nothing, and never raises for what a document says; nonconformity is a
value. What could not be asked is told with its reason, never passed in silence.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from vnadmindoc.errors import InvalidNoticeError, NonconformingError
from vnadmindoc.findings import Finding, Language, Place, Severity
from vnadmindoc.inspection import inspect
from vnadmindoc.metadata import OutgoingRecord
from vnadmindoc.model import Dateline, Notice
from vnadmindoc.orthography import ToneMarks, tone_marks
from vnadmindoc.party import PARTY
from vnadmindoc.recognition import Reading
from vnadmindoc.rules import TESTS
from vnadmindoc.rules.gates import PARTY as PARTY_GATE
from vnadmindoc.rules.gates import gate_of
from vnadmindoc.rules.looks import BY_ROLE
from vnadmindoc.rules.rule import Breach, Case, Fix, Scope, Test, Unknown
from vnadmindoc.rules.words import corrected, corrections_of
from vnadmindoc.specimen import Fact, SeenParagraph, Specimen
from vnadmindoc.standard import DECREE_30, Profile
from vnadmindoc.vocabulary import Medium

if TYPE_CHECKING:
    from vnadmindoc.ooxml import Limits

TONE_MARKS = "ORTH-001"
"""The code of a tone mark that stands in the other place; asked for only where it is wanted."""


_PARTY_CODES = "HD05"
"""How the codes begin of the looks that Hướng dẫn 05-HD/VPTW gives the Party's documents."""


@frozen(kw_only=True)
class Unevaluated:
    """A test that could not be asked, or not be decided (*chưa đánh giá*).

    Attributes:
        code: The test.
        message: Why, in Vietnamese.
        english: Why, in English.
    """

    code: str
    message: str
    english: str

    def said(self, language: Language = "vi") -> str:
        """Return the reason in a language."""
        return self.english if language == "en" else self.message


@frozen(kw_only=True)
class Report:
    """What a check found (*kết quả kiểm tra*).

    Attributes:
        findings: In the order of the rules.
        unevaluated: What could not be asked, and why.
        asked: How many tests were asked and decided.
    """

    _reading: Reading = field(repr=False)
    findings: tuple[Finding, ...]
    unevaluated: tuple[Unevaluated, ...] = field(default=(), repr=False)
    asked: int = 0
    _fixes: tuple[Fix | None, ...] = field(default=(), repr=False, eq=False)

    @cached_property
    def notice(self) -> Notice:
        """What was checked, as it was understood, with its assignments and deadlines."""
        return self._reading.whole().notice

    @property
    def conforms(self) -> bool:
        """Whether no clause of the Decree is broken; warnings do not count."""
        return not any(True for _ in self.breaches())

    def breaches(self) -> Iterator[Finding]:
        """Yield the findings that break a clause."""
        return (each for each in self.findings if each.severity is Severity.ERROR)

    def raise_for_breaches(self) -> None:
        """Do nothing for a conforming notice.

        Raises:
            NonconformingError: A clause is broken; ``.findings`` has the breaches.
        """
        if not self.conforms:
            raise NonconformingError(self.breaches())

    def mended(self) -> Notice:
        """Return the notice with every safe repair; what only its page had wrong, a new page mends.

        A repair that would leave no well-formed notice is left out; check again to see what is
        left.
        """
        notice = self.notice
        # One repair may serve many findings.
        for fix in dict.fromkeys(each for each in self._fixes if each is not None):
            with suppress(InvalidNoticeError):
                notice = fix(notice)
        return notice


def check(
    source: Notice | str | Path | bytes,
    *,
    format: str | None = None,  # noqa: A002  # the word users know
    profile: Profile = DECREE_30,
    medium: Medium | None = None,
    others: Iterable[Notice] = (),
    record: OutgoingRecord | None = None,
    signed: date | None = None,
    specialised: bool = False,
    tones: ToneMarks | None = None,
    limits: "Limits | None" = None,
) -> Report:
    """Check a document against Nghị định 30/2020/NĐ-CP: what it says, and how it stands.

    A notice is checked with the page that it makes. Of a file the page is the file's own, and the
    notice is what is recognised in it; what the reader has to say comes first.

    Args:
        source: A notice; the path of a file; or the bytes of one. A draft's blank number and day
            are no breach.
        format: The format of a file; by its suffix or its first bytes when left out.
        profile: The form a file has to keep. A notice is laid out by it and measured by the
            Decree, or by the Party's form, so that a house's own form that leaves either is found
            out.
        medium: What a file is issued on; a notice says so itself. None: nobody knows, and the
            rules of one medium are told as not evaluated.
        others: Other documents of the same body, for the rules of a series of numbers.
        record: What the records system keeps of the document, for the rules of Phụ lục VI.
        signed: The day on which a paper document was signed, which nothing on it tells; for the
            rule of when it is numbered and dated.
        specialised: Whether it is a document of a sector's own rules: every breach is a warning.
        tones: Where tone marks are wanted, ``"old"`` *hòa* or ``"new"`` *hoà*; None asks nothing.
        limits: How much a file may ask for.

    Raises:
        ReadError: The file cannot be read, or is not what it should be.
        InvalidNoticeError: JSON or YAML that makes no notice.
        UnknownFormatError: No reader for this format.
    """
    reading, specimen = inspect(source, format=format, profile=profile, limits=limits)
    if isinstance(source, Notice):
        medium = medium or medium_of(source)
        of_party = profile.national_name == PARTY.national_name
        profile = PARTY if of_party else DECREE_30
    report = judged(
        reading.notice,
        specimen,
        profile=profile,
        medium=medium,
        others=others,
        record=record,
        signed=signed,
        specialised=specialised,
        tones=tones,
    )
    return evolve(
        report,
        reading=reading,
        findings=(*reading.findings, *report.findings),
        fixes=(*(None for _ in reading.findings), *report._fixes),
    )


def judged(
    notice: Notice,
    specimen: Specimen,
    *,
    profile: Profile = DECREE_30,
    medium: Medium | None = None,
    others: Iterable[Notice] = (),
    record: OutgoingRecord | None = None,
    signed: date | None = None,
    specialised: bool = False,
    tones: ToneMarks | None = None,
) -> Report:
    """Return what the rules say of a document as it is meant and as it stands.

    Args:
        notice: What it says.
        specimen: How it stands.
        profile: As of `check`.
        medium: What it is issued on; None where nobody knows.
        others: As of `check`.
        record: As of `check`.
        signed: As of `check`.
        specialised: As of `check`.
        tones: As of `check`.
    """
    series = tuple(others)
    facts = specimen.facts | {Fact.NOTICE}
    facts |= {Fact.SERIES} if series else set()
    facts |= {Fact.RECORD} if record is not None else set()
    facts |= {Fact.SIGNING} if signed is not None else set()
    case = Case(
        notice=notice,
        specimen=evolve(specimen, facts=facts),
        profile=profile,
        day=_day(notice.dateline),
        scopes=_scopes(notice, medium),
        others=series,
        record=record,
        signed=signed,
    )
    gate = gate_of(case, specialised=specialised)
    hearing = _Hearing(case, lenient=specialised)
    if gate is not None:
        hearing.tell(gate.finding(), None)
    if gate is PARTY_GATE:
        hearing.ask_party()
    elif gate is None or not gate.stops:
        for test in TESTS.values():
            hearing.ask(test)
    if tones is not None:
        hearing.ask_tones(tones)
    return hearing.report()


def medium_of(notice: Notice) -> Medium:
    """Return what a document is on: a copy may be on another medium than what it copies."""
    return notice.copy.medium if notice.copy is not None else notice.medium


def _day(dateline: Dateline | None) -> date | None:
    """Return the day whose law holds; of a draft the first it may be issued on."""
    if dateline is None or dateline.year is None:
        return None
    return date(dateline.year, dateline.month or 1, dateline.day or 1)


def _scopes(notice: Notice, medium: Medium | None) -> frozenset[Scope]:
    scopes = {Scope.COPY} if notice.copy is not None else set()
    if medium is not None:
        scopes.add(Scope.PAPER if medium is Medium.PAPER else Scope.ELECTRONIC)
    return frozenset(scopes)


_MEDIA = {Scope.PAPER, Scope.ELECTRONIC}
_UNKNOWN_MEDIUM = Unknown(
    "không biết văn bản giấy hay văn bản điện tử",
    "whether it is on paper or electronic is not known",
)
_NOT_SHOWN = {
    Fact.NOTICE: ("nội dung", "what it says"),
    Fact.TEXT: ("văn bản nguyên trạng", "the text as it stands"),
    Fact.LETTERS: ("kiểu chữ, cỡ chữ", "typeface and size"),
    Fact.SETTING: ("canh lề, khoảng cách", "alignment and spacing"),
    Fact.PAPER: ("khổ giấy", "the paper"),
    Fact.MARGINS: ("lề", "margins"),
    Fact.NUMBERING: ("số trang", "page numbers"),
    Fact.LINES: ("đường kẻ", "drawn lines"),
    Fact.BOXES: ("khung dấu", "boxes"),
    Fact.PLACES: ("vị trí trên trang", "places on the page"),
    Fact.PAGES: ("việc ngắt trang", "the breaks of pages"),
    Fact.IMAGES: ("hình ảnh", "pictures"),
    Fact.FILE: ("định dạng tệp", "the file's own format"),
    Fact.RECORD: ("dữ liệu đặc tả (Phụ lục VI)", "the metadata (Phụ lục VI)"),
    Fact.SIGNING: ("ngày ký", "the day it was signed"),
    Fact.SERIES: ("các văn bản khác trong năm", "the other documents of the year"),
}


class _Hearing:
    """Asks tests about one case and keeps what they say."""

    def __init__(self, case: Case, *, lenient: bool) -> None:
        self.case = case
        self.lenient = lenient
        self.findings: list[Finding] = []
        self.fixes: list[Fix | None] = []
        self.unevaluated: list[Unevaluated] = []
        self.asked = 0
        self.by_path = {seen.path: seen for seen in reversed(case.specimen.paragraphs) if seen.path}

    def report(self) -> Report:
        return Report(
            reading=Reading(notice=self.case.notice),
            findings=tuple(self.findings),
            unevaluated=tuple(self.unevaluated),
            asked=self.asked,
            fixes=tuple(self.fixes),
        )

    def tell(self, finding: Finding, fix: Fix | None) -> None:
        self.findings.append(finding)
        self.fixes.append(fix)

    def ask(self, test: Test) -> None:
        if not test.is_law(self.case.day):
            return
        if Scope.COPY in test.scopes and Scope.COPY not in self.case.scopes:
            return
        if media := test.scopes & _MEDIA:
            if not self.case.scopes & _MEDIA:
                self._leave(test, _UNKNOWN_MEDIUM)
                return
            if not self.case.scopes & media:
                return
        if missing := test.needs - self.case.specimen.facts:
            shown = [_NOT_SHOWN[each] for each in sorted(missing)]
            vi, en = (", ".join(each[side] for each in shown) for side in (0, 1))
            self._leave(
                test,
                Unknown(f"nguồn không cho biết {vi}", f"the source does not show {en}"),
            )
            return
        self._judge(test)

    def _judge(self, test: Test) -> None:
        unknown: Unknown | None = None
        severity = test.severity
        if self.lenient and severity is Severity.ERROR:
            severity = Severity.WARNING
        for outcome in test.judge(self.case):
            if isinstance(outcome, Unknown):
                unknown = outcome
            else:
                self._found(outcome, test.code, severity, test.clause)
        if unknown is not None:
            self._leave(test, unknown)
        else:
            self.asked += 1

    def _leave(self, test: Test, why: Unknown) -> None:
        self.unevaluated.append(Unevaluated(code=test.code, message=why.vi, english=why.en))

    def _found(self, breach: Breach, code: str, severity: Severity, clause: str) -> None:
        seen = breach.seen or self._seen_at(breach.path)
        span, quote = breach.span, breach.quote
        if seen is not None:
            if quote and (start := seen.text.find(quote)) >= 0:
                span = (start, start + len(quote))
            elif breach.seen is None:
                # The path's own text need not begin where the paragraph does.
                span = None
            if span is not None:
                quote = seen.text[span[0] : span[1]]
        known = seen is not None and seen.place != Place()
        self.tell(
            Finding(
                code=code,
                message=breach.vi,
                english=breach.en,
                where=breach.path or (seen.path if seen else ""),
                place=seen.place if seen is not None and known else None,
                span=span,
                quote=quote or (_beginning(seen.text) if seen is not None else ""),
                severity=severity,
                clause=clause,
                suggestion=breach.suggestion,
                fixable=breach.fix is not None,
            ),
            breach.fix,
        )

    def _seen_at(self, path: str) -> SeenParagraph | None:
        """Return the paragraph at a path, or at what the path is a part of."""
        while path:
            if (seen := self.by_path.get(path)) is not None:
                return seen
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None

    def ask_party(self) -> None:
        """Ask the looks of the Party's own form; nothing known of it is certain (a warning)."""
        if self.case.profile.national_name != PARTY.national_name:
            self.case = evolve(self.case, profile=PARTY)
        for code in BY_ROLE:
            test = TESTS[code]
            self.ask(
                evolve(
                    test,
                    code=code.replace("ND30", _PARTY_CODES),
                    clause=PARTY.name,
                    severity=Severity.WARNING,
                )
            )

    def ask_tones(self, wanted: ToneMarks) -> None:
        corrector = tone_marks(wanted)

        def fix(notice: Notice) -> Notice:
            return corrected(notice, corrector)

        for breach in corrections_of(self.case.texts, corrector, fix):
            self._found(breach, TONE_MARKS, Severity.WARNING, "")
        self.asked += 1


def _beginning(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


_QUOTED = 60
