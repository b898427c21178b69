"""Numbers that Word counts itself: they show what is printed, and go on when a draft is moved."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Directive, Notice, Section
from vnadmindoc.strategies import notices

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TENS = ("", "X", "XX", "XXX", "XL")
ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
AUTOMATIC = DocxExporter(numbering="automatic")


def items(*labels: str) -> tuple[Directive, ...]:
    """Return directives with these labels."""
    return tuple(Directive(label=label, text=f"Việc {label}") for label in labels)


POINTS = items("a)", "b)", "c)", "d)", "đ)", "e)", "g)")
NOTICE = Notice(
    subject="Kết luận",
    opening=items("1.", "2."),
    sections=(
        Section(
            label="I.",
            heading="Một",
            body=(
                Directive(label="1.", text="Việc", children=POINTS),
                Directive(label="2.", text="Việc", children=items("-", "+", "a)")),
            ),
        ),
        Section(label="II.", heading="Hai", body=items("3.", "4.", "1.1.", "7.")),
        Section(label="IV.", heading="Bốn", body=items("1.", "a)")),
        Section(label="V.", heading="Năm", body=items("1.", "2.", "a)")),
    ),
)


def part(data: bytes, name: str) -> Any:
    """Return the root of a part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


class Word:
    """Counts as ECMA-376 (17.9) says: one counter a level for all lists of a kind.

    A list with a start of its own for a level takes it when it comes to the level first.
    """

    def __init__(self, numbering: Any) -> None:
        self.levels = {
            (kind.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")): (
                level.find(f"{W}numFmt").get(f"{W}val"),
                level.find(f"{W}lvlText").get(f"{W}val"),
            )
            for kind in numbering.iter(f"{W}abstractNum")
            for level in kind.iter(f"{W}lvl")
        }
        self.lists = {
            each.get(f"{W}numId"): (
                each.find(f"{W}abstractNumId").get(f"{W}val"),
                {
                    override.get(f"{W}ilvl"): int(override[0].get(f"{W}val"))
                    for override in each.iter(f"{W}lvlOverride")
                },
            )
            for each in numbering.iter(f"{W}num")
        }
        self.counts: dict[tuple[str, int], int] = {}
        self.begun: set[tuple[str, str]] = set()

    def label(self, properties: Any) -> str:
        """Return what a paragraph shows before its text."""
        level, number = (each.get(f"{W}val") for each in properties)
        kind, starts = self.lists[number]
        shape, text = self.levels[kind, level]
        at = int(level)
        if (number, level) not in self.begun and level in starts:
            self.counts[kind, at] = starts[level]
        else:
            self.counts[kind, at] = self.counts.get((kind, at), 0) + 1
        self.begun.add((number, level))
        self.counts = {k: v for k, v in self.counts.items() if k[0] != kind or k[1] <= at}
        count = self.counts[kind, at]
        shown = {
            "upperRoman": TENS[count // 10] + ONES[count % 10] if count < 50 else "?",
            "decimal": str(count),
            "lowerLetter": LETTERS[(count - 1) % 26],
            "bullet": "",
        }[shape]
        return f"{text.replace(f'%{at + 1}', shown)} "


def shown(notice: Notice) -> Iterator[str]:
    """Yield the text of every paragraph as Word shows it."""
    data = AUTOMATIC.export(notice)
    word = Word(part(data, "numbering"))
    for paragraph in part(data, "document").iter(f"{W}p"):
        number = paragraph.find(f"{W}pPr/{W}numPr")
        label = "" if number is None else word.label(number)
        text = label + "".join(
            "\n" if e.tag == f"{W}br" else e.text or "" for e in paragraph.iter(f"{W}t", f"{W}br")
        )
        if text:
            yield text


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 5))
@given(notices(drafts=True))
def test_what_word_counts_is_what_is_printed(notice: Notice) -> None:
    """Whatever the labels are and wherever a list begins anew."""
    page = [text.replace("\n", " \n") for text in lay_out(notice).texts()]
    assert list(shown(notice)) == page


def test_lists_begin_anew_go_on_and_jump() -> None:
    """Each of the ways that notices count, one after the other."""
    assert list(shown(NOTICE)) == list(lay_out(NOTICE).texts())


def test_only_what_word_cannot_count_stays_text() -> None:
    """``đ)`` and ``1.1.`` have no list; every other label is counted."""
    document = part(AUTOMATIC.export(NOTICE), "document")

    texts = [
        "".join(p.itertext()) for p in document.iter(f"{W}p") if p.find(f"{W}pPr/{W}numPr") is None
    ]
    labels = [text.partition(" ")[0] for text in texts if " Việc" in text]
    assert labels == ["đ)", "1.1."]


def test_an_item_put_in_between_renumbers_the_rest() -> None:
    """Neighbours of one list share it: that is what makes the numbers move."""
    document = part(AUTOMATIC.export(NOTICE), "document")

    lists = [each.get(f"{W}val") for each in document.iter(f"{W}numId")]
    points = lists[4:8]
    assert len(set(points)) == 1
    assert len(set(lists)) < len(lists) / 2


def test_by_default_labels_are_text() -> None:
    """What is issued must never renumber itself."""
    data = DocxExporter().export(NOTICE)

    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "word/numbering.xml" not in archive.namelist()
    assert part(data, "document").find(f".//{W}numPr") is None


def test_numbers_that_move_cannot_be_compared() -> None:
    """One clear error, before anything is written."""
    with pytest.raises(ExportError, match="cannot be compared"):
        evolve(AUTOMATIC, compare=NOTICE)
