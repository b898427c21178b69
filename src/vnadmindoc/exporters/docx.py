"""Blocks to WordprocessingML, and that into the package of a Word document.

Promised: the text of the file is the text of the layout; components are named styles, and a
paragraph says for itself only what its style does not; equal notices give equal bytes.
Refused here: wording, sizes and widths, which the layout has settled.

The body is written as one string: many times as fast as adding paragraphs to python-docx's own
template, which would bring its styles, paper, language and dates along.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Literal, assert_never
from xml.sax.saxutils import escape, quoteattr

from attrs import evolve, field, frozen, validators

from vnadmindoc.blocks import (
    Block,
    ColumnItem,
    Columns,
    Grid,
    Layout,
    Paragraph,
    Rule,
    Sheet,
    Span,
    Stamp,
)
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.docx_carrier import TAG_LIMIT, carrier, printed, shown
from vnadmindoc.exporters.docx_numbering import NUMBERING, Numbering
from vnadmindoc.exporters.docx_package import (
    EMPTY_FOOTER,
    FIRST_HEADER_ID,
    FOOTER,
    HEADER_ID,
    KEPT,
    LINE_BREAK,
    NAMESPACES,
    SPACER_HEIGHT,
    SPACER_STYLE,
    Link,
    NamedStyle,
    colour,
    footer_parts,
    indents,
    justification,
    outline,
    package,
    run_properties,
    spacing,
    style_id,
    twips,
)
from vnadmindoc.exporters.docx_properties import REGISTRY, core_part, registry_part
from vnadmindoc.identity import notice_key
from vnadmindoc.inventory import missing
from vnadmindoc.layout import lay_out
from vnadmindoc.metrics import line_height
from vnadmindoc.model import Notice
from vnadmindoc.standard import DECREE_30, Profile, Role, Style

if TYPE_CHECKING:
    from docx.document import Document

    from vnadmindoc.exporters.docx_signature import Mark

_TEXT_LIMIT: Final = 10_000_000  # bytes of one text in libxml2, which most readers stand on
_SHOWN: Final = 40
_NOBODY: Final = "Không rõ"  # who changed a draft that names no issuing body
_STAMP_SIDE: Final = 1  # pt from the box to the room for its text; its width brings clear space


@frozen(kw_only=True)
class DocxExporter:
    """Writes a notice as a Word document (*bộ xuất Word*).

    Attributes:
        profile: The form of document.
        compression: How hard the zip is pressed, 0 (not at all) to 9.
        embed: Whether the notice itself travels in the file, unseen, so that it reads back
            exactly; with it travels what the page does not show: keys, parties, last days.
        compare: An earlier issue. The file then shows what became of it as tracked changes:
            accepting all of them leaves this notice, rejecting all of them the earlier one.
        numbering: ``"literal"``: labels are text, so that nothing renumbers what others cite.
            ``"automatic"``, for drafts: Word counts sections, items and points itself.
        template: A Word file of the house as the base: its styles and its letterhead stay, and
            the notice is put in the place of its paragraph ``{{văn bản}}``, else at its end.
        signature: The image of the signature, PNG without a ground or JPEG, between office and
            name; it takes no more than the room that is left there.
        signature_line: Whether there is a line there to be signed in Word instead.
        controls: Whether each duty stands in a content control of Word that bears its key, so that
            it is known again however much is edited; some programs do not see text in controls.
    """

    suffix: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )

    profile: Profile = DECREE_30
    compression: int = field(default=6, validator=[validators.ge(0), validators.le(9)])
    embed: bool = True
    compare: Notice | None = None
    numbering: Literal["literal", "automatic"] = field(
        default="literal", validator=validators.in_(("literal", "automatic"))
    )

    template: Path | str | bytes | None = None
    signature: Path | str | bytes | None = None
    signature_line: bool = False
    controls: bool = False

    def __attrs_post_init__(self) -> None:
        if self.template is not None and self.numbering == "automatic":
            raise ExportError(
                "numbers that Word counts cannot be put into a template, which has its own lists",
                place="numbering",
                expected='numbering="literal" with a template',
            )
        if self.signature is not None and self.signature_line:
            raise ExportError(
                "a document has the image of a signature or a line to sign, not both",
                place="signature_line",
            )
        if self.compare is not None and self.controls:
            raise ExportError(
                "content controls cannot be compared",
                place="controls",
                expected="controls=False where there is something to compare with",
            )
        if self.compare is not None and self.numbering == "automatic":
            raise ExportError(
                "numbers that Word counts cannot be compared",
                place="numbering",
                expected='numbering="literal" where there is something to compare with',
            )

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what no page shows, where the notice itself does not ride inside."""
        if self.embed:
            return ()
        return missing(notice, "\n".join(lay_out(notice, self.profile).texts()))

    def export(self, notice: Notice) -> bytes:
        """Return the notice as the bytes of a ``.docx`` file.

        Raises:
            ExportError: A paragraph is longer than an XML reader takes (10 million characters).
        """
        layout = lay_out(notice, self.profile)
        parts: dict[Link, str | bytes] = {REGISTRY: registry_part(notice)}
        mark = self._mark(notice)
        if mark is not None:
            parts |= mark.parts
        numbers = None
        if self.numbering == "automatic":
            numbers = Numbering(twips(layout.styles[Role.ITEM].indent))
        body, footer = _checked_body(_Body(layout, numbers, mark, controls=self.controls))
        if self.compare is not None:
            from vnadmindoc.exporters.docx_redline import redline  # lxml, and half the time

            earlier, old_footer = _checked_body(
                _Body(lay_out(self.compare, self.profile), None, mark)
            )
            author = layout.author or _NOBODY
            body = redline(earlier, body, author=author, day=notice.reference_date)
            footer = footer or old_footer
        if footer:
            parts |= footer_parts(footer)
        if numbers is not None:
            parts[NUMBERING] = numbers.part()
        specs = self.profile.specs
        levels = outline([paragraph.role for paragraph in layout.paragraphs()])
        styles = tuple(
            [
                NamedStyle(role, specs[role].name, style, levels.get(role))
                for role, style in layout.styles.items()
            ]
        )
        core = core_part(notice, layout)

        def written(texts: Iterable[str]) -> bytes:
            packed = carrier(notice, texts) if self.embed else {}
            return package(
                styles,
                {**parts, **packed},
                body=body,
                core=core,
                compression=self.compression,
                apart=self.template is not None,
            )

        data = written(printed(layout))
        return data if self.template is None else self._in_template(self.template, data, written)

    def _in_template(
        self, template: Path | str | bytes, data: bytes, written: Callable[[Iterable[str]], bytes]
    ) -> bytes:
        from vnadmindoc.exporters.docx_template import based  # python-docx
        from vnadmindoc.ooxml import open_docx  # lxml

        whole = based(template, data, self.compression)
        # What the house has in its body is seen as well, and counts in the digest.
        texts = shown(open_docx(whole)).values()
        return based(template, written(texts), self.compression)

    def _mark(self, notice: Notice) -> "Mark | None":
        """Return what stands in the place of the signature."""
        if self.signature is None and not self.signature_line:
            return None
        from vnadmindoc.exporters.docx_signature import image_mark, line_mark  # Pillow

        signer = notice.signature
        if signer is None or signer.name is None:
            raise ExportError(
                "there is nobody to sign",
                place="signature",
                expected="the signer's name in the notice",
                remedy="fill in signature.name, or leave the signature out",
            )
        room = self.profile.signature_room
        if self.signature is None:
            return line_mark(signer, notice_key(notice), room)
        return image_mark(self.signature, signer.name, room)

    def document(self, notice: Notice) -> "Document":
        """Return the notice as a document of python-docx, which may be edited further.

        Raises:
            ExportError: As for `export`.
        """
        import docx  # only here: writing a file goes without it, and starts twice as fast

        return docx.Document(io.BytesIO(self.export(notice)))


