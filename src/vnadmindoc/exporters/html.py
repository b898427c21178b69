"""A notice as one HTML file: read on any screen, read aloud, printed as it would be on paper.

Promised: the words of the file are those of the layout, in reading order; headings, lists, tables
and days are what they are, not only how they look; nothing is fetched; printed, it has the paper,
the margins, the page numbers and the lines of the layout. Equal notices give equal bytes.
Refused here: wording, sizes and widths, which the layout has settled; scripts.
Source: HTML Living Standard; CSS Paged Media Level 3; WCAG 2.2.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import ClassVar, Final, Literal, assert_never, get_args

from attrs import frozen

from vnadmindoc import metrics
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
from vnadmindoc.exporters.days import Days, Timed, pieces
from vnadmindoc.exporters.fonts import find_family
from vnadmindoc.headings import Levels, goes_on, is_heading
from vnadmindoc.inventory import missing
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.standard import DECREE_30, Align, Profile, Role, Style
from vnadmindoc.typesetting import set_paragraph

Fonts = Literal["embedded", "system"]

_FALLBACKS: Final = '"Times New Roman","Liberation Serif",Tinos,serif'
_RED: Final = "#c00"  # the red of a stamp, dark enough to be read in small letters
_FOOT: Final = frozenset(
    {
        Role.AUTHORITY,
        Role.SIGNER_TITLE,
        Role.SIGNER_NAME,
        Role.RECIPIENTS_LABEL,
        Role.RECIPIENT,
        Role.DRAFTER,
        Role.ENDORSEMENT,
    }
)
"""The components of the foot of a document."""
_BODY: Final = frozenset(
    {
        Role.ARTICLE,
        Role.ITEM_HEADING,
        Role.ITEM,
        Role.POINT,
        Role.BODY,
        Role.CELL_HEADING,
        Role.CELL,
    }
)
"""The components that may name a day by which something is due."""
_OF_HEAD: Final = frozenset(
    {
        Role.SIGNING_INFORMATION,
        Role.KIND,
        Role.SUBJECT,
        Role.ORNAMENT,
        Role.ANNEX_LABEL,
        Role.ANNEX_TITLE,
        Role.ANNEX_REFERENCE,
    }
)
"""The components over the whole width that belong to the head."""
_MOST_WHOLE: Final = 3  # lines of a paragraph that no page divides
# What holds together over a slash: word processors end no line there, browsers do before a letter.
# A long address may be divided.
_SLASHED: Final = re.compile(r"(?<!\S)(?=\S{1,40}(?!\S))\S*/(?=[^\d\s])\S*")


@frozen(kw_only=True)
class HtmlExporter:
    """Writes a notice as one self-contained HTML file (``.html``), UTF-8 (*xuất HTML*).

    Attributes:
        profile: The form of document.
        fonts: ``"embedded"`` puts the faces that are used into the file, so that it looks alike
            everywhere; ``"system"`` asks for the Times New Roman of the reader's computer, and the
            file is a tenth as large.
    """

    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html"

    profile: Profile = DECREE_30
    fonts: Fonts = "embedded"

    def __attrs_post_init__(self) -> None:
        if self.fonts not in get_args(Fonts):
            raise ExportError(
                f"unknown source of faces {self.fonts!r}",
                place="fonts",
                expected="one of " + ", ".join(get_args(Fonts)),
            )

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what neither page nor days show: keys, parties' full names."""
        layout = lay_out(notice, self.profile)
        days = Days(notice)
        texts = [*layout.texts(), *(each.text for each in layout.footers())]
        return missing(notice, "\n".join([*texts, *days.moments()]))

    def export(self, notice: Notice) -> bytes:
        """Return the notice as a whole HTML document."""
        layout = lay_out(notice, self.profile)
        return "".join(_document(layout, Days(notice), self.fonts)).encode()


def shown(notice: Notice) -> str:
    """Return a notice as a notebook shows it: the page in a frame of its own, without faces."""
    page = HtmlExporter(fonts="system").export(notice).decode()
    return (
        f'<iframe sandbox="" title="{escape(notice.subject)}" srcdoc="{escape(page)}" '
        'style="width:100%;height:40em;border:1px solid #ccc"></iframe>'
    )


