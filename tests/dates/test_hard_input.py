"""Texts made to be hard: read in time, without an error, and never into something made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.dates import deadline_of, deadlines_in, events_in
from vnadmindoc.duties import assignments_in, duties_of
from vnadmindoc.model import Directive

ISSUED = date(2025, 10, 2)
LENGTH = 20_000  # characters: of what grows with the square these would take a minute
_PIECES = (
    "trước ", "trước ngày ", "trước      ", "trong vòng 5 ngày kể từ ", "chậm nhất ", "hằng tháng ",
    "định kỳ hằng quý, ", "từ ngày 1/1 đến ngày ", "(khi ", "theo quy định tại ", "Sở Tài chính, ",
    "Sở Tài chính và ", "giao Sở ", "phối hợp với Sở A, ", "chủ trì, ", "đồng chí A, ", "“", '"',
    "các sở: ", "ngày 1", "1/1/", "12 giờ ", "thứ ", "đã ", "Thời gian hoàn thành ", "hạn nộp a ",
    "ngày Phụ nữ Việt Nam ", "Trước ngày 1/1/2026, ", "; ", "(", "), ", "6 tháng một lần ",
    "trước ngày 1/1 và ", "\u00a0 ", "hoàn thành ", "Hằng tuần, trước 15 giờ thứ Năm, ",
    "sau khi có ", "đúng thời hạn ", "Hằng tháng trước ngày 25 ",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)


@pytest.mark.parametrize("piece", _PIECES)
def test_a_long_text_of_one_piece_is_read_in_time(piece: str) -> None:
    """Linear: no pattern goes back over what it has read."""
    text = piece * (LENGTH // len(piece))

    quoted = [each.phrase for each in deadlines_in(text, ISSUED)]
    quoted += [each.phrase for each in events_in(text, ISSUED)]
    quoted += [each.party for each in assignments_in(text)]

    flat = " ".join(text.split())
    assert all(" ".join(phrase.split()) in flat for phrase in quoted)


@given(WORDS)
def test_whatever_is_read_stands_in_the_text(text: str) -> None:
    """Phrases and parties are quoted, so that a directive can carry them."""
    written = f"Việc {text}"

    directive = Directive(
        text=written,
        assignments=duties_of(written),
        deadlines=dict.fromkeys(deadlines_in(written, ISSUED)),
        events=dict.fromkeys(events_in(written, ISSUED)),
    )

    assert directive.text


@given(WORDS)
def test_no_day_before_the_document_is_given_out(text: str) -> None:
    """A deadline with a day is one that can still be met."""
    assert all(each.due >= ISSUED for each in deadlines_in(text, ISSUED) if each.due)


@given(st.text(max_size=60))
def test_any_cell_is_read_without_an_error(text: str) -> None:
    """It is one deadline or none."""
    found = deadline_of(text, ISSUED)

    assert found is None or found.phrase
