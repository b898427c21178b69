"""Markdown to lines: emphasis, tables and escapes understood, labels left as they are written.

A Markdown parser would renumber "5." after a paragraph and drop "-"; in a notice the label is text.
So lines are read one by one, with the inline marks that notices carry: ``**``, ``*``, ``<b>``,
``<i>``, ``<u>``, ``<br>``, backslash escapes, ``|`` tables, ``#`` headings, ``<!-- -->`` comments.
Promised: every word of the text is in a line; time is linear in its length.
"""

import html
import re
from collections.abc import Iterator, Sequence

from vnadmindoc.dialect import DEPTH, FOOTER, HEADER_ROWS, LANDSCAPE, PLAIN
from vnadmindoc.findings import Finding, Place, Severity
from vnadmindoc.model import Table
from vnadmindoc.readers.text import columns_of, split_lines, text_lines
from vnadmindoc.recognition.lines import Line, Source
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.text import tidy, tidy_run

_MARKS = re.compile(
    r"\\[!-/:-@\[-`{-~]|\*+|</?(?:b|i|u|strong|em)>|<br\s*/?>|&(?:#\d{1,7}|[a-zA-Z]{2,8});"
)
_MARKED = re.compile(r"[\\*<&|#]")  # what a row with any mark of Markdown holds
_ESCAPED_LABEL = re.compile(
    r"(?:\*|<[biu]>)*(?:\\[-–+*>#|(]|\d{1,3}(?:\.\d{1,3}){0,3}\\[.)/]|[a-zđ]{1,2}\\[.)/]"
    r"|[IVXLC]{1,7}\\[-.)/])"
)
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*$")
_COMMENT = re.compile(r"<!--\s*(?P<text>.*?)\s*-->")
_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL_END = re.compile(r"(?<!\\)\|")
# Blanks within a row: a blank that runs on over empty rows would be looked at again and again.
_LOOKS_MARKED = re.compile(
    r"^[^\S\n]*(?:\*\*\S|#{1,6}[^\S\n]|\|.*\|[^\S\n]*$)|\S\*\*[^\S\n]*$", re.MULTILINE
)
# The marks of a row that is nothing but bold, which nearly every row with marks is.
_WHOLE_BOLD = re.compile(r"\*\*(?P<text>[^\s\\*<&](?:[^\\*<&]*[^\s\\*<&])?)\*\*")
_MOST_JOINED = 8  # rows over which one stretch of bold may run
_ASTERISKS = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}
_TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline"}


def markdown_lines(text: str) -> Source:
    """Return the lines of a Markdown text, and what its reader has to say."""
    rows, findings = split_lines(text)
    return Source(_Rows(rows, findings).lines(), rows, findings)


class _Rows:
    """Goes over the rows of a text; remembers what a comment said of what follows."""

    def __init__(self, rows: Sequence[str], findings: list[Finding]) -> None:
        self.rows = rows
        self.findings = findings
        self.apart = self.landscape = self.plain = False
        self.depth: int | None = None
        self.footer = 0  # 1 before the lines at the foot of a page, 2 among them
        self.header_rows = 1

    def lines(self) -> list[Line]:
        """Return the lines of all rows."""
        found: list[Line] = []
        at = 0
        while at < len(self.rows):
            row = self.rows[at].strip()
            if not row:
                self.apart = True
                at += 1
            elif not _MARKED.search(row):  # nearly every row
                columns = columns_of(self.rows[at], at + 1)
                found += [
                    self._told(Line(clean, at + 1)) for column in columns if (clean := tidy(column))
                ]
                if len(columns) > 1 and found:
                    found[-1] = found[-1]._replace(right=True)
                at += 1
            elif row.startswith("<!--") and (comment := _COMMENT.fullmatch(row)):
                found += self._comment(comment["text"], at + 1)
                at += 1
            elif row.startswith("|"):
                end = self._end_of_table(at)
                found += self._table(at, end)
                at = end
            else:
                end = self._end_of_bold(at)
                found += self._text(at, end)
                at = end
        return found

    def _comment(self, words: str, number: int) -> Iterator[Line]:
        if words == LANDSCAPE:
            self.landscape = True
        elif words == PLAIN:
            self.plain = True
        elif words == FOOTER:
            self.footer = 1
        elif words.startswith(DEPTH) and words[-1].isdecimal():
            self.depth = int(words.rsplit(" ", 1)[-1])
        elif words.startswith(HEADER_ROWS) and words[-1].isdecimal():
            self.header_rows = int(words.rsplit(" ", 1)[-1])
        elif clean := tidy(words):
            # A comment holds words too, and words are never dropped.
            yield Line(clean, number, apart=True)

    def _end_of_table(self, at: int) -> int:
        while at < len(self.rows) and self.rows[at].strip().startswith("|"):
            at += 1
        return at

    def _table(self, at: int, end: int) -> Iterator[Line]:
        table, cells, told = _table(self.rows[at:end], at + 1, self.header_rows)
        self.findings += told
        self.header_rows = 1
        self.apart = True
        if table is not None:
            yield self._told(Line("", at + 1, table=table, cells=cells))
            self.apart = True

    def _end_of_bold(self, at: int) -> int:
        """Return where the stretch that begins in a row ends: bold may run over line breaks."""
        if self.rows[at].count("**") % 2:
            for end in range(at + 1, min(at + _MOST_JOINED, len(self.rows))):
                if not self.rows[end].strip():
                    break
                if self.rows[end].count("**") % 2:
                    return end + 1
        return at + 1

    def _text(self, at: int, end: int) -> Iterator[Line]:
        numbers: Sequence[int] | None = None
        if end - at > 1:
            columns = ["<br>".join(row.strip() for row in self.rows[at:end])]
            # A break within a row keeps its number, the one between two rows leads to the next.
            numbers = [
                at + 1 + row for row in range(end - at) for _ in _BREAKS.split(self.rows[at + row])
            ]
        else:
            columns = columns_of(self.rows[at], at + 1)
        for index, column in enumerate(columns):
            for part, rich, verbatim in _inline(column.strip()):
                line = _line(rich, at + 1 if numbers is None else numbers[part])
                if verbatim or index:
                    line = line._replace(verbatim=verbatim, right=index > 0)
                yield self._told(line)

    def _told(self, line: Line) -> Line:
        """Return a line with what was told of it before: blank lines and comments."""
        if self.plain or self.landscape or self.depth is not None:
            line = line._replace(
                verbatim=line.verbatim or self.plain, landscape=self.landscape, depth=self.depth
            )
            self.plain = self.landscape = False
            self.depth = None
        if self.footer:
            self.footer = 0 if self.apart and self.footer == 2 else 2
            line = line._replace(footer=bool(self.footer))
        if self.apart:
            self.apart = False
            return line._replace(apart=True)
        return line


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name carries Markdown's marks."""
    return _LOOKS_MARKED.search(text) is not None


