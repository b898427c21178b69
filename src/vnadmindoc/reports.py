"""What checks found: fault by fault for people; JSON, SARIF, annotations of GitHub for programs.

Promised: every finding is in every format, with its code, severity, clause, place and span; so is
every test that was not evaluated, but for the annotations, which have no word for it.
Source: SARIF 2.1.0 (OASIS, 27 March 2020); GitHub's workflow commands.
Refused here: screens and files.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import groupby
from pathlib import PurePath
from urllib.parse import quote

from attrs import evolve, frozen

from vnadmindoc.conformance import TONE_MARKS, Report
from vnadmindoc.findings import Finding, Language, Place, Severity
from vnadmindoc.rules import TESTS

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@frozen(kw_only=True)
class Checked:
    """A source and what its check found (*kết quả của một tệp*).

    Attributes:
        source: What it is called: a path, as it was given.
        report: What was found.
        fixed: What was found and then mended; no longer in `report`.
    """

    source: str
    report: Report
    fixed: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh so much."""
        return sum(finding.severity is severity for finding in self.report.findings)


@frozen
class Group:
    """One fault at all its places (*một lỗi, nhiều chỗ*): of one code and one message.

    A wrong typeface is one thing to mend, however many paragraphs are set in it.

    Attributes:
        findings: Each of them, in order; at least one.
    """

    findings: tuple[Finding, ...]

    def together(self, language: Language = "vi") -> Finding:
        """Return one finding that names all the places: ``"đoạn 3, 5–9 (6 chỗ)"``."""
        first = self.findings[0]
        if len(self.findings) == 1:
            return first
        places = [each.place for each in self.findings if each.place is not None]
        if len(places) < len(self.findings):
            told = ", ".join(filter(None, [each.located(language) for each in self.findings]))
        else:
            told = _places_told(places, language)
        count = f"{len(self.findings)} {'chỗ' if language == 'vi' else 'places'}"
        return evolve(first, where=f"{told} ({count})" if told else count, place=None)


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Return findings with those together that say the same of several places, in order."""
    groups: dict[tuple[str, str, Severity], list[Finding]] = {}
    for each in findings:
        groups.setdefault((each.code, each.message, each.severity), []).append(each)
    return [Group(tuple(group)) for group in groups.values()]


def _places_told(places: Sequence[Place], language: Language) -> str:
    """Return places in words, page by page, those that follow each other as a range."""
    words = ("trang", "đoạn", "dòng") if language == "vi" else ("page", "paragraph", "line")
    told = []
    for page, on_page in groupby(sorted(places, key=_order), key=lambda each: each.page):
        there = list(on_page)
        begins = f"{words[0]} {page}" if page is not None else ""
        paragraphs = _numbers_told([each.paragraph for each in there])
        lines = _numbers_told([each.line for each in there])
        parts = [
            f"{word} {numbers}"
            for word, numbers in ((words[1], paragraphs), (words[2], lines))
            if numbers
        ]
        told.append(" ".join(filter(None, [begins, ", ".join(parts)])))
    return "; ".join(told)


def _order(place: Place) -> tuple[int, int, int]:
    return place.page or 0, place.paragraph or 0, place.line or 0


def _numbers_told(numbers: Iterable[int | None]) -> str:
    """Return numbers in words: ``"3, 5–9"``."""
    runs: list[list[int]] = []
    for number in sorted({each for each in numbers if each is not None}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def finding_data(finding: Finding) -> dict[str, object]:
    """Return a finding as plain data; what is not known is None or empty."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "line": place.line if place else None,
        "paragraph": place.paragraph if place else None,
        "page": place.page if place else None,
        "span": list(finding.span) if finding.span else None,
        "quote": finding.quote,
        "message": finding.message,
        "english": finding.english,
        "clause": finding.clause,
        "suggestion": finding.suggestion,
        "fixable": finding.fixable,
    }


