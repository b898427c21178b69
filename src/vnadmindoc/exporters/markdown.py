"""Blocks to Markdown: the page as text that reads well and reads back.

Promised: the text is the text of the layout; reading it gives the same page again. Capitals stay
capitals, and keys are not shown: for what must come back whole there are JSON and YAML.

Headings of all kinds are whole paragraphs in bold, in the order of the page:

* ``**Chương I**`` with two blanks at its end, then ``**QUY ĐỊNH CHUNG**`` (so *Phần*, *Mục* and
  *Tiểu mục* too); ``**I. TÊN MỤC**``; ``**Điều 1. Tên điều**``, an article without a title as
  ``**Điều 1.** Lời văn``; ``**1. Tên khoản**``.
* ``**CHỦ TỊCH ỦY BAN …**`` above the legal bases, ``**QUYẾT ĐỊNH:**`` below them. The words of a
  *công điện* stand where *Kính gửi:* stands: ``CHỦ TỊCH … điện:``.
* Several issuing bodies follow one another, each but the last with `` -`` at its end.
* Signers before the last one stand above the recipients, each a block of its own; a foot has
  ``PL.(300)`` right below the recipients, and an endorsement as a paragraph at its end.
* ``Số: 15/QĐ-SNV; 05/3/2026; 09:30:00 +07:00`` before an annex in a file of its own, and
  ``SAO Y; Tên cơ quan; 05/3/2026; …`` before the head of an electronic copy. A copy on paper
  follows a line ``---``: body, number, ``**SAO Y**``, date, recipients and signature.
* A document issued with a decision begins with the head again, without number and date.
* Lines at the foot of the first page follow the foot of the document, behind the comment
  ``<!-- chân trang đầu -->``.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, assert_never

from attrs import frozen

from vnadmindoc.blocks import Block, Columns, Grid, Paragraph, Rule, Sheet, Span, Stamp
from vnadmindoc.dialect import DEPTH, FOOTER, HEADER_ROWS, LANDSCAPE, PLAIN
from vnadmindoc.inventory import missing
from vnadmindoc.labels import Nesting, label_of
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.standard import DECREE_30, TITLES, Profile, Role

# Signs that Markdown would take for marks, wherever they stand.
_SIGNS = re.compile(r"([\\*_`\[\]<>|])")
_ENTITY = re.compile(r"&#?\w{1,31};")
_BLANK_LINES = re.compile(r"\n{3,}")
# How a paragraph without a label must not begin, or it would read as one, or as a heading.
_LOOKS_LABELLED = re.compile(
    r"(?P<lead>\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]{1,2}|[IVXLC]{1,7}|)(?P<sign>[-+#(.)/])"
)
_LABELLED = frozenset(
    {
        Role.ARTICLE,
        Role.ITEM_HEADING,
        Role.ITEM,
        Role.POINT,
        Role.SECTION,
        Role.RECIPIENT,
        Role.ADDRESSEE,
    }
)
_BOLD_IN_PART = frozenset({Role.ARTICLE, Role.ITEM_HEADING})
"""Components whose weight is told stretch by stretch."""
_IN_LISTS = frozenset({Role.ARTICLE, Role.ITEM_HEADING, Role.ITEM, Role.POINT, Role.BODY})
"""Components that may stand in the items of a list."""
_STRONG = TITLES | {
    Role.NATIONAL_NAME,
    Role.MOTTO,
    Role.AGENCY,
    Role.COPY_KIND,
    Role.AUTHORITY,
    Role.SIGNER_TITLE,
    Role.SIGNER_NAME,
    Role.RECIPIENTS_LABEL,
}
_SLANTED = frozenset({Role.DATELINE, Role.LEGAL_BASIS, Role.ANNEX_REFERENCE})
_CLOSE = frozenset(
    {
        Role.NATIONAL_NAME,
        Role.PARENT,
        Role.KIND,
        Role.PART,
        Role.CHAPTER,
        Role.DIVISION,
        Role.SUBDIVISION,
        Role.AUTHORITY,
    }
)
"""Components whose successor follows in the same paragraph, on the next line."""


@frozen(kw_only=True)
class MarkdownExporter:
    """Writes a notice as Markdown (``.md``), UTF-8.

    Attributes:
        profile: The form of document.
    """

    suffix: ClassVar[str] = ".md"
    media_type: ClassVar[str] = "text/markdown"

    profile: Profile = DECREE_30

    def export(self, notice: Notice) -> bytes:
        """Return the notice as Markdown."""
        layout = lay_out(notice, self.profile)
        parts = [part for sheet in layout.sheets for part in _sheet(sheet)]
        text = _BLANK_LINES.sub("\n\n", "\n".join(parts)).strip("\n")
        return f"{text}\n".encode()

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what no page shows: keys, parties' full names, last days."""
        return missing(notice, "\n".join(lay_out(notice, self.profile).texts()))


def _sheet(sheet: Sheet) -> Iterator[str]:
    if sheet.page.width > sheet.page.height:
        yield f"<!-- {LANDSCAPE} -->"
        yield ""
    nesting = Nesting()
    for block in sheet.blocks:
        yield from _placed(block, nesting)
        yield from _block(block)
    if sheet.footer:
        yield f"<!-- {FOOTER} -->"
        yield ""
        yield "  \n".join(_inline(item) for item in sheet.footer if isinstance(item, Paragraph))
        yield ""


