"""The headings of a document as bookmarks that lead to their places (ISO 32000-1, 12.3.3)."""

from collections.abc import Sequence

from attrs import frozen

from vnadmindoc.exporters.pdf_file import PdfFile, text


@frozen
class Bookmark:
    """A heading and where it stands.

    Attributes:
        level: 1 for the title; a deeper one belongs to the last above it.
        title: What is shown.
        page: The number of the page in the file.
        top: How high on it, in pt from the lower edge.
    """

    level: int
    title: str
    page: int
    top: float


def written_outline(file: PdfFile, bookmarks: Sequence[Bookmark]) -> int:
    """Write bookmarks, all of them shown from the start, and return the number of their root."""
    root = file.reserve(1 + len(bookmarks))
    parents: list[int] = []
    kids: list[list[int]] = [[] for _ in range(1 + len(bookmarks))]
    above = [(0, 0)]  # level and place of those the next may belong to; 0 is the root
    for place, bookmark in enumerate(bookmarks, 1):
        while above[-1][0] >= bookmark.level:
            above.pop()
        parents.append(above[-1][1])
        kids[above[-1][1]].append(place)
        above.append((bookmark.level, place))
    file.put(root, f"<</Type/Outlines{_below(root, kids, 0)}>>")
    for place, bookmark in enumerate(bookmarks, 1):
        parent = parents[place - 1]
        beside = kids[parent]
        at = beside.index(place)
        before = f"/Prev {root + beside[at - 1]} 0 R" if at else ""
        after = f"/Next {root + beside[at + 1]} 0 R" if at + 1 < len(beside) else ""
        file.put(
            root + place,
            f"<</Title{text(bookmark.title)}/Parent {root + parent} 0 R{before}{after}"
            f"/Dest[{bookmark.page} 0 R/XYZ 0 {bookmark.top:.2f} null]"
            f"{_below(root, kids, place)}>>",
        )
    return root


def _below(root: int, kids: Sequence[Sequence[int]], place: int) -> str:
    own = kids[place]
    if not own:
        return ""
    return f"/First {root + own[0]} 0 R/Last {root + own[-1]} 0 R/Count {_shown(kids, place)}"


def _shown(kids: Sequence[Sequence[int]], place: int) -> int:
    return sum([1 + _shown(kids, kid) for kid in kids[place]])
