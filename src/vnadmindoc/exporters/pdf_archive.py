"""What makes a PDF file an archive's: a description in XMP and a colour profile.

Promised: a file that says of itself PDF/A, level a, and PDF/UA-1, and whose properties say the same
twice, in the old dictionary and in XMP (ISO 19005-3, 6.6 to 6.8; ISO 14289-1, 5).
Refused here: whether the pages keep what is claimed, which their own rooms see to.
"""

import struct
from datetime import date
from functools import cache
from typing import Final

from attrs import frozen

from vnadmindoc.exporters.pdf_file import PdfFile, moment, stream, text

# The function of xml.sax.saxutils brings urllib.request along, and with it TLS: 3 MB of memory.
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_CREATOR: Final = "vnadmindoc"
_SRGB: Final = "sRGB IEC61966-2.1"


@frozen(kw_only=True)
class Description:
    """What is said of a document as a whole (*thuộc tính*).

    Attributes:
        title: Its title, never empty.
        author: The issuing body, empty when unknown.
        subject: What it is about, may be empty.
        language: BCP 47 tag.
        day: The day it bears.
        part: The part of PDF/A it keeps: 2, or 3 with other files in it.
    """

    title: str
    author: str
    subject: str
    language: str
    day: date
    part: int


def written_properties(file: PdfFile, described: Description) -> int:
    """Write the dictionary of properties and return its number."""
    when = moment(described.day)
    author = f"/Author{text(described.author)}" if described.author else ""
    subject = f"/Subject{text(described.subject)}" if described.subject else ""
    return file.add(
        f"<</Title{text(described.title)}{author}{subject}/Creator({_CREATOR})"
        f"/Producer({_CREATOR})/CreationDate{when}/ModDate{when}>>"
    )


def written_metadata(file: PdfFile, described: Description) -> int:
    """Write the same in XMP and return its number; archives read it without unpacking."""
    packet = _packet(described).encode()
    return file.add_stream(packet, "/Type/Metadata/Subtype/XML", deflate=False)


def _packet(described: Description) -> str:
    when = f"{described.day.isoformat()}T00:00:00+07:00"
    language, title, author, subject = (
        value.translate(_ESCAPES)
        for value in (described.language, described.title, described.author, described.subject)
    )
    if author:
        author = f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
    if subject:
        subject = (
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li>'
            "</rdf:Alt></dc:description>"
        )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        f"<pdfaid:part>{described.part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n"
        "<pdfuaid:part>1</pdfuaid:part>\n"
        "<dc:format>application/pdf</dc:format>\n"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>'
        f"</rdf:Alt></dc:title>\n{author}{subject}"
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n"
        f"<xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool><pdf:Producer>{_CREATOR}</pdf:Producer>\n"
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>\n"
        f"</rdf:Description>\n{_EXTENSION}</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )


# PDF/A knows no name of PDF/UA, so its one property must be declared (ISO 19005-3, 6.6.2.3.3).
_EXTENSION: Final = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n"
)


def written_output_intent(file: PdfFile) -> str:
    """Write which black, red and blue are meant and return the entry for the catalog."""
    number = file.add_raw(_profile_stream())
    return (
        f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_SRGB})"
        f"/Info({_SRGB})/DestOutputProfile {number} 0 R>>]"
    )


@cache
def _profile_stream() -> bytes:
    return stream(srgb_profile(), "/N 3")


def srgb_profile() -> bytes:
    """Return a colour profile of sRGB, made from the constants of its standard.

    So no file of somebody else is carried. Source: IEC 61966-2-1 (curve), ICC.1:2001-04 (form;
    primaries adapted to D50).
    """
    steps = [index / 255 for index in range(256)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in steps]
    levels = [round(65_535 * value) for value in linear]
    curve = b"curv" + bytes(4) + struct.pack(">I256H", 256, *levels)
    name = f"{_SRGB}\0".encode()
    described = b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(78)
    tags = {
        b"desc": described,
        b"cprt": b"text" + bytes(4) + b"Made by vnadmindoc; no rights reserved (CC0)\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(0.43607, 0.22249, 0.01392),
        b"gXYZ": _xyz(0.38515, 0.71687, 0.09708),
        b"bXYZ": _xyz(0.14307, 0.06061, 0.71410),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    places: dict[bytes, int] = {}  # three names share the one curve
    table = b""
    data = b""
    start = 128 + 4 + 12 * len(tags)
    for tag, value in tags.items():
        if value not in places:
            places[value] = start + len(data)
            data += value + bytes(-len(value) % 4)
        table += struct.pack(">4sII", tag, places[value], len(value))
    header = struct.pack(
        ">I4sI4s4s4s6H4s4s20sI16s44x",
        start + len(data),
        bytes(4),
        0x02_10_00_00,  # version 2.1
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2020, 1, 1, 0, 0, 0),
        b"acsp",
        bytes(4),
        bytes(20),
        0,  # perceptual
        _xyz(0.9642, 1.0, 0.8249)[8:].ljust(16, b"\0"),
    )
    return header + struct.pack(">I", len(tags)) + table + data


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65_536) for value in values))
