"""A notice as a PDF file: its text, its fonts, its properties and its bytes."""

import hashlib
import os
import pickle
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from pypdf import PdfReader
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters import Exporter
from vnadmindoc.exporters.fonts import find_family
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.exporters.pdf_archive import srgb_profile
from vnadmindoc.layout import lay_out
from vnadmindoc.metrics import width
from vnadmindoc.model import (
    Annex,
    Authority,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Meeting,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
)
from vnadmindoc.pagination import paginate
from vnadmindoc.profiles import PROFILES
from vnadmindoc.readers import read_text
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.standard import Role
from vnadmindoc.strategies import notices
from vnadmindoc.text import words
from vnadmindoc.vocabulary import Secrecy, SigningAuthority, Urgency
from vnadmindoc.wording import BLANK

TASK = (
    "Rà soát, hoàn thiện hồ sơ số hóa của các đơn vị trực thuộc, báo cáo kết quả về Văn phòng "
    "trước ngày 30/11/2025 để tổng hợp, trình lãnh đạo xem xét."
)
EMPHASIS = RichText(
    (
        Run(text="Yêu cầu "),
        Run(text="thực hiện nghiêm", bold=True),
        Run(text=" và báo cáo "),
        Run(text="đúng hạn", italic=True, underline=True),
    )
)
NOTICE = Notice(
    kind_line="Thông báo kết luận",
    subject="Hội nghị giao ban tháng 10\ntriển khai nhiệm vụ tháng 11",
    letterhead=Letterhead(parent="UBND tỉnh Hà Sơn", agency="Sở Thông tin và Truyền thông"),
    number=DocumentNumber(symbol="TB-STTTT", number=5),
    dateline=Dateline(place="Hà Sơn", day=4, month=11, year=2025),
    urgency=Urgency.EXPRESS,
    secrecy=Secrecy.SECRET,
    opening=(Paragraph(text=EMPHASIS),),
    sections=(
        Section(
            label="I.",
            heading="Nhiệm vụ",
            body=tuple([Directive(label=f"{index}.", text=TASK) for index in range(1, 21)]),
        ),
        Section(label="II.", heading="Tổ chức thực hiện", body=(Paragraph(text=TASK),)),
    ),
    recipients=("Như trên", "Lưu: VT"),
    signature=Signature(
        authority=(Authority(prefix=SigningAuthority.FOR_HEAD, title="Giám đốc"),),
        title="Phó Giám đốc",
        name="Trần Thị Bình",
    ),
    annexes=(
        Annex(
            title="Danh mục nhiệm vụ",
            landscape=True,
            body=(
                Table(rows=[["TT", "Nhiệm vụ"], *[[str(index), TASK] for index in range(1, 31)]]),
            ),
        ),
    ),
)

# The text area begins below the page number.
RESULT = {"pdftotext": ["-"], "pdfinfo": [], "pdffonts": [], "pdftohtml": []}
"""What tells each tool of poppler-utils to write to its standard output."""
BELOW_THE_NUMBER = ("-x", "0", "-y", "56", "-W", "2000", "-H", "2000")


OPTIONS: list[dict[str, Any]] = [
    {},
    {"attach": False},
    {"signature_fields": False},
    {"attach": False, "signature_fields": False},
    {"seal_diameter": 42},
    {"profile": "dang"},
    {"fonts": [str(path) for path in attrs.astuple(find_family())[1:]]},
]
"""Every option of the exporter, a form of documents by its name."""


def exporter_of(options: dict[str, Any]) -> PdfExporter:
    """Return the exporter with these options."""
    profile = PROFILES[options.get("profile", "nd30")]
    return PdfExporter(**(options | {"profile": profile}))


EXPORTERS = [exporter_of(options) for options in OPTIONS]

ELSEWHERE = """
import hashlib, os, pickle, sys, time
time.time = lambda: float(os.environ["NOW"])
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.profiles import PROFILES
notice, options = pickle.load(sys.stdin.buffer)
for each in options:
    each["profile"] = PROFILES[each.get("profile", "nd30")]
    print(hashlib.sha256(PdfExporter(**each).export(notice)).hexdigest())
"""


def poppler(tool: str, *options: str, pdf: bytes) -> str:
    """Return what a tool of poppler-utils says of a file."""
    program = shutil.which(tool)
    assert program, f"{tool} of poppler-utils reads the PDF for this test: install it"
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        result = subprocess.run([program, *options, file.name, *RESULT[tool]], capture_output=True)
    assert (result.returncode, result.stderr) == (0, b"")
    return result.stdout.decode()


