"""From a notice to blocks: wording, order, sizes, columns and lengths of lines, settled once.

Promised: every well-formed notice can be laid out; every word of the notice is on the page.
Refused here: any file format; a number of the Decree, which stands in `vnadmindoc.standard`.
Lengths are in pt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from attrs import evolve

from vnadmindoc.blocks import (
    Block,
    ColumnItem,
    Columns,
    Grid,
    Layout,
    Page,
    Paragraph,
    Rule,
    Sheet,
    Span,
    Stamp,
)
from vnadmindoc.metrics import width
from vnadmindoc.model import (
    Annex,
    BodyItem,
    Copy,
    Directive,
    Letterhead,
    Notice,
    Section,
    Signature,
    Table,
)
from vnadmindoc.model import Paragraph as TextParagraph
from vnadmindoc.richtext import RichText
from vnadmindoc.standard import DECREE_30, MM, Align, Profile, Role, Scale, Style
from vnadmindoc.vocabulary import DocumentKind, Medium, SectionLevel
from vnadmindoc.wording import (
    addressees_label,
    annex_labels,
    annex_reference,
    authority_text,
    closed,
    copy_signing_text,
    dateline_text,
    document_title,
    drafter_text,
    enacting_text,
    kind_text,
    number_text,
    signing_text,
)

_SLACK = 3.0  # between a line that must not wrap and the edge of its column
_COLUMN_GAP = 12.0  # between the two columns
# How many lines a part of the head may take before the smaller scale is tried.
_MOST_HEAD_LINES = {Role.PARENT: 3, Role.AGENCY: 3, Role.NUMBER: 1}
_RECIPIENTS_SHARE = 0.45  # of the text width; the signature has the rest
_CELL_PADDING = 4.0
_STAMP_PADDING = 2.0  # so that the widest stamp keeps to its box (III.2.b)
_FITTING_SHARE = 0.25  # of the spare width, for a column that needs none
_FIGURES = re.compile(r"[\d.,%/()+-]+")
_CELLS = (Role.CELL, Role.CELL_HEADING)
_DASH = "-"  # before a recipient or an addressee (II.9)
_ARTICLE = re.compile(r"Điều \d+\w?\.?")
_OWN_LINES: Mapping[SectionLevel, tuple[Role, Role]] = MappingProxyType(
    {
        SectionLevel.PART: (Role.PART, Role.PART_TITLE),
        SectionLevel.CHAPTER: (Role.CHAPTER, Role.CHAPTER_TITLE),
        SectionLevel.DIVISION: (Role.DIVISION, Role.DIVISION_TITLE),
        SectionLevel.SUBDIVISION: (Role.SUBDIVISION, Role.SUBDIVISION_TITLE),
    }
)
"""The levels whose label stands on a line of its own, and the components of label and title."""


def lay_out(notice: Notice, profile: Profile = DECREE_30) -> Layout:
    """Return the notice as pages with everything settled.

    Args:
        notice: Any notice; a draft's blanks are left as room to fill in.
        profile: The form of document.
    """
    return _Setter(notice, profile).layout()


def balanced(text: str, style: Style, limit: float) -> str:
    """Return text broken into the fewest lines that fit, as even as they can be.

    Args:
        text: The text; a line break in it stays.
        style: How it is set.
        limit: The greatest width of a line; a longer word stands alone.
    """
    return "\n".join(line for part in text.split("\n") for line in _even_lines(part, style, limit))


def _even_lines(text: str, style: Style, limit: float) -> list[str]:
    if _width(text, style) <= limit:
        return [text]
    words = text.split(" ")
    widths = [_width(word, style) for word in words]
    blank = _width(" ", style)
    fewest = len(_greedy(widths, blank, limit))
    low, high = max(widths), limit
    # The narrowest measure that still needs no more lines, to half a point.
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(_greedy(widths, blank, middle)) > fewest:
            low = middle
        else:
            high = middle
    ends = list(accumulate(_greedy(widths, blank, max(low, high))))
    return [" ".join(words[a:b]) for a, b in zip([0, *ends], ends, strict=False)]


def _greedy(widths: Sequence[float], blank: float, limit: float) -> list[int]:
    """Return how many words each line takes when it takes as many as fit."""
    counts = [0]
    used = 0.0
    for each in widths:
        if counts[-1] and used + blank + each > limit:
            counts.append(0)
        used = each if not counts[-1] else used + blank + each
        counts[-1] += 1
    return counts


def _width(text: str, style: Style) -> float:
    return width(text, style.size, bold=style.bold, italic=style.italic)


def _longest(text: str, style: Style) -> float:
    return max(_width(line, style) for line in text.split("\n"))


class _Setter:
    """Sets one notice; holds the notice, the form and the styles of the chosen scale."""

    def __init__(self, notice: Notice, profile: Profile) -> None:
        self.notice = notice
        self.profile = profile
        self.words = profile.words
        sheet = profile.page
        self.page = Page(
            width=sheet.width * MM,
            height=sheet.height * MM,
            top=sheet.top.chosen * MM,
            bottom=sheet.bottom.chosen * MM,
            left=sheet.left.chosen * MM,
            right=sheet.right.chosen * MM,
        )
        self._use(Scale.LARGE)
        if not self._head_fits():
            self._use(Scale.SMALL)

    def _use(self, scale: Scale) -> None:
        self.styles = self.profile.styles(scale)

    def layout(self) -> Layout:
        notice = self.notice
        labels = annex_labels(notice.annexes)
        sheets = [
            self._sheet(self.page, self._document(), self._address()),
            *map(self._annex, labels, notice.annexes),
        ]
        if notice.copy is not None:
            sheets = self._copied(sheets, notice.copy)
        agency = notice.letterhead.agency if notice.letterhead else ""
        return Layout(
            sheets=tuple(sheets),
            styles=self.styles,
            title=document_title(notice),
            author=agency.replace("\n", " "),
        )

    def _sheet(
        self, page: Page, blocks: Iterable[Block], footer: tuple[Paragraph | Rule, ...] = ()
    ) -> Sheet:
        return Sheet(
            page=page,
            blocks=tuple(blocks),
            number_style=self.styles[Role.PAGE_NUMBER],
            number_offset=self.profile.page.number_offset * MM,
            footer=footer,
        )

    def _document(self) -> list[Block]:
        notice = self.notice
        blocks = self._head()
        if notice.kind is not DocumentKind.LETTER:
            blocks += self._title(kind_text(notice), notice.subject)
        blocks += self._addressees()
        blocks += self._enactment()
        body = self._items(notice.opening, self.page.text_width)
        body += self._sections(notice.sections, self.page.text_width)
        body += self._items(notice.closing, self.page.text_width)
        foot = self._foot()
        return [*blocks, *self._ended(body, keep=bool(foot)), *foot]

    def _enactment(self) -> list[Block]:
        """Return in whose power and on what grounds a document is issued (Mẫu 1.1-1.3)."""
        notice = self.notice
        bullet = self.words.basis_bullet
        blocks: list[Block] = []
        if notice.issuing_authority is not None:
            authority = notice.issuing_authority.upper()
            line = self._broken(Role.ISSUING_AUTHORITY, authority, self.page.text_width)
            blocks.append(evolve(line, keep_with_next=True))
        blocks += [
            self._paragraph(Role.LEGAL_BASIS, bullet + text) for text in closed(notice.legal_bases)
        ]
        if words := enacting_text(notice, self.words):
            blocks.append(self._paragraph(Role.ENACTING_WORDS, words, keep_with_next=True))
        return blocks

    # The head: ô 1 to 5b and 10. Two pairs of columns, one below the other, so that number and
    # date stand on one line however many lines the names take (II.4.c).

    def _head(self) -> list[Block]:
        widths = self._head_widths()
        limit = widths[0] - _COLUMN_GAP
        numbers = Columns(
            left=tuple(self._number(limit)),
            right=tuple(self._dateline()),
            widths=widths,
            description="Số, ký hiệu; địa danh và thời gian ban hành",
        )
        names = self._names(widths)
        return [names, numbers] if numbers.left or numbers.right else [names]

    def _head_widths(self) -> tuple[float, float]:
        width_right = self._right_width()
        return self.page.text_width - width_right, width_right

    def _names(self, widths: tuple[float, float]) -> Columns:
        notice = self.notice
        own = () if notice.letterhead is None else (notice.letterhead,)
        return Columns(
            left=tuple(self._issuers((*own, *notice.co_issuers), widths[0] - _COLUMN_GAP)),
            right=tuple(self._national()),
            widths=widths,
            description="Cơ quan ban hành; Quốc hiệu và Tiêu ngữ",
        )

    def _national(self) -> list[ColumnItem]:
        lines = [self._paragraph(Role.NATIONAL_NAME, self.profile.national_name)]
        if self.profile.motto:
            lines.append(self._paragraph(Role.MOTTO, self.profile.motto))
        last = lines[-1]
        return [*lines, self._rule(_width(last.text, last.style))]

    def _dateline(self) -> list[ColumnItem]:
        if self.notice.dateline is None:
            return []
        return [self._paragraph(Role.DATELINE, dateline_text(self.notice.dateline))]

    def _right_width(self) -> float:
        lines = (*self._national(), *self._dateline())
        needed = max(_width(item.text, item.style) for item in lines if isinstance(item, Paragraph))
        # A place name as long as a sentence wraps; it may not push the other column off the page.
        return min(needed + _SLACK, self.page.text_width * 0.7)

    def _issuers(self, letterheads: Sequence[Letterhead], limit: float) -> list[ColumnItem]:
        """Return the names of the issuing bodies, a hyphen between them, and the line below.

        A body above several of them is named once.
        """
        names: list[ColumnItem] = []
        above = None
        for letterhead in letterheads:
            if letterhead.parent and letterhead.parent != above:
                names.append(self._broken(Role.PARENT, letterhead.parent.upper(), limit))
                above = letterhead.parent
            agency = letterhead.agency.upper() + (" -" if letterhead is not letterheads[-1] else "")
            names.append(self._broken(Role.AGENCY, agency, limit))
        if not names:
            return []
        if self.words.issuer_mark:
            return [*names, self._paragraph(Role.ORNAMENT, self.words.issuer_mark)]
        agencies = (each for each in names if isinstance(each, Paragraph))
        widest = max(
            _longest(each.text, each.style) for each in agencies if each.role is Role.AGENCY
        )
        return [*names, self._share_rule(widest)]

    def _number(self, limit: float) -> list[ColumnItem]:
        notice = self.notice
        items: list[ColumnItem] = []
        if notice.number is not None:
            items.append(self._broken(Role.NUMBER, number_text(notice.number, self.words), limit))
        if notice.kind is DocumentKind.LETTER and notice.subject:
            subject = f"{self.words.letter_subject} {notice.subject}"
            items.append(self._broken(Role.LETTER_SUBJECT, subject, limit))
        if notice.secrecy is not None:
            items.append(self._stamp(Role.SECRECY, notice.secrecy.printed, 0.0))
        if notice.urgency is not None:
            box = self.profile.urgency_widths[notice.urgency] * MM
            items.append(self._stamp(Role.URGENCY, notice.urgency.printed, box))
        if notice.circulation is not None:
            items.append(self._stamp(Role.CIRCULATION, notice.circulation.upper(), 0.0))
        return items

    def _head_fits(self) -> bool:
        """Whether the left column holds number and names beside the right one at this scale."""
        widths = self._head_widths()
        limit = widths[0] - _COLUMN_GAP
        for item in (*self._names(widths).left, *self._number(limit)):
            if isinstance(item, Paragraph):
                lines = item.text.count("\n") + 1
                most = _MOST_HEAD_LINES.get(item.role, lines)
                if _longest(item.text, item.style) > limit or lines > most:
                    return False
        return True

    def _title(self, kind: str, subject: str) -> list[Block]:
        lines = [self._paragraph(Role.KIND, kind, keep_with_next=True)]
        if subject:
            broken = self._broken(Role.SUBJECT, subject, self.page.text_width)
            lines.append(evolve(broken, keep_with_next=True))
        return [*lines, self._title_end(lines[-1])]

    def _title_end(self, above: Paragraph) -> Paragraph | Rule:
        if self.words.subject_mark:
            return self._paragraph(Role.ORNAMENT, self.words.subject_mark)
        return self._share_rule(_longest(above.text, above.style))

    def _addressees(self) -> list[Block]:
        addressees = self.notice.addressees
        style = self.styles[Role.ADDRESSEE]
        label = addressees_label(self.notice, self.words)
        if not addressees:
            return []
        if len(addressees) == 1:
            style = evolve(style, align=Align.CENTRE)
            return [self._paragraph(Role.ADDRESSEE, f"{label} {addressees[0]}", style=style)]
        lines = [f"{_DASH} {item}" for item in closed(addressees)]
        label_width = _width(label, style)
        longest = max(_width(line, style) for line in lines)
        widest = label_width + longest
        if self.notice.salutation is not None:
            # Words of any length, "… điện:": centred, the list below around the middle (Mẫu 1.6).
            head = evolve(style, align=Align.CENTRE)
            edge = max((self.page.text_width - longest) / 2, style.indent)
            label_width = 0.0
        else:
            # The dashes stand below the colon, the whole around the middle (II.9.d; ô 9a).
            edge = max((self.page.text_width - widest) / 2, style.indent)
            head = evolve(style, left=edge)
        dash = evolve(style, left=edge + label_width, before=0.0)
        return [
            self._paragraph(Role.ADDRESSEE, label, style=head, keep_with_next=True),
            *(self._listed(Role.ADDRESSEE, line, dash) for line in lines),
        ]

    # The body: ô 6

    def _sections(self, sections: Iterable[Section], text_width: float) -> list[Block]:
        blocks: list[Block] = []
        for section in sections:
            blocks += self._heading(section, text_width)
            blocks += self._items(section.body, text_width)
        return blocks

    def _heading(self, section: Section, text_width: float) -> list[Block]:
        title = section.heading.upper()
        if section.level is SectionLevel.ROMAN:
            heading = f"{section.label} {title}".strip()
            return [self._paragraph(Role.SECTION, heading, keep_with_next=True)]
        of_label, of_title = _OWN_LINES[section.level]
        lines = [self._paragraph(of_label, section.label, keep_with_next=True)]
        if title:
            lines.append(evolve(self._broken(of_title, title, text_width), keep_with_next=True))
        return [*lines]

    def _items(self, items: Iterable[BodyItem], text_width: float, depth: int = 0) -> list[Block]:
        blocks: list[Block] = []
        for item in items:
            match item:
                case TextParagraph():
                    blocks.append(self._rich(Role.BODY, item.text, depth=depth))
                case Table():
                    blocks.append(self._grid(item, text_width, depth))
                case Directive():
                    # Without a label it is no item, and what belongs to it stands beside it.
                    inside = depth + 1 if item.label else depth
                    blocks.append(self._directive(item, inside))
                    blocks += self._items(item.children, text_width, inside)
        return blocks

    def _directive(self, directive: Directive, depth: int) -> Paragraph:
        role = role_of(directive)
        paragraph = self._rich(
            role, directive.text, label=directive.label, depth=depth, key=directive.key or ""
        )
        if directive.children and role is not Role.BODY and _is_title(directive):
            return evolve(paragraph, keep_with_next=True)
        return paragraph

    def _grid(self, table: Table, text_width: float, depth: int) -> Grid:
        head, body = table.rows[: table.header_rows], table.rows[table.header_rows :]
        centred = [all(map(_is_figure, column)) for column in zip(*body, strict=True)]
        rows = (
            *(tuple(self._cell(Role.CELL_HEADING, cell) for cell in row) for row in head),
            *(
                tuple(
                    self._cell(Role.CELL, cell, centred=figures)
                    for cell, figures in zip(row, centred, strict=True)
                )
                for row in body
            ),
        )
        return Grid(
            rows=rows,
            header_rows=table.header_rows,
            widths=_column_widths(rows, text_width),
            padding=_CELL_PADDING,
            thickness=self.profile.rule_width,
            before=self.styles[Role.BODY].before,
            depth=depth,
        )

    def _cell(self, role: Role, cell: RichText | None, *, centred: bool = False) -> Paragraph:
        if cell is None:
            return Paragraph(role, (), self.styles[role])
        paragraph = self._rich(role, cell)
        if centred:
            return evolve(paragraph, style=evolve(paragraph.style, align=Align.CENTRE))
        return paragraph

    # The foot: ô 7 and 9b

    def _foot(self) -> list[Block]:
        notice = self.notice
        recipients = self._recipients(notice.recipients)
        if words := drafter_text(notice):
            recipients.append(self._paragraph(Role.DRAFTER, words))
        blocks = self._signed(recipients, notice.signature, notice.cosignatures)
        if notice.endorsement is not None:
            half = self.page.text_width / 2
            below = self._broken(Role.ENDORSEMENT, notice.endorsement, half - _COLUMN_GAP)
            blocks.append(self._pair([below], [], half, "Xác nhận"))
        return blocks

    def _recipients(self, recipients: Sequence[str]) -> list[ColumnItem]:
        if not recipients:
            return []
        style = self.styles[Role.RECIPIENT]
        return [
            self._paragraph(Role.RECIPIENTS_LABEL, self.words.recipients),
            *(
                self._listed(Role.RECIPIENT, f"{_DASH} {item}", style)
                for item in closed(recipients)
            ),
        ]

    def _signed(
        self,
        recipients: list[ColumnItem],
        signature: Signature | None,
        before: Sequence[Signature] = (),
    ) -> list[Block]:
        """Return signatures and recipients; two signers stand side by side, a lone one at right.

        With an even number of signers the recipients stand below them (Mẫu 1.9).
        """
        half = self.page.text_width / 2
        share = self.page.text_width * _RECIPIENTS_SHARE
        blocks: list[Block] = []
        signers = [*before] if signature is None else [*before, signature]
        while len(signers) > 1:
            first, second, *signers = signers
            left, right = (self._signature(each, half - _SLACK) for each in (first, second))
            blocks.append(self._pair(left, right, half, "Chữ ký"))
        rest = self.page.text_width - share - _SLACK
        right = self._signature(signers[0], rest) if signers else []
        if recipients or right:
            blocks.append(self._pair(recipients, right, share, "Nơi nhận và chữ ký"))
        return blocks

    def _pair(
        self,
        left: Iterable[ColumnItem],
        right: Iterable[ColumnItem],
        share: float,
        description: str,
    ) -> Columns:
        return Columns(
            left=tuple(left),
            right=tuple(right),
            widths=(share, self.page.text_width - share),
            description=description,
            before=self.styles[Role.BODY].before * 2,
        )

    def _signature(self, signature: Signature, width: float) -> list[ColumnItem]:
        lines: list[ColumnItem] = [
            self._broken(Role.AUTHORITY, authority_text(line, self.words), width)
            for line in signature.authority
        ]
        if signature.title:
            lines.append(self._broken(Role.SIGNER_TITLE, signature.title.upper(), width))
        if signature.name:
            style = evolve(self.styles[Role.SIGNER_NAME], before=self.profile.signature_room)
            lines.append(self._paragraph(Role.SIGNER_NAME, signature.name, style=style))
        return lines

    def _address(self) -> tuple[Paragraph | Rule, ...]:
        """Return ô 13: a line as long as the text is wide, and the address below it (III.4)."""
        if not self.notice.address:
            return ()
        rule = Rule(self.page.text_width, self.profile.rule_width, before=6.0, after=2.0)
        return rule, *(self._paragraph(Role.ADDRESS, line) for line in self.notice.address)

    # Copies: Phần II

    def _copied(self, sheets: Sequence[Sheet], copy: Copy) -> list[Sheet]:
        """Return the sheets of a copy: told at the top of an electronic one, below a paper one."""
        if copy.medium is Medium.ELECTRONIC:
            first, *rest = sheets
            told = self._paragraph(Role.SIGNING_INFORMATION, copy_signing_text(copy))
            return [evolve(first, blocks=(told, *first.blocks)), *rest]
        *rest, last = sheets
        return [*rest, evolve(last, blocks=(*last.blocks, *self._copy(copy, last.page)))]

    def _copy(self, copy: Copy, page: Page) -> list[Block]:
        widths = (page.text_width - (right := self._right_width()), right)
        limit = widths[0] - _COLUMN_GAP
        kind = [self._paragraph(Role.COPY_KIND, copy.kind.printed)]
        names = Columns(
            left=tuple(self._issuers((copy.letterhead,), limit)),
            right=tuple(kind),
            widths=widths,
            description="Cơ quan sao; hình thức sao",
        )
        number = copy.number and self._broken(
            Role.NUMBER, number_text(copy.number, self.words), limit
        )
        day = copy.dateline and self._paragraph(Role.DATELINE, dateline_text(copy.dateline))
        numbers = Columns(
            left=(number,) if number else (),
            right=(day,) if day else (),
            widths=widths,
            description="Số, ký hiệu bản sao; địa danh và thời gian sao",
        )
        line = Rule(page.text_width, self.profile.rule_width, before=12.0, after=6.0)
        head: list[Block] = [line, names]
        if number or day:
            head.append(numbers)
        return head + self._signed(self._recipients(copy.recipients), copy.signature)

    # Annexes: III.1

    def _annex(self, label: str, annex: Annex) -> Sheet:
        page = self.page
        if annex.landscape:
            # Turned to the left: the margins keep to the edges as the reader sees them.
            page = evolve(page, width=page.height, height=page.width)
        blocks: list[Block] = []
        if annex.signed_at is not None:
            number = self.notice.number
            what = number_text(number, self.words) if number is not None else "Số: "
            told = signing_text(what.strip(), annex.signed_at)
            blocks.append(self._paragraph(Role.SIGNING_INFORMATION, told))
        reference = self._reference(
            annex.reference or annex_reference(self.notice, self.words), page.text_width
        )
        if annex.kind is not None:
            right = self._right_width()
            kind = self._paragraph(Role.KIND, annex.kind.printed.upper(), keep_with_next=True)
            title = self._broken(Role.SUBJECT, annex.title, page.text_width)
            blocks += [self._names((page.text_width - right, right)), kind]
        else:
            blocks.append(self._paragraph(Role.ANNEX_LABEL, label, keep_with_next=True))
            title = self._broken(Role.ANNEX_TITLE, annex.title.upper(), page.text_width)
        body = self._items(annex.body, page.text_width)
        body += self._sections(annex.sections, page.text_width)
        return self._sheet(
            page,
            [
                *blocks,
                evolve(title, keep_with_next=True),
                reference,
                self._title_end(reference),
                *self._ended(body, keep=False),
            ],
        )

    def _reference(self, text: str, limit: float) -> Paragraph:
        """Set the line below an annex's title; one too long breaks before the issuing body."""
        style = self.styles[Role.ANNEX_REFERENCE]
        parted = text.replace(" của ", "\ncủa ", 1)
        if _width(text, style) > limit >= _longest(parted, style):
            text = parted
        return self._broken(Role.ANNEX_REFERENCE, text, limit)

    def _ended(self, body: Sequence[Block], *, keep: bool) -> list[Block]:
        """Return the body with its end mark; `keep` holds its last lines to what follows."""
        if not body:
            return []
        *rest, last = body
        if isinstance(last, Paragraph):
            spans = last.spans
            text = spans[-1].text
            mark = self.words.end_mark
            if not text.endswith(mark):
                spans = (*spans[:-1], evolve(spans[-1], text=text.rstrip(".;, ") + mark))
            last = evolve(last, spans=spans, keep_with_next=keep)
            one_line = _width(last.text, last.style) <= self.page.text_width - last.style.indent
            if keep and one_line and rest and isinstance(rest[-1], Paragraph):
                # One line alone is little company for a signature: two lines go along.
                rest[-1] = evolve(rest[-1], keep_with_next=True)
        elif isinstance(last, Grid):
            *rows, end = last.rows
            kept = tuple(evolve(cell, keep_with_next=keep) for cell in end)
            last = evolve(last, rows=(*rows, kept))
        return [*rest, last]

    # Single blocks

    def _paragraph(
        self, role: Role, text: str, *, style: Style | None = None, keep_with_next: bool = False
    ) -> Paragraph:
        style = style or self.styles[role]
        span = Span(text, style.bold, style.italic, style.underline)
        return Paragraph(role, (span,), style, keep_with_next)

    def _listed(self, role: Role, text: str, style: Style) -> Paragraph:
        return evolve(self._paragraph(role, text, style=style), label=_DASH, depth=1)

    def _broken(self, role: Role, text: str, limit: float) -> Paragraph:
        return self._paragraph(role, balanced(text, self.styles[role], limit))

    def _rich(
        self, role: Role, text: RichText, *, label: str = "", depth: int = 0, key: str = ""
    ) -> Paragraph:
        style = self.styles[role]
        # Of an article without a title only the label is bold: the text is running text.
        bold = style.bold and role is not Role.ARTICLE
        spans = [Span(f"{label} ", style.bold, style.italic)] if label else []
        for run in text.runs:
            span = Span(run.text, run.bold or bold, run.italic or style.italic, run.underline)
            if spans and _look(spans[-1]) == _look(span):
                # The component's own weight may hide an emphasis: one look, one span.
                spans[-1] = evolve(span, text=spans[-1].text + span.text)
            else:
                spans.append(span)
        # What announces a list or a table goes along with it.
        announces = role not in _CELLS and spans[-1].text.endswith(":")
        return Paragraph(role, tuple(spans), style, announces, label, depth, key)

    def _rule(self, length: float) -> Rule:
        return Rule(length, self.profile.rule_width, before=2.0, after=2.0)

    def _share_rule(self, above: float) -> Rule:
        """Return a line of the share the Decree gives it of the line of text above."""
        least, most = self.profile.rule_share
        return self._rule(above * (least + most) / 2)

    def _stamp(self, role: Role, text: str, box: float) -> Stamp:
        paragraph = self._paragraph(role, text)
        needed = _width(text, paragraph.style) + 2 * _STAMP_PADDING
        return Stamp(
            paragraph,
            width=max(box, needed),
            height=self.profile.stamp_height * MM,
            before=paragraph.style.before + 6.0,
            thickness=self.profile.rule_width,
        )


