"""What recognition works on: the lines of a document, freed of their file format.

Promised: a line knows where it stands in its file; what a line means is nobody's business here.
"""

import re
from typing import NamedTuple

from vnadmindoc.model import Table
from vnadmindoc.richtext import RichText

RULE = re.compile(r"[-_=*.~—–\s]{3,}")
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
        column: The character of its source line at which it begins, counted from 1.
        unit: What `number` counts.
    """

    text: str
    number: int
    rich: RichText | None = None
    bold: bool = False
    apart: bool = False
    verbatim: bool = False
    table: Table | None = None
    landscape: bool = False
    column: int = 1
    unit: str = "line"

    @property
    def where(self) -> str:
        """Its place in the words of a finding: ``"line 12"``."""
        return f"{self.unit} {self.number}"

    @property
    def value(self) -> RichText | str:
        """The text for the model, with its emphasis if it has any."""
        return self.rich if self.rich is not None else self.text


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
