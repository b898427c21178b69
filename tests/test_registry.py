"""Exporters are found by name, and a broken one disturbs nobody."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from vnadmindoc import registry
from vnadmindoc.errors import ExportError, PluginError, UnknownFormatError
from vnadmindoc.exporters import Exporter
from vnadmindoc.model import Directive, Notice

OURS = (
    "akn", "csv", "docx", "edxml", "html", "ics", "jcal", "json", "md", "pdf", "xlsx", "yaml",
)  # fmt: skip
PLUGINS = Path(__file__).parent / "plugins"
NOTICE = Notice(subject="Giao ban", opening=(Directive(text="Nộp báo cáo tuần", label="1."),))

EXPORTER = """
class {cls}:
    suffix = {suffix!r}
    media_type = {media_type!r}
    def export(self, notice):
        {body}
"""

Install = Callable[..., None]


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the fictional package of reminder slips installed."""
    monkeypatch.syspath_prepend(PLUGINS / "stranger")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the fictional package installed that cannot be imported."""
    monkeypatch.syspath_prepend(PLUGINS / "broken")


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return what installs a package of one module that registers one exporter."""
    modules: list[str] = []

    def package(name: str, source: str, *, offer: str, cls: str = "Exporter") -> None:
        folder = tmp_path / name
        about = folder / f"{name}-2.0.dist-info"
        about.mkdir(parents=True)
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.0\n")
        (about / "entry_points.txt").write_text(f"[vnadmindoc.exporters]\n{offer}={name}:{cls}\n")
        monkeypatch.syspath_prepend(folder)
        modules.append(name)

    yield package
    for name in modules:
        sys.modules.pop(name, None)


def exporter_source(
    body: str = "return b''", *, suffix: Any = ".odd", media_type: Any = "text/odd"
) -> str:
    """Return the source of a module with an exporter."""
    return EXPORTER.format(cls="Exporter", suffix=suffix, media_type=media_type, body=body)


def test_the_names_are_known_and_nothing_is_loaded() -> None:
    """Listing what can be written imports no format library and no exporter."""
    script = (
        "import sys; from vnadmindoc import registry; print(*registry.names());"
        "print(*[m for m in sys.modules if m.startswith('vnadmindoc.exporters.')"
        " or m in ('docx', 'reportlab', 'icalendar', 'yaml', 'cattrs')])"
    )

    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert set(OURS) <= set(printed[0].split())
    assert printed[1] == ""


@pytest.mark.usefixtures("stranger")
def test_names_are_sorted() -> None:
    """Names come in one order, whatever the order of the packages."""
    names = registry.names()

    assert list(names) == sorted(names)
    assert "slip" in names


@pytest.mark.parametrize("name", OURS)
def test_each_of_our_exporters_is_one(name: str) -> None:
    """What is registered under a name is an exporter whose ending leads back to it."""
    made = registry.exporter(name)

    assert isinstance(made, Exporter)
    assert registry.format_of(f"x{made.suffix}") == name


def test_only_the_exporter_asked_for_is_loaded() -> None:
    """A calendar needs no page library."""
    script = (
        "import sys; from vnadmindoc import registry; registry.exporter('jcal');"
        "print(*[m for m in ('docx', 'reportlab', 'icalendar') if m in sys.modules])"
    )

    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout

    assert printed == "icalendar\n"


def test_a_name_nobody_registers_is_an_error_with_all_names() -> None:
    """The error lists what there is to choose from."""
    with pytest.raises(UnknownFormatError) as caught:
        registry.exporter("papyrus")

    assert caught.value.name == "papyrus"
    assert set(OURS) <= set(caught.value.known)


@pytest.mark.usefixtures("stranger")
def test_a_stranger_renders_by_its_name() -> None:
    """A package that is only installed is as good as ours."""
    assert registry.render(NOTICE, "slip") == "Phiếu nhắc việc\nNộp báo cáo tuần".encode()


@pytest.mark.usefixtures("stranger")
def test_options_reach_the_exporter() -> None:
    """An option is an argument of the exporter's constructor."""
    data = registry.render(NOTICE, "slip", width=3, capitals=True)

    assert data == "PHIẾU NHẮC VIỆC\nNỘP".encode()


@pytest.mark.usefixtures("stranger")
def test_an_exporter_tells_its_options_and_who_brings_it() -> None:
    """Name, type and default of each option, and the package with its version."""
    found = registry.registered("slip")

    assert found.source == "vnslip 1.4"
    assert found.suffix == ".phieu"
    assert found.options == (
        registry.Option("width", int, 40),
        registry.Option("capitals", bool, False),
    )


@pytest.mark.usefixtures("stranger")
def test_an_option_an_exporter_does_not_have_is_an_error_with_those_it_has() -> None:
    """A misspelt option is never passed over."""
    with pytest.raises(ExportError, match=r"no option 'colour'[^$]*width, capitals"):
        registry.exporter("slip", colour="red")


def test_a_value_that_an_exporter_refuses_is_told_with_the_option(install: Install) -> None:
    """The exporter's own words, and what they were said about."""
    source = exporter_source() + (
        "    def __init__(self, size: int = 1):\n"
        "        if size > 9: raise ValueError('at most 9')\n"
    )
    install("vnsized", source, offer="odd")

    with pytest.raises(ExportError, match="refuses size=10: at most 9"):
        registry.exporter("odd", size=10)


