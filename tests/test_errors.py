"""Every error says what, where, what was expected and how to mend it."""

import pickle

import pytest

from vnadmindoc import errors
from vnadmindoc.errors import (
    BatchError,
    ExportError,
    InvalidNoticeError,
    MissingExtraError,
    NonconformingError,
    NothingToExportError,
    PluginError,
    ReadError,
    UnknownFormatError,
    VnAdminDocError,
)
from vnadmindoc.findings import Finding


def test_an_error_shows_all_it_knows() -> None:
    """Place, message, expectation and remedy, one a line."""
    error = ReadError("no text", place="a.md:3", expected="a notice", remedy="type one")

    assert str(error) == "a.md:3: no text\n  expected: a notice\n  to mend it: type one"
    assert (error.message, error.place) == ("no text", "a.md:3")
    assert (error.expected, error.remedy) == ("a notice", "type one")


def test_what_is_unknown_is_not_shown() -> None:
    """A bare message stays a bare message."""
    assert str(ExportError("no room")) == "no room"


def test_every_error_is_one_of_ours_and_of_its_builtin_kind() -> None:
    """One ``except`` takes them all, and so does the usual one of Python."""
    kinds = {
        ReadError: ValueError,
        InvalidNoticeError: ReadError,
        UnknownFormatError: LookupError,
        MissingExtraError: ImportError,
        PluginError: VnAdminDocError,
        ExportError: VnAdminDocError,
        NothingToExportError: ExportError,
        BatchError: VnAdminDocError,
        NonconformingError: ValueError,
    }
    public = {each for each in vars(errors).values() if isinstance(each, type)}

    assert {each for each in public if issubclass(each, VnAdminDocError)} == {
        VnAdminDocError,
        *kinds,
    }
    assert all(issubclass(kind, (builtin, VnAdminDocError)) for kind, builtin in kinds.items())
    assert all(issubclass(kind, builtin) for kind, builtin in kinds.items())


@pytest.mark.parametrize(("count", "words"), [(1, "1 problem:"), (2, "2 problems:")])
def test_an_invalid_notice_lists_its_problems(count: int, words: str) -> None:
    """Each on its line, counted in good English."""
    problems = [f"wrong @ sections[{index}]" for index in range(count)]
    error = InvalidNoticeError(iter(problems), place="a.yaml")

    assert error.problems == tuple(problems)
    assert str(error).splitlines() == [
        f"a.yaml: not a valid notice, {words}",
        *(f"  - {problem}" for problem in problems),
    ]


def test_an_unknown_format_names_the_known_ones_sorted() -> None:
    """A user sees what can be asked for."""
    error = UnknownFormatError("odt", {"pdf", "docx"}, place="a.odt")

    assert error.known == ("docx", "pdf")
    assert "'odt'" in str(error)
    assert "one of docx, pdf" in str(error)


def test_a_missing_extra_says_what_to_install() -> None:
    """The remedy can be pasted into a terminal."""
    error = MissingExtraError("the strategies", "testing")

    assert error.extra == "testing"
    assert 'pip install "vnadmindoc[testing]"' in str(error)


def test_a_nonconforming_notice_carries_its_findings() -> None:
    """They are values, and the message shows each of them."""
    findings = [
        Finding(code="ND30-001", message="no number"),
        Finding(code="X-2", message="no day"),
    ]
    error = NonconformingError(findings)

    assert error.findings == tuple(findings)
    assert all(str(finding) in str(error) for finding in findings)


@pytest.mark.parametrize(
    "error",
    [
        ReadError("no text", place="a.md:3", expected="a notice", remedy="type one"),
        InvalidNoticeError(["wrong @ subject"], place="a.yaml"),
        UnknownFormatError("odt", {"pdf", "docx"}, place="a.odt"),
        MissingExtraError("the strategies", "testing"),
        NonconformingError([Finding(code="X-1", message="no day")]),
        NothingToExportError("no day"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_crosses_to_another_process_whole(error: VnAdminDocError) -> None:
    """A batch makes its notices elsewhere, and tells here what went wrong."""
    copy = pickle.loads(pickle.dumps(error))

    assert type(copy) is type(error)
    assert (str(copy), vars(copy), copy.args) == (str(error), vars(error), error.args)
