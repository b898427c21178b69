"""A notice as Akoma Ntoso, the format of legal documents of parliaments and archives.

Promised: the file is valid by the schema of the standard; every word of the document is in it;
parts, articles, *khoản* and *điểm* are what they are and have names of their own (eId); who issued
and signed it, and each day by which something is due, is told; equal notices give equal bytes.
Refused here: sizes and places on paper, which the format has no words for.
Source: OASIS, Akoma Ntoso Version 1.0, Part 2 (namespace 3.0); Akoma Ntoso Naming Convention 1.0.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar, Final

from attrs import evolve, frozen
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.blocks import Layout, Paragraph, Sheet
from vnadmindoc.duty_sheet import code, document_mark
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.days import Days, Timed, pieces
from vnadmindoc.identity import is_provisional, keyed, notice_key
from vnadmindoc.inventory import missing
from vnadmindoc.layout import lay_out, role_of
from vnadmindoc.model import Annex, BodyItem, Directive, Notice, Section, Table
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.schedule import Duty, duties_of
from vnadmindoc.standard import DECREE_30, Profile, Role
from vnadmindoc.text import slug
from vnadmindoc.vocabulary import SectionLevel
from vnadmindoc.wording import annex_labels, document_title

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
DUTIES: Final = "urn:vnadmindoc:duties:1"
"""The namespace in which the file tells who must do what by when."""

_LEVELS: Final[Mapping[SectionLevel, str]] = MappingProxyType(
    {
        SectionLevel.PART: "part",
        SectionLevel.CHAPTER: "chapter",
        SectionLevel.DIVISION: "section",
        SectionLevel.SUBDIVISION: "subsection",
        SectionLevel.ROMAN: "division",
    }
)
"""The parts of a body, the outermost first."""
_SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "part": "part",
        "chapter": "chp",
        "section": "sec",
        "subsection": "subsec",
        "division": "dvs",
        "article": "art",
        "clause": "cl",
        "point": "point",
        "indent": "indent",
        "paragraph": "para",
        "hcontainer": "hcontainer",
        "table": "table",
        "attachment": "att",
    }
)
"""How the names of elements begin (Naming Convention, 5.2)."""
_PREAMBLE: Final = (Role.ISSUING_AUTHORITY, Role.LEGAL_BASIS, Role.ENACTING_WORDS)
_CONCLUSIONS: Final = frozenset(
    {
        Role.AUTHORITY,
        Role.SIGNER_TITLE,
        Role.SIGNER_NAME,
        Role.RECIPIENTS_LABEL,
        Role.RECIPIENT,
        Role.DRAFTER,
        Role.ENDORSEMENT,
        Role.COPY_KIND,
    }
)
_BODY: Final = frozenset(
    {
        Role.PART,
        Role.PART_TITLE,
        Role.CHAPTER,
        Role.CHAPTER_TITLE,
        Role.DIVISION,
        Role.DIVISION_TITLE,
        Role.SUBDIVISION,
        Role.SUBDIVISION_TITLE,
        Role.SECTION,
        Role.ARTICLE,
        Role.ITEM_HEADING,
        Role.ITEM,
        Role.POINT,
        Role.BODY,
        Role.CELL,
        Role.CELL_HEADING,
    }
)
_INLINE: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.AGENCY: "docAuthority",
        Role.NUMBER: "docNumber",
        Role.DATELINE: "docDate",
        Role.KIND: "docType",
        Role.SUBJECT: "docTitle",
        Role.LETTER_SUBJECT: "docTitle",
        Role.SIGNER_NAME: "signature",
    }
)
"""What the parts of head and foot are."""
_NOT_OF_NAMES: Final = re.compile(r"[\W_]+")


@frozen(kw_only=True)
class AknExporter:
    """Writes a notice as Akoma Ntoso 3.0 (``.akn``).

    Attributes:
        profile: The form of document, for the words of head and foot.
        day: By which day the document is named where it tells none itself, as a *biên bản*.
    """

    suffix: ClassVar[str] = ".akn"
    media_type: ClassVar[str] = "application/akn+xml"

    profile: Profile = DECREE_30
    day: date | None = None

    def export(self, notice: Notice) -> bytes:
        """Return the document.

        Raises:
            ExportError: The notice tells no day, and none is given: the standard names a document
                by it.
        """
        data: bytes = etree.tostring(self._document(notice), xml_declaration=True, encoding="UTF-8")
        return data + b"\n"

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what the document does not say: keys, parties' full names.

        Raises:
            ExportError: As `export`.
        """
        root = self._document(notice)
        values = (value for each in root.iter() for value in each.attrib.values())
        return missing(notice, "\n".join([*root.itertext(), *values]))

    def _named_by(self, notice: Notice) -> date:
        day = notice.reference_date or self.day
        if day is None:
            raise ExportError(
                "this document has no day, by which the format names it",
                place="dateline",
                expected="a day of issue, or that of the meeting",
                remedy="give one, e.g. --option day=2026-03-05",
            )
        return day

    def _document(self, notice: Notice) -> Any:
        """Return the root of the document."""
        day = self._named_by(notice)
        root = etree.Element(_name("akomaNtoso"), nsmap={None: NAMESPACE, "vnd": DUTIES})
        named = keyed(notice)
        _Writer(named, lay_out(named, self.profile), day).document(root)
        return root


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Any, name: str, /, text: str | None = None, **attributes: str) -> Any:
    """Add an element; a name that Python keeps for itself has an underscore at its end."""
    given = {key.rstrip("_"): value for key, value in attributes.items()}
    element = etree.SubElement(parent, _name(name), given)
    element.text = text
    return element


