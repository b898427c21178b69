"""Reading files: what is refused, with its place, and what is mended, with a finding."""

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vnadmindoc.errors import ReadError, UnknownFormatError
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Directive, directives_of
from vnadmindoc.readers import read, read_bytes, read_text
from vnadmindoc.readers.text import columns_of
from vnadmindoc.text import tidy, words

NOTICE = """UBND TỈNH AN HÒA          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                 Độc lập - Tự do - Hạnh phúc
Số: 05/TB-SNV             An Hòa, ngày 05 tháng 3 năm 2026

THÔNG BÁO
Kết luận giao ban tháng 3

1. Văn phòng chủ trì hoàn thiện quy chế trước ngày 20/3/2026.
2. Phòng Cải cách gửi báo cáo chậm nhất ngày 25/3/2026./.

Nơi nhận:
- Ban Giám đốc;
- Lưu: VT, VP.
GIÁM ĐỐC
Trần Văn Bình
"""


def test_plain_text_with_two_columns_is_read() -> None:
    """Columns held apart by blanks are told apart."""
    reading = read_text(NOTICE)
    notice = reading.notice

    assert reading.findings == ()
    assert notice.letterhead is not None
    assert notice.letterhead.parent == "UBND TỈNH AN HÒA"
    assert notice.letterhead.agency == "SỞ NỘI VỤ"
    assert notice.number is not None
    assert notice.number.number == 5
    assert notice.dateline is not None
    assert notice.dateline.place == "An Hòa"
    assert notice.subject == "Kết luận giao ban tháng 3"
    assert notice.recipients == ("Ban Giám đốc", "Lưu: VT, VP")
    assert notice.signature is not None
    assert notice.signature.title == "GIÁM ĐỐC"
    assert notice.signature.name == "Trần Văn Bình"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\u2028", "\x0c"])
def test_any_line_end_will_do(ends: str) -> None:
    """Line ends of other systems read alike."""
    assert read_text(NOTICE.replace("\n", ends)).notice == read_text(NOTICE).notice


def test_decomposed_text_is_composed() -> None:
    """NFD in, NFC out, and the same notice."""
    import unicodedata

    decomposed = unicodedata.normalize("NFD", NOTICE)

    assert decomposed != NOTICE
    assert read_text(decomposed).notice == read_text(NOTICE).notice


def test_byte_order_marks_are_understood() -> None:
    """UTF-8 and UTF-16 files of other systems read alike."""
    plain = read_text(NOTICE).notice

    assert read_bytes(NOTICE.encode("utf-8-sig"), "txt").notice == plain
    assert read_bytes(NOTICE.encode("utf-16"), "txt").notice == plain


def test_control_characters_are_replaced_and_told() -> None:
    """NUL and its like become blanks; the finding names the line."""
    reading = read_text("Mở đầu\nMột\x00hai\x07ba\n")

    assert [finding.code for finding in reading.findings if str(finding.place) == "line 2"] == [
        "READ-005"
    ]
    assert list(lay_out(reading.notice).texts())[-1] == "Một hai ba./."


def test_garbage_is_kept_as_paragraphs_and_told() -> None:
    """Text that is no document at all is a notice of paragraphs, with a finding that says so."""
    reading = read_text("xin chào\n\nđây không phải thông báo\n")

    assert [str(item.text) for item in reading.notice.opening if hasattr(item, "text")] == [
        "xin chào",
        "đây không phải thông báo",
    ]
    assert [finding.code for finding in reading.findings] == ["READ-001"]


@pytest.mark.parametrize("text", ["Số: 05/TB-SNV\n./.", "THÔNG BÁO", "Nơi nhận:", "KHẨN\n---\n./."])
def test_a_part_alone_is_kept_as_text(text: str) -> None:
    """A head or a foot without a body makes no document, and no word of it is lost."""
    page = " ".join(lay_out(read_text(text).notice).texts())

    assert text.split("\n", maxsplit=1)[0] in page


def test_ragged_table_is_filled_and_told() -> None:
    """A row with too few cells is filled up; the finding names its line."""
    reading = read_text("Mở đầu\n\n| a | b |\n|---|---|\n| c |\n", "md")

    assert [(f.code, str(f.place)) for f in reading.findings if f.code == "READ-006"] == [
        ("READ-006", "line 5")
    ]


