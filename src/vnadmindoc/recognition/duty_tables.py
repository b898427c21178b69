"""Tables of duties: what is to be done, who leads, who takes part, by when (*bảng phân công*).

Promised: a table is taken for one only by its headings; its rows stay as they are, and every duty
quotes the cells of its row.
"""

import re
from collections.abc import Mapping, Sequence

from vnadmindoc.dates import Reference, deadline_of, deadlines_in
from vnadmindoc.duties import assignments_in
from vnadmindoc.identity import Namer
from vnadmindoc.model import Assignment, Deadline, Directive, Paragraph, Table
from vnadmindoc.party_names import only_parties
from vnadmindoc.richtext import RichText
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import AssignmentRole

_HEADINGS = {
    "ordinal": re.compile(r"(?:s?tt|số tt|số thứ tự)\.?"),
    "partner": re.compile(r".*phối hợp.*"),
    "lead": re.compile(r".*(?:chủ trì|thực hiện|phụ trách|đảm nhiệm).*"),
    "deadline": re.compile(r".*(?:thời hạn|hoàn thành|tiến độ|hạn chót|hạn cuối|thời gian).*"),
    "content": re.compile(r".*(?:nội dung|nhiệm vụ|công việc|đầu việc|tên việc).*"),
}
_SURE_LEAD = re.compile(r"chủ trì")
_SURE_DEADLINE = re.compile(r"thời hạn|hoàn thành|tiến độ|hạn chót|hạn cuối")
_OF_TIME = re.compile(r"thời gian|thời hạn|tiến độ")
_SEARCHED = 3  # rows in which the headings are looked for
_LONGEST_LABEL = 8  # characters of a number in the first column
_LONGEST_PARTY = 160
_SEVERAL = re.compile(r"\s*;\s*")

Columns = Mapping[str, int]


def with_duties(table: Table, reference: Reference | None, namer: Namer) -> Table | None:
    """Return a table with the duties its rows give; None when it is no table of duties.

    Args:
        table: The table.
        reference: The day incomplete dates are read against.
        namer: Names the duties.
    """
    for index, row in enumerate(table.rows[:_SEARCHED]):
        columns = _columns(row)
        if columns is not None:
            duties = [
                duty
                for each in table.rows[index + 1 :]
                if (duty := _duty(each, columns, reference, namer)) is not None
            ]
            return Table(rows=table.rows, header_rows=table.header_rows, duties=duties)
    return None


def _columns(row: Sequence[RichText | None]) -> Columns | None:
    """Return what each column holds, by the headings; None where they are none of duties."""
    columns: dict[str, int] = {}
    texts = [fold(str(cell)) if cell is not None else "" for cell in row]
    for index, text in enumerate(texts):
        name = next((name for name, words in _HEADINGS.items() if words.fullmatch(text)), None)
        if name == "lead" and _OF_TIME.search(text):
            name = "deadline"  # "Thời gian thực hiện"
        if name is not None:
            columns.setdefault(name, index)
    if "content" not in columns:
        return None
    lead = "lead" in columns and _SURE_LEAD.search(texts[columns["lead"]])
    day = "deadline" in columns and _SURE_DEADLINE.search(texts[columns["deadline"]])
    return columns if lead or day else None


def _duty(
    row: Sequence[RichText | None], columns: Columns, reference: Reference | None, namer: Namer
) -> Directive | None:
    content = row[columns["content"]]
    if content is None:
        return None
    cells = {name: str(cell) for name, index in columns.items() if (cell := row[index]) is not None}
    text = str(content)
    assignments = (
        *_parties(cells.get("lead"), AssignmentRole.LEAD),
        *_parties(cells.get("partner"), AssignmentRole.PARTNER),
        *assignments_in(text),
    )
    deadlines: tuple[Deadline, ...] = deadlines_in(text, reference)
    if "deadline" in cells and (due := deadline_of(cells["deadline"], reference)) is not None:
        deadlines = (due, *deadlines)
    number = cells.get("ordinal", "")
    more = [cells[name] for name in ("lead", "partner", "deadline") if name in cells]
    key, assignments, deadlines = namer.named(
        None,
        [text, *more],
        tuple(dict.fromkeys(assignments)),
        tuple(dict.fromkeys(deadlines)),
    )
    return Directive(
        label=number if len(number) <= _LONGEST_LABEL else "",
        text=content,
        key=key,
        assignments=assignments,
        deadlines=deadlines,
        children=[Paragraph(text=each) for each in more],
    )


def _parties(cell: str | None, role: AssignmentRole) -> list[Assignment]:
    if cell is None:
        return []
    parts = [each.strip(" .,-") for each in _SEVERAL.split(cell)]
    named = [name for each in parts for name in only_parties(each) or (each,)]
    return [Assignment(party=each, role=role) for each in named if 0 < len(each) <= _LONGEST_PARTY]
