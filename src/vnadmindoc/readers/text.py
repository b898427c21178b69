"""Plain text to lines: a line each, the two columns of a letterhead told apart.

Promised: every word of the text is in a line; line numbers are those of the file.
Refused here: what a line means.
"""

import re

from vnadmindoc.findings import Finding, Place, Severity
from vnadmindoc.recognition.lines import Line, Source
from vnadmindoc.text import forbidden, nfc, tidy, without_forbidden

_OTHER_ENDS = "\r\v\f\u0085\u2028\u2029"
_LINE_ENDS = re.compile(f"\r\n|[{_OTHER_ENDS}]")
# The right-hand column of a letterhead begins with one of these words. What is blank is taken once
# and never given back, here and below: a line may be a million blanks.
_HEAD_GAP = re.compile(
    r"(?<=\S)(?:\t|[ \u00a0]{2,}+|[ \u00a0]*+\|)\s*+"
    r"(?=C[ỘÔ]NG H|Độc lập|ĐẢNG CỘNG|(?:[^\s,|]+ ){0,5}[^\s,|]+,\s*ngày)"
)
# Beside the recipients stands who signs: an office in capitals, or a name.
_RECIPIENTS = re.compile(r"\s*(?:[-–+•]|Nơi nhận)")
_FOOT_GAP = re.compile(
    r"(?:(?<!\t)\t++|(?<![ \u00a0])[ \u00a0]{4,}+|(?<![ \u00a0])[ \u00a0]++\|)\s*+"
    r"(?=[A-ZĐ]\S*+(?: \S++){0,9}+[\s|]*+$)"
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
                message=f"thay ký tự điều khiển bằng dấu cách ở {more} dòng khác",
                english=f"control characters were replaced by blanks in {more} more lines",
                severity=Severity.WARNING,
            )
        ]
    return lines, findings


def columns_of(row: str, number: int) -> list[str]:
    """Return the one or two columns of a line: blanks hold apart what stands side by side.

    Two columns are told apart in a letterhead, and where recipients stand beside a signature.

    Args:
        row: The line as it stands in the file.
        number: Its number, from 1.
    """
    if not ("  " in row or "\t" in row or "\u00a0" in row or " |" in row):
        return [row]
    if number <= _HEAD_LINES and (gap := _HEAD_GAP.search(row)) is not None:
        return [row[: gap.start()], row[gap.end() :].rstrip(" |")]
    if _RECIPIENTS.match(row) and (gap := _FOOT_GAP.search(row)) is not None:
        return [row[: gap.start()], row[gap.end() :].rstrip(" |")]
    return [row]


def _replaced(bad: str, number: int) -> Finding:
    return Finding(
        code="READ-005",
        message=f"thay ký tự điều khiển U+{ord(bad):04X} bằng dấu cách",
        english=f"control character U+{ord(bad):04X} was replaced by a blank",
        place=Place(line=number),
        severity=Severity.WARNING,
    )


def text_lines(text: str) -> Source:
    """Return the lines of a plain text, and what its reader has to say."""
    lines: list[Line] = []
    rows, findings = split_lines(text)
    apart = False
    for number, row in enumerate(rows, 1):
        columns = columns_of(row, number)
        for column in columns:
            clean = tidy(column)
            if clean:
                lines.append(Line(clean, number, apart=apart))
                apart = False
            else:
                apart = True
        if len(columns) > 1 and lines:
            lines[-1] = lines[-1]._replace(right=True)
    return Source(lines, rows, findings)
