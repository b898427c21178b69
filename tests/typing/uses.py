"""What users write, as a type checker of theirs sees it; `tests/test_typing.py` has it checked."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import ClassVar, assert_type

import vnadmindoc
from vnadmindoc import (
    Deadline,
    Directive,
    DocumentKind,
    ExportError,
    Finding,
    InvalidNoticeError,
    Letterhead,
    NothingToExportError,
    Notice,
    RichText,
    Severity,
    directives_of,
)
from vnadmindoc.batch import Outcome, Tally, export_many
from vnadmindoc.builder import by, directive, notice
from vnadmindoc.conformance import Report
from vnadmindoc.exporters import Exporter, TellsLosses
from vnadmindoc.inventory import entries
from vnadmindoc.recognition import Reading
from vnadmindoc.registry import exporter, names
from vnadmindoc.schedule import schedule_of
from vnadmindoc.schema import json_schema
from vnadmindoc.serial import from_data, to_data


def read_and_export(source: Path) -> list[str]:
    """Read a file, write two, tell what was found."""
    reading = vnadmindoc.read(source)
    assert_type(reading, Reading)
    assert_type(reading.notice, Notice)
    assert_type(vnadmindoc.export(reading.notice, "a.docx"), Path)
    assert_type(vnadmindoc.render(reading.notice, "ics", form="tasks"), bytes)
    return [finding.said("vi") for finding in reading.findings]


def checked(text: str) -> list[Finding]:
    """Check a notice and keep the errors."""
    report = vnadmindoc.check(vnadmindoc.read_text(text, "md").notice)
    assert_type(report, Report)
    assert_type(report.conforms, bool)
    return [each for each in report.findings if each.severity is Severity.ERROR]


def built() -> Notice:
    """Build a notice by hand, and one with the builder; strings are taken where codes are."""
    by_hand = Notice(
        kind="ke_hoach",
        subject="Kiểm kê",
        letterhead=Letterhead(agency="Sở Nội vụ"),
        opening=[
            Directive(
                text="Nộp báo cáo trước ngày 15/5/2026.",
                deadlines=[
                    Deadline(
                        phrase="trước ngày 15/5/2026",
                        bound="before",
                        stated=date(2026, 5, 15),
                        due=date(2026, 5, 14),
                    )
                ],
            )
        ],
    )
    assert_type(by_hand.kind, DocumentKind)
    assert_type(by_hand.letterhead, Letterhead | None)
    return notice(
        directive("Lập danh sách", lead="Văn phòng Sở", due=by(date(2026, 5, 15))),
        subject="Giao việc",
        agency="Sở Nội vụ",
        symbol="TB-SNV",
        signer=["GIÁM ĐỐC", "Lò Thị Hoan"],
        recipients=["Lưu: VT"],
    )


def duties(issued: Notice) -> Iterator[tuple[str, date | None]]:
    """Walk over what is to be done."""
    for path, each in directives_of(issued):
        assert_type(path, str)
        assert_type(each.text, RichText)
        for deadline in each.deadlines:
            yield str(each.text), deadline.due
    for row in schedule_of(issued):
        assert_type(row.deadline, Deadline)


def data(issued: Notice) -> Notice:
    """Turn a notice into plain data and back."""
    held = to_data(issued)
    held["subject"] = "Khác"
    assert json_schema("vi")["$schema"]
    return from_data(held)


def told(source: str) -> str:
    """Tell errors apart."""
    try:
        return vnadmindoc.read(source).notice.subject
    except InvalidNoticeError as error:
        return "; ".join(error.problems)
    except vnadmindoc.VnAdminDocError as error:
        return error.remedy or error.message


def many(sources: Iterator[Path]) -> int:
    """Make many in threads of the caller's own."""

    def shown(tally: Tally) -> None:
        assert_type(tally.failed, int)

    made = 0
    with ThreadPoolExecutor(2) as threads:
        for outcome in export_many(
            sources, ["docx", "pdf"], into="ra", executor=threads, progress=shown
        ):
            assert_type(outcome, Outcome)
            made += len(outcome.made)
    return made


class Mine:
    """An exporter as other packages write it."""

    suffix: ClassVar[str] = ".mine"
    media_type: ClassVar[str] = "text/plain"
    interface: ClassVar[int] = 1

    def __init__(self, *, width: int = 40) -> None:
        self.width = width

    def export(self, notice: Notice) -> bytes:
        """Return the subject."""
        if not notice.subject:
            raise NothingToExportError("no subject")
        if len(notice.subject) > self.width:
            raise ExportError("too long", place="subject")
        return notice.subject.encode()

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return all but the subject."""
        return tuple(each.path for each in entries(notice) if each.path != "$.subject")


mine: Exporter = Mine()
telling: TellsLosses = Mine()
theirs: Exporter = exporter(names()[0])
