"""A Word document as a specimen: what everyone sees who opens the file.

Promised: effective formatting, whoever made the file; the component of a paragraph is told by what
stands in it, and by a style's name only where the style is ours.
Refused here: unzipping and styles (``vnadmindoc.ooxml``), what is allowed (``vnadmindoc.rules``).
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from vnadmindoc.inspection.docx_looks import has_page_number, letters_of, page_numbers, setting_of
from vnadmindoc.inspection.docx_strokes import (
    Stroke,
    cell_box,
    cell_edge,
    hangs_below,
    image_of,
    is_centred,
    length_of,
    paragraph_box,
    paragraph_edge,
    shape_box,
    stroke_of,
)
from vnadmindoc.inspection.from_layout import FACTS, LINED, specimen_of_notice
from vnadmindoc.ooxml import (
    Block,
    Limits,
    Paragraph,
    Run,
    ShapeKind,
    open_docx,
    paragraphs_of,
)
from vnadmindoc.readers.docx import reading_of
from vnadmindoc.readers.docx_flow import Flow, Placed, Room, flow_of, is_line
from vnadmindoc.readers.docx_lines import pieces_of
from vnadmindoc.recognition import Reading
from vnadmindoc.recognition.lines import RULE
from vnadmindoc.recognition.trace import Traced
from vnadmindoc.specimen import (
    Fact,
    Letters,
    LineKind,
    Place,
    SeenBox,
    SeenImage,
    SeenLine,
    SeenParagraph,
    SeenRun,
    SeenSheet,
    Setting,
    Side,
    Specimen,
)
from vnadmindoc.standard import MM, Role

_FACTS: Final = FACTS | {Fact.IMAGES}
_ADDRESS = re.compile(r"Địa chỉ|Số:|Điện thoại|ĐT\s*:|Fax|E-?mail|Website", re.IGNORECASE)
_FOOT: Final = 0  # the number of a paragraph that is no part of the running text
_GENERIC: Final = frozenset({Role.BODY, Role.CELL, Role.RULE})


def inspect_docx(
    data: bytes, *, limits: Limits | None = None, source: str = "<bytes>"
) -> tuple[Reading, Specimen]:
    """Return what a Word document says, and how it stands.

    Args:
        data: The bytes of the file.
        limits: How much the file may ask for; the defaults of `Limits` when left out.
        source: What it is called in messages.

    Raises:
        ReadError: It is no Word document, damaged or protected, asks for too much, or says nothing.
    """
    flow = flow_of(open_docx(data, limits=limits, source=source))
    reading = reading_of(flow, data, limits=limits, source=source, duties=False)
    return reading, _Seen(flow, reading).specimen()


class _Seen:
    """Goes over a flow once and collects what is seen."""

    def __init__(self, flow: Flow, reading: Reading) -> None:
        self._document = flow.document
        self._flow = flow
        # A file of ours that nobody has edited says what its notice lays out, in that order.
        laid_out = specimen_of_notice(reading.notice).paragraphs if not reading.lines else ()
        self._laid_out = deque(each for each in laid_out if each.text.strip())
        self._traced: dict[int, list[Traced]] = {}
        for each in reading.trace:
            self._traced.setdefault(each.line.number, []).append(each)
        self._table_paths = {
            each.line.number: each.path for each in reading.trace if each.line.table is not None
        }
        self._table_path = ""
        self._paragraphs: list[SeenParagraph] = []
        self._rooms: list[Room] = []
        self._lines: list[SeenLine] = []
        self._boxes: list[SeenBox] = []
        self._images: list[SeenImage] = []
        self._letters: dict[tuple[int, tuple[str | None, ...]], Letters] = {}
        self._settings: dict[tuple[int, bool, bool], Setting] = {}
        # The last paragraph with words in each column of a table of layout.
        self._above: dict[str, int] = {}

    def specimen(self) -> Specimen:
        for placed in self._flow.placed:
            self._paragraph(placed)
        self._feet()
        for note in self._document.notes.values():
            self._note(note)
        return Specimen(
            facts=_FACTS,
            paragraphs=tuple(self._paragraphs),
            sheets=tuple(self._sheets()),
            lines=tuple(self._lines),
            boxes=tuple(self._boxes),
            images=tuple(self._images),
        )

    def _feet(self) -> None:
        """Look at what stands at the feet of pages, page numbers apart."""
        seen: set[int] = set()
        for section in self._document.sections:
            room = Room(left=0.0, width=section.text_width)
            for blocks in section.footers.values():
                if id(blocks) in seen or has_page_number(blocks):
                    continue
                seen.add(id(blocks))
                for paragraph in paragraphs_of(blocks):
                    self._paragraph(Placed(paragraph, room, _FOOT, begins=False, ends=False))

    def _is_alike(self, placed: Placed, step: int) -> bool:
        """Whether the paragraph before or after is of the same style and in the same room."""
        at = placed.number - 1 + step
        if placed.number == _FOOT or not 0 <= at < len(self._flow.placed):
            return False
        other = self._flow.placed[at]
        return (
            other.room is placed.room and other.paragraph.look.style == placed.paragraph.look.style
        )

    # Paragraphs

    def _paragraph(self, placed: Placed) -> None:
        paragraph, room = placed.paragraph, placed.room
        traced = self._traced.get(placed.number, [])
        pieces = self._pieces(placed, traced)
        self._draw_above(placed, blank=not any(map(str.strip, pieces)))
        setting = self._setting(placed)
        runs = self._runs(paragraph)
        cut = _cut(runs, pieces) if len(pieces) > 1 else [runs]
        beside = len(pieces) > 1 and not any(sign in paragraph.text for sign in "\n\f")
        if placed.number in self._table_paths:
            self._table_path = self._table_paths[placed.number]
        rest = iter(traced)
        offset = 0
        for index, (text, part) in enumerate(zip(pieces, cut, strict=True)):
            role, path = self._component(placed, text, rest)
            side, row = room.side, room.row
            if beside:
                side, row = (Side.LEFT, Side.RIGHT)[min(index, 1)], f"paragraph {placed.number}"
            self._add(
                SeenParagraph(
                    index=len(self._paragraphs),
                    text="".join([run.text for run in part]),
                    role=role,
                    path=path,
                    place=Place(paragraph=placed.number or None, page=paragraph.page),
                    runs=tuple(part),
                    setting=setting,
                    sheet=min(paragraph.section, len(self._document.sections) - 1),
                    side=side,
                    row=row,
                    in_table=room.table is not None,
                    room=room.width - paragraph.look.left - paragraph.look.right,
                    numbered=paragraph.label if not index else "",
                    offset=offset,
                ),
                room,
            )
            offset += len(text) + 1
        self._draw_below(placed, runs)

    def _pieces(self, placed: Placed, traced: list[Traced]) -> list[str]:
        """Return the texts of a paragraph, which are several if they are several components."""
        pieces = pieces_of(placed, self._flow)
        if len(pieces) > 1 and len({(each.role, each.path) for each in traced}) > 1:
            return pieces
        return [" ".join(pieces)]

    def _add(self, seen: SeenParagraph, room: Room) -> None:
        self._paragraphs.append(seen)
        self._rooms.append(room)
        if seen.text.strip() and room.column:
            self._above[room.column] = seen.index

    def _component(
        self, placed: Placed, text: str, traced: Iterator[Traced]
    ) -> tuple[Role | None, str]:
        """Return which component a text is, and where in the model it went."""
        if not text.strip() and not placed.paragraph.label:
            return None, ""
        ours = self._flow.components.get(placed.paragraph.look.style)
        if self._laid_out and self._laid_out[0].text.split() == text.split():
            known = self._laid_out.popleft()
            return known.role, known.path
        if placed.room.table is not None:
            table, down, across = placed.room.table
            head = down < self._flow.heads[table]
            path = f"{self._table_path}[{down}][{across}]" if self._table_path else ""
            if ours not in (Role.CELL, Role.CELL_HEADING):
                ours = Role.CELL_HEADING if head else Role.CELL
            return ours, path
        if placed.number == _FOOT:
            address = ours is Role.ADDRESS or _ADDRESS.search(text) is not None
            return (Role.ADDRESS if address else None), ""
        found = next(traced, None)
        role, path = (found.role, found.path) if found is not None else (None, "")
        if ours is not None and ours not in _GENERIC:
            role = ours
        return role, path

    def _runs(self, paragraph: Paragraph) -> list[SeenRun]:
        seen: list[SeenRun] = []
        for run in paragraph.runs:
            if run.text and not run.look.hidden:
                # A break has no look: it goes with what stands before it.
                bare = seen and not run.text.strip("\n")
                letters = seen[-1].letters if bare else self._letters_of(run)
                seen.append(SeenRun(run.text, letters))
        return seen

    def _letters_of(self, run: Run) -> Letters:
        faces = run.look.faces_of(run.text)
        key = (id(run.look), faces)
        letters = self._letters.get(key)
        if letters is None:
            letters = self._letters[key] = letters_of(run.look, faces)
        return letters

    def _setting(self, placed: Placed) -> Setting:
        look = placed.paragraph.look
        no_before = look.contextual and self._is_alike(placed, -1)
        no_after = look.contextual and self._is_alike(placed, 1)
        key = (id(look), no_before, no_after)
        setting = self._settings.get(key)
        if setting is None:
            setting = setting_of(look)
            if no_before:
                setting = evolve(setting, before=0.0)
            if no_after:
                setting = evolve(setting, after=0.0)
            self._settings[key] = setting
        return setting

    def _note(self, blocks: tuple[Block, ...]) -> None:
        for paragraph in paragraphs_of(blocks):
            runs = self._runs(paragraph)
            self._paragraphs.append(
                SeenParagraph(
                    index=len(self._paragraphs),
                    text="".join([run.text for run in runs]),
                    runs=tuple(runs),
                    setting=setting_of(paragraph.look),
                )
            )

    # Lines, boxes, pictures

    def _draw_above(self, placed: Placed, *, blank: bool) -> None:
        """Draw what belongs under the text before this paragraph."""
        room, borders = placed.room, placed.paragraph.look.borders
        bordered = not borders.closed and (borders.top or borders.bottom) is not None
        in_cell = placed.begins and room.cell is not None
        if not (bordered or in_cell or placed.paragraph.shapes):
            return
        above = self._last_text(room)
        if above is not None and not borders.closed:
            for edge in (borders.top, borders.bottom if blank else None):
                if edge is not None:
                    self._line(above, paragraph_edge(edge, placed), room)
        for shape in placed.paragraph.shapes:
            if is_line(shape) and not hangs_below(shape, placed, blank=blank):
                # Without any text above it is the text here that it stands nearest to.
                under = above if above is not None else len(self._paragraphs)
                self._line(under, stroke_of(shape, placed), placed.room)
        if placed.begins and room.cell is not None and room.table is None:
            top = room.cell.borders.top
            if top is not None and above is not None and not room.cell.borders.closed:
                self._line(above, cell_edge(top, room), room)

    def _draw_below(self, placed: Placed, runs: list[SeenRun]) -> None:
        """Draw what belongs under or round this paragraph."""
        borders = placed.paragraph.look.borders
        this = len(self._paragraphs) - 1
        seen = self._paragraphs[this]
        blank = not seen.text.strip()
        if borders.closed:
            self._boxes.append(paragraph_box(this, placed, runs))
        elif borders.bottom is not None and not blank:
            self._line(this, paragraph_edge(borders.bottom, placed), placed.room)
        if not blank:
            self._underlined(seen)
            self._typed(seen)
        for shape in placed.paragraph.shapes:
            if is_line(shape) and hangs_below(shape, placed, blank=blank):
                self._line(this, stroke_of(shape, placed), placed.room)
            elif shape.kind is ShapeKind.PICTURE:
                self._images.append(image_of(this, shape))
        if placed.ends:
            self._close(placed.room)

    def _close(self, room: Room) -> None:
        """Draw what bounds a room below, or all round, once all in it is seen."""
        last = self._last_text(room)
        if last is None:
            return
        inside = self._rooms[last] is room
        if room.cell is not None and room.table is None:
            borders = room.cell.borders
            if borders.closed and inside:
                self._boxes.append(cell_box(last, room.cell))
            elif borders.bottom is not None and not borders.closed:
                self._line(last, cell_edge(borders.bottom, room), room)
        if room.boxed is not None and room.boxed.outlined and inside:
            self._boxes.append(shape_box(last, room.boxed))

    def _last_text(self, room: Room) -> int | None:
        """Return the paragraph with words that a line drawn here would stand under."""
        for at in range(len(self._paragraphs) - 1, -1, -1):
            if self._rooms[at] is room and self._paragraphs[at].text.strip():
                return at
            if self._rooms[at] is not room:
                break
        if room.column:
            return self._above.get(room.column)
        if room.boxed is not None:
            return None
        for at in range(len(self._paragraphs) - 1, max(len(self._paragraphs) - 12, -1), -1):
            if self._paragraphs[at].text.strip():
                return at
        return None

    def _line(self, after: int, stroke: Stroke, room: Room) -> None:
        centred = None
        if after < len(self._paragraphs) and _one_column(self._rooms[after], room):
            centred = is_centred(stroke, self._paragraphs[after], self._rooms[after])
        self._lines.append(
            SeenLine(
                after=after,
                kind=stroke.kind,
                length=stroke.length,
                centred=centred,
                solid=stroke.solid,
            )
        )

    def _underlined(self, seen: SeenParagraph) -> None:
        if seen.role not in LINED:
            return
        lengths = [
            length_of(run) for run in seen.runs if run.letters.underline and run.text.strip()
        ]
        if lengths:
            self._lines.append(
                SeenLine(after=seen.index, kind=LineKind.UNDERLINE, length=sum(lengths))
            )

    def _typed(self, seen: SeenParagraph) -> None:
        if seen.role is not Role.RULE:
            return
        text = seen.text.strip()
        if RULE.fullmatch(text) is None:
            return
        above = next(
            (each.index for each in reversed(self._paragraphs[:-1]) if each.text.strip()), None
        )
        self._lines.append(
            SeenLine(
                after=seen.index if above is None else above,
                kind=LineKind.TYPED,
                length=sum(map(length_of, seen.runs)),
                solid=set(text) <= {"_", "—"},
            )
        )

    # Sheets

    def _sheets(self) -> Iterator[SeenSheet]:
        tables = {table.section for table in self._flow.tables}
        for index, section in enumerate(self._document.sections):
            numbers = page_numbers(section, first=index == 0)
            yield SeenSheet(
                width=section.width / MM,
                height=section.height / MM,
                top=section.top / MM,
                bottom=section.bottom / MM,
                left=section.left / MM,
                right=section.right / MM,
                gutter=section.gutter / MM,
                holds_table=index in tables,
                numbers=numbers,
                pages=self._pages(index),
            )

    def _pages(self, section: int) -> int | None:
        pages = {
            each.paragraph.page
            for each in self._flow.placed
            if each.paragraph.section == section and each.paragraph.page is not None
        }
        return max(pages) - min(pages) + 1 if pages else None


def _one_column(above: Room, room: Room) -> bool:
    """Whether what stands in one room can be the middle of what stands in the other."""
    return above is room or (above.column != "" and above.column == room.column)


def _cut(runs: list[SeenRun], whole: list[str]) -> list[list[SeenRun]]:
    """Return the runs that make up each piece of a paragraph that stands for several lines."""
    cut: list[list[SeenRun]] = []
    text = "".join([(run.letters.capitals and run.text.upper()) or run.text for run in runs])
    at = 0
    for piece in whole:
        begin = text.find(piece, at)
        begin = at if begin < 0 else begin
        at = begin + len(piece)
        cut.append(_between(runs, begin, at))
    return cut


def _between(runs: list[SeenRun], begin: int, end: int) -> list[SeenRun]:
    found = []
    at = 0
    for run in runs:
        text = run.text[max(begin - at, 0) : max(end - at, 0)]
        if text:
            found.append(SeenRun(text, run.letters))
        at += len(run.text)
    return found
