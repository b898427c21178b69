"""How the Decree counts: ``05``, ``I II III``, ``a b c d đ e g h``.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3, II.4, II.6.đ.
"""

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of the points (*điểm*), in order: ``đ`` follows ``d``; no f, j, w, z."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a positive number in Roman numerals: ``4`` → ``"IV"``.

    Raises:
        ValueError: The number is below 1.
    """
    if number < 1:
        raise ValueError(f"no Roman numeral for {number}: expected 1 or more")
    out = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out.append(sign * count)
    return "".join(out)


def from_roman(text: str) -> int | None:
    """Return the value of a well-formed Roman numeral in capitals, or None."""
    values = {sign: value for value, sign in _ROMAN if len(sign) == 1}
    if not text or any(sign not in values for sign in text):
        return None
    total = 0
    for sign, following in zip(text, [*text[1:], ""], strict=True):
        value = values[sign]
        total += -value if following and values[following] > value else value
    return total if roman(total) == text else None


def point_letter(index: int) -> str:
    """Return the letter of the point with this index, from 0; ``y`` is followed by ``aa``, ``ab``.

    The Decree says nothing beyond ``y``; doubling the letters is usage.

    Raises:
        ValueError: The index is below 0.
    """
    if index < 0:
        raise ValueError(f"no point has the index {index}: expected 0 or more")
    high, low = divmod(index, len(POINT_LETTERS))
    return (point_letter(high - 1) if high else "") + POINT_LETTERS[low]


def two_digits(number: int) -> str:
    """Return a number with a leading zero below 10: the document's number, the day."""
    return f"{number:02d}"


def month_figures(month: int) -> str:
    """Return a month as dates write it: ``"01"``, ``"02"``, ``"3"``, … ``"12"`` (II.4.b)."""
    return two_digits(month) if month <= 2 else str(month)
