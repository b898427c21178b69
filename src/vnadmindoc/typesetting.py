"""A paragraph to the lines of a column, with widths and breaks of a word processor.

Promised: a line ends where LibreOffice ends it when it sets the same paragraph of a Word document;
no sign is lost, and no line is longer than its column unless a single sign is.
Refused here: pages, and what stands beside or below a paragraph.

Lengths are in pt.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from operator import add

from attrs import evolve, frozen

from vnadmindoc import metrics
from vnadmindoc.blocks import Paragraph, Span
from vnadmindoc.standard import Align

# Word processors keep lengths in twentieths of a point.
_TWIP = 1 / 20
# LibreOffice 7.4 rounds every advance width to a sixth of that: found from the narrowest columns
# that hold 90 letters of a kind in 11, 12, 13 and 14 pt.
_STEPS = 120
# What ends a line in italics keeps a twelfth of the line's height clear, for the letters lean out;
# an italic no-break space is wider by as much.
_LEAN = 12

# Where LibreOffice 7.4 ends a line, measured sign by sign: after blanks, unless a closing mark
# follows or an opening bracket goes before; after hyphens, dashes and some marks, between figures
# too (2021-/2025), unless what follows clings to them; between a closing mark and an opening
# bracket; before a long dash. A slash, a comma or a stop without a blank ends none: 11/10/2021 and
# 1.250.000 hold together.
_CLINGS = r"""-‐–/\\.,;:!?|'"‘’“”«»)\]}\u00a0"""
# One class of signs leads, which the engine looks for at once; then what makes each of them a stop.
_STOP = re.compile(
    r"[- ‐–\\!?|…—.,;:)\]}](?:"
    r"(?<=[^(\[{] )(?![ /\\.,;:!?)\]}])"
    rf"|(?<=[-‐–\\!?|])(?![{_CLINGS} ])|(?<=…)(?![{_CLINGS} …])|(?<=—)(?![{_CLINGS} —])"
    r"|(?<=[.,;:)\]}])(?=[(\[{…]))"
)
_STOP_BEFORE_DASH = re.compile(r"""[^ /'"‘’“”«»(\[{…—\u00a0](?=—)""")


def snapped(length: float) -> float:
    """Return a length as a word processor keeps it: to the nearest twentieth of a point."""
    return round(length / _TWIP) * _TWIP


@frozen
class SetLine:
    """A line of a column that has no place on a page yet.

    Attributes:
        paragraph: The paragraph it belongs to.
        number: Which paragraph that is, as the caller counts; None for what is not counted.
        spans: Its text; a blank at the end where the text has one or a settled break.
        x: Where it begins, from the column's left edge.
        width: How wide it naturally is, without a blank at its end.
        word_space: What each blank is wider than it naturally is.
        underlines: From where to where it is underlined, from its own beginning.
        before: Clear space above it; only the first line of a paragraph has some.
        height: Its height.
    """

    paragraph: Paragraph
    number: int | None
    spans: tuple[Span, ...]
    x: float
    width: float
    word_space: float
    underlines: tuple[tuple[float, float], ...]
    before: float
    height: float

    @property
    def baseline(self) -> float:
        """Where the baseline is, from the top of the line; wider spacing adds below it."""
        return (metrics.LINE_GAP + metrics.ASCENT) * self.paragraph.style.size


def set_paragraph(paragraph: Paragraph, number: int | None, column: float) -> list[SetLine]:
    r"""Return a paragraph as lines, each as long as the column allows; at least one.

    Args:
        paragraph: The paragraph; a ``\n`` in it ends a line, which is then not justified.
        number: Which paragraph it is, for the lines to tell.
        column: The width of the column.
    """
    style = paragraph.style
    left, first = snapped(style.left), snapped(style.indent)
    height = snapped(metrics.line_height(style.size)) * style.line_spacing
    room = column - left
    measure = _word_by_word(paragraph, room - max(first, 0.0)) or _Measure(paragraph)
    lines: list[SetLine] = []
    start = 0
    for part in measure.text.split("\n"):
        part_end = start + len(part)
        indent = 0.0 if lines else first
        for begin, seen, end, width in measure.stretches(part, start, room, indent):
            x = left if lines else left + first
            spare = column - x - width
            word_space = 0.0
            if style.align is Align.CENTRE:
                x += spare / 2
            elif style.align is Align.RIGHT:
                x += spare
            elif style.align is Align.JUSTIFY and end < part_end:
                word_space = spare / (measure.blanks(begin, seen) or 1)
            spans = measure.cut(begin, end)
            if end == part_end < len(measure.text) and spans:
                # A settled break parts words, also for a reader that goes by the text alone.
                spans = (*spans[:-1], evolve(spans[-1], text=spans[-1].text + " "))
            underlines = measure.underlines(begin, seen, word_space)
            before = 0.0 if lines else snapped(style.before)
            lines.append(
                SetLine(paragraph, number, spans, x, width, word_space, underlines, before, height)
            )
        start = part_end + 1
    return lines


