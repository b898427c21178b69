"""The foot of a document: its recipients and signatures, and the address of the body (ô 7, 9b, 13).

Lengths are in pt.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve

from vnadmindoc.blocks import Block, ColumnItem, Columns, Paragraph, Rule
from vnadmindoc.layout.setting import COLUMN_GAP, SLACK, Setter
from vnadmindoc.model import Notice, Signature
from vnadmindoc.standard import Role
from vnadmindoc.wording import authority_text, closed, drafter_text

_RECIPIENTS_SHARE = 0.45  # of the text width; the signature has the rest


def foot(notice: Notice, to: Setter) -> list[Block]:
    """Return all that stands below the body."""
    listed = recipients(notice.recipients, to)
    if words := drafter_text(notice):
        listed.append(to.paragraph(Role.DRAFTER, words))
    blocks = signed(listed, notice.signature, to, before=notice.cosignatures)
    if notice.endorsement is not None:
        half = to.page.text_width / 2
        below = to.broken(Role.ENDORSEMENT, notice.endorsement, half - COLUMN_GAP)
        blocks.append(_pair([below], [], half, "Xác nhận", to))
    return blocks


def recipients(names: Sequence[str], to: Setter) -> list[ColumnItem]:
    """Return the list of recipients, a dash before each."""
    if not names:
        return []
    style = to.styles[Role.RECIPIENT]
    return [
        to.paragraph(Role.RECIPIENTS_LABEL, to.words.recipients),
        *(to.listed(Role.RECIPIENT, item, style) for item in closed(names)),
    ]


def signed(
    listed: list[ColumnItem],
    signature: Signature | None,
    to: Setter,
    before: Sequence[Signature] = (),
) -> list[Block]:
    """Return signatures and recipients; two signers stand side by side, a lone one at right.

    With an even number of signers the recipients stand below them (Mẫu 1.9).

    Args:
        listed: The recipients.
        signature: The last signature.
        to: What sets them.
        before: Those who sign before.
    """
    half = to.page.text_width / 2
    share = to.page.text_width * _RECIPIENTS_SHARE
    blocks: list[Block] = []
    signers = [*before] if signature is None else [*before, signature]
    while len(signers) > 1:
        first, second, *signers = signers
        left, right = (_signature(each, half - SLACK, to) for each in (first, second))
        blocks.append(_pair(left, right, half, "Chữ ký", to))
    rest = to.page.text_width - share - SLACK
    right = _signature(signers[0], rest, to) if signers else []
    if listed or right:
        blocks.append(_pair(listed, right, share, "Nơi nhận và chữ ký", to))
    return blocks


def _pair(
    left: Iterable[ColumnItem],
    right: Iterable[ColumnItem],
    share: float,
    description: str,
    to: Setter,
) -> Columns:
    return Columns(
        left=tuple(left),
        right=tuple(right),
        widths=(share, to.page.text_width - share),
        description=description,
        before=to.styles[Role.BODY].before * 2,
    )


def _signature(signature: Signature, width: float, to: Setter) -> list[ColumnItem]:
    lines: list[ColumnItem] = [
        to.broken(Role.AUTHORITY, authority_text(line, to.words), width)
        for line in signature.authority
    ]
    if signature.title:
        lines.append(to.broken(Role.SIGNER_TITLE, signature.title.upper(), width))
    if signature.name:
        style = evolve(to.styles[Role.SIGNER_NAME], before=to.profile.signature_room)
        lines.append(to.paragraph(Role.SIGNER_NAME, signature.name, style=style))
    return lines


def address(lines: Sequence[str], to: Setter) -> tuple[Paragraph | Rule, ...]:
    """Return ô 13: a line as long as the text is wide, and the address below it (III.4)."""
    if not lines:
        return ()
    rule = Rule(to.page.text_width, to.profile.rule_width, before=6.0, after=2.0)
    return rule, *(to.paragraph(Role.ADDRESS, line) for line in lines)
