"""A taste of `make fuzz`: some mutations of every kind, the same in each run of the tests."""

from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.documents import mutated_docx
from tests.fuzz.targets import ask_of_docx, ask_of_text, seeds
from tests.fuzz.texts import mutated_text

pytestmark = pytest.mark.law

SEEDS = st.integers(0, 1 << 32)
known = cache(seeds)


@given(SEEDS)
@settings(max_examples=60)
def test_a_mutated_text_is_read_or_refused(seed: int) -> None:
    """Nothing of it is lost, no other error comes out."""
    random = Random(seed)
    donors = [each.decode() for each in known("text")]

    text = mutated_text(random.choice(donors), random, donors)

    ask_of_text(text.encode(errors="surrogatepass"))


@given(SEEDS)
@settings(max_examples=60)
def test_a_mutated_document_is_read_or_refused(seed: int) -> None:
    """Nothing of it is lost, no other error comes out."""
    random = Random(seed)

    document = mutated_docx(random.choice(known("docx")), random, known("docx"))

    ask_of_docx(document)