def _document(layout: Layout, days: Days, fonts: Fonts) -> Iterator[str]:
    author = f'<meta name="author" content="{escape(layout.author)}">\n' if layout.author else ""
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(layout.language.partition("-")[0])}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(layout.title)}</title>\n{author}<style>\n"
    )
    yield from _faces(layout, fonts)
    yield from _rules(layout, fonts)
    yield "</style>\n</head>\n<body>\n<main>\n"
    writer = _Writer(layout, days)
    for number, sheet in enumerate(layout.sheets, start=1):
        yield from writer.sheet(sheet, number)
    yield "</main>\n</body>\n</html>\n"


# How it looks


def _faces(layout: Layout, fonts: Fonts) -> Iterator[str]:
    if fonts == "system":
        return
    family = find_family("bundled")
    files = {
        (False, False): family.regular,
        (True, False): family.bold,
        (False, True): family.italic,
        (True, True): family.bold_italic,
    }
    paragraphs = (*layout.paragraphs(), *layout.footers())
    used = {(span.bold, span.italic) for each in paragraphs for span in each.spans}
    used.add((False, False))  # of the page numbers
    for look in sorted(used):
        bold, italic = look
        yield (
            f'@font-face{{font-family:"{family.name}";font-weight:{700 if bold else 400};'
            f"font-style:{'italic' if italic else 'normal'};"
            f"src:url(data:font/ttf;base64,{b64encode(files[look].read_bytes()).decode()})"
            ' format("truetype")}\n'
        )


def _rules(layout: Layout, fonts: Fonts) -> Iterator[str]:
    name = "" if fonts == "system" else f'"{find_family("bundled").name}",'
    family = f"font-family:{name}{_FALLBACKS}"
    yield _FIXED.replace("FAMILY", family)
    for index, sheet in enumerate(layout.sheets, start=1):
        yield from _paper(sheet, index, family, _share(layout.styles[Role.BODY].size))
    used = {each.role for each in (*layout.paragraphs(), *layout.footers())}
    for role in Role:
        if role in used:
            yield f".{role.value}{{{_looks(layout.styles[role])}}}\n"


def _paper(sheet: Sheet, index: int, family: str, share: float) -> Iterator[str]:
    """Yield what sets the paper of a sheet; a kind of page of its own counts its pages alone."""
    page, number = sheet.page, sheet.number_style
    margins = " ".join(map(_pt, (page.top, page.right, page.bottom, page.left)))
    size = f"{_pt(page.width)} {_pt(page.height)}"
    shown = f"content:counter(n{index},from-second);{family};font-size:{_pt(number.size)}"
    yield (
        f"@page t{index}{{size:{size};margin:{margins};counter-increment:n{index};"
        f"@top-center{{{shown};vertical-align:top;padding-top:{_pt(sheet.number_offset)}}}}}\n"
        f"#t{index}{{page:t{index}}}\n"
        # Browsers round margins to pixels; lines are as long as the layout has them.
        f"@media print{{#t{index}{{width:{_pt(page.text_width * share)}}}}}\n"
        f"@media screen and (min-width:{_pt(page.width)}){{#t{index}{{width:"
        f"{_pt(page.text_width)};padding:{margins}}}}}\n"
    )


def _share(size: float) -> float:
    """Return what share of its size a browser sets a type in: it rounds down to 64ths of a pixel.

    Lines that are shorter by as much end where those of the layout end.
    """
    steps = size * 96 / 72 * 64
    return int(steps) / steps


