"""Text with inline emphasis: bold, italic, underline.

Promised: equal looks are equal values. Refused here: sizes, faces, colours, which are the page's.
"""

from collections.abc import Iterable

from attrs import field, frozen

from vnadmindoc.text import forbidden, tidy, tidy_run
from vnadmindoc.validation import Problems


def _run_text(value: str) -> str:
    return tidy_run(value) if isinstance(value, str) else value


@frozen(kw_only=True)
class Run:
    """A stretch of text in one emphasis (*đoạn chữ cùng kiểu*); blanks at its ends count."""

    text: str = field(converter=_run_text)
    bold: bool = False
    italic: bool = False
    underline: bool = False

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("text", self.text, required=True)
        problems.one_of("bold", self.bold, bool)
        problems.one_of("italic", self.italic, bool)
        problems.one_of("underline", self.underline, bool)
        problems.settle()

    @property
    def emphasis(self) -> tuple[bool, bool, bool]:
        """Bold, italic, underline."""
        return self.bold, self.italic, self.underline


def _joined(value: "str | RichText | Iterable[Run]") -> tuple[Run, ...]:
    """Bring runs into their one form; a string becomes one plain run."""
    if isinstance(value, RichText):
        return value.runs
    if isinstance(value, str):
        text = tidy(value)
        if text.isprintable():
            return (_plain_run(text),) if text else ()
        return (Run(text=text),)
    if not isinstance(value, Iterable):
        return value
    runs = tuple(value)
    if not all(isinstance(run, Run) for run in runs):
        return runs
    return _settled(runs)


_set = object.__setattr__  # past the frozen class: of values that were made here and are sound


def _plain_run(text: str) -> Run:
    """Return a run of text that is tidy and holds nothing forbidden, without asking again.

    Nearly all text of a notice is of this kind; reading spends a tenth of its time less.
    """
    run = object.__new__(Run)
    _set(run, "text", text)
    _set(run, "bold", False)
    _set(run, "italic", False)
    _set(run, "underline", False)
    return run


def _settled(runs: "tuple[Run, ...]") -> "tuple[Run, ...]":
    """Join runs of one emphasis; a blank between two stands in the plain one, else in the first."""
    if len(runs) == 1:
        text = runs[0].text.strip(_BLANKS)
        return runs if text == runs[0].text else (_like(runs[0], text),) if text else ()
    texts: list[str] = []
    looks: list[Run] = []
    blank = False
    for run in runs:
        core = run.text.strip(" ")
        blank = blank or run.text.startswith(" ")
        if not core:
            continue
        if blank and texts:
            if any(looks[-1].emphasis) and not any(run.emphasis):
                core = " " + core
            else:
                texts[-1] += " "
        if texts and looks[-1].emphasis == run.emphasis:
            texts[-1] += core
        else:
            texts.append(core)
            looks.append(run)
        blank = run.text.endswith(" ")
    while texts and (first := texts[0].lstrip(_BLANKS)) != texts[0]:
        texts[0:1], looks[0:1] = ([first], looks[0:1]) if first else ([], [])
    while texts and (last := texts[-1].rstrip(_BLANKS)) != texts[-1]:
        texts[-1:], looks[-1:] = ([last], looks[-1:]) if last else ([], [])
    return tuple(
        run if run.text == text else _like(run, text)
        for run, text in zip(looks, texts, strict=True)
    )


_BLANKS = " \u00a0\u202f"


def _like(run: Run, text: str) -> Run:
    return Run(text=text, bold=run.bold, italic=run.italic, underline=run.underline)


@frozen
class RichText:
    """Text with inline emphasis (*văn bản có nhấn mạnh*); never empty.

    ``RichText("...")`` is plain text. Neighbouring runs of one emphasis are joined, a blank that
    stands on both sides of a border is one blank, so equal looks are equal values.

    Attributes:
        runs: The runs in reading order, one or more.
    """

    runs: tuple[Run, ...] = field(converter=_joined)
    _plain: str = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        runs = self.runs
        if type(runs) is tuple and len(runs) == 1 and type(runs[0]) is Run:
            # Nearly all text is one run: there is nothing to check or to join.
            object.__setattr__(self, "_plain", runs[0].text)
            return
        problems = Problems()
        if problems.all_of("runs", runs, Run) and not runs:
            problems.append("required text is empty @ runs")
        problems.settle()
        object.__setattr__(self, "_plain", "".join([run.text for run in runs]))

    def __str__(self) -> str:
        return self._plain


def rich(value: str | RichText) -> RichText:
    """Return text as `RichText`; what cannot be one is left for the checks of its owner."""
    if isinstance(value, str):
        text = tidy(value)
        if text and text.isprintable():
            return _plain(text)
        if not text or forbidden(text) is not None:
            return text  # type: ignore[return-value]  # wrong already: the owner names its place
        return RichText(text)
    return value


def _plain(text: str) -> RichText:
    """Return tidy text as `RichText`, without tidying it again."""
    plain = object.__new__(RichText)
    _set(plain, "runs", (_plain_run(text),))
    _set(plain, "_plain", text)
    return plain


def check_rich(problems: Problems, name: str, value: object) -> None:
    """Check a field that `rich` converts."""
    if isinstance(value, str):
        problems.text(name, value, required=True)
    else:
        problems.one_of(name, value, RichText)
