"""A house's own Word file as the base of a document (*mẫu của cơ quan*).

Promised: what the house has made stays: its styles, its letterhead, what stands in its body before
and behind the notice. Styles that it lacks are filled in, whole, so that they look as the Decree
wants them whatever its own `Normal` is. Equal input gives equal bytes.
Refused here: paper and margins of the house, for the lines of the page are measured for our own;
and a page without its number (I.7): a header of the house that shows none keeps to the first page.
"""

import copy
import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from vnadmindoc import files
from vnadmindoc.errors import ExportError, ReadError
from vnadmindoc.exporters.docx_package import zipped
from vnadmindoc.ooxml import Limits
from vnadmindoc.ooxml.package import Package

MARKERS: Final = ("{{văn bản}}", "{{notice}}")
"""The paragraph of a template in whose place the notice is put; without one it comes last."""

_CARRIED: Final = frozenset(
    {
        RELATIONSHIP_TYPE.HEADER,
        RELATIONSHIP_TYPE.FOOTER,
        RELATIONSHIP_TYPE.IMAGE,
        RELATIONSHIP_TYPE.CUSTOM_XML,
    }
)
"""What our document brings along; styles, settings and faces are the house's."""

_DROPPED: Final = frozenset(
    {
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.THUMBNAIL,
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    }
)
"""What tells of the template alone, and what would contradict the styles that are filled in."""

_REFERENCES: Final = (qn("r:id"), qn("r:embed"))
_HEADER, _FOOTER = qn("w:headerReference"), qn("w:footerReference")
_TYPE, _ID = qn("w:type"), qn("r:id")


def based(template: Path | str | bytes, ours: bytes, compression: int) -> bytes:
    """Return our document put into a template.

    Args:
        template: A .docx file, or its bytes.
        ours: Our document, whose styles derive from a base of their own.
        compression: As of `zipped`.

    Raises:
        ExportError: The template cannot be read, or is no sound Word document.
    """
    place = "template" if isinstance(template, bytes) else str(template)
    house = _opened(template, place)
    _Merger(house, docx.Document(io.BytesIO(ours))).merge()
    stream = io.BytesIO()
    house.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()}, compression)


def _opened(template: Path | str | bytes, place: str) -> Document:
    try:
        data = template if isinstance(template, bytes) else files.read_bytes(template)
        Package(data, limits=Limits(), source=place)  # sound, and no larger than a document is
        return docx.Document(io.BytesIO(data))
    except ReadError as error:
        raise ExportError(
            f"the template cannot be used: {error.message}",
            place=place,
            expected=error.expected or "a Word document (.docx)",
            remedy=error.remedy,
        ) from error
    except Exception as error:  # python-docx fails in a dozen ways on files that are unsound
        raise ExportError(
            f"the template cannot be used: {type(error).__name__}: {error}",
            place=place,
            expected="a Word document (.docx)",
            remedy="open it in a word processor and save it anew",
        ) from error


