"""A whole .docx: its parts opened, its stories read, its sections settled.

Promised: `open_docx` returns a `Document` or raises one `ReadError`.
"""

from collections.abc import Iterable
from typing import Final

from vnadmindoc.errors import ReadError
from vnadmindoc.ooxml.content import Block, Changes, Document, Section
from vnadmindoc.ooxml.measures import integer, on, points
from vnadmindoc.ooxml.numbering import Numbering
from vnadmindoc.ooxml.package import Limits, Package
from vnadmindoc.ooxml.styles import StyleSheet, Theme
from vnadmindoc.ooxml.walk import Story, Walker
from vnadmindoc.ooxml.xml import Element, name

_W = name("w:p")[:-1]
_VAL, _TYPE = name("w:val"), name("w:type")
_NOTES: Final = {"footnotes": "footnote", "endnotes": "endnote"}


def open_docx(
    data: bytes,
    *,
    changes: Changes = Changes.ACCEPTED,
    limits: Limits | None = None,
    source: str = "<bytes>",
) -> Document:
    """Open a Word document from its bytes.

    Args:
        data: The bytes of the file.
        changes: Which view of tracked changes is read.
        limits: How much the file may ask for; the defaults of `Limits` when left out.
        source: What it is called in messages.

    Raises:
        ReadError: The bytes are no Word document, are damaged or protected, or ask for more than
            the limits allow.
    """
    package = Package(data, limits=limits or Limits(), source=source)
    try:
        return _Opened(package, changes).document()
    except RecursionError as error:
        raise package.error(
            "the document is nested too deep", "a document that people can read", None
        ) from error


class _Opened:
    """An opened package on its way to a document."""

    def __init__(self, package: Package, changes: Changes) -> None:
        self.package = package
        main = package.document
        self.root = package.xml(main)
        self.body = self.root.find(_W + "body")
        if self.root.tag != _W + "document" or self.body is None:
            raise self._no_document()
        self.settings = self._part("settings")
        self.styles = StyleSheet(self._part("styles"), Theme(self._part("theme")))
        numbering = Numbering(self._part("numbering"), self.styles)
        self.walker = Walker(package, self.styles, numbering, changes)

    def _no_document(self) -> ReadError:
        return self.package.error(
            f"{self.package.document} holds no Word document",
            "the body of a document",
            "open the file in a word processor and save it as a Word document (.docx)",
        )

    def _part(self, kind: str) -> Element | None:
        part = self.package.related(self.package.document, kind)
        return self.package.xml(part) if part is not None else None

    def document(self) -> Document:
        assert self.body is not None
        main = self.package.document
        paged = next(self.body.iter(_W + "lastRenderedPageBreak"), None) is not None
        story = Story(main, paged)
        blocks = self.walker.blocks(self.body, story)
        ends = list(story.sections)
        last = self.body.find(_W + "sectPr")
        if last is not None or not ends:
            ends.append(last if last is not None else self.body)
        return Document(
            blocks=blocks,
            sections=tuple(self._sections(ends)),
            notes=self._notes(),
            styles=self.styles.names(),
            parts=self.package.names,
            even_and_odd=self._set("evenAndOddHeaders"),
            changes=self.walker.changes,
            comments=self.walker.comments,
            unseen=(*self.walker.unseen, *self._macros()),
        )

    def _set(self, word: str) -> bool:
        found = self.settings.find(_W + word) if self.settings is not None else None
        return found is not None and on(found.get(_VAL))

    def _macros(self) -> list[str]:
        return (
            ["macros"]
            if any(each.endswith("vbaProject.bin") for each in self.package.names)
            else []
        )

    def _sections(self, ends: Iterable[Element]) -> Iterable[Section]:
        headers: dict[str, tuple[Block, ...]] = {}
        footers: dict[str, tuple[Block, ...]] = {}
        for end in ends:
            headers = {**headers, **self._stories(end, "headerReference")}
            footers = {**footers, **self._stories(end, "footerReference")}
            yield _section(end, headers, footers)

    def _stories(self, end: Element, word: str) -> dict[str, tuple[Block, ...]]:
        related = self.package.relationships(self.package.document)
        found = {}
        for reference in end.iter(_W + word):
            target = related.get(reference.get(name("r:id")) or "")
            if target is None or target.external or target.target not in self.package:
                continue
            root = self.package.xml(target.target)
            kind = reference.get(_TYPE) or "default"
            found[kind] = self.walker.blocks(root, Story(target.target))
        return found

    def _notes(self) -> dict[str, tuple[Block, ...]]:
        notes = {}
        for kind, word in _NOTES.items():
            part = self.package.related(self.package.document, kind)
            if part is None:
                continue
            for note in self.package.xml(part).iter(_W + word):
                # Those with a type are the lines that part notes from the text.
                if note.get(_TYPE, "normal") == "normal":
                    key = f"{word} {note.get(_W + 'id') or ''}"
                    notes[key] = self.walker.blocks(note, Story(part))
        return notes


def _section(
    end: Element, headers: dict[str, tuple[Block, ...]], footers: dict[str, tuple[Block, ...]]
) -> Section:
    said = {child.tag.rpartition("}")[2]: child for child in end}
    size, margins, numbers = (said.get(each) for each in ("pgSz", "pgMar", "pgNumType"))
    title, begins = said.get("titlePg"), said.get("type")
    usual = Section()

    def length(element: Element | None, word: str, default: float) -> float:
        value = points(element.get(_W + word)) if element is not None else None
        return default if value is None else value

    return Section(
        width=length(size, "w", usual.width),
        height=length(size, "h", usual.height),
        # A negative margin is one that headers may not push down.
        top=abs(length(margins, "top", usual.top)),
        bottom=abs(length(margins, "bottom", usual.bottom)),
        left=length(margins, "left", usual.left),
        right=length(margins, "right", usual.right),
        gutter=length(margins, "gutter", 0.0),
        header_distance=length(margins, "header", usual.header_distance),
        footer_distance=length(margins, "footer", usual.footer_distance),
        title_page=title is not None and on(title.get(_VAL)),
        headers=headers,
        footers=footers,
        number_start=integer(numbers.get(_W + "start")) if numbers is not None else None,
        number_format=(numbers.get(_W + "fmt") or "decimal") if numbers is not None else "decimal",
        begins=(begins.get(_VAL) or "nextPage") if begins is not None else "nextPage",
    )
