"""Law 6: every well-formed notice can be laid out and checked."""

import pytest
from hypothesis import given

from vnadmindoc.conformance import check
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice, directives_of
from vnadmindoc.standard import DECREE_30, Align, Role, Scale
from vnadmindoc.strategies import notices
from vnadmindoc.text import fold, words

pytestmark = pytest.mark.law


@given(notices(drafts=True))
def test_every_notice_is_laid_out_and_checked(notice: Notice) -> None:
    """Neither raises, and every finding names a rule, or the gate that ends the asking."""
    layout = lay_out(notice)
    report = check(notice)

    assert layout.sheets[0].blocks
    assert all(finding.code.startswith(("ND30-", "NR-")) for finding in report.findings)
    assert report.conforms == (not list(report.breaches()))


@given(notices(drafts=True))
def test_every_style_is_one_the_decree_allows(notice: Notice) -> None:
    """What the layout sets lies in the ranges of the table, at one scale for all."""
    layout = lay_out(notice)
    scales = {
        scale
        for scale in Scale
        if all(layout.styles[role].size == DECREE_30.specs[role].style(scale).size for role in Role)
    }

    assert scales
    for paragraph in layout.paragraphs():
        spec, style = DECREE_30.specs[paragraph.role], paragraph.style
        assert spec.size[0] <= style.size <= spec.size[1]
        assert (style.bold, style.italic) == (spec.bold, spec.italic)
        assert style.indent in spec.indents
        assert spec.line_spacing[0] <= style.line_spacing <= spec.line_spacing[1]
        assert style.align in (spec.align, Align.CENTRE)
        if spec.capitals:
            assert paragraph.text == paragraph.text.upper()


@given(notices())
def test_every_deadline_is_on_the_page(notice: Notice) -> None:
    """The words of each deadline and each party stand on the page."""
    page = " ".join(words(fold(" ".join(lay_out(notice).texts()))))

    for _, directive in directives_of(notice):
        for phrase in (
            *(each.phrase for each in directive.deadlines),
            *(each.party for each in directive.assignments),
        ):
            assert " ".join(words(fold(phrase))) in page
