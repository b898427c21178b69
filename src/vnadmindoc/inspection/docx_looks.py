"""Looks of a Word document in the words of a specimen, page numbers included.

Promised: nothing is made up: a face that the document does not tell is not told.
"""

from collections.abc import Mapping
from typing import Final

from vnadmindoc.ooxml import (
    Alignment,
    Block,
    LineRule,
    Paragraph,
    ParagraphLook,
    Run,
    RunLook,
    Section,
    paragraphs_of,
)
from vnadmindoc.specimen import Letters, PageNumbers, Setting
from vnadmindoc.standard import Align

ALIGN: Final = {
    Alignment.LEFT: Align.LEFT,
    Alignment.CENTRE: Align.CENTRE,
    Alignment.RIGHT: Align.RIGHT,
    Alignment.JUSTIFY: Align.JUSTIFY,
}


def letters_of(look: RunLook, faces: tuple[str | None, ...]) -> Letters:
    """Return a look as a specimen has it.

    Args:
        look: The look.
        faces: The typefaces that the letters of the run take, as `RunLook.faces_of` gives them.
    """
    known = tuple(face for face in faces if face is not None)
    return Letters(
        typefaces=known if len(known) == len(faces) else None,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        underline=look.underline,
        capitals=look.capitals,
        colour=colour_of(look.colour),
    )


def colour_of(colour: str) -> str:
    """Return a colour as a specimen has it: automatic is black."""
    return "black" if colour in ("auto", "AUTO", "000000") else colour


def setting_of(look: ParagraphLook) -> Setting:
    """Return how a paragraph is set, as a specimen has it."""
    return Setting(
        align=ALIGN[look.align],
        indent=look.first,
        left=look.left,
        right=look.right,
        before=look.before,
        after=look.after,
        line=look.line,
        exact=look.rule is LineRule.EXACT,
        least=look.rule is LineRule.AT_LEAST,
    )


def page_numbers(section: Section, *, first: bool) -> PageNumbers | None:
    """Return how the pages of a section are numbered; None when they are not.

    Args:
        section: The section.
        first: Whether it is the first one of the document.
    """
    for top, stories in ((True, section.headers), (False, section.footers)):
        found = _numbered(stories)
        if found is None:
            continue
        paragraph, run = found
        shown_first = not section.title_page or _numbered_in(stories.get("first", ())) is not None
        start = section.number_start
        return PageNumbers(
            top=top,
            align=_number_align(paragraph),
            letters=letters_of(run.look, run.look.faces_of("1")),
            arabic=section.number_format == "decimal",
            start=1 if start is None and first else start,
            first_shown=shown_first,
            alone=not any(each.text.strip() for each in paragraph.runs if each.field != "PAGE"),
        )
    return None


def has_page_number(blocks: tuple[Block, ...]) -> bool:
    """Whether a header or footer shows the page's number."""
    return _numbered_in(blocks) is not None


def _numbered(stories: Mapping[str, tuple[Block, ...]]) -> tuple[Paragraph, Run] | None:
    return _numbered_in(stories.get("default", ()))


def _numbered_in(blocks: tuple[Block, ...]) -> tuple[Paragraph, Run] | None:
    for paragraph in paragraphs_of(blocks):
        for run in paragraph.runs:
            if run.field == "PAGE":
                return paragraph, run
    return None


def _number_align(paragraph: Paragraph) -> Align:
    look = paragraph.look
    if look.frame_align is not None and look.frame_width is None:
        return ALIGN[look.frame_align]
    # The usual styles of headers have a tab in the middle and one at the right.
    text = paragraph.text
    tabs = len(text) - len(text.lstrip("\t"))
    if tabs and look.align is Alignment.LEFT:
        return Align.CENTRE if tabs == 1 else Align.RIGHT
    return ALIGN[look.align]