def test_markup_in_a_name_is_text() -> None:
    """Angle brackets and ampersands are letters like any other."""
    reading = read_text("Mở đầu\n\n1. Giao ông <&> rà soát.\n")

    assert "Giao ông <&> rà soát./." in " ".join(lay_out(reading.notice).texts())


@pytest.mark.parametrize("text", ["", "   \n\t\n", "----\n", "\ufeff"])
def test_nothing_to_read_is_an_error(text: str, tmp_path: Path) -> None:
    """A file without a word cannot be a notice."""
    path = tmp_path / "rong.md"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ReadError, match="nothing to read") as caught:
        read(path)

    assert caught.value.place == str(path)
    assert caught.value.remedy


def test_binary_is_named(tmp_path: Path) -> None:
    """A file that is no text is refused by what it is."""
    archive = tmp_path / "a.md"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("x", "y")

    with pytest.raises(ReadError, match="zip archive"):
        read(archive)
    with pytest.raises(ReadError, match="binary"):
        read_bytes(bytes(range(256)) * 40, "txt")
    with pytest.raises(ReadError, match=r"old \.doc"):
        read_bytes(b"\xd0\xcf\x11\xe0" + bytes(100), "txt")


def test_wrong_encoding_names_the_line() -> None:
    """Text in a legacy encoding is refused with the line of the first wrong byte."""
    data = "dòng một\ndòng hai\n".encode() + "Hội nghị".encode("cp1258", "replace") + b"\xff\xfe\n"

    with pytest.raises(ReadError, match="UTF-8") as caught:
        read_bytes(data, "md", source="cu.md")

    assert caught.value.place == "cu.md:3"


def test_unknown_format_names_the_known_ones() -> None:
    """The error lists what can be read."""
    with pytest.raises(UnknownFormatError, match="md"):
        read_text("x", "rtf")


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_files_of_old_programs_say_what_to_do(suffix: str, shared_samples: Path) -> None:
    """A binary .doc is not read; the error says how to make it a file that is."""
    with pytest.raises(UnknownFormatError) as caught:
        read(shared_samples / "cong-van-lay-y-kien.doc", format=suffix)

    assert caught.value.remedy is not None
    assert ".docx" in caught.value.remedy


def test_a_pdf_of_others_says_what_to_do(shared_samples: Path) -> None:
    """Only the PDF that carries its notice is read."""
    with pytest.raises(ReadError) as caught:
        read(shared_samples / "thong-bao-hoi-nghi.pdf")

    assert caught.value.remedy is not None


def test_long_lines_end() -> None:
    """Text made to be slow is read in time that grows as its length does."""
    dates = ("đã trước ngày 1/1/2026 ", "sau khi có ", "(khi ", "ngày A ")
    for piece in ("chủ trì ", *dates, "**", "|", "<b>"):
        reading = read_text("Mở đầu\n\n1. " + piece * 20_000, "md")

        assert reading.notice.opening


@pytest.mark.parametrize("piece", ["**", "\u00a0\n", " \t\n", "“ \n", "Số: .", "TL. A\n", "| "])
@pytest.mark.parametrize("form", ["txt", "md"])
def test_marks_without_end_end(piece: str, form: str) -> None:
    """Rows of nothing but marks or blanks are gone over once; some took for ever, or squared."""
    reading = read_text("THÔNG BÁO\nMở đầu\n\n" + piece * 20_000 + "\nhết", form)

    assert reading.notice.kind.printed == "Thông báo"


@pytest.mark.parametrize("piece", [" ", "\u00a0", "\t", " |", "|", " A", "A", "    A", "\t | "])
def test_columns_are_told_apart_in_one_go(piece: str) -> None:
    """However much is between them; blanks alone once took time by the cube of their number."""
    row = f"- Ban Giám đốc{piece * 100_000}, ngày"

    assert words(" ".join(columns_of(row, 1))) == words(row)
    assert words(" ".join(columns_of(row, 99))) == words(row)