def _checked_body(writer: "_Body") -> tuple[str, str]:
    """Return the body and the foot of the first page, which is empty in most documents.

    A text that readers of XML refuse is refused here: it would take the whole file along.
    """
    body = writer.xml()
    for text in writer.layout.texts() if len(body) > _TEXT_LIMIT // 4 else ():
        if len(text.encode()) > _TEXT_LIMIT:
            raise ExportError(
                "a paragraph does not fit into a Word document: it begins "
                f"{text[:_SHOWN].rstrip()!r} and has {len(text):,} characters",
                expected=f"paragraphs of less than {_TEXT_LIMIT // 1_000_000} million bytes",
                remedy="divide the longest paragraph",
            )
    return body, writer.footer()


class _Body:
    """Writes ``w:body`` of one layout; children stand in the order of the schema."""

    def __init__(
        self,
        layout: Layout,
        numbering: Numbering | None,
        mark: "Mark | None",
        *,
        controls: bool = False,
    ) -> None:
        self.layout = layout
        self.control_ids = count(1) if controls else None
        self.sheets = layout.sheets
        self.styles = layout.styles
        self.numbering = numbering
        self.mark = mark
        self.has_footer = any(sheet.footer for sheet in layout.sheets)

    def footer(self) -> str:
        """Return the foot of the first page; only the document's own sheet has one."""
        sheet = self.sheets[0]
        return "".join([self._item(item, sheet.page.text_width) for item in sheet.footer])

    def xml(self) -> str:
        # Each section but the last keeps its properties in its last paragraph.
        *inner, last = [
            _section(sheet, index, footers=self.has_footer)
            for index, sheet in enumerate(self.sheets)
        ]
        parts = [
            self._sheet(sheet, section)
            for sheet, section in zip(self.sheets, [*inner, ""], strict=True)
        ]
        return f"<w:body {NAMESPACES}>{''.join(parts)}{last}</w:body>"

    def _sheet(self, sheet: Sheet, section: str) -> str:
        *blocks, last = sheet.blocks
        parts = []
        above: Block | None = None
        for block in blocks:
            parts.append(self._block(block, above, sheet.page.text_width))
            above = block
        ends_in_table = isinstance(last, Columns | Grid)
        ending = "" if ends_in_table else section
        parts.append(self._block(last, above, sheet.page.text_width, ending))
        if ends_in_table:
            parts.append(_spacer(section=section))
        return "".join(parts)

    def _block(self, block: Block, above: Block | None, column: float, section: str = "") -> str:
        # Tables without a paragraph between them are one table to Word.
        apart = isinstance(above, Columns | Grid)
        match block:
            case Paragraph():
                return self._paragraph(block, section)
            case Rule():
                return _rule(block, column, "<w:keepNext/>", section)
            case Columns():
                return (_spacer(kept=True) if apart else "") + self._columns(block)
            case Grid():
                room = max(block.before - SPACER_HEIGHT, 0.0)
                return (_spacer(room, kept=True) if apart or room else "") + self._grid(block)
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph, section: str = "") -> str:
        role, style = paragraph.role, paragraph.style
        base = self.styles[role]
        keep = ""
        if paragraph.keep_with_next != (role in KEPT):
            keep = "<w:keepNext/>" if paragraph.keep_with_next else '<w:keepNext w:val="0"/>'
        own = ""
        if style is not base:
            own = spacing(style, base) + indents(style, base) + justification(style, base)
        number = ""
        if self.numbering is not None:
            number, paragraph = self.numbering.take(paragraph)
        runs = self._runs(paragraph)
        if self.control_ids is not None and paragraph.key:
            runs = _control(paragraph.key, next(self.control_ids), runs)
        return _p(style_id(role), keep + number + own + section, runs)

    def _runs(self, paragraph: Paragraph) -> str:
        style, base = paragraph.style, self.styles[paragraph.role]
        return "".join([_run(span, style, base) for span in paragraph.spans])

    def _stamp(self, stamp: Stamp, column: float) -> str:
        """Return a paragraph in a box, which stays with the text, as a drawing would not."""
        style = stamp.paragraph.style
        # The clear space inside the box is counted in whole points.
        spare = round(max(stamp.height - line_height(style.size) - 2 * stamp.thickness, 0.0))
        ink = colour(style.colour)
        borders = (
            _border("top", stamp.thickness, spare // 2, ink)
            + _border("left", stamp.thickness, _STAMP_SIDE, ink)
            + _border("bottom", stamp.thickness, spare - spare // 2, ink)
            + _border("right", stamp.thickness, _STAMP_SIDE, ink)
        )
        # The box lies outside the indents; what is too long for its column wraps inside the box.
        inset = max((column - stamp.width) / 2, 0.0) + _STAMP_SIDE + stamp.thickness
        side = twips(inset)
        return _p(
            style_id(stamp.paragraph.role),
            f'<w:pBdr>{borders}</w:pBdr><w:spacing w:before="{twips(stamp.before)}"/>'
            f'<w:ind w:left="{side}" w:right="{side}"/>',
            self._runs(stamp.paragraph),
        )

    def _columns(self, columns: Columns) -> str:
        widths = _whole(columns.widths)
        cells = [
            _cell(width, "".join([self._item(item, points) for item in items]), columns.before)
            for width, points, items in zip(
                widths, columns.widths, (columns.left, columns.right), strict=True
            )
        ]
        description = f"<w:tblDescription w:val={quoteattr(columns.description)}/>"
        return _table(widths, _row(cells), after_layout=description)

    def _item(self, item: ColumnItem, column: float) -> str:
        match item:
            case Paragraph() if self._is_signer(item):
                return self._signed(item)
            case Paragraph():
                return self._paragraph(item)
            case Rule():
                return _rule(item, column)
            case Stamp():
                return self._stamp(item, column)
            case _:
                assert_never(item)

    def _is_signer(self, item: Paragraph) -> bool:
        mark = self.mark
        return mark is not None and item.role is Role.SIGNER_NAME and item.text == mark.signer

    def _signed(self, name: Paragraph) -> str:
        """Return the mark and the name, which stays where it is: the mark takes of its room."""
        mark, self.mark = self.mark, None  # one mark, however often somebody of this name signs
        assert mark is not None
        before = max(name.style.before - mark.height, 0.0)
        return mark.xml + self._paragraph(evolve(name, style=evolve(name.style, before=before)))

    def _grid(self, grid: Grid) -> str:
        widths = _whole(grid.widths)
        margins = (grid.padding / 2, grid.padding / 2, grid.padding)
        rows = [
            _row(
                [
                    _cell(width, self._paragraph(cell), *margins)
                    for width, cell in zip(widths, cells, strict=True)
                ],
                header=index < grid.header_rows,
            )
            for index, cells in enumerate(grid.rows)
        ]
        lines = "".join(
            [
                _border(side, grid.thickness)
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            ]
        )
        return _table(widths, "".join(rows), borders=f"<w:tblBorders>{lines}</w:tblBorders>")


# The pieces of WordprocessingML, each with its children in the order of the schema.


def _p(style: str, properties: str, runs: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _control(key: str, number: int, runs: str) -> str:
    """Return runs in a content control: within the paragraph, which stays one for every reader."""
    tag = quoteattr(key[:TAG_LIMIT])
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Nhiệm vụ"/><w:tag w:val={tag}/><w:id w:val="{number}"/>'
        f"</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )


def _run(span: Span, style: Style, base: Style) -> str:
    properties = run_properties(span, style, base)
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    # The one place where text is written. Blanks at the ends count, and every line break.
    first, *more = escape(span.text).split("\n")
    runs = [f'<w:r>{looks}<w:t xml:space="preserve">{first}</w:t></w:r>']
    runs += [
        f'{LINE_BREAK}<w:r>{looks}<w:t xml:space="preserve">{line}</w:t></w:r>' for line in more
    ]
    return "".join(runs)


def _rule(rule: Rule, column: float, keep: str = "", section: str = "") -> str:
    """Return a thin empty paragraph with a line above, which every program draws alike.

    Its height is the clear space below the line; its two indents set the line's length.
    """
    side = twips((column - rule.length) / 2)
    below = max(twips(rule.after), twips(SPACER_HEIGHT))
    return _p(
        style_id(Role.RULE),
        f"{keep}<w:pBdr>{_border('top', rule.thickness)}</w:pBdr>"
        f'<w:spacing w:before="{twips(rule.before)}" w:line="{below}" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/>{section}',
    )


def _spacer(before: float = 0.0, *, kept: bool = False, section: str = "") -> str:
    keep = "<w:keepNext/>" if kept else ""
    room = f'<w:spacing w:before="{twips(before)}"/>' if before else ""
    return _p(SPACER_STYLE, keep + room + section)


def _border(side: str, thickness: float, clear: int = 0, ink: str = "auto") -> str:
    """Return one side of a border; its thickness is counted in eighths of a point."""
    return (
        f'<w:{side} w:val="single" w:sz="{round(thickness * 8)}" w:space="{clear}" '
        f'w:color="{ink}"/>'
    )


def _table(widths: Sequence[int], rows: str, *, borders: str = "", after_layout: str = "") -> str:
    columns = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_margins(0.0, 0.0, 0.0)}</w:tblCellMar>{after_layout}</w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: Iterable[str], *, header: bool = False) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: int, content: str, top: float, bottom: float = 0.0, sides: float = 0.0) -> str:
    # A cell's own margins: some programs pass over the table's.
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f"<w:tcMar>{_margins(top, bottom, sides)}</w:tcMar></w:tcPr>{content or _spacer()}</w:tc>"
    )


