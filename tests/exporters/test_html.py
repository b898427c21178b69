"""The HTML file: what it says, what it is, and what a real browser makes of it."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from lxml import etree, html  # type: ignore[import-untyped]  # lxml ships no types
from playwright.sync_api import Browser, Page, sync_playwright

from tests.laws.test_pages import lines_of, text_of_pdf
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.html import HtmlExporter, shown
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Deadline, Directive, Event, Notice, Table, directives_of
from vnadmindoc.readers import read
from vnadmindoc.strategies import notices
from vnadmindoc.text import words

ROOT = Path(__file__).parents[2]
EXAMPLES = (
    "giao-ban.md", "du-muc.yaml", "mau/cong-van.yaml", "mau/bao-cao.yaml", "mau/quy-dinh.yaml"
)  # fmt: skip
"""A letter, chapters and articles, annexes on their side, tables, marks, an address at the foot."""
AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
# As root there is no sandbox, and a test needs no background work.
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SERIOUS: Final = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium of the system, once for all tests here."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path is not None, "Chromium is needed: install chromium (.ci/run does)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that may fetch nothing."""
    opened = browser.new_page(viewport={"width": 1000, "height": 1400})
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.close()
    assert [url for url in asked if not url.startswith(("about:", "data:"))] == []


def tree(notice: Notice, **options: Any) -> Any:
    """Return the elements of the file."""
    return html.document_fromstring(HtmlExporter(**options).export(notice))


def said(root: Any) -> list[str]:
    """Return the words of the body in reading order; captions only name tables to the blind."""
    for caption in root.iter("caption"):
        caption.text = ""
    pieces = etree.XPath("//body//text()")(root)
    return words(" ".join("".join(_parted(pieces)).split()))


def _parted(pieces: list[Any]) -> Iterator[str]:
    for piece in pieces:
        holder = piece.getparent()
        ends = holder.tag not in _INSIDE if piece.is_text else False
        yield " " * ends + str(piece) + " " * (piece.is_tail and holder.tag not in _INSIDE)


