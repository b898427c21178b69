"""What our exporters are measured against: the same notice, written as most people would write it.

Promised: each peer gets its words, sizes and widths for nothing, from a layout or a list of values
that somebody else has worked out; only the writing is its own. It holds to the ways of its
library's documentation and wastes nothing on purpose. Lines that the Decree draws under names are
underscores in Word, and boxes around marks are left out there: less work than ours, not more.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Literal
from xml.sax.saxutils import escape

import docx
import docx.section
import docx.table
from attrs import frozen
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as DocxParagraph
from icalendar import Alarm, Calendar, Component, Event, vRecur
from reportlab.lib.colors import toColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import Paragraph as PdfParagraph

from vnadmindoc.blocks import (
    Columns,
    Grid,
    Layout,
    Page,
    Paragraph,
    Rule,
    Sheet,
    Stamp,
)
from vnadmindoc.exporters.fonts import FontFamily
from vnadmindoc.standard import Align, Style

# DOCX: python-docx with its own template and direct formatting

_DOCX_ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_UNDERSCORE = 6.0  # pt, its width at the size of a small line


def naive_docx(layout: Layout) -> bytes:
    """Return the notice written with python-docx, paragraph by paragraph."""
    document = docx.Document()
    for index, sheet in enumerate(layout.sheets):
        section = document.sections[0] if index == 0 else document.add_section()
        _set_paper(section, sheet.page)
        _number_pages(section, sheet)
        for block in sheet.blocks:
            if isinstance(block, Columns):
                table = document.add_table(1, 2)
                table.autofit = False
                for column, items in enumerate((block.left, block.right)):
                    cell = table.cell(0, column)
                    cell.width = Pt(block.widths[column])
                    for place, item in enumerate(items):
                        _write(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), item)
            elif isinstance(block, Grid):
                _write_grid(document, block)
            else:
                _write(document.add_paragraph(), block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_paper(section: docx.section.Section, page: Page) -> None:
    section.page_width, section.page_height = Pt(page.width), Pt(page.height)
    section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
    section.left_margin, section.right_margin = Pt(page.left), Pt(page.right)


def _number_pages(section: docx.section.Section, sheet: Sheet) -> None:
    section.different_first_page_header_footer = True
    section.header_distance = Pt(sheet.number_offset)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(sheet.number_style.size)
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)


def _write(paragraph: DocxParagraph, item: Paragraph | Rule | Stamp) -> None:
    if isinstance(item, Rule):
        paragraph.add_run("_" * round(item.length / _UNDERSCORE))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return
    if isinstance(item, Stamp):
        item = item.paragraph
    for span in item.spans:
        run = paragraph.add_run(span.text)
        run.font.name = "Times New Roman"
        run.font.size = Pt(item.style.size)
        run.bold, run.italic, run.underline = span.bold, span.italic, span.underline
    look = paragraph.paragraph_format
    look.alignment = _DOCX_ALIGN[item.style.align]
    look.space_before, look.space_after = Pt(item.style.before), Pt(0)
    look.line_spacing = item.style.line_spacing
    if item.style.indent:
        look.first_line_indent = Pt(item.style.indent)
    if item.style.left:
        look.left_indent = Pt(item.style.left)
    if item.keep_with_next:
        look.keep_with_next = True


def _write_grid(document: Document, grid: Grid) -> None:
    table = document.add_table(len(grid.rows), len(grid.widths), style="Table Grid")
    for row, texts in zip(table.rows, grid.rows, strict=True):
        for cell, text, width in zip(row.cells, texts, grid.widths, strict=True):
            cell.width = Pt(width)
            _write(cell.paragraphs[0], text)


# PDF: ReportLab's platypus, with faces and styles made for each document

# As figures: the stubs take reportlab.lib.enums for any whole numbers.
_PDF_ALIGN: dict[Align, Literal[0, 1, 4]] = {Align.LEFT: 0, Align.CENTRE: 1, Align.JUSTIFY: 4}
_LEADING = 1.15  # of the letter size: single spacing in a Times-metric face
_BARE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def naive_pdf(layout: Layout, family: FontFamily, name: str) -> bytes:
    """Return the notice set by platypus.

    Args:
        layout: The notice.
        family: The four files of the faces.
        name: Under which they are registered; a new one each time, or ReportLab would find them
            in its memory.
    """
    return _Platypus(layout, family, name).document()


class _Platypus:
    """Sets one notice; holds the faces and styles of the document."""

    def __init__(self, layout: Layout, family: FontFamily, name: str) -> None:
        self.layout = layout
        self.name = name
        faces = {
            name: family.regular,
            f"{name}-Bold": family.bold,
            f"{name}-Italic": family.italic,
            f"{name}-BoldItalic": family.bold_italic,
        }
        for face, path in faces.items():
            pdfmetrics.registerFont(TTFont(face, str(path)))
        pdfmetrics.registerFontFamily(name, *faces)
        self.styles: dict[tuple[Style, bool], ParagraphStyle] = {}

    def document(self) -> bytes:
        file = BytesIO()
        document = BaseDocTemplate(file, title=self.layout.title, author=self.layout.author)
        story: list[Flowable] = []
        for index, sheet in enumerate(self.layout.sheets):
            document.addPageTemplates(self._templates(index, sheet))
            if index:
                story += [NextPageTemplate(f"first{index}"), PageBreak()]
            for block in sheet.blocks:
                story += self._flowables(block)
        document.build(story)
        return file.getvalue()

    def _templates(self, index: int, sheet: Sheet) -> list[PageTemplate]:
        page = sheet.page
        size = (page.width, page.height)
        middle = page.left + page.text_width / 2
        height = page.height - sheet.number_offset - sheet.number_style.size

        def number(canvas: Canvas, document: BaseDocTemplate) -> None:
            canvas.setFont(self.name, sheet.number_style.size)
            canvas.drawCentredString(middle, height, str(document.page))

        def frame() -> Frame:
            return Frame(
                page.left,
                page.bottom,
                page.text_width,
                page.height - page.top - page.bottom,
                0,
                0,
                0,
                0,
            )

        return [
            PageTemplate(
                f"first{index}", [frame()], pagesize=size, autoNextPageTemplate=f"{index}"
            ),
            PageTemplate(f"{index}", [frame()], pagesize=size, onPage=number),
        ]

    def _flowables(self, block: Paragraph | Rule | Stamp | Columns | Grid) -> list[Flowable]:
        match block:
            case Paragraph():
                return [self._paragraph(block)]
            case Rule():
                rule = HRFlowable(
                    width=block.length,
                    thickness=block.thickness,
                    color="black",
                    spaceBefore=block.before,
                    spaceAfter=block.after,
                )
                return [rule]
            case Stamp():
                return [Table([[self._paragraph(block.paragraph)]], [block.width])]
            case Columns():
                sides = [
                    [flowable for item in side for flowable in self._flowables(item)]
                    for side in (block.left, block.right)
                ]
                return [Spacer(0, block.before), Table([sides], block.widths, style=_BARE)]
            case Grid():
                rows = [[self._paragraph(cell) for cell in row] for row in block.rows]
                style = TableStyle(
                    [
                        ("GRID", (0, 0), (-1, -1), block.thickness, "black"),
                        ("LEFTPADDING", (0, 0), (-1, -1), block.padding),
                        ("RIGHTPADDING", (0, 0), (-1, -1), block.padding),
                    ]
                )
                table = Table(rows, block.widths, style=style, repeatRows=block.header_rows)
                return [Spacer(0, block.before), table]

    def _paragraph(self, block: Paragraph) -> PdfParagraph:
        style = block.style
        marked = []
        for span in block.spans:
            text = escape(span.text).replace("\n", "<br/>")
            # Weight and slant of the whole are the face of the style.
            if span.bold and not style.bold:
                text = f"<b>{text}</b>"
            if span.italic and not style.italic:
                text = f"<i>{text}</i>"
            if span.underline:
                text = f"<u>{text}</u>"
            marked.append(text)
        return PdfParagraph("".join(marked), self._style(style, block.keep_with_next))

    def _style(self, style: Style, keep: bool) -> ParagraphStyle:
        if (style, keep) not in self.styles:
            look = ("Bold" if style.bold else "") + ("Italic" if style.italic else "")
            self.styles[style, keep] = ParagraphStyle(
                f"style{len(self.styles)}",
                fontName=f"{self.name}-{look}" if look else self.name,
                fontSize=style.size,
                leading=style.size * _LEADING * style.line_spacing,
                alignment=_PDF_ALIGN[style.align],
                firstLineIndent=style.indent,
                leftIndent=style.left,
                spaceBefore=style.before,
                textColor=toColor(style.colour),
                keepWithNext=keep,
            )
        return self.styles[style, keep]


# Calendar: icalendar's components, filled through their `add`

Properties = Sequence[tuple[str, object, Mapping[str, str]]]
"""Name, plain value, parameters: what `icalendar.Component.add` is given."""


@frozen
class CalendarValues:
    """What stands in a calendar, as plain values of Python.

    Attributes:
        frame: The properties of the calendar itself.
        zones: The definitions of zones, as they were read.
        events: For each event its properties and those of its alarms.
    """

    frame: Properties
    zones: Sequence[Component]
    events: Sequence[tuple[Properties, Sequence[Properties]]]

    @classmethod
    def of(cls, octets: bytes) -> "CalendarValues":
        """Take the values out of a calendar file of events."""
        calendar = Calendar.from_ical(octets)
        events = [
            (_properties(event), [_properties(alarm) for alarm in event.subcomponents])
            for event in calendar.events
        ]
        return cls(_properties(calendar), calendar.timezones, events)


def bare_calendar(values: CalendarValues) -> bytes:
    """Return the calendar built of icalendar's own objects."""
    calendar = Calendar()
    _fill(calendar, values.frame)
    for zone in values.zones:
        calendar.add_component(zone)
    for properties, alarms in values.events:
        event = Event()
        _fill(event, properties)
        for each in alarms:
            alarm = Alarm()
            _fill(alarm, each)
            event.add_component(alarm)
        calendar.add_component(event)
    octets: bytes = calendar.to_ical()
    return octets


def _fill(component: Component, properties: Properties) -> None:
    for name, value, parameters in properties:
        component.add(name, value, parameters=dict(parameters))


def _properties(component: Component) -> Properties:
    return [(name, _plain(value), _parameters(value)) for name, value in component.items()]


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, int):
        return int(value)
    if isinstance(value, vRecur):
        return dict(value)
    for attribute in ("dt", "td"):
        if hasattr(value, attribute):
            return getattr(value, attribute)
    categories: Iterable[object] | None = getattr(value, "cats", None)
    return str(value) if categories is None else [str(each) for each in categories]


def _parameters(value: object) -> Mapping[str, str]:
    return getattr(value, "params", {})