def as_data(checked: Checked) -> dict[str, object]:
    """Return what a check found as plain data, for JSON."""
    report = checked.report
    return {
        "source": checked.source,
        "conforms": report.conforms,
        "asked": report.asked,
        "findings": [finding_data(finding) for finding in report.findings],
        "fixed": [finding_data(finding) for finding in checked.fixed],
        "unevaluated": [
            {"code": each.code, "message": each.message, "english": each.english}
            for each in report.unevaluated
        ],
    }


def as_sarif(all_checked: Sequence[Checked], language: Language = "vi") -> dict[str, object]:
    """Return what checks found as a SARIF 2.1.0 log, one run for all sources.

    Args:
        all_checked: The sources.
        language: Of the messages.
    """
    findings = [(each.source, found) for each in all_checked for found in each.report.findings]
    codes = sorted({found.code for _, found in findings} | set(TESTS))
    places = {code: index for index, code in enumerate(codes)}
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "vnadmindoc",
                        "version": version("vnadmindoc"),
                        "rules": [_rule(code, language) for code in codes],
                    }
                },
                "language": "vi-VN" if language == "vi" else "en-US",
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": [
                            _notification(each.source, code, why)
                            for each in all_checked
                            for code, why in _unevaluated(each.report, language)
                        ],
                    }
                ],
                "results": [
                    _result(source, found, places[found.code], language)
                    for source, found in findings
                ],
            }
        ],
    }


def _unevaluated(report: Report, language: Language) -> Iterator[tuple[str, str]]:
    return ((each.code, each.said(language)) for each in report.unevaluated)


def _rule(code: str, language: Language) -> dict[str, object]:
    test = TESTS.get(code)
    if test is None:
        text = "dấu thanh" if code == TONE_MARKS else code
        return {"id": code, "shortDescription": {"text": text}}
    return {
        "id": code,
        "shortDescription": {"text": test.vi if language == "vi" else test.en},
        "defaultConfiguration": {"level": test.severity.value},
        "properties": {"clause": test.clause},
    }


def _uri(source: str) -> str:
    return quote(PurePath(source).as_posix())


def _notification(source: str, code: str, why: str) -> dict[str, object]:
    return {
        "level": "note",
        "message": {"text": f"{code}: {why}"},
        "associatedRule": {"id": code},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(source)}}}],
    }


def _result(source: str, found: Finding, index: int, language: Language) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(source)}}
    if found.place is not None and found.place.line is not None:
        physical["region"] = _region(found, found.place.line)
    location: dict[str, object] = {"physicalLocation": physical}
    if where := found.located(language):
        location["logicalLocations"] = [{"fullyQualifiedName": where}]
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": found.severity.value,
        "message": {"text": found.said(language)},
        "locations": [location],
        "properties": {
            "clause": found.clause,
            "suggestion": found.suggestion,
            "fixable": found.fixable,
        },
    }


def _region(found: Finding, line: int) -> dict[str, object]:
    region: dict[str, object] = {"startLine": line}
    if found.span is not None:
        region |= {"startColumn": found.span[0] + 1, "endColumn": found.span[1] + 1}
    return region


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_annotations(all_checked: Iterable[Checked], language: Language = "vi") -> Iterator[str]:
    """Yield a workflow command of GitHub for each finding: ``::error file=…,line=…::…``.

    Args:
        all_checked: The sources.
        language: Of the messages.
    """
    for checked in all_checked:
        for found in checked.report.findings:
            values = {"file": PurePath(checked.source).as_posix(), "title": found.code}
            if found.place is not None and found.place.line is not None:
                values["line"] = str(found.place.line)
                if found.span is not None:
                    values |= {"col": str(found.span[0] + 1), "endColumn": str(found.span[1] + 1)}
            properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
            clause = f" ({found.clause})" if found.clause else ""
            place = f"{place}: " if (place := found.located(language)) else ""
            text = _data(f"{place}{found.said(language)}{clause}")
            yield f"::{_COMMANDS[found.severity]} {properties}::{text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
