"""Rules of octets: line ends, lengths, letters.

Source: RFC 5545, 3.1.
"""

import re
from collections.abc import Callable
from typing import Final

from vnadmindoc.calendar_lint.parsing import Told

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")


def every_line_ends_with_crlf(data: bytes) -> Told:
    """A line break is a carriage return and a line feed, at the end of the file too."""
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        if not line.endswith(b"\r"):
            yield number, "a line feed without a carriage return"
    if not data.endswith(b"\r\n"):
        yield data.count(b"\n") + 1, "no line break at the end"


def no_line_is_longer_than_75_octets(data: bytes) -> Told:
    """The line break not counted, a fold's blank counted."""
    for number, line in enumerate(data.split(b"\r\n"), 1):
        if len(line) > 75:
            yield number, f"{len(line)} octets"


def every_line_is_utf8(data: bytes) -> Told:
    """By itself: no fold stands inside a letter, no byte order mark before the first."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield 1, "a byte order mark"
    for number, line in enumerate(data.split(b"\r\n"), 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            yield number, f"no UTF-8, or a letter cut in two: {error.reason}"


def no_control_character_is_in_it(data: bytes) -> Told:
    """But for tabs and line breaks."""
    for number, line in enumerate(data.split(b"\r\n"), 1):
        found = _CONTROL.search(line.decode(errors="replace"))
        if found:
            yield number, f"the control character U+{ord(found[0]):04X}"


OCTET_RULES: Final[dict[Callable[[bytes], Told], str]] = {
    every_line_ends_with_crlf: "RFC 5545, 3.1",
    no_line_is_longer_than_75_octets: "RFC 5545, 3.1",
    every_line_is_utf8: "RFC 5545, 3.1.4",
    no_control_character_is_in_it: "RFC 5545, 3.1",
}
"""The rules of octets, each with its section."""
