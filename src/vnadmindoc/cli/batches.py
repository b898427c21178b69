"""``batch``: a whole folder of notices into many formats."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from vnadmindoc.cli.app import DONE, NOT_WRITTEN, Json, Option, UsageError, app
from vnadmindoc.cli.screen import err, line_of, out, tell, write_json_line
from vnadmindoc.cli.sources import options_of
from vnadmindoc.errors import UnknownFormatError

if TYPE_CHECKING:
    from vnadmindoc.batch import Outcome, Tally

_INTERRUPTED: Final = 128 + 2
"""What a shell reports of a command that Ctrl-C ended."""


@app.command(
    name="batch",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc batch van-ban --to docx,pdf,ics\n"
        "  vnadmindoc batch van-ban --to pdf --into luu-tru --processes 4\n"
        "Begin again after an interruption: what is there already is not made again."
    ),
)
def _batch(
    folder: Path,
    /,
    *,
    to: Annotated[str, Parameter(name=["--to", "-t"])],
    into: Path = Path("ket-qua"),
    processes: Annotated[int | None, Parameter(show_default=False)] = None,
    overwrite: Annotated[bool, Parameter(name="--overwrite", negative=())] = False,
    keep_endings: Annotated[bool, Parameter(name="--keep-endings", negative=())] = False,
    json_: Json = False,
    option: Option = (),
) -> int:
    """Convert every notice in a folder and the folders in it; exit 5 if one could not be.

    Args:
        folder: Where the notices are: .md, .txt, .docx, .json, .yaml, and .pdf of ours.
        to: The formats, with commas between them.
        into: Where the files go; the tree below FOLDER is kept.
        processes: How many notices are made at once; as many as there are processors if left out.
        overwrite: Replace files that no batch has made, or that someone has changed.
        keep_endings: Call the files of a.md a.md.docx, so that they are not those of a.txt.
        json_: Print what became of each notice as a line of JSON.
        option: NAME=VALUE, an option of an exporter; may be repeated.
    """
    from vnadmindoc import registry
    from vnadmindoc.batch import Tally, export_many

    formats = list(dict.fromkeys(name.strip() for name in to.split(",") if name.strip()))
    if not formats:
        raise UsageError("there is no format", place="--to", expected="e.g. docx,pdf,ics")
    for name in formats:
        if name not in registry.names():
            raise UnknownFormatError(name, registry.names(), place="--to")
    if not folder.is_dir():
        raise UsageError(
            "there is no such folder",
            place=str(folder),
            remedy="say convert for a single file" if folder.is_file() else None,
        )
    if processes is not None and processes < 1:
        raise UsageError("at least one process is needed", place="--processes")
    tally = Tally()
    code = DONE
    try:
        with _bar(folder, into) as moved:
            outcomes = export_many(
                _notices(folder, into),
                formats,
                into=into,
                root=folder,
                options=dict(zip(formats, options_of(formats, option), strict=True)),
                processes=processes,
                overwrite=overwrite,
                keep_endings=keep_endings,
                progress=moved,
            )
            with closing(outcomes):
                for outcome in outcomes:
                    tally = tally.counted(outcome)
                    _told(outcome, json_=json_)
    except KeyboardInterrupt:
        tell("interrupted", "what is done is kept; begin again, and it goes on there", "yellow")
        code = _INTERRUPTED
    if not json_:
        counts = f"{tally.made} made, {tally.kept} kept, {tally.failed} failed, to {into}"
        out.print(Text(counts), soft_wrap=True)
    return code or (NOT_WRITTEN if tally.failed else DONE)


def _notices(folder: Path, into: Path) -> Iterator[Path]:
    """Yield the files below a folder that can be read, in one order; not those that are made."""
    from vnadmindoc.readers import FORMATS

    made = into.resolve()
    for here, folders, names in os.walk(folder):
        folders[:] = [each for each in sorted(folders) if (Path(here) / each).resolve() != made]
        for name in sorted(names):
            if Path(name).suffix.lstrip(".").lower() in {*FORMATS, "yml"}:
                yield Path(here) / name


def _told(outcome: "Outcome", *, json_: bool) -> None:
    for finding in outcome.findings:
        err.print(line_of(str(outcome.source), finding, "en"), soft_wrap=True)
    for error in outcome.errors:
        source = str(outcome.source)
        told = str(error) if source in (error.place or "") else f"{source}: {error}"
        tell("error", told, "bold red")
    if json_:
        write_json_line(
            {
                "source": str(outcome.source),
                "files": {name: str(path) for name, path in outcome.files.items()},
                "made": outcome.made,
                "empty": outcome.empty,
                "errors": [str(error) for error in outcome.errors],
            }
        )


@contextmanager
def _bar(folder: Path, into: Path) -> Iterator["Callable[[Tally], None] | None"]:
    """Show on a terminal how far the batch is."""
    if not err.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} failed"),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        total = sum(1 for _ in _notices(folder, into))
        task = progress.add_task(str(folder), total=total, failed=0)
        yield lambda tally: progress.update(task, completed=tally.done, failed=tally.failed)
