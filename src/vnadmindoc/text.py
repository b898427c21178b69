"""Vietnamese text in its one form: NFC, no invisible characters, single spaces.

Promised: cleaning never drops or joins a word. Refused here: what a text means.
"""

import re
from functools import cache
from unicodedata import is_normalized, normalize

# Format characters that print nothing: soft hyphen, zero-width signs, direction marks, BOM.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# Runs of blanks, but a lone no-break space stays: it holds "Điều 5" together.
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]{2,}|[\t\u2000-\u200a\u205f\u3000]")
_ROUND_BREAKS = re.compile(" *\n[ \n]*")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"[^\W_]+")

SMALL = "[a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]"
"""A pattern of one small letter; no range of Unicode has these and no capital."""

CAPITAL = SMALL.upper()
"""A pattern of one capital letter."""

_ASCII_WORD = re.compile(r"[a-z0-9]+")


def nfc(text: str) -> str:
    """Return the text in precomposed Unicode (NFC), as TCVN 6909:2001 writes Vietnamese."""
    return text if is_normalized("NFC", text) else normalize("NFC", text)


# Nearly all text is found tidy without a pattern: it is normal, printable, and no two blanks stand
# side by side in it. These checks are asked of every text several times, so they call nothing.


def tidy(text: str) -> str:
    """Return one line of text: NFC, no invisible characters, single spaces, no blank ends."""
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if not text.isprintable() or "  " in text:
        text = _INVISIBLE.sub("", _LINE_ENDS.sub(" ", text).replace("\n", " "))
        # Once more: what an invisible sign kept apart may compose.
        text = _BLANKS.sub(" ", nfc(text))
    return text.strip(" \u00a0\u202f")


def tidy_lines(text: str) -> str:
    """Return text whose line breaks count: each line as `tidy` leaves it, none empty."""
    text = _LINE_ENDS.sub("\n", nfc(text))
    lines = (tidy(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def tidy_run(text: str) -> str:
    """Return a piece of a line: as `tidy`, but a blank at either end is kept."""
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if not text.isprintable() or "  " in text:
        text = _INVISIBLE.sub("", _ROUND_BREAKS.sub(" ", _LINE_ENDS.sub("\n", text)))
        text = _BLANKS.sub(" ", nfc(text))
    return text


def forbidden(text: str) -> str | None:
    """Return the first character that no text may hold (control, lone surrogate), or None."""
    if text.isprintable():
        return None
    found = _FORBIDDEN.search(text)
    return found.group() if found else None


def without_forbidden(text: str) -> str:
    """Return the text with each forbidden character turned into a space."""
    return _FORBIDDEN.sub(" ", text)


def small(text: str) -> str:
    """Return the text in small letters, each where it stood: İ alone would become two signs."""
    return text.replace("İ", "I").lower()


def words(text: str) -> list[str]:
    """Return the words of a text: runs of letters and digits, NFC, case kept."""
    return _WORD.findall(nfc(text))


def fold(text: str) -> str:
    """Return the text for comparing: no case, old and new tone placement alike.

    ``HOÀ`` and ``HÒA``, ``UỶ`` and ``ỦY`` are the same word spelt by two rules.
    """
    pattern, tones = _old_tones()
    return pattern.sub(lambda found: tones[found.group()], nfc(text).casefold())


@cache
def _old_tones() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return oà → òa, oè → òe, uỳ → ùy … for every tone, and where to look for them.

    No letter may follow ("hoàn" is spelt so by both rules); after a q the u is no vowel ("quý").
    """
    tones = {
        plain + normalize("NFC", second + mark): normalize("NFC", plain + mark) + second
        for plain, second in (("o", "a"), ("o", "e"), ("u", "y"))
        for mark in "\u0300\u0301\u0303\u0309\u0323"
    }
    behind = {plain: "".join(pair[1] for pair in tones if pair[0] == plain) for plain in "ou"}
    # The first letter first: a search skips whatever it cannot begin with.
    pattern = "|".join(f"{plain}[{letters}]" for plain, letters in behind.items())
    return re.compile(rf"(?:{pattern})(?<!q..)(?!\w)"), tones


def slug(text: str, *, limit: int) -> str:
    """Return an ASCII name for a text: lower case, words joined by ``-``, cut at a word.

    Args:
        text: Any text; ``đ`` becomes ``d``, marks are dropped.
        limit: The greatest number of characters.
    """
    # What lies far behind the limit is not looked at.
    start = text[: 2 * limit].casefold().replace("đ", "d")
    bare = normalize("NFD", start).encode("ascii", "ignore").decode()
    found: list[str] = _ASCII_WORD.findall(bare)
    name = "-".join(found)
    if len(name) <= limit:
        return name
    if len(found[0]) >= limit:
        return found[0][:limit]
    return name[: name.rindex("-", 0, limit + 1)]