def texts(pdf: bytes) -> str:
    """Return the text in the order of the file, without the page numbers."""
    return poppler("pdftotext", "-raw", *BELOW_THE_NUMBER, pdf=pdf)


def properties(pdf: bytes) -> dict[str, str]:
    """Return what pdfinfo says."""
    lines = poppler("pdfinfo", "-isodates", pdf=pdf).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def boxes(pdf: bytes) -> Iterator[tuple[float, float, float, float, float, float]]:
    """Yield width and height of the page and the box of each word."""
    page = (0.0, 0.0)
    for line in poppler("pdftotext", "-bbox", pdf=pdf).splitlines():
        numbers = tuple(map(float, re.findall(r'(?:width|height|[xy]M\w\w)="(-?[\d.]+)"', line)))
        if "<page" in line:
            page = numbers[0], numbers[1]
        elif "<word" in line:
            yield *page, *numbers  # type: ignore[misc]  # a box has four numbers


def test_it_is_an_exporter() -> None:
    """The registry and the command line can use it."""
    exporter = PdfExporter()

    assert isinstance(exporter, Exporter)
    assert (exporter.suffix, exporter.media_type) == (".pdf", "application/pdf")


@pytest.mark.law
@given(notices())
def test_says_what_the_layout_says(notice: Notice) -> None:
    """Every word of the layout is in the file, whole and in order, and nothing else is.

    But the header rows of a table, which stand again on each of its pages; the address stands at
    the foot of the first.
    """
    layout = lay_out(notice)
    printed = [line for page in paginate(layout) for line in page.lines]
    roles = {line.paragraph.role for line in printed if line.number is None}
    found = words(texts(PdfExporter().export(notice)))

    if roles <= {Role.PAGE_NUMBER} and not list(layout.footers()):
        assert found == [word for text in layout.texts() for word in words(text)]
    else:
        lines = [line for line in printed if line.paragraph.role is not Role.PAGE_NUMBER]
        assert found == [word for ln in lines for span in ln.spans for word in words(span.text)]
        assert roles <= {Role.PAGE_NUMBER, Role.CELL_HEADING}


def test_every_mark_and_bracket_is_in_the_file() -> None:
    """What a PDF string must escape comes out as it went in."""
    text = r"a (b) \ c ((d \( – “đ” ‘e’ … § ½ m² 50% & <f> {g} [h]"
    pdf = PdfExporter().export(Notice(opening=(Paragraph(text=text),)))

    assert text in texts(pdf)


def test_signs_beyond_the_usual_are_in_the_file() -> None:
    """More signs than one subset holds are written with several."""
    letters = " ".join(map(chr, range(0x100, 0x180)))
    pdf = PdfExporter().export(Notice(opening=(Paragraph(text=f"{letters} a → № ■ ● ñ ç ß ø"),)))

    assert " ".join(texts(pdf).split()) == " ".join(
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc THÔNG BÁO",
            f"{letters} a → № ■ ● ñ ç ß ø./.",
        ]
    )
    assert len(poppler("pdffonts", pdf=pdf).splitlines()) == 5


def test_columns_are_read_left_before_right() -> None:
    """The order of the file is the order of reading: names, then number and date, then foot."""
    text = " ".join(texts(PdfExporter().export(NOTICE)).split())

    assert "TRUYỀN THÔNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do" in text
    assert "Hạnh phúc Số: 05/TB-STTTT MẬT HỎA TỐC Hà Sơn, ngày 04 tháng 11 năm 2025" in text
    assert "- Lưu: VT. KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Thị Bình" in text


def test_words_are_whole_for_a_reader_that_sorts_by_place() -> None:
    """Without the order of the file, too, no words run together and none is cut."""
    found = words(poppler("pdftotext", *BELOW_THE_NUMBER, pdf=PdfExporter().export(NOTICE)))

    assert set(found) == {word for text in lay_out(NOTICE).texts() for word in words(text)}


def test_nothing_is_printed_outside_the_margins() -> None:
    """Every word lies within 30, 15 and 20 mm, the page number alone above; rounding spared."""
    mm = 72 / 25.4
    for wide, height, left, top, right, bottom in boxes(PdfExporter().export(NOTICE)):
        assert 30 * mm - 0.1 <= left < right <= wide - 15 * mm + 0.5
        assert bottom <= height - 20 * mm + 1
        assert top >= 20 * mm - 1 or abs((left + right) / 2 - (wide + 15 * mm) / 2) < 0.1


