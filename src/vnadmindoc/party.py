"""The Party's form of documents (*thể thức văn bản của Đảng*), as data beside the Decree's.

Promised: whatever differs from a State document is a value of the profile; nothing in the layout
asks whose form it is. A document is of one form or of the other, never of both.
Refused here: the Party's types of documents beyond the 29; write one as ``kind_line``.

Source: Quy định 399-QĐ/TW of 09/01/2026 and Hướng dẫn 05-HD/VPTW of 2026, which were not at hand:
the values are those of several summaries that agree with the specimens of Hướng dẫn 36-HD/VPTW of
03/4/2018. No rule may call a document wrong by them alone.
"""

from types import MappingProxyType
from typing import Final

from attrs import evolve

from vnadmindoc.standard import DECREE_30, MM, FixedWords, PageSpec, Profile, Range, Role
from vnadmindoc.vocabulary import DocumentKind, SigningAuthority

_SPECS = DECREE_30.specs
# The line pitch is 18 to 22 pt: of letters of 14 pt 1.12 to 1.37 single lines.
_BODY = evolve(
    _SPECS[Role.BODY], size=(14, 15), indents=(10 * MM,), line_spacing=(1.12, 1.37), clause=""
)


def _fixed(length: float) -> Range:
    return Range(least=length, most=length, chosen=length)


PARTY: Final = Profile(
    name="Thể thức văn bản của Đảng",
    page=PageSpec(top=_fixed(20), bottom=_fixed(20), left=_fixed(30), right=_fixed(15)),
    national_name="ĐẢNG CỘNG SẢN VIỆT NAM",
    motto="",
    words=FixedWords(
        number="Số {number}-{symbol}",
        issuer_mark="*",
        subject_mark="-----",
        letter_subject="về việc",
        addressees_of=MappingProxyType({DocumentKind.SUBMISSION: "Kính trình:"}),
        basis_bullet="- ",
        authority=MappingProxyType(
            {
                SigningAuthority.ON_BEHALF: "T/M",
                SigningAuthority.FOR_HEAD: "K/T",
                SigningAuthority.BY_ORDER: "T/L",
                # The Party's form has no word for it; the State's is kept so that none is lost.
                SigningAuthority.BY_DELEGATION: "TUQ.",
                SigningAuthority.ACTING: "Q.",
            }
        ),
        end_mark=".",
    ),
    specs={
        **{role: evolve(spec, clause="") for role, spec in _SPECS.items()},
        **{
            # Legal bases stand upright, each behind a dash.
            role: evolve(_BODY, name=_SPECS[role].name, bold=_SPECS[role].bold)
            for role in (Role.ARTICLE, Role.ITEM_HEADING, Role.ITEM, Role.POINT, Role.LEGAL_BASIS)
        },
        **{
            role: evolve(_SPECS[role], size=(14, 15), clause="")
            for role in (
                Role.PART,
                Role.PART_TITLE,
                Role.CHAPTER,
                Role.CHAPTER_TITLE,
                Role.DIVISION,
                Role.DIVISION_TITLE,
                Role.SUBDIVISION,
                Role.SUBDIVISION_TITLE,
                Role.ENACTING_WORDS,
                Role.ISSUING_AUTHORITY,
            )
        },
        Role.BODY: _BODY,
        Role.SECTION: evolve(_BODY, name="Mục", bold=True, capitals=True),
        Role.NATIONAL_NAME: evolve(_SPECS[Role.NATIONAL_NAME], size=(15, 15), clause=""),
        Role.PARENT: evolve(_SPECS[Role.PARENT], size=(14, 14), clause=""),
        Role.AGENCY: evolve(_SPECS[Role.AGENCY], size=(14, 14), clause=""),
        Role.NUMBER: evolve(_SPECS[Role.NUMBER], size=(14, 14), before=0, clause=""),
        Role.DATELINE: evolve(_SPECS[Role.DATELINE], size=(14, 14), before=0, clause=""),
        Role.KIND: evolve(_SPECS[Role.KIND], size=(15, 16), clause=""),
        Role.SUBJECT: evolve(_SPECS[Role.SUBJECT], size=(14, 15), clause=""),
        Role.LETTER_SUBJECT: evolve(
            _SPECS[Role.LETTER_SUBJECT], size=(12, 12), italic=True, clause=""
        ),
        Role.ADDRESSEE: evolve(_SPECS[Role.ADDRESSEE], size=(14, 15), clause=""),
        Role.AUTHORITY: evolve(_SPECS[Role.AUTHORITY], size=(14, 14), clause=""),
        Role.SIGNER_TITLE: evolve(_SPECS[Role.SIGNER_TITLE], size=(14, 14), bold=False, clause=""),
        Role.SIGNER_NAME: evolve(_SPECS[Role.SIGNER_NAME], size=(14, 14), clause=""),
        Role.RECIPIENTS_LABEL: evolve(
            _SPECS[Role.RECIPIENTS_LABEL],
            size=(14, 14),
            bold=False,
            italic=False,
            underline=True,
            clause="",
        ),
        Role.RECIPIENT: evolve(_SPECS[Role.RECIPIENT], size=(12, 12), clause=""),
        Role.URGENCY: evolve(_SPECS[Role.URGENCY], size=(14, 14), clause=""),
        Role.PAGE_NUMBER: evolve(_SPECS[Role.PAGE_NUMBER], size=(14, 14), clause=""),
        Role.ORNAMENT: evolve(_SPECS[Role.ORNAMENT], size=(14, 14), clause=""),
    },
)
"""The form of the Party's documents; the end mark is a full stop, and there is no motto."""
