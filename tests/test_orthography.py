"""Capitals, zeros of dates and tone marks: what a machine can decide, and nothing else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc import orthography
from vnadmindoc.orthography import Corrector, ToneMarks, applied
from vnadmindoc.strategies import vietnamese_text
from vnadmindoc.text import fold, words

CORRECTORS: dict[str, Corrector] = {
    "units": orthography.units,
    "cities": orthography.special_cities,
    "people": orthography.people_and_state,
    "days": orthography.days_and_months,
    "sentences": orthography.sentences,
    "parts": orthography.cited_parts,
    "dates": orthography.dates,
    "country": orthography.names(orthography.COUNTRY, small_too=True),
    "regions": orthography.names(orthography.REGIONS),
    "bodies": orthography.names(orthography.BODIES),
    "honours": orthography.names(orthography.HONOURS),
    "holidays": orthography.names(orthography.HOLIDAYS, small_too=True),
    "feasts": orthography.names(orthography.FEASTS, small_too=True),
    "terrain": orthography.names(orthography.TERRAIN),
    "foreign": orthography.names(orthography.FOREIGN_BODIES),
    "laws": orthography.names(orthography.LAWS),
    "works": orthography.names(orthography.WORKS),
    "events": orthography.names(orthography.EVENTS),
    "lunar": orthography.lunar_years,
    "old tones": orthography.tone_marks("old"),
    "new tones": orthography.tone_marks("new"),
}


@pytest.mark.parametrize(
    ("corrector", "written", "right"),
    [
        ("units", "cho Tỉnh Nghệ An", "cho tỉnh Nghệ An"),
        ("units", "họp tại xã 5, quận 10", "họp tại Xã 5, Quận 10"),
        ("units", "tại quận 1, phường 3.", "tại Quận 1, Phường 3."),
        ("cities", "thủ đô Hà Nội", "Thủ đô Hà Nội"),
        ("cities", "tại thành phố Hồ Chí Minh", "tại Thành phố Hồ Chí Minh"),
        ("people", "phục vụ nhân dân", "phục vụ Nhân dân"),
        ("people", "của Đảng và nhà nước", "của Đảng và Nhà nước"),
        ("days", "sáng thứ hai, tháng tám", "sáng thứ Hai, tháng Tám"),
        ("days", "(sáng Thứ Bảy), vào Thứ tư", "(sáng thứ Bảy), vào thứ Tư"),
        ("sentences", "hoàn thành. các phòng báo cáo", "hoàn thành. Các phòng báo cáo"),
        ("parts", "tại Khoản 2 điều 5 chương II", "tại khoản 2 Điều 5 Chương II"),
        ("dates", "ngày 8 tháng 1 năm 2026", "ngày 08 tháng 01 năm 2026"),
        ("dates", "trước 8/10/2021, sau 30/9/2021", "trước 08/10/2021, sau 30/9/2021"),
        ("dates", "ngày 1/2", "ngày 01/02"),
        ("country", "nước Việt nam", "nước Việt Nam"),
        ("country", "VİỆT nước viỆt Nam", "VİỆT nước Việt Nam"),
        ("regions", "vùng Đông Nam bộ", "vùng Đông Nam Bộ"),
        ("bodies", "Hội đồng Nhân dân tỉnh", "Hội đồng nhân dân tỉnh"),
        ("honours", "Huân chương độc lập", "Huân chương Độc lập"),
        ("holidays", "ngày phụ nữ Việt Nam", "ngày Phụ nữ Việt Nam"),
        ("feasts", "dịp Tết Nguyên Đán", "dịp tết Nguyên đán"),
        ("lunar", "dịp năm kỷ Tỵ, năm mậu thân", "dịp năm Kỷ Tỵ, năm Mậu Thân"),
        ("laws", "theo Bộ Luật hình sự", "theo Bộ luật Hình sự"),
        ("old tones", "hoà, khoẻ, uỷ, thuỳ", "hòa, khỏe, ủy, thùy"),
        ("new tones", "HÒA, khỏe, Ủy, thùy", "HOÀ, khoẻ, Uỷ, thuỳ"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_corrected(corrector: str, written: str, right: str) -> None:
    """One correction a fault, the rest of the text untouched."""
    assert applied(written, CORRECTORS[corrector](written)) == right


@pytest.mark.parametrize(
    ("corrector", "written"),
    [
        ("units", "Tỉnh Nghệ An báo cáo"),
        ("units", "tại Phường Điện Biên Phủ"),
        ("units", "có 10 phường 5 xã"),
        ("people", "Hội đồng nhân dân, Ủy ban nhân dân, Tòa án nhân dân, công an nhân dân"),
        ("people", "quản lý nhà nước, cơ quan nhà nước"),
        ("days", "lần thứ hai, tháng hai lần"),
        ("sentences", "của tỉnh.vv... theo Đề án"),
        ("sentences", "Bộ TT. truyền thông"),
        ("parts", "danh mục 5 việc, một phần 30%"),
        ("parts", "Tiểu mục 2, tại khoản 1 Mục II"),
        ("parts", "mục 5%, điều 7/2, điều II, phần 30, chương 4"),
        ("dates", "tháng 9/2021, quý 1/2021, tỷ lệ 1/2, số 5/2021/TT"),
        ("country", "VIỆT NAM"),
        ("bodies", "ủy ban nhân dân các cấp"),
        ("feasts", "Tết Nguyên đán năm nay"),
        ("lunar", "NĂM KỶ TỴ, quý dần được, năm Giáp"),
        ("laws", "luật lưu trữ, LUẬT LƯU TRỮ"),
        ("terrain", "cầu giấy, bến tre nhỏ"),
        ("old tones", "hoàn, quý, ngoài, khuỷu"),
        ("new tones", "quý, hòan"),
    ],
)
def test_what_is_right_or_open_is_left(corrector: str, written: str) -> None:
    """What a machine cannot decide is no fault."""
    assert CORRECTORS[corrector](written) == []


@pytest.mark.law
@given(vietnamese_text(), st.sampled_from(sorted(CORRECTORS)))
def test_a_corrected_text_needs_no_correction(text: str, name: str) -> None:
    """Once is enough, and corrections never overlap."""
    corrector = CORRECTORS[name]
    found = corrector(text)

    assert all(one.end <= other.start for one, other in pairwise(found))
    assert corrector(applied(text, found)) == []


_WRONG = (
    "cho Tỉnh Nghệ An, quận 1, thủ đô Hà Nội, thành phố Hồ Chí Minh, vì nhân dân, do nhà nước",
    "sáng thứ hai, tháng tám, hoàn thành. các phòng, tại Khoản 2 điều 5 chương II",
    "ngày 8 tháng 1, trước 8/1/2021, ngày 1/2, 5-1-2020, 5.1.2020",
    "nước Việt nam, vùng Đông Nam bộ, Hội đồng Nhân dân, Huân chương độc lập, ngày phụ nữ Việt Nam",
    "dịp Tết Nguyên Đán, Uỷ ban, hoà",
)


@given(st.lists(st.sampled_from(_WRONG) | vietnamese_text(), max_size=3).map(" ".join))
def test_a_text_without_a_sign_has_nothing_to_correct(text: str) -> None:
    """So whoever has many texts may pass over those that hold none of a corrector's signs."""
    small = text.lower()
    known = set(words(small))
    for name, corrector in CORRECTORS.items():
        signed = not corrector.signs or any(
            sign in small
            and (not sign.replace(" ", "").isalpha() or known.issuperset(sign.split()))
            for sign in corrector.signs
        )
        assert signed or not corrector(text), name


@pytest.mark.law
@given(vietnamese_text(), st.sampled_from(("old", "new")))
def test_moving_tone_marks_changes_no_word(text: str, wanted: ToneMarks) -> None:
    """The two spellings are the same word."""
    corrector = orthography.tone_marks(wanted)

    assert fold(applied(text, corrector(text))) == fold(text)
