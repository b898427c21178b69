"""Empty fields for electronic signatures, where the Decree wants signature and seal.

Promised: the fields are laid out with the page and named for readers who do not see them, for one
that a signing program adds later breaks PDF/UA (ISO 14289-1, 7.18); paper shows nothing of them.
Refused here: signing.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7.d and II.8.

Lengths are in pt, counted from the lower left corner of the page.
"""

from typing import Final

from attrs import frozen

from vnadmindoc import metrics
from vnadmindoc.exporters.pdf_file import PdfFile, text
from vnadmindoc.pagination import Line

_SHARE: Final = 2.5  # of its height: how wide the picture of a signature may be


@frozen
class SignatureField:
    """One of the two fields (*ô chữ ký số*).

    Attributes:
        name: Its name in the file.
        description: What it is, for people.
    """

    name: str
    description: str


SIGNER: Final = SignatureField("NguoiKy", "Chữ ký số của người có thẩm quyền")
AGENCY: Final = SignatureField("CoQuan", "Chữ ký số của cơ quan, tổ chức")

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def signature_boxes(name: Line, height: float, seal: float) -> tuple[Box, Box]:
    """Return where the signature and the seal stand.

    Args:
        name: The line of the signer's name; the signature fills the room above it.
        height: Of the page.
        seal: The diameter of the seal: it is shown in its true size, over the left third of the
            signature.
    """
    style = name.paragraph.style
    bottom = height - name.baseline + (metrics.LINE_GAP + metrics.ASCENT) * style.size
    middle = name.x + name.width / 2
    width = style.before * _SHARE
    left = middle - width / 2
    edge = left + width / 3
    low = bottom + (style.before - seal) / 2
    return (left, bottom, left + width, bottom + style.before), (edge - seal, low, edge, low + seal)


def written_field(file: PdfFile, field: SignatureField, box: Box, *, page: int, parent: int) -> int:
    """Write an empty field and return its number.

    Args:
        file: Where to.
        field: Which of the two.
        box: Where on the page.
        page: The number of the page.
        parent: Its key in the tree of parents.
    """
    left, bottom, right, top = box
    look = file.add_stream(
        b"",
        f"/Type/XObject/Subtype/Form/BBox[0 0 {right - left:.2f} {top - bottom:.2f}]",
        deflate=False,
    )
    return file.add(
        f"<</Type/Annot/Subtype/Widget/FT/Sig/T({field.name})/TU{text(field.description)}/F 4"
        f"/P {page} 0 R/Rect[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
        f"/AP<</N {look} 0 R>>/StructParent {parent}>>"
    )
