"""Where a line breaks that stands centred: into the fewest lines, as even as they can be.

Promised: a break comes between words alone; the breaks of the text itself stay.
Lengths are in pt.
"""

from collections.abc import Sequence
from itertools import accumulate

from vnadmindoc.metrics import width
from vnadmindoc.standard import Style


def balanced(text: str, style: Style, limit: float) -> str:
    """Return text broken into the fewest lines that fit, as even as they can be.

    Args:
        text: The text; a line break in it stays.
        style: How it is set.
        limit: The greatest width of a line; a longer word stands alone.
    """
    return "\n".join(line for part in text.split("\n") for line in _even_lines(part, style, limit))


def line_width(line: str, style: Style) -> float:
    """Return the width of a single line."""
    return width(line, style.size, bold=style.bold, italic=style.italic)


def longest(text: str, style: Style) -> float:
    """Return the width of the longest line of a text."""
    return max(line_width(line, style) for line in text.split("\n"))


def _even_lines(text: str, style: Style, limit: float) -> list[str]:
    if line_width(text, style) <= limit:
        return [text]
    words = text.split(" ")
    widths = [line_width(word, style) for word in words]
    blank = line_width(" ", style)
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
