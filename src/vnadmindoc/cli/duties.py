"""``deadlines``: what is due when, and who does it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Literal

from rich.table import Column, Table
from rich.text import Text

from vnadmindoc.cli.app import DONE, Directory, From, Json, Name, Option, UsageError, app
from vnadmindoc.cli.screen import TASK_WIDTH, out, write_json
from vnadmindoc.cli.sources import calendar_options, parties_of, read

if TYPE_CHECKING:
    from vnadmindoc.model import Deadline, Notice
    from vnadmindoc.schedule import Due


@app.command(
    name="deadlines",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc deadlines giao-ban.md\n"
        "  vnadmindoc deadlines giao-ban.md --json | jq '.deadlines[].due'\n"
        "  vnadmindoc deadlines giao-ban.md --split-by party --into lich"
    ),
)
def _deadlines(
    source: Name,
    /,
    *,
    from_: From = None,
    json_: Json = False,
    split_by: Literal["party"] | None = None,
    into: Path | None = None,
    directory: Directory = None,
    option: Option = (),
) -> int:
    """List what is due when, and who does it; the dated first, by their last day.

    Args:
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        from_: Format of the input, needed for standard input.
        json_: Print the list as JSON, with the full text of each duty.
        split_by: Write a calendar for each party instead, into the folder --into.
        into: The folder of these calendars.
        directory: A TOML file of the parties: names, other names, addresses.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.schedule import schedule_of

    notice = read(source, from_).notice
    if split_by is not None:
        return _split(notice, into, directory, option)
    # Sorting is stable: what has no day stays in reading order.
    rows = sorted(schedule_of(notice), key=lambda due: due.deadline.due or date.max)
    if json_:
        write_json({"source": source, "deadlines": [_due_data(row) for row in rows]})
        return DONE
    last_day = Column("Ngày cuối", min_width=10)
    table = Table("STT", "Mục", "Việc", "Ai", "Thời hạn", last_day, show_lines=True)
    for index, row in enumerate(rows, start=1):
        parties = [f"{each.party} ({each.role.printed})" for each in row.assignments]
        table.add_row(
            *map(
                Text,
                (
                    str(index),
                    row.number,
                    shorten(str(row.directive.text), TASK_WIDTH, placeholder=" …"),
                    "\n".join(parties),
                    row.deadline.phrase,
                    _last_day(row.deadline),
                ),
            )
        )
    out.print(table)
    return DONE


def _split(
    notice: "Notice", into: Path | None, directory: Path | None, option: Sequence[str]
) -> int:
    from vnadmindoc.files import write_all
    from vnadmindoc.party_calendars import party_calendars

    if into is None:
        raise UsageError("there is no folder for the calendars", remedy="say --into FOLDER")
    calendars = party_calendars(notice, calendar_options(option), directory=parties_of(directory))
    write_all({into / each.file_name: each.data for each in calendars})
    for each in calendars:
        out.print(Text(f"{into / each.file_name}: {each.count}"), soft_wrap=True)
    return DONE


def _last_day(deadline: "Deadline") -> str:
    from vnadmindoc.dates import short_date

    if deadline.due is None:
        return deadline.kind.printed
    day = short_date(deadline.due)
    return day if deadline.at is None else f"{day} {deadline.at:%H:%M}"


def _due_data(due: "Due") -> dict[str, object]:
    deadline = due.deadline
    return {
        "number": due.number,
        "key": due.directive.key,
        "text": str(due.directive.text),
        "assignments": [
            {"party": each.party, "role": each.role, "note": each.note} for each in due.assignments
        ],
        "phrase": deadline.phrase,
        "kind": deadline.kind,
        "due": deadline.due.isoformat() if deadline.due else None,
        "at": deadline.at.isoformat() if deadline.at else None,
    }
