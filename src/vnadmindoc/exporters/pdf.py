"""A notice to the PDF of record: archived, read aloud, describing itself, ready to be signed.

Promised: the text of the file is the text of the layout and comes out in reading order; every font
is embedded; the file keeps PDF/A, level a, and PDF/UA-1 together; equal notices and options give
equal bytes, whatever the clock and the time zone.
Refused here: where a line stands, which `vnadmindoc.pagination` has settled; signing, which
`vnadmindoc.signing` does to a finished file.

This room puts a file together; its parts are made in the rooms beside it: fonts in `pdf_faces`,
pages in `pdf_content`, structure in `pdf_tags`, bookmarks in `pdf_outline`,
fields for signatures in `pdf_fields`, what rides inside in `pdf_inside`, metadata in `pdf_archive`,
objects in `pdf_file`.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar, Final, TypeGuard

from attrs import field, frozen

from vnadmindoc.blocks import Block, Layout, Paragraph
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.fonts import find_family
from vnadmindoc.exporters.pdf_archive import (
    Description,
    written_metadata,
    written_output_intent,
    written_properties,
)
from vnadmindoc.exporters.pdf_content import content
from vnadmindoc.exporters.pdf_faces import Faces, faces_of, written_fonts
from vnadmindoc.exporters.pdf_fields import AGENCY, SIGNER, signature_boxes, written_field
from vnadmindoc.exporters.pdf_file import PdfFile, references, text
from vnadmindoc.exporters.pdf_inside import written_attachments
from vnadmindoc.exporters.pdf_outline import Bookmark, written_outline
from vnadmindoc.exporters.pdf_tags import StructureTree
from vnadmindoc.inventory import missing
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.pagination import Line, PlacedPage, paginate
from vnadmindoc.standard import DECREE_30, MM, Profile, Role

_NO_DATE: Final = date(1980, 1, 1)
_SEALS: Final = range(20, 61)  # mm


def _font_source(value: str | Path | Sequence[str | Path]) -> str | Path | tuple[str | Path, ...]:
    return value if isinstance(value, str | Path) else tuple(value)


@frozen(kw_only=True)
class PdfExporter:
    """Writes a notice as a PDF file (*bộ xuất PDF*).

    Attributes:
        profile: The form of document.
        fonts: Where the faces come from, see `vnadmindoc.exporters.fonts.find_family`:
            ``"bundled"``, ``"system"``, a folder, or the four files.
        attach: Whether the notice rides inside as data, so that `vnadmindoc.read` gives it back,
            and its deadlines as a calendar, so that a click puts them into one. Whoever has the
            file can see both, keys and dates that are not printed included.
        signature_fields: Whether there are empty fields for the signer and the agency where the
            Decree wants their signatures; paper shows nothing of them.
        seal_diameter: How wide the agency's seal is, in mm: it is shown in its true size (II.8).
    """

    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"

    profile: Profile = DECREE_30
    fonts: str | Path | Sequence[str | Path] = field(default="bundled", converter=_font_source)
    attach: bool = True
    signature_fields: bool = True
    seal_diameter: int = 36

    def __attrs_post_init__(self) -> None:
        if type(self.seal_diameter) is not int or self.seal_diameter not in _SEALS:
            raise ExportError(
                f"no seal is {self.seal_diameter!r} mm wide",
                place="seal_diameter",
                expected=f"a whole number from {_SEALS[0]} to {_SEALS[-1]}",
            )

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what no page shows, where the notice itself does not ride inside."""
        if self.attach:
            return ()
        return missing(notice, "\n".join(lay_out(notice, self.profile).texts()))

    def export(self, notice: Notice) -> bytes:
        """Return the notice as the bytes of a ``.pdf`` file.

        Raises:
            ExportError: The faces cannot be used, or lack a sign of the text.
        """
        faces = faces_of(find_family(self.fonts))
        day = notice.reference_date or _NO_DATE
        file = PdfFile()
        # What rides inside is made, written and forgotten before there are pages.
        inside = written_attachments(file, notice, day) if self.attach else ""
        layout = lay_out(notice, self.profile)
        writer = _Writer(file, layout, faces, self)
        for page in paginate(layout):
            writer.add(page)
        description = Description(
            title=layout.title,
            author=layout.author,
            subject=notice.subject.replace("\n", " "),
            language=layout.language,
            day=day,
            part=3 if inside else 2,
        )
        return writer.finished(description, inside)


