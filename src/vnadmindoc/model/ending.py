"""Who signs (*phần cuối văn bản*)."""

from collections.abc import Iterable

from attrs import field, frozen

from vnadmindoc.validation import Problems, items, line, member, optional_line, optional_lines
from vnadmindoc.vocabulary import SigningAuthority


def _authority(value: SigningAuthority | str) -> SigningAuthority:
    return member(SigningAuthority, value)


def _authorities(values: "Iterable[Authority]") -> "tuple[Authority, ...]":
    return items(values)


@frozen(kw_only=True)
class Authority:
    """A line that says in whose stead a person signs (*quyền hạn*): ``TL. GIÁM ĐỐC``.

    Attributes:
        prefix: The abbreviation, without its stop.
        title: The title, or the body, signed for.
    """

    prefix: SigningAuthority = field(converter=_authority)
    title: str = field(converter=line)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.one_of("prefix", self.prefix, SigningAuthority)
        problems.text("title", self.title, required=True)
        problems.settle()


@frozen(kw_only=True)
class Signature:
    """Who signs (*quyền hạn, chức vụ, họ tên người ký*), Mục II.7.

    Attributes:
        authority: The lines of authority, top to bottom; empty when the head signs.
        title: The signer's own office; a line break forces a line. None after a lone ``Q.`` line.
        name: The signer's name; None in a draft.
    """

    authority: tuple[Authority, ...] = field(default=(), converter=_authorities)
    title: str | None = field(default=None, converter=optional_lines)
    name: str | None = field(default=None, converter=optional_line)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.all_of("authority", self.authority, Authority)
        problems.text("title", self.title)
        problems.text("name", self.name)
        if not (self.authority or self.title or self.name):
            problems.append("expected a line of authority, a title or a name @ title")
        problems.settle()
