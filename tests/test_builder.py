"""The builder: few words in, the same notice a reader would give."""

from datetime import date

import pytest

from vnadmindoc.builder import before, by, directive, notice, section
from vnadmindoc.errors import InvalidNoticeError
from vnadmindoc.exporters.markdown import MarkdownExporter
from vnadmindoc.model import Directive, Notice, Paragraph
from vnadmindoc.readers import read_text
from vnadmindoc.vocabulary import AssignmentRole, SigningAuthority


def built() -> Notice:
    """A notice with sections, points and deadlines."""
    return notice(
        "Ngày 02/3/2026, Sở họp giao ban.",
        section(
            "Nhiệm vụ",
            directive(
                "Hoàn thiện quy chế",
                lead="Văn phòng",
                partners=["Phòng Cải cách"],
                due=before(date(2026, 3, 20)),
                points=["rà soát;", "lấy ý kiến."],
            ),
            directive("Gửi báo cáo quý I", due=by(date(2026, 3, 31))),
        ),
        subject="Kết luận giao ban tháng 3",
        agency="SỞ NỘI VỤ",
        parent="UBND TỈNH AN HÒA",
        symbol="TB-SNV",
        number=5,
        place="An Hòa",
        day=date(2026, 3, 5),
        recipients=("Ban Giám đốc", "Lưu: VT, VP"),
        signer=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Bình"),
        closing="Trên đây là kết luận giao ban",
    )


def test_labels_and_words_are_made() -> None:
    """Sections get Roman numerals, directives figures, points letters; duties say who and when."""
    (made,) = built().sections
    first, second = made.body

    assert made.label == "I."
    assert isinstance(first, Directive)
    assert isinstance(second, Directive)
    assert (first.label, second.label) == ("1.", "2.")
    assert [child.label for child in first.children if isinstance(child, Directive)] == ["a)", "b)"]
    assert str(first.text) == (
        "Văn phòng chủ trì, phối hợp với Phòng Cải cách hoàn thiện quy chế, "
        "hoàn thành trước ngày 20/3/2026:"
    )
    assert [(a.party, a.role) for a in first.assignments] == [
        ("Văn phòng", AssignmentRole.LEAD),
        ("Phòng Cải cách", AssignmentRole.PARTNER),
    ]
    assert [d.due for d in (*first.deadlines, *second.deadlines)] == [
        date(2026, 3, 19),
        date(2026, 3, 31),
    ]


def test_what_is_built_is_what_a_reader_gives() -> None:
    """Printed and read back, body, duties and deadlines are the same values."""
    made = built()

    back = read_text(MarkdownExporter().export(made).decode(), "md").notice

    assert isinstance(back.sections[0].body[0], Directive)
    assert isinstance(made.sections[0].body[0], Directive)
    assert back.sections[0].body[0].deadlines == made.sections[0].body[0].deadlines
    assert back.sections[0].body[0].assignments == made.sections[0].body[0].assignments
    assert (back.opening, back.recipients) == (
        (Paragraph(text="Ngày 02/3/2026, Sở họp giao ban."),),
        made.recipients,
    )
    assert back.signature == made.signature


def test_signer_lines_are_told_apart() -> None:
    """A line of authority, an office, a name."""
    signature = built().signature

    assert signature is not None
    assert [(a.prefix, a.title) for a in signature.authority] == [
        (SigningAuthority.FOR_HEAD, "GIÁM ĐỐC")
    ]
    assert (signature.title, signature.name) == ("PHÓ GIÁM ĐỐC", "Trần Văn Bình")


def test_every_duty_has_a_key() -> None:
    """What a calendar needs to find a duty again is there from the start."""
    keys = [item.key for item in built().sections[0].body if isinstance(item, Directive)]

    assert all(keys)
    assert len(set(keys)) == 2


def test_an_empty_directive_is_refused() -> None:
    """What says nothing is no directive."""
    with pytest.raises(InvalidNoticeError, match="text"):
        Directive(text="  ")