# A counter that shows no 1: the first page of each sheet has no number (I.7).
_FIXED: Final = f"""\
@counter-style from-second{{system:fixed 1;symbols:"";suffix:""}}
html{{background:#e4e4e4;color:#000}}
body{{margin:0;FAMILY;font-kerning:none;font-variant-ligatures:none;hyphens:none;\
text-rendering:geometricPrecision}}
article{{background:#fff;margin:12pt auto;padding:12pt;overflow-wrap:break-word}}
h1,h2,h3,h4,h5,h6,p,ol,ul,li,table,address{{margin:0;padding:0;font:inherit}}
h1>span,h2>span,h3>span,h4>span,h5>span,h6>span,h1,h2,h3,h4,h5,h6,p{{display:block}}
ol,ul{{list-style:none}}
b{{font-weight:700}}
i{{font-style:italic}}
.n{{font-weight:400}}
.r{{font-style:normal}}
.s{{white-space:nowrap}}
.k{{break-after:avoid;break-inside:avoid}}
.w{{break-inside:avoid}}
.c{{display:flex;break-inside:avoid}}
.c>*{{flex:0 0 var(--w);max-width:var(--w)}}
.l{{border-top:var(--t) solid;width:var(--w);max-width:100%;margin:0 auto}}
.m{{box-sizing:border-box;display:flex;align-items:center;justify-content:center;max-width:100%;\
border:var(--t) solid;width:var(--w);min-height:var(--h);margin:0 auto!important;color:{_RED}}}
table{{border-collapse:collapse;table-layout:fixed}}
th,td{{border:var(--t) solid #000;vertical-align:top;font-weight:inherit;text-align:inherit;\
padding:calc(var(--p)/2 - var(--t)/2) calc(var(--p) - var(--t)) calc(var(--p)/2 - var(--t)/2) \
var(--p)}}
tr{{break-inside:avoid}}
td>p,th>p{{margin:0}}
caption{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
address{{font-style:normal}}
@media print{{html{{background:none;orphans:2;widows:2}}article{{margin:0;padding:0;\
break-before:page}}article:first-child{{break-before:auto}}caption{{display:none}}}}
@media screen and (max-width:500pt){{.c{{flex-wrap:wrap}}.c>*{{flex:1 1 100%;max-width:100%}}\
table{{width:100%!important}}}}
"""


def _pt(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".") + "pt"


_ALIGNED: Final[Mapping[Align, str]] = {
    Align.LEFT: "left",
    Align.CENTRE: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "justify",
}


def _declared(style: Style) -> dict[str, str]:
    """Return what sets a paragraph, one declaration by one."""
    height = metrics.line_height(style.size) * style.line_spacing
    return {
        "font-size": _pt(style.size),
        "line-height": _pt(height),
        "font-weight": "700" if style.bold else "400",
        "font-style": "italic" if style.italic else "normal",
        "text-align": _ALIGNED[style.align],
        "text-indent": _pt(style.indent),
        "margin-top": _pt(style.before),
        "margin-left": _pt(style.left),
        "color": _RED if style.colour == "red" else "#000",
    }


def _looks(style: Style) -> str:
    return ";".join(f"{name}:{value}" for name, value in _declared(style).items())


# What it is


class _Flow:
    """The lists that are open while a column or the body goes down; they nest."""

    def __init__(self) -> None:
        self.open: list[str] = []  # for each depth the name of the list, whose last item is open

    def to(self, depth: int) -> Iterator[str]:
        """End the lists that are deeper than a depth."""
        while len(self.open) > depth:
            yield f"</li></{self.open.pop()}>\n"

    def item(self, paragraph: Paragraph) -> Iterator[str]:
        """Begin the item of a paragraph with a label; it begins a list or goes on with one."""
        depth = max(paragraph.depth, 1)
        yield from self.to(depth)
        if len(self.open) == depth:
            yield "</li>\n<li>"
            return
        # Said to be a list: some browsers take one without marks for none.
        name = "ol" if any(sign.isalnum() for sign in paragraph.label) else "ul"
        self.open.append(name)
        yield f'<{name} role="list"><li>'