def line_stops(text: str) -> list[tuple[int, int]]:
    """Return where a line may end: the end of what is seen, and the start of the next line.

    Args:
        text: One line of text without a settled break; the end of the text is not among the stops.
    """
    ends = [found.end() for found in _STOP.finditer(text)]
    if "—" in text:
        ends = sorted({*ends, *(found.end() for found in _STOP_BEFORE_DASH.finditer(text))})
    if ends and ends[-1] == len(text):
        ends.pop()
    return [(end - 1, end) if text[end - 1] == " " else (end, end) for end in ends]


class _Steps(dict[str, int]):
    """Advance widths in one size as LibreOffice rounds them, each worked out once."""

    def __init__(self, size: float, bold: bool, italic: bool) -> None:
        super().__init__()
        self.table = metrics.table(bold, italic)
        self.factor = size * _STEPS / metrics.UNITS_PER_EM
        if italic:
            self["\u00a0"] = self["\u00a0"] + _lean(size)

    def __missing__(self, sign: str) -> int:
        steps = self[sign] = round(self.table[sign] * self.factor)
        return steps


@lru_cache(maxsize=64)
def _steps(size: float, bold: bool, italic: bool) -> _Steps:
    return _Steps(size, bold, italic)


def _lean(size: float) -> int:
    """Return the clear space after italics, in the steps of `_Steps`."""
    return round(metrics.line_height(size) / _TWIP) // _LEAN * round(_TWIP * _STEPS)


# What ends at a stop, or at a blank that ends a line: its advance as LibreOffice rounds it and in
# units of the face, each with the blank behind it and without, and its length with that blank.
_Piece = tuple[int, int, int, int, int]


class _Words(dict[str, tuple[_Piece, ...]]):
    """Words in one size and look with a blank behind, each measured once.

    A word has several pieces where a line may end inside it, and none where a line may not end
    before it or behind it: then the whole paragraph is measured sign by sign.
    """

    def __init__(self, size: float, bold: bool, italic: bool) -> None:
        super().__init__()
        self.steps = _steps(size, bold, italic)
        self.table = metrics.table(bold, italic)
        self.lean = _lean(size) if italic else 0

    def __missing__(self, word: str) -> tuple[_Piece, ...]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        (before, start), *stops = line_stops(f"a {word} a")
        pieces = []
        if (before, start) == (1, 2) and stops and stops[-1][1] == len(word) + 3:
            for seen, end in stops:
                pieces.append(self._piece(word[start - 2 : seen - 2], end > seen))
                start = end
        self[word] = tuple(pieces)
        return self[word]

    def _piece(self, text: str, blank: bool) -> _Piece:
        steps = sum(map(self.steps.__getitem__, text))
        units = sum(map(self.table.__getitem__, text))
        if not blank:
            return steps, steps, units, units, len(text)
        return steps + self.steps[" "], steps, units + self.table[" "], units, len(text) + 1


# Of different words a notice has a few hundred, an archive of them some thousands.
_MOST_WORDS = 20_000


@lru_cache(maxsize=64)
def _words(size: float, bold: bool, italic: bool) -> _Words:
    return _Words(size, bold, italic)


def _word_by_word(paragraph: Paragraph, room: float) -> "_MeasuredWords | None":
    """Return the words of a paragraph, or None where signs have to be looked at one by one.

    That is where looks change, a word clings to its neighbour over a blank, or is longer than a
    line.
    """
    if len(paragraph.spans) != 1 or paragraph.spans[0].underline:
        return None
    (span,) = paragraph.spans
    words = _words(paragraph.style.size, span.bold, span.italic)
    limit = round(room * _STEPS) - words.lean
    parts = []
    for part in span.text.split("\n"):
        measured = [words[word] for word in part.split(" ")]
        if () in measured:
            return None
        columns = tuple(zip(*chain.from_iterable(measured), strict=True))
        if max(columns[1]) > limit:
            return None
        parts.append(columns)
    return _MeasuredWords(span, words, paragraph.style.size, parts)


