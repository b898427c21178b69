"""M. The record of an issued document, and its days (*dữ liệu quản lý*, Phụ lục VI; Điều 15-18)."""

from collections.abc import Callable, Iterator

from vnadmindoc.findings import Severity
from vnadmindoc.metadata import OUTGOING, OutgoingRecord, outgoing_record
from vnadmindoc.rules.rule import Breach, Case, Scope, holds, plain
from vnadmindoc.specimen import Fact
from vnadmindoc.text import fold
from vnadmindoc.working_days import WorkingDays

_ORGAN_ID = "OrganId"
_NEEDS = (Fact.RECORD,)


@holds(
    "095",
    "Phụ lục VI, Phần II",
    "Các trường của dữ liệu quản lý không dài quá quy định",
    "No field of the record is longer than the Decree has it",
    needs=_NEEDS,
)
def fields_fit(case: Case) -> Iterator[Breach]:
    """Identifiers of bodies are a rule of their own."""
    for each, value in case.record.values() if case.record else ():
        most = each.accepted
        if each.name != _ORGAN_ID and most is not None and len(value) > most:
            yield Breach(
                vi=f"{each.label} ({each.name}) dài {len(value)} ký tự, tối đa {most}",
                en=f"{each.name} has {len(value)} characters, {most} fit",
                path=f"record.{each.name}",
                quote=value,
            )


def _organ_ids(code: str, most: int, clause: str, severity: Severity) -> None:
    @holds(
        code,
        clause,
        f"Mã định danh cơ quan (OrganId) không quá {most} ký tự",
        f"The identifier of a body (OrganId) has {most} characters at most",
        severity=severity,
        needs=_NEEDS,
    )
    def identifiers_fit(case: Case) -> Iterator[Breach]:
        for each, value in case.record.values() if case.record else ():
            if each.name == _ORGAN_ID and len(value) > most:
                yield Breach(
                    vi=f"{each.label}: {value!r} dài {len(value)} ký tự, tối đa {most}",
                    en=f"OrganId {value!r} has {len(value)} characters, {most} fit",
                    path=f"record.{each.name}",
                    quote=value,
                )


# The amendment of 2022 of the standard of messages raised what the Decree prints.
_DECREE_LENGTH = OUTGOING["1.1"].length or 0
_ACCEPTED_LENGTH = OUTGOING["1.1"].accepted or 0
_organ_ids("096a", _ACCEPTED_LENGTH, "QCVN 102:2016/BTTTT, SĐ1:2022", Severity.ERROR)
_organ_ids("096b", _DECREE_LENGTH, "Phụ lục VI, Phần II", Severity.WARNING)


def _agrees(
    name: str, part: Callable[[OutgoingRecord], object], path: str, vi: str, en: str
) -> None:
    @holds(
        f"097-{name}",
        "Điều 16.1",
        f"{vi} trong dữ liệu quản lý khớp với văn bản",
        f"The {en} of the record is that of the document",
        needs=_NEEDS,
    )
    def record_agrees(case: Case) -> Iterator[Breach]:
        if case.record is None:
            return
        told, printed = part(case.record), part(outgoing_record(case.notice))
        if fold(plain(str(told))) != fold(plain(str(printed))):
            yield Breach(
                vi=f"{vi} trong dữ liệu quản lý là {str(told)!r}, văn bản ghi {str(printed)!r}",
                en=f"the {en} of the record is {str(told)!r}, the document has {str(printed)!r}",
                path=path,
                quote=str(told),
            )


_agrees("number", lambda each: each.number, "record.CodeNumber", "số", "number")
_agrees("notation", lambda each: each.notation, "record.CodeNotation", "ký hiệu", "symbol")
_agrees("date", lambda each: each.issued, "record.IssuedDate", "ngày ban hành", "date")
_agrees("subject", lambda each: each.subject, "record.Subject", "trích yếu", "subject")
_agrees("signer", lambda each: each.full_name, "record.FullName", "họ tên người ký", "signer")
_agrees("issuer", lambda each: each.organ_name, "record.OrganName", "cơ quan ban hành", "issuer")


@holds(
    "098a",
    "Điều 15.2",
    "Số và ngày văn bản giấy được ghi sau khi ký, chậm nhất vào ngày làm việc tiếp theo",
    "A paper document is numbered and dated after its signature, by the next working day",
    severity=Severity.WARNING,
    needs=(Fact.SIGNING,),
    scopes=(Scope.PAPER,),
)
def document_is_dated_after_signing(case: Case) -> Iterator[Breach]:
    """The day of signing is told by whoever asks; nothing on paper tells it."""
    issued = case.notice.dateline.date if case.notice.dateline else None
    if issued is None or case.signed is None:
        return
    latest = WorkingDays().after(case.signed, 1)
    if not case.signed <= issued <= latest:
        yield Breach(
            vi=f"văn bản ghi ngày {issued:%d/%m/%Y}, ký ngày {case.signed:%d/%m/%Y}: ghi số, ngày "
            f"từ ngày ký đến {latest:%d/%m/%Y}",
            en=f"dated {issued.isoformat()}, signed on {case.signed.isoformat()}: it is numbered "
            f"and dated from that day to {latest.isoformat()}",
            path="dateline",
        )


@holds(
    "098b",
    "Điều 18.1",
    "Văn bản được ký số, phát hành chậm nhất trong ngày làm việc tiếp theo",
    "A document is signed and issued by the next working day",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
    scopes=(Scope.ELECTRONIC,),
)
def document_is_issued_at_once(case: Case) -> Iterator[Breach]:
    """Told by the time at which the agency signed the annexes."""
    issued = case.notice.dateline.date if case.notice.dateline else None
    if issued is None:
        return
    days = WorkingDays()
    for index, annex in enumerate(case.notice.annexes):
        if annex.signed_at is None:
            continue
        signed = annex.signed_at.date()
        if signed < issued or signed > days.after(issued, 1):
            yield Breach(
                vi=f"ký số ngày {signed:%d/%m/%Y}, văn bản ghi ngày {issued:%d/%m/%Y}",
                en=f"signed on {signed.isoformat()}, the document is dated {issued.isoformat()}",
                path=f"annexes[{index}].signed_at",
            )


@holds(
    "098c",
    "",
    "Hạn trả lời không trước ngày văn bản",
    "The day to answer by is not before the document's",
    severity=Severity.WARNING,
    needs=_NEEDS,
)
def answer_is_not_due_before(case: Case) -> Iterator[Breach]:
    """Nobody can answer what is not there."""
    issued = case.notice.dateline.date if case.notice.dateline else None
    due = case.record.due if case.record else None
    if issued is not None and due is not None and due < issued:
        yield Breach(
            vi=f"hạn trả lời {due:%d/%m/%Y} trước ngày văn bản {issued:%d/%m/%Y}",
            en=f"the answer is due on {due.isoformat()}, before the document's own day",
            path="record.DueDate",
        )