_INSIDE: Final = ("b", "i", "u", "span", "time")


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 4))
@given(notices(drafts=True, odd_labels=True))
def test_says_what_the_layout_says_and_is_well_formed(notice: Notice) -> None:
    """Every word in reading order, nothing else; no name twice; levels of headings skip none."""
    layout = lay_out(notice)
    root = tree(notice, fonts="system")
    names = root.xpath("//@id")
    levels = [int(each.tag[1]) for each in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    items = root.xpath("//li")

    wanted = [text.replace("\n", " ") for text in (*_texts(notice), "")]
    assert said(root) == words(" ".join(wanted))
    assert root.get("lang") == "vi"
    assert root.findtext(".//title") == " ".join(layout.title.split())
    assert len(names) == len(set(names))
    assert all(name in names for each in root.xpath("//@aria-labelledby") for name in [each])
    assert all(b <= a + 1 for a, b in zip([0, *levels], levels, strict=False))
    assert all(each.getparent().get("role") == "list" for each in items)


def _texts(notice: Notice) -> Iterator[str]:
    """Yield the texts of the layout, what stands at the foot of the first page after its sheet."""
    layout = lay_out(notice)
    for sheet in layout.sheets:
        yield from evolve(layout, sheets=(sheet,)).texts()
        yield from (each.text for each in evolve(layout, sheets=(sheet,)).footers())


@given(notices())
@settings(max_examples=max(1, settings().max_examples // 6))
def test_every_day_by_which_something_is_due_is_told(notice: Notice) -> None:
    """As many as there are, each around the words that say it."""
    wanted = sorted(
        (each.due.isoformat(), each.phrase)
        for _, directive in directives_of(notice)
        for each in directive.deadlines
        if each.due is not None
    )

    found = [(each.get("datetime")[:10], each.text_content()) for each in tree(notice).iter("time")]

    assert all(each in found for each in wanted)


def test_hours_and_events_are_told_too() -> None:
    """In ISO 8601 and in Vietnam, also where the words stand in a point or in a table."""
    due = Deadline(phrase="trước 17 giờ ngày 5/3/2026", due=date(2026, 3, 5), at=time(17))
    event = Event(phrase="ngày 6/3/2026", day=date(2026, 3, 6))
    point = Directive(text="gửi trước 17 giờ ngày 5/3/2026; họp ngày 6/3/2026", label="a)")
    above = Directive(
        text="Văn phòng:", label="1.", deadlines=[due], events=[event], children=[point]
    )
    cell = "Nộp trước 17 giờ ngày 5/3/2026"
    table = Table(rows=[["Việc"], [cell]], duties=[Directive(text=cell, deadlines=[due])])

    root = tree(Notice(subject="A", opening=[above, table]))

    assert [each.get("datetime") for each in root.iter("time")] == [
        "2026-03-05T17:00:00+07:00",
        "2026-03-06",
        "2026-03-05T17:00:00+07:00",
    ]


def test_a_table_has_its_heads_and_a_name() -> None:
    """Heads say of what they are heads; an empty cell heads nothing."""
    table = Table(rows=[["STT", None], ["1", "Việc"]])

    root = tree(Notice(subject="A", opening=[table]))

    assert [(each.tag, each.get("scope")) for each in root.xpath("//thead//tr/*")] == [
        ("th", "col"),
        ("td", None),
    ]
    assert root.findtext(".//caption") == "Bảng 1"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_browser_finds_nothing_serious_and_prints_our_pages(
    name: str, page: Page, tmp_path: Path
) -> None:
    """No serious finding of axe-core; on paper line for line and page for page our PDF."""
    assert AXE.is_file(), f"axe-core is needed at {AXE}: npm installs it (make test does)"
    notice = read(ROOT / "examples" / name).notice
    page.set_content(HtmlExporter().export(notice).decode())

    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    page.pdf(path=tmp_path / "theirs.pdf", prefer_css_page_size=True)
    (tmp_path / "ours.pdf").write_bytes(PdfExporter(attach=False).export(notice))

    bad = [each for each in found["violations"] if each["impact"] in SERIOUS]
    assert [(each["id"], each["nodes"][0]["html"]) for each in bad] == []
    theirs, ours = (_pages(tmp_path / f"{each}.pdf", notice) for each in ("theirs", "ours"))
    assert theirs == ours


def _pages(path: Path, notice: Notice) -> list[list[str]]:
    """Return the lines of each page; in columns the left one first."""
    # In HTML what stands at the foot of the first page is at the end.
    aside = {" ".join(line.split()) for line in notice.address}
    return [
        sorted(line for line in lines_of(page) if line not in aside)
        for page in text_of_pdf(path, "-raw").split("\f")[:-1]
    ]


def test_it_fits_a_narrow_screen(page: Page) -> None:
    """Nothing is cut off on a telephone: no scrolling from side to side (WCAG 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.set_content(HtmlExporter().export(read(ROOT / "examples" / "giao-ban.md").notice).decode())

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= 320


def test_a_notebook_shows_the_page_in_a_frame() -> None:
    """Escaped whole, so that nothing of it touches the notebook."""
    notice = Notice(subject='Việc "A" & <b>')

    shown_there: str = notice._repr_html_()  # type: ignore[attr-defined]  # for notebooks alone

    frame = html.fragment_fromstring(shown_there)

    assert frame.tag == "iframe"
    assert frame.get("sandbox") == ""
    assert frame.get("srcdoc").encode() == HtmlExporter(fonts="system").export(notice)
    assert shown_there == shown(notice)


def test_faces_are_embedded_or_not() -> None:
    """As many as are used; without them the file is small, and asks for Times New Roman."""
    notice = Notice(subject="A")

    embedded, bare = (HtmlExporter(fonts=each).export(notice) for each in ("embedded", "system"))

    assert embedded.count(b"@font-face") == 2
    assert b"@font-face" not in bare
    assert len(bare) * 5 < len(embedded)
    assert re.search(rb'font-family:"Times New Roman"', bare)
    with pytest.raises(ExportError, match="embedded, system"):
        HtmlExporter(fonts="web")  # type: ignore[arg-type]  # that is the point
