"""Measures what the documentation promises of speed, as ratios against peers.

    python -m benchmarks.run [--notice PATH] [--rounds N] [--write]

Prints one Markdown table; ``--write`` also puts it into ``docs/explanation/speed.md``. Ends with 1
if a promise was not kept.

Every figure is CPU time of the process (`time.process_time`), which other programs of the machine
disturb less than the clock on the wall. Ours and the peer's turns alternate, every other round in
reverse, garbage is collected before each turn, and the medians are compared. No notice is written
twice: each has a number of its own in every directive, so nothing can be kept from the last one.
"""

import argparse
import gc
import json
import os
import pickle
import platform
import re
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from io import BytesIO
from itertools import count, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import docx
from attrs import evolve, frozen
from docx.oxml.ns import qn
from docx2python import docx2python
from icalendar import Calendar

from benchmarks.docx_peers import constant_parts, string_docx, template, templated_docx
from benchmarks.hard_texts import PIECES, hard_text
from benchmarks.pdf_peers import Typst, WeasyPrint, html_source, pdf_family, typst_source
from benchmarks.peers import CalendarValues, bare_calendar, naive_docx, naive_pdf
from vnadmindoc.blocks import Layout
from vnadmindoc.conformance import check
from vnadmindoc.duty_sheet import LEDGER
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.fonts import FontFamily, find_family
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.exporters.xlsx import XlsxExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.ledger import ledger
from vnadmindoc.model import Dateline, Notice, directives_of
from vnadmindoc.ooxml import open_docx
from vnadmindoc.pagination import paginate
from vnadmindoc.readers import read_bytes, read_text
from vnadmindoc.schedule import duties_of
from vnadmindoc.text import words

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "speed.md"
NOTICE = ROOT / "examples" / "giao-ban.md"
BEGIN, END = "% bench: begin", "% bench: end"

ROUNDS = 21
READING = 3.0  # MB a second: our example has a duty in every short line, which takes longest
# How often in a row: collecting garbage empties the processor's cache, and the first run pays.
BATCH = 5
SHORT_BATCH = 50
HEAVY = ("docx", "reportlab", "icalendar", "yaml", "hypothesis", "cattrs", "rich")
DIRECTIVES = 1_000
NOTICES = 200
ARCHIVE = 20_000
LONG_DOCX = 700  # directives, of which the real notice has seven a page
HARD = 60_000  # characters of a text made to be slow
MOMENT = 2e-3  # seconds; of less no growth is told
LONG_PDF = 2_190  # directives: 300 pages of the real notice
PDF_MEMORY = 60  # MiB: the whole process, with Python, the libraries and the notice itself
LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
MEGABYTE = 1e6
MEBIBYTE = 1 << 20
BELOW_THE_NUMBER = ("-x", "0", "-y", "56", "-W", "2000", "-H", "2000")  # pt, of any page


@frozen
class Row:
    """One line of the table.

    Attributes:
        what: What was measured.
        ours: Our figure.
        peer: What it is measured against, with its figure.
        ratio: The two compared.
        promised: What the documentation promises of the ratio.
        kept: Whether it holds.
    """

    what: str
    ours: str
    peer: str
    ratio: str
    promised: str
    kept: bool

    def __str__(self) -> str:
        cells = (self.what, self.ours, self.peer, self.ratio, self.promised)
        return f"| {' | '.join(cells)} | {'yes' if self.kept else 'no'} |"


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--notice", type=Path, default=NOTICE, help="Markdown; by default examples/giao-ban.md"
    )
    parser.add_argument(
        "--reading",
        type=float,
        default=READING,
        metavar="MB",
        help="the least to be read in a second; default: %(default)g",
    )
    parser.add_argument(
        "--duties", type=int, default=10 * DIRECTIVES, help="of the longest calendar"
    )
    parser.add_argument(
        "--megabytes", type=float, default=10.0, help="of the longest text; default: %(default)g"
    )
    parser.add_argument("--notices", type=int, default=DIRECTIVES, help="of the ledger")
    parser.add_argument("--archive", type=int, default=ARCHIVE, help="notices of the longest batch")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="default: %(default)s")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    text = arguments.notice.read_text(encoding="utf-8")
    rounds = arguments.rounds

    rows = [
        importing(rounds),
        loading(),
        *reading(text, rounds, arguments.reading, arguments.megabytes),
        *writing_docx(text, rounds),
        *writing_pdf(text, rounds),
        *writing_calendar(text, rounds, arguments.duties),
        *checking(text, rounds),
        keeping_a_ledger(text, arguments.notices),
        starting(rounds),
        *batching(arguments.archive),
    ]
    result = table(rows, arguments.notice.name, rounds)
    sys.stdout.write(result)
    if arguments.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{result}\n{END}{after}", encoding="utf-8")
    return 0 if all(row.kept for row in rows) else 1


