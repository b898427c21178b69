"""Documents without any breach, of every form the rules know: the mutants are made from them."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Final

from attrs import evolve

from vnadmindoc.conformance import Report, judged, medium_of
from vnadmindoc.inspection.from_layout import specimen_of_notice
from vnadmindoc.model import (
    Annex,
    Authority,
    Copy,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
)
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.specimen import Fact, Scan, SeenFile, Specimen
from vnadmindoc.vocabulary import CopyKind, DocumentKind, Medium, SigningAuthority

_AGENCY: Final = "Sở Nội vụ"
_PARENT: Final = "UBND tỉnh An Hòa"
_DAY: Final = Dateline(place="An Hòa", day=5, month=3, year=2026)


def _bold(text: str) -> RichText:
    return RichText([Run(text=text, bold=True)])


def _points(*texts: str) -> list[Directive]:
    return [Directive(label=f"{letter})", text=text) for letter, text in zip("abcdđ", texts)]  # noqa: B905  # as many as there are


NOTICE: Final = Notice(
    kind=DocumentKind.NOTICE,
    subject="Kết luận hội nghị giao ban tháng 3",
    letterhead=Letterhead(agency=_AGENCY, parent=_PARENT),
    number=DocumentNumber(number=5, symbol="TB-SNV"),
    dateline=_DAY,
    urgency="thuong_khan",
    secrecy="mat",
    circulation="Lưu hành nội bộ",
    opening=[Paragraph(text="Sở Nội vụ thông báo kết luận của Giám đốc Sở như sau:")],
    sections=[
        Section(
            label="I.",
            heading="Kết quả công tác",
            body=[
                Paragraph(text="Các phòng đã hoàn thành nhiệm vụ của tháng."),
                Table(rows=[["STT", "Việc"], ["1", "Rà soát quy chế"]]),
            ],
        ),
        Section(
            label="II.",
            heading="Nhiệm vụ trọng tâm",
            body=[
                Directive(
                    label="1.",
                    text=_bold("Văn phòng"),
                    children=_points("Hoàn thiện quy chế làm việc;", "Rà soát hồ sơ lưu trữ;"),
                ),
                Directive(label="2.", text="Các phòng báo cáo kết quả trước ngày 20/3/2026."),
            ],
        ),
    ],
    closing=[Paragraph(text="Yêu cầu các phòng triển khai thực hiện.")],
    recipients=["Ban Giám đốc", "Các phòng", "Lưu: VT, VP"],
    drafter="PL",
    copies=30,
    signature=Signature(
        authority=[Authority(prefix=SigningAuthority.BY_ORDER, title="Giám đốc")],
        title="Chánh Văn phòng",
        name="Trần Văn Bình",
    ),
    address=["Số 1 đường Lê Lợi, An Hòa", "ĐT: 0200 000 000"],
)
"""A thông báo with every mark there is."""

LETTER: Final = Notice(
    kind=DocumentKind.LETTER,
    subject="báo cáo kết quả cải cách hành chính",
    letterhead=Letterhead(agency=_AGENCY, parent=_PARENT),
    number=DocumentNumber(number=12, symbol="SNV-VP"),
    dateline=_DAY,
    addressees=["Sở Tài chính", "Sở Y tế"],
    opening=[
        Paragraph(text="Sở Nội vụ đề nghị các sở báo cáo kết quả."),
        Paragraph(text="Báo cáo gửi về Sở Nội vụ trước ngày 20/3/2026."),
    ],
    recipients=["Như trên", "Lưu: VT, VP"],
    signature=Signature(
        authority=[Authority(prefix=SigningAuthority.FOR_HEAD, title="Giám đốc")],
        title="Phó Giám đốc",
        name="Lò Thị Hoan",
    ),
)
"""A công văn to several addressees."""

SUBMISSION: Final = evolve(
    LETTER,
    kind=DocumentKind.SUBMISSION,
    subject="Về việc ban hành quy chế làm việc",
    number=DocumentNumber(number=13, symbol="TTr-SNV"),
    addressees=["Ủy ban nhân dân tỉnh An Hòa"],
)
"""A tờ trình to one addressee."""

REPORT: Final = evolve(
    SUBMISSION,
    kind=DocumentKind.REPORT,
    subject="Kết quả cải cách hành chính",
    number=DocumentNumber(number=14, symbol="BC-SNV"),
    recipients=["Như trên", "Ủy ban nhân dân tỉnh (để báo cáo)", "Lưu: VT, VP"],
)
"""A báo cáo to a higher body."""

DECISION: Final = Notice(
    kind=DocumentKind.DECISION,
    subject="Ban hành Quy chế làm việc",
    letterhead=Letterhead(agency=_AGENCY, parent=_PARENT),
    number=DocumentNumber(number=15, symbol="QĐ-SNV"),
    dateline=_DAY,
    issuing_authority="Giám đốc Sở Nội vụ tỉnh An Hòa",
    legal_bases=[
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về văn thư",
        "Theo đề nghị của Chánh Văn phòng Sở",
    ],
    opening=[
        Directive(label="Điều 1.", text="Ban hành kèm theo Quyết định này Quy chế làm việc."),
        Directive(label="Điều 2.", text="Quyết định có hiệu lực từ ngày ký."),
        Directive(label="Điều 3.", text="Chánh Văn phòng chịu trách nhiệm thi hành."),
    ],
    recipients=["Như Điều 3", "Lưu: VT, VP"],
    signature=Signature(title="Giám đốc", name="Trần Văn Bình"),
)
"""An individual quyết định."""


def _article(number: int, title: str, *items: str) -> Directive:
    return Directive(
        label=f"Điều {number}.",
        text=_bold(title),
        children=[Directive(label=f"{i}.", text=text) for i, text in enumerate(items, 1)],
    )


STATUTE: Final = Notice(
    kind=DocumentKind.STATUTE,
    subject="Làm việc của Sở Nội vụ",
    letterhead=Letterhead(agency=_AGENCY, parent=_PARENT),
    number=DocumentNumber(number=16, symbol="QC-SNV"),
    dateline=_DAY,
    sections=[
        Section(label="Phần I", heading="Quy định chung"),
        Section(
            label="Chương I",
            heading="Phạm vi",
            body=[_article(1, "Phạm vi điều chỉnh", "Quy chế này quy định việc làm.")],
        ),
        Section(label="Chương II", heading="Tổ chức"),
        Section(label="Mục 1", heading="Bộ máy"),
        Section(
            label="Tiểu mục 1",
            heading="Lãnh đạo",
            body=[_article(2, "Giám đốc", "Lãnh đạo Sở.", "Ký văn bản.")],
        ),
        Section(
            label="Tiểu mục 2", heading="Các phòng", body=[_article(3, "Văn phòng", "Giúp việc.")]
        ),
        Section(label="Mục 2", heading="Lề lối", body=[_article(4, "Họp", "Sở họp hằng tháng.")]),
    ],
    recipients=["Các phòng", "Lưu: VT, VP"],
    signature=Signature(title="Giám đốc", name="Trần Văn Bình"),
)
"""A quy chế with all levels of the first skeleton."""

MINUTES: Final = Notice(
    kind=DocumentKind.MINUTES,
    subject="Họp xét thi đua quý I",
    letterhead=Letterhead(agency=_AGENCY, parent=_PARENT),
    number=DocumentNumber(number=17, symbol="BB-SNV"),
    opening=[Paragraph(text="Thời gian bắt đầu: 08 giờ 00."), Paragraph(text="Cuộc họp kết thúc.")],
    recipients=["Ban Giám đốc", "Lưu: VT, Hồ sơ"],
    cosignatures=[Signature(title="Thư ký", name="Lò Thị Hoan")],
    signature=Signature(title="Chủ tọa", name="Trần Văn Bình"),
)
"""A biên bản with its two signers."""

ANNEXED: Final = evolve(
    NOTICE,
    urgency=None,
    secrecy=None,
    circulation=None,
    address=(),
    opening=[Paragraph(text="Danh sách tại Phụ lục I, biểu mẫu tại Phụ lục II kèm theo.")],
    annexes=[
        Annex(title="Danh sách", body=[Paragraph(text="Ông Trần Văn Bình.")]),
        Annex(title="Biểu mẫu", body=[Table(rows=[["STT"], ["1"]])], landscape=True),
    ],
)
"""A thông báo on paper with two annexes."""

ELECTRONIC: Final = evolve(
    ANNEXED,
    medium=Medium.ELECTRONIC,
    annexes=[
        evolve(annex, signed_at=datetime(2026, 3, 5, 9, 30, tzinfo=UTC))
        for annex in ANNEXED.annexes
    ],
)
"""The same electronic, each annex in a file of its own."""

COPIED: Final = evolve(
    LETTER,
    copy=Copy(
        letterhead=Letterhead(agency="Sở Tài chính", parent=_PARENT),
        kind=CopyKind.FULL,
        number=DocumentNumber(number=1, symbol="SY-STC"),
        dateline=_DAY,
        signature=Signature(title="Chánh Văn phòng", name="Đinh Văn Sáu"),
        recipients=["Các phòng", "Lưu: VT"],
    ),
)
"""A sao y on paper."""

COPIED_ELECTRONIC: Final = evolve(
    LETTER,
    copy=Copy(
        letterhead=Letterhead(agency="Sở Tài chính", parent=_PARENT),
        kind=CopyKind.FULL,
        medium=Medium.ELECTRONIC,
        signed_at=datetime(2026, 3, 6, 8, 0, tzinfo=UTC),
    ),
)
"""A sao y made electronic from paper."""

ALL: Final = {
    "notice": NOTICE,
    "letter": LETTER,
    "submission": SUBMISSION,
    "report": REPORT,
    "decision": DECISION,
    "statute": STATUTE,
    "minutes": MINUTES,
    "annexed": ANNEXED,
    "electronic": ELECTRONIC,
    "copied": COPIED,
    "copied electronic": COPIED_ELECTRONIC,
}

Seen = Callable[[Specimen], Specimen]


@cache
def page(name: str) -> Specimen:
    """Return how a document stands, with pages and pictures as a whole file would show them."""
    specimen = specimen_of_notice(ALL[name])
    file = SeenFile(version=(1, 7), scans=(Scan(page=1, resolution=300, colour=True),))
    facts = specimen.facts | {Fact.PAGES, Fact.IMAGES, Fact.FILE}
    return evolve(specimen, facts=facts, file=file)


def report_of(notice: Notice, specimen: Specimen, **options: object) -> Report:
    """Return what the rules say of a document and its page."""
    return judged(notice, specimen, medium=medium_of(notice), **options)  # type: ignore[arg-type]  # named by the mutants
