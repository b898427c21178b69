"""The hook that Hypothesis loads when it is imported: `st.from_type` then knows the model.

Promised: a strategy is imported only when one of our types is asked for.
Declared in the entry-point group ``hypothesis``.
"""

from importlib import import_module

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from vnadmindoc import model, richtext

TYPES: dict[type, str] = {
    richtext.Run: "runs",
    richtext.RichText: "rich_texts",
    model.Letterhead: "letterheads",
    model.DocumentNumber: "numbers",
    model.Dateline: "datelines",
    model.Assignment: "assignments",
    model.Deadline: "deadlines",
    model.Event: "events",
    model.Paragraph: "paragraphs",
    model.Table: "tables",
    model.Directive: "directives",
    model.Section: "sections",
    model.Meeting: "meetings",
    model.Authority: "authorities",
    model.Signature: "signatures",
    model.Annex: "annexes",
    model.Copy: "copies",
    model.Notice: "notices",
}


def _strategy(kind: type) -> SearchStrategy[object]:
    strategies = import_module("vnadmindoc.strategies")
    strategy: SearchStrategy[object] = getattr(strategies, TYPES[kind])()
    return strategy


# Without these, `st.from_type` would call the constructors with anything and fail their checks.
for _kind in TYPES:
    st.register_type_strategy(_kind, _strategy)