class _Merger:
    """Puts one document into another."""

    def __init__(self, house: Document, ours: Document) -> None:
        self.house = house
        self.ours = ours

    def merge(self) -> None:
        self._fill_styles()
        self._describe()
        ids = self._bring_parts()
        body: Any = copy.deepcopy(self.ours.element.body)
        for element in body.iter():
            for name in _REFERENCES:
                if element.get(name) in ids:
                    element.set(name, ids[element.get(name)])
        first = next(body.iter(qn("w:sectPr")))
        self._use_headers(first)
        self._insert(body)

    def _fill_styles(self) -> None:
        styles: Any = self.house.styles.element
        known = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
        for style in self.ours.styles.element.iter(qn("w:style")):
            if style.get(qn("w:styleId")) not in known:
                added = copy.deepcopy(style)
                # The house has a default of each kind already.
                added.attrib.pop(qn("w:default"), None)
                styles.append(added)

    def _describe(self) -> None:
        """Replace what the template says of itself by the properties of the notice."""
        package = self.house.part.package
        for rels in (package.rels, self.house.part.rels):
            for identifier, relationship in list(rels.items()):
                if relationship.reltype in _DROPPED:
                    del rels[identifier]
        for relationship in self.ours.part.package.rels.values():
            if relationship.reltype in _DROPPED:
                package.relate_to(relationship.target_part, relationship.reltype)

    def _bring_parts(self) -> dict[str, str]:
        """Relate the document of the house to our parts; return the new id of each old one."""
        part = self.house.part
        taken = {str(each.partname) for each in part.package.iter_parts()}
        ids = {}
        for identifier, relationship in self.ours.part.rels.items():
            if relationship.reltype not in _CARRIED:
                continue
            ours = relationship.target_part
            ours.partname = _free(ours, taken)
            taken.add(str(ours.partname))
            for each in ours.rels.values():  # what a custom part says of itself
                each.target_part.partname = _free(each.target_part, taken)
                taken.add(str(each.target_part.partname))
            ids[identifier] = part.relate_to(ours, relationship.reltype)
        return ids

    def _use_headers(self, section: Any) -> None:
        """Let the house's headers and footers stand on the pages of the document itself."""
        theirs: Any = self.house.element.body.sectPr
        if theirs is None:
            return
        headers = {each.get(_TYPE): each.get(_ID) for each in theirs.iter(_HEADER)}
        footers = {each.get(_TYPE): each.get(_ID) for each in theirs.iter(_FOOTER)}
        if theirs.find(qn("w:titlePg")) is None:
            # One header for all pages: that of the first one too.
            headers["first"] = headers.get("default")
            footers["first"] = footers.get("default")
        headers = {kind: each for kind, each in headers.items() if each}
        if "default" in headers and not self._shows_a_number(headers["default"]):
            del headers["default"]
        _replace(section, _HEADER, headers)
        _replace(section, _FOOTER, {kind: each for kind, each in footers.items() if each})

    def _shows_a_number(self, identifier: str) -> bool:
        header = self.house.part.rels[identifier].target_part
        return re.search(rb"[\s\"'>]PAGE[\s\"'<]", header.blob) is not None

    def _insert(self, body: Any) -> None:
        """Put our body in the place of the marker, or behind what the house has there."""
        theirs: Any = self.house.element.body
        *blocks, last = body
        end = theirs.find(qn("w:sectPr"))
        if end is not None:
            theirs.remove(end)
        paragraphs = list(theirs.iter(qn("w:p")))
        marker = next((p for p in paragraphs if _text(p).strip() in MARKERS), None)
        if marker is not None:
            marker.getparent().replace(marker, blocks[0])
            for before, after in pairwise(blocks):
                before.addnext(after)
        else:
            if _is_blank(theirs):
                theirs[:] = []
            theirs.extend(blocks)
        theirs.append(last)


def _free(part: Part, taken: set[str]) -> PackURI:
    """Return the name of a part, with another number where it is taken."""
    name = str(part.partname)
    stem, _, ending = name.rpartition(".")
    stem = stem.rstrip("0123456789")
    number = 1
    while name in taken:
        name = f"{stem}{number}.{ending}"
        number += 1
    return PackURI(name)


def _replace(section: Any, tag: str, theirs: dict[str, str]) -> None:
    for reference in list(section.iter(tag)):
        if reference.get(_TYPE) in theirs:
            section.remove(reference)
    for at, (kind, identifier) in enumerate(theirs.items()):
        if kind != "even":
            section.insert(at, section.makeelement(tag, {_TYPE: kind, _ID: identifier}))


def _text(paragraph: Any) -> str:
    return "".join([each.text or "" for each in paragraph.iter(qn("w:t"))])


def _is_blank(body: Any) -> bool:
    """Whether a body holds nothing that anybody could see."""
    seen: Callable[[str], Any] = body.iter
    return not any(_text(each).strip() for each in seen(qn("w:p"))) and not any(
        True for _ in body.iter(qn("w:drawing"), qn("w:pict"), qn("w:tbl"))
    )
