"""Strategies for documents that keep the Decree: every type, complete, in words a clerk would use.

Promised: what is drawn is a finished document of its form: number, date, signer and recipients are
there, articles, items and points are numbered as the Decree counts, every annex is referred to,
names and places are those of two-tier local government. `vnadmindoc.check` finds no error in it.
Refused here: odd words and blanks, which `notices` draws without ``conforming``.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from vnadmindoc import dates
from vnadmindoc.identity import keyed
from vnadmindoc.model import (
    Annex,
    Assignment,
    Authority,
    BodyItem,
    Copy,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
)
from vnadmindoc.numerals import point_letter, roman
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.strategies import wordlists
from vnadmindoc.strategies.texts import MAYBE, RARELY, SELDOM
from vnadmindoc.vocabulary import (
    AssignmentRole,
    CopyKind,
    DocumentKind,
    Medium,
    Secrecy,
    SigningAuthority,
    Urgency,
)

Signer = tuple[tuple[tuple[SigningAuthority, str], ...], str | None]
"""Lines of authority, and the signer's own office."""


@frozen
class Issuer:
    """A body that issues documents.

    Attributes:
        agency, parent: Its name and that of the body above it.
        symbol: Its abbreviation.
        authority: What stands above the legal bases of its decisions.
        place: Where it issues.
        signers: Who signs for it; the first two may sign decisions.
    """

    agency: str
    parent: str | None
    symbol: str
    authority: str
    place: str
    signers: tuple[Signer, ...]


_TM, _KT = SigningAuthority.ON_BEHALF, SigningAuthority.FOR_HEAD
_TL, _TUQ, _Q = SigningAuthority.BY_ORDER, SigningAuthority.BY_DELEGATION, SigningAuthority.ACTING
_DIRECTOR = "Giám đốc"
_COMMITTEE = ((_TM, "Ủy ban nhân dân"),)
_OF_DEPARTMENT: tuple[Signer, ...] = (
    ((), _DIRECTOR),
    (((_KT, _DIRECTOR),), "Phó Giám đốc"),
    (((_TL, _DIRECTOR),), "Chánh Văn phòng"),
    (((_TL, _DIRECTOR), (_KT, "Chánh Văn phòng")), "Phó Chánh Văn phòng"),
    (((_TUQ, _DIRECTOR),), "Trưởng phòng\nTổ chức biên chế"),
    (((_Q, _DIRECTOR),), None),
)
_OF_COMMITTEE: tuple[Signer, ...] = (
    (_COMMITTEE, "Chủ tịch"),
    ((*_COMMITTEE, (_KT, "Chủ tịch")), "Phó Chủ tịch"),
)
_OF_MINISTRY: tuple[Signer, ...] = (
    ((), "Bộ trưởng"),
    (((_KT, "Bộ trưởng"),), "Thứ trưởng"),
    (((_TL, "Bộ trưởng"),), "Chánh Văn phòng"),
)


def _issuers() -> tuple[Issuer, ...]:
    known = [Issuer("Bộ Nội vụ", None, "BNV", "Bộ trưởng Bộ Nội vụ", "Hà Nội", _OF_MINISTRY)]
    for province in ("Nghệ An", "Lâm Đồng", "Cà Mau", "Quảng Trị"):
        committee = f"Ủy ban nhân dân tỉnh {province}"
        known += [
            Issuer(
                "Sở Nội vụ",
                f"UBND tỉnh {province}",
                "SNV",
                "Giám đốc Sở Nội vụ",
                province,
                _OF_DEPARTMENT,
            ),
            Issuer(
                f"Ủy ban nhân dân\ntỉnh {province}",
                None,
                "UBND",
                committee,
                province,
                _OF_COMMITTEE,
            ),
        ]
    commune = "Ủy ban nhân dân\nxã Đá Bàn"
    known.append(
        Issuer(commune, None, "UBND", "Ủy ban nhân dân xã Đá Bàn", "Đá Bàn", _OF_COMMITTEE)
    )
    return tuple(known)