def _placed(block: Block, nesting: Nesting) -> Iterator[str]:
    """Yield the comments that a block needs to be read back as what it is, and where it is."""
    if isinstance(block, Paragraph) and block.role not in _IN_LISTS:
        nesting.close_to(0)
        return
    if not isinstance(block, Paragraph | Grid):
        return
    label = None
    if isinstance(block, Paragraph):
        label = label_of(block.text)
        if label is not None and not block.label:
            if _no_label(block.text) == block.text:
                yield f"<!-- {PLAIN} -->"
                yield ""
            label = None
    depth = block.depth - 1 if label is not None else block.depth
    expected = nesting.depth if label is None else nesting.depth_of(label)
    if depth != expected:
        yield f"<!-- {DEPTH}: {depth} -->"
        yield ""
    if label is None:
        nesting.close_to(depth)
        nesting.follow()
    else:
        nesting.place(label, block.text if isinstance(block, Paragraph) else "", depth)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _paragraph(block)
        case Rule():
            yield "---"
            yield ""
        case Columns():
            yield from _columns(block)
        case Grid():
            yield from _grid(block)
        case _:
            assert_never(block)


def _columns(columns: Columns) -> Iterator[str]:
    for item in (*columns.left, None, *columns.right):
        match item:
            case Paragraph():
                yield from _paragraph(item)
            case None:
                yield ""  # between the columns: the list of recipients ends here
            case Stamp():
                yield f"**\\[{_escaped(item.paragraph.text)}\\]**"
                yield ""
            case Rule():
                pass  # the lines under agency and motto go without saying
            case _:
                assert_never(item)
    yield ""


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    role = paragraph.role
    text = paragraph.text
    if role is Role.AUTHORITY:
        # It is one line of the notice; where the page breaks it, is the page's affair.
        text = text.replace("\n", " ")
    if role in _STRONG or role in _SLANTED:
        mark = "**" if role in _STRONG else "*"
        # A blank at the end, left for a figure, may not stand between a word and its mark.
        lines = [f"{mark}{_escaped(line.strip())}{mark}" for line in text.split("\n")]
    else:
        lines = _inline(paragraph).split("\n")
    if role in (Role.RECIPIENT, Role.DRAFTER):
        yield from lines  # a list without blank lines; the label above has left one
        return
    yield "  \n".join(lines) + ("  " if role in _CLOSE else "")
    if role not in _CLOSE:
        yield ""


def _inline(paragraph: Paragraph) -> str:
    style = paragraph.style
    pieces = []
    for index, span in enumerate(paragraph.spans):
        text = _escaped(span.text)
        if index == 0 and paragraph.role not in _LABELLED:
            text = _no_label(text)
        before = paragraph.spans[index - 1].text[-1:] if index else ""
        after = paragraph.spans[index + 1].text[:1] if index + 1 < len(paragraph.spans) else ""
        looks = [
            name
            for name, wanted, given in (
                ("b", span.bold, style.bold and paragraph.role not in _BOLD_IN_PART),
                ("i", span.italic, style.italic),
                ("u", span.underline, False),
            )
            if wanted and not given
        ]
        free = _free(before) and _free(after)
        if index == 0 and looks == ["b"] and (text.endswith(" ") or free):
            # A bold label, or a whole heading: what closes it stands before a blank or the end.
            bare = text.rstrip(" ")
            pieces.append(f"**{bare}**{text[len(bare) :]}")
            continue
        pieces.append(_marked(span, text, looks, stands_free=free))
    return "".join(pieces)


def _free(neighbour: str) -> bool:
    return neighbour in ("", " ")


def _marked(span: Span, text: str, looks: Sequence[str], *, stands_free: bool) -> str:
    """Return a span between its marks; tags where asterisks would not be taken for marks."""
    if not looks:
        return text
    edged = span.text[0].isalnum() and span.text[-1].isalnum()
    if looks == ["b"] and stands_free and edged:
        return f"**{text}**"
    if looks == ["i"] and stands_free and edged:
        return f"*{text}*"
    opening = "".join(f"<{look}>" for look in looks)
    closing = "".join(f"</{look}>" for look in reversed(looks))
    return f"{opening}{text}{closing}"


def _escaped(text: str) -> str:
    return _ENTITY.sub(_literal, _SIGNS.sub(r"\\\1", text))


def _literal(found: re.Match[str]) -> str:
    """Return what looks like a character reference so that it reads as it is written."""
    written = found.group()
    return written if html.unescape(written) == written else "&amp;" + written[1:]


def _no_label(text: str) -> str:
    """Escape the beginning of a paragraph that would read as a label."""
    found = _LOOKS_LABELLED.match(text)
    if found is None:
        return text
    return f"{found['lead']}\\{text[found.start('sign') :]}"


def _grid(grid: Grid) -> Iterator[str]:
    if grid.header_rows != 1:
        yield f"<!-- {HEADER_ROWS}: {grid.header_rows} -->"
        yield ""
    for index, row in enumerate(grid.rows):
        yield "| " + " | ".join(_inline(cell) if cell.spans else "" for cell in row) + " |"
        if index == 0:
            yield "|" + " --- |" * len(row)
    yield ""
