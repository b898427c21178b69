"""The command ``vnadmindoc``: arguments, exit codes, progress, messages.

Promised: results go to standard output, everything said about them to standard error; the outputs
of one call are all rendered before the first is written; whatever a user can put right is one
message without a traceback, and its exit code tells what kind it is.
Refused here: a rule of its own. Each group of commands has its room; the rooms of the library are
opened by the command that needs them, so that ``--help`` waits for none.
"""

import os
import sys
from collections.abc import Sequence
from typing import Final

# A room of commands joins the application when it is imported.
from vnadmindoc.cli import (  # noqa: F401  each registers its commands
    batches,
    calendars,
    checking,
    converting,
    duties,
    explaining,
    forms,
    ledger,
    signing,
)
from vnadmindoc.cli.app import BROKEN, DONE, NOT_WRITTEN, UNREADABLE, USAGE, UsageError, app
from vnadmindoc.cli.screen import tell
from vnadmindoc.errors import (
    BatchError,
    ExportError,
    MissingExtraError,
    PluginError,
    ReadError,
    UnknownFormatError,
    VnAdminDocError,
)

_PIPE_CLOSED: Final = 128 + 13
"""What a shell reports of a command that SIGPIPE ended."""

_EXIT_CODES: Final[dict[type[VnAdminDocError], int]] = {
    UsageError: USAGE,
    UnknownFormatError: USAGE,
    ReadError: UNREADABLE,
    MissingExtraError: BROKEN,
    PluginError: BROKEN,
    ExportError: NOT_WRITTEN,
    BatchError: NOT_WRITTEN,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: The words after the command's name; those of the process when left out.

    Raises:
        SystemExit: The arguments are wrong (2), or the user interrupted (130).
    """
    for stream in (sys.stdout, sys.stderr):
        # A redirected stream has the locale's encoding, which may lack Vietnamese letters.
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = app(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except VnAdminDocError as error:
        tell("error", str(error), "bold red")
        return next((code for kind, code in _EXIT_CODES.items() if isinstance(error, kind)), USAGE)
    return code if isinstance(code, int) else DONE
