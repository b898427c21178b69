"""What is asked of every input there can be: an answer or one error of ours, and nothing lost."""

from collections.abc import Callable, Mapping
from pathlib import Path

from vnadmindoc.conformance import check
from vnadmindoc.errors import VnAdminDocError
from vnadmindoc.explanation import explained, page_of
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.readers import read, read_bytes
from vnadmindoc.recognition import Reading
from vnadmindoc.schedule import schedule_of
from vnadmindoc.serial import from_data, to_data

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
EXAMPLES = ("examples/*.md", "examples/*.yaml", "examples/mau/*.yaml", "tests/corpus/*/source.*")


def ask_of_text(data: bytes) -> None:
    """Read the bytes as Markdown and as plain text.

    Raises:
        AssertionError: Something was lost, or is not what it says.
    """
    for form in ("md", "txt"):
        _ask(data, form)


def ask_of_docx(data: bytes) -> None:
    """Read the bytes as a Word document, and check them.

    Raises:
        AssertionError: Something was lost, or is not what it says.
    """
    _ask(data, "docx")
    try:
        report = check(data, format="docx")
    except VnAdminDocError:
        return
    assert all(finding.message for finding in report.findings)


def _ask(data: bytes, form: str) -> None:
    try:
        reading = read_bytes(data, form)
    except VnAdminDocError:
        return
    _nothing_is_lost(reading)
    lay_out(reading.notice)
    page_of(reading, "x")
    tuple(schedule_of(reading.notice))
    assert from_data(to_data(reading.notice)) == reading.notice


def _nothing_is_lost(reading: Reading) -> None:
    """Each line has its entry; the rows of the explanation are the source."""
    assert [each.line for each in reading.trace] == list(reading.lines)
    if reading.lines:
        rows = ["".join(each.text for each in row.stretches) for row in explained(reading)]
        assert rows == list(reading.source)


TARGETS: Mapping[str, Callable[[bytes], None]] = {"text": ask_of_text, "docx": ask_of_docx}


def seeds(target: str) -> list[bytes]:
    """Return the documents to begin with: the real ones where they are at hand, and ours."""
    ours = [path for pattern in EXAMPLES for path in sorted(ROOT.glob(pattern))]
    real = sorted(SAMPLES.glob("*.docx"))
    if target == "text":
        texts = [*SAMPLES.glob("*.md"), *(path for path in ours if path.suffix != ".yaml")]
        return [
            *(path.read_bytes() for path in sorted(texts)),
            *("\n".join(read(path).source).encode() for path in real),
            PHRASES.read_bytes()[:_OF_PHRASES],
        ]
    notices = [read(path).notice for path in ours]
    kinds = (
        DocxExporter(),
        DocxExporter(embed=False, controls=True),
        DocxExporter(embed=False, numbering="automatic"),
        DocxExporter(compare=notices[0]),
    )
    return [
        *(path.read_bytes() for path in real),
        *(kinds[at % len(kinds)].export(notice) for at, notice in enumerate(notices)),
    ]


PHRASES = ROOT / "tests" / "dates" / "phrases.txt"
_OF_PHRASES = 20_000  # bytes: the damage spreads over what is short
