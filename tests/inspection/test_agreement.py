"""Every way of looking at a notice sees the same."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings

from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.inspection.from_docx import inspect_docx
from vnadmindoc.inspection.from_layout import specimen_of_notice
from vnadmindoc.inspection.from_pdf import inspect_pdf
from vnadmindoc.model import Notice
from vnadmindoc.specimen import SeenParagraph, SeenRun, Specimen
from vnadmindoc.standard import Role
from vnadmindoc.strategies import notices

pytestmark = pytest.mark.law


def _joined(paragraph: SeenParagraph) -> list[SeenRun]:
    """Return the runs of a paragraph, neighbours of one look as one."""
    joined: list[SeenRun] = []
    for run in paragraph.runs:
        if joined and joined[-1].letters == run.letters:
            joined[-1] = evolve(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def _seen(specimen: Specimen) -> list[Any]:
    """Return what both ways have to see alike, paragraph by paragraph."""
    boxed = {box.around for box in specimen.boxes}
    return [
        (
            each.role,
            each.text,
            _joined(each),
            each.sheet,
            each.side,
            each.in_table,
            None if each.index in boxed else _set(each),
        )
        for each in specimen.paragraphs
        if each.text.strip()
    ]


def _set(paragraph: SeenParagraph) -> tuple[object, ...]:
    setting = paragraph.setting
    assert setting is not None
    # The file counts in twentieths of a point.
    lengths = (setting.indent, setting.left, setting.right, setting.before, setting.after)
    return setting.align, setting.line, [pytest.approx(each, abs=0.06) for each in lengths]


def _lines(specimen: Specimen) -> list[Any]:
    return [
        (
            specimen.paragraphs[line.after].text,
            line.kind,
            pytest.approx(line.length, abs=0.2),
            line.centred,
            line.solid,
        )
        for line in specimen.lines
    ]


def _boxes(specimen: Specimen) -> list[Any]:
    return [
        (
            specimen.paragraphs[box.around].text,
            pytest.approx(box.width, abs=0.3),
            pytest.approx(box.height, abs=0.3) if box.height is not None else None,
            box.colour,
            box.single_line,
        )
        for box in specimen.boxes
        if box.width  # one that fits its text is as wide as its column in a file
    ]


@given(notices())
@settings(max_examples=40)
def test_the_word_file_looks_as_the_layout(notice: Notice) -> None:
    """Component, text, letters, setting, place, lines, boxes and sheets agree."""
    laid_out = specimen_of_notice(notice)

    _, in_file = inspect_docx(DocxExporter().export(notice))

    assert _seen(in_file) == _seen(laid_out)
    assert _lines(in_file) == _lines(laid_out)
    assert [sheet.numbers for sheet in in_file.sheets] == [
        sheet.numbers for sheet in laid_out.sheets
    ]


def _by_component(specimen: Specimen) -> dict[Role | None, tuple[str, set[tuple[object, ...]]]]:
    """Return what each component says, blanks left out, and the looks of its letters."""
    said: dict[Role | None, str] = {}
    looks: dict[Role | None, set[tuple[object, ...]]] = {}
    for paragraph in specimen.paragraphs:
        for run in paragraph.runs:
            if run.text.strip():
                letters = run.letters
                said[paragraph.role] = said.get(paragraph.role, "") + "".join(run.text.split())
                looks.setdefault(paragraph.role, set()).add(
                    (letters.typefaces, letters.size, letters.bold, letters.italic)
                )
    return {role: (said[role], looks[role]) for role in said}


def _has_table(notice: Notice) -> bool:
    return any(each.in_table for each in specimen_of_notice(notice).paragraphs)


@given(notices())
@settings(max_examples=30)
def test_the_pdf_says_what_the_layout_says(notice: Notice) -> None:
    """Of every component all words, in the letters that the layout has settled."""
    assume(not _has_table(notice))  # which a page of a PDF shows as text between lines
    laid_out = specimen_of_notice(notice)

    reading, in_file = inspect_pdf(PdfExporter().export(notice))

    assert reading.notice == notice
    assert _by_component(in_file) == _by_component(laid_out)
    assert len(in_file.lines) == len(laid_out.lines)
    assert [line.kind for line in in_file.lines] == [line.kind for line in laid_out.lines]