_ISSUERS = _issuers()
_TODAY = st.dates(date(2025, 7, 1), date(2035, 12, 31))
_THINGS = st.sampled_from(
    (
        "hồ sơ lưu trữ", "kế hoạch công tác", "dữ liệu hộ tịch", "quy trình tiếp công dân",
        "danh mục thủ tục hành chính", "chương trình bồi dưỡng công chức", "báo cáo thống kê",
        "phương án phòng cháy, chữa cháy", "trang thiết bị làm việc", "sổ theo dõi văn bản",
    )
)  # fmt: skip
_DOINGS = st.sampled_from(
    ("rà soát", "hoàn thiện", "tổng hợp", "xây dựng", "kiểm tra", "cập nhật", "bàn giao")
)
_PLANNED = st.builds("{} {}".format, _DOINGS, _THINGS)
_PARTIES = st.sampled_from(
    ("Văn phòng Sở", "Phòng Kế hoạch - Tài chính", "Trung tâm Lưu trữ lịch sử", "Thanh tra tỉnh")
)
_BODIES = ("Sở Tài chính", "Sở Xây dựng", "Sở Y tế", "Công an tỉnh", "Thanh tra tỉnh")
_addressees = st.lists(st.sampled_from(_BODIES), min_size=1, max_size=3, unique=True)
_names = st.sampled_from(("Nguyễn Văn An", "Trần Thị Hòa", "Lê Quốc Ấn", "Vi Thị Ngọc Uyển"))
_numbers = st.one_of(st.integers(1, 99), st.integers(1, 4_000))
_days_later = st.integers(5, 300)
_hours = st.integers(0, 86_399)

_PERSONAL = (DocumentKind.INTRODUCTION, DocumentKind.LEAVE)
_ENACTED = (DocumentKind.DECISION, DocumentKind.RESOLUTION)
_IN_CHAPTERS = (DocumentKind.STATUTE, DocumentKind.REGULATION)
_TWO_PARTIES = (DocumentKind.CONTRACT, DocumentKind.MEMORANDUM, DocumentKind.AGREEMENT)
_UPWARDS = (DocumentKind.SUBMISSION, DocumentKind.LETTER, DocumentKind.TELEGRAM)
_SHORT = (
    DocumentKind.INVITATION,
    DocumentKind.DISPATCH_SLIP,
    DocumentKind.TRANSFER_SLIP,
    DocumentKind.NOTICE_SLIP,
    DocumentKind.OPEN_LETTER,
    DocumentKind.AUTHORIZATION,
    *_PERSONAL,
)


@st.composite
def conforming(draw: DrawFn, *, kind: DocumentKind | None = None) -> Notice:
    """Draw whole documents that keep the Decree, with keys for their duties.

    Args:
        draw: Given by Hypothesis.
        kind: The type of document; None draws all 29 alike.
    """
    drawn = draw(st.sampled_from(DocumentKind)) if kind is None else kind
    return _Clerk(draw, drawn).document()


