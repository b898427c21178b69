"""Plain text to lines: a line each, the two columns of a letterhead told apart.

Promised: every word of the text is in a line; line numbers are those of the file.
Refused here: what a line means.
"""

import re

from vnadmindoc.findings import Finding, Severity
from vnadmindoc.recognition.lines import Line
from vnadmindoc.text import forbidden, nfc, tidy, without_forbidden

_OTHER_ENDS = "\r\v\f\u0085\u2028\u2029"
_LINE_ENDS = re.compile(f"\r\n|[{_OTHER_ENDS}]")
# The right-hand column of a letterhead begins with one of these words.
_RIGHT_COLUMN = re.compile(
    r"(?<=\S)(?:\t|[ \u00a0]{2,})\s*(?=CỘNG H|Độc lập|[^\s,][^,]{0,40}, ngày)"
)
_MOST_TOLD = 20
_HEAD_LINES = 30  # in which a letterhead is looked for


def split_lines(text: str) -> tuple[list[str], list[Finding]]:
    """Return the lines of a text, NFC and free of control characters, and what was removed.

    Args:
        text: Any text, with any line ends.
    """
    text = nfc(text)
    if any(end in text for end in _OTHER_ENDS):
        text = _LINE_ENDS.sub("\n", text)
    lines = text.split("\n")
    findings: list[Finding] = []
    for index, line in enumerate(lines):
        bad = forbidden(line)
        if bad is not None:
            lines[index] = without_forbidden(line)
            findings.append(_replaced(bad, index + 1))
    if len(findings) > _MOST_TOLD:
        more = len(findings) - _MOST_TOLD
        findings[_MOST_TOLD:] = [
            Finding(
                code="READ-005",
                message=f"control characters were replaced by blanks in {more} more lines",
                severity=Severity.WARNING,
            )
        ]
    return lines, findings


def columns_of(row: str, number: int) -> list[tuple[int, str]]:
    """Return the one or two columns of a line: in a letterhead blanks may hold two apart.

    Each comes with the character of the line at which it begins, from 1.

    Args:
        row: The line as it stands in the file.
        number: Its number, from 1.
    """
    if number > _HEAD_LINES or not ("  " in row or "\t" in row or "\u00a0" in row):
        return [(1, row)]
    gap = _RIGHT_COLUMN.search(row)
    if gap is None:
        return [(1, row)]
    return [(1, row[: gap.start()]), (gap.end() + 1, row[gap.end() :])]


def _replaced(bad: str, number: int) -> Finding:
    return Finding(
        code="READ-005",
        message=f"control character U+{ord(bad):04X} was replaced by a blank",
        where=f"line {number}",
        severity=Severity.WARNING,
    )


def text_lines(text: str) -> tuple[list[Line], list[Finding]]:
    """Return the lines of a plain text, and what its reader has to say."""
    lines: list[Line] = []
    rows, findings = split_lines(text)
    apart = False
    for number, row in enumerate(rows, 1):
        for column, part in columns_of(row, number):
            clean = tidy(part)
            if clean:
                lines.append(Line(clean, number, apart=apart, column=column))
                apart = False
            else:
                apart = True
    return lines, findings
