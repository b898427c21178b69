"""What recognition works on: the lines of a document, freed of their file format.

Promised: a line knows where it stands in its file; what a line means is nobody's business here.
Lines that a page has broken are joined to the paragraph they were.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from vnadmindoc.findings import Finding, Place
from vnadmindoc.labels import label_of
from vnadmindoc.model import Table
from vnadmindoc.richtext import RichText, Run, rich

RULE = re.compile(r"[-_=*.~—–\s]{3,}|[|\s]+|\*")
"""A line drawn with characters; it holds no word."""


class Line(NamedTuple):
    """One line or paragraph of a document (*dòng*).

    Attributes:
        text: Its text, tidy and never empty but for a table or a drawn rule.
        number: Its line, or its paragraph, counted from 1; several lines may share it.
        rich: The same text with emphasis, where it has any.
        bold: Whether all of it is bold.
        apart: Whether a blank line, or the border of a paragraph, stands before it.
        verbatim: Whether its first sign is escaped, so that it is no label.
        table: A table that stands here, instead of text.
        landscape: Whether the annex it begins lies on its side.
        depth: In how many items of lists it stands, where its reader knows.
        footer: Whether it is known to stand at the foot of a page.
        note: Whether it is a note to the text, such as a footnote.
        unit: What `number` counts.
        right: Whether it stands in the right-hand one of two columns.
        centred: Whether it is known to be centred.
        cells: The lines in the cells of `table`, row by row; a merged cell stands where it begins.
    """

    text: str
    number: int
    rich: RichText | None = None
    bold: bool = False
    apart: bool = False
    verbatim: bool = False
    table: Table | None = None
    landscape: bool = False
    depth: int | None = None
    footer: bool = False
    note: bool = False
    unit: Literal["line", "paragraph"] = "line"
    right: bool = False
    centred: bool = False
    cells: "tuple[tuple[tuple[Line, ...], ...], ...]" = ()

    @property
    def place(self) -> Place:
        """Where it stands, for a finding."""
        return Place(**{self.unit: self.number})

    @property
    def where(self) -> str:
        """Its place in words: ``"line 12"``."""
        return f"{self.unit} {self.number}"

    @property
    def value(self) -> RichText | str:
        """The text for the model, with its emphasis if it has any."""
        return self.rich if self.rich is not None else self.text


class Source(NamedTuple):
    """A document as its reader gives it.

    Attributes:
        lines: Its lines, in order.
        rows: What the numbers of the lines count: the rows of a text, the paragraphs of a file.
        findings: What the reader has to say.
    """

    lines: Sequence[Line]
    rows: Sequence[str]
    findings: Sequence[Finding] = ()


# Words behind which no paragraph ends; behind the second kind a figure is no label.
_DANGLING = re.compile(
    r"(?:của|và|các|những|với|cho|tại|về|theo|trong|từ|đến|do|là|được|để|khi|bởi|hoặc|số|ngày|tháng"
    r"|khoản|điểm|Điều|điều)$"
)
_BEFORE_FIGURE = re.compile(r"(?:ngày|tháng|năm|số|khoản|Điều|điều|từ|đến)$")
_ENDED = (".", ";", ":", "!", "?", "…", "./.")


def joined(lines: Sequence[Line], at: int, end: int, width: int = 0) -> tuple[Line, int]:
    """Return the line at an index with the lines that go on it, and the index behind them.

    Args:
        lines: The lines.
        at: The index of the first.
        end: Before which index to stop.
        width: The width at which the lines are broken, in characters; 0 when they are not.
    """
    line = lines[at]
    at += 1
    if at == end or lines[at].apart or line.table is not None:
        return line, at
    parts = [line]
    while at < end and _goes_on(parts[-1].text, lines[at], width):
        parts.append(lines[at])
        at += 1
    if len(parts) == 1:
        return line, at
    texts = [part.text for part in parts]
    text = " ".join(texts)
    if not any(part.rich is not None for part in parts):
        return line._replace(text=text), at
    runs = [run for part in parts for run in (*rich(part.value).runs, Run(text=" "))]
    return line._replace(text=text, rich=RichText(runs), bold=False), at


def _goes_on(above: str, line: Line, width: int) -> bool:
    """Whether a line goes on the paragraph above it, which a program or a page has broken."""
    text = line.text
    if line.apart or line.table is not None or line.verbatim or above.endswith(_ENDED):
        return False
    if label_of(text) is not None:
        return text[0].isdecimal() and _BEFORE_FIGURE.search(above) is not None
    if text[0].islower() or _DANGLING.search(above):
        return True
    full = width and len(above) + 1 + len(text.split(" ", 1)[0]) > width
    return bool(full) and in_capitals(above) == in_capitals(text)


def width_of(lines: Sequence[Line]) -> int:
    """Return the width in characters at which lines are broken; 0 when paragraphs stand whole."""
    widest = 0
    for line in lines:
        if len(line.text) > widest:
            widest = len(line.text)
            if widest > _MOST_WIDTH:
                return 0
    return int(widest * _RAGGED) if widest >= _LEAST_WIDTH else 0


_LEAST_WIDTH, _MOST_WIDTH = 50, 130  # characters of a line of text on a page
_RAGGED = 0.88  # of the widest line: letters differ in width


def is_rule(line: Line) -> bool:
    """Whether a line is drawn with characters."""
    text = line.text
    return line.table is None and not text[0].isalnum() and RULE.fullmatch(text) is not None


def holds_words(line: Line) -> bool:
    """Whether a line holds a letter or a figure, or a table."""
    return line.table is not None or any(map(str.isalnum, line.text))


def in_capitals(text: str) -> bool:
    """Whether a text is written in capitals and holds two letters or more."""
    return text == text.upper() and sum(map(str.isalpha, text)) >= 2
