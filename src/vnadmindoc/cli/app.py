"""The application that commands join, their exit codes, and the types of their arguments."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Final

from cyclopts import App, CycloptsError, Parameter

from vnadmindoc.cli.screen import err, out
from vnadmindoc.errors import VnAdminDocError

DONE: Final = 0
FINDINGS: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3
BROKEN: Final = 4
NOT_WRITTEN: Final = 5

STREAM: Final = "-"
"""The name of standard input and standard output."""


class UsageError(VnAdminDocError):
    """Arguments that cannot be followed."""


app = App(
    name="vnadmindoc",
    help="Read Vietnamese administrative notices, check them, print them, note their deadlines.",
    help_format="plaintext",
    help_epilogue=(
        "A file named - is standard input or standard output.\n"
        "Exit codes: 0 done, 1 errors found by check, 2 wrong arguments, 3 unreadable input, "
        "4 missing extra or broken exporter, 5 not written."
    ),
    version=lambda: f"vnadmindoc {version('vnadmindoc')}",
    console=out,
    error_console=err,
    result_action="return_value",
)


def _file_or_stream(_type: Any, value: Any) -> None:
    """Refuse what was meant as an option; ``-`` alone is a stream."""
    for name in (value,) if isinstance(value, str) else value or ():
        if name.startswith("-") and name != STREAM:
            raise CycloptsError(
                msg=f"Unknown option: {name}. A file of this name is written ./{name}"
            )


# cyclopts takes "-" for an option unless it is told otherwise.
Name = Annotated[str, Parameter(allow_leading_hyphen=True, validator=_file_or_stream)]
From = Annotated[str | None, Parameter(name=["--from", "-f"])]
Directory = Path | None
Earlier = Annotated[str | None, Parameter(allow_leading_hyphen=True)]
Option = Annotated[
    tuple[str, ...], Parameter(name=["--option", "-o"], negative=(), show_default=False)
]
Json = Annotated[bool, Parameter(name="--json", negative=())]
