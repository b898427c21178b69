"""``new`` and ``schema``: a notice to fill in, and what one may hold."""

from importlib.resources import files as package_files
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from vnadmindoc.cli.app import DONE, STREAM, Name, app
from vnadmindoc.cli.screen import write_json, write_out
from vnadmindoc.errors import ExportError


@app.command(name="schema")
def _schema() -> int:
    """Print the JSON Schema of a notice in JSON or YAML."""
    from vnadmindoc.schema import json_schema

    write_json(json_schema())
    return DONE


@app.command(
    name="new",
    help_epilogue="Examples:\n  vnadmindoc new thong-bao.yaml\n  vnadmindoc check thong-bao.yaml",
)
def _new(
    output: Name = STREAM,
    /,
    *,
    force: Annotated[bool, Parameter(name="--force", negative=())] = False,
) -> int:
    """Write a notice in YAML to fill in, every field explained.

    Args:
        output: The file to write; standard output when left out.
        force: Replace the file if it exists.
    """
    from vnadmindoc.files import write_whole

    template = package_files("vnadmindoc").joinpath("new.yaml").read_bytes()
    if output == STREAM:
        write_out(template)
        return DONE
    path = Path(output)
    if path.exists() and not force:
        raise ExportError(
            "the file exists already", place=output, remedy="choose another name, or say --force"
        )
    write_whole(path, template)
    return DONE
