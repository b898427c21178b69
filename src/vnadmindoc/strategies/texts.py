"""Strategies for text: words, lines, names, emphasis."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from vnadmindoc.richtext import RichText, Run
from vnadmindoc.strategies import wordlists

MAYBE = st.booleans()
SELDOM = st.sampled_from((False, False, False, True))
RARELY = st.sampled_from((False,) * 9 + (True,))

_syllables = st.sampled_from(wordlists.SYLLABLES)
_capitalized = st.sampled_from([each.capitalize() for each in wordlists.SYLLABLES])
_capitals = st.sampled_from([each.upper() for each in wordlists.SYLLABLES])

RUNNING = st.one_of(
    st.sampled_from(wordlists.PHRASES),
    _syllables,
    _syllables,
    _capitalized,
    _capitals,
    st.sampled_from(wordlists.SIGNS),
)
PLAIN = st.one_of(st.sampled_from(("hồ sơ", "trọng tâm", "quý I/2026")), _syllables, _syllables)
HEADINGS = st.lists(RUNNING, min_size=1, max_size=5).map(" ".join)
OPENINGS = st.sampled_from(wordlists.OPENINGS)
ACTS = st.sampled_from(wordlists.ACTS)
ENDINGS = st.sampled_from((".", ";", ".", "", ":"))

_families = st.sampled_from(wordlists.FAMILIES)
_given = st.sampled_from(wordlists.GIVEN)
PROVINCES = st.sampled_from(wordlists.PROVINCES)
PARTIES = st.sampled_from(wordlists.PARTIES)
_emphases = st.sampled_from(
    (
        {"bold": True}, {"italic": True}, {"bold": True, "italic": True}, {"underline": True},
        {"bold": True, "italic": True, "underline": True},
    )
)  # fmt: skip


def vietnamese_words(*, capitalized: bool = False) -> SearchStrategy[str]:
    """Return words of running text (*từ*): syllables, abbreviations, figures, set phrases.

    Args:
        capitalized: Whether a word begins with a capital, as in a name; only syllables then.
    """
    return _capitalized if capitalized else RUNNING


def vietnamese_text(
    *, min_words: int = 1, max_words: int = 12, capitalized: bool = True
) -> SearchStrategy[str]:
    """Return one line of running text (*văn bản*), NFC and tidy.

    Args:
        min_words: The least number of words after the opening.
        max_words: The greatest.
        capitalized: Whether it opens with the verb of a task; never with a label then.
    """
    words = st.lists(RUNNING, min_size=min_words, max_size=max_words).map(" ".join)
    return st.builds("{} {}".format, OPENINGS, words) if capitalized else words


def person_names() -> SearchStrategy[str]:
    """Return names of persons (*họ và tên*) of two to four syllables."""
    return PERSONS


PERSONS = st.one_of(
    st.builds("{} {}".format, _families, _given),
    st.builds("{} {} {}".format, _families, _capitalized, _capitalized),
)


def runs() -> SearchStrategy[Run]:
    """Return stretches of text in one emphasis (*đoạn chữ cùng kiểu*)."""
    text = vietnamese_text(max_words=3, capitalized=False)
    return st.builds(Run, text=text, bold=MAYBE, italic=MAYBE, underline=MAYBE)


@st.composite
def rich_texts(draw: DrawFn, *, emphasis: bool = True, max_words: int = 12) -> RichText:
    """Draw text that opens plainly and may hold emphasis further on (*văn bản có nhấn mạnh*).

    Args:
        draw: Given by Hypothesis.
        emphasis: Whether bold, italic and underline occur.
        max_words: The greatest number of words after the opening.
    """
    words = draw(st.lists(RUNNING, min_size=1, max_size=max_words))
    text = " ".join([draw(OPENINGS), *words]) + draw(ENDINGS)
    return emphasized(draw, text) if emphasis else RichText(text)


def emphasized(draw: DrawFn, text: str) -> RichText:
    """Emphasise a stretch of whole words somewhere after the first."""
    words = text.split(" ")
    if len(words) < 2 or not draw(SELDOM):
        return RichText(text)
    begin = draw(st.integers(1, len(words) - 1))
    end = draw(st.integers(begin + 1, len(words)))
    stretches = [
        Run(text=" ".join(words[:begin]) + " "),
        Run(text=" ".join(words[begin:end]), **draw(_emphases)),
    ]
    if end < len(words):
        stretches.append(Run(text=" " + " ".join(words[end:])))
    return RichText(stretches)
