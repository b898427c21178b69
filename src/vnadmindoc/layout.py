"""From a notice to blocks: wording, order, sizes, columns and lengths of lines, settled once.

Promised: every well-formed notice can be laid out; every word of the notice is on the page.
Refused here: any file format; a number of the Decree, which stands in `vnadmindoc.standard`.
Lengths are in pt.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

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
    Directive,
    Notice,
    Section,
    Table,
)
from vnadmindoc.model import Paragraph as TextParagraph
from vnadmindoc.richtext import RichText
from vnadmindoc.standard import DECREE_30, MM, Align, Profile, Role, Scale, Style
from vnadmindoc.vocabulary import DocumentKind
from vnadmindoc.wording import (
    ADDRESSEES_LABEL,
    END_MARK,
    LETTER_SUBJECT_LABEL,
    RECIPIENTS_LABEL,
    annex_labels,
    annex_reference,
    authority_text,
    closed,
    dateline_text,
    document_title,
    kind_text,
    number_text,
)

_SLACK = 3.0  # between a line that must not wrap and the edge of its column
_COLUMN_GAP = 12.0  # between the two columns
# How many lines a part of the head may take before the smaller scale is tried.
_MOST_HEAD_LINES = {Role.PARENT: 3, Role.AGENCY: 3, Role.NUMBER: 1}
_RECIPIENTS_SHARE = 0.45  # of the text width; the signature has the rest
_CELL_PADDING = 4.0
_CELLS = (Role.CELL, Role.CELL_HEADING)
_DASH = "-"  # before a recipient or an addressee (II.9)


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
        self.styles = _styles(self.profile, scale)

    def layout(self) -> Layout:
        notice = self.notice
        labels = annex_labels(notice.annexes)
        annexes = map(self._annex, labels, notice.annexes)
        agency = notice.letterhead.agency if notice.letterhead else ""
        return Layout(
            sheets=(self._sheet(self.page, self._document()), *annexes),
            styles=self.styles,
            title=document_title(notice),
            author=agency.replace("\n", " "),
        )

    def _sheet(self, page: Page, blocks: Iterable[Block]) -> Sheet:
        return Sheet(
            page=page,
            blocks=tuple(blocks),
            number_style=self.styles[Role.PAGE_NUMBER],
            number_offset=self.profile.page.number_offset * MM,
        )

    def _document(self) -> list[Block]:
        notice = self.notice
        blocks = self._head()
        if notice.kind is not DocumentKind.LETTER:
            blocks += self._title()
        blocks += self._addressees()
        blocks += [self._paragraph(Role.LEGAL_BASIS, text) for text in closed(notice.legal_bases)]
        body = self._items(notice.opening, self.page.text_width)
        for section in notice.sections:
            body += self._section(section)
        body += self._items(notice.closing, self.page.text_width)
        foot = self._foot()
        return [*blocks, *self._ended(body, keep=bool(foot)), *foot]

    # The head: ô 1 to 5b and 10. Two pairs of columns, one below the other, so that number and
    # date stand on one line however many lines the names take (II.4.c).

    def _head(self) -> list[Block]:
        width_right = self._right_width()
        widths = (self.page.text_width - width_right, width_right)
        limit = widths[0] - _COLUMN_GAP
        names = Columns(
            left=tuple(self._issuer(limit)),
            right=tuple(self._national()),
            widths=widths,
            description="Cơ quan ban hành; Quốc hiệu và Tiêu ngữ",
        )
        numbers = Columns(
            left=tuple(self._number(limit)),
            right=tuple(self._dateline()),
            widths=widths,
            description="Số, ký hiệu; địa danh và thời gian ban hành",
        )
        return [names, numbers] if numbers.left or numbers.right else [names]

    def _national(self) -> list[ColumnItem]:
        motto = self._paragraph(Role.MOTTO, self.profile.motto)
        return [
            self._paragraph(Role.NATIONAL_NAME, self.profile.national_name),
            motto,
            self._rule(_width(motto.text, motto.style)),
        ]

    def _dateline(self) -> list[ColumnItem]:
        if self.notice.dateline is None:
            return []
        return [self._paragraph(Role.DATELINE, dateline_text(self.notice.dateline))]

    def _right_width(self) -> float:
        lines = (*self._national(), *self._dateline())
        needed = max(_width(item.text, item.style) for item in lines if isinstance(item, Paragraph))
        # A place name as long as a sentence wraps; it may not push the other column off the page.
        return min(needed + _SLACK, self.page.text_width * 0.7)

    def _issuer(self, limit: float) -> list[ColumnItem]:
        letterhead = self.notice.letterhead
        if letterhead is None:
            return []
        agency = self._broken(Role.AGENCY, letterhead.agency.upper(), limit)
        names: list[ColumnItem] = [agency, self._share_rule(agency)]
        if letterhead.parent:
            names.insert(0, self._broken(Role.PARENT, letterhead.parent.upper(), limit))
        return names

    def _number(self, limit: float) -> list[ColumnItem]:
        notice = self.notice
        items: list[ColumnItem] = []
        if notice.number is not None:
            items.append(self._broken(Role.NUMBER, number_text(notice.number), limit))
        if notice.kind is DocumentKind.LETTER and notice.subject:
            subject = f"{LETTER_SUBJECT_LABEL} {notice.subject}"
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
        limit = self.page.text_width - self._right_width() - _COLUMN_GAP
        for item in (*self._issuer(limit), *self._number(limit)):
            if isinstance(item, Paragraph):
                lines = item.text.count("\n") + 1
                most = _MOST_HEAD_LINES.get(item.role, lines)
                if _longest(item.text, item.style) > limit or lines > most:
                    return False
        return True

    def _title(self) -> list[Block]:
        kind = self._paragraph(Role.KIND, kind_text(self.notice), keep_with_next=True)
        if not self.notice.subject:
            return [kind, self._share_rule(kind)]
        subject = self._broken(Role.SUBJECT, self.notice.subject, self.page.text_width)
        return [kind, evolve(subject, keep_with_next=True), self._share_rule(subject)]

    def _addressees(self) -> list[Block]:
        addressees = self.notice.addressees
        style = self.styles[Role.ADDRESSEE]
        label = ADDRESSEES_LABEL
        if not addressees:
            return []
        if len(addressees) == 1:
            style = evolve(style, align=Align.CENTRE)
            return [self._paragraph(Role.ADDRESSEE, f"{label} {addressees[0]}", style=style)]
        lines = [f"{_DASH} {item}" for item in closed(addressees)]
        label_width = _width(label, style)
        # The dashes stand below the colon, the whole around the middle (II.9.d; ô 9a).
        widest = label_width + max(_width(line, style) for line in lines)
        edge = max((self.page.text_width - widest) / 2, style.indent)
        dash = evolve(style, left=edge + label_width, before=0.0)
        head = evolve(style, left=edge)
        return [
            self._paragraph(Role.ADDRESSEE, label, style=head, keep_with_next=True),
            *(self._listed(Role.ADDRESSEE, line, dash) for line in lines),
        ]

    # The body: ô 6

    def _section(self, section: Section) -> list[Block]:
        heading = f"{section.label} {section.heading.upper()}".strip()
        return [
            self._paragraph(Role.SECTION, heading, keep_with_next=True),
            *self._items(section.body, self.page.text_width),
        ]

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
                    role = role_of(item)
                    blocks.append(self._rich(role, item.text, label=item.label, depth=inside))
                    blocks += self._items(item.children, text_width, inside)
        return blocks

    def _grid(self, table: Table, text_width: float, depth: int) -> Grid:
        rows = tuple(
            tuple(
                self._cell(Role.CELL_HEADING if index < table.header_rows else Role.CELL, cell)
                for cell in row
            )
            for index, row in enumerate(table.rows)
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

    def _cell(self, role: Role, cell: RichText | None) -> Paragraph:
        if cell is None:
            return Paragraph(role, (), self.styles[role])
        return self._rich(role, cell)

    # The foot: ô 7 and 9b

    def _foot(self) -> list[Block]:
        notice = self.notice
        if notice.signature is None and not notice.recipients:
            return []
        left: list[ColumnItem] = []
        if notice.recipients:
            left.append(self._paragraph(Role.RECIPIENTS_LABEL, RECIPIENTS_LABEL))
            style = self.styles[Role.RECIPIENT]
            left += [
                self._listed(Role.RECIPIENT, f"{_DASH} {item}", style)
                for item in closed(notice.recipients)
            ]
        share = self.page.text_width * _RECIPIENTS_SHARE
        return [
            Columns(
                left=tuple(left),
                right=tuple(self._signature()),
                widths=(share, self.page.text_width - share),
                description="Nơi nhận và chữ ký",
                before=self.styles[Role.BODY].before * 2,
            )
        ]

    def _signature(self) -> list[ColumnItem]:
        signature = self.notice.signature
        if signature is None:
            return []
        lines: list[ColumnItem] = [
            self._paragraph(Role.AUTHORITY, authority_text(line)) for line in signature.authority
        ]
        if signature.title:
            lines.append(self._paragraph(Role.SIGNER_TITLE, signature.title.upper()))
        if signature.name:
            style = evolve(self.styles[Role.SIGNER_NAME], before=self.profile.signature_room)
            lines.append(self._paragraph(Role.SIGNER_NAME, signature.name, style=style))
        return lines

    # Annexes: III.1

    def _annex(self, label: str, annex: Annex) -> Sheet:
        page = self.page
        if annex.landscape:
            # Turned to the left: the margins keep to the edges as the reader sees them.
            page = evolve(page, width=page.height, height=page.width)
        title = self._broken(Role.ANNEX_TITLE, annex.title.upper(), page.text_width)
        reference = self._broken(
            Role.ANNEX_REFERENCE, annex.reference or annex_reference(self.notice), page.text_width
        )
        body = self._items(annex.body, page.text_width)
        return self._sheet(
            page,
            [
                self._paragraph(Role.ANNEX_LABEL, label, keep_with_next=True),
                evolve(title, keep_with_next=True),
                reference,
                self._share_rule(reference),
                *self._ended(body, keep=False),
            ],
        )

    def _ended(self, body: Sequence[Block], *, keep: bool) -> list[Block]:
        """Return the body with its end mark; `keep` holds its last lines to what follows."""
        if not body:
            return []
        *rest, last = body
        if isinstance(last, Paragraph):
            spans = last.spans
            text = spans[-1].text
            if not text.endswith(END_MARK):
                spans = (*spans[:-1], evolve(spans[-1], text=text.rstrip(".;, ") + END_MARK))
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
        span = Span(text, style.bold, style.italic)
        return Paragraph(role, (span,), style, keep_with_next)

    def _listed(self, role: Role, text: str, style: Style) -> Paragraph:
        return evolve(self._paragraph(role, text, style=style), label=_DASH, depth=1)

    def _broken(self, role: Role, text: str, limit: float) -> Paragraph:
        return self._paragraph(role, balanced(text, self.styles[role], limit))

    def _rich(self, role: Role, text: RichText, *, label: str = "", depth: int = 0) -> Paragraph:
        style = self.styles[role]
        spans = [Span(f"{label} ", style.bold, style.italic)] if label else []
        for run in text.runs:
            span = Span(run.text, run.bold or style.bold, run.italic or style.italic, run.underline)
            if spans and _look(spans[-1]) == _look(span):
                # The component's own weight may hide an emphasis: one look, one span.
                spans[-1] = evolve(span, text=spans[-1].text + span.text)
            else:
                spans.append(span)
        # What announces a list or a table goes along with it.
        announces = role not in _CELLS and spans[-1].text.endswith(":")
        return Paragraph(role, tuple(spans), style, announces, label, depth)

    def _rule(self, length: float) -> Rule:
        return Rule(length, self.profile.rule_width, before=2.0, after=2.0)

    def _share_rule(self, above: Paragraph) -> Rule:
        least, most = self.profile.rule_share
        return self._rule(_longest(above.text, above.style) * (least + most) / 2)

    def _stamp(self, role: Role, text: str, box: float) -> Stamp:
        paragraph = self._paragraph(role, text)
        needed = _width(text, paragraph.style) + 2 * _CELL_PADDING
        return Stamp(
            paragraph,
            width=max(box, needed),
            height=self.profile.stamp_height * MM,
            before=paragraph.style.before + 6.0,
            thickness=self.profile.rule_width,
        )


def _styles(profile: Profile, scale: Scale) -> dict[Role, Style]:
    return {role: spec.style(scale) for role, spec in profile.specs.items()}


def _look(span: Span) -> tuple[bool, bool, bool]:
    return span.bold, span.italic, span.underline


def role_of(directive: Directive) -> Role:
    """Return the component that a directive is set as (II.6.đ).

    A figure with a stop makes a *khoản*, any other label a *điểm*, none plain body.
    """
    if not directive.label:
        return Role.BODY
    return Role.ITEM if directive.label.endswith(".") else Role.POINT


def _column_widths(rows: Sequence[Sequence[Paragraph]], text_width: float) -> tuple[float, ...]:
    """Share the width by what the columns hold; none is narrower than its longest word."""
    columns = list(zip(*rows, strict=True))
    least = []
    wanted = []
    for column in columns:
        cells = [(cell.text, cell.style) for cell in column if cell.spans]
        words = [(word, style) for text, style in cells for word in text.split()]
        longest = max((_width(*word) for word in words), default=0.0)
        least.append(longest + 2 * _CELL_PADDING + _SLACK)
        widest = max((_width(*cell) for cell in cells), default=0.0)
        # The root: a column with ten times the text needs more room, but not ten times more.
        wanted.append(max(widest, 1.0) ** 0.5)
    spare = text_width - sum(least)
    if spare <= 0:
        return tuple(text_width * each / sum(least) for each in least)
    return tuple(
        each + spare * want / sum(wanted) for each, want in zip(least, wanted, strict=True)
    )
