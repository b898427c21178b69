"""What other programs, damage and bad will make of a Word document.

Promised: the same random numbers make the same bytes. Most of what is made is a sound zip of sound
XML, so it is opened and read, not refused at the door.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from random import Random

from tests.fuzz.elements import changed


def mutated_docx(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Return the document after some changes; elements of the donors may get into it."""
    if random.random() < 0.06:
        return _bytes_changed(data, random)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {each: archive.read(each) for each in archive.namelist()}
    except _UNZIPPABLE:
        return _bytes_changed(data, random)
    for _ in range(random.randint(1, 5)):
        if not members:
            break
        if random.random() < 0.08:
            _members_changed(members, random, donors)
            continue
        parts = [each for each in members if each.endswith((".xml", ".rels"))] or list(members)
        # The text is where most can go wrong.
        part = random.choice(parts)
        if random.random() < 0.7 and "word/document.xml" in members:
            part = "word/document.xml"
        if random.random() < 0.05:
            members[part] = _bytes_changed(members[part], random)
        else:
            members[part] = changed(members[part], part, random, donors) or _bytes_changed(
                members[part], random
            )
    written = _written(members, random)
    return _bytes_changed(written, random) if random.random() < 0.03 else written


# What Python's zip module raises for damage.
_UNZIPPABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError,
    EOFError, OSError, ValueError,
)  # fmt: skip


def _bytes_changed(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 8)):
        if not changed:
            break
        at = random.randrange(len(changed))
        match random.randrange(5):
            case 0:
                changed[at] ^= 1 << random.randrange(8)
            case 1:
                changed[at] = random.randrange(256)
            case 2:
                del changed[at : at + random.randint(1, 64)]
            case 3:
                changed[at:at] = changed[at : at + random.randint(1, 64)]
            case _:
                field = struct.pack("<I", random.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)))
                changed[at : at + 4] = field
    if random.random() < 0.2:
        del changed[random.randint(0, len(changed)) :]
    return bytes(changed)


def _members_changed(members: dict[str, bytes], random: Random, donors: Sequence[bytes]) -> None:
    name = random.choice(list(members))
    match random.randrange(5):
        case 0:
            del members[name]
        case 1:
            members[random.choice(_NAMES)] = members.pop(name)
        case 2:
            members[name] = members[random.choice(list(members))]
        case 3:
            members[name] = random.choice(
                (b"", b"<x/>", b"\xff\xfe<\x00", b"<?xml version='1.0'?>")
            )
        case _:
            with zipfile.ZipFile(io.BytesIO(random.choice(donors))) as archive:
                other = random.choice(archive.namelist())
                members[other] = archive.read(other)


_NAMES = (
    "word/Document.xml", "../evil.xml", "/word/styles.xml", "word\\numbering.xml", "word/",
    "word/footnotes.xml", "word/header1.xml", "[Content_Types].xml", "customXml/item1.xml", "é.xml",
)  # fmt: skip


def _written(members: dict[str, bytes], random: Random) -> bytes:
    stream = io.BytesIO()
    method = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
        if random.random() < 0.05:
            archive.comment = b"x" * random.choice((1, 200, 65_535))
    return stream.getvalue()
