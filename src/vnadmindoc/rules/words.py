"""Tests that are asked of the words of a notice, and the repair of a word wherever it stands.

Promised: a repair changes only the words it is about; what an annotation quotes (a deadline, who
does it) is changed with the text it is quoted from, so no deadline is lost.
"""

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from vnadmindoc.findings import Severity
from vnadmindoc.model import (
    Annex,
    BodyItem,
    Directive,
    Notice,
    Paragraph,
    Section,
    Table,
    texts_of,
)
from vnadmindoc.orthography import Correction, Corrector, applied
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.rules.contents import Texts
from vnadmindoc.rules.rule import Breach, Case, Fix, holds
from vnadmindoc.specimen import Fact


def corrected(notice: Notice, corrector: Corrector) -> Notice:
    """Return the notice with every running text corrected.

    Args:
        notice: The notice.
        corrector: Returns the corrections of one text.
    """

    def line(text: str) -> str:
        return applied(text, corrector(text))

    def section(value: Section) -> Section:
        return evolve(value, heading=line(value.heading), body=items(value.body))

    def items(values: Iterable[BodyItem]) -> list[BodyItem]:
        return [_item(value, corrector) for value in values]

    def annex(value: Annex) -> Annex:
        return evolve(
            value, body=items(value.body), sections=[section(each) for each in value.sections]
        )

    return evolve(
        notice,
        subject=line(notice.subject),
        legal_bases=[line(each) for each in notice.legal_bases],
        opening=items(notice.opening),
        sections=[section(each) for each in notice.sections],
        closing=items(notice.closing),
        recipients=[line(each) for each in notice.recipients],
        annexes=[annex(each) for each in notice.annexes],
    )


def _item(item: BodyItem, corrector: Corrector) -> BodyItem:
    match item:
        case Paragraph():
            return evolve(item, text=_rich(item.text, corrector))
        case Table():
            rows = [[cell and _rich(cell, corrector) for cell in row] for row in item.rows]
            return evolve(
                item, rows=rows, duties=[_directive(each, corrector) for each in item.duties]
            )
        case Directive():
            return _directive(item, corrector)


def _directive(directive: Directive, corrector: Corrector) -> Directive:
    quote = _requoting(directive, corrector)
    return evolve(
        directive,
        text=_rich(directive.text, corrector),
        children=[_item(child, corrector) for child in directive.children],
        assignments=[evolve(each, party=quote(each.party)) for each in directive.assignments],
        deadlines=[evolve(each, phrase=quote(each.phrase)) for each in directive.deadlines],
        events=[evolve(each, phrase=quote(each.phrase)) for each in directive.events],
    )


def _requoting(directive: Directive, corrector: Corrector) -> Callable[[str], str]:
    """Return the function that quotes the corrected text where the old one was quoted."""
    written = list(texts_of(directive))
    before = " ".join(written)
    found: list[Correction] = []
    offset = 0
    for text in written:
        found += [
            Correction(each.start + offset, each.end + offset, each.text)
            for each in corrector(text)
        ]
        offset += len(text) + 1

    def requoted(phrase: str) -> str:
        start = before.find(phrase)
        end = start + len(phrase)
        inside = [each for each in found if each.start < end and each.end > start]
        if start < 0 or not inside:
            return phrase
        # A correction that the quotation cuts in two is quoted whole.
        start, end = min(start, inside[0].start), max(end, inside[-1].end)
        moved = [each._replace(start=each.start - start, end=each.end - start) for each in inside]
        return applied(before[start:end], moved)

    return requoted


def _rich(text: RichText, corrector: Corrector) -> RichText:
    corrections = corrector(str(text))
    if not corrections:
        return text
    runs: list[Run] = []
    begin = 0
    for run in text.runs:
        end = begin + len(run.text)
        mine = [
            # What begins in a run is written there; what is left of it goes from the next.
            Correction(
                max(each.start, begin) - begin,
                min(each.end, end) - begin,
                each.text if each.start >= begin else "",
            )
            for each in corrections
            if each.start < end and each.end > begin
        ]
        if written := applied(run.text, mine):
            runs.append(evolve(run, text=written))
        begin = end
    return RichText(runs)


def correction(
    code: str,
    clause: str,
    vi: str,
    en: str,
    corrector: Corrector,
    *,
    severity: Severity = Severity.WARNING,
) -> None:
    """Enter the test that a corrector finds nothing; each correction is a breach with its repair.

    Args:
        code: Without ``ND30-``.
        clause: Where the Decree says so.
        vi: The sentence that holds, in Vietnamese.
        en: The same in English.
        corrector: Returns the corrections of one text.
        severity: Of a breach.
    """
    fix: Fix = lambda notice: corrected(notice, corrector)  # noqa: E731  # one fix for every breach

    @holds(code, clause, vi, en, severity=severity, needs=(Fact.NOTICE,))
    def nothing_to_correct(case: Case) -> Iterator[Breach]:
        yield from corrections_of(case.texts, corrector, fix)


def corrections_of(texts: Texts, corrector: Corrector, fix: Fix) -> Iterator[Breach]:
    """Yield a breach for every correction of the running text of a notice."""
    for path, text in texts.holding(*corrector.signs):
        found = corrector(text)
        for each in found:
            start, end = _words_around(text, each)
            inside = [
                other._replace(start=other.start - start, end=other.end - start)
                for other in found
                if start <= other.start and other.end <= end
            ]
            written = text[start:end]
            right = applied(written, inside)
            yield Breach(
                vi=f"{written!r}: viết {right!r}",
                en=f"{written!r}: write {right!r}",
                path=path,
                span=(each.start, each.end),
                quote=text[each.start : each.end],
                fix=fix,
                suggestion=right,
            )


def _words_around(text: str, each: Correction) -> tuple[int, int]:
    """Return where the words stand that a correction touches, marks around them left out."""
    start = text.rfind(" ", 0, each.start) + 1
    end = text.find(" ", each.end)
    end = len(text) if end < 0 else end
    while start < each.start and text[start] in _MARKS:
        start += 1
    while end > each.end and text[end - 1] in _MARKS:
        end -= 1
    return start, end


_MARKS = " ,;.:()[]\"'“”"