class _MeasuredWords:
    """The text of a paragraph with the advances of its words; as `_Measure`, but faster."""

    def __init__(
        self, span: Span, words: _Words, size: float, parts: list[tuple[tuple[int, ...], ...]]
    ) -> None:
        self.span = span
        self.text = span.text
        self.lean = words.lean
        self.unit = size / metrics.UNITS_PER_EM
        self.parts = iter(parts)

    def stretches(
        self, part: str, start: int, room: float, indent: float
    ) -> Iterator[tuple[int, int, int, float]]:
        """Yield the lines of the next part, as `_Measure.stretches` does."""
        steps, seen_steps, units, seen_units, lengths = next(self.parts)
        begins = list(accumulate(steps, initial=0))
        reaches = list(map(add, begins, seen_steps))
        left = list(accumulate(units, initial=0))
        places = list(accumulate(lengths, initial=start))
        part_end = places[-1] = start + len(part)  # there is no blank behind the last word
        first = 0
        while first < len(steps):
            limit = begins[first] + round((room - indent) * _STEPS) - self.lean
            last = bisect_right(reaches, limit, lo=first) - 1
            end = places[last + 1]
            seen = end if end == part_end or steps[last] == seen_steps[last] else end - 1
            yield (
                places[first],
                seen,
                end,
                (left[last] + seen_units[last] - left[first]) * self.unit,
            )
            first, indent = last + 1, 0.0

    def blanks(self, start: int, end: int) -> int:
        return self.text.count(" ", start, end) + self.text.count("\u00a0", start, end)

    def cut(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the span of a stretch."""
        return (Span(self.text[start:end], self.span.bold, self.span.italic),)

    def underlines(self, _start: int, _end: int, _space: float) -> tuple[tuple[float, float], ...]:
        """Return nothing: what is underlined is measured sign by sign."""
        return ()


class _Measure:
    """The text of a paragraph with the sums of the advance widths up to every sign.

    Attributes:
        sums: In the unit of the face, for drawing.
        steps: As LibreOffice rounds them, for breaking.
    """

    def __init__(self, paragraph: Paragraph) -> None:
        self.spans = paragraph.spans
        self.text = paragraph.text
        size = paragraph.style.size
        self.unit = size / metrics.UNITS_PER_EM
        tables = [metrics.table(span.bold, span.italic) for span in self.spans]
        steps = [_steps(size, span.bold, span.italic) for span in self.spans]
        self.sums = self._sums(tables)
        self.steps = self._sums(steps)
        self.lean = _lean(size)
        self.underlined = any(span.underline for span in self.spans)

    def _sums(self, tables: Iterable[Mapping[str, int]]) -> list[int]:
        pairs = zip(tables, self.spans, strict=True)
        advances = [map(table.__getitem__, span.text) for table, span in pairs]
        return list(accumulate(chain.from_iterable(advances), initial=0))

    def stretches(
        self, part: str, start: int, room: float, indent: float
    ) -> Iterator[tuple[int, int, int, float]]:
        """Yield the lines of a part.

        Args:
            part: A stretch of the text without a settled break.
            start: Where it begins in the text.
            room: How long a line may be.
            indent: What the first line is shorter.

        Yields:
            The start, the end of what is seen, the start of the next line, and the width.
        """
        steps = self.steps
        stops = [(start + seen, start + end) for seen, end in line_stops(part)]
        stops.append((start + len(part), start + len(part)))
        reach = self.reaches([seen for seen, _ in stops])
        index = 0
        while index < len(stops):
            limit = steps[start] + round((room - indent) * _STEPS)
            fitting = bisect_right(reach, limit, lo=index)
            if fitting > index:
                seen, end = stops[fitting - 1]
                index = fitting
            else:
                # A word longer than the line goes on below, sign by sign; one sign always stands.
                last = stops[index][0]
                seen = end = max(bisect_right(steps, limit, start + 1, last) - 1, start + 1)
                if seen == last:
                    end = stops[index][1]
                    index += 1
            yield start, seen, end, self.width(start, seen)
            start, indent = end, 0.0

    def width(self, start: int, end: int) -> float:
        return (self.sums[end] - self.sums[start]) * self.unit

    def blanks(self, start: int, end: int) -> int:
        # A no-break space stretches too: a PDF font of ours has one sign for both.
        return self.text.count(" ", start, end) + self.text.count("\u00a0", start, end)

    def cut(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the spans of a stretch."""
        if len(self.spans) == 1:
            span = self.spans[0]
            return (Span(self.text[start:end], span.bold, span.italic, span.underline),)
        return tuple(
            Span(self.text[left:right], span.bold, span.italic, span.underline)
            for span, left, right in self._parts(start, end)
        )

    def underlines(
        self, start: int, end: int, word_space: float
    ) -> tuple[tuple[float, float], ...]:
        """Return from where to where a stretch is underlined, counted from its start."""
        if not self.underlined:
            return ()

        def offset(at: int) -> float:
            return self.width(start, at) + self.blanks(start, at) * word_space

        return tuple(
            (offset(left), offset(right))
            for span, left, right in self._parts(start, end)
            if span.underline
        )

    def reaches(self, ends: Sequence[int]) -> list[int]:
        """Return how far a line reaches, as LibreOffice counts, that ends at each of these."""
        reaches = [self.steps[end] for end in ends]
        if any(span.italic for span in self.spans):
            span_ends = list(accumulate([len(span.text) for span in self.spans]))
            for index, end in enumerate(ends):
                if self.spans[bisect_left(span_ends, end)].italic:
                    reaches[index] += self.lean
        return reaches

    def _parts(self, start: int, end: int) -> Iterator[tuple[Span, int, int]]:
        at = 0
        for span in self.spans:
            left, right = max(at, start), min(at + len(span.text), end)
            if left < right:
                yield span, left, right
            at += len(span.text)
