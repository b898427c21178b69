"""Text has one form, and cleaning loses nothing that can be seen."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.strategies import vietnamese_text
from vnadmindoc.text import (
    fold,
    forbidden,
    nfc,
    slug,
    tidy,
    tidy_lines,
    tidy_run,
    without_forbidden,
    words,
)

# What a word processor puts between and into words, with letters that compose.
_ODD = (
    "aơĐê\u0301\u0309\u031b \t\n\r\v\u0085\u00a0\u2003\u202f\u2028\u3000\u00ad\u200b\u200e\ufeff.,"
)
_odd_text = st.one_of(st.text(_ODD), st.text())
_BLANK = re.compile("[ \t\n\r\v\f\u0085\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def _seen(text: str) -> list[str]:
    """Return what a reader sees between blanks."""
    return [part for part in _BLANK.split(nfc(_UNSEEN.sub("", text))) if part]


@given(_odd_text)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    """Text in its one form stays as it is."""
    for clean in (tidy, tidy_lines, tidy_run, nfc):
        assert clean(clean(text)) == clean(text)


@given(_odd_text)
def test_tidying_neither_drops_nor_joins_a_word(text: str) -> None:
    """What stands between blanks stands there afterwards, in the same order."""
    for clean in (tidy, tidy_lines, tidy_run):
        assert _seen(clean(text)) == _seen(text)


@given(_odd_text)
def test_tidy_text_is_one_line_in_nfc_with_single_blanks(text: str) -> None:
    """The promise of the module, seen from outside."""
    result = tidy(text)

    assert unicodedata.is_normalized("NFC", result)
    assert not _UNSEEN.search(result)
    assert "\n" not in result
    assert not re.search(r"[ \u00a0]{2}", result)
    assert result == result.strip(" \u00a0\u202f")


@given(_odd_text)
def test_tidy_lines_are_tidy_and_none_is_empty(text: str) -> None:
    """Line breaks stay, blank lines go."""
    lines = tidy_lines(text).split("\n")

    assert lines == [""] or all(line == tidy(line) != "" for line in lines)


@given(vietnamese_text())
def test_decomposed_vietnamese_becomes_the_same_text(text: str) -> None:
    """A text typed on a system that decomposes letters is equal to any other."""
    assert tidy(unicodedata.normalize("NFD", text)) == text


def test_a_single_no_break_space_stays() -> None:
    """It holds a number to its word."""
    assert tidy("Điều\u00a05 và\u00a0 6") == "Điều\u00a05 và 6"


def test_a_run_keeps_the_blanks_at_its_ends() -> None:
    """They part it from its neighbours."""
    assert tidy_run(" a \n b  ") == " a b "


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe"])
def test_the_first_forbidden_character_is_named(bad: str) -> None:
    """Controls and lone surrogates have no place in a text."""
    assert forbidden(f"Sở {bad}\x01") == bad


@given(_odd_text)
def test_blanked_text_holds_nothing_forbidden(text: str) -> None:
    """Every forbidden character gives way to a blank, nothing else changes."""
    result = without_forbidden(text)

    assert forbidden(result) is None
    assert len(result) == len(text)
    assert all(
        new == (" " if forbidden(old) else old) for old, new in zip(text, result, strict=True)
    )


def test_words_are_letters_and_digits() -> None:
    """Marks part words, Vietnamese letters do not."""
    assert words("Số: 05/TB-STTTT, ngày 5") == ["Số", "05", "TB", "STTTT", "ngày", "5"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HOÀ BÌNH", "Hòa Bình"),
        ("UỶ BAN", "ủy ban"),
        ("khoẻ", "KHỎE"),
        ("thuỷ", "thủy"),
        ("oà", "òa"),
    ],
)
def test_both_rules_of_tone_placement_fold_to_one(one: str, other: str) -> None:
    """The old and the new spelling are the same word."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("quý", "qúy"), ("hoàn", "hòan"), ("ma", "má")])
def test_folding_joins_no_other_spellings(one: str, other: str) -> None:
    """Where the tone has one place only, another one is another word."""
    assert fold(one) != fold(other)


@given(_odd_text)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is its own key."""
    tidied = tidy(text)

    assert fold(fold(tidied)) == fold(tidied)


@given(_odd_text, st.integers(1, 40))
def test_a_slug_is_a_short_ascii_name(text: str, limit: int) -> None:
    """It can name a file or a key anywhere."""
    result = slug(text, limit=limit)

    assert len(result) <= limit
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", result)


def test_a_slug_is_cut_at_a_word() -> None:
    """What does not fit whole is left out; a first word too long is cut."""
    assert slug("Sở Thông tin và Truyền thông Đắk Lắk", limit=20) == "so-thong-tin-va"
    assert slug("ĐườngHồChíMinh", limit=5) == "duong"
