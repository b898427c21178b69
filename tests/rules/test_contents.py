"""The running text of a notice: found by the words it holds."""

from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.model import Notice
from vnadmindoc.rules.contents import Texts
from vnadmindoc.strategies import notices
from vnadmindoc.text import words

_SIGNS = st.sampled_from(["sở", "ngày ", "ủy ban", "một nơi", "1", "/", "không nơi nào có"])


@given(notices(), st.lists(_SIGNS, min_size=1, max_size=3))
def test_the_texts_that_hold_a_sign_are_found_once_and_in_order(
    notice: Notice, signs: list[str]
) -> None:
    """As a search of each text finds them."""
    texts = Texts(notice)
    known = {word for _, text in texts for word in words(text.lower())}
    asked = [s for s in signs if not s.replace(" ", "").isalpha() or known.issuperset(s.split())]

    expected = [each for each in texts if any(sign in each[1].lower() for sign in asked)]
    assert list(texts.holding(*signs)) == expected


@given(notices())
def test_without_signs_every_text_is_given(notice: Notice) -> None:
    """A rule that knows no sign is asked of all."""
    texts = Texts(notice)

    assert list(texts.holding()) == list(texts)