class _Writer:
    """Writes one file; pages are added in order, then it is finished."""

    def __init__(self, file: PdfFile, layout: Layout, faces: Faces, options: PdfExporter) -> None:
        self.file = file
        self.layout = layout
        self.seal = options.seal_diameter * MM
        self.leaves = self.file.reserve()  # the tree of pages
        fonts, self.alphabets = written_fonts(self.file, layout, faces)
        self.fonts = self.file.add(fonts)
        self.fields = (SIGNER, AGENCY) if options.signature_fields else ()
        self.tree = StructureTree(layout, len(self.fields))
        self.pages: list[int] = []
        self.sheets: list[int] = []  # of each page
        self.widgets: list[int] = []
        self.tops: dict[int, tuple[int, float]] = {}  # of headings: their page, and where on it
        self.headed = {heading.paragraphs[0] for heading in self.tree.headings}

    def add(self, page: PlacedPage) -> None:
        """Write a page."""
        file = self.file
        height = page.page.height
        number = file.reserve()
        key = self.tree.begin_page(number)
        drawn = file.add_stream(content(page, self.alphabets, self.tree))
        annotations = ""
        for line in page.lines:
            if line.number is None:
                continue
            if line.number in self.headed and line.number not in self.tops:
                top = height - line.baseline + line.paragraph.style.size
                self.tops[line.number] = number, top
            if line.number == self.tree.signer and not self.widgets:
                self._sign_above(line, height, number)
                annotations = f"/Annots{references(self.widgets)}"
        file.put(
            number,
            f"<</Type/Page/Parent {self.leaves} 0 R"
            f"/MediaBox[0 0 {page.page.width:.2f} {height:.2f}]/Contents {drawn} 0 R"
            f"/Resources<</Font {self.fonts} 0 R>>/StructParents {key}/Tabs/S{annotations}>>",
        )
        self.pages.append(number)
        self.sheets.append(page.sheet)

    def _sign_above(self, name: Line, height: float, page: int) -> None:
        """Write the fields for the signatures above the signer's name."""
        boxes = signature_boxes(name, height, self.seal)
        for key, (each, box) in enumerate(zip(self.fields, boxes, strict=True)):
            number = written_field(self.file, each, box, page=page, parent=key)
            self.tree.attach(key, number, page)
            self.widgets.append(number)

    def finished(self, description: Description, inside: str) -> bytes:
        """Return the whole file; what rides inside is known by its entries for the catalog."""
        file = self.file
        file.put(
            self.leaves,
            f"<</Type/Pages/Count {len(self.pages)}/Kids{references(self.pages)}>>",
        )
        form = f"/AcroForm<</Fields{references(self.widgets)}>>" if self.widgets else ""
        catalog = file.add(
            f"<</Type/Catalog/Version/1.7/Pages {self.leaves} 0 R"
            f"/Lang{text(description.language)}/MarkInfo<</Marked true>>"
            "/ViewerPreferences<</DisplayDocTitle true>>"
            f"/StructTreeRoot {self.tree.written(file)} 0 R"
            f"/Metadata {written_metadata(file, description)} 0 R"
            f"{written_output_intent(file)}{self._page_labels()}{self._outline()}{form}"
            f"{inside}>>"
        )
        return file.finished(catalog, written_properties(file, description))

    def _page_labels(self) -> str:
        """Return what a reader shows as the numbers of pages: each annex has its own."""
        ranges = []
        for index, sheet in enumerate(self.layout.sheets):
            label = next((each.text for each in sheet.blocks if _is_label(each)), "")
            prefix = f"/P{text(f'{label}, tr. ')}" if label else ""
            ranges.append(f"{self.sheets.index(index)}<</S/D{prefix}>>")
        return f"/PageLabels<</Nums[{' '.join(ranges)}]>>"

    def _outline(self) -> str:
        """Write the headings as bookmarks and return the entry for the catalog."""
        bookmarks = [
            Bookmark(heading.level, heading.text, *self.tops[heading.paragraphs[0]])
            for heading in self.tree.headings
        ]
        if len(bookmarks) < 2:
            return ""  # the title alone leads nowhere
        return f"/Outlines {written_outline(self.file, bookmarks)} 0 R"


def _is_label(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.role is Role.ANNEX_LABEL
