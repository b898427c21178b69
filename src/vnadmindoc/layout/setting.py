"""Single blocks of one document, set in the form and at the scale that hold for all of it.

Promised: whatever part of a document asks, a component is set in one way.
Refused here: which blocks a document has, and in what order.
Lengths are in pt.
"""

from attrs import evolve, frozen

from vnadmindoc.blocks import Page, Paragraph, Rule, Span, Stamp
from vnadmindoc.layout.breaking import balanced, line_width, longest
from vnadmindoc.richtext import RichText
from vnadmindoc.standard import MM, FixedWords, Profile, Role, Scale, Style

SLACK = 3.0
"""Between a line that must not wrap and the edge of its column."""

COLUMN_GAP = 12.0
"""Between the two columns of head and foot."""

_DASH = "-"  # before a recipient or an addressee (II.9)
_STAMP_PADDING = 2.0  # so that the widest stamp keeps to its box (III.2.b)
_CELLS = (Role.CELL, Role.CELL_HEADING)


@frozen
class Setter:
    """Sets single blocks.

    Attributes:
        profile: The form of document.
        styles: The style of every role, at the scale of the document.
        page: The paper that what is set stands on.
    """

    profile: Profile
    styles: dict[Role, Style]
    page: Page

    @property
    def words(self) -> FixedWords:
        """The fixed words of the form."""
        return self.profile.words

    def paragraph(
        self, role: Role, text: str, *, style: Style | None = None, keep_with_next: bool = False
    ) -> Paragraph:
        """Return a paragraph in one look.

        Args:
            role: The component.
            text: Its text; a line feed is a line break.
            style: How it is set, where that is not how all of the component are.
            keep_with_next: Whether it may not be the last thing on a page.
        """
        style = style or self.styles[role]
        span = Span(text, style.bold, style.italic, style.underline)
        return Paragraph(role, (span,), style, keep_with_next)

    def listed(self, role: Role, item: str, style: Style) -> Paragraph:
        """Return an item of a list with its dash."""
        paragraph = self.paragraph(role, f"{_DASH} {item}", style=style)
        return evolve(paragraph, label=_DASH, depth=1)

    def broken(self, role: Role, text: str, limit: float) -> Paragraph:
        """Return a paragraph whose lines are broken evenly, none wider than the limit."""
        return self.paragraph(role, balanced(text, self.styles[role], limit))

    def rich(
        self, role: Role, text: RichText, *, label: str = "", depth: int = 0, key: str = ""
    ) -> Paragraph:
        """Return a paragraph with its emphasis; see `Paragraph` for label, depth and key."""
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

    def rule(self, length: float) -> Rule:
        """Return a drawn line of this length."""
        return Rule(length, self.profile.rule_width, before=2.0, after=2.0)

    def share_rule(self, above: float) -> Rule:
        """Return a line of the share the Decree gives it of the line of text above."""
        least, most = self.profile.rule_share
        return self.rule(above * (least + most) / 2)

    def title_end(self, above: Paragraph) -> Paragraph | Rule:
        """Return what ends a title: a line, or the sign that the form has in its place."""
        if self.words.subject_mark:
            return self.paragraph(Role.ORNAMENT, self.words.subject_mark)
        return self.share_rule(longest(above.text, above.style))

    def stamp(self, role: Role, text: str, box: float = 0.0) -> Stamp:
        """Return a mark in a box, as wide as asked or as its text needs."""
        paragraph = self.paragraph(role, text)
        needed = line_width(text, paragraph.style) + 2 * _STAMP_PADDING
        return Stamp(
            paragraph,
            width=max(box, needed),
            height=self.profile.stamp_height * MM,
            before=paragraph.style.before + 6.0,
            thickness=self.profile.rule_width,
        )


def setter(profile: Profile, scale: Scale) -> Setter:
    """Return what sets a document of a form at a scale, on upright paper."""
    sheet = profile.page
    page = Page(
        width=sheet.width * MM,
        height=sheet.height * MM,
        top=sheet.top.chosen * MM,
        bottom=sheet.bottom.chosen * MM,
        left=sheet.left.chosen * MM,
        right=sheet.right.chosen * MM,
    )
    return Setter(profile, profile.styles(scale), page)


def _look(span: Span) -> tuple[bool, bool, bool]:
    return span.bold, span.italic, span.underline
