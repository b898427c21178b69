"""From the XML of a story to paragraphs and tables, in reading order.

Promised: every word that is seen is taken once: of two branches of alternative content one, of a
field its result, of tracked changes one view. What is not looked into is told.
"""

from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen

from vnadmindoc.ooxml.content import (
    Block,
    Cell,
    Changes,
    Paragraph,
    Row,
    Run,
    Shape,
    Table,
)
from vnadmindoc.ooxml.drawing import drawn
from vnadmindoc.ooxml.looks import ParagraphLook, RunLook
from vnadmindoc.ooxml.measures import integer, on
from vnadmindoc.ooxml.numbering import Numbering
from vnadmindoc.ooxml.package import Package
from vnadmindoc.ooxml.styles import (
    Ground,
    Key,
    Properties,
    StyleSheet,
    TableStyle,
    key_of,
    paragraph_properties,
    run_properties,
)
from vnadmindoc.ooxml.symbols import symbol
from vnadmindoc.ooxml.tables import Seat, TableForm, TableStyles
from vnadmindoc.ooxml.xml import Element, chosen, name

_W = name("w:p")[:-1]
_VAL, _TYPE, _ID = name("w:val"), name("w:type"), name("w:id")
_P, _TBL, _R, _PPR, _RPR, _TRPR = (_W + each for each in ("p", "tbl", "r", "pPr", "rPr", "trPr"))
_PSTYLE, _RSTYLE, _SECTION = name("w:pStyle"), name("w:rStyle"), name("w:sectPr")
_PPR_CHANGE, _RPR_CHANGE = name("w:pPrChange"), name("w:rPrChange")
_HEADER, _GRID_BEFORE = name("w:tblHeader"), name("w:gridBefore")
_ALTERNATE, _ALT_CHUNK = name("mc:AlternateContent"), name("w:altChunk")
_HYPERLINK, _ANCHOR, _R_ID = name("w:hyperlink"), name("w:anchor"), name("r:id")
_SIMPLE_FIELD, _INSTR = name("w:fldSimple"), name("w:instr")
_FIELD_SIGN, _FIELD_TYPE = name("w:fldChar"), name("w:fldCharType")
_INSTRUCTION = name("w:instrText")
_TEXT, _DELETED_TEXT, _BREAK = name("w:t"), name("w:delText"), name("w:br")
_PAGE_BEGINS = name("w:lastRenderedPageBreak")
_SYMBOL, _FONT, _CHAR = name("w:sym"), name("w:font"), name("w:char")
_OLD_PAGE_NUMBER, _COMMENT = name("w:pgNum"), name("w:commentReference")
_RUBY, _RUBY_BASE = name("w:ruby"), name("w:rubyBase")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BLOCKS, _ROWS, _CELLS = frozenset({_P, _TBL}), frozenset({_W + "tr"}), frozenset({_W + "tc"})
_INSERTED = frozenset({_W + "ins", _W + "moveTo"})
_REMOVED = frozenset({_W + "del", _W + "moveFrom"})
# What only wraps other content.
_WRAPPERS = frozenset(
    _W + each for each in ("sdt", "sdtContent", "customXml", "smartTag", "dir", "bdo")
)
_SILENT = frozenset(
    {_PPR}
    | {_W + each for each in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")}
)
# Children of properties that say nothing of the look.
_PASSED_IN_PARAGRAPH = frozenset(
    _W + each
    for each in ("rPr", "sectPr", "pPrChange", "tabs", "widowControl", "cnfStyle", "keepLines")
)
_PASSED_IN_RUN = frozenset(
    _W + each
    for each in ("lang", "noProof", "rPrChange", "ins", "del", "moveFrom", "moveTo", "webHidden")
)
_SIGNS: Final = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}
_DRAWINGS = frozenset({_W + "drawing", _W + "pict", _W + "object"})
_NOTE_REFERENCES: Final = {
    _W + "footnoteReference": "footnote",
    _W + "endnoteReference": "endnote",
}
_COMPUTED: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields whose result a program computes when it shows them, whatever the file holds."""
_EMBEDDED: Final = {
    name("o:OLEObject"): "an embedded object",
    name("w:control"): "a control",
}


@define(eq=False)
class Story:
    """One stream of text, the body, a header or a note, and where its reading stands.

    Attributes:
        part: The part it stands in.
        paged: Whether a program has left marks where its pages begin.
        page: The page that is being read.
        sections: The ``w:sectPr`` of the sections that have ended.
        fields: The fields that are open.
    """

    part: str
    paged: bool = False
    page: int = 1
    sections: list[Element] = field(factory=list)
    fields: list["_Field"] = field(factory=list)


@define(eq=False)
class _Field:
    """A field being read; its word is known once its instruction has ended."""

    instruction: str = ""
    result: bool = False
    shown: bool = False

    @property
    def word(self) -> str:
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""


@frozen
class _Setting:
    """What paragraphs of one style and one direct formatting have in common."""

    ground: Ground
    look: ParagraphLook
    numbered: Properties | None


@define(eq=False)
class _Text:
    """The runs and drawings of a paragraph as they are collected."""

    ground: Ground
    runs: list[Run] = field(factory=list)
    shapes: list[Shape] = field(factory=list)
    link: str = ""

    def add(self, text: str, look: RunLook, word: str = "", note: str = "") -> None:
        """Add a stretch; to the run before it if nothing tells the two apart."""
        last = self.runs[-1] if self.runs else None
        if (
            last is not None
            and last.look is look
            and last.field == word
            and last.link == self.link
            and not (note or last.note)
        ):
            self.runs[-1] = Run(last.text + text, look, word, self.link)
        else:
            self.runs.append(Run(text, look, word, self.link, note))


class Walker:
    """Reads the stories of one document in one view of its tracked changes.

    Attributes:
        changes: How many tracked changes were met.
        comments: How many references to comments were met.
        unseen: What was not looked into.
    """

    def __init__(
        self, package: Package, styles: StyleSheet, numbering: Numbering, view: Changes
    ) -> None:
        self._package = package
        self._styles = styles
        self._numbering = numbering
        self._accepted = view is Changes.ACCEPTED
        self._kept = _INSERTED if self._accepted else _REMOVED
        self._dropped = _REMOVED if self._accepted else _INSERTED
        self._count = 0
        self._depth = 0
        self._in_table: TableStyle | None = None
        self._settings: dict[tuple[Key, TableStyle | None], _Setting] = {}
        self._tables = TableStyles(styles)
        self._default_style = styles.default("paragraph")
        self.changes = 0
        self.comments = 0
        self.unseen: dict[str, None] = {}

    def blocks(self, container: Element, story: Story) -> tuple[Block, ...]:
        """Return the paragraphs and tables of a container, in reading order."""
        self._depth += 1
        most = self._package.limits.nesting
        if self._depth > most:
            raise self._package.error(
                f"tables and text boxes stand more than {most} deep in one another",
                "a document that people can read",
                "raise Limits.nesting if you trust the file",
            )
        found: list[Block] = []
        joined: _Text | None = None
        for element in self._flat(container, _BLOCKS):
            if element.tag == _TBL:
                table = self._table(element, story)
                if table.rows:
                    found.append(table)
                continue
            joined = self._paragraph(element, story, joined, found)
        if joined is not None and (joined.runs or joined.shapes):
            found.append(
                Paragraph(
                    runs=tuple(joined.runs),
                    look=ParagraphLook(),
                    mark=self._run_look(None, joined.ground),
                    shapes=tuple(joined.shapes),
                    section=len(story.sections),
                )
            )
        self._depth -= 1
        return tuple(found)

    def _flat(self, container: Element, wanted: frozenset[str]) -> Iterator[Element]:
        """Yield the wanted elements of a container, whatever wraps them in this view."""
        for element in container:
            tag = element.tag
            if tag in wanted:
                yield element
            elif tag in _WRAPPERS:
                yield from self._flat(element, wanted)
            elif tag in self._kept:
                self.changes += 1
                yield from self._flat(element, wanted)
            elif tag in self._dropped:
                self.changes += 1
            elif tag == _ALTERNATE:
                branch = chosen(element)
                if branch is not None:
                    yield from self._flat(branch, wanted)
            elif tag == _ALT_CHUNK:
                self.unseen["a part in another format (altChunk)"] = None

    # Paragraphs

    def _paragraph(
        self, element: Element, story: Story, joined: _Text | None, found: list[Block]
    ) -> _Text | None:
        """Add a paragraph to those found; return its text if it goes on in the next one."""
        self._count += 1
        if self._count > self._package.limits.paragraphs:
            raise self._package.error(
                f"the document has more than {self._package.limits.paragraphs:,} paragraphs",
                "a document of a sane size",
                "divide the document, or raise Limits.paragraphs",
            )
        properties = element.find(_PPR)
        setting = self._setting(properties)
        mark = properties.find(_RPR) if properties is not None else None
        page = story.page
        text = _Text(setting.ground)
        if joined is not None:
            text.runs, text.shapes = joined.runs, joined.shapes
        self._inline(element, story, text)
        if mark is not None and self._mark_is_gone(mark):
            return text
        found.append(
            Paragraph(
                runs=tuple(text.runs),
                look=setting.look,
                mark=self._run_look(mark, setting.ground),
                label=self._numbering.label(setting.numbered) if setting.numbered else "",
                shapes=tuple(text.shapes),
                section=len(story.sections),
                page=page if story.paged else None,
            )
        )
        if properties is not None:
            ended = properties.find(_SECTION)
            if ended is not None:
                story.sections.append(ended)
        return None

    def _mark_is_gone(self, mark: Element) -> bool:
        for child in mark:
            if child.tag in _INSERTED or child.tag in _REMOVED:
                self.changes += 1
                return child.tag in self._dropped
        return False

    def _setting(self, properties: Element | None) -> _Setting:
        if properties is not None and not self._accepted:
            properties = _former(properties, _PPR_CHANGE, _PPR)
        key = (key_of(properties, _PASSED_IN_PARAGRAPH), self._in_table)
        setting = self._settings.get(key)
        if setting is None:
            setting = self._settings[key] = self._made_setting(properties)
        return setting

    def _made_setting(self, properties: Element | None) -> _Setting:
        named = properties.find(_PSTYLE) if properties is not None else None
        style = (named.get(_VAL) or "") if named is not None else ""
        if style not in self._styles:
            style = self._default_style
        ground = self._styles.ground(style, self._in_table, self._numbering.said)
        direct = paragraph_properties(properties)
        listed: Properties = {}
        if "numId" in direct:
            listed = self._numbering.said({"pStyle": style, **direct})
        said = {**ground.paragraph, "pStyle": style, **direct}
        return _Setting(
            ground,
            self._styles.paragraph(ground, direct, listed),
            said if said.get("numId", "0") != "0" else None,
        )

    def _run_look(self, properties: Element | None, ground: Ground) -> RunLook:
        if properties is not None and not self._accepted:
            properties = _former(properties, _RPR_CHANGE, _RPR)
        key = key_of(properties, _PASSED_IN_RUN)
        look = ground.runs.get(key)
        if look is None:
            named = properties.find(_RSTYLE) if properties is not None else None
            style = (named.get(_VAL) or "") if named is not None else ""
            look = self._styles.run(ground, style, run_properties(properties))
            ground.runs[key] = look
        return look

    # What stands in a paragraph

    def _inline(self, element: Element, story: Story, text: _Text) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child, story, text)
            elif tag in _SILENT:
                continue
            elif tag in _WRAPPERS:
                self._inline(child, story, text)
            elif tag in self._kept:
                self.changes += 1
                self._inline(child, story, text)
            elif tag in self._dropped:
                self.changes += 1
            elif tag == _HYPERLINK:
                outer, text.link = text.link, self._target(child, story)
                self._inline(child, story, text)
                text.link = outer
            elif tag == _SIMPLE_FIELD:
                story.fields.append(_Field(child.get(_INSTR) or "", result=True))
                self._inline(child, story, text)
                self._end_field(story, text, self._run_look(None, text.ground))
            elif tag == _ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._inline(branch, story, text)
            elif tag.startswith(_MATH):
                formula = "".join([each.text or "" for each in child.iter(_MATH_TEXT)])
                self._say(formula, self._run_look(None, text.ground), story, text)

    def _run(self, run: Element, story: Story, text: _Text) -> None:
        properties = run.find(_RPR)
        self._run_content(run, self._run_look(properties, text.ground), story, text)

    def _run_content(self, run: Element, look: RunLook, story: Story, text: _Text) -> None:
        said: list[str] = []
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                said.append(child.text or "")
            elif tag == _RPR:
                continue
            elif tag in _SIGNS:
                said.append(_SIGNS[tag])
            elif tag == _BREAK:
                if said:
                    # Blanks before a break hang over the line's end, where nobody sees them.
                    said[-1] = said[-1].rstrip(" ")
                said.append("\n" if child.get(_TYPE, "textWrapping") == "textWrapping" else "\f")
            elif tag == _PAGE_BEGINS:
                story.page += 1
            elif tag == _SYMBOL:
                said.append(_sign(child))
            elif tag == _DELETED_TEXT:
                said.append("" if self._accepted else child.text or "")
            else:
                # What is no text may begin or end a field: what was said so far comes before.
                self._say("".join(said), look, story, text)
                said.clear()
                self._other(child, look, story, text)
        self._say("".join(said), look, story, text)

    def _say(self, said: str, look: RunLook, story: Story, text: _Text) -> None:
        if not said:
            return
        for each in story.fields:
            if not each.result:
                return
            each.shown = True
        text.add(said, look, story.fields[-1].word if story.fields else "")

    def _other(self, child: Element, look: RunLook, story: Story, text: _Text) -> None:
        tag = child.tag
        if tag == _FIELD_SIGN:
            self._field(child, look, story, text)
        elif tag == _INSTRUCTION:
            if story.fields:
                story.fields[-1].instruction += child.text or ""
        elif tag in _DRAWINGS:
            self._draw(child, story, text)
        elif tag == _ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                self._run_content(branch, look, story, text)
        elif tag in _NOTE_REFERENCES:
            number = child.get(_ID) or ""
            text.add("", look, note=f"{_NOTE_REFERENCES[tag]} {number}")
        elif tag == _OLD_PAGE_NUMBER:
            text.add("", look, "PAGE")
        elif tag == _RUBY:
            base = child.find(_RUBY_BASE)
            if base is not None:
                self._inline(base, story, text)
        elif tag == _COMMENT:
            self.comments += 1

    def _field(self, sign: Element, look: RunLook, story: Story, text: _Text) -> None:
        match sign.get(_FIELD_TYPE):
            case "begin":
                story.fields.append(_Field())
            case "separate" if story.fields:
                story.fields[-1].result = True
            case "end" if story.fields:
                self._end_field(story, text, look)

    def _end_field(self, story: Story, text: _Text, look: RunLook) -> None:
        ended = story.fields.pop()
        if not ended.shown and ended.word in _COMPUTED:
            text.add("", look, ended.word)

    def _draw(self, element: Element, story: Story, text: _Text) -> None:
        for each in element:
            what = _EMBEDDED.get(each.tag)
            if what is not None:
                self.unseen[what] = None
        outer, fields, story.fields = self._in_table, story.fields, []
        self._in_table = None
        text.shapes += drawn(
            element,
            lambda content: self.blocks(content, story),
            lambda key: self._part(key, story),
        )
        self._in_table, story.fields = outer, fields

    def _part(self, key: str, story: Story) -> str:
        found = self._package.relationships(story.part).get(key)
        return found.target if found is not None and not found.external else ""

    def _target(self, link: Element, story: Story) -> str:
        found = self._package.relationships(story.part).get(link.get(_R_ID) or "")
        anchor = link.get(_ANCHOR) or ""
        target = found.target if found is not None else ""
        return f"{target}#{anchor}" if anchor else target

    # Tables

    def _table(self, element: Element, story: Story) -> Table:
        form = self._tables.form(element)
        trs = [each for each in self._flat(element, _ROWS) if self._row_is_there(each)]
        outer = self._in_table
        rows = [
            self._row(tr, form, (index == 0, index == len(trs) - 1), story)
            for index, tr in enumerate(trs)
        ]
        self._in_table = outer
        return Table(
            rows=tuple(rows),
            widths=form.widths,
            indent=form.indent,
            align=form.align,
            style=form.style,
            section=len(story.sections),
        )

    def _row_is_there(self, row: Element) -> bool:
        properties = row.find(_TRPR)
        for child in properties if properties is not None else ():
            if child.tag in _INSERTED or child.tag in _REMOVED:
                self.changes += 1
                return child.tag not in self._dropped
        return True

    def _row(self, row: Element, form: TableForm, edge: tuple[bool, bool], story: Story) -> Row:
        properties = row.find(_TRPR)
        header = properties.find(_HEADER) if properties is not None else None
        before = properties.find(_GRID_BEFORE) if properties is not None else None
        at = (integer(before.get(_VAL)) or 0) if before is not None else 0
        tcs = list(self._flat(row, _CELLS))
        cells = []
        for index, tc in enumerate(tcs):
            seat = Seat(first_row=edge[0], last_row=edge[1], first=index == 0,
                        last=index == len(tcs) - 1)  # fmt: skip
            written = form.cell(tc, at, seat)
            self._in_table = form.text_style(seat)
            cells.append(
                Cell(
                    blocks=self.blocks(tc, story),
                    column=at,
                    span=written.span,
                    width=written.width,
                    padding=written.padding,
                    continued=written.continued,
                    borders=written.borders,
                )
            )
            at += written.span
        return Row(cells=tuple(cells), header=header is not None and on(header.get(_VAL)))


def _former(properties: Element, change: str, inner: str) -> Element | None:
    """Return properties as they were before a tracked change of formatting."""
    changed = properties.find(change)
    return changed.find(inner) if changed is not None else properties


def _sign(element: Element) -> str:
    """Return the sign of a ``w:sym``."""
    try:
        return symbol(element.get(_FONT) or "", chr(int(element.get(_CHAR) or "", 16)))
    except (ValueError, OverflowError):
        return "\ufffd"