def table(rows: Iterable[Row], notice: str, rounds: int) -> str:
    """Return the rows as Markdown, and below them how they were measured."""
    return "\n".join(
        [
            "| What | Ours | Against | Ratio | Promised | Kept? |",
            "| --- | --- | --- | --- | --- | --- |",
            *map(str, rows),
            "",
            f"`{notice}`, medians of {rounds} rounds, CPU time; {_machine()}.",
            "",
        ]
    )


# What is measured


def importing(rounds: int) -> Row:
    """Measure ``import vnadmindoc``, each time in a new interpreter."""

    def fresh(name: str) -> Iterator[float]:
        code = f"from time import process_time as now; a = now(); import {name}; print(now() - a)"
        while True:
            yield float(_python(code))

    ours, peer = interleaved(rounds, fresh("vnadmindoc"), fresh("attrs"))
    return at_most(2, "`import vnadmindoc`", ours, "`import attrs`", peer)


def starting(rounds: int) -> Row:
    """Measure the command line until it has answered, each time in a new interpreter."""

    def fresh(act: str) -> Iterator[float]:
        code = f"from time import process_time as now; a = now(); {act}; print(now() - a)"
        while True:
            yield float(_python(code).split()[-1])

    ours, peer = interleaved(
        rounds,
        fresh("from vnadmindoc.cli import main; main(['--version'])"),
        fresh("import cyclopts, rich.console, rich.table, rich.progress"),
    )
    return at_most(
        2, "`vnadmindoc --version`", ours, "importing cyclopts and Rich, that it stands on", peer
    )


def batching(longest: int) -> list[Row]:
    """Measure many small notices as DOCX, PDF and calendar: by one and two processes, and memory.

    The time is that of the clock, for work in several processes; the better of two runs counts.
    """
    short = longest // 10
    one, two = (
        max((_batch(short, processes) for _ in range(2)), key=lambda told: told["rate"])
        for processes in (1, 2)
    )
    long = _batch(longest, 2)
    efficiency = two["rate"] / one["rate"] / 2
    growth = max(long[who] / two[who] for who in ("own", "workers"))
    return [
        Row(
            what=f"A batch of {short:,} notices as DOCX, PDF and calendar, two processes",
            ours=f"{two['rate']:.0f} notices a second",
            peer=f"one process: {one['rate']:.0f} notices a second",
            ratio=f"{efficiency:.2f} of twice as many",
            promised="at least 0.85 of twice as many",
            kept=efficiency >= 0.85,
        ),
        Row(
            what=f"Memory for a batch of {longest:,} notices, the process and its largest worker",
            ours=f"{long['own']:.0f} MB and {long['workers']:.0f} MB",
            peer=f"{short:,} notices: {two['own']:.0f} MB and {two['workers']:.0f} MB",
            ratio=f"{growth:.2f} × the memory",
            promised="at most 1.2 × the memory",
            kept=growth <= 1.2,
        ),
    ]


def _batch(count: int, processes: int) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.batches", str(count), str(processes), folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    if told["failed"]:
        raise SystemExit(f"{told['failed']} notices of a batch failed")
    return told


def loading() -> Row:
    """Look at what ``import vnadmindoc`` brings along."""
    names = _python("import sys, vnadmindoc; print(*sys.modules)").split()
    loaded = [name for name in HEAVY if name in names]
    return Row(
        what="Heavy libraries that it loads",
        ours=", ".join(loaded) or "none",
        peer=", ".join(HEAVY),
        ratio="",
        promised="none",
        kept=not loaded,
    )


