"""What is no Word document, or a hostile one, is refused with one clear error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ooxml.files import docx, members, p, relationships, zipped
from tests.ooxml.hostile import OUTSIDE, REFUSED
from vnadmindoc.errors import ReadError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.model import Notice, Paragraph
from vnadmindoc.ooxml import Limits, open_docx


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sound_document_is_refused(name: str) -> None:
    """One error says what it is, and another line what to do."""
    data, message = REFUSED[name]

    with pytest.raises(ReadError, match=message) as caught:
        open_docx(data, source="thu.docx")

    assert caught.value.place == "thu.docx"
    assert caught.value.remedy or caught.value.expected


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(members=3), "holds 4 files"),
        (Limits(unpacked=1_000), "beyond 1,000 bytes"),
        (Limits(elements=10), "more than 10 tags"),
        (Limits(paragraphs=1), "more than 1 paragraphs"),
        (Limits(nesting=1), "more than 1 deep"),
        (Limits(ratio=2, ratio_from=100), "a zip bomb"),
    ],
    ids=str,
)
def test_every_limit_can_be_set(limits: Limits, message: str) -> None:
    """A smaller limit refuses what the usual one lets pass."""
    data = docx(p("Một" * 500) + f"<w:tbl><w:tr><w:tc>{p('Hai')}</w:tc></w:tr></w:tbl>")

    with pytest.raises(ReadError, match=message):
        open_docx(data, limits=limits)

    assert open_docx(data).blocks


def test_links_outside_may_be_passed_over() -> None:
    """They are never followed; with `Limits.external` the document is read without them."""
    data, _ = REFUSED["a linked picture"]

    document = open_docx(data, limits=Limits(external=True))

    assert [each.text for each in document.paragraphs()] == ["Nội dung"]


def test_a_hyperlink_is_no_danger() -> None:
    """It waits for its reader to follow it."""
    link = relationships(OUTSIDE.format(kind="hyperlink", target="https://example.org/"))
    body = '<w:p><w:hyperlink r:id="x"><w:r><w:t>Xem</w:t></w:r></w:hyperlink></w:p>'
    data = zipped({**members(body), "word/_rels/document.xml.rels": link})

    run = next(open_docx(data).paragraphs()).runs[0]

    assert (run.text, run.link) == ("Xem", "https://example.org/")


_SOUND = DocxExporter().export(Notice(subject="Kết luận", opening=(Paragraph(text="Làm ngay."),)))


@pytest.mark.law
@given(st.data())
def test_damage_ends_in_a_document_or_in_one_error(data: st.DataObject) -> None:
    """Whatever bytes are changed, no other exception comes out."""
    damaged = bytearray(_SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(damaged)) | st.just(len(damaged)))

    try:
        outcome: object = open_docx(bytes(damaged[:cut]))
    except ReadError as error:
        outcome = error

    assert outcome is not None
