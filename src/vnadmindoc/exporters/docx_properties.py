"""What a Word document says of itself beside its text: its properties.

Promised: the title is never empty; a registry finds the Decree's metadata under the Decree's own
names; nothing tells who wrote the file, on which machine, or when by its clock.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần II (metadata of an outgoing document).
"""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape

from vnadmindoc.blocks import Layout
from vnadmindoc.exporters.docx_package import DECLARATION, OFFICE, Link
from vnadmindoc.model import Notice
from vnadmindoc.numerals import two_digits
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import Urgency
from vnadmindoc.wording import number_text

_NO_DATE: Final = date(1980, 1, 1)
_LIMIT: Final = 255  # characters that programs keep of a property
_DRAFT, _ISSUED = "Dự thảo", "Chính thức"
_LANGUAGE: Final = "Tiếng Việt"
# The figures of the message standard (QCVN 102:2016/BTTTT); the Decree itself gives no list.
_PRIORITIES = MappingProxyType(
    {None: 0, Urgency.URGENT: 1, Urgency.VERY_URGENT: 2, Urgency.EXPRESS: 3}
)

REGISTRY: Final = Link(
    "docProps/custom.xml",
    f"{OFFICE}/custom-properties",
    "rId3",
    owner="",
    content_type="application/vnd.openxmlformats-officedocument.custom-properties+xml",
)
"""The part with the metadata for the registry."""


def core_part(notice: Notice, layout: Layout) -> str:
    """Return the part that every program shows: title, subject, author, dates.

    Args:
        notice: The notice.
        layout: Its pages, which have settled title and language.
    """
    # Midnight in Greenwich is still the same day in Vietnam.
    day = f"{(notice.reference_date or _NO_DATE).isoformat()}T00:00:00Z"
    stamp = f'xsi:type="dcterms:W3CDTF">{day}<'
    number = notice.number
    issued = number is not None and number.number is not None
    values = (
        ("dc:title", layout.title),
        ("dc:subject", notice.subject.replace("\n", " ")),
        ("dc:creator", layout.author),
        ("cp:keywords", "; ".join(_keywords(notice))),
        ("dc:identifier", number_text(number).removeprefix("Số: ") if number and issued else ""),
        ("dc:language", layout.language),
        ("cp:contentStatus", _ISSUED if issued else _DRAFT),
    )
    told = "".join(
        [f"<{name}>{escape(shortened(value, _LIMIT))}</{name}>" for name, value in values if value]
    )
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{told}'
        f"<dcterms:created {stamp}/dcterms:created><dcterms:modified {stamp}/dcterms:modified>"
        "</cp:coreProperties>"
    )


def _keywords(notice: Notice) -> Iterator[str]:
    """Yield what somebody would look for in a folder of many documents."""
    yield notice.kind.printed
    if notice.number is not None:
        yield notice.number.symbol
    if notice.urgency is not None:
        yield notice.urgency.printed.capitalize()
    seen: set[str] = set()
    for section in notice.sections:
        if fold(section.heading) not in seen:
            seen.add(fold(section.heading))
            yield section.heading


def registry_part(notice: Notice) -> str:
    """Return the part with the Decree's metadata, as far as the notice knows them."""
    listed = "".join(
        [
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
            f'name="{name}"><vt:{kind}>{escape(value)}</vt:{kind}></property>'
            for number, (name, kind, value) in enumerate(_metadata(notice), 2)
        ]
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE_DOCUMENT}/custom-properties" '
        f'xmlns:vt="{_OFFICE_DOCUMENT}/docPropsVTypes">{listed}</Properties>'
    )


_OFFICE_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006"


def _metadata(notice: Notice) -> Iterator[tuple[str, str, str]]:
    """Yield name, type and value of each field, no longer than the Decree's length for it."""
    number, dateline, signature = notice.number, notice.dateline, notice.signature
    issued = dateline.date if dateline else None
    title = signature.title if signature else None
    texts = (
        ("TypeName", notice.kind.printed, 100),
        ("CodeNumber", two_digits(number.number) if number and number.number else "", 11),
        ("CodeNotation", number.symbol if number else "", 30),
        ("OrganName", notice.letterhead.agency if notice.letterhead else "", 200),
        ("Subject", notice.subject, 500),
        ("Language", _LANGUAGE, 30),
        ("Position", title or "", 100),
        ("FullName", (signature.name if signature else None) or "", 50),
    )
    for name, text, limit in texts:
        if text:
            yield name, "lpwstr", shortened(text.replace("\n", " "), limit)
    if issued is not None:
        yield "IssuedDate", "filetime", f"{issued.isoformat()}T00:00:00Z"
    yield "Priority", "i4", str(_PRIORITIES[notice.urgency])


def shortened(text: str, limit: int) -> str:
    """Return a text of no more characters than the limit, cut at a word and with a sign of it."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
