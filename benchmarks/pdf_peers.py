"""The same PDF by typesetters that are no library of ours: typst and WeasyPrint.

Promised, as in `benchmarks.peers`: each gets its source made for nothing, from a layout that
somebody else has worked out; only the typesetting is its own. Their fonts are read once, they write
tags and a title, and nothing is wasted on purpose. Boxes around marks are left out: less work than
ours.
"""

import json
import logging
import os
from collections.abc import Iterable
from html import escape

# CPU time is what is compared, and one file at a time is what a service writes: threads that wait
# for each other would only be added up. To be said before typst is loaded.
os.environ.setdefault("RAYON_NUM_THREADS", "1")

import typst
import weasyprint  # type: ignore[import-untyped]  # it ships no types
from reportlab.pdfbase.ttfonts import TTFontFile
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]  # as above

from vnadmindoc.blocks import (
    Block,
    ColumnItem,
    Columns,
    Grid,
    Layout,
    Paragraph,
    Rule,
    Sheet,
    Stamp,
)
from vnadmindoc.exporters.fonts import FontFamily
from vnadmindoc.headings import Levels, is_heading
from vnadmindoc.standard import Align

_LEADING = 1.15  # of the letter size: single spacing in a Times-metric face
_CAPITALS = 0.66  # of the letter size: their height, which typst takes for that of a line


def pdf_family(family: FontFamily) -> str:
    """Return the name by which typst finds a family's faces."""
    name: bytes = TTFontFile(str(family.regular)).familyName
    return name.decode()


class Typst:
    """Sets what `typst_source` returns; keeps its faces from file to file."""

    def __init__(self, family: FontFamily) -> None:
        self._fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(family.regular.parent)],
        )

    def pdf(self, source: str) -> bytes:
        """Return the file; typst reads a source from the disk or from bytes."""
        made: bytes = typst.compile(source.encode(), font_paths=self._fonts)
        return made


def typst_source(layout: Layout, family: str) -> str:
    """Return the notice as a source of typst."""
    parts = [
        f"#set document(title: {_quoted(layout.title)})",
        f'#set text(font: "{family}", lang: "vi", hyphenate: false)',
        "#show heading: set text(size: 1em)",
        "#show heading: it => it.body",
    ]
    levels = Levels()
    for sheet in layout.sheets:
        parts += _typst_sheet(sheet, levels)
    return "\n".join(parts)


def _typst_sheet(sheet: Sheet, levels: Levels) -> Iterable[str]:
    page = sheet.page
    yield (
        f"#set page(width: {page.width}pt, height: {page.height}pt, margin: (left: {page.left}pt,"
        f" right: {page.right}pt, top: {page.top}pt, bottom: {page.bottom}pt), header: context {{"
        " let n = counter(page).get().first(); if n > 1 { align(center, text(size:"
        f" {sheet.number_style.size}pt, str(n))) }} }})\n#counter(page).update(1)"
    )
    for block in sheet.blocks:
        yield _typst_block(block, levels)


def _typst_block(block: Block | ColumnItem, levels: Levels) -> str:
    match block:
        case Paragraph():
            return f"#{_typst_paragraph(block, levels)}"
        case Stamp():
            return f"#{_typst_paragraph(block.paragraph, levels)}"
        case Rule():
            line = f"align(center, line(length: {block.length}pt, stroke: {block.thickness}pt))"
            return f"#block(above: {block.before}pt, below: {block.after}pt, width: 100%, {line})"
        case Columns():
            left, right = (
                "\n".join([_typst_block(item, levels) for item in side])
                for side in (block.left, block.right)
            )
            widths = f"{block.widths[0]}pt, {block.widths[1]}pt"
            pair = f"grid(columns: ({widths}), [{left}], [{right}])"
            return f"#block(above: {block.before}pt, below: 0pt, breakable: false, {pair})"
        case Grid():
            widths = "".join([f"{width}pt, " for width in block.widths])
            rows = [
                ", ".join([_typst_paragraph(cell, levels) for cell in row]) for row in block.rows
            ]
            head = [f"table.header({row})" for row in rows[: block.header_rows]]
            look = f"stroke: {block.thickness}pt, inset: {block.padding}pt"
            cells = ", ".join([*head, *rows[block.header_rows :]])
            table = f"table(columns: ({widths}), {look}, {cells})"
            return f"#block(above: {block.before}pt, below: 0pt, {table})"


_TYPST_ALIGN = {
    Align.LEFT: "left",
    Align.CENTRE: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "left",
}