def test_an_annex_on_its_side_has_turned_pages() -> None:
    """The document stands upright, the annex lies; its pages are numbered from 2 again."""
    pdf = PdfExporter().export(NOTICE)
    info = poppler("pdfinfo", "-f", "1", "-l", "99", pdf=pdf)
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)
    upright = [width < height for width, height in ((float(w), float(h)) for w, h in sizes)]
    head = poppler("pdftotext", "-x", "0", "-y", "0", "-W", "2000", "-H", "56", pdf=pdf).split()

    assert upright == sorted(upright, reverse=True)
    assert {True, False} == set(upright)
    document, annex = upright.count(True), upright.count(False)
    expected = [*range(2, document + 1), *range(2, annex + 1)]
    assert head == [str(number) for number in expected]


def test_every_font_is_embedded_and_named() -> None:
    """Four subsets of the bundled face with their way back to Unicode, and no Helvetica."""
    table = poppler("pdffonts", pdf=PdfExporter().export(NOTICE)).splitlines()[2:]
    fonts = sorted((line.split()[0].partition("+")[2], *line.split()[3:6]) for line in table)

    assert fonts == [
        (f"VNAdminTinos-{style}", "yes", "yes", "yes")
        for style in ("Bold", "BoldItalic", "Italic", "Regular")
    ]


def test_the_properties_say_what_the_document_is() -> None:
    """Title, author, subject and day are the notice's own; a reader shows the title."""
    pdf = PdfExporter().export(NOTICE)
    info = properties(pdf)

    assert info["Title"] == lay_out(NOTICE).title
    assert info["Author"] == "Sở Thông tin và Truyền thông"
    assert info["Subject"] == "Hội nghị giao ban tháng 10 triển khai nhiệm vụ tháng 11"
    assert info["Creator"] == "vnadmindoc"
    assert (info["Encrypted"], info["PDF version"]) == ("no", "1.7")
    assert info["CreationDate"] == info["ModDate"] == "2025-11-04T00:00:00+07"
    assert b"/Lang(vi-VN)" in pdf
    assert b"/DisplayDocTitle true" in pdf


def test_a_notice_without_a_date_has_a_fixed_one() -> None:
    """A draft bears the day of its meeting, else one that is nobody's clock."""
    draft = evolve(NOTICE, dateline=None)
    met = evolve(draft, meeting=Meeting(name="Giao ban", day=date(2025, 10, 30)))

    assert b"(D:19800101" in PdfExporter().export(draft)
    assert b"(D:20251030" in PdfExporter().export(met)


def test_headings_and_annexes_are_in_the_outline() -> None:
    """Each leads to its page."""
    pdf = PdfExporter().export(NOTICE)
    tree = ElementTree.fromstring(poppler("pdftohtml", "-xml", "-i", "-stdout", pdf=pdf))
    pages = {item.text: int(item.get("page", "0")) for item in tree.iter("item")}

    title, *sections, annex = pages
    assert title == lay_out(NOTICE).title.replace("Thông báo kết luận", "THÔNG BÁO KẾT LUẬN")
    assert sections == ["I. NHIỆM VỤ", "II. TỔ CHỨC THỰC HIỆN"]
    assert annex == "Phụ lục DANH MỤC NHIỆM VỤ"
    assert [pages[title], pages["I. NHIỆM VỤ"]] == [1, 1]
    assert pages[annex] == pages["II. TỔ CHỨC THỰC HIỆN"] + 1


def test_pages_are_labelled_as_they_are_numbered() -> None:
    """From 1 in the document, and from 1 again in each annex, which is named."""
    labels = PdfReader(BytesIO(PdfExporter().export(NOTICE))).page_labels
    annex = next(index for index, label in enumerate(labels) if not label.isdecimal())

    assert labels[:annex] == [str(number) for number in range(1, annex + 1)]
    assert labels[annex:] == [f"Phụ lục, tr. {n}" for n in range(1, len(labels) - annex + 1)]


def test_a_calendar_rides_inside_where_there_can_be_one() -> None:
    """It is the one that is exported; a secret notice has none."""
    duty = read_text("Mở đầu\n\n1. Văn phòng báo cáo trước ngày 20/5/2026.").notice
    secret = evolve(duty, secrecy=Secrecy.SECRET)

    inside = {
        each.name: each.content
        for each in PdfReader(BytesIO(PdfExporter().export(duty))).attachment_list
    }
    of_secret = PdfReader(BytesIO(PdfExporter().export(secret))).attachment_list

    assert inside["deadlines.ics"] == IcsExporter().export(duty)
    assert [each.name for each in of_secret] == ["notice.json"]


