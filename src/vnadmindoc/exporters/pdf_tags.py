"""The structure of a PDF file: what is a heading, a list, a table, for readers who do not see it.

Promised: every paragraph of a layout is one element, two for an item of a list (label and body), in
reading order; headings begin at the first level and skip none; a table's head is told from its
cells; equal layouts give equal trees (ISO 14289-1, 7.2 to 7.6; ISO 32000-1, 14.7 and 14.8).
Refused here: what is drawn. The page's content marks its pieces with what `StructureTree.mark`
answers.
"""

import re
from collections.abc import Iterable
from typing import Final, assert_never

from attrs import define, frozen

from vnadmindoc.blocks import Block, Columns, Grid, Layout, Paragraph, Rule, Sheet, Stamp
from vnadmindoc.exporters.pdf_file import PdfFile, references
from vnadmindoc.headings import Levels, goes_on, is_heading
from vnadmindoc.standard import Role

_HEAD_CELL: Final = "/A<</O/Table/Scope/Column>>"
_ROMAN: Final = re.compile(r"[IVXLC]+\W*")


@define(eq=False, weakref_slot=False)
class Element:
    """A node of the tree; a long document has many, so a node is small.

    Attributes:
        kind: Its standard type, ``"P"``, ``"H1"``.
        parent: Where it hangs; None for the whole document.
        attributes: What its dictionary says beyond that.
        page: The number of the page where its own content begins; 0 while it has none.
        pieces: Its own content, as it is written; it is read before what hangs on the element.
        kids: The elements that hang on it.
        number: Its own in the file.
    """

    kind: str
    parent: "Element | None"
    attributes: str = ""
    page: int = 0
    pieces: str = ""
    kids: "list[Element] | None" = None
    number: int = 0


@define(eq=False)
class Place:
    """Where a paragraph hangs in the tree.

    Attributes:
        element: The element of its text.
        label: That of its label, until the label has been marked.
        goes_on: Whether the element goes on with another paragraph: a blank must part them.
    """

    element: Element
    label: Element | None = None
    goes_on: bool = False


@frozen
class Heading:
    """A heading of the document (*đề mục*).

    Attributes:
        level: 1 for the title of the document or of an annex.
        paragraphs: The numbers of its paragraphs, one or two.
        text: The whole of it in one line.
    """

    level: int
    paragraphs: tuple[int, ...]
    text: str


class StructureTree:
    """The tree of one document; content is marked page by page, then it is written.

    Attributes:
        places: Where the paragraphs hang, in the order of `Layout.paragraphs`, then those at the
            feet of pages, in the order of `Layout.footers`.
        headings: The headings, in reading order.
        signer: The number of the paragraph that has the fields before it, the last signer's name;
            None when there are no fields or nobody signs.
    """

    def __init__(self, layout: Layout, fields: int = 0) -> None:
        """Build the tree of a layout.

        Args:
            layout: The document.
            fields: How many fields of a form stand before the last signer's name.
        """
        self.elements: list[Element] = []
        self.places: list[Place] = []
        self.headings: list[Heading] = []
        self.signer: int | None = None
        self._fields: list[Element] = []
        self._field_count = fields
        self._page = 0
        self._marks: list[list[Element]] = []
        self._levels = Levels()
        self._last: Paragraph | None = None
        self._signer = _last_signer(layout.sheets[0]) if fields else None
        document = self._hang("Document", None)
        feet: list[Place] = []
        for index, sheet in enumerate(layout.sheets):
            # An annex is a document of its own, with its own page numbers.
            top = self._hang("Sect", document) if index else document
            self._sheet(sheet, top)
            # The address is printed once, so it is no furniture; it is read after all the rest.
            feet += [
                Place(self._hang("P", top)) for each in sheet.footer if isinstance(each, Paragraph)
            ]
        self.places += feet

    # Building

    def _hang(self, kind: str, parent: Element | None, attributes: str = "") -> Element:
        element = Element(kind, parent, attributes)
        if parent is not None:
            if parent.kids is None:
                parent.kids = []
            parent.kids.append(element)
        self.elements.append(element)
        return element

    def _sheet(self, sheet: Sheet, top: Element) -> None:
        flow = _Flow(self, top)
        for block in sheet.blocks:
            self._block(block, flow)

    def _block(self, block: Block, flow: "_Flow") -> None:
        match block:
            case Paragraph():
                self._paragraph(block, flow)
            case Columns():
                for column in (block.left, block.right):
                    aside = _Flow(self, flow.top)
                    for item in column:
                        if isinstance(item, Paragraph):
                            self._paragraph(item, aside)
                        elif isinstance(item, Stamp):
                            self._paragraph(item.paragraph, aside)
                flow.close()
            case Grid():
                self._grid(block, flow)
            case Rule():
                pass
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph, flow: "_Flow") -> None:
        role = paragraph.role
        last, self._last = self._last, paragraph
        if is_heading(role):
            flow.close()
            if last is not None and goes_on(last.role, role):
                self._heading_goes_on(paragraph)
            else:
                self._heading(paragraph, flow)
            return
        if paragraph is self._signer:
            self.signer = len(self.places)
            self._fields = [self._hang("Form", flow.at(0)) for _ in range(self._field_count)]
        if paragraph.label:
            label, body = flow.item(paragraph)
            self.places.append(Place(body, label))
        else:
            self.places.append(Place(self._hang("P", flow.at(paragraph.depth))))

    def _heading(self, paragraph: Paragraph, flow: "_Flow") -> None:
        level = self._levels.of(paragraph.role)
        self.headings.append(Heading(level, (len(self.places),), _one_line(paragraph)))
        self.places.append(Place(self._hang(f"H{level}", flow.top)))

    def _heading_goes_on(self, paragraph: Paragraph) -> None:
        before = self.headings[-1]
        text = f"{before.text} {_one_line(paragraph)}"
        numbers = (*before.paragraphs, len(self.places))
        self.headings[-1] = Heading(before.level, numbers, text)
        self.places[-1].goes_on = True
        self.places.append(Place(self.places[-1].element))

    def _grid(self, grid: Grid, flow: "_Flow") -> None:
        table = self._hang("Table", flow.at(grid.depth))
        for index, row in enumerate(grid.rows):
            line = self._hang("TR", table)
            kind, attributes = ("TH", _HEAD_CELL) if index < grid.header_rows else ("TD", "")
            for _ in row:
                self.places.append(Place(self._hang(kind, line, attributes)))
        self._last = None

    # Marking

    # The tree of parents leads from what is drawn back to the elements: its keys are those of the
    # fields first, then those of the pages.

    def begin_page(self, number: int) -> int:
        """Begin the page of this number and return its key; marks are counted from 0 on each."""
        self._page = number
        self._marks.append([])
        return self._field_count + len(self._marks) - 1

    def mark(self, element: Element) -> str:
        """Return what opens a piece of content that belongs to an element, on this page."""
        marks = self._marks[-1]
        mark = len(marks)
        marks.append(element)
        if not element.page:
            element.page = self._page
            element.pieces = str(mark)
        elif element.page == self._page:
            element.pieces += f" {mark}"
        else:  # a paragraph over two pages is one element with two pieces
            element.pieces += f"<</Type/MCR/Pg {self._page} 0 R/MCID {mark}>>"
        return f"/{element.kind}<</MCID {mark}>>BDC"

    def attach(self, key: int, annotation: int, page: int) -> None:
        """Hang a field on its element; the field and its page by their numbers in the file."""
        self._fields[key].pieces = f"<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>"

    # Writing

    def written(self, file: PdfFile) -> int:
        """Write the tree and return the number of its root."""
        root = file.reserve(1 + len(self.elements))
        for number, element in enumerate(self.elements, root + 1):
            element.number = number
        for element in self.elements:
            file.put(element.number, _written(element, root))
        parents = [f"{key} {element.number} 0 R" for key, element in enumerate(self._fields)]
        parents += [
            f"{key}{references([element.number for element in marks])}"
            for key, marks in enumerate(self._marks, self._field_count)
        ]
        file.put(
            root,
            f"<</Type/StructTreeRoot/K {self.elements[0].number} 0 R"
            f"/ParentTree<</Nums[{' '.join(parents)}]>>"
            f"/ParentTreeNextKey {self._field_count + len(self._marks)}>>",
        )
        return root


