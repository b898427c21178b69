"""Our examples: one document of each type, complete and right."""

from pathlib import Path

import pytest

from vnadmindoc import check, read
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.pagination import paginate
from vnadmindoc.vocabulary import DocumentKind, Medium, SectionLevel, SigningAuthority

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "examples" / "mau").glob("*.yaml"))
PICTURES = ROOT / "docs" / "_static" / "mau"
GALLERY = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
_LARGEST_PICTURE = 40_000


def example(name: str) -> Notice:
    """Return an example by the name of its file."""
    return read(ROOT / "examples" / "mau" / f"{name}.yaml").notice


def examples() -> list[Notice]:
    """Return all of them."""
    return [read(source).notice for source in SOURCES]


def test_every_type_has_one_example() -> None:
    """All 29, each named after its type."""
    found = {read(source).notice.kind: source.stem for source in SOURCES}

    assert found == {kind: kind.value.replace("_", "-") for kind in DocumentKind}
    assert len(SOURCES) == len(DocumentKind) == 29


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_an_example_keeps_the_decree(source: Path) -> None:
    """There is nothing to find fault with, and the page can be made."""
    notice = read(source).notice

    assert [str(finding) for finding in check(notice).findings] == []
    assert DocxExporter().export(notice)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_an_example_is_in_the_gallery(source: Path) -> None:
    """With a picture for a slow line: at most 40 kB."""
    picture = PICTURES / f"{source.stem}.png"

    assert f"examples/mau/{source.stem}.yaml" in GALLERY
    assert f"_static/mau/{source.stem}.png" in GALLERY
    assert 0 < picture.stat().st_size <= _LARGEST_PICTURE


def test_the_examples_show_every_way_to_sign() -> None:
    """All six, no prefix among them."""
    signatures = [each.signature for each in examples() if each.signature is not None]

    shown = {line.prefix for signature in signatures for line in signature.authority}
    assert shown == set(SigningAuthority)
    assert any(not signature.authority for signature in signatures)


def test_the_examples_show_every_part_of_the_forms() -> None:
    """What only some forms have stands in one of them at least."""
    notices = examples()
    sections = [each for notice in notices for each in notice.sections]

    assert {each.level for each in sections} == set(SectionLevel)
    assert {notice.medium for notice in notices} == set(Medium)
    assert {notice.copy.medium for notice in notices if notice.copy} == set(Medium)
    for part in (
        "urgency", "secrecy", "circulation", "salutation", "addressees", "issuing_authority",
        "legal_bases", "drafter", "copies", "co_issuers", "cosignatures", "endorsement", "address",
    ):  # fmt: skip
        assert any(getattr(notice, part) for notice in notices), part
    annexes = [annex for notice in notices for annex in notice.annexes]
    assert any(annex.landscape for annex in annexes)
    assert any(annex.kind for annex in annexes)
    assert any(annex.signed_at for annex in annexes)


@pytest.mark.parametrize(("name", "pages"), [("bao-cao", 4), ("de-an", 3), ("cong-van", 1)])
def test_a_long_example_has_its_pages(name: str, pages: int) -> None:
    """Two of them are longer than a page."""
    assert len(list(paginate(lay_out(example(name))))) == pages
