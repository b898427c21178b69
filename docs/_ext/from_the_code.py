"""Directives that print what the code says, so that no page keeps a copy of it.

``rules-table``: every test of `vnadmindoc.rules.TESTS`, in both languages.
``clauses-table``: every clause of the appendices, and the rules that ask it.
``roles-table``: every component of `vnadmindoc.standard.DECREE_30`.
``formats-table``: every format that is registered, with its options.
``command-help``: what ``vnadmindoc COMMAND --help`` prints.
``commands``: command lines, run in a folder that holds the files of ``examples``, and what they
print; one that ends otherwise than ``:exit:`` says (0 when left out) fails the build.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from vnadmindoc import registry
from vnadmindoc.rules import TESTS
from vnadmindoc.rules.coverage import CLAUSES, Clause
from vnadmindoc.standard import DECREE_30, MM, Align, Role, Spec

_ALIGNMENTS = {
    Align.LEFT: "left",
    Align.CENTRE: "centred",
    Align.RIGHT: "right",
    Align.JUSTIFY: "justified",
}
_HELP_WIDTH = 90


class RulesTable(SphinxDirective):
    """The tests that a check asks, in their order."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = [
            (
                nodes.literal(text=test.code),
                _text(f"{test.vi} / {test.en}"),
                _text(test.clause or "usage"),
                _text(str(test.severity)),
            )
            for test in TESTS.values()
        ]
        return [_table(("Code", "What holds", "Clause", "A breach is"), (16, 54, 18, 12), rows)]


class ClausesTable(SphinxDirective):
    """What of the Decree is asked, and what is not, and why."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = [
            (
                _text(clause.place),
                _text(f"{clause.about} / {clause.english}"),
                _text(", ".join(f"{number:03d}" for number in clause.rules)),
                _text(_left_out(clause)),
            )
            for clause in CLAUSES
        ]
        return [_table(("Clause", "About", "Rules", "Not asked"), (14, 34, 22, 30), rows)]


class RolesTable(SphinxDirective):
    """The components of a page, and what is allowed for each."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = [
            (
                nodes.literal(text=role.value),
                _text(spec.name),
                _text(_range(spec.size)),
                _text(_looks(spec)),
                _text(_ALIGNMENTS[spec.align]),
                _text(spec.clause or "usage"),
            )
            for role, spec in DECREE_30.specs.items()
            if role is not Role.RULE  # a drawn line has no letters
        ]
        heads = ("Id", "Component", "Size, pt", "Set", "Aligned", "Clause")
        return [_table(heads, (18, 22, 10, 26, 12, 12), rows)]


class FormatsTable(SphinxDirective):
    """The formats of a fresh installation."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = []
        for name in registry.names():
            found = registry.registered(name)
            if not found.trusted:
                continue  # what the builder of the docs has installed besides is not ours to show
            options = ", ".join(
                f"{option.name} = {_value(option.default)}" for option in found.options
            )
            rows.append(
                (
                    nodes.literal(text=name),
                    nodes.literal(text=found.suffix),
                    nodes.literal(text=found.media_type),
                    _text(options or "none"),
                )
            )
        heads = ("Format", "Ending", "Media type", "Options and their defaults")
        return [_table(heads, (10, 10, 40, 40), rows)]


class CommandHelp(SphinxDirective):
    """The help of the command line, or of one of its commands."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return what the command prints."""
        printed = subprocess.run(
            [sys.executable, "-m", "vnadmindoc", *self.arguments, "--help"],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env=_environment(),
        ).stdout
        return [_screen(printed)]


class Commands(SphinxDirective):
    """Command lines, and what they print when they are run, one after the other on a page."""

    has_content = True
    option_spec: ClassVar = {"exit": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        """Return each line, and below it what it printed."""
        folder = self.env.temp_data.setdefault("commands-folder", TemporaryDirectory())
        here = Path(folder.name)
        if not any(here.iterdir()):
            for each in (Path(self.env.srcdir).parent / "examples").iterdir():
                if each.is_file():
                    shutil.copy(each, here)
        shown: list[str] = []
        for line in self.content:
            command = line.removeprefix("$ ")
            done = subprocess.run(
                command,
                check=False,
                shell=True,  # as a reader types it, with redirections
                cwd=here,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                env=_environment(),
            )
            if done.returncode != self.options.get("exit", 0):
                raise self.error(f"{command} ended with {done.returncode}: {done.stdout}")
            shown += [f"$ {command}", *filter(None, [done.stdout.strip("\n")])]
        return [_screen("\n".join(shown))]


def _environment() -> dict[str, str]:
    """Return what commands are run with: our own first, a screen of a page's width."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    fixed = {"COLUMNS": str(_HELP_WIDTH), "PYTHONUTF8": "1", "NO_COLOR": "1", "PATH": path}
    return {**os.environ, **fixed}


def _screen(printed: str) -> nodes.literal_block:
    text = "\n".join(line.rstrip() for line in printed.strip().splitlines())
    return nodes.literal_block(text, text, language="text")


def _text(text: str) -> nodes.Text:
    return nodes.Text(text)


def _range(sizes: tuple[float, float]) -> str:
    least, most = sizes
    return f"{least:g}" if least == most else f"{least:g}–{most:g}"


def _looks(spec: Spec) -> str:
    looks = [
        name
        for name, wanted in (
            ("capitals", spec.capitals),
            ("bold", spec.bold),
            ("italic", spec.italic),
            ("red", spec.colour == "red"),
        )
        if wanted
    ]
    if any(spec.indents):
        low, high = min(spec.indents) / MM, max(spec.indents) / MM
        looks.append(f"first line in by {low:.3g} or {high:.3g} mm")
    return ", ".join(looks) or "upright"


def _left_out(clause: Clause) -> str:
    if clause.out_of_scope:
        return f"out of scope: {clause.out_of_scope}"
    return f"not evaluated: {clause.not_evaluated}" if clause.not_evaluated else ""


def _value(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if value == DECREE_30:
        return "Decree 30"
    return repr(value)


def _table(
    heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[nodes.Node]]
) -> nodes.table:
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += nodes.thead("", _row([_text(head) for head in heads]))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group)


def _row(cells: Sequence[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make the directives known to Sphinx."""
    app.add_directive("rules-table", RulesTable)
    app.add_directive("clauses-table", ClausesTable)
    app.add_directive("roles-table", RolesTable)
    app.add_directive("formats-table", FormatsTable)
    app.add_directive("command-help", CommandHelp)
    app.add_directive("commands", Commands)
    return {"version": "1", "parallel_read_safe": True}
