"""What damage, converters and bad will make of a text.

Promised: the same random numbers make the same text. What is put in leads recognition somewhere:
words that begin something, marks that may stay open, characters nobody sees.
"""

from collections.abc import Callable, Sequence
from random import Random
from unicodedata import normalize

SCRAPS = (
    "trước ngày 31/9/2025", "trước 17 giờ ngày 12/10/2021", "chậm nhất 05 ngày làm việc kể từ ngày",
    "định kỳ hằng tháng", "hằng quý", "6 tháng, năm", "ngày 29/02/2023", "ngày l5/1O/2O25",
    "ngày 5/3/25", "từ ngày 1/1/2025 đến ngày", "đến hết ", "trong vòng 999999999 ngày", "sau khi ",
    "thường xuyên", "cuối tháng 13", "quý V", "24 giờ 60 phút", "thứ Tám hằng tuần", "năm 0000",
    "Giao ", "giao Sở A chủ trì, phối hợp với Sở B", "phối hợp với ", "chủ trì, ", "đề nghị ",
    "yêu cầu các đơn vị ", "(Sở Nội vụ chủ trì)", "Phòng ", "đồng chí ", "TT CNTT&TT", "UBND ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 6§0/TB-A", "Số:",
    "Hà Nội, ngày 31 tháng 2 năm 2026", "THÔNG BÁO", "Kính gửi:", "Nơi nhận:", "KT. GIÁM ĐỐC",
    "Phụ lục I", "(Kèm theo", "Điều 1.", "I. ", "IIII. ", "1.1.1.1.1. ", "a) ", "đ) ", "- ", "+ ",
    "| a | b |", "|---|---|", "**", "<u>", "<br>", "&amp;", "<!-- ", "\\", "“", "”", "(", ")", "…",
    "./.", "\t", "    ", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\u202e", "\u0301", "\u0000",
    "\u2028", "\r", "\U0001f600", "\ud7ff", "999999999999999999999", "-1", "0", "\u0664\u0665",
)  # fmt: skip


def mutated_text(text: str, random: Random, donors: Sequence[str]) -> str:
    """Return the text after some changes; lines of the donors may get into it."""
    for _ in range(random.randint(1, 6)):
        text = random.choice(_TEXT)(text, random, donors)
    return text[:_LONGEST_TEXT]


_LONGEST_TEXT = 60_000


def _lines_moved(text: str, random: Random, donors: Sequence[str]) -> str:
    lines = text.split("\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        case _:
            lines.insert(at, random.choice(random.choice(donors).split("\n")))
    return "\n".join(lines)


def _scrap_put_in(text: str, random: Random, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    end = random.choice((at, at, at + random.randint(0, 12)))
    return text[:at] + random.choice(SCRAPS) + text[end:]


def _characters_changed(text: str, random: Random, _: Sequence[str]) -> str:
    old, new = random.choice(
        (("1", "l"), ("0", "O"), (" ", "\u00a0"), (" ", "  "), ("\n", " "), ("\n", "\r\n"),
         (",", ""), (".", ""), ("/", "-"), (" ", ""), ("á", "a"), ("- ", "– "), ("\n", "\u2028"))
    )  # fmt: skip
    at = random.randint(0, len(text))
    size = random.choice((1, 1, 3, 1_000))
    return text[:at] + text[at:].replace(old, new, size)


def _normalized(text: str, random: Random, _: Sequence[str]) -> str:
    at, end = sorted(random.randint(0, len(text)) for _ in range(2))
    piece = text[at:end]
    piece = random.choice((normalize("NFD", piece), normalize("NFKC", piece)))
    return text[:at] + random.choice((piece, piece.upper(), piece.lower())) + text[end:]


def _cut(text: str, random: Random, _: Sequence[str]) -> str:
    at, end = sorted(random.randint(0, len(text)) for _ in range(2))
    return text[:at] + text[end:] if random.random() < 0.5 else text[at:end]


def _repeated(text: str, random: Random, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    piece = random.choice((random.choice(SCRAPS), text[at : at + random.randint(1, 40)]))
    return text[:at] + piece * random.choice((2, 50, 2_000)) + text[at:]


_TEXT: Sequence[Callable[[str, Random, Sequence[str]], str]] = (
    _lines_moved, _lines_moved, _scrap_put_in, _scrap_put_in, _characters_changed,
    _normalized, _cut, _repeated,
)  # fmt: skip
