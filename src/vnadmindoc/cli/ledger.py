"""``ledger``: the duties of many notices, what is open, carried over and overdue on a day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Final, Literal

from cyclopts import Parameter
from rich.table import Column, Table
from rich.text import Text

from vnadmindoc.cli.app import DONE, STREAM, Json, Name, UsageError, app
from vnadmindoc.cli.screen import TASK_WIDTH, out, progress, tell, write_json, write_out
from vnadmindoc.cli.sources import read

if TYPE_CHECKING:
    from vnadmindoc.duty_sheet import Row
    from vnadmindoc.ledger import Ledger

_VIETNAM: Final = timedelta(hours=7)
_FORMATS: Final = ("xlsx", "csv", "json")


@app.command(
    name="ledger",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc ledger 2026/*.docx --as-of 2026-04-15\n"
        "  vnadmindoc ledger 2026/*.docx -o so-theo-doi.xlsx --by unit\n"
        "  vnadmindoc ledger 2026/*.docx --states so-theo-doi.csv --states viec.ics -o so-moi.xlsx"
    ),
)
def _ledger(
    *sources: Name,
    output: Annotated[Name | None, Parameter(name=["--output", "-o"], show_default=False)] = None,
    as_of: Annotated[date | None, Parameter(show_default=False)] = None,
    states: Annotated[tuple[Path, ...], Parameter(negative=(), show_default=False)] = (),
    by: Literal["date", "unit"] = "date",
    all_: Annotated[bool, Parameter(name="--all", negative=())] = False,
    json_: Json = False,
) -> int:
    """List the open duties of many notices; one that a later notice gives again is one duty.

    Args:
        sources: The notices, in any order: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        output: The file to write: .xlsx, .csv or .json; a table on the terminal when left out.
        as_of: The day of the ledger, as 2026-04-15; today in Vietnam when left out.
        states: What was filled in since: a ledger or a sheet of duties saved as CSV, or a calendar
            of tasks; may be repeated.
        by: Sort by the last day, or by who does it.
        all_: List what is done or withdrawn, too.
        json_: Print the ledger as JSON.
    """
    from vnadmindoc.duty_states import read_states
    from vnadmindoc.files import read_bytes
    from vnadmindoc.ledger import ledger

    if not sources:
        raise UsageError("there is no notice", remedy="name one, e.g. giao-ban.md")
    form = _form(output)
    known = [each for path in states for each in read_states(read_bytes(path), str(path))]
    day = as_of or (datetime.now(UTC) + _VIETNAM).date()
    with progress("reading the notices"):
        found = ledger((read(source, None).notice for source in sources), day, known)
    if found.later:
        count = len(found.later)
        tell("note", f"{count} issued after {day:%d/%m/%Y}, left out: {_some(found.later)}", "cyan")
    rows = found.rows(by, settled=all_)
    if output is not None and form != "json":
        _write(output, _rendered(rows, form, day))
    elif output is not None or json_:
        _write_data(output, found, rows)
    else:
        _print(found, rows)
    return DONE


def _form(output: str | None) -> str:
    """Return the format of an output by its ending."""
    if output is None:
        return "table"
    form = "json" if output == STREAM else Path(output).suffix.removeprefix(".").lower()
    if form not in _FORMATS:
        raise UsageError(
            "a ledger has no such format", place=output, expected="one of .xlsx, .csv, .json"
        )
    return form


def _rendered(rows: "Sequence[Row]", form: str, day: date) -> bytes:
    from vnadmindoc.duty_sheet import LEDGER

    if form == "csv":
        from vnadmindoc.exporters.csv import CsvExporter

        return CsvExporter(bom=True).sheet(rows, LEDGER)
    from vnadmindoc.exporters.xlsx import XlsxExporter

    title = f"Tính đến ngày {day:%d/%m/%Y}"
    return XlsxExporter(as_of=day).sheet(rows, LEDGER, title=title)


def _write(output: str, data: bytes) -> None:
    from vnadmindoc.files import write_whole

    write_whole(Path(output), data)


def _write_data(output: str | None, found: "Ledger", rows: "Sequence[Row]") -> None:
    import json

    from vnadmindoc.duty_sheet import to_data

    data = {
        "as_of": found.as_of.isoformat(),
        "later": list(found.later),
        "duties": [to_data(row) for row in rows],
    }
    if output is None:
        write_json(data)
        return
    written = (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    if output == STREAM:
        write_out(written)
    else:
        _write(output, written)


def _print(found: "Ledger", rows: "Sequence[Row]") -> None:
    last_day = Column("Hạn cuối", min_width=10)
    table = Table("STT", "Văn bản", "Mục", "Nhiệm vụ", "Đơn vị", last_day, "Tình trạng")
    for index, row in enumerate(rows, start=1):
        late = "" if row.late is None else f"quá hạn {row.late} ngày"
        again = f"giao lại {row.again} lần" if row.again else ""
        state = "\n".join(filter(None, (row.state.printed, late, again)))
        table.add_row(
            *map(
                Text,
                (
                    str(index),
                    row.document,
                    row.number,
                    shorten(row.task, TASK_WIDTH, placeholder=" …"),
                    row.lead or row.partners or row.overseers,
                    f"{row.due:%d/%m/%Y}" if row.due else row.phrase,
                ),
            ),
            Text(state, style="red" if late else ""),
        )
    table.show_lines = True
    out.print(table)
    out.print(
        f"{len(found.open)} chưa xong, {len(found.overdue)} quá hạn, "
        f"{len(found.carried)} giao lại, tính đến ngày {found.as_of:%d/%m/%Y}"
    )


def _some(names: Sequence[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
