"""The names that other programs may import: none comes or goes by accident."""

import ast
import importlib
import inspect
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
HELD = Path(__file__).parent / "public_names.txt"


def public_names() -> str:
    """Return each public module with its names, a line each: those of the reference."""
    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    modules = {"vnadmindoc", "vnadmindoc.errors"} | set(
        re.findall(r"^\.\. automodule:: (\S+)$", page, re.MULTILINE)
    )
    return "".join(f"{name}: {' '.join(names_in(name))}\n" for name in sorted(modules))


def names_in(module_name: str) -> list[str]:
    """Return what a module says is public, else what it defines without an underscore."""
    module = importlib.import_module(module_name)
    if hasattr(module, "__all__"):
        return sorted(module.__all__)
    names: set[str] = set()
    for node in ast.parse(inspect.getsource(module)).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {each.id for each in targets if isinstance(each, ast.Name)}
    return sorted(name for name in names if not name.startswith("_"))


def test_the_public_names_are_those_that_are_held() -> None:
    """A name that comes or goes is written into the list by hand, and into the changelog."""
    assert public_names().splitlines() == HELD.read_text(encoding="utf-8").splitlines()


def test_every_public_name_is_there() -> None:
    """What ``__all__`` promises can be had."""
    for line in HELD.read_text(encoding="utf-8").splitlines():
        module_name, _, names = line.partition(": ")
        module = importlib.import_module(module_name)
        assert [each for each in names.split() if not hasattr(module, each)] == [], module_name