def _typst_paragraph(paragraph: Paragraph, levels: Levels) -> str:
    style = paragraph.style
    spans = []
    for span in paragraph.spans:
        weight, slant = "bold" if span.bold else "regular", "italic" if span.italic else "normal"
        text = f'text(weight: "{weight}", style: "{slant}", {_quoted(span.text)})'
        spans.append(f"underline({text})" if span.underline else text)
    body = " + ".join(spans) or '""'
    if is_heading(paragraph.role):
        body = f"heading(level: {levels.of(paragraph.role)}, {body})"
    # From the top of one line's letters to the next: typst adds what is between two lines.
    leading = style.size * (_LEADING * style.line_spacing - _CAPITALS)
    justify = "true" if style.align is Align.JUSTIFY else "false"
    indent = f"(amount: {max(style.indent, 0)}pt, all: true)"
    set_ = f"set text(size: {style.size}pt); set par(justify: {justify}, leading: {leading:.2f}pt"
    return (
        f"block(above: {style.before + leading:.2f}pt, below: 0pt, width: 100%,"
        f" inset: (left: {style.left}pt), align({_TYPST_ALIGN[style.align]},"
        f" {{ {set_}, first-line-indent: {indent}); par({body}) }}))"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# WeasyPrint: HTML with the look of each role as a class


class WeasyPrint:
    """Sets what `html_source` returns; keeps its faces and style sheet from file to file."""

    def __init__(self, layout: Layout, family: FontFamily) -> None:
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self._fonts = FontConfiguration()
        self._look = weasyprint.CSS(string=_css(layout, family), font_config=self._fonts)

    def pdf(self, source: str) -> bytes:
        """Return the file."""
        page = weasyprint.HTML(string=source)
        made: bytes = page.write_pdf(
            stylesheets=[self._look], font_config=self._fonts, pdf_tags=True
        )
        return made


def html_source(layout: Layout) -> str:
    """Return the notice as HTML for print."""
    levels = Levels()
    sheets = [
        f"<section class=sheet{index}>"
        + "".join([_html_block(block, levels) for block in sheet.blocks])
        + "</section>"
        for index, sheet in enumerate(layout.sheets)
    ]
    title = escape(layout.title)
    return (
        f"<!doctype html><html lang=vi><meta charset=utf-8><title>{title}</title>{''.join(sheets)}"
    )


def _css(layout: Layout, family: FontFamily) -> str:
    faces = (
        (family.regular, "normal", "normal"),
        (family.bold, "bold", "normal"),
        (family.italic, "normal", "italic"),
        (family.bold_italic, "bold", "italic"),
    )
    rules = [
        f"@font-face{{font-family:T;src:url({path.as_uri()});font-weight:{weight};"
        f"font-style:{slant}}}"
        for path, weight, slant in faces
    ]
    for index, sheet in enumerate(layout.sheets):
        page, number = sheet.page, sheet.number_style.size
        rules.append(
            f"@page s{index}{{size:{page.width}pt {page.height}pt;margin:{page.top}pt"
            f" {page.right}pt {page.bottom}pt {page.left}pt;"
            f"@top-center{{content:counter(page);font:{number}pt T}}}}"
            f"@page s{index}:first{{@top-center{{content:none}}}}.sheet{index}{{page:s{index}}}"
        )
    rules.append("body,p,h1,h2,h3,h4,h5,h6{margin:0;font-weight:normal;font-family:T}")
    rules.append("p{orphans:2;widows:2}.pair{display:flex;break-inside:avoid}")
    rules.append("table{border-collapse:collapse}hr{border:0;border-top:.5pt solid;margin:0 auto}")
    return "".join(rules)


def _html_block(block: Block | ColumnItem, levels: Levels) -> str:
    match block:
        case Paragraph():
            return _html_paragraph(block, levels)
        case Stamp():
            return _html_paragraph(block.paragraph, levels)
        case Rule():
            around = f"margin-top:{block.before}pt;margin-bottom:{block.after}pt"
            return f'<hr style="width:{block.length}pt;{around}">'
        case Columns():
            sides = [
                f'<div style="width:{width}pt">'
                + "".join([_html_block(item, levels) for item in side])
                + "</div>"
                for side, width in zip((block.left, block.right), block.widths, strict=True)
            ]
            return f'<div class=pair style="margin-top:{block.before}pt">{"".join(sides)}</div>'
        case Grid():
            rows = []
            for index, row in enumerate(block.rows):
                name = "th" if index < block.header_rows else "td"
                look = f"border:{block.thickness}pt solid;padding:{block.padding}pt"
                cells = [
                    f'<{name} style="width:{width}pt;{look}">'
                    f"{_html_paragraph(cell, levels)}</{name}>"
                    for cell, width in zip(row, block.widths, strict=True)
                ]
                rows.append(f"<tr>{''.join(cells)}</tr>")
            return f"<table>{''.join(rows)}</table>"


_CSS_ALIGN = {
    Align.LEFT: "left",
    Align.CENTRE: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "justify",
}


def _html_paragraph(paragraph: Paragraph, levels: Levels) -> str:
    style = paragraph.style
    text = []
    for span in paragraph.spans:
        inner = escape(span.text).replace("\n", "<br>")
        for held, name in ((span.bold, "b"), (span.italic, "i"), (span.underline, "u")):
            if held:
                inner = f"<{name}>{inner}</{name}>"
        text.append(inner)
    name = f"h{levels.of(paragraph.role)}" if is_heading(paragraph.role) else "p"
    look = (
        f"font-size:{style.size}pt;line-height:{_LEADING * style.line_spacing:.3f};"
        f"text-align:{_CSS_ALIGN[style.align]};text-indent:{style.indent}pt;"
        f"margin:{style.before}pt 0 0 {style.left}pt"
    )
    return f'<{name} style="{look}">{"".join(text)}</{name}>'
