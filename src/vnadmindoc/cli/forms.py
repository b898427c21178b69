"""``new`` and ``schema``: a notice to fill in, and what one may hold."""

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from vnadmindoc.cli.app import DONE, STREAM, Name, UsageError, app
from vnadmindoc.cli.screen import write_json, write_out
from vnadmindoc.errors import ExportError
from vnadmindoc.vocabulary import DocumentKind


@app.command(name="schema")
def _schema(
    *, lang: Annotated[Literal["vi", "en"] | None, Parameter(show_default=False)] = None
) -> int:
    """Print the JSON Schema of a notice in JSON or YAML.

    Args:
        lang: Language of its titles and descriptions; both when left out.
    """
    from vnadmindoc.schema import json_schema

    write_json(json_schema(lang))
    return DONE


@app.command(
    name="new",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc new thong-bao.yaml\n"
        "  vnadmindoc new ke_hoach ke-hoach.yaml\n"
        "  vnadmindoc new cong_van > cong-van.yaml\n"
        "Kinds: " + ", ".join(DocumentKind) + "."
    ),
)
def _new(
    kind: Name | None = None,
    output: Name | None = None,
    /,
    *,
    force: Annotated[bool, Parameter(name="--force", negative=())] = False,
) -> int:
    """Write a notice in YAML to fill in, every key explained, and beside it the schema for editors.

    Args:
        kind: The type of document: its code, its name or its abbreviation; thong_bao if left out.
        output: The file to write; standard output when left out.
        force: Replace the file if it exists.
    """
    from vnadmindoc.files import write_all
    from vnadmindoc.forms import SCHEMA_FILE, form
    from vnadmindoc.schema import json_schema

    if kind is not None and output is None and (kind == STREAM or Path(kind).suffix):
        kind, output = None, kind
    text = form(DocumentKind.NOTICE if kind is None else _kind(kind)).encode()
    if output in (None, STREAM):
        write_out(text)
        return DONE
    path = Path(output or STREAM)
    if path.exists() and not force:
        raise ExportError(
            "the file exists already", place=str(path), remedy="choose another name, or say --force"
        )
    schema = path.with_name(SCHEMA_FILE)
    contents = {path: text}
    if not schema.exists() or force:
        told = json.dumps(json_schema(), ensure_ascii=False, indent=2)
        contents[schema] = f"{told}\n".encode()
    write_all(contents)
    return DONE


def _kind(name: str) -> DocumentKind:
    """Return the type of document that a user means."""
    names = {
        spelt.casefold().replace("-", "_").replace(" ", "_"): kind
        for kind in DocumentKind
        for spelt in (kind.value, kind.printed, kind.abbreviation)
        if spelt
    }
    asked = name.casefold().replace("-", "_").replace(" ", "_")
    if asked in names:
        return names[asked]
    near = get_close_matches(asked, names, n=1)
    raise UsageError(
        f"unknown type of document {name!r}",
        expected="one of " + ", ".join(DocumentKind),
        remedy=f"perhaps {names[near[0]].value} is meant" if near else None,
    )