def text_or_markdown_lines(text: str) -> Source:
    """Return the lines of pasted text, which may carry Markdown's marks or not."""
    return markdown_lines(text) if looks_like_markdown(text) else text_lines(text)


def _inline(row: str) -> Iterator[tuple[int, RichText, bool]]:
    """Yield the parts that ``<br>`` makes of a row: its place, its text, whether it is escaped."""
    if row.startswith("#") and (heading := _HEADING.fullmatch(row)):
        row = f"**{heading['text']}**" if heading["text"] else row
    whole = _WHOLE_BOLD.fullmatch(row)
    if whole is not None and (text := tidy(whole["text"])):
        yield 0, RichText((Run(text=text, bold=True),)), False
        return
    verbatim = "\\" in row and _ESCAPED_LABEL.match(row) is not None
    for index, part in enumerate(_broken(_runs(row))):
        if (rich := _rich(part)) is not None:
            yield index, rich, verbatim
            verbatim = False


def _line(rich: RichText, number: int) -> Line:
    runs = rich.runs
    marked = len(runs) > 1 or any(runs[0].emphasis)  # a second run differs from the first
    bold = all(run.bold for run in runs)
    return Line(str(rich), number, rich=rich if marked else None, bold=bold)


def _rich(runs: Sequence[Run]) -> RichText | None:
    return RichText(runs) if any(run.text.strip(" \u00a0\u202f") for run in runs) else None


_BREAKS = re.compile(r"<br\s*/?>")
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
) -> tuple[Table | None, tuple[tuple[tuple[Line, ...], ...], ...], list[Finding]]:
    """Return the table that rows beginning with ``|`` make, and the lines in its cells.

    Short rows are filled, and told of.
    """
    cells: list[list[list[Run]]] = []
    places: list[int] = []
    delimited = False
    for offset, row in enumerate(map(str.strip, rows)):
        if offset and not delimited and _DELIMITER.fullmatch(row):
            delimited = True
            continue
        inner = row[1:-1] if len(row) > 1 and row.endswith("|") and row[-2] != "\\" else row[1:]
        cells.append([_runs(cell.strip()) for cell in _CELL_END.split(inner)])
        places.append(number + offset)
    width = max(map(len, cells))
    findings = [
        Finding(
            code="READ-006",
            message=f"dòng có {len(row)} ô trong bảng {width} cột: thêm ô trống cho đủ",
            english=f"a row of {len(row)} cells in a table of {width} columns was filled up with "
            "empty cells",
            place=Place(line=place),
            severity=Severity.WARNING,
        )
        for row, place in zip(cells, places, strict=True)
        if len(row) != width
    ]
    filled = [[_cell(runs) for runs in row] + [None] * (width - len(row)) for row in cells]
    if not any(cell is not None for row in filled for cell in row):
        return None, (), findings
    lines = tuple(
        tuple(tuple(_lines_of(runs, place)) for runs in row)
        for row, place in zip(cells, places, strict=True)
    )
    headed = min(header_rows, len(filled)) if delimited else 0
    return Table(rows=filled, header_rows=headed), lines, findings


def _cell(runs: Sequence[Run]) -> RichText | None:
    return _rich([run if run is not _BREAK else Run(text=" ") for run in runs])


def _lines_of(runs: Sequence[Run], number: int) -> Iterator[Line]:
    for part in _broken(runs):
        if (rich := _rich(part)) is not None:
            yield _line(rich, number)
