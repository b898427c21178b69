"""A layout as a specimen: what the exporters will draw, before they draw it.

Promised: paragraph for paragraph what a reader finds in the exported DOCX and PDF.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from attrs import define, field

from vnadmindoc.blocks import ColumnItem, Columns, Grid, Layout, Paragraph, Rule, Sheet, Stamp
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.recognition.trace import places
from vnadmindoc.specimen import (
    Fact,
    Letters,
    LineKind,
    PageNumbers,
    SeenBox,
    SeenLine,
    SeenParagraph,
    SeenRun,
    SeenSheet,
    Setting,
    Side,
    Specimen,
)
from vnadmindoc.standard import DECREE_30, MM, Profile, Role, Style

FACE: Final = "Times New Roman"
"""The typeface that all exporters set, or one of the same widths."""

LINED: Final = frozenset(
    {Role.PARENT, Role.AGENCY, Role.MOTTO, Role.KIND, Role.SUBJECT, Role.ANNEX_REFERENCE}
)
"""Components under which the Decree wants a line, so that letters may be underlined instead."""

COLOURS: Final = {"red": "FF0000"}
"""What the names of colours are in figures; black keeps its name."""

FACTS: Final = frozenset(
    {
        Fact.NOTICE,
        Fact.TEXT,
        Fact.LETTERS,
        Fact.SETTING,
        Fact.PAPER,
        Fact.MARGINS,
        Fact.NUMBERING,
        Fact.LINES,
        Fact.BOXES,
        Fact.PLACES,
    }
)
"""What a page that is settled shows."""
# Where in the model the words of a component that is there once come from.
_PATHS: Final = {
    Role.PARENT: "letterhead.parent",
    Role.AGENCY: "letterhead.agency",
    Role.NUMBER: "number",
    Role.DATELINE: "dateline",
    Role.KIND: "kind",
    Role.SUBJECT: "subject",
    Role.LETTER_SUBJECT: "subject",
    Role.SECRECY: "secrecy",
    Role.URGENCY: "urgency",
    Role.CIRCULATION: "circulation",
    Role.SIGNER_TITLE: "signature.title",
    Role.SIGNER_NAME: "signature.name",
    Role.RECIPIENTS_LABEL: "recipients",
}
# And of one that may be there several times.
_COUNTED: Final = {
    Role.ADDRESSEE: "addressees",
    Role.LEGAL_BASIS: "legal_bases",
    Role.AUTHORITY: "signature.authority",
    Role.RECIPIENT: "recipients",
    Role.ADDRESS: "address",
}
_ANNEX: Final = {
    Role.ANNEX_LABEL: "label",
    Role.ANNEX_TITLE: "title",
    Role.ANNEX_REFERENCE: "reference",
}


def specimen_of_notice(notice: Notice, profile: Profile = DECREE_30) -> Specimen:
    """Return what a notice looks like when it is laid out.

    Args:
        notice: Any notice.
        profile: The form of document.
    """
    layout = lay_out(notice, profile)
    return _Seen(_Paths(notice)).specimen(layout)


@define
class _Paths:
    """Gives each paragraph of a layout its path in the notice, in reading order."""

    notice: Notice
    _body: list[tuple[Role, str]] = field(init=False)
    _counts: dict[Role, int] = field(factory=dict)
    _annex: int = -1

    def __attrs_post_init__(self) -> None:
        self._body = list(reversed(list(places(self.notice))))

    def of(self, paragraph: Paragraph) -> str:
        """Return the path of the next paragraph; empty for what is no part of the notice."""
        role = paragraph.role
        if role in _PATHS:
            return _PATHS[role]
        if role in _ANNEX:
            self._annex += role is Role.ANNEX_LABEL
            return f"annexes[{self._annex}].{_ANNEX[role]}"
        if role in _COUNTED:
            return self._counted(paragraph)
        if self._body and self._body[-1][0] is role:
            return self._body.pop()[1]
        return ""

    def _counted(self, paragraph: Paragraph) -> str:
        role, name = paragraph.role, _COUNTED[paragraph.role]
        # The words "Kính gửi:" above a list of addressees belong to all of them.
        if role is Role.ADDRESSEE and not paragraph.label and len(self.notice.addressees) > 1:
            return name
        index = self._counts.get(role, 0)
        self._counts[role] = index + 1
        return f"{name}[{index}]"

    def grid(self) -> str:
        """Return the path of the next table."""
        if self._body and self._body[-1][0] is Role.CELL:
            return self._body.pop()[1]
        return ""


@define
class _Where:
    """Where the next paragraph stands."""

    sheet: int
    room: float
    side: Side | None = None
    row: str | None = None
    in_table: bool = False


class _Seen:
    """Collects what is seen, in reading order."""

    def __init__(self, paths: _Paths) -> None:
        self._paths = paths
        self._paragraphs: list[SeenParagraph] = []
        self._lines: list[SeenLine] = []
        self._boxes: list[SeenBox] = []
        self._tables = 0

    def specimen(self, layout: Layout) -> Specimen:
        sheets = [self._sheet(sheet, index) for index, sheet in enumerate(layout.sheets)]
        for index, sheet in enumerate(layout.sheets):
            self._footer(sheet, index)
        return Specimen(
            facts=FACTS,
            paragraphs=tuple(self._paragraphs),
            sheets=tuple(sheets),
            lines=tuple(self._lines),
            boxes=tuple(self._boxes),
        )

    def _sheet(self, sheet: Sheet, index: int) -> SeenSheet:
        page = sheet.page
        where = _Where(index, page.text_width)
        for block in sheet.blocks:
            match block:
                case Paragraph():
                    self._paragraph(block, where, self._paths.of(block))
                case Rule():
                    self._rule(block)
                case Columns():
                    self._columns(block, index)
                case Grid():
                    self._grid(block, index)
                case _:
                    assert_never(block)
        return SeenSheet(
            width=page.width / MM,
            height=page.height / MM,
            top=page.top / MM,
            bottom=page.bottom / MM,
            left=page.left / MM,
            right=page.right / MM,
            holds_table=any(isinstance(block, Grid) for block in sheet.blocks),
            numbers=PageNumbers(
                top=True,
                align=sheet.number_style.align,
                letters=_letters(sheet.number_style),
                start=1,
            ),
        )

    def _footer(self, sheet: Sheet, index: int) -> None:
        where = _Where(index, sheet.page.text_width)
        for item in sheet.footer:
            if isinstance(item, Rule):
                # What stands above it ends the text, somewhere up the page.
                self._draw(item, centred=None)
            else:
                self._paragraph(item, where, self._paths.of(item))

    def _columns(self, columns: Columns, sheet: int) -> None:
        row = self._row()
        for side, items, width in zip(
            (Side.LEFT, Side.RIGHT), (columns.left, columns.right), columns.widths, strict=True
        ):
            for item in items:
                self._item(item, _Where(sheet, width, side, row))

    def _item(self, item: ColumnItem, where: _Where) -> None:
        match item:
            case Paragraph():
                self._paragraph(item, where, self._paths.of(item))
            case Rule():
                self._rule(item, where.side)
            case Stamp():
                style = item.paragraph.style
                self._paragraph(item.paragraph, where, self._paths.of(item.paragraph))
                self._boxes.append(
                    SeenBox(
                        around=len(self._paragraphs) - 1,
                        width=item.width / MM,
                        height=item.height / MM,
                        colour=COLOURS.get(style.colour, style.colour),
                    )
                )
            case _:
                assert_never(item)

    def _grid(self, grid: Grid, sheet: int) -> None:
        path = self._paths.grid()
        for down, row in enumerate(grid.rows):
            name = self._row()
            for across, (cell, width) in enumerate(zip(row, grid.widths, strict=True)):
                where = _Where(sheet, width - 2 * grid.padding, None, name, in_table=True)
                self._paragraph(cell, where, f"{path}[{down}][{across}]" if path else "")

    def _row(self) -> str:
        self._tables += 1
        return f"row {self._tables}"

    def _paragraph(self, paragraph: Paragraph, where: _Where, path: str) -> None:
        style = paragraph.style
        self._paragraphs.append(
            SeenParagraph(
                index=len(self._paragraphs),
                text=paragraph.text,
                role=paragraph.role if paragraph.spans else None,
                path=path,
                runs=tuple(_runs(paragraph)),
                setting=_setting(style),
                sheet=where.sheet,
                side=where.side,
                row=where.row,
                in_table=where.in_table,
                room=where.room - style.left,
            )
        )

    def _rule(self, rule: Rule, side: Side | None = None) -> None:
        # It is in the middle of its column; of what stands in another column nobody can tell.
        above = self._paragraphs[-1].side if self._paragraphs else None
        self._draw(rule, centred=True if above is side else None)

    def _draw(self, rule: Rule, *, centred: bool | None) -> None:
        self._lines.append(
            SeenLine(
                after=len(self._paragraphs) - 1,
                kind=LineKind.DRAWN,
                length=rule.length,
                centred=centred,
            )
        )


def _runs(paragraph: Paragraph) -> Iterator[SeenRun]:
    for span in paragraph.spans:
        letters = _letters(
            paragraph.style, bold=span.bold, italic=span.italic, underline=span.underline
        )
        yield SeenRun(span.text, letters)


def _letters(
    style: Style, *, bold: bool | None = None, italic: bool | None = None, underline: bool = False
) -> Letters:
    return Letters(
        typefaces=(FACE,),
        size=style.size,
        bold=style.bold if bold is None else bold,
        italic=style.italic if italic is None else italic,
        underline=underline,
        colour=COLOURS.get(style.colour, style.colour),
    )


def _setting(style: Style) -> Setting:
    return Setting(
        align=style.align,
        indent=style.indent,
        left=style.left,
        before=style.before,
        line=style.line_spacing,
    )