class _Writer:
    """Writes the sheets of one document; headings and tables are counted through all of them."""

    def __init__(self, layout: Layout, days: Days) -> None:
        self.styles = layout.styles
        self.days = days
        self.levels = Levels()
        self.sections: list[int] = []  # the levels of the sections that are open
        self.headings = 0
        self.tables = 0
        self.width = 0.0  # of the text on the pages of the sheet

    def sheet(self, sheet: Sheet, number: int) -> Iterator[str]:
        """Yield a document, or an annex, as an article: head, body, foot."""
        head, body, foot = _parted(sheet.blocks)
        self.width = sheet.page.text_width
        yield f'<article id="t{number}">\n'
        if head:
            yield "<header>\n"
            yield from self._blocks(head)
            yield "</header>\n"
        yield from self._blocks(body)
        while self.sections:
            self.sections.pop()
            yield "</section>\n"
        if foot:
            yield "<footer>\n"
            yield from self._blocks(foot)
            yield "</footer>\n"
        if sheet.footer:
            yield "<address>\n"
            for item in sheet.footer:
                yield from self._item(item, _Flow())
            yield "</address>\n"
        yield "</article>\n"

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        flow = _Flow()
        index = 0
        while index < len(blocks):
            block = blocks[index]
            index += 1
            match block:
                case Paragraph() if is_heading(block.role):
                    yield from flow.to(0)
                    lines = [block]
                    while index < len(blocks) and _goes_on(lines[-1], blocks[index]):
                        lines.append(blocks[index])  # type: ignore[arg-type]  # asked just before
                        index += 1
                    yield from self._heading(lines)
                case Paragraph():
                    yield from self._paragraph(block, flow)
                case Rule():
                    yield from flow.to(0)
                    yield _rule(block)
                case Columns():
                    yield from flow.to(0)
                    yield from self._columns(block)
                case Grid():
                    yield from flow.to(block.depth)
                    yield from self._grid(block)
                case _:
                    assert_never(block)
        yield from flow.to(0)

    def _heading(self, lines: Sequence[Paragraph]) -> Iterator[str]:
        level = self.levels.of(lines[0].role)
        self.headings += 1
        while self.sections and self.sections[-1] >= level:
            self.sections.pop()
            yield "</section>\n"
        if level > 1:
            self.sections.append(level)
            yield f'<section aria-labelledby="h{self.headings}">\n'
        yield f'<h{level} id="h{self.headings}" class="k">'
        # A blank between two lines, for who reads the text alone.
        yield "\n".join(f"<span{self._class(line)}>{_text(line, ())}</span>" for line in lines)
        yield f"</h{level}>\n"

    def _paragraph(self, paragraph: Paragraph, flow: _Flow) -> Iterator[str]:
        if paragraph.label:
            yield from flow.item(paragraph)
        else:
            yield from flow.to(paragraph.depth)
        timed = self._timed(paragraph)
        yield f"<p{self._class(paragraph)}>{_text(paragraph, timed)}</p>\n"

    def _timed(self, paragraph: Paragraph) -> Sequence[Timed]:
        return self.days.of(paragraph.text) if paragraph.role in _BODY else ()

    def _class(self, paragraph: Paragraph) -> str:
        """Return the component of a paragraph, and what sets it apart from others of its kind."""
        keep = self._kept(paragraph)
        usual = _declared(self.styles[paragraph.role])
        own = {
            name: value
            for name, value in _declared(paragraph.style).items()
            if usual[name] != value
        }
        style = ";".join(f"{name}:{value}" for name, value in own.items())
        return f' class="{paragraph.role.value}{keep}"' + (f' style="{style}"' if style else "")

    def _kept(self, paragraph: Paragraph) -> str:
        """Return the classes that hold a paragraph together, and to what follows."""
        if is_heading(paragraph.role):
            return ""  # the whole heading is held
        if paragraph.keep_with_next:
            return " k"
        # Two lines stay at the end of a page and two at the top of the next. Browsers keep the
        # former, not always the latter.
        lines = set_paragraph(paragraph, None, self.width)
        return " w" if 1 < len(lines) <= _MOST_WHOLE else ""

    def _columns(self, columns: Columns) -> Iterator[str]:
        before = f' style="padding-top:{_pt(columns.before)}"' if columns.before else ""
        yield f'<div class="c"{before}>'
        for items, width in zip((columns.left, columns.right), columns.widths, strict=True):
            yield f'<div style="--w:{_pt(width)}">\n'
            flow = _Flow()
            for item in items:
                yield from self._item(item, flow)
            yield from flow.to(0)
            yield "</div>"
        yield "</div>\n"

    def _item(self, item: ColumnItem, flow: _Flow) -> Iterator[str]:
        match item:
            case Paragraph() if is_heading(item.role):
                yield from self._heading([item])
            case Paragraph():
                yield from self._paragraph(item, flow)
            case Rule():
                yield _rule(item)
            case Stamp():
                yield from flow.to(0)
                paragraph = item.paragraph
                yield (
                    f'<div style="padding-top:{_pt(item.before)}"><p class="{paragraph.role.value}'
                    f' m" style="--w:{_pt(item.width)};--h:{_pt(item.height)};'
                    f'--t:{_pt(item.thickness)}">{_text(paragraph, ())}</p></div>\n'
                )
            case _:
                assert_never(item)

    def _grid(self, grid: Grid) -> Iterator[str]:
        self.tables += 1
        width = sum(grid.widths)
        yield (
            f'<table style="--p:{_pt(grid.padding)};--t:{_pt(grid.thickness)};'
            f'margin-top:{_pt(grid.before)};width:{_pt(width)}">'
            f"<caption>Bảng {self.tables}</caption><colgroup>"
        )
        for each in grid.widths:
            yield f'<col style="width:{each / width:.4%}">'
        yield "</colgroup>\n"
        head, body = grid.rows[: grid.header_rows], grid.rows[grid.header_rows :]
        for name, rows in (("thead", head), ("tbody", body)):
            if rows:
                yield f"<{name}>\n"
                for row in rows:
                    yield from self._row(row, is_head=name == "thead")
                yield f"</{name}>\n"
        yield "</table>\n"

    def _row(self, row: Iterable[Paragraph], *, is_head: bool) -> Iterator[str]:
        yield "<tr>"
        for cell in row:
            # An empty cell heads nothing.
            name, scope = ("th", ' scope="col"') if is_head and cell.spans else ("td", "")
            text = _text(cell, self._timed(cell))
            yield f"<{name}{scope}{self._class(cell)}>{text}</{name}>"
        yield "</tr>\n"