def test_types_of_options_are_read_where_annotations_are_text(install: Install) -> None:
    """``from __future__ import annotations`` hides no type; one for checkers only stays text."""
    source = (
        "from __future__ import annotations\nfrom typing import Literal\n"
        + exporter_source()
        + "    def __init__(self, form: Literal['a', 'b'] = 'a'): ...\n"
    )
    install("vntyped", source, offer="typed")
    install("vnhidden", source.replace("from typing import Literal\n", ""), offer="hidden")

    assert [each.type for each in registry.registered("typed").options] == [Literal["a", "b"]]
    assert [each.type for each in registry.registered("hidden").options] == ["Literal['a', 'b']"]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("import sys\nsys.exit(3)", "cannot be loaded: SystemExit: 3"),
        ("1 / 0", "cannot be loaded: ZeroDivisionError"),
        ("", "cannot be loaded: AttributeError"),
        ("Exporter = 7", "is no exporter"),
        ("class Exporter: ...", "is no exporter"),
        (exporter_source(suffix="odd"), "suffix 'odd'"),
        (exporter_source(suffix=None), "suffix None"),
        (exporter_source(media_type="odd"), "media type 'odd'"),
        (exporter_source() + "    def __init__(self, size): ...", "without a default: size"),
        (exporter_source() + "    def __init__(self): {}['x']", "cannot be built: KeyError: 'x'"),
        (exporter_source() + "    def __init__(self): int('x')", "cannot be built: ValueError"),
        (exporter_source("raise KeyError('x')"), "failed on this notice: KeyError: 'x'"),
        (exporter_source("return 'text'"), "returned str where bytes are expected"),
    ],
)
def test_a_broken_exporter_is_named_with_its_package(
    install: Install, source: str, complaint: str
) -> None:
    """Whatever a stranger's exporter does wrong is an error that says whose it is."""
    install("vnodd", source, offer="odd")

    with pytest.raises(PluginError) as caught:
        registry.render(NOTICE, "odd")

    assert complaint in str(caught.value)
    assert "format 'odd' of vnodd 2.0" in str(caught.value)
    assert "update or uninstall vnodd 2.0" in str(caught.value)


def test_what_a_stranger_tells_in_our_words_is_passed_on(install: Install) -> None:
    """An `ExportError` of a plugin is its own message to the user."""
    body = "from vnadmindoc.errors import ExportError; raise ExportError('too long a slip')"
    install("vnterse", exporter_source(body), offer="terse")

    with pytest.raises(ExportError, match=r"^too long a slip$"):
        registry.render(NOTICE, "terse")


def test_a_fault_of_ours_is_not_blamed_on_a_plugin() -> None:
    """An unexpected error of our own exporters comes as it is, to be mended by us."""
    with pytest.raises(AttributeError):
        registry.render("no notice", "docx")  # type: ignore[arg-type]  # a wrong call on purpose


def test_two_packages_with_one_name_are_both_named(install: Install) -> None:
    """None of two claims wins by accident."""
    install("vntwin", exporter_source(), offer="pdf")

    with pytest.raises(PluginError) as caught:
        registry.exporter("pdf")

    assert "vnadmindoc " in caught.value.message
    assert "vntwin 2.0" in caught.value.message
    assert registry.exporter("docx").suffix == ".docx"


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("a/b/Thông báo.DOCX", "docx"),
        ("x.tar.pdf", "pdf"),
        ("x.yml", "yaml"),
        ("x.markdown", "md"),
        ("x.ical", "ics"),
        ("x.phieu", "slip"),
    ],
)
def test_a_files_ending_tells_the_format(file_name: str, name: str) -> None:
    """The ending of a name, in any case, or a usual other one, or that of a stranger's exporter."""
    assert registry.format_of(Path(file_name)) == name


@pytest.mark.usefixtures("stranger", "broken")
@pytest.mark.parametrize("file_name", ["x", "x.papyrus", ".pdf", "x.phieu.bak", ""])
def test_an_ending_nobody_writes_is_an_error_with_its_place(file_name: str) -> None:
    """The error names the file and the formats; a broken plugin does not get in between."""
    with pytest.raises(UnknownFormatError, match="docx, edxml, html, ics, jcal, json") as caught:
        registry.format_of(file_name)

    assert caught.value.place == file_name


@pytest.mark.usefixtures("stranger")
def test_two_strangers_with_one_ending_are_both_named(install: Install) -> None:
    """Then the format has to be named."""
    install("vnpaper", exporter_source(suffix=".phieu"), offer="paper")

    with pytest.raises(PluginError, match=r"'paper' of vnpaper 2.0, 'slip' of vnslip 1.4"):
        registry.format_of("x.phieu")


@pytest.mark.usefixtures("stranger")
def test_the_longest_ending_wins(install: Install) -> None:
    """``.nhac.phieu`` says more than ``.phieu``."""
    install("vnlonger", exporter_source(suffix=".nhac.phieu"), offer="longer")

    assert registry.format_of("x.nhac.phieu") == "longer"


@pytest.mark.usefixtures("stranger", "broken")
def test_what_is_broken_is_listed_by_name_and_nothing_else_is() -> None:
    """One broken package hides no other."""
    found = registry.broken()

    assert list(found) == ["broken"]
    assert "a_library_nobody_has" in str(found["broken"])
    assert "vnbroken 0.3" in str(found["broken"])
