"""Hypothesis strategies for every value of the model, for tests of what works on notices.

Promised: what is drawn could stand on a desk: real letters and syllables, labels in order, and in
every directive the words of its parties and deadlines. It shrinks to something a person can read.
No paragraph begins like a label, a heading or a fixed part of a document, so a page that is read
back is the same page.
Refused here: values that cannot be built, and values nobody would write; use the constructors.

Needs the extra ``testing``. With it installed, ``st.from_type(Notice)`` works too.
"""

from vnadmindoc.strategies.bodies import directives, paragraphs, sections, tables
from vnadmindoc.strategies.documents import annexes, notices
from vnadmindoc.strategies.forms import copies
from vnadmindoc.strategies.parts import (
    REFERENCE,
    assignments,
    authorities,
    datelines,
    deadlines,
    events,
    letterheads,
    meetings,
    numbers,
    signatures,
)
from vnadmindoc.strategies.texts import (
    person_names,
    rich_texts,
    runs,
    vietnamese_text,
    vietnamese_words,
)

__all__ = [
    "REFERENCE",
    "annexes",
    "assignments",
    "authorities",
    "copies",
    "datelines",
    "deadlines",
    "directives",
    "events",
    "letterheads",
    "meetings",
    "notices",
    "numbers",
    "paragraphs",
    "person_names",
    "rich_texts",
    "runs",
    "sections",
    "signatures",
    "tables",
    "vietnamese_text",
    "vietnamese_words",
]
