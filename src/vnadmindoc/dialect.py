"""What our files say beyond their formats: comments in Markdown, the name of a file in a PDF.

Promised: exporter and reader use the same words.
"""

LANDSCAPE = "trang ngang"
"""The comment before an annex whose pages lie on their side: ``<!-- trang ngang -->``."""

HEADER_ROWS = "số hàng tiêu đề"
"""The comment before a table with more or fewer rows of headings than one:
``<!-- số hàng tiêu đề: 2 -->``."""

DEPTH = "cấp"
"""The comment before a paragraph, a table or an item that stands in fewer or more items than one
would take it for: ``<!-- cấp: 0 -->``."""

PLAIN = "đoạn thường"
"""The comment before a paragraph that looks as if it had a label and has none:
``<!-- đoạn thường -->``."""

FOOTER = "chân trang đầu"
"""The comment before the lines at the foot of the first page: ``<!-- chân trang đầu -->``."""

PDF_DATA = "notice.json"
"""The file inside a PDF that holds the notice itself."""
