"""The Decree's ways of counting."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.numerals import POINT_LETTERS, from_roman, point_letter, roman, two_digits


@given(st.integers(1, 3_999))
def test_a_roman_numeral_reads_back(number: int) -> None:
    """What is written as a section's label is read as the same number."""
    assert from_roman(roman(number)) == number


@given(st.text("IVXLCDM", max_size=8))
def test_only_the_one_way_of_writing_a_number_is_read(text: str) -> None:
    """``IIII`` and ``IM`` are no labels."""
    value = from_roman(text)

    assert value is None or roman(value) == text


@pytest.mark.parametrize("text", ["", "IIII", "VV", "IC", "iv", "IV.", "Ⅳ", "A"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    """Small letters, doubled signs and other letters are not read."""
    assert from_roman(text) is None


@pytest.mark.parametrize("number", [0, -3])
def test_there_is_no_numeral_below_one(number: int) -> None:
    """The Romans had none."""
    with pytest.raises(ValueError, match="expected 1 or more"):
        roman(number)


def test_points_count_in_the_order_of_the_vietnamese_alphabet() -> None:
    """đ follows d; f, j, w and z are no letters of it."""
    assert [point_letter(index) for index in range(7)] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert not set("fjwz") & set(POINT_LETTERS)


def test_no_two_points_share_a_letter() -> None:
    """Beyond y the letters are doubled, each once."""
    labels = [point_letter(index) for index in range(500)]

    assert labels[22:25] == ["y", "aa", "ab"]
    assert len(set(labels)) == len(labels)


@given(st.integers(0, 10_000))
def test_only_figures_below_ten_have_a_leading_zero(number: int) -> None:
    """``05``, ``10``, ``123``."""
    assert re.fullmatch(r"0\d|[1-9]\d+", two_digits(number))
    assert int(two_digits(number)) == number
