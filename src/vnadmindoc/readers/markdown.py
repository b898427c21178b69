"""Markdown to lines: emphasis, tables and escapes understood, labels left as they are written.

A Markdown parser would renumber "5." after a paragraph and drop "-"; in a notice the label is text.
So lines are read one by one, with the inline marks that notices carry: ``**``, ``*``, ``<b>``,
``<i>``, ``<u>``, ``<br>``, backslash escapes, ``|`` tables, ``#`` headings, ``<!-- -->`` comments.
Promised: every word of the text is in a line; time is linear in its length.
"""

import html
import re
from collections.abc import Iterator, Sequence

from vnadmindoc.dialect import HEADER_ROWS, LANDSCAPE
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.model import Table
from vnadmindoc.readers.text import split_lines, text_lines
from vnadmindoc.recognition.lines import Line
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.text import tidy, tidy_run

_MARKS = re.compile(
    r"\\[!-/:-@\[-`{-~]|\*+|</?(?:b|i|u|strong|em)>|<br\s*/?>|&(?:#\d{1,7}|[a-zA-Z]{2,8});"
)
_INLINE = re.compile(r"[\\*<&]")
_ESCAPED_LABEL = re.compile(
    r"(?:\*+|<[biu]>)*(?:\\[-–+*>#|(]|\d{1,3}\\[.)]|[a-zđ]{1,2}\\\)|[IVXLC]{1,7}\\\.)"
)
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*$")
_COMMENT = re.compile(r"<!--\s*(?P<text>.*?)\s*-->")
_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL_END = re.compile(r"(?<!\\)\|")
_MOST_JOINED = 8  # rows over which one stretch of bold may run
_ASTERISKS = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}
_TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline"}


def markdown_lines(text: str) -> tuple[list[Line], list[Finding]]:
    """Return the lines of a Markdown text, and what its reader has to say."""
    rows, findings = split_lines(text)
    lines: list[Line] = []
    apart = landscape = False
    header_rows = 1
    at = 0
    while at < len(rows):
        row = rows[at].strip()
        number = at + 1
        at += 1
        if not row:
            apart = True
            continue
        if row.startswith("<!--") and (comment := _COMMENT.fullmatch(row)):
            words = comment["text"]
            landscape = landscape or words == LANDSCAPE
            if words.startswith(HEADER_ROWS) and words[-1].isdecimal():
                header_rows = int(words.rsplit(" ", 1)[-1])
            elif words not in ("", LANDSCAPE):
                # A comment holds words too, and words are never dropped.
                lines.append(Line(tidy(words), number, apart=True))
            continue
        if row.startswith("|"):
            end = at
            while end < len(rows) and rows[end].strip().startswith("|"):
                end += 1
            table, told = _table(rows[at - 1 : end], number, header_rows)
            at, header_rows = end, 1
            findings += told
            if table is not None:
                lines.append(Line("", number, apart=True, table=table))
            apart = True
            continue
        if row.count("**") % 2:
            # Bold that runs over line breaks: the rows up to its end are one stretch.
            end = at
            while end < len(rows) and end - at < _MOST_JOINED and rows[end].strip():
                end += 1
                if rows[end - 1].count("**") % 2:
                    row = "<br>".join(each.strip() for each in rows[at - 1 : end])
                    at = end
                    break
        for line in _inline(row, number, apart=apart, landscape=landscape):
            lines.append(line)
            apart = landscape = False
    return lines, findings


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name carries Markdown's marks."""
    return bool(re.search(r"^\s*(?:\*\*\S|#{1,6}\s|\|.*\|\s*$)|\S\*\*\s*$", text, re.MULTILINE))


def text_or_markdown_lines(text: str) -> tuple[list[Line], list[Finding]]:
    """Return the lines of pasted text, which may carry Markdown's marks or not."""
    return markdown_lines(text) if looks_like_markdown(text) else text_lines(text)