def test_the_colours_are_those_of_srgb() -> None:
    """The profile that says which red is meant agrees with that of another library."""
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    drawn = Image.new("RGB", (256, 1))
    drawn.putdata([(step, 255 - step, step * 7 % 256) for step in range(256)])

    turned = ImageCms.profileToProfile(drawn, ours, theirs)

    assert turned is not None
    pairs = zip(drawn.tobytes(), turned.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 2


def test_without_headings_there_is_no_outline() -> None:
    """A notice without sections and annexes has an ordinary file."""
    pdf = PdfExporter().export(Notice(opening=(Paragraph(text=TASK),)))

    assert b"/Outlines" not in pdf


class TestSigns:
    """What a face cannot draw is refused."""

    @pytest.mark.parametrize("text", ["שלום", "مرحبا", "越南", "📅", "ﬃ"])
    def test_other_scripts_are_refused_with_their_place(self, text: str) -> None:
        """From right to left, Chinese, emoji, ligatures: no box, no wrong order."""
        notice = evolve(NOTICE, closing=(Paragraph(text=f"Kính gửi {text}"),))
        with pytest.raises(ExportError, match=re.escape(f"U+{ord(text[-1]):04X}")) as caught:
            PdfExporter().export(notice)

        assert caught.value.place is not None
        assert caught.value.place.startswith("NoiDung 'Kính gửi ")

    def test_a_sign_the_face_lacks_is_named_with_its_place(self) -> None:
        """The message says which sign, in which paragraph, and what helps."""
        notice = evolve(NOTICE, closing=(Paragraph(text="Đánh dấu ☑ hoặc 📅 vào ô."),))
        with pytest.raises(ExportError) as caught:
            PdfExporter().export(notice)

        assert caught.value.message == "the face has no sign for '☑' (U+2611), '📅' (U+1F4C5)"
        assert caught.value.place == "NoiDung 'Đánh dấu ☑ hoặc 📅 vào ô./.'"
        assert caught.value.remedy

    def test_a_long_paragraph_is_named_by_its_beginning(self) -> None:
        """Sixty signs are enough to find it."""
        with pytest.raises(ExportError) as caught:
            PdfExporter().export(Notice(opening=(Paragraph(text=f"{TASK} ☑"),)))

        assert caught.value.place == f"NoiDung {TASK[:59] + '…'!r}"


class TestFonts:
    """Where the faces come from is an option."""

    def test_four_files_are_as_good_as_the_bundled_ones(self) -> None:
        """The same faces by their paths give the same bytes."""
        family = find_family()
        paths = [family.italic, family.bold, family.regular, family.bold_italic]

        assert PdfExporter(fonts=paths).export(NOTICE) == PdfExporter().export(NOTICE)

    def test_each_exporter_draws_with_its_own_files(self, tmp_path: Path) -> None:
        """Two files of one PostScript name in one process are not taken for each other."""
        family = find_family()
        mixed = tmp_path / "mixed"
        mixed.mkdir()
        for path in (family.regular, family.bold, family.italic, family.bold_italic):
            data = path.read_bytes().replace(b"Tinos", b"Tonis")
            data = data.replace("Tinos".encode("utf-16-be"), "Tonis".encode("utf-16-be"))
            (mixed / path.name).write_bytes(data)
        bundled = PdfExporter().export(NOTICE)
        other = PdfExporter(fonts=mixed).export(NOTICE)

        assert "VNAdminTonis-Regular" in poppler("pdffonts", pdf=other)
        assert "VNAdminTinos-Regular" in poppler("pdffonts", pdf=bundled)
        assert texts(other) == texts(bundled)

    def test_a_face_that_is_none_is_refused(self, tmp_path: Path) -> None:
        """The error names the file; nothing of ReportLab's shows."""
        (tmp_path / "times.ttf").write_bytes(b"no font")
        with pytest.raises(ExportError):
            PdfExporter(fonts=tmp_path).export(NOTICE)

    @settings(max_examples=60)
    @given(
        st.lists(st.tuples(st.integers(0, 35_000), st.binary(min_size=1, max_size=9)), min_size=1),
        st.integers(0, 70_000),
    )
    def test_a_damaged_face_gives_a_file_or_one_error(
        self, changes: list[tuple[int, bytes]], end: int
    ) -> None:
        """Whatever is overwritten or cut off, nothing of ReportLab's comes through."""
        family = find_family()
        damaged = bytearray(family.regular.read_bytes())
        for place, data in changes:
            at = place % len(damaged)
            damaged[at : at + len(data)] = data
        with TemporaryDirectory() as folder:
            path = Path(folder, "regular.ttf")
            path.write_bytes(damaged[:end])
            notice = evolve(NOTICE, closing=(Paragraph(text="ñ č ŵ → ■ ●"),))
            exporter = PdfExporter(
                fonts=[path, family.bold, family.italic, family.bold_italic], attach=False
            )
            found: bytes | str | None
            try:
                found = exporter.export(notice)[:5]
            except ExportError as error:
                found = error.place

            assert found == b"%PDF-" or isinstance(found, str)

    def test_a_glyph_beyond_the_end_of_its_table_is_told(self, tmp_path: Path) -> None:
        """A file that passes for a font until its letters are cut out."""
        family = find_family()
        paths = [family.regular, family.bold, family.italic, family.bold_italic]
        damaged = bytearray(family.regular.read_bytes())
        tables = {
            bytes(damaged[at : at + 4]): int.from_bytes(damaged[at + 8 : at + 12])
            for at in range(12, 12 + 16 * damaged[5], 16)
        }
        damaged[tables[b"maxp"] + 4 : tables[b"maxp"] + 6] = (90).to_bytes(2)  # glyphs in all
        (tmp_path / "times.ttf").write_bytes(damaged)
        with pytest.raises(ExportError, match="cannot be embedded") as caught:
            PdfExporter(fonts=[tmp_path / "times.ttf", *paths[1:]]).export(NOTICE)

        assert caught.value.place == str(tmp_path / "times.ttf")

    def test_the_table_of_fonts_of_the_process_is_left_alone(self) -> None:
        """A host that draws with ReportLab itself finds its fonts as they were."""
        before = set(pdfmetrics.getRegisteredFontNames())
        PdfExporter().export(NOTICE)

        assert set(pdfmetrics.getRegisteredFontNames()) == before


class TestBytes:
    """Equal notices give equal files."""

    def test_neither_clock_nor_settings_show(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The year, ReportLab's settings and the epoch of a build leave no trace."""
        before = PdfExporter().export(NOTICE)
        monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
        for name, value in (("useA85", 1), ("pageCompression", 0), ("documentLang", "en")):
            monkeypatch.setattr(rl_config, name, value)

        assert PdfExporter().export(NOTICE) == before

    def test_another_process_writes_the_same(self, tmp_path: Path) -> None:
        """Another clock, time zone and hash seed give the same bytes, whatever the options."""
        source = tmp_path / "export.py"
        source.write_text(ELSEWHERE)
        given = pickle.dumps((NOTICE, OPTIONS))
        answers = {
            subprocess.run(
                [sys.executable, source],
                input=given,
                env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "NOW": now},
                capture_output=True,
                check=True,
            ).stdout.decode()
            for zone, seed, now in (
                ("Pacific/Kiritimati", "1", "4000000000"),
                ("America/Lima", "2", "86400"),
            )
        }
        here = [hashlib.sha256(exporter.export(NOTICE)).hexdigest() for exporter in EXPORTERS]

        assert answers == {"".join([f"{digest}\n" for digest in here])}
        assert len({*here}) == len(OPTIONS) - 1  # our own faces by their paths are no others

    def test_threads_do_not_disturb_each_other(self) -> None:
        """Many files at once, with signs beyond the usual, are what they are one by one."""
        odd = evolve(NOTICE, closing=(Paragraph(text="ñ č ŵ → ■ ●"),))
        jobs = [NOTICE, odd] * 16
        with ThreadPoolExecutor(8) as pool:
            written = list(pool.map(PdfExporter().export, jobs))

        assert written == [PdfExporter().export(job) for job in jobs]

    def test_the_identifier_follows_the_content(self) -> None:
        """One word changed gives another identifier, though the properties are the same."""
        changed = evolve(NOTICE, closing=(Paragraph(text="Trân trọng."),))

        def identifier(pdf: bytes) -> bytes:
            return pdf[pdf.rindex(b"/ID") : pdf.rindex(b"startxref")]

        assert identifier(PdfExporter().export(NOTICE)) != identifier(PdfExporter().export(changed))


def test_the_room_left_for_a_figure_is_blank() -> None:
    """A draft's missing number is room on the page, as wide as its no-break spaces."""
    draft = Notice(subject="Việc", number=DocumentNumber(symbol="TB-SNV"))

    found = poppler("pdftotext", "-bbox", pdf=PdfExporter().export(draft))
    marks = re.findall(r'xMin="([\d.]+)".*? xMax="([\d.]+)".*?>(.*?)</word>', found)
    edges = {text: (float(left), float(right)) for left, right, text in marks}

    room = edges["/TB-SNV"][0] - edges["Số:"][1]
    assert room == pytest.approx(width(" " + BLANK, 13), abs=0.5)
