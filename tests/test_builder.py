"""The builder: few words in, the same notice a reader would give."""

from datetime import date

import pytest

from vnadmindoc.builder import article, before, by, chapter, directive, notice, section
from vnadmindoc.errors import InvalidNoticeError
from vnadmindoc.exporters.markdown import MarkdownExporter
from vnadmindoc.model import Directive, Notice, Paragraph
from vnadmindoc.readers import read_text
from vnadmindoc.vocabulary import AssignmentRole, DocumentKind, SigningAuthority


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


def test_articles_run_through_all_chapters() -> None:
    """Chapters have Roman numerals, articles Arabic ones; a title is bold, a lone text is not."""
    made = notice(
        chapter("Quy định chung", article("Phạm vi", "Mọi đơn vị thuộc Sở.")),
        chapter(
            "Tổ chức",
            article("Trách nhiệm", directive("Rà soát hồ sơ"), directive("Báo cáo")),
            article("Quy chế có hiệu lực từ ngày ký."),
        ),
        kind=DocumentKind.STATUTE,
        subject="Làm việc",
        agency="Sở Nội vụ",
        symbol="QC-SNV",
        signer=["GIÁM ĐỐC", "Lê Thị Hạ"],
        recipients=["Lưu: VT"],
    )
    written = [item for each in made.sections for item in each.body if isinstance(item, Directive)]

    assert [each.label for each in made.sections] == ["Chương I", "Chương II"]
    assert [each.label for each in written] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert [each.text.runs[0].bold for each in written] == [True, True, False]
    assert [str(each.label) for each in written[1].children if isinstance(each, Directive)] == [
        "1.",
        "2.",
    ]


def test_a_decision_says_in_whose_power_it_is() -> None:
    """Its articles open it."""
    made = notice(
        article("Ban hành Quy chế làm việc."),
        article("Các đơn vị thi hành Quyết định này."),
        kind=DocumentKind.DECISION,
        subject="Ban hành Quy chế",
        agency="Sở Nội vụ",
        symbol="QĐ-SNV",
        signer=["GIÁM ĐỐC", "Lê Thị Hạ"],
        recipients=["Như Điều 2", "Lưu: VT"],
        issuing_authority="Giám đốc Sở Nội vụ",
    )

    assert made.issuing_authority == "Giám đốc Sở Nội vụ"
    assert [each.label for each in made.opening if isinstance(each, Directive)] == [
        "Điều 1.",
        "Điều 2.",
    ]