class _Clerk:
    """Writes one document: what its parts share is who issues it, and when."""

    def __init__(self, draw: DrawFn, kind: DocumentKind) -> None:
        self.draw = draw
        self.kind = kind
        self.issuer = draw(st.sampled_from(_ISSUERS))
        self.day = draw(_TODAY)
        self.medium = Medium.ELECTRONIC if draw(SELDOM) else Medium.PAPER

    def document(self) -> Notice:
        """Write the document."""
        parts = self._body()
        annexes = self._annexes()
        if labels := [annex for annex in annexes if annex.kind is None]:
            said = "tại Phụ lục" if len(labels) == 1 else "tại Phụ lục I và Phụ lục II"
            parts["closing"] = [Paragraph(text=f"Chi tiết {said} kèm theo.")]
        if any(annex.kind is not None for annex in annexes):
            first = _article(1, "Ban hành kèm theo Quyết định này Quy chế.")
            parts["opening"] = [first, *parts["opening"][1:]]
        return keyed(
            Notice(
                kind=self.kind,
                letterhead=Letterhead(agency=self.issuer.agency, parent=self.issuer.parent),
                number=self._number(),
                dateline=None if self.kind is DocumentKind.MINUTES else self._dateline(),
                annexes=annexes,
                medium=self.medium,
                **parts,
                **self._marks(),
                **self._foot(parts),
            )
        )

    def _dateline(self) -> Dateline:
        day = self.day
        return Dateline(place=self.issuer.place, day=day.day, month=day.month, year=day.year)

    def _number(self) -> DocumentNumber:
        kind = self.kind.abbreviation
        symbol = f"{kind}-{self.issuer.symbol}" if kind else f"{self.issuer.symbol}-VP"
        return DocumentNumber(number=self.draw(_numbers), symbol=symbol)

    # The body

    def _body(self) -> dict[str, Any]:
        """Write subject, addressees and body of the document's form."""
        draw, kind = self.draw, self.kind
        parts: dict[str, Any] = {"subject": f"Về việc {draw(_PLANNED)}"}
        if kind is DocumentKind.LETTER:
            parts["subject"] = draw(_PLANNED)
        elif kind in _PERSONAL:
            del parts["subject"]
        if kind in _UPWARDS or (kind is DocumentKind.REPORT and draw(MAYBE)):
            parts["addressees"] = draw(_addressees)
        if kind is DocumentKind.TELEGRAM:
            parts["salutation"] = f"{self.issuer.authority.upper()} điện"
        if kind in _ENACTED:
            parts |= self._enactment()
        elif kind in _IN_CHAPTERS:
            parts["sections"] = self._chapters()
        elif kind in _SHORT or draw(SELDOM):
            parts["opening"] = self._paragraphs()
        elif draw(MAYBE):
            parts["opening"] = (*self._paragraphs(), *self._items())
        else:
            count = draw(st.integers(1, 3))
            parts["opening"] = self._paragraphs()
            parts["sections"] = tuple(self._section(index) for index in range(count))
        return parts

    def _enactment(self) -> dict[str, Any]:
        act = f"{self.kind.printed} này"
        count = self.draw(st.integers(1, 2))
        opening = [
            _article(index + 1, f"Giao {self.draw(_PARTIES)} {self.draw(_PLANNED)}.")
            for index in range(count)
        ]
        opening += [
            _article(count + 1, f"{act} có hiệu lực kể từ ngày ký."),
            _article(count + 2, f"Chánh Văn phòng và các đơn vị liên quan thi hành {act}."),
        ]
        return {
            "issuing_authority": self.issuer.authority,
            "legal_bases": wordlists.BASES,
            "opening": opening,
        }

    def _chapters(self) -> tuple[Section, ...]:
        draw = self.draw
        sections = []
        article = 0
        for number in range(1, draw(st.integers(1, 3)) + 1):
            body = []
            for _ in range(draw(st.integers(1, 2))):
                article += 1
                title = RichText([Run(text=self._heading(), bold=True)])
                body.append(Directive(label=f"Điều {article}.", text=title, children=self._items()))
            label = f"Chương {roman(number)}"
            sections.append(Section(label=label, heading=self._heading(), body=body))
        return tuple(sections)

    def _section(self, index: int) -> Section:
        return Section(label=f"{roman(index + 1)}.", heading=self._heading(), body=self._items())

    def _heading(self) -> str:
        planned = self.draw(_PLANNED)
        return planned[:1].upper() + planned[1:]

    def _paragraphs(self) -> tuple[Paragraph, ...]:
        count = self.draw(st.integers(1, 2))
        return tuple(Paragraph(text=f"{self._heading()}.") for _ in range(count))

    def _items(self) -> tuple[BodyItem, ...]:
        """Write items numbered from 1; some have points, or a table behind them."""
        items: list[BodyItem] = []
        for index in range(self.draw(st.integers(1, 3))):
            items.append(self._item(f"{index + 1}."))
            if self.draw(RARELY):
                items.append(self._table())
        return tuple(items)

    def _item(self, label: str) -> Directive:
        if self.draw(SELDOM):
            count = self.draw(st.integers(2, 5))
            points = [self._duty(f"{point_letter(n)})", n == count - 1) for n in range(count)]
            return Directive(label=label, text=f"{self._heading()}, trong đó:", children=points)
        return self._duty(label, last=True)

    def _duty(self, label: str, last: bool) -> Directive:
        """Write a duty; the last of a list, and one that stands alone, ends with a full stop."""
        party = self.draw(_PARTIES)
        words = f"{party} chủ trì {self.draw(_PLANNED)}"
        due: tuple[Deadline, ...] = ()
        if self.draw(MAYBE):
            due = (dates.before(self.day + timedelta(days=self.draw(_days_later))),)
            words = f"{words} {due[0].phrase}"
        return Directive(
            label=label,
            text=f"{words}{'.' if last else ';'}",
            assignments=(Assignment(party=party, role=AssignmentRole.LEAD),),
            deadlines=due,
        )

    def _table(self) -> Table:
        count = self.draw(st.integers(1, 3))
        rows = [[str(number + 1), self._heading(), ""] for number in range(count)]
        return Table(rows=[["TT", "Nội dung", "Ghi chú"], *rows])

    # Around the body

    def _marks(self) -> dict[str, Any]:
        draw = self.draw
        marks: dict[str, Any] = {}
        if draw(RARELY):
            marks["urgency"] = draw(st.sampled_from(Urgency))
        if draw(RARELY):
            marks["secrecy"] = draw(st.sampled_from(Secrecy))
        if draw(RARELY):
            marks["circulation"] = "Lưu hành nội bộ"
        return marks

    def _foot(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        draw, kind = self.draw, self.kind
        named: Sequence[str] = ("Văn phòng (để theo dõi)",) if draw(MAYBE) else ()
        if "addressees" in parts or kind is DocumentKind.INTRODUCTION:
            named = ("Như trên", *named)
        elif kind in _ENACTED:
            named = (f"Như {parts['opening'][-1].label.rstrip('.')}", *named)
        foot: dict[str, Any] = {
            "recipients": (*named, "Lưu: VT, VP"),
            "signature": self._signature(self.issuer.signers[: 2 if kind in _ENACTED else None]),
        }
        if kind is DocumentKind.MINUTES:
            foot["recipients"] = ("Lưu: VT, Hồ sơ",)
            foot["cosignatures"] = (Signature(title="Thư ký", name=draw(_names)),)
            foot["signature"] = Signature(title="Chủ tọa", name=draw(_names))
        elif kind in _TWO_PARTIES:
            foot["cosignatures"] = (Signature(title="Đại diện bên A", name=draw(_names)),)
        if draw(SELDOM):
            foot |= {"drafter": "PL", "copies": draw(st.integers(2, 300))}
        if draw(SELDOM):
            foot["address"] = wordlists.ADDRESS
        if draw(RARELY):
            foot["copy"] = self._copy()
        return foot

    def _signature(self, signers: Sequence[Signer]) -> Signature:
        authority, title = self.draw(st.sampled_from(signers))
        lines = tuple(Authority(prefix=prefix, title=office) for prefix, office in authority)
        return Signature(authority=lines, title=title, name=self.draw(_names))

    def _annexes(self) -> list[Annex]:
        """Write annexes; behind a decision sometimes the statute that it puts into force."""
        draw = self.draw
        if not draw(SELDOM):
            return []
        signed_at = None
        if self.medium is Medium.ELECTRONIC and draw(MAYBE):
            signed_at = datetime.combine(self.day, time()) + timedelta(seconds=draw(_hours))
        if self.kind is DocumentKind.DECISION and draw(MAYBE):
            kind, title = DocumentKind.STATUTE, f"Về việc {draw(_PLANNED)}"
            return [Annex(kind=kind, title=title, sections=self._chapters(), signed_at=signed_at)]
        return [
            Annex(
                title=f"Danh mục {draw(_THINGS)}",
                body=(self._table(), *self._paragraphs()),
                landscape=draw(MAYBE),
                signed_at=signed_at,
            )
            for _ in range(draw(st.integers(1, 2)))
        ]

    def _copy(self) -> Copy:
        letterhead = Letterhead(agency="Văn phòng", parent="Sở Nội vụ")
        kind = self.draw(st.sampled_from(CopyKind))
        # Of an electronic document only an extract may be copied electronically (Điều 25).
        may = self.medium is Medium.PAPER or kind is CopyKind.EXTRACT
        if may and self.draw(MAYBE):
            return Copy(
                letterhead=letterhead,
                kind=kind,
                medium=Medium.ELECTRONIC,
                signed_at=datetime.combine(self.day, time()) + timedelta(seconds=self.draw(_hours)),
            )
        return Copy(
            letterhead=letterhead,
            kind=kind,
            number=DocumentNumber(number=self.draw(_numbers), symbol=f"{kind}-VP"),
            dateline=self._dateline(),
            signature=Signature(title="Chánh Văn phòng", name=self.draw(_names)),
            recipients=("Lưu: VT",),
        )


def _article(number: int, text: str) -> Directive:
    return Directive(label=f"Điều {number}.", text=text)
