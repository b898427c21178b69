"""Blocks to Markdown: the page as text that reads well and reads back.

Promised: the text is the text of the layout; reading it gives the same page again. Capitals stay
capitals, and keys are not shown: for what must come back whole there are JSON and YAML.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, assert_never

from attrs import frozen

from vnadmindoc.blocks import Block, Columns, Grid, Paragraph, Rule, Sheet, Span, Stamp
from vnadmindoc.dialect import HEADER_ROWS, LANDSCAPE
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.standard import DECREE_30, Profile, Role

# Signs that Markdown would take for marks, wherever they stand.
_SIGNS = re.compile(r"([\\*_`\[\]<>|])")
_ENTITY = re.compile(r"&#?\w{1,31};")
_BLANK_LINES = re.compile(r"\n{3,}")
# How a paragraph without a label must not begin, or it would read as one, or as a heading.
_LOOKS_LABELLED = re.compile(
    r"(?P<lead>\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]{1,2}|[IVXLC]{1,7}|)(?P<sign>[-–—•●+✓#(.)])"
)
_LABELLED = frozenset({Role.ITEM, Role.POINT, Role.SECTION, Role.RECIPIENT, Role.ADDRESSEE})
_STRONG = frozenset(
    {
        Role.NATIONAL_NAME,
        Role.MOTTO,
        Role.AGENCY,
        Role.KIND,
        Role.SUBJECT,
        Role.SECTION,
        Role.AUTHORITY,
        Role.SIGNER_TITLE,
        Role.SIGNER_NAME,
        Role.RECIPIENTS_LABEL,
        Role.ANNEX_LABEL,
        Role.ANNEX_TITLE,
    }
)
_SLANTED = frozenset({Role.DATELINE, Role.LEGAL_BASIS, Role.ANNEX_REFERENCE})
_CLOSE = frozenset({Role.NATIONAL_NAME, Role.PARENT, Role.KIND, Role.AUTHORITY})
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


def _sheet(sheet: Sheet) -> Iterator[str]:
    if sheet.page.width > sheet.page.height:
        yield f"<!-- {LANDSCAPE} -->"
        yield ""
    for block in sheet.blocks:
        yield from _block(block)


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
    if role in _STRONG or role in _SLANTED:
        mark = "**" if role in _STRONG else "*"
        # A blank at the end, left for a figure, may not stand between a word and its mark.
        lines = [f"{mark}{_escaped(line.strip())}{mark}" for line in paragraph.text.split("\n")]
    else:
        lines = _inline(paragraph).split("\n")
    if role is Role.RECIPIENT:
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
                ("b", span.bold, style.bold),
                ("i", span.italic, style.italic),
                ("u", span.underline, False),
            )
            if wanted and not given
        ]
        pieces.append(_marked(span, text, looks, stands_free=_free(before) and _free(after)))
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
