"""What stands between a signer's office and name in a Word document: an image, or a line to sign.

Promised: it is centred there and takes no more room than is left for a signature, so that no line
of the page moves; a file that is no picture is one error.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.d (the image: PNG, blue, no ground).
"""

import io
import uuid
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from attrs import frozen
from PIL import Image, UnidentifiedImageError

from vnadmindoc import files
from vnadmindoc.errors import ExportError, ReadError
from vnadmindoc.exporters.docx_package import OFFICE, SPACER_STYLE, Link
from vnadmindoc.model import Signature

_POINTS: Final = 72.0  # in an inch
_RESOLUTION: Final = 96.0  # dots in an inch where a picture does not say
_EMU: Final = 12_700  # in a point
_WIDEST: Final = 180.0  # pt
_LINE_SIZE: Final = (150.0, 60.0)  # pt, of the box that Word draws for a line to sign
_ENDINGS: Final = {"PNG": "png", "JPEG": "jpeg"}
_IMAGE_ID: Final = "rIdSignature"
_DRAWING_ID: Final = 770_001  # far from those of the pictures that a template brings
_NAMESPACE: Final = uuid.UUID("5a2804f5-6885-4004-8194-5199b89a994e")
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"


@frozen
class Mark:
    """A paragraph for the place of a signature.

    Attributes:
        signer: The name that it stands above.
        xml: The paragraph.
        height: Its height in pt.
        parts: The members of the package it needs.
    """

    signer: str
    xml: str
    height: float
    parts: dict[Link, bytes]


def image_mark(source: Path | str | bytes, signer: str, room: float) -> Mark:
    """Return the image of a signature, made smaller where it is larger than its room.

    Args:
        source: A PNG or JPEG file, or its bytes.
        signer: Whose signature it is, for readers who cannot see it.
        room: The height left for it, in pt.

    Raises:
        ExportError: It cannot be read, or is no PNG or JPEG.
    """
    place = "signature" if isinstance(source, bytes) else str(source)
    try:
        data = source if isinstance(source, bytes) else files.read_bytes(source)
        with Image.open(io.BytesIO(data), formats=list(_ENDINGS)) as image:
            ending = _ENDINGS[image.format or ""]
            pixels, dots = image.size, image.info.get("dpi", (_RESOLUTION, _RESOLUTION))
            image.verify()
    except ReadError as error:
        raise ExportError(error.message, place=place, expected="an image, PNG or JPEG") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise ExportError(
            "this is no image that a Word document can hold, or it is damaged",
            place=place,
            expected="the image of a signature, PNG without a ground, or JPEG",
        ) from error
    width, height = (
        size * _POINTS / (float(each) if each and each > 1 else _RESOLUTION)
        for size, each in zip(pixels, dots, strict=True)
    )
    scale = min(1.0, room / height, _WIDEST / width)
    link = Link(f"word/media/signature.{ending}", f"{OFFICE}/image", _IMAGE_ID)
    drawing = _picture(width * scale, height * scale, f"Chữ ký của {signer}")
    return Mark(signer, _paragraph(drawing), height * scale, {link: data})


def line_mark(signature: Signature, key: str, room: float) -> Mark:
    """Return a line that is signed in Word (*dòng chữ ký*), a box with a cross.

    Args:
        signature: Who signs.
        key: The document's; equal documents have equal lines.
        room: The height left for it, in pt.
    """
    width, height = _LINE_SIZE
    height = min(height, room)
    title = (signature.title or "").replace("\n", " ")
    identifier = str(uuid.uuid5(_NAMESPACE, f"signature line of {key}")).upper()
    shape = (
        f'<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" id="SignatureLine" '
        f'style="width:{width:g}pt;height:{height:g}pt" stroked="f" '
        f"alt={quoteattr(f'Dòng chữ ký của {signature.name}')}>"
        f'<o:signatureline v:ext="edit" id="{{{identifier}}}" '
        'provid="{00000000-0000-0000-0000-000000000000}" '
        f"o:suggestedsigner={quoteattr(signature.name or '')} "
        f'o:suggestedsigner2={quoteattr(title)} issignatureline="t"/></v:shape></w:pict>'
    )
    return Mark(signature.name or "", _paragraph(shape), height, {})


def _paragraph(content: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{SPACER_STYLE}"/><w:keepNext/>'
        '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>'
        f"<w:r>{content}</w:r></w:p>"
    )


def _picture(width: float, height: float, description: str) -> str:
    size = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{_DRAWING_ID}" name="Chữ ký" descr={quoteattr(description)}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{_DRAWING_ID}" name="Chữ ký"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{_IMAGE_ID}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
