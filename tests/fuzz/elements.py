"""What may become of the elements of a part: lost, moved, wrapped, with other values, grafted."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from tests.fuzz.texts import mutated_text
from tests.ooxml.files import NAMESPACES


def changed(data: bytes, part: str, random: Random, donors: Sequence[bytes]) -> bytes | None:
    """Return a part after some changes; None for what is no XML.

    Args:
        data: The part.
        part: Its name.
        random: Draws what is done.
        donors: Documents from whose part of this name elements may be taken.
    """
    try:
        tree = _Tree(_parsed(data), part, random, donors)
    except (etree.XMLSyntaxError, ValueError):
        return None
    for _ in range(random.randint(1, 4)):
        random.choice(_CHANGES)(tree)
    written: bytes = etree.tostring(tree.root, encoding="utf-8", xml_declaration=True)
    return written


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


class _Tree:
    """A part that is changed; draws the elements that a change is about."""

    def __init__(self, root: Any, part: str, random: Random, donors: Sequence[bytes]) -> None:
        self.root = root
        self.part = part
        self.random = random
        self.donors = donors

    def all(self) -> list[Any]:
        return [each for each in self.root.iter() if isinstance(each.tag, str)]

    def one(self) -> Any:
        return self.random.choice(self.all())

    def with_text(self) -> Any:
        having = [each for each in self.all() if each.text and each.text.strip()]
        return self.random.choice(having or [self.root])

    def new(self, written: Sequence[str]) -> Any:
        return etree.fromstring(f"<x {NAMESPACES}>{self.random.choice(written)}</x>")[0]

    def is_small(self, copied: Any) -> bool:
        """Whether so much more leaves the part of a size that is read in a moment."""
        return len(self.all()) < 20_000 and sum(1 for _ in copied.iter()) < 500


def _lost(tree: _Tree) -> None:
    element = tree.one()
    parent = element.getparent()
    if parent is None:
        return
    if tree.random.random() < 0.5:  # its children stay
        for child in element:
            parent.insert(parent.index(element), child)
    parent.remove(element)


def _copied(tree: _Tree) -> None:
    place, copy = tree.one(), deepcopy(tree.one())
    if tree.is_small(copy):
        place.insert(tree.random.randint(0, len(place)), copy)


def _wrapped(tree: _Tree) -> None:
    element = tree.one()
    for _ in range(tree.random.choice((1, 1, 1, 2, 30))):
        parent = element.getparent()
        if parent is None:
            return
        wrapping = tree.new(_WRAPPINGS)
        parent.replace(element, wrapping)
        list(wrapping.iter())[-1].append(element)


_TEXT_BOX = (
    "<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent/>"
    "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
_CHOICE = "<mc:AlternateContent><mc:Choice Requires='wps'/></mc:AlternateContent>"
_WRAPPINGS = (
    "<w:ins/>", "<w:del/>", "<w:moveFrom/>", "<w:moveTo/>", "<w:hyperlink r:id='rId1'/>",
    "<w:smartTag/>", "<w:sdt><w:sdtContent/></w:sdt>", "<w:fldSimple w:instr='DATE'/>", "<w:p/>",
    "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", _CHOICE, "<w:customXml/>", _TEXT_BOX,
    "<mc:AlternateContent><mc:Fallback/></mc:AlternateContent>",
    "<w:pict><v:shape><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict>",
)  # fmt: skip


def _added(tree: _Tree) -> None:
    place = tree.one()
    place.insert(tree.random.randint(0, len(place)), tree.new(_ADDED))


_ADDED = (
    "<w:tab/>", "<w:br/>", "<w:br w:type='page'/>", "<w:noBreakHyphen/>", "<w:softHyphen/>",
    "<w:sym w:font='Wingdings' w:char='F0A8'/>", "<w:sym w:char='zz'/>", "<w:fldChar/>",
    "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>",
    "<w:fldChar w:fldCharType='end'/>", "<w:instrText>PAGE \\* MERGE</w:instrText>",
    "<w:numPr><w:ilvl w:val='9'/><w:numId w:val='1'/></w:numPr>", "<w:numPr><w:numId/></w:numPr>",
    "<w:numPr><w:ilvl w:val='-1'/><w:numId w:val='99999999999'/></w:numPr>",
    "<w:lvlText w:val='%1.%2.%9.%0'/>", "<w:numFmt w:val='chicago'/>", "<w:start w:val='-5'/>",
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='2147483648'/></w:lvlOverride>",
    "<w:gridSpan w:val='0'/>", "<w:gridSpan w:val='63'/>", "<w:gridBefore w:val='3'/>",
    "<w:vMerge/>", "<w:vMerge w:val='restart'/>", "<w:hMerge/>", "<w:tblHeader/>", "<w:sectPr/>",
    "<w:sectPr><w:pgSz w:w='0' w:h='-1'/></w:sectPr>", "<w:cols w:num='3'/>", "<w:vanish/>",
    "<w:footnoteReference w:id='1'/>", "<w:footnoteReference w:id='x'/>", "<w:caps/>",
    "<w:commentReference w:id='0'/>", "<w:altChunk r:id='rId1'/>", "<w:t>ngày 31/9</w:t>", "<w:t/>",
    "<w:rFonts w:ascii='.VnTimeH' w:hAnsi='.VnTimeH'/>", "<w:rFonts w:ascii='VNI-Times'/>",
    "<w:pStyle w:val='Normal'/>", "<w:pStyle w:val='khong-co'/>", "<w:basedOn w:val='Normal'/>",
    "<w:framePr w:x='-99999'/>", "<w:ind w:left='1e9' w:firstLine='x'/>", "<w:sz w:val=''/>",
    "<w:jc w:val='start'/>", "<w:outlineLvl w:val='77'/>", "<w:r><w:t>Số: 1/TB</w:t></w:r>",
    "<w:tc/>", "<w:tr/>", "<w:tbl/>", "<w:p/>", "<w:body/>", "<w:del/>",
    "<w:pPrChange/>", "<w:rPr><w:del/></w:rPr>", "<w:trPr><w:del/></w:trPr>", "<w:cellDel/>",
)  # fmt: skip


def _with_another_value(tree: _Tree) -> None:
    having = [each for each in tree.all() if each.attrib]
    if not having:
        return
    element, other = tree.random.choice(having), tree.random.choice(having)
    key = tree.random.choice(list(element.attrib))
    match tree.random.randrange(5):
        case 0:
            del element.attrib[key]
        case 1:
            element.set(key, other.get(tree.random.choice(list(other.attrib))))
        case _:
            element.set(key, tree.random.choice(_VALUES))


_VALUES = (
    "", "0", "-1", "1", "9", "10", "255", "32768", "2147483648", "99999999999999999999", "1.5",
    "1e308", "nan", "inf", "true", "off", "auto", "none", "x", "٣", "100%", "12pt", "-0.1mm",
    "../../../x", "http://a/", "file:///etc/passwd", "FFFFFFF", "rId1", "%1%2%3", "a" * 5_000,
)  # fmt: skip


def _with_changed_text(tree: _Tree) -> None:
    element = tree.with_text()
    text = element.text or "x"
    element.text = _UNWRITABLE.sub(" ", mutated_text(text, tree.random, [text]))


# What XML cannot hold.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _with_other_text(tree: _Tree) -> None:
    tree.with_text().text = tree.with_text().text


def _grafted(tree: _Tree) -> None:
    element = tree.one()
    parent = element.getparent()
    try:
        with zipfile.ZipFile(io.BytesIO(tree.random.choice(tree.donors))) as archive:
            root = _parsed(archive.read(tree.part))
    except (KeyError, etree.XMLSyntaxError):
        return
    others = [each for each in root.iter() if isinstance(each.tag, str)]
    alike = [each for each in others if each.tag == element.tag]
    graft = deepcopy(tree.random.choice(alike or others))
    if parent is not None and tree.is_small(graft):
        parent.replace(element, graft)


_CHANGES: Sequence[Callable[[_Tree], None]] = (
    _lost, _copied, _wrapped, _added, _added, _with_another_value, _with_another_value,
    _with_changed_text, _with_other_text, _grafted,
)  # fmt: skip