class _Flow:
    """The lists that are open while a column or the body goes down; they nest."""

    def __init__(self, tree: StructureTree, top: Element) -> None:
        self.tree = tree
        self.top = top
        self.open: list[tuple[Element, Element]] = []  # for each depth the list and its last body

    def close(self) -> None:
        """End all lists."""
        self.open.clear()

    def at(self, depth: int) -> Element:
        """Return what holds a block at a depth; lists further in end."""
        del self.open[depth:]
        return self.open[-1][1] if self.open else self.top

    def item(self, paragraph: Paragraph) -> tuple[Element, Element]:
        """Return label and body of a new item; it begins a list or goes on with one."""
        hang = self.tree._hang
        depth = max(paragraph.depth, 1)
        if len(self.open) >= depth:
            del self.open[depth:]
            whole = self.open.pop()[0]
        else:
            numbering = f"/A<</O/List/ListNumbering/{_numbering(paragraph.label)}>>"
            whole = hang("L", self.at(depth - 1), numbering)
        entry = hang("LI", whole)
        label = hang("Lbl", entry)
        body = hang("LBody", entry)
        self.open.append((whole, body))
        return label, body


def _numbering(label: str) -> str:
    """Return how a list counts, from its first label (ISO 32000-1, table 347)."""
    if any(sign.isdecimal() for sign in label):
        return "Decimal"
    if _ROMAN.fullmatch(label):
        return "UpperRoman"
    letters = [sign for sign in label if sign.isalpha()]
    if not letters:
        return "Disc"
    return "LowerAlpha" if letters[0].islower() else "UpperAlpha"


def _one_line(paragraph: Paragraph) -> str:
    return paragraph.text.replace("\n", " ")


def _last_signer(sheet: Sheet) -> Paragraph | None:
    """Return the last signer's name of a sheet."""
    names = [each for each in _paragraphs(sheet.blocks) if each.role is Role.SIGNER_NAME]
    return names[-1] if names else None


def _paragraphs(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    for block in blocks:
        if isinstance(block, Columns):
            yield from (item for item in block.right if isinstance(item, Paragraph))


def _written(element: Element, root: int) -> str:
    parent = element.parent.number if element.parent else root
    page = f"/Pg {element.page} 0 R" if element.page else ""
    held = element.pieces
    if element.kids:
        held = f"{held} {references([kid.number for kid in element.kids])[1:-1]}".lstrip()
    if held and element.kind != "Form":
        held = f"[{held}]"  # pyHanko looks for a field without brackets around it, and nowhere else
    return f"<</S/{element.kind}/P {parent} 0 R{page}{held and f'/K {held}'}{element.attributes}>>"
