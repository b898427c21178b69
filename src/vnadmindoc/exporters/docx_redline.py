"""Two bodies of a Word document as one with tracked changes (*bản so sánh*).

Promised: accepting all changes gives the new body, rejecting all the old one: every text, its look,
its component, and the sections. What stays the same is not marked.
Refused here: what Word itself cannot track, and is the new one's: headers and footers; and the
widths of columns.

Both bodies are what the exporter writes, so this room knows paragraphs, tables and sections, and no
kind of block. The last paragraph of a cell and of a section is never inserted or deleted, for Word
cannot take back the mark that ends one: it is changed from the old one's text to the new one's.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import count, groupby
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from attrs import evolve, frozen
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.alignment import Pair, aligned, likeness
from vnadmindoc.exporters.docx_package import NAMESPACES, SPACER_STYLE, style_id
from vnadmindoc.standard import Role

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACE_DECLARATION = re.compile(r' xmlns:\w+="[^"]*"')
_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_MOST_TOKENS: Final = 4_000_000  # pairs of words of which each is compared with each

_Side = Literal["ins", "del"]


@frozen
class _Token:
    """A word, a blank, a sign or a line break in one look; or a whole run that is no text."""

    text: str
    look: str
    opaque: bool = False


@frozen
class _Paragraph:
    """A paragraph; XML is held as text, without the declarations of name spaces."""

    style: str
    properties: str
    tokens: tuple[_Token, ...]
    text: str
    section: str = ""


@frozen
class _Cell:
    properties: str
    blocks: "tuple[_Paragraph | _Table, ...]"


@frozen
class _Row:
    properties: str
    cells: tuple[_Cell, ...]
    text: str


@frozen
class _Table:
    """A table; its head is what stands before the rows."""

    head: str
    purpose: str
    columns: int
    rows: tuple[_Row, ...]
    text: str


_Block = _Paragraph | _Table


@frozen
class _Unit:
    """A block with the empty paragraphs that belong to it: a drawn line below, room above."""

    block: _Block
    above: tuple[_Paragraph, ...] = ()
    below: tuple[_Paragraph, ...] = ()


@frozen
class _Section:
    """A run of pages: what stands on it, and how the pages are."""

    blocks: tuple[_Block, ...]
    properties: str


def redline(old: str, new: str, *, author: str, day: date | None) -> str:
    """Return the body that is the old one with the changes that make it the new one.

    Args:
        old: The earlier element ``w:body``, with its name spaces.
        new: The later one.
        author: Who changed it, as Word shows it.
        day: When; without one the changes bear no date.
    """
    return _Redline(author, day).body(_sections(old), _sections(new))


# From XML


def _sections(body: str) -> list[_Section]:
    sections = []
    blocks: list[_Block] = []
    # Our own text, not a stranger's: a paragraph of any length is sound.
    for element in etree.fromstring(body, etree.XMLParser(huge_tree=True)):
        if element.tag == f"{_W}sectPr":
            sections.append(_Section(tuple(blocks), _written(element)))
            continue
        block = _block(element)
        blocks.append(block)
        if isinstance(block, _Paragraph) and block.section:
            blocks[-1] = evolve(block, section="")
            sections.append(_Section(tuple(blocks), block.section))
            blocks = []
    return sections


def _block(element: etree._Element) -> _Block:
    return _table(element) if element.tag == f"{_W}tbl" else _paragraph(element)


def _paragraph(element: etree._Element) -> _Paragraph:
    style = properties = section = ""
    tokens: list[_Token] = []
    for child in element:
        if child.tag == f"{_W}pPr":
            for each in child:
                if each.tag == f"{_W}sectPr":
                    section = _written(each)
                    continue
                if each.tag == f"{_W}pStyle":
                    style = each.get(f"{_W}val")
                properties += _written(each)
        else:
            tokens += _tokens(child)
    text = "".join([token.text for token in tokens if not token.opaque])
    return _Paragraph(style, properties, tuple(tokens), text, section)


def _tokens(run: etree._Element) -> Iterator[_Token]:
    look = ""
    texts = []
    for child in run:
        if child.tag == f"{_W}rPr":
            look = "".join(map(_written, child))
        elif child.tag == f"{_W}t":
            texts.append(child.text or "")
        elif child.tag == f"{_W}br":
            texts.append("\n")
        else:
            yield _Token(_written(run), "", opaque=True)
            return
    for word in _TOKEN.findall("".join(texts)):
        yield _Token(word, look)


def _table(element: etree._Element) -> _Table:
    head = "".join([_written(child) for child in element if child.tag != f"{_W}tr"])
    described = element.find(f"{_W}tblPr/{_W}tblDescription")
    rows = tuple([_row(child) for child in element if child.tag == f"{_W}tr"])
    return _Table(
        head=head,
        purpose="" if described is None else described.get(f"{_W}val"),
        columns=len(element.find(f"{_W}tblGrid")),
        rows=rows,
        text=" ".join([row.text for row in rows]),
    )


def _row(element: etree._Element) -> _Row:
    properties = "".join([_written(each) for each in element.find(f"{_W}trPr")])
    cells = tuple([_cell(child) for child in element if child.tag == f"{_W}tc"])
    texts = [block.text for cell in cells for block in cell.blocks]
    return _Row(properties, cells, " ".join([text for text in texts if text]))


def _cell(element: etree._Element) -> _Cell:
    properties, *blocks = element
    return _Cell(_written(properties), tuple(map(_block, blocks)))


def _written(element: etree._Element) -> str:
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return _NAMESPACE_DECLARATION.sub("", text)


# To XML


class _Redline:
    """Writes one body; numbers its changes."""

    def __init__(self, author: str, day: date | None) -> None:
        dated = f' w:date="{day.isoformat()}T00:00:00Z"' if day else ""
        self._by = f"w:author={quoteattr(author)}{dated}"
        self._ids = count(1)

    def _mark(self, name: str, content: str = "") -> str:
        opening = f'<w:{name} w:id="{next(self._ids)}" {self._by}'
        return f"{opening}>{content}</w:{name}>" if content else f"{opening}/>"

    # Sections

    def body(self, old: Sequence[_Section], new: Sequence[_Section]) -> str:
        pairs = _paired_sections(old, new)
        kept = max(at for at, (before, after) in enumerate(pairs) if before and after)
        last = self._last_section(pairs, kept)
        parts = [self._section(pairs, at, kept) for at in range(len(pairs))]
        if kept < len(pairs) - 1:
            # The last mark of a document stays whatever is accepted: here it is nobody's.
            parts.append(_empty(""))
        return f"<w:body {NAMESPACES}>{''.join(parts)}{last}</w:body>"

    def _last_section(self, pairs: "Sequence[Pair[_Section]]", kept: int) -> str:
        """Return the properties of the last section, which a change of their number moves."""
        before = next(each for each, _ in reversed(pairs) if each)
        after = next(each for _, each in reversed(pairs) if each)
        if kept == len(pairs) - 1:
            before, after = (_known(each) for each in pairs[kept])
        return self._properties_of(before, after)

    def _properties_of(self, before: _Section, after: _Section) -> str:
        if before.properties == after.properties:
            return after.properties
        earlier = _without_headers(before.properties)
        change = self._mark("sectPrChange", earlier)
        return after.properties.replace("</w:sectPr>", f"{change}</w:sectPr>")

    def _section(self, pairs: "Sequence[Pair[_Section]]", at: int, kept: int) -> str:
        before, after = pairs[at]
        last = at == len(pairs) - 1
        if before and after:
            if last:
                return self._flow(before.blocks, after.blocks)
            if at == kept:
                # Pages follow that only one of the two has: so has the break before them.
                side: _Side = "ins" if pairs[at + 1][1] else "del"
                own = after if side == "ins" else before
                ending = self._empty_change(side, own.properties)
                return self._flow(before.blocks, after.blocks) + ending
            return self._flow(before.blocks, after.blocks, self._properties_of(before, after))
        section = _known(after or before)
        side = "ins" if after else "del"
        *blocks, end = section.blocks
        if isinstance(end, _Paragraph) and not last:
            end = evolve(end, section=section.properties)
        return "".join([self._whole(block, side) for block in (*blocks, end)])

    def _empty_change(self, side: _Side, section: str) -> str:
        return _empty(f"<w:rPr>{self._mark(side)}</w:rPr>{section}")

    # Blocks

    def _flow(self, old: Sequence[_Block], new: Sequence[_Block], section: str = "") -> str:
        """Return the blocks of a cell or a section; both end in a paragraph, the one in both."""
        *earlier, before = old
        *later, after = new
        if not isinstance(before, _Paragraph) or not isinstance(after, _Paragraph):
            raise TypeError("a cell or a section ends in a paragraph")
        parts = []
        for one, other in aligned(_units(earlier), _units(later), _unit_key, _unit_likeness):
            if one and other:
                parts.append(self._unit(one, other))
            elif one:
                parts += [self._whole(block, "del") for block in _members(one)]
            elif other:
                parts += [self._whole(block, "ins") for block in _members(other)]
        parts.append(self._paragraph(before, after, section))
        return "".join(parts)

    def _unit(self, old: _Unit, new: _Unit) -> str:
        return (
            self._empties(old.above, new.above)
            + self._block(old.block, new.block)
            + self._empties(old.below, new.below)
        )

    def _empties(self, old: Sequence[_Paragraph], new: Sequence[_Paragraph]) -> str:
        shared = min(len(old), len(new))
        return "".join(
            [self._paragraph(*pair) for pair in zip(old, new, strict=False)]
            + [self._whole(each, "del") for each in old[shared:]]
            + [self._whole(each, "ins") for each in new[shared:]]
        )

    def _block(self, old: _Block, new: _Block) -> str:
        if isinstance(old, _Paragraph) and isinstance(new, _Paragraph):
            return self._paragraph(old, new)
        if isinstance(old, _Table) and isinstance(new, _Table):
            return self._table(old, new)
        raise TypeError("a paragraph is no table")

    def _whole(self, block: _Block, side: _Side) -> str:
        """Return a block that only one of the two bodies has."""
        if isinstance(block, _Table):
            rows = "".join([self._whole_row(row, side) for row in block.rows])
            return f"<w:tbl>{block.head}{rows}</w:tbl>"
        mark = f"<w:rPr>{self._mark(side)}</w:rPr>"
        runs = _runs(block.tokens, side)
        return (
            f"<w:p><w:pPr>{block.properties}{mark}{block.section}</w:pPr>"
            f"{self._mark(side, runs) if runs else ''}</w:p>"
        )

    def _whole_row(self, row: _Row, side: _Side) -> str:
        cells = "".join(
            [
                f"<w:tc>{cell.properties}"
                f"{''.join([self._whole(block, side) for block in cell.blocks])}</w:tc>"
                for cell in row.cells
            ]
        )
        return f"<w:tr><w:trPr>{row.properties}{self._mark(side)}</w:trPr>{cells}</w:tr>"

    def _table(self, old: _Table, new: _Table) -> str:
        rows = []
        for one, other in aligned(old.rows, new.rows, _row_key, _row_likeness):
            if one and other:
                cells = [
                    f"<w:tc>{after.properties}{self._flow(before.blocks, after.blocks)}</w:tc>"
                    for before, after in zip(one.cells, other.cells, strict=True)
                ]
                rows.append(f"<w:tr><w:trPr>{other.properties}</w:trPr>{''.join(cells)}</w:tr>")
            elif one:
                rows.append(self._whole_row(one, "del"))
            elif other:
                rows.append(self._whole_row(other, "ins"))
        return f"<w:tbl>{new.head}{''.join(rows)}</w:tbl>"

    # Paragraphs

    def _paragraph(self, old: _Paragraph, new: _Paragraph, section: str = "") -> str:
        change = ""
        if old.properties != new.properties:
            change = self._mark("pPrChange", f"<w:pPr>{old.properties}</w:pPr>")
        words = "".join(
            [self._piece(before, after) for before, after in _pieces(old.tokens, new.tokens)]
        )
        return f"<w:p><w:pPr>{new.properties}{section}{change}</w:pPr>{words}</w:p>"

    def _piece(self, old: Sequence[_Token], new: Sequence[_Token]) -> str:
        """Return words that are the same, but perhaps not their look; or words against words."""
        if [token.text for token in old] != [token.text for token in new]:
            deleted, inserted = _runs(old, "del"), _runs(new)
            return (self._mark("del", deleted) if deleted else "") + (
                self._mark("ins", inserted) if inserted else ""
            )
        parts = []
        for (before, after, opaque), same in groupby(
            zip(old, new, strict=True), key=lambda each: (each[0].look, *_look(each[1]))
        ):
            text = "".join([token.text for token, _ in same])
            parts.append(text if opaque else self._relooked(before, after, text))
        return "".join(parts)

    def _relooked(self, old: str, new: str, text: str) -> str:
        if old == new:
            return _run(text, new)
        return _run(text, new + self._mark("rPrChange", f"<w:rPr>{old}</w:rPr>"))


def _runs(tokens: Iterable[_Token], side: _Side = "ins") -> str:
    parts = []
    for (look, opaque), same in groupby(tokens, key=_look):
        text = "".join([token.text for token in same])
        parts.append(text if opaque else _run(text, look, side))
    return "".join(parts)


def _look(token: _Token) -> tuple[str, bool]:
    return token.look, token.opaque


def _run(text: str, look: str, side: _Side = "ins") -> str:
    name = "delText" if side == "del" else "t"
    inner = escape(text).replace("\n", f'</w:{name}><w:br/><w:{name} xml:space="preserve">')
    return (
        f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}"
        f'<w:{name} xml:space="preserve">{inner}</w:{name}></w:r>'
    )


def _empty(properties: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{SPACER_STYLE}"/>{properties}</w:pPr></w:p>'


def _without_headers(section: str) -> str:
    return re.sub(r"<w:(?:header|footer)Reference[^>]*/>", "", section)


# What belongs to what


def _known(section: _Section | None) -> _Section:
    if section is None:
        raise TypeError("a pair has at least one side")
    return section


def _paired_sections(old: Sequence[_Section], new: Sequence[_Section]) -> list[Pair[_Section]]:
    """Return sections that are one; both documents begin with one that is.

    Neighbours that only one of the two has are paired as well, so that in a row of such sections
    all are deleted or all are inserted.
    """
    pairs: list[Pair[_Section]] = [(old[0], new[0])]
    gap: tuple[list[_Section], list[_Section]] = ([], [])
    for before, after in [
        *aligned(old[1:], new[1:], _section_key, lambda a, b: likeness(_title(a), _title(b))),
        (None, None),
    ]:
        if before and not after:
            gap[0].append(before)
        elif after and not before:
            gap[1].append(after)
        else:
            shared = min(map(len, gap))
            pairs += zip(gap[0], gap[1], strict=False)
            pairs += [(each, None) for each in gap[0][shared:]]
            pairs += [(None, each) for each in gap[1][shared:]]
            gap = ([], [])
            if before and after:
                pairs.append((before, after))
    return pairs


def _section_key(section: _Section) -> Hashable:
    return _title(section)


def _title(section: _Section) -> str:
    """Return what an annex begins with, its label left out: it changes with its place."""
    texts = [block.text for block in section.blocks if block.text]
    return " ".join(texts[1:3])


def _units(blocks: Sequence[_Block]) -> list[_Unit]:
    units: list[_Unit] = []
    above: list[_Paragraph] = []
    for block in blocks:
        if isinstance(block, _Table) or block.tokens:
            units.append(_Unit(block, tuple(above)))
            above = []
        elif block.style == style_id(Role.RULE) and units and not above:
            units[-1] = evolve(units[-1], below=(*units[-1].below, block))
        else:
            above.append(block)
    # Empty paragraphs at the end have nothing to belong to but themselves.
    return [*units, *(_Unit(each) for each in above)]


def _members(unit: _Unit) -> tuple[_Block, ...]:
    return (*unit.above, unit.block, *unit.below)


def _unit_key(unit: _Unit) -> Hashable:
    block = unit.block
    if isinstance(block, _Table):
        return block.purpose or (block.columns, block.text)
    return block.style, block.text


def _unit_likeness(old: _Unit, new: _Unit) -> float:
    one, other = old.block, new.block
    if isinstance(one, _Table) and isinstance(other, _Table):
        if one.columns != other.columns or bool(one.purpose) != bool(other.purpose):
            return 0.0
        same = one.purpose and one.purpose == other.purpose
        return 1.0 if same else likeness(one.text, other.text)
    if isinstance(one, _Paragraph) and isinstance(other, _Paragraph):
        # Empty ones are alike whatever they are; a text of another component is less alike.
        share = likeness(one.text, other.text) if one.text or other.text else 1.0
        return share if one.style == other.style else share * 0.9
    return 0.0


def _row_key(row: _Row) -> Hashable:
    return row.text


def _row_likeness(old: _Row, new: _Row) -> float:
    return likeness(old.text, new.text) if len(old.cells) == len(new.cells) else 0.0


def _pieces(
    old: Sequence[_Token], new: Sequence[_Token]
) -> Iterator[tuple[Sequence[_Token], Sequence[_Token]]]:
    """Yield stretches of words: the same on both sides, or what stands for what."""
    texts = [[token.text for token in side] for side in (old, new)]
    head = _common(*texts)
    tail = _common(*(side[head:][::-1] for side in texts))
    yield old[:head], new[:head]
    yield from _inner_pieces(old[head : len(old) - tail], new[head : len(new) - tail])
    if tail:
        yield old[-tail:], new[-tail:]


def _inner_pieces(
    old: Sequence[_Token], new: Sequence[_Token]
) -> Iterator[tuple[Sequence[_Token], Sequence[_Token]]]:
    if len(old) * len(new) > _MOST_TOKENS:
        yield old, new
        return
    texts = [[token.text for token in side] for side in (old, new)]
    done_old = done_new = 0
    for a, b, size in SequenceMatcher(a=texts[0], b=texts[1], autojunk=False).get_matching_blocks():
        same = "".join(texts[0][a : a + size])
        if size and not any(map(str.isalnum, same)):
            continue  # blanks and signs between two changes: one change reads better
        yield old[done_old:a], new[done_new:b]
        yield old[a : a + size], new[b : b + size]
        done_old, done_new = a + size, b + size


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many texts both begin with."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
