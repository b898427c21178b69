"""Law 6 proved by the files: what is made passes what is checked."""

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from vnadmindoc import render
from vnadmindoc.conformance import check, medium_of
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.standard import DECREE_30, Role
from vnadmindoc.strategies import notices

pytestmark = pytest.mark.law

_FILES = ("docx",)
_SHARE = 2 / 3
"""Of the suite's examples: 200 documents in the ordinary suite, ten times as many and more in a
long run."""


@pytest.mark.parametrize("format_", _FILES)
@settings(max_examples=round(settings().max_examples * _SHARE))
@given(notices(conforming=True))
def test_a_file_that_is_read_again_breaks_no_clause(format_: str, notice: Notice) -> None:
    """Every form, exported to each format of pages; the file is checked, not the notice."""
    data = render(notice, format_)

    report = check(data, format=format_, medium=medium_of(notice))

    assert [found.told("en") for found in report.breaches()] == []


@given(notices(conforming=True))
def test_a_notice_and_its_page_break_no_clause(notice: Notice) -> None:
    """What the layout settles, before anyone draws it."""
    report = check(notice)

    assert [found.told("en") for found in report.breaches()] == []


@given(notices(drafts=True))
def test_no_repair_breaks_a_notice_and_none_is_needed_twice(notice: Notice) -> None:
    """What was mended is well formed, and mending it again changes nothing."""
    mended = check(notice).mended()

    assert check(mended).mended() == mended


@given(notices(conforming=True), st.sampled_from([Role.BODY, Role.KIND, Role.AGENCY]))
def test_a_form_outside_the_decree_is_caught_in_its_page(notice: Notice, role: Role) -> None:
    """A house's own sizes are laid out, and measured by the Decree."""
    large = evolve(DECREE_30.specs[role], size=(20, 20))
    house = DECREE_30.derive("nhà in", **{role.name: large})

    report = check(notice, profile=house)

    seen = any(paragraph.role is role for paragraph in lay_out(notice, house).paragraphs())
    assert seen == any("-size" in found.code for found in report.breaches())
