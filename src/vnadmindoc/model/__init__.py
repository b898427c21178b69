"""The values a notice is made of: frozen, keyword-only, checked when they are built.

Promised: a value that exists is well formed; what is wrong with one is told in a single
`InvalidNoticeError`, every problem with its path. Text is NFC, without invisible characters, with
single spaces. An annotation (who, by when) always quotes words that stand in its directive, so
whatever prints the directive prints its deadline.
Refused here: reading, printing, the rules of the Decree, any file format.
"""

from vnadmindoc.model.attached import Annex, Copy
from vnadmindoc.model.body import (
    MAX_DEPTH,
    Assignment,
    BodyItem,
    Directive,
    Paragraph,
    Section,
    Table,
    section_level,
    texts_of,
)
from vnadmindoc.model.document import Notice, directives_of
from vnadmindoc.model.due import MAX_REVISION, Deadline, Event, Offset, Recurrence
from vnadmindoc.model.ending import Authority, Signature
from vnadmindoc.model.head import Dateline, DocumentNumber, Letterhead, Meeting, reference_date

__all__ = [
    "MAX_DEPTH",
    "MAX_REVISION",
    "Annex",
    "Assignment",
    "Authority",
    "BodyItem",
    "Copy",
    "Dateline",
    "Deadline",
    "Directive",
    "DocumentNumber",
    "Event",
    "Letterhead",
    "Meeting",
    "Notice",
    "Offset",
    "Paragraph",
    "Recurrence",
    "Section",
    "Signature",
    "Table",
    "directives_of",
    "reference_date",
    "section_level",
    "texts_of",
]