def reading(text: str, rounds: int, promised: float, megabytes: float) -> list[Row]:
    """Measure reading the notice, then ever longer ones, texts made to be slow, and a Word file."""
    (spent,) = interleaved(
        rounds, timed(lambda _: lambda: read_text(text, "md"), batch=SHORT_BATCH)
    )
    speed = _size(text) / spent / MEGABYTE
    return [
        Row(
            what=f"Reading the notice, {_size(text) / 1e3:.1f} kB",
            ours=_milliseconds(spent),
            peer="the clock",
            ratio=f"{speed:.1f} MB a second",
            promised=f"at least {promised:g} MB a second",
            kept=speed >= promised,
        ),
        *reading_long(text, rounds, megabytes),
        reading_hard(rounds),
        reading_docx(text, rounds),
    ]


def reading_long(text: str, rounds: int, megabytes: float) -> list[Row]:
    """Measure reading of texts each ten times as long as the one before."""
    directive = _size(repeated(text, DIRECTIVES)) / DIRECTIVES
    sizes = (megabytes / 100, megabytes / 10, megabytes)
    texts = [repeated(text, max(10, round(each * MEGABYTE / directive))) for each in sizes]
    short, middle, long = interleaved(
        max(1, rounds // 7),  # these take as long as all the rest
        *(timed(_reads(each), batch=1) for each in texts),
    )
    named = [f"{_size(each) / MEGABYTE:.3g} MB" for each in texts]
    speed = _size(texts[-1]) / long / MEGABYTE
    return [
        at_most(12, f"Reading {named[1]}", middle, named[0], short),
        at_most(12, f"Reading {named[2]}, {speed:.1f} MB a second", long, named[1], middle),
    ]


def _reads(text: str) -> Callable[[int], Callable[[], object]]:
    return lambda _: lambda: read_text(text, "md")


def reading_hard(rounds: int) -> Row:
    """Measure texts of one piece again and again against the same, a quarter as long.

    The row is that of the piece with which the time grows most.
    """
    worst = max(
        ((*_shortest(piece, min(rounds, 5)), piece) for piece in PIECES),
        key=lambda each: each[1] / max(each[0], MOMENT),
    )
    short, long, piece = worst
    what = f"Reading {HARD // 1_000} kB of one piece, the worst of {len(PIECES)}: `{piece.strip()}`"
    return at_most(7, what.replace("|", "\\|"), long, "a quarter as long", short)


def _shortest(piece: str, rounds: int) -> tuple[float, float]:
    """Return the least time that a short and a long text of a piece take."""
    times: tuple[list[float], list[float]] = [], []
    for _ in range(rounds):
        for length, taken in zip((HARD // 4, HARD), times, strict=True):
            text = hard_text(piece, length)
            begin = process_time()
            read_text(text, "txt")
            taken.append(process_time() - begin)
    return min(times[0]), min(times[1])


def reading_docx(text: str, rounds: int) -> Row:
    """Measure a Word file of about 100 pages that python-docx has made."""
    data = naive_docx(lay_out(read_text(repeated(text, LONG_DOCX), "md").notice))

    def peer() -> str:
        with docx2python(BytesIO(data)) as content:
            return str(content.text)

    said = " ".join(lay_out(read_bytes(data, "docx").notice).texts())
    agree("Word file", sorted(set(words(said))), sorted(set(words(peer()))))
    own, other = interleaved(
        max(1, rounds // 3),
        timed(lambda _: lambda: read_bytes(data, "docx"), batch=1),
        timed(lambda _: peer, batch=1),
    )
    return at_most(2, "Reading a DOCX of 100 pages", own, "docx2python", other)


def writing_docx(text: str, rounds: int) -> list[Row]:
    """Measure DOCX against python-docx, docxtpl and plain strings; then long ones, and memory."""
    notice = changed(text, -1)
    exporter = DocxExporter()
    file = exporter.export(notice)
    parts = constant_parts(DocxExporter(embed=False).export(notice))
    made = template(parts)
    for peer in (
        naive_docx(lay_out(notice)),
        string_docx(lay_out(notice), parts),
        templated_docx(lay_out(notice), made),
    ):
        agree("DOCX", _words_of_docx(file), _words_of_docx(peer))

    def ours(serial: int) -> Callable[[], bytes]:
        notice = changed(text, serial)
        return lambda: exporter.export(notice)

    def prepared(write: Callable[[Layout], bytes]) -> Callable[[int], Callable[[], bytes]]:
        def prepare(serial: int) -> Callable[[], bytes]:
            layout = lay_out(changed(text, serial))
            return lambda: write(layout)

        return prepare

    own, naive, strings, templated = interleaved(
        rounds,
        timed(ours),
        timed(prepared(naive_docx)),
        timed(prepared(lambda layout: string_docx(layout, parts))),
        timed(prepared(lambda layout: templated_docx(layout, made))),
    )
    return [
        as_fast(8, "DOCX", own, "python-docx, written naively", naive),
        as_fast(3, "DOCX", own, "docxtpl", templated),
        at_most(4, "DOCX", own, "plain strings with `zipfile`", strings),
        *writing_long_docx(text, rounds),
    ]


def writing_long_docx(text: str, rounds: int) -> list[Row]:
    """Measure documents of about 100 and 1,000 pages, and the memory that the first takes."""
    short, long = (
        read_text(repeated(text, wanted), "md").notice for wanted in (DIRECTIVES, 10 * DIRECTIVES)
    )
    exporter = DocxExporter()
    gc.freeze()  # the notices are not searched for garbage while they are written
    of_long, of_short = interleaved(
        max(1, rounds // 3),
        timed(lambda _: lambda: exporter.export(long), batch=1),
        timed(lambda _: lambda: exporter.export(short), batch=1),
    )
    gc.unfreeze()
    ours, peer = (
        _peak(short, write)
        for write in (
            "from vnadmindoc.exporters.docx import DocxExporter; DocxExporter().export(notice)",
            "from benchmarks.peers import naive_docx; naive_docx(lay_out(notice))",
        )
    )
    growth = f"DOCX of {10 * DIRECTIVES:,} directives"
    return [
        at_most(12, growth, of_long, "a tenth of them", of_short),
        Row(
            what=f"Memory for a DOCX of {DIRECTIVES:,} directives",
            ours=f"{ours:.0f} MB",
            peer=f"python-docx, written naively: {peer:.0f} MB",
            ratio=f"{ours / peer:.2f} × the memory",
            promised="at most 1.5 × the memory",
            kept=ours / peer <= 1.5,
        ),
    ]


def _peak(notice: Notice, write: str) -> float:
    """Return the megabytes that a new process takes at most to write a notice that it is given.

    Linux tells it in /proc; what `resource` tells is the greater of this process and its parent.
    """
    code = (
        "import pickle, re, sys; sys.path.insert(0, sys.argv[1])\n"
        "from vnadmindoc.layout import lay_out\n"
        f"notice = pickle.load(sys.stdin.buffer)\n{write}\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    command = [sys.executable, "-I", "-X", "utf8", "-c", code, str(ROOT)]
    done = subprocess.run(command, input=pickle.dumps(notice), capture_output=True, check=True)
    return int(done.stdout) * 1024 / MEGABYTE


def checking(text: str, rounds: int) -> list[Row]:
    """Measure the look into a document of about 300 pages that python-docx has made."""
    data = naive_docx(lay_out(read_text(repeated(text, 3 * DIRECTIVES), "md").notice))

    def walked() -> int:
        return sum(len(each.text) for each in docx.Document(BytesIO(data)).paragraphs)

    opened, checked, peer = interleaved(
        max(1, rounds // 3),
        timed(lambda _: lambda: open_docx(data), batch=1),
        timed(lambda _: lambda: check(data), batch=1),
        timed(lambda _: walked, batch=1),
    )
    against = "python-docx, opened and walked"
    return [
        at_most(1.5, "Opening a DOCX of 300 pages, formatting settled", opened, against, peer),
        at_most(3, "Checking a DOCX of 300 pages", checked, against, peer),
    ]


def writing_pdf(text: str, rounds: int) -> list[Row]:
    """Measure PDF, all that is in it, against three peers; then long ones, and memory."""
    notice = changed(text, -1)
    layout = lay_out(notice)
    exporter = PdfExporter()
    family = faces_of_the_computer()
    name = pdf_family(family)
    typst = Typst(family)
    weasy = WeasyPrint(layout, family)
    of_ours = _words_of_pdf(exporter.export(notice))
    for file in (
        naive_pdf(layout, family, "Times"),
        typst.pdf(typst_source(layout, name)),
        weasy.pdf(html_source(layout)),
    ):
        agree("PDF", of_ours, _words_of_pdf(file))

    def ours(serial: int) -> Callable[[], bytes]:
        notice = changed(text, serial)
        return lambda: exporter.export(notice)

    def by_platypus(serial: int) -> Callable[[], bytes]:
        layout = lay_out(changed(text, serial))
        return lambda: naive_pdf(layout, family, f"Times{serial}")

    def by_typst(serial: int) -> Callable[[], bytes]:
        source = typst_source(lay_out(changed(text, serial)), name)
        return lambda: typst.pdf(source)

    def by_weasyprint(serial: int) -> Callable[[], bytes]:
        source = html_source(lay_out(changed(text, serial)))
        return lambda: weasy.pdf(source)

    own, of_platypus, of_typst, of_weasyprint = interleaved(
        rounds,
        timed(ours),
        timed(by_platypus),
        timed(by_typst),
        timed(by_weasyprint, batch=1),  # it takes as long as all the others together
    )
    return [
        as_fast(5, "PDF", own, "ReportLab's platypus, written naively", of_platypus),
        as_fast(1.8, "PDF", own, "typst", of_typst),
        as_fast(15, "PDF", own, "WeasyPrint", of_weasyprint),
        *writing_long_pdf(text, rounds, family),
    ]


def faces_of_the_computer() -> FontFamily:
    """Return what a first draft draws with: a whole family that is there; else our own faces."""
    styles = ("Regular", "Bold", "Italic", "BoldItalic")
    files = [LIBERATION / f"LiberationSerif-{style}.ttf" for style in styles]
    return find_family(files) if all(file.is_file() for file in files) else find_family()


def writing_long_pdf(text: str, rounds: int, family: FontFamily) -> list[Row]:
    """Measure documents of about 30 and 300 pages, and the memory that the second takes.

    How long a page may take is asked as a ratio: 1.2 ms on the machine where platypus took 3.17 ms.
    """
    short, long = (
        read_text(repeated(text, wanted), "md").notice for wanted in (LONG_PDF // 10, LONG_PDF)
    )
    exporter = PdfExporter()
    layout = lay_out(long)
    gc.freeze()  # the notices are not searched for garbage while they are written
    of_long, of_short, of_platypus = interleaved(
        max(1, rounds // 3),
        timed(lambda _: lambda: exporter.export(long), batch=1),
        timed(lambda _: lambda: exporter.export(short), batch=1),
        timed(lambda serial: lambda: naive_pdf(layout, family, f"Long{serial}"), batch=1),
    )
    gc.unfreeze()
    pages = sum(1 for _ in paginate(layout))
    writing = "from vnadmindoc.exporters.pdf import PdfExporter as E; E().export(notice)"
    peak = _peak(long, writing) * MEGABYTE / MEBIBYTE
    return [
        at_most(12, f"PDF of {pages} pages", of_long, "a tenth of its directives", of_short),
        as_fast(
            2.6,
            f"PDF of {pages} pages, {_milliseconds(of_long / pages)} a page",
            of_long,
            "ReportLab's platypus, written naively",
            of_platypus,
        ),
        Row(
            what=f"Memory for a PDF of {pages} pages, Python, libraries and notice included",
            ours=f"{peak:.1f} MiB",
            peer="",
            ratio="",
            promised=f"at most {PDF_MEMORY} MiB",
            kept=peak <= PDF_MEMORY,
        ),
    ]


def writing_calendar(text: str, rounds: int, duties: int) -> list[Row]:
    """Measure calendars against icalendar's own objects, of many duties too, and their memory."""
    exporter = IcsExporter()
    octets = exporter.export(changed(text, -1))
    other = bare_calendar(CalendarValues.of(octets))
    agree("calendar", _canonical(octets), _canonical(other))

    def ours(serial: int) -> Callable[[], bytes]:
        notice = changed(text, serial)
        return lambda: exporter.export(notice)

    def peer(serial: int) -> Callable[[], bytes]:
        values = CalendarValues.of(exporter.export(changed(text, serial)))
        return lambda: bare_calendar(values)

    times = interleaved(rounds, timed(ours), timed(peer))
    return [
        as_fast(3, "Calendar", times[0], "bare icalendar objects", times[1]),
        *many_duties(text, max(1, rounds // 3), duties),
        streaming(text),
    ]


def many_duties(text: str, rounds: int, duties: int) -> list[Row]:
    """Measure calendars of many duties: against icalendar's objects, and their growth."""
    exporter = IcsExporter()
    short, long = (_of_duties(text, wanted) for wanted in (duties // 10, duties))
    values = CalendarValues.of(exporter.export(long))
    of_long, of_short, bare = interleaved(
        rounds,
        timed(lambda _: lambda: exporter.export(long), batch=1),
        timed(lambda _: lambda: exporter.export(short), batch=1),
        timed(lambda _: lambda: bare_calendar(values), batch=1),
    )
    count = f"{duties:,} duties"
    return [
        as_fast(5, f"Calendar of {count}", of_long, "bare icalendar objects", bare),
        at_most(12, f"Calendar of {count}", of_long, "a tenth of them", of_short),
    ]


def streaming(text: str) -> Row:
    """Measure the memory that a calendar of many notices takes while it is written to a file."""
    notice = changed(text, -1)

    exporter = IcsExporter()
    size = 0
    for measured in (False, True):  # the first fills what a process keeps
        notices = (evolve(notice, key=f"so-{n}") for n in range(NOTICES))
        gc.collect()
        tracemalloc.start()
        with Path(os.devnull).open("wb") as file:
            for piece in exporter.stream(notices):
                size += file.write(piece) * measured
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return Row(
        what=f"Memory for a calendar of {NOTICES} notices, written piece by piece",
        ours=f"{most / 1e3:,.0f} kB",
        peer=f"the file: {size / 1e3:,.0f} kB",
        ratio=f"{most / size:.2f} × the memory",
        promised="at most 0.1 × the memory",
        kept=most / size <= 0.1,
    )


def keeping_a_ledger(text: str, joined: int) -> Row:
    """Read many notices, of which four after another give the same duties, and join them.

    Raises:
        SystemExit: A duty was lost, or is there twice.
    """
    begin = date(2024, 1, 1)
    texts = [_numbered(text, number // 4) for number in range(joined)]
    gc.collect()
    started = process_time()
    given = (read_text(each, "md").notice for each in texts)
    notices = [
        evolve(
            notice,
            key=f"so-{number}",
            dateline=Dateline(day=day.day, month=day.month, year=day.year),
        )
        for number, notice in enumerate(given)
        for day in (begin + timedelta(days=number),)
    ]
    book = ledger(notices, begin + timedelta(days=joined))
    XlsxExporter().sheet(book.rows(), LEDGER, title="Sổ theo dõi nhiệm vụ")
    seconds = process_time() - started
    wanted = {
        (str(duty.directive.text), due and due.deadline.key)
        for notice in notices
        for duty in duties_of(notice)
        for due in duty.dues or (None,)
    }
    # What has no figure of its own is the same duty in all notices.
    if len(book.duties) != len(wanted):
        raise SystemExit(f"{len(book.duties)} duties are in the ledger, {len(wanted)} were given")
    return Row(
        what=f"Reading {joined:,} notices and joining them into a ledger, a workbook",
        ours=_milliseconds(seconds),
        peer=f"{len(book.duties):,} duties",
        ratio=f"{seconds / joined * 1e3:.1f} ms a notice",
        promised="at most 10 s",
        kept=seconds <= 10,
    )


# How it is measured


def interleaved(rounds: int, *measures: Iterator[float]) -> list[float]:
    """Return the median of each measure in seconds, taken in turns; every other round reversed."""
    times: list[list[float]] = [[] for _ in measures]
    for measure in measures:  # unheeded: the first fills what a process keeps
        next(measure)
    for number in range(rounds):
        order = range(len(measures))
        for index in order if number % 2 == 0 else reversed(order):
            times[index].append(next(measures[index]))
    return [median(each) for each in times]


def timed(prepare: Callable[[int], Callable[[], object]], *, batch: int = BATCH) -> Iterator[float]:
    """Yield the seconds that an act takes, the mean of a batch prepared with numbers never used."""
    serials = count()
    while True:
        acts = [prepare(serial) for serial in islice(serials, batch)]
        gc.collect()
        begin = process_time()
        for act in acts:
            act()
        yield (process_time() - begin) / batch


def changed(text: str, serial: int) -> Notice:
    """Read the notice with a number put into each of its directives."""
    return read_text(_numbered(text, serial), "md").notice


def repeated(text: str, wanted: int) -> str:
    """Return the text with that many numbered directives, those of the text again and again.

    Raises:
        SystemExit: What is read from it has another number of them.
    """
    blocks = list(re.finditer(r"^\d+\. .+?(?=^\d+\. )", text, re.MULTILINE | re.DOTALL))
    if not blocks:
        raise SystemExit("the notice has no numbered directives to repeat")
    start, end = blocks[0].start(), blocks[-1].end()
    copies = (
        _numbered(blocks[index % len(blocks)].group(), index // len(blocks))
        for index in range(wanted - 1)
    )
    result = f"{text[:start]}{''.join(copies)}{text[end:]}"
    labels = [each.label for _, each in directives_of(read_text(result, "md").notice)]
    found = sum(label.rstrip(".").isdigit() for label in labels)
    if found != wanted:
        raise SystemExit(f"{wanted} directives were written, {found} were read")
    return result


def _of_duties(text: str, wanted: int) -> Notice:
    """Read the text with its directives repeated until so many of them have a day."""
    notice = read_text(repeated(text, wanted), "md").notice
    dated = IcsExporter().export(notice).count(b"BEGIN:VEVENT")
    return read_text(repeated(text, wanted * wanted // dated), "md").notice


def agree(what: str, ours: Sequence[str], peer: Sequence[str]) -> None:
    """End the run if ours and the peer's file do not say the same.

    Raises:
        SystemExit: They differ; the message shows where.
    """
    for number, pair in enumerate(zip([*ours, "(end)"], [*peer, "(end)"], strict=False)):
        if pair[0] != pair[1]:
            raise SystemExit(
                f"{what}: piece {number} is {pair[0]!r} in ours and {pair[1]!r} in the peer's"
            )


# How it is judged


def at_most(limit: float, what: str, ours: float, against: str, peer: float) -> Row:
    """Return the row of a promise to take no more than a multiple of the peer's time."""
    return Row(
        what=what,
        ours=_milliseconds(ours),
        peer=f"{against}: {_milliseconds(peer)}",
        ratio=f"{ours / peer:.2f} × the time",
        promised=f"at most {limit} × the time",
        kept=ours / peer <= limit,
    )


def as_fast(limit: float, what: str, ours: float, against: str, peer: float) -> Row:
    """Return the row of a promise to be a number of times as fast as the peer."""
    return Row(
        what=what,
        ours=_milliseconds(ours),
        peer=f"{against}: {_milliseconds(peer)}",
        ratio=f"{peer / ours:.1f} × as fast",
        promised=f"at least {limit} × as fast",
        kept=peer / ours >= limit,
    )


def _machine() -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {platform.system()} on {platform.machine()}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:,.2f} ms" if seconds < 0.1 else f"{seconds * 1e3:,.0f} ms"


def _size(text: str) -> int:
    return len(text.encode())


def _numbered(text: str, serial: int) -> str:
    return re.sub(r"^(\d+\. \S+)", rf"\1 {serial}", text, flags=re.MULTILINE)


def _python(code: str) -> str:
    """Run code in a new interpreter and return what it prints."""
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    return done.stdout.decode()


def _words_of_docx(file: bytes) -> list[str]:
    """Return the words of the body; underscores that stand for a drawn line are none."""
    body = docx.Document(BytesIO(file)).element.body
    pieces = {qn("w:t"): None, qn("w:br"): " ", qn("w:p"): " "}
    texts = (pieces[each.tag] or each.text or "" for each in body.iter(*pieces))
    return [word for word in words("".join(texts)) if word.strip("_")]


def _words_of_pdf(file: bytes) -> list[str]:
    """Return the words on the pages without their numbers."""
    program = shutil.which("pdftotext")
    if program is None:
        raise SystemExit("pdftotext of poppler-utils compares the files: install it")
    command = [program, "-raw", *BELOW_THE_NUMBER, "-", "-"]
    done = subprocess.run(command, input=file, capture_output=True, check=True)
    return words(done.stdout.decode())


def _canonical(calendar: bytes) -> list[str]:
    """Return the lines of a calendar, unfolded, in one order."""
    octets: bytes = Calendar.from_ical(calendar).to_ical()
    return octets.decode().replace("\r\n ", "").splitlines()


if __name__ == "__main__":
    sys.exit(main())
