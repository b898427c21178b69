"""Texts made to be slow: one piece again and again, at which a pattern may begin to look.

A pattern that goes back over what it has read takes time by the square of the length, or worse, on
one of these; together they are read in proportion to it.
"""

PIECES = (
    # words that lead to a time
    "trước ", "trước ngày ", "trong vòng 5 ngày kể từ ", "chậm nhất ", "hằng tháng ", "sau khi có ",
    "định kỳ hằng quý, ", "từ ngày 1/1 đến ngày ", "(khi ", "theo quy định tại ", "đúng thời hạn ",
    "ngày 1", "1/1/", "12 giờ ", "thứ ", "Thời gian hoàn thành ", "hạn nộp a ", "đến hết ",
    "6 tháng một lần ", "Hằng tuần, trước 15 giờ thứ Năm, ", "ngày Phụ nữ Việt Nam ", "đã ",
    # words that lead to a party
    "Sở Tài chính, ", "Sở Tài chính và ", "giao Sở ", "phối hợp với Sở A, ", "chủ trì, ",
    "các sở: ", "đồng chí A, ", "Sở A (", "các đơn vị được ", "do A chủ trì, phối hợp ",
    "TT CNTT&TT, ", "Ban ",
    # what stands in a head or a foot
    "Số: 1/TB, ", "Hà Nội, ngày ", "Nơi nhận: ", "Kính gửi: ", "KT. ", "- ", "1. ", "a) ",
    "Phụ lục ",
    # marks, blanks and what nobody sees
    "“", '"', "(", "), ", "; ", "**", "*a ", "|", "| ", "<b>", "<br>", "&amp;", "\\", "<!-- ", "#",
    " ", "\u00a0", "\t", "\u200b", "\u0301", "…", "_", "A", "Á ", "0", "l1O0",
)  # fmt: skip


def hard_text(piece: str, length: int) -> str:
    """Return a notice of one directive, of one paragraph and of short lines that a piece fills.

    Args:
        piece: What is repeated.
        length: The characters of all of it.
    """
    third = piece * (length // 3 // len(piece))
    rows = [third[at : at + _ROW] for at in range(0, len(third), _ROW)]
    return "\n".join(("THÔNG BÁO", "Kết luận", "", f"1. {third}", "", third, "", *rows))


_ROW = 80  # characters
