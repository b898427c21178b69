"""Law 6 the other way round: what is made to keep the Decree is found to keep it."""

import pytest
from hypothesis import given

from vnadmindoc.conformance import check
from vnadmindoc.model import Notice
from vnadmindoc.strategies import notices

pytestmark = pytest.mark.law


@given(notices(conforming=True))
def test_a_conforming_document_has_no_error(notice: Notice) -> None:
    """Of every type, with every part that its form has."""
    report = check(notice)

    assert [str(finding) for finding in report.breaches()] == []