def _look(span: Span) -> tuple[bool, bool, bool]:
    return span.bold, span.italic, span.underline


def _is_title(directive: Directive) -> bool:
    return all(run.bold for run in directive.text.runs)


def role_of(directive: Directive) -> Role:
    """Return the component that a directive is set as (II.6.đ).

    A figure with a stop makes a *khoản*, *Điều* and a figure an article, any other label a
    *điểm*, none plain body; a *khoản* whose text is wholly bold is its title.
    """
    label = directive.label
    if not label:
        return Role.BODY
    if _ARTICLE.fullmatch(label):
        return Role.ARTICLE
    if not label.endswith("."):
        return Role.POINT
    return Role.ITEM_HEADING if _is_title(directive) else Role.ITEM


def _is_figure(cell: RichText | None) -> bool:
    """Whether a cell holds nothing but a figure; a column of them stands centred."""
    return cell is None or _FIGURES.fullmatch(str(cell)) is not None


def _column_widths(rows: Sequence[Sequence[Paragraph]], text_width: float) -> tuple[float, ...]:
    """Share the width by what the columns hold; none is narrower than its longest word.

    Where the width is enough for every cell on one line, no cell takes two.
    """
    columns = list(zip(*rows, strict=True))
    least = []
    wanted = []
    whole = []
    for column in columns:
        cells = [(cell.text, cell.style) for cell in column if cell.spans]
        words = [(word, style) for text, style in cells for word in text.split()]
        longest = max((_width(*word) for word in words), default=0.0)
        least.append(longest + 2 * _CELL_PADDING + _SLACK)
        widest = max((_width(*cell) for cell in cells), default=0.0)
        # The root: a column with ten times the text needs more room, but not ten times more. One
        # that holds single words has the room it needs.
        share = 1.0 if widest > longest else _FITTING_SHARE
        wanted.append(share * max(widest, 1.0) ** 0.5)
        whole.append(widest + 2 * _CELL_PADDING + _SLACK)
    if sum(whole) <= text_width:
        return tuple(text_width * each / sum(whole) for each in whole)
    spare = text_width - sum(least)
    if spare <= 0:
        return tuple(text_width * each / sum(least) for each in least)
    return tuple(
        each + spare * want / sum(wanted) for each, want in zip(least, wanted, strict=True)
    )