def _inline(row: str, number: int, *, apart: bool, landscape: bool) -> Iterator[Line]:
    """Yield the lines of a row: one, or more where ``<br>`` breaks it."""
    verbatim = _ESCAPED_LABEL.match(row) is not None
    if row.startswith("#") and (heading := _HEADING.fullmatch(row)):
        row = f"**{heading['text']}**" if heading["text"] else row
    if not _INLINE.search(row):
        if clean := tidy(row):
            yield Line(clean, number, apart=apart, landscape=landscape)
        return
    for part in _broken(_runs(row)):
        rich = _rich(part)
        if rich is None:
            continue
        bold = all(run.bold for run in rich.runs)
        marked = any(any(run.emphasis) for run in rich.runs)
        yield Line(
            str(rich),
            number,
            rich=rich if marked else None,
            bold=bold,
            apart=apart,
            verbatim=verbatim,
            landscape=landscape,
        )
        apart = landscape = verbatim = False


def _rich(runs: Sequence[Run]) -> RichText | None:
    return RichText(runs) if any(run.text.strip(" \u00a0\u202f") for run in runs) else None


_BREAK = Run(text=" ", underline=True)  # stands for <br>; told apart by identity


def _broken(runs: Sequence[Run]) -> Iterator[list[Run]]:
    part: list[Run] = []
    for run in runs:
        if run is _BREAK:
            yield part
            part = []
        else:
            part.append(run)
    yield part


def _runs(row: str) -> list[Run]:
    """Return a row's runs: marks that pair switch emphasis, others are text."""
    pieces: list[str] = []  # text and marks in turn, marks at odd places
    end = 0
    for found in _MARKS.finditer(row):
        pieces += [row[end : found.start()], found.group()]
        end = found.end()
    pieces.append(row[end:])
    paired = _paired(pieces)
    runs: list[Run] = []
    look = {"bold": False, "italic": False, "underline": False}
    for index, piece in enumerate(pieces):
        text = piece
        if index % 2:
            if index in paired:
                for name in paired[index]:
                    look[name] = not look[name]
                continue
            if piece.startswith("<br"):
                runs.append(_BREAK)
                continue
            text = piece[1:] if piece.startswith("\\") else html.unescape(piece)
        if text := tidy_run(text):
            runs.append(Run(text=text, **look))
    return runs


def _paired(pieces: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Return which marks switch what: an opening mark counts only with its closing one.

    Asterisks open before a word and close behind one; inside a word they are signs ("3*4").
    """
    paired: dict[int, tuple[str, ...]] = {}
    opened: dict[str, int] = {}
    for index in range(1, len(pieces), 2):
        mark = pieces[index]
        if mark.startswith("*") and len(mark) in _ASTERISKS:
            what, name = _ASTERISKS[len(mark)], mark
            before, behind = pieces[index - 1][-1:], pieces[index + 1][:1]
            opens = not before.isalnum() and not behind.isspace()
            closes = not behind.isalnum() and not before.isspace()
        elif mark.startswith("<") and not mark.startswith("<br"):
            what = (_TAGS[mark.strip("</>")],)
            name = what[0]
            closes = mark.startswith("</")
            opens = not closes
        else:
            continue
        if closes and name in opened:
            paired[opened.pop(name)] = paired[index] = what
        elif opens:
            opened[name] = index
    return paired


def _table(
    rows: Sequence[str], number: int, header_rows: int
) -> tuple[Table | None, list[Finding]]:
    """Return the table that rows beginning with ``|`` make; short rows are filled, and told of."""
    cells: list[list[RichText | None]] = []
    places: list[int] = []
    delimited = False
    for offset, row in enumerate(rows):
        row = row.strip()
        if offset and not delimited and _DELIMITER.fullmatch(row):
            delimited = True
            continue
        inner = row[1:-1] if len(row) > 1 and row.endswith("|") and row[-2] != "\\" else row[1:]
        cells.append([_cell(cell) for cell in _CELL_END.split(inner)])
        places.append(number + offset)
    width = max(map(len, cells))
    findings = [
        Finding(
            code="READ-006",
            message=f"a row of {len(row)} cells in a table of {width} columns was filled up with "
            "empty cells",
            where=f"line {place}",
            severity=Severity.WARNING,
        )
        for row, place in zip(cells, places, strict=True)
        if len(row) != width
    ]
    filled = [[*row, *[None] * (width - len(row))] for row in cells]
    if not any(cell is not None for row in filled for cell in row):
        return None, findings
    headed = min(header_rows, len(filled)) if delimited else 0
    return Table(rows=filled, header_rows=headed), findings


def _cell(text: str) -> RichText | None:
    joined = [run if run is not _BREAK else Run(text=" ") for run in _runs(text.strip())]
    return _rich(joined)