class _Writer:
    """Writes one document, its annexes inside it."""

    def __init__(self, notice: Notice, layout: Layout, day: date) -> None:
        self.notice = notice
        self.layout = layout
        self.day = day
        self.days = Days(notice)
        self.taken: set[str] = set()
        self.counted: Counter[tuple[str, str]] = Counter()
        self.places: dict[int, str] = {}  # of directives, by their identity: their eId
        self.work = _work(notice, day)

    def document(self, root: Any) -> None:
        """Write all of it."""
        notice = self.notice
        doc = _add(root, "doc", name=notice.kind.value, contains="originalVersion")
        meta = _add(doc, "meta")
        sheet, *rest = self.layout.sheets
        head, foot = _parted(self.layout, sheet)
        # What a paper copy adds stands on the last sheet, behind the annexes.
        extra = [each for one in rest[-1:] for each in _copy(self.layout, one)]
        self._head(doc, head)
        body = _add(doc, "mainBody")
        self._items(body, notice.opening, "")
        self._sections(body, notice.sections, "")
        self._items(body, notice.closing, "")
        _filled(body)
        foot = [*foot, *_footer(sheet), *extra]
        if foot:
            self._blocks(_add(doc, "conclusions"), foot)
        if notice.annexes:
            attachments = _add(doc, "attachments")
            labels = annex_labels(notice.annexes)
            for number, (label, annex, one) in enumerate(
                zip(labels, notice.annexes, rest, strict=True), start=1
            ):
                self._annex(attachments, number, label, annex, one)
        self._identified(meta, "!main", document_title(notice))
        self._references(meta)
        self._duties(meta)

    # Head and foot, as the page has them

    def _head(self, doc: Any, paragraphs: Sequence[Paragraph]) -> None:
        before = [each for each in paragraphs if each.role not in _PREAMBLE]
        if before:
            self._blocks(_add(doc, "preface"), before)
        grounds = [each for each in paragraphs if each.role in _PREAMBLE]
        if not grounds:
            return
        preamble = _add(doc, "preamble")
        for each in grounds:
            match each.role:
                case Role.LEGAL_BASIS:
                    if not len(preamble) or preamble[-1].tag != _name("citations"):
                        _add(preamble, "citations")
                    holder = _add(preamble[-1], "citation")
                case Role.ENACTING_WORDS:
                    holder = _add(preamble, "formula", name="enactingFormula")
                case _:
                    holder = _add(preamble, "container", name="issuingAuthority")
            self._blocks(holder, [each])

    def _blocks(self, holder: Any, paragraphs: Iterable[Paragraph]) -> None:
        """Write paragraphs of the page, each with its component as its class."""
        for each in paragraphs:
            text = each.text.replace("\n", " ")
            block = _add(holder, "p", class_=each.role.value)
            inline = _INLINE.get(each.role)
            if inline is None:
                block.text = text
            elif inline == "docDate":
                _add(block, inline, text, date=self.day.isoformat())
            elif inline == "docAuthority":
                _add(block, inline, text, refersTo="#issuer")
            else:
                _add(block, inline, text)

    # The body, as the notice has it

    def _sections(self, body: Any, sections: Iterable[Section], prefix: str) -> None:
        ranks = list(_LEVELS)
        open_: list[tuple[int, Any, str]] = []
        for section in sections:
            rank = ranks.index(section.level)
            while open_ and open_[-1][0] >= rank:
                open_.pop()
            parent, above = (open_[-1][1], open_[-1][2]) if open_ else (body, prefix)
            element = self._part(parent, _LEVELS[section.level], section.label, above)
            if section.heading:
                _add(element, "heading", section.heading)
            name = element.get("eId")
            open_.append((rank, element, name))
            self._items(element, section.body, name)

    def _part(self, parent: Any, kind: str, label: str, prefix: str) -> Any:
        """Add a part of the hierarchy with its name and its label."""
        extra = {"name": "table"} if kind == "hcontainer" else {}
        element = _add(parent, kind, eId=self._id(kind, label, prefix), **extra)
        if label:
            _add(element, "num", label)
        return element

    def _id(self, kind: str, label: str, prefix: str) -> str:
        """Return a name nobody has: its kind with its number, below that of what holds it."""
        number = _NOT_OF_NAMES.sub("-", label.rpartition(" ")[2]).strip("-")
        if not number:
            self.counted[prefix, kind] += 1
            number = str(self.counted[prefix, kind])
        base = f"{prefix}__" * bool(prefix) + f"{_SHORT[kind]}_{number}"
        name, again = base, 1
        while name in self.taken:
            again += 1
            name = f"{base}-{again}"
        self.taken.add(name)
        return name

    def _items(self, parent: Any, items: Iterable[BodyItem], prefix: str) -> None:
        """Write items of a body; inside the hierarchy what is no part of it is wrapped as one."""
        inside = parent.tag != _name("mainBody")
        for item in items:
            if isinstance(item, Directive):
                self._directive(parent, item, prefix)
                continue
            kind = "hcontainer" if isinstance(item, Table) else "paragraph"
            holder = parent
            if inside:
                holder = _add(self._part(parent, kind, "", prefix), "content")
            if isinstance(item, Table):
                self._table(holder, item, prefix)
            else:
                _write(_add(holder, "p"), item.text, self.days.of(str(item.text)))

    def _directive(self, parent: Any, directive: Directive, prefix: str) -> None:
        element = self._part(parent, _kind(directive), directive.label, prefix)
        name = element.get("eId")
        self.places[id(directive)] = name
        shown = f"{directive.label} {directive.text}".strip()
        skipped = len(shown) - len(str(directive.text))
        timed = [
            evolve(each, start=each.start - skipped, end=each.end - skipped)
            for each in self.days.of(shown)
            if each.start >= skipped
        ]
        if directive.children and all(run.bold for run in directive.text.runs):
            _write(_add(element, "heading"), directive.text, timed)
        else:
            holder = _add(element, "intro" if directive.children else "content")
            _write(_add(holder, "p"), directive.text, timed)
        self._items(element, directive.children, name)

    def _table(self, parent: Any, table: Table, prefix: str) -> None:
        name = self._id("table", "", prefix)
        element = _add(parent, "table", eId=name)
        for duty in table.duties:
            self.places[id(duty)] = name
        for index, row in enumerate(table.rows):
            line = _add(element, "tr")
            for cell in row:
                holder = _add(line, "th" if index < table.header_rows else "td")
                block = _add(holder, "p")
                if cell is not None:
                    _write(block, cell, self.days.of(str(cell)))

    def _annex(self, parent: Any, number: int, label: str, annex: Annex, sheet: Sheet) -> None:
        name = f"att_{number}"
        self.taken.add(name)
        attachment = _add(parent, "attachment", eId=name)
        kind = "phu_luc" if annex.kind is None else annex.kind.value
        doc = _add(attachment, "doc", name=kind, contains="originalVersion")
        meta = _add(doc, "meta")
        head, _ = _parted(self.layout, sheet)
        self._head(doc, head)
        body = _add(doc, "mainBody")
        self._items(body, annex.body, name)
        self._sections(body, annex.sections, name)
        _filled(body)
        self._identified(meta, f"!annex_{number}", f"{label}: {annex.title}")

    # What is said about it

    def _identified(self, meta: Any, component: str, title: str) -> None:
        notice = self.notice
        day = self.day.isoformat()
        identification = _add(meta, "identification", source="#vnadmindoc")
        expression = f"{self.work}/vie@{day}"
        for level, uri, name in (
            ("FRBRWork", self.work, "issued"),
            ("FRBRExpression", expression, "issued"),
            ("FRBRManifestation", f"{expression}.akn", "issued"),
        ):
            part = _add(identification, level)
            at = f"{self.work}/vie@{day}/{component}.akn" if uri.endswith(".akn") else None
            _add(part, "FRBRthis", value=at or f"{uri}/{component}")
            _add(part, "FRBRuri", value=uri)
            if level == "FRBRWork":
                _add(part, "FRBRalias", value=title, name="title")
            _add(part, "FRBRdate", date=day, name=name)
            _add(part, "FRBRauthor", href="#issuer", as_="#author")
            if level == "FRBRWork":
                _add(part, "FRBRcountry", value="vn")
                _add(part, "FRBRsubtype", value=notice.kind.value)
                _add(part, "FRBRnumber", value=document_mark(notice))
                _add(part, "FRBRname", value=notice.kind.printed)
            elif level == "FRBRExpression":
                _add(part, "FRBRlanguage", language="vie")
            else:
                _add(part, "FRBRformat", value=AknExporter.media_type)

    def _references(self, meta: Any) -> None:
        head = self.notice.letterhead
        issuer = head.agency.replace("\n", " ") if head else "Không rõ"
        references = _add(meta, "references", source="#vnadmindoc")
        for kind, name, shown in (
            ("organization", "vnadmindoc", "vnadmindoc"),
            ("organization", "issuer", issuer),
            ("role", "author", "Cơ quan ban hành"),
        ):
            place = name if name != "issuer" else slug(issuer, limit=80) or name
            href = f"/akn/ontology/{kind}/vn/{place}"
            _add(references, f"TLC{kind.capitalize()}", eId=name, href=href, showAs=shown)

    def _duties(self, meta: Any) -> None:
        """Write who must do what by when, with the place in the text."""
        duties = list(duties_of(self.notice))
        if not duties:
            return
        holder = _add(meta, "proprietary", source="#vnadmindoc")
        key = notice_key(self.notice)
        for duty in duties:
            self._duty(holder, duty, key)

    def _duty(self, holder: Any, duty: Duty, key: str) -> None:
        def own(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
            element = etree.SubElement(parent, f"{{{DUTIES}}}{name}", attributes)
            element.text = text
            return element

        place = self.places[id(duty.directive)]
        element = own(holder, "duty", refersTo=f"#{place}", number=duty.number)
        for each in duty.assignments:
            own(element, "party", each.party, role=each.role.value)
        for due in duty.dues:
            deadline = due.deadline
            when = {"due": deadline.due.isoformat()} if deadline.due else {}
            if deadline.at is not None:
                when["at"] = deadline.at.isoformat()
            own(
                element,
                "deadline",
                deadline.phrase,
                kind=deadline.kind.value,
                code=code(key, duty.directive, deadline),
                **when,
            )


def _work(notice: Notice, day: date) -> str:
    """Return the IRI of the work (Naming Convention, 4.4)."""
    head = notice.letterhead
    issuer = slug(head.agency.replace("\n", " "), limit=80) if head else ""
    if is_provisional(notice):
        number = f"nn-{notice_key(notice)[:16]}"
    else:
        number = slug(document_mark(notice), limit=80)
    parts = ("akn", "vn", "doc", notice.kind.value, issuer or "x", day.isoformat(), number or "nn")
    return "/" + "/".join(parts)


def _kind(directive: Directive) -> str:
    """Return what a directive is: *điều*, *khoản*, *điểm*, a dash, or a mere paragraph."""
    match role_of(directive):
        case Role.ARTICLE:
            return "article"
        case Role.ITEM | Role.ITEM_HEADING:
            return "clause"
        case Role.POINT:
            return "point" if any(sign.isalnum() for sign in directive.label) else "indent"
        case _:
            return "paragraph"


def _filled(body: Any) -> None:
    """Give a body that says nothing its one empty paragraph, as the schema asks."""
    if not len(body):
        _add(body, "p")


def _paragraphs(layout: Layout, sheet: Sheet) -> Iterator[Paragraph]:
    return evolve(layout, sheets=(sheet,)).paragraphs()


def _footer(sheet: Sheet) -> Iterator[Paragraph]:
    """Yield what stands at the foot of the first page."""
    return (item for item in sheet.footer if isinstance(item, Paragraph))


def _parted(layout: Layout, sheet: Sheet) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of a sheet before its body and those behind it."""
    head: list[Paragraph] = []
    foot: list[Paragraph] = []
    behind = False
    for each in _paragraphs(layout, sheet):
        if each.role in _BODY:
            behind = True
        elif behind or each.role in _CONCLUSIONS:
            behind = True
            foot.append(each)
        else:
            head.append(each)
    return head, foot


def _copy(layout: Layout, sheet: Sheet) -> list[Paragraph]:
    """Return what a paper copy adds below the last annex."""
    return _parted(layout, sheet)[1]


def _write(element: Any, text: RichText, timed: Sequence[Timed]) -> None:
    """Write runs with their looks; words that name a day are told to be one."""
    for when, held in pieces([run.text for run in text.runs], timed):
        holder = element if when is None else _add(element, "date", date=when.moment)
        for at, each in held:
            _put(holder, text.runs[at], each)


def _put(holder: Any, run: Run, text: str) -> None:
    for look, name in ((run.bold, "b"), (run.italic, "i"), (run.underline, "u")):
        if look:
            holder = _add(holder, name)
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text