@pytest.mark.parametrize("unbroken", ["a", "Sở A trước ngày 1/1/2026, ", "\u200b \u0301", "- "])
def test_a_million_characters_without_a_break_are_read(unbroken: str) -> None:
    """A text in one line is kept whole; so long a line is no directive."""
    text = unbroken * (1_000_000 // len(unbroken))

    reading = read_text(f"Mở đầu\n\n{text}\n", "txt")

    shown = " ".join(lay_out(reading.notice).texts())
    assert not Counter(words(tidy(text))) - Counter(words(shown))


def test_a_deadline_in_a_paragraph_without_a_number_is_a_duty() -> None:
    """A letter's plain paragraph sets a time like any directive."""
    reading = read_text("Mở đầu\n\nĐề nghị Sở Y tế góp ý trước ngày 29/5/2026.\n")

    ((_, duty),) = directives_of(reading.notice)
    assert [each.phrase for each in duty.deadlines] == ["trước ngày 29/5/2026"]
    assert [each.party for each in duty.assignments] == ["Sở Y tế"]


def test_a_deadline_in_a_table_is_kept_or_told() -> None:
    """Below a directive it is the directive's; alone it is reported with its line."""
    table = "| Việc | Hạn |\n|---|---|\n| Lập biểu | trước ngày 29/5/2026 |\n"

    below = read_text(f"Mở đầu\n\n1. Thực hiện các việc sau:\n\n{table}", "md")
    alone = read_text(f"Mở đầu\n\n{table}", "md")

    (_, duty) = below.notice.opening
    assert isinstance(duty, Directive)
    assert [each.phrase for each in duty.deadlines] == ["trước ngày 29/5/2026"]
    assert [(each.code, str(each.place)) for each in alone.findings if each.code == "READ-007"] == [
        ("READ-007", "line 3")
    ]


_TOLD = {
    "READ-001": "Chào các bạn\n\nHẹn gặp lại",
    "READ-002": "THÔNG BÁO\nKết luận cuộc họp\n\nCác phòng thực hiện.",
    "READ-003": "THÔNG BÁO\nVề việc A\n\nB.\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n(đã ký)",
    "READ-004": "THÔNG BÁO\nVề việc A\n\n1. Sở Tài chính báo cáo trước ngày 31/9/2026.",
    "READ-005": "THÔNG BÁO\nVề việc A\n\nCác phòng \x07 thực hiện.",
    "READ-006": "# THÔNG BÁO\n\n| a | b |\n| --- | --- |\n| c |",
    "READ-007": "# THÔNG BÁO\n\n| a | b |\n| --- | --- |\n| c | trước ngày 05/11/2025 |",
    "READ-008": "SỞ NỘI VỤ\nHà Nội, ngày 31 tháng 02 năm 2026\nTHÔNG BÁO\nVề việc A\n\nB.",
}


@pytest.mark.parametrize("code", _TOLD)
def test_what_a_reader_tells_is_told_in_both_languages(code: str) -> None:
    """Vietnamese where nobody chose, its place too; English beside."""
    found = [each for each in read_text(_TOLD[code], "md").findings if each.code == code]

    assert found
    for each in found:
        assert each.english
        assert each.told("vi") == str(each) != each.told("en")
        assert "line" not in each.located("vi")


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", " \u200b", "\u00ad ", "\t", "  "])
def test_a_deadline_is_found_whatever_blanks_it_holds(blank: str) -> None:
    """No-break spaces are kept as they are, and hide nothing."""
    written = "trước ngày 15/4/2026".replace(" ", blank)

    reading = read_text(f"THÔNG BÁO\nKết luận\n\n1. Văn phòng gửi báo cáo {written}.", "txt")

    ((_, duty),) = directives_of(reading.notice)
    (deadline,) = duty.deadlines
    assert deadline.due == date(2026, 4, 14)


@pytest.mark.parametrize(
    "day", ["31/9", "29/02/2023", "5/4/26", "2026/04/05", "l5/4/2026", "1O/4/2026", "4/15/2026"]
)
def test_a_day_that_cannot_be_is_told_and_never_guessed(day: str) -> None:
    """Two figures for a year, letters for figures, another order, a day no calendar has."""
    reading = read_text(f"THÔNG BÁO\nKết luận\n\n1. Văn phòng báo cáo trước ngày {day}.", "txt")

    ((_, duty),) = directives_of(reading.notice)
    assert [each.due for each in duty.deadlines] == [None]
    assert "READ-004" in {each.code for each in reading.findings}
