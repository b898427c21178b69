"""The text layer of a PDF as a specimen, as far as it shows what the rules ask.

Promised: nothing is made up: a PDF tells neither margins nor the space that belongs to a
paragraph, so no fact of these is there. A PDF of ours gives the notice inside it, where its pages
say the same.
Refused here: text in pictures; a scan without a text layer is told as such.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Final

from attrs import define, evolve, frozen

from vnadmindoc.errors import ReadError
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.inspection.from_layout import LINED, specimen_of_notice
from vnadmindoc.inspection.pdf_pages import PdfPage, Piece, Stroke, pdf_pages, version_of
from vnadmindoc.model import Notice
from vnadmindoc.readers.pdf import read_pdf
from vnadmindoc.recognition import Reading, recognize
from vnadmindoc.recognition.lines import Line, Source
from vnadmindoc.specimen import (
    Fact,
    Letters,
    LineKind,
    PageNumbers,
    Place,
    Scan,
    SeenBox,
    SeenFile,
    SeenLine,
    SeenParagraph,
    SeenRun,
    SeenSheet,
    Side,
    Specimen,
)
from vnadmindoc.standard import MM, Align, Role
from vnadmindoc.text import nfc, tidy

_FACTS: Final = frozenset(
    {
        Fact.NOTICE,
        Fact.TEXT,
        Fact.LETTERS,
        Fact.PAPER,
        Fact.NUMBERING,
        Fact.LINES,
        Fact.BOXES,
        Fact.PLACES,
        Fact.PAGES,
        Fact.FILE,
    }
)
_BEGINNING = re.compile(r"^(?:Phụ lục|PHỤ LỤC|CỘNG H)", re.MULTILINE)
_CELLS: Final = frozenset({Role.CELL, Role.CELL_HEADING})
_MARKS: Final = frozenset({Role.URGENCY, Role.SECRECY, Role.CIRCULATION})
_LEVEL: Final = 3.0  # pt: baselines no farther apart are one row
_APART: Final = 10.0  # pt, at least, between two texts that stand side by side
_FAR_APART: Final = 25.0  # pt, where a blank is typed between: one of a justified line may be wide
_INDENTED: Final = 8.0  # pt from the left edge: a line there begins a paragraph
_HEADER: Final = 20 * MM  # the area at the top of a page in which its number stands
_ASKEW: Final = 3 * MM
_WHOLE: Final = 0.8  # of a page: a picture that takes as much of it is the page
_PER_INCH: Final = 72  # pt
_MOST_HEADINGS: Final = 40  # cells of the head of a table
_BLANK: Final = 0.15  # of the size: a gap as wide as that is a blank
_LOOSE: Final = 1.6  # of the size: rows farther apart are two paragraphs
_UNDERLINE: Final = 0.2  # of the size: a line as near as that touches the letters
_HANGING: Final = 1.3  # of the size: how far below a text a line may be and belong to it


@frozen
class _Row:
    """One line of text, or one of two that stand side by side."""

    page: int
    pieces: tuple[Piece, ...]

    @property
    def x(self) -> float:
        return self.pieces[0].x

    @property
    def y(self) -> float:
        return self.pieces[0].y

    @property
    def end(self) -> float:
        return self.pieces[-1].end

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)

    @property
    def middle(self) -> float:
        return (self.x + self.end) / 2

    @property
    def looks(self) -> set[tuple[bool, bool]]:
        """Weight and slant of its pieces."""
        return {(piece.bold, piece.italic) for piece in self.pieces}


@define
class _Text:
    """A paragraph: the rows that make it up."""

    rows: list[_Row]
    side: Side | None = None
    row: str | None = None
    centred: bool = False

    def runs(self) -> Iterator[SeenRun]:
        """Yield its text in runs, rows joined by blanks."""
        last: Piece | None = None
        for row in self.rows:
            for index, piece in enumerate(row.pieces):
                gap = last is not None and (
                    not index or piece.after_blank or piece.x - last.end > _BLANK * piece.size
                )
                line_ends = not index and (self.side or self.centred)
                between = "" if not gap else "\n" if line_ends else " "
                yield SeenRun(between + piece.text, _letters(piece))
                last = piece

    @property
    def text(self) -> str:
        return "".join([run.text for run in self.runs()])


def _letters(piece: Piece) -> Letters:
    # Programs write 12.96 for 13.
    size = round(piece.size * 2) / 2
    return Letters(
        typefaces=(piece.face,) if piece.face else None,
        size=size if abs(size - piece.size) < 0.1 else piece.size,
        bold=piece.bold,
        italic=piece.italic,
        underline=False,
        colour=piece.colour,
    )


def inspect_pdf(data: bytes, *, source: str = "<bytes>") -> tuple[Reading, Specimen]:
    """Return what the text layer of a PDF says, and how it stands.

    Args:
        data: The bytes of the file.
        source: What it is called in messages.

    Raises:
        ReadError: It is no PDF, is locked or damaged, too large, or holds no text.
    """
    pages = pdf_pages(data, source)
    if not any(page.pieces for page in pages):
        raise ReadError(
            "this PDF holds no text; it may be a scan",
            place=source,
            expected="a PDF with a text layer",
            remedy="recognise its text (OCR) first, or check the document it was made from",
        )
    seen = _Seen(pages, SeenFile(version=version_of(data), scans=tuple(_scans(pages))))
    reading = _reading(seen, _inside(data, source))
    return reading, seen.specimen(reading)


def _scans(pages: Sequence[PdfPage]) -> Iterator[Scan]:
    """Yield the pages that are pictures, whatever text lies over them."""
    for number, page in enumerate(pages, 1):
        for picture in page.pictures:
            if picture.width * picture.height >= _WHOLE * page.width * page.height:
                inches = picture.width / _PER_INCH
                yield Scan(page=number, resolution=picture.dots / inches, colour=picture.colour)


def _inside(data: bytes, source: str) -> Notice | None:
    try:
        return read_pdf(data, source=source)
    except ReadError:
        return None


def _reading(seen: "_Seen", inside: Notice | None) -> Reading:
    texts = seen.texts
    told = tuple(_unread(seen.pages))
    if inside is not None:
        laid_out = specimen_of_notice(inside).paragraphs
        said = Counter("".join([_bare(each.text) for each in laid_out]))
        for shown in (texts, _without_repeated_heads(texts, laid_out)):
            if Counter("".join(map(_bare, map(_of, shown)))) == said:
                seen.texts = shown
                return Reading(notice=inside, findings=told)
    lines = [
        Line(
            text=text,
            number=number,
            bold=all(piece.bold for row in each.rows for piece in row.pieces),
            apart=True,
            unit="paragraph",
        )
        for number, each in enumerate(texts, 1)
        if (text := tidy(each.text))
    ]
    return recognize(Source(lines, [tidy(each.text) for each in texts], told), duties=False)


def _unread(pages: Sequence[PdfPage]) -> Iterator[Finding]:
    if count := sum(len(page.pictures) for page in pages):
        yield Finding(
            code="READ-010",
            message=f"không đọc được nội dung hình ảnh: {count}",
            english=f"what pictures show is not read: {count}",
            severity=Severity.NOTE,
        )


def _without_repeated_heads(
    texts: Sequence[_Text], laid_out: Sequence[SeenParagraph]
) -> list[_Text]:
    """Return the texts without the heads of tables that go on from the page before."""
    groups = groupby(laid_out, key=lambda each: each.role is Role.CELL_HEADING)
    heads = [
        Counter("".join([_bare(each.text) for each in group])) for head, group in groups if head
    ]
    repeated: set[int] = set()
    by_page = groupby(texts, key=lambda each: each.rows[0].page)
    for _, on_page in islice(by_page, 1, None):
        repeated |= {id(each) for each in _head_at_top(list(on_page), heads)}
    return [each for each in texts if id(each) not in repeated]


def _head_at_top(texts: Sequence[_Text], heads: Sequence[Counter[str]]) -> list[_Text]:
    """Return the texts at the top of a page that are the head of a table; none where it has none.

    Cells are not in the order of their rows where some of them look like two columns.
    """
    by_height = sorted(texts, key=lambda each: each.rows[0].y)
    letters: Counter[str] = Counter()
    for index, text in enumerate(by_height[:_MOST_HEADINGS], 1):
        letters.update(_bare(text.text))
        if letters in heads:
            return by_height[:index]
    return []


def _of(text: _Text) -> str:
    return text.text


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", nfc(text))


class _Seen:
    """The pages taken apart into paragraphs, lines and page numbers."""

    def __init__(self, pages: Sequence[PdfPage], file: SeenFile) -> None:
        self.pages = pages
        self.file = file
        self.numbers: dict[int, _Row] = {}
        # Upright pages and turned ones have edges of their own.
        by_size: dict[float, list[Piece]] = {}
        for page in pages:
            by_size.setdefault(page.width, []).extend(page.pieces)
        edges = {size: _edges(pieces) for size, pieces in by_size.items()}
        self._all_edges = [edges[page.width] for page in pages]
        rows = [list(self._rows(index, page)) for index, page in enumerate(pages)]
        self.texts: list[_Text] = []
        self._groups = 0
        for each in rows:
            self._take(each)

    def _rows(self, index: int, page: PdfPage) -> Iterator[_Row]:
        levels: list[list[Piece]] = []
        for piece in sorted(page.pieces, key=lambda each: (each.y, each.x)):
            if levels and piece.y - levels[-1][0].y <= _LEVEL:
                levels[-1].append(piece)
            else:
                levels.append([piece])
        for level in levels:
            level.sort(key=lambda each: each.x)
            part = [level[0]]
            for piece in level[1:]:
                left, right = self._all_edges[index]
                narrow = part[-1].end < left + 0.62 * (right - left)
                narrow &= piece.x > left + 0.33 * (right - left)
                apart = _FAR_APART if piece.after_blank else _APART
                if narrow and piece.x - part[-1].end > apart:
                    yield from self._row(index, part)
                    part = []
                part.append(piece)
            yield from self._row(index, part)

    def _row(self, index: int, part: list[Piece]) -> Iterator[_Row]:
        row = _Row(index, tuple(part))
        text = "".join([piece.text for piece in part]).strip(" -–")
        if row.y < _HEADER and text.isdigit() and len(text) <= 4:
            self.numbers.setdefault(index, row)
        else:
            yield row

    # Columns and paragraphs

    def _take(self, rows: list[_Row]) -> None:
        at = 0
        while at < len(rows):
            end = self._beside(rows, at)
            if end > at:
                self._columns(rows[at:end])
                at = end
            else:
                self._one(rows[at])
                at += 1

    def _is_right(self, row: _Row) -> bool:
        left, right = self._all_edges[row.page]
        room = right - left
        return row.x > left + 0.33 * room and row.middle > left + 0.6 * room

    def _is_left(self, row: _Row) -> bool:
        left, right = self._all_edges[row.page]
        room = right - left
        return row.end < left + 0.62 * room and row.middle < left + 0.42 * room

    def _beside(self, rows: list[_Row], at: int) -> int:
        """Return where a stretch of two columns ends that begins at a row; `at` for none."""
        level = [row for row in rows[at : at + 2] if row.y - rows[at].y <= 2 * _LEVEL]
        if not any(map(self._is_right, level)):
            return at
        end = at
        while end < len(rows) and (self._is_right(rows[end]) or self._is_left(rows[end])):
            end += 1
        return end if any(map(self._is_left, rows[at:end])) else at

    def _columns(self, rows: list[_Row]) -> None:
        self._groups += 1
        for side in (Side.LEFT, Side.RIGHT):
            for row in rows:
                if self._is_right(row) is (side is Side.RIGHT):
                    self.texts.append(_Text([row], side, f"row {self._groups}"))

    def _one(self, row: _Row) -> None:
        last = self.texts[-1] if self.texts else None
        if last is not None and last.side is None and self._goes_on(last.rows[-1], row):
            last.rows.append(row)
        else:
            left, right = self._all_edges[row.page]
            askew = abs(row.middle - (left + right) / 2)
            centred = row.x > left + _INDENTED and askew < _ASKEW
            self.texts.append(_Text([row], centred=centred))

    def _goes_on(self, above: _Row, row: _Row) -> bool:
        """Whether a row is the next one of the paragraph above it."""
        left, right = self._all_edges[above.page]
        full = above.end > right - 0.15 * (right - left)
        begins = row.x > self._all_edges[row.page][0] + _INDENTED
        near = row.page != above.page or row.y - above.y < _LOOSE * max(row.size, above.size)
        # A title in bold and the line in italics below it are two, however full the first is.
        alike = row.size == above.size and not row.looks.isdisjoint(above.looks)
        return full and not begins and near and alike

    # What comes of it

    def specimen(self, reading: Reading) -> Specimen:
        paragraphs = list(self._paragraphs(reading))
        marks = {each.index for each in paragraphs if each.role in _MARKS}
        lines: list[SeenLine] = []
        boxes: list[SeenBox] = []
        for index, page in enumerate(self.pages):
            here = [(at, each) for at, each in enumerate(self.texts) if each.rows[-1].page == index]
            _draw(page, here, lines, boxes)
        # What stands between crossing lines and is no mark is the cell of a table.
        cells = {box.around for box in boxes} - marks
        paragraphs = [_cell(each) if each.index in cells else each for each in paragraphs]
        boxes = [box for box in boxes if box.around in marks]
        # Underlined words of the body are emphasis.
        lined = {each.index for each in paragraphs if each.role in LINED}
        lines = [
            line for line in lines if line.kind is not LineKind.UNDERLINE or line.after in lined
        ]
        return Specimen(
            facts=_FACTS,
            paragraphs=tuple(paragraphs),
            sheets=tuple(self._sheets()),
            lines=tuple(lines),
            boxes=tuple(boxes),
            file=self.file,
        )

    def _paragraphs(self, reading: Reading) -> Iterator[SeenParagraph]:
        starts = self._sheet_starts()
        for index, (text, role, path) in enumerate(zip(*self._named(reading), strict=True)):
            page = text.rows[0].page
            yield SeenParagraph(
                index=index,
                text=text.text,
                role=role,
                path=path,
                place=Place(paragraph=index + 1, page=page + 1),
                runs=tuple(text.runs()),
                sheet=sum(start <= page for start in starts) - 1,
                side=text.side,
                row=text.row,
            )

    def _named(self, reading: Reading) -> tuple[list[_Text], list[Role | None], list[str]]:
        """Return the paragraphs with component and path; what is one component is one of them."""
        traced = {each.line.number: each for each in reading.trace}
        laid_out = specimen_of_notice(reading.notice).paragraphs if not reading.lines else ()
        parts = deque((each, _bare(each.text)) for each in laid_out if each.text.strip())
        texts: list[_Text] = []
        roles: list[Role | None] = []
        paths: list[str] = []
        for number, text in enumerate(self.texts, 1):
            role: Role | None = None
            path = ""
            if number in traced:
                role, path = traced[number].role, traced[number].path
            elif parts:
                role, path = _component(text.text, parts)
            before = (roles[-1], paths[-1], texts[-1].side) if texts else None
            if path and role not in _CELLS and (role, path, text.side) == before:
                texts[-1].rows += text.rows
                continue
            texts.append(text)
            roles.append(role)
            paths.append(path)
        self.texts = texts
        return texts, roles, paths

    def _sheet_starts(self) -> list[int]:
        """Return the pages at which the geometry changes, or the numbers begin anew."""
        starts = [0]
        for index in range(1, len(self.pages)):
            one, other = self.pages[index - 1], self.pages[index]
            turned = (one.width > one.height) != (other.width > other.height)
            top = "\n".join([each.text for each in self.texts if each.rows[0].page == index][:4])
            anew = index not in self.numbers and _BEGINNING.search(top) is not None
            if turned or anew:
                starts.append(index)
        return starts

    def _sheets(self) -> Iterator[SeenSheet]:
        starts = self._sheet_starts()
        for start, end in zip(starts, [*starts[1:], len(self.pages)], strict=True):
            page = self.pages[start]
            left, right = self._all_edges[start]
            yield SeenSheet(
                width=page.width / MM,
                height=page.height / MM,
                # Where the text stands, which need not be where the margins are.
                top=0.0,
                bottom=0.0,
                left=left / MM,
                right=(page.width - right) / MM,
                numbers=self._page_numbers(start, end),
                holds_table=page.width > page.height,
                pages=end - start,
            )

    def _page_numbers(self, start: int, end: int) -> PageNumbers | None:
        there = [index for index in range(start, end) if index in self.numbers]
        if not there:
            return None
        row = self.numbers[there[0]]
        text = "".join([piece.text for piece in row.pieces])
        page = self.pages[there[0]]
        middle = sum(self._all_edges[there[0]]) / 2
        middles = (middle, page.width / 2)
        centred = any(abs(row.middle - each) < _ASKEW for each in middles)
        return PageNumbers(
            top=True,
            align=Align.CENTRE if centred else Align.RIGHT if row.middle > middle else Align.LEFT,
            letters=_letters(row.pieces[0]),
            start=int(text.strip(" -–")) - (there[0] - start),
            first_shown=start in self.numbers,
            alone=text.strip().isdigit(),
        )


def _cell(seen: SeenParagraph) -> SeenParagraph:
    role = seen.role if seen.role is Role.CELL_HEADING else Role.CELL
    return evolve(seen, in_table=True, role=role)


def _component(text: str, parts: deque[tuple[SeenParagraph, str]]) -> tuple[Role | None, str]:
    """Return the paragraph of a layout that a text is, or that a text goes on with.

    Args:
        text: The text.
        parts: The paragraphs that are left, each with what of it is left; what is found is taken.
    """
    bare = _bare(text)
    for at, (part, rest) in enumerate(parts):
        if rest.startswith(bare):
            parts[at] = part, rest[len(bare) :]
            if not parts[at][1]:
                del parts[at]
            return part.role, part.path
    return None, ""


def _edges(pieces: Sequence[Piece]) -> tuple[float, float]:
    """Return where most lines begin, and where the longest end."""
    begins = sorted(piece.x for piece in pieces)
    return begins[len(begins) // 20], max(piece.end for piece in pieces)


def _draw(
    page: PdfPage,
    here: list[tuple[int, _Text]],
    lines: list[SeenLine],
    boxes: list[SeenBox],
) -> None:
    """Tell the lines and boxes of a page, but for the lines of tables."""
    flat = [stroke for stroke in page.strokes if stroke.flat]
    upright = [stroke for stroke in page.strokes if not stroke.flat]
    crossed = {
        id(stroke)
        for stroke in flat
        for other in upright
        if stroke.x1 - 2 <= other.x1 <= stroke.x2 + 2 and other.y1 - 2 <= stroke.y1 <= other.y2 + 2
    }
    for stroke in flat:
        if id(stroke) not in crossed:
            found = _above(stroke, here)
            if found is None and stroke.length > page.width / 2 and here:
                over = [each for each in here if each[1].rows[-1].y < stroke.y1]
                found = (over[-1][0], over[-1][1].rows[-1]) if over else None
            if found is not None:
                at, row = found
                under = stroke.y1 - row.y < _UNDERLINE * row.size
                lines.append(
                    SeenLine(
                        after=at,
                        kind=LineKind.UNDERLINE if under else LineKind.DRAWN,
                        length=stroke.length,
                        centred=abs((stroke.x1 + stroke.x2) / 2 - row.middle) <= _ASKEW,
                    )
                )
    for at, text in here:
        if len(text.rows) == 1:
            boxes += _round(at, text.rows[0], [each for each in flat if id(each) in crossed])


def _above(stroke: Stroke, here: list[tuple[int, _Text]]) -> tuple[int, _Row] | None:
    """Return the text that a line stands right under."""
    over = [
        (row.y, at, row)
        for at, text in here
        for row in text.rows
        if 0 <= stroke.y1 - row.y + 2 <= _HANGING * row.size + 4
        and row.x - 5 < stroke.x2
        and stroke.x1 < row.end + 5
    ]
    if not over:
        return None
    _, at, row = max(over, key=lambda each: each[0])
    return at, row


def _round(at: int, row: _Row, edges: list[Stroke]) -> Iterator[SeenBox]:
    around = [each for each in edges if each.x1 <= row.x + 1 and each.x2 >= row.end - 1]
    above = [each for each in around if 0 < row.y - each.y1 < 2.5 * row.size]
    below = [each for each in around if -1 < each.y1 - row.y < 1.5 * row.size]
    if above and below and abs(above[-1].length - below[0].length) < 1:
        yield SeenBox(
            around=at,
            width=above[-1].length / MM,
            height=(below[0].y1 - above[-1].y1) / MM,
        )