def _goes_on(above: Paragraph, block: Block) -> bool:
    return isinstance(block, Paragraph) and goes_on(above.role, block.role)


def _parted(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block], Sequence[Block]]:
    """Return head, body and foot of a sheet; each may be empty."""
    begin = 0
    while begin < len(blocks) and _is_head(blocks[begin]):
        begin += 1
    end = len(blocks)
    while end > begin and isinstance(blocks[end - 1], Columns | Rule):
        end -= 1
    return blocks[:begin], blocks[begin:end], blocks[end:]


def _is_head(block: Block) -> bool:
    match block:
        case Paragraph():
            return block.role in _OF_HEAD
        case Columns():
            items = (*block.left, *block.right)
            return not any(isinstance(each, Paragraph) and each.role in _FOOT for each in items)
        case Rule():
            return True
        case Grid():
            return False
        case _:
            assert_never(block)


def _rule(rule: Rule) -> str:
    return (
        f'<div style="padding:{_pt(rule.before)} 0 {_pt(rule.after)}"><div class="l" '
        f'style="--w:{_pt(rule.length)};--t:{_pt(rule.thickness)}"></div></div>\n'
    )


def _text(paragraph: Paragraph, timed: Sequence[Timed]) -> str:
    """Return the spans of a paragraph; what names a day is said to be one."""
    shown = []
    for when, held in pieces([span.text for span in paragraph.spans], timed):
        text = "".join(_span(paragraph.spans[at], each, paragraph.style) for at, each in held)
        shown.append(text if when is None else f'<time datetime="{when.moment}">{text}</time>')
    return "".join(shown)


def _span(span: Span, text: str, style: Style) -> str:
    shown = _SLASHED.sub(r'<span class="s">\g<0></span>', escape(text, quote=False))
    shown = shown.replace("\n", "<br>\n")
    if span.underline:
        shown = f"<u>{shown}</u>"
    if span.italic != style.italic:
        shown = f"<i>{shown}</i>" if span.italic else f'<span class="r">{shown}</span>'
    if span.bold != style.bold:
        shown = f"<b>{shown}</b>" if span.bold else f'<span class="n">{shown}</span>'
    return shown
