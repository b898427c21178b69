"""``explain``: the source with what was recognised as what."""

from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter
from rich.table import Table
from rich.text import Text

from vnadmindoc.cli.app import DONE, STREAM, From, Name, UsageError, app
from vnadmindoc.cli.screen import line_of, out, write_out
from vnadmindoc.cli.sources import read

if TYPE_CHECKING:
    from vnadmindoc.explanation import Row

_ROLE_WIDTH: Final = 20
"""Characters of the names of components beside a text."""
_MARKED: Final = {"deadline": "bold yellow", "party": "bold cyan", "event": "bold magenta"}
_FAMILIES: Final = {
    "fixed": "dim",
    "head": "green",
    "heading": "bold",
    "foot": "blue",
    "body": "",
    "unknown": "white on red",
}


@app.command(
    name="explain",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc explain giao-ban.md\n"
        "  vnadmindoc explain cong-van.docx --html cong-van.html"
    ),
)
def _explain(
    source: Name,
    /,
    *,
    from_: From = None,
    html: Annotated[str | None, Parameter(name="--html")] = None,
) -> int:
    """Show the source with what was recognised as what, in colour.

    Args:
        source: The notice: .md, .txt or .docx.
        from_: Format of the input, needed for standard input.
        html: Write an HTML page of this name instead.
    """
    from vnadmindoc.explanation import explained, page_of
    from vnadmindoc.files import write_whole

    reading = read(source, from_, quiet=True)
    rows = explained(reading)
    if not rows:
        raise UsageError(
            "there is no text in which something was recognised",
            place=source,
            expected="text, Markdown or a Word document",
        )
    if html is not None:
        page = page_of(reading, Path(source).name).encode()
        if html == STREAM:
            write_out(page)
        else:
            write_whole(Path(html), page)
        return DONE
    shown = Table.grid("number", "role", "text", padding=(0, 1))
    shown.columns[0].justify = "right"
    shown.columns[1].width = _ROLE_WIDTH
    for row in rows:
        label = shorten(row.label, _ROLE_WIDTH, placeholder="…")
        shown.add_row(Text(str(row.number), "dim"), Text(label, "dim"), _coloured(row))
    out.print(shown)
    for finding in reading.findings:
        out.print(line_of(source, finding, "en"), soft_wrap=True)
    return DONE


def _coloured(row: "Row") -> Text:
    from vnadmindoc.explanation import family_of

    text = Text()
    for stretch in row.stretches:
        style = _MARKED.get(stretch.mark or "", "")
        if stretch.role is not None or stretch.path:
            style = style or _FAMILIES[family_of(stretch.role)]
        text.append(stretch.text, style)
        if stretch.note:
            text.append(f" ‹{stretch.note}›", "dim")
    return text