def _margins(top: float, bottom: float, sides: float) -> str:
    sizes = (("top", top), ("left", sides), ("bottom", bottom), ("right", sides))
    return "".join([f'<w:{side} w:w="{twips(size)}" w:type="dxa"/>' for side, size in sizes])


def _whole(widths: Iterable[float]) -> list[int]:
    """Return widths in twips that add up to the whole width, not to a twip more or less."""
    edges = [0, *map(twips, accumulate(widths))]
    return [right - left for left, right in pairwise(edges)]


def _section(sheet: Sheet, index: int, *, footers: bool) -> str:
    """Return how the pages of a sheet are; the first page of each shows no number (I.7)."""
    page = sheet.page
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    offset = twips(sheet.number_offset)
    restart = '<w:pgNumType w:start="1"/>' if index else ""
    # The foot of a first page stands on the bottom margin, and the text ends above it. A section
    # that names no footers has those of the section before it.
    first = FOOTER if sheet.footer else EMPTY_FOOTER
    footer = (
        f'<w:footerReference w:type="default" r:id="{EMPTY_FOOTER.identifier}"/>'
        f'<w:footerReference w:type="first" r:id="{first.identifier}"/>'
    )
    depth = twips(page.bottom) if sheet.footer else offset
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
        f'<w:headerReference w:type="first" r:id="{FIRST_HEADER_ID}"/>{footer if footers else ""}'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" '
        f'w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}" '
        f'w:header="{offset}" w:footer="{depth}" w:gutter="0"/>{restart}'
        '<w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )
