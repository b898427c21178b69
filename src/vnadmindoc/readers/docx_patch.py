"""The body that was carried, changed where its page was changed (*thân văn bản, sửa theo trang*).

Promised: what nobody touched is what it was, in the place it had: what hangs below what, and where
a closing begins, no page tells. Whether the outcome prints what the page says is for the caller
to ask (`vnadmindoc.readers.docx_edits`).
Refused here: edits of headings and tables, of head and foot.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from attrs import evolve

from vnadmindoc.alignment import Pair
from vnadmindoc.labels import label_of
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Annex, BodyItem, Directive, Notice, Paragraph, Section, Table, texts_of
from vnadmindoc.standard import Role
from vnadmindoc.wording import END_MARK

_ITEM_ROLES: Final = frozenset({Role.ARTICLE, Role.BODY, Role.ITEM, Role.ITEM_HEADING, Role.POINT})

_Text = Paragraph | Directive


class _Place(NamedTuple):
    """An item of a body, and those it hangs below, the outermost first."""

    item: _Text
    above: tuple[_Text, ...]


class _Inserted(NamedTuple):
    text: str
    depth: int


class Unpatchable(Exception):  # noqa: N818  # no error: the text is read as anybody's is
    """The edits are not of the kind that is told here."""


def patched(
    old: Notice,
    read: Notice,
    pairs: Sequence[Pair[str]],
    known: Callable[[Directive], Directive],
) -> dict[str, tuple[object, ...]]:
    """Return the parts of a notice that make its body and its annexes.

    Args:
        old: The notice that the file carries.
        read: The notice as its text reads now: what was typed is taken from there.
        pairs: What each paragraph of the old page became, blanks folded, in order.
        known: Gives a directive that was typed anew the key of its content control.

    Raises:
        Unpatchable: A directive is gone and what hung below it is not.
    """
    return _Patch(old, read, pairs, known).parts()


class _Patch:
    def __init__(
        self,
        old: Notice,
        read: Notice,
        pairs: Sequence[Pair[str]],
        known: Callable[[Directive], Directive],
    ) -> None:
        self.old = old
        self.known = known
        self.places = list(_of_notice(old))
        self.read = {_printed(item): item for item, _ in _of_notice(read)}
        self.changed: dict[int, str] = {}
        self.gone: set[int] = set()
        self.before: defaultdict[int, list[str]] = defaultdict(list)
        self.after: defaultdict[int, list[_Inserted]] = defaultdict(list)
        self.next = 0
        self._sort(pairs)
        # What was cut and put elsewhere is what it was.
        self.cut = {_printed(self.places[at].item): self.places[at].item for at in self.gone}

    def _sort(self, pairs: Sequence[Pair[str]]) -> None:
        """Tell of each item what became of it, and behind or before which one others came in."""
        paragraphs = [each for each in lay_out(self.old).paragraphs() if each.text]
        is_item = [each.role in _ITEM_ROLES for each in paragraphs]
        if sum(is_item) != len(self.places):
            raise Unpatchable
        row = at = -1  # the last paragraph of the old page, the last item among them
        waiting: list[str] = []
        behind = False  # whether the last paragraph is an item
        for was, now in pairs:
            if was is None:
                if now is not None:
                    waiting.append(now)
                continue
            row += 1
            here = row < len(is_item) and is_item[row]
            if behind:
                self._insert(at, waiting)
            elif here:
                self.before[at + 1] += waiting
            waiting, behind = [], here
            if here:
                at += 1
                if now is None:
                    self.gone.add(at)
                elif now != was:
                    self.changed[at] = now
        if behind:
            self._insert(at, waiting)

    def _insert(self, at: int, texts: Iterable[str]) -> None:
        """Put texts behind an item: beside the one above it that has a label of their kind."""
        item, above = self.places[at]
        chain = [_style(each) for each in (*above, item)]
        for text in texts:
            label = label_of(text)
            style = label.style if label else ""
            if style in chain:
                depth = len(chain) - 1 - chain[::-1].index(style)
            elif chain[-1] and isinstance(item, Directive):
                depth = len(chain)  # text of another kind belongs to the item above it
            else:
                depth = len(chain) - 1
            self.after[at].append(_Inserted(text, depth))
            chain = [*chain[:depth], style]

    def parts(self) -> dict[str, tuple[object, ...]]:
        return {
            "opening": self._items(self.old.opening),
            "sections": self._sections(self.old.sections),
            "closing": self._items(self.old.closing),
            "annexes": tuple([self._annex(each) for each in self.old.annexes]),
        }

    def _annex(self, annex: Annex) -> Annex:
        body = self._items(annex.body)
        return evolve(annex, body=body, sections=self._sections(annex.sections))

    def _sections(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        return tuple([evolve(each, body=self._items(each.body)) for each in sections])

    def _items(self, items: Iterable[BodyItem], depth: int = 0) -> tuple[BodyItem, ...]:
        made: list[BodyItem] = []
        for item in items:
            if isinstance(item, Table):
                made.append(item)
                continue
            at = self.next
            self.next += 1
            made += [self._typed(text) for text in self.before[at]]
            children: tuple[BodyItem, ...] = ()
            if isinstance(item, Directive):
                children = self._items(item.children, depth + 1)
            below = [each for each in self.after[at] if each.depth > depth]
            if at in self.gone:
                if children or below:
                    raise Unpatchable
            else:
                hung = (*(self._typed(each.text) for each in below), *children)
                made.append(self._with(at, item, hung))
            made += [
                self._typed(each.text)
                for behind in range(at, self.next)
                for each in self.after[behind]
                if each.depth == depth
            ]
        return tuple(made)

    def _with(self, at: int, item: _Text, children: tuple[BodyItem, ...]) -> _Text:
        if at in self.changed:
            item = self._typed(self.changed[at], item)
        if isinstance(item, Directive):
            return _hung(item, children)
        if children:
            raise Unpatchable
        return item

    def _typed(self, text: str, earlier: _Text | None = None) -> _Text:
        """Return what somebody typed: as it was read, for that knows of duties and emphasis."""
        for said in (text, text.removesuffix(END_MARK)):
            if said in self.cut:
                return self.cut.pop(said)
            if said in self.read:
                found = self.read[said]
                return found if isinstance(found, Paragraph) else self.known(_hung(found, ()))
        label = label_of(text)
        if label is None:
            said = text.removesuffix(END_MARK)
            return Directive(text=said) if isinstance(earlier, Directive) else Paragraph(text=said)
        said = text[label.length :].removesuffix(END_MARK)
        return self.known(Directive(label=label.text, text=said))


def _hung(directive: Directive, children: tuple[BodyItem, ...]) -> Directive:
    """Return a directive with this below it, and what is known of it that still stands there."""
    said = [str(directive.text), *(text for each in children for text in texts_of(each))]

    def stands(quote: str) -> bool:
        return any(quote in text for text in said)

    return evolve(
        directive,
        children=children,
        assignments=[
            each for each in directive.assignments if each.inherited or stands(each.party)
        ],
        deadlines=[each for each in directive.deadlines if stands(each.phrase)],
        events=[each for each in directive.events if stands(each.phrase)],
    )


def _style(item: _Text) -> str:
    label = label_of(f"{item.label} -") if isinstance(item, Directive) else None
    return label.style if label else ""


def _printed(item: _Text) -> str:
    text = " ".join(str(item.text).split())
    return f"{item.label} {text}" if isinstance(item, Directive) and item.label else text


def _of_notice(notice: Notice) -> Iterator[_Place]:
    yield from _of(notice.opening)
    for section in notice.sections:
        yield from _of(section.body)
    yield from _of(notice.closing)
    for annex in notice.annexes:
        yield from _of(annex.body)
        for section in annex.sections:
            yield from _of(section.body)


def _of(items: Iterable[BodyItem], above: tuple[_Text, ...] = ()) -> Iterator[_Place]:
    for item in items:
        if isinstance(item, Table):
            continue
        yield _Place(item, above)
        if isinstance(item, Directive):
            yield from _of(item.children, (*above, item))
