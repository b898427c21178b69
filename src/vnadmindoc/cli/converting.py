"""``convert`` and ``formats``: a notice from one format into others."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.table import Table
from rich.text import Text

from vnadmindoc.cli.app import DONE, STREAM, From, Name, Option, UsageError, app
from vnadmindoc.cli.screen import out, progress, tell, write_out
from vnadmindoc.cli.sources import format_of, options_of, read


@app.command(
    name="convert",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc convert giao-ban.md giao-ban.docx giao-ban.pdf giao-ban.ics\n"
        "  vnadmindoc convert giao-ban.md viec.ics --option form=tasks\n"
        "  vnadmindoc convert - - --from md --to json < giao-ban.md"
    ),
)
def _convert(
    source: Name,
    /,
    *outputs: Name,
    from_: From = None,
    to: Annotated[str | None, Parameter(name=["--to", "-t"])] = None,
    option: Option = (),
) -> int:
    """Convert a notice into one or more formats.

    All outputs are rendered before the first is written, and each is written whole or not at all.

    Args:
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        outputs: The files to write; the ending tells the format.
        from_: Format of the input, needed for standard input.
        to: Format of standard output, and of files whose ending tells none.
        option: NAME=VALUE, an option of an exporter; may be repeated. `formats` lists them.
    """
    from vnadmindoc import registry
    from vnadmindoc.files import write_all
    from vnadmindoc.signed import keep_signed

    if not outputs:
        raise UsageError(
            "there is no output",
            remedy="name the files to write behind the source, e.g. giao-ban.pdf; "
            "-o is short for --option here",
        )
    for output in outputs:
        if outputs.count(output) > 1:
            raise UsageError("this output is named twice", place=output)
    formats = [format_of(output, to) for output in outputs]
    options = options_of(formats, option)
    reading = read(source, from_)
    rendered = []
    for output, name, chosen in zip(outputs, formats, options, strict=True):
        with progress(f"writing {output}"):
            rendered.append(registry.render(reading.notice, name, **chosen))
    files = {Path(o): data for o, data in zip(outputs, rendered, strict=True) if o != STREAM}
    keep_signed(files)
    write_all(files)
    for output, data in zip(outputs, rendered, strict=True):
        if output == STREAM:
            write_out(data)
    return DONE


@app.command(name="formats")
def _formats() -> int:
    """List the formats that can be written, and the packages that bring them."""
    from vnadmindoc import registry
    from vnadmindoc.readers import FORMATS

    table = Table("Định dạng", "Đuôi tệp", "Nguồn", "Tùy chọn")
    broken = registry.broken()
    for name in registry.names():
        if name not in broken:
            found = registry.registered(name)
            options = ", ".join(each.name for each in found.options if _is_plain(each.default))
            table.add_row(*map(Text, (name, found.suffix, found.source, options)))
    out.print(table)
    out.print(f"Đọc được: {', '.join(FORMATS)}")
    for error in broken.values():
        tell("broken", str(error), "bold red")
    return DONE


def _is_plain(value: object) -> bool:
    """Return whether an option with this default can be given in words."""
    return value is None or isinstance(value, str | int | float | tuple | Path)
