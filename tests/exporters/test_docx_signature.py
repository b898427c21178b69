"""What stands in the place of the signature."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from PIL import Image

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.model import Notice, Signature
from vnadmindoc.readers import read_bytes
from vnadmindoc.standard import DECREE_30

NOTICE = Notice(
    subject="Kết luận giao ban tuần",
    signature=Signature(title="Chánh Văn phòng", name='Trần "Thị" Hòa'),
)


def image(width: int, height: int, kind: str = "PNG", **options: object) -> bytes:
    """Return an image of this size in dots."""
    file = BytesIO()
    Image.new("RGB", (width, height), "blue").save(file, kind, **options)
    return file.getvalue()


def signed(**options: object) -> Any:
    """Return the body of the signed notice."""
    data = DocxExporter(**options).export(NOTICE)  # type: ignore[arg-type]  # options of a test
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def mark_and_name(body: Any) -> tuple[Any, Any]:
    """Return the paragraph of the mark and that of the name, which come one after the other."""
    (name,) = [p for p in body.iter(qn("w:p")) if "".join(p.itertext()).endswith("Hòa")]
    return name.getprevious(), name


def before(paragraph: Any) -> float:
    """Return the space above a paragraph in pt."""
    spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    return 0.0 if spacing is None else int(spacing.get(qn("w:before"))) / 20


@pytest.mark.parametrize(
    ("width", "height", "kind", "shown"),
    [
        (960, 384, "PNG", (165, 66)),  # as high as the room
        (96, 48, "PNG", (72, 36)),  # smaller than the room: as it is
        (2000, 100, "JPEG", (180, 9)),  # as wide as a signature may be
    ],
)
def test_an_image_stands_between_office_and_name(
    width: int, height: int, kind: str, shown: tuple[int, int]
) -> None:
    """Centred, in its own proportions, in the room that is left there; the name does not move."""
    body = signed(signature=image(width, height, kind))

    mark, name = mark_and_name(body)

    (extent,) = mark.iter(qn("wp:extent"))
    size = tuple(int(extent.get(key)) / 12_700 for key in ("cx", "cy"))
    assert size == pytest.approx(shown, abs=0.1)
    assert before(name) + size[1] == pytest.approx(DECREE_30.signature_room, abs=0.1)
    assert mark.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == "center"
    assert "".join(mark.getprevious().itertext()) == "CHÁNH VĂN PHÒNG"
    (properties,) = mark.iter(qn("wp:docPr"))
    assert properties.get("descr") == 'Chữ ký của Trần "Thị" Hòa'


def test_the_resolution_of_an_image_is_its_size() -> None:
    """An image that says how many dots make an inch is as large as it says."""
    body = signed(signature=image(300, 150, dpi=(300, 300)))

    (extent,) = mark_and_name(body)[0].iter(qn("wp:extent"))
    assert int(extent.get("cx")) == pytest.approx(914_400, rel=0.001)


def test_a_line_to_sign_knows_who_signs() -> None:
    """Word asks for the signature of the person and the office of the notice."""
    body = signed(signature_line=True)

    mark, name = mark_and_name(body)

    (line,) = [each for each in mark.iter() if each.tag.endswith("}signatureline")]
    office = "{urn:schemas-microsoft-com:office:office}"
    assert line.get(f"{office}suggestedsigner") == 'Trần "Thị" Hòa'
    assert line.get(f"{office}suggestedsigner2") == "Chánh Văn phòng"
    assert before(name) + 60 == DECREE_30.signature_room


@pytest.mark.parametrize("options", [{"signature": image(10, 10)}, {"signature_line": True}])
def test_a_signed_file_reads_back(options: dict[str, object]) -> None:
    """A picture is no word."""
    data = DocxExporter(**options).export(NOTICE)  # type: ignore[arg-type]  # options of a test

    assert read_bytes(data, "docx").notice == NOTICE
    assert data == DocxExporter(**options).export(NOTICE)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    "data", [b"", "chữ".encode(), image(9, 9)[:40], image(9, 9, "GIF"), image(9, 9, "BMP")]
)
def test_an_image_that_is_none_is_one_clear_error(data: bytes) -> None:
    """Cut off, text, or of a kind that has no ground or takes too much room."""
    with pytest.raises(ExportError, match="no image") as caught:
        signed(signature=data)

    assert caught.value.place == "signature"


def test_nobody_signs_for_nobody() -> None:
    """A draft without a name has no place for a signature."""
    draft = evolve(NOTICE, signature=Signature(title="Giám đốc"))

    with pytest.raises(ExportError, match="nobody to sign"):
        DocxExporter(signature=image(9, 9)).export(draft)


def test_an_image_and_a_line_are_too_much() -> None:
    """The one or the other."""
    with pytest.raises(ExportError, match="not both"):
        DocxExporter(signature=image(9, 9), signature_line=True)
