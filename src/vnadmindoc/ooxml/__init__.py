"""Word documents (.docx) as they are seen, opened safely, whoever wrote them.

Promised: `open_docx` gives every paragraph of a document in reading order with the formatting that
takes effect, or one `ReadError`; hostile files are refused within `Limits`.
Refused here: what a paragraph means; writing.

The rooms, from the bytes upwards: ``xml`` and ``package`` open parts; ``measures``, ``symbols``
read single values; ``looks`` and ``styles`` settle formatting; ``numbering`` and ``tables`` what
lists and tables add; ``content`` holds the values; ``drawing`` and ``walk`` read a story of text;
``document`` puts all together.
"""

from vnadmindoc.ooxml.content import (
    Block,
    Cell,
    Changes,
    Document,
    Paragraph,
    Row,
    Run,
    Section,
    Shape,
    ShapeKind,
    Table,
    paragraphs_of,
)
from vnadmindoc.ooxml.document import open_docx
from vnadmindoc.ooxml.looks import Alignment, Border, Borders, LineRule, ParagraphLook, RunLook
from vnadmindoc.ooxml.package import Limits

__all__ = [
    "Alignment",
    "Block",
    "Border",
    "Borders",
    "Cell",
    "Changes",
    "Document",
    "Limits",
    "LineRule",
    "Paragraph",
    "ParagraphLook",
    "Row",
    "Run",
    "RunLook",
    "Section",
    "Shape",
    "ShapeKind",
    "Table",
    "open_docx",
    "paragraphs_of",
]
