"""I. The signature: ô 7 and 8 (*quyền hạn, chức vụ, họ tên và chữ ký*, Mục II.7-8; Điều 13)."""

import re
from collections.abc import Iterator

from attrs import evolve

from vnadmindoc.findings import Severity
from vnadmindoc.model import Notice, Signature
from vnadmindoc.rules.looks import LETTERFORM, looks
from vnadmindoc.rules.rule import Breach, Case, Fix, Scope, Unknown, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenImage, SeenParagraph, Side
from vnadmindoc.standard import Role
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import DocumentKind, SigningAuthority

_TITLES = (Role.AUTHORITY, Role.SIGNER_TITLE)
_BLOCK = (*_TITLES, Role.SIGNER_NAME)
_DEGREE = re.compile(
    r"(?:GS|PGS|TS|ThS|CN|KS|BS|DS|LS|CKI|CKII|Thạc sĩ|Tiến sĩ|Kỹ sư|Cử nhân|Bác sĩ|Giáo sư"
    r"|Phó Giáo sư|NGƯT|NGND)\.?(?=[\s.])",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    r"(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy"
    r"|Thượng úy|Trung úy|Thiếu úy)\.?(?=\s)",
    re.IGNORECASE,
)
_ALLOWED_BODIES = re.compile(
    r"quân|công an|bộ đội|biên phòng|quốc phòng|trường|đại học|học viện|bệnh viện|y tế|viện\b"
    r"|giáo dục|khoa học|cao đẳng",
    re.IGNORECASE,
)
"""Armed forces, education, health, science: their own rules let a rank or a degree stand."""
_COLLECTIVE = re.compile(
    r"ủy ban|hội đồng|ban\b|thường trực|đoàn|tập thể|chi bộ|đảng|hội\b|tổ\b", re.IGNORECASE
)
_IN_CHARGE = re.compile(r"^(?:phụ trách|điều hành|quyền điều hành)\b", re.IGNORECASE)
_PREFIX = re.compile(r"^\s*(?P<prefix>TM|KT|TL|TUQ|Q)(?P<mark>\s*[./]?\s*)(?=[^\s.])")
_WRONG_PREFIX = re.compile(r"^\s*(?P<prefix>T/M|K/T|T/L|T/UQ|T/U|TU(?!Q))(?P<stop>\.?)\s*(?=\w)")
_HEADLESS = (SigningAuthority.ACTING,)


def _signatures(notice: Notice) -> Iterator[tuple[str, Signature]]:
    for index, each in enumerate(notice.cosignatures):
        yield f"cosignatures[{index}]", each
    if notice.signature is not None:
        yield "signature", notice.signature


@holds(
    "066",
    "II.7; Điều 8.2.g",
    "Có chức vụ và họ tên người ký",
    "Title and full name of the signer are there",
    needs=(Fact.NOTICE,),
)
def signer_has_title_and_name(case: Case) -> Iterator[Breach]:
    """Title and full name of the signer are there."""
    if case.notice.signature is None:
        yield Breach(
            vi="thiếu chữ ký: chức vụ và họ tên người ký",
            en="the signature block is missing: title and full name",
            path="signature",
        )
    for path, signature in _signatures(case.notice):
        acting = [line.prefix for line in signature.authority][-1:] == [SigningAuthority.ACTING]
        if signature.title is None and not acting:
            yield Breach(
                vi="thiếu chức vụ người ký",
                en="the signer's title is missing",
                path=f"{path}.title",
            )
        if signature.name is None:
            yield Breach(
                vi="thiếu họ tên người ký",
                en="the signer's full name is missing",
                path=f"{path}.name",
            )


looks(
    "067-title", _TITLES, LETTERFORM, "II.7.đ", vi="Quyền hạn, chức vụ", en="Authority and title"
)  # fmt: skip
looks("067-name", Role.SIGNER_NAME, LETTERFORM, "II.7.đ", vi="Họ tên", en="The signer's name")
looks("067", _BLOCK, ("align",), "II.7.đ", vi="Khối ký", en="The signature block")


@holds(
    "067-side",
    "II.7.đ",
    "Khối ký ở nửa trang bên phải",
    "The signature block stands in the right half",
    needs=(Fact.PLACES,),
)
def signature_stands_at_the_right(case: Case) -> Iterator[Breach]:
    """The signer at the left of a biên bản, and of a joint document, is another one."""
    if case.notice.cosignatures:
        return
    for seen in case.of(*_BLOCK):
        if seen.side is Side.LEFT:
            yield Breach(
                vi="khối ký phải ở nửa trang bên phải",
                en="the signature block belongs in the right half",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )
            return


@holds(
    "068",
    "II.7.b",
    "Quyền hạn ghi 'TM.', 'KT.', 'TL.', 'TUQ.' hoặc 'Q.', có dấu chấm",
    "The authority is written TM., KT., TL., TUQ. or Q., with a full stop",
)
def authority_has_its_stop(case: Case) -> Iterator[Breach]:
    """Neither ``T/L`` nor ``TL`` alone."""
    for seen in case.of(*_TITLES):
        for line, start in _lines(seen):
            wrong = _WRONG_PREFIX.match(line)
            found = _PREFIX.match(line)
            if found and "." not in found["mark"] and found["mark"]:
                wrong = found
            if wrong is None:
                continue
            right = f"{wrong['prefix'].replace('/', '')}."
            yield Breach(
                vi=f"{wrong['prefix']!r} phải ghi {right!r}, sau đó là một dấu cách",
                en=f"{wrong['prefix']!r} must be written {right!r}, with a blank behind it",
                path=seen.path or "signature.authority",
                seen=seen,
                span=(start + wrong.start("prefix"), start + wrong.end("prefix")),
                fix=set_anew if _is_authority(case.notice) else None,
                suggestion=right,
            )


def _is_authority(notice: Notice) -> bool:
    """Whether the line was understood as a line of authority, which the layout writes rightly."""
    return any(signature.authority for _, signature in _signatures(notice))


def _lines(seen: SeenParagraph) -> Iterator[tuple[str, int]]:
    start = 0
    for line in seen.text.split("\n"):
        yield line, start
        start += len(line) + 1


@holds(
    "068-blank",
    "II.7.b",
    "Sau chữ viết tắt quyền hạn có một dấu cách",
    "A blank stands behind the abbreviation of the authority",
)
def authority_has_its_blank(case: Case) -> Iterator[Breach]:
    """``TL. GIÁM ĐỐC``."""
    for seen in case.of(*_TITLES):
        for line, start in _lines(seen):
            found = _PREFIX.match(line)
            if found is None or found["mark"] != ".":
                continue
            right = f"{found['prefix']}. "
            yield Breach(
                vi=f"sau {found['prefix'] + '.'!r} có một dấu cách: "
                f"{right + line[found.end() :].strip()!r}",
                en=f"a blank stands behind {found['prefix'] + '.'!r}: "
                f"{right + line[found.end() :].strip()!r}",
                path=seen.path or "signature.authority",
                seen=seen,
                span=(start + found.start("prefix"), start + found.end("mark")),
                fix=set_anew if _is_authority(case.notice) else None,
                suggestion=right + line[found.end() :].strip(),
            )


@holds(
    "069a",
    "II.7.b",
    "Sau 'TM.' là tập thể hoặc cơ quan, sau các chữ khác là chức vụ",
    "Behind TM. stands a collective or a body, behind the others a title",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def authority_names_what_it_is_for(case: Case) -> Iterator[Breach]:
    """``TM. ỦY BAN NHÂN DÂN``, ``KT. CHỦ TỊCH``."""
    for path, signature in _signatures(case.notice):
        for index, line in enumerate(signature.authority):
            titled = _is_title(line.title)
            if line.prefix is SigningAuthority.ON_BEHALF and titled:
                yield Breach(
                    vi=f"sau 'TM.' là tên tập thể hoặc cơ quan, {line.title!r} là chức vụ",
                    en=f"behind TM. stands a collective or a body; {line.title!r} is a title",
                    path=f"{path}.authority[{index}].title",
                    quote=line.title,
                )
            elif line.prefix is not SigningAuthority.ON_BEHALF and _COLLECTIVE.match(line.title):
                yield Breach(
                    vi=f"sau '{line.prefix}.' là chức vụ, {line.title!r} là tập thể hoặc cơ quan",
                    en=f"behind {line.prefix}. stands a title; {line.title!r} is a body",
                    path=f"{path}.authority[{index}].title",
                    quote=line.title,
                )


def _is_title(text: str) -> bool:
    return re.match(
        r"(?:phó |quyền )?(?:chủ tịch|giám đốc|tổng giám đốc|cục trưởng|vụ trưởng|bộ trưởng|viện "
        r"trưởng|hiệu trưởng|trưởng phòng|chánh)\b",
        text,
        re.IGNORECASE,
    ) is not None and not re.match(r"chủ tịch nước|chánh án", text, re.IGNORECASE)


@holds(
    "069b",
    "II.7.b",
    "Dưới dòng 'KT.' là chức vụ của người ký",
    "Below KT. stands the deputy's own title",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def deputy_has_a_title_of_his_own(case: Case) -> Iterator[Breach]:
    """Another one than the title signed for."""
    for path, signature in _signatures(case.notice):
        for line in signature.authority:
            if line.prefix is SigningAuthority.FOR_HEAD and (
                signature.title is not None and fold(plain(signature.title)) == fold(line.title)
            ):
                yield Breach(
                    vi=f"dưới 'KT. {line.title.upper()}' phải là chức vụ cấp phó của người ký",
                    en=f"below 'KT. {line.title.upper()}' stands the deputy's own title",
                    path=f"{path}.title",
                    quote=signature.title,
                )


@holds(
    "069c",
    "Điều 13.1-13.2",
    "Cơ quan làm việc theo chế độ tập thể ký 'TM.'",
    "A body that decides together is signed for with TM.",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def collective_is_signed_for(case: Case) -> Iterator[Breach]:
    """People's committees and councils, in their own name."""
    letterhead, signature = case.notice.letterhead, case.notice.signature
    if letterhead is None or signature is None:
        return
    agency = fold(plain(letterhead.agency))
    prefixes = [line.prefix for line in signature.authority]
    outside = {SigningAuthority.BY_ORDER, SigningAuthority.BY_DELEGATION}
    if (
        re.match(r"(?:ủy ban nhân dân|hội đồng nhân dân)\b", agency)
        and SigningAuthority.ON_BEHALF not in prefixes
        and not outside & set(prefixes)
        and case.notice.kind is not DocumentKind.MINUTES
        and re.search(r"chủ tịch", fold(signature.title or ""))
    ):
        yield Breach(
            vi="cơ quan làm việc theo chế độ tập thể: người ký ghi 'TM.' trước tên cơ quan",
            en="the body decides together: TM. and its name stand above the title",
            path="signature.authority",
        )


@holds(
    "070",
    "Điều 13.3",
    "Người được ủy quyền (TUQ.) không ký cùng KT. hoặc TL.",
    "Who signs by delegation (TUQ.) signs in person",
    needs=(Fact.NOTICE,),
)
def delegation_is_not_passed_on(case: Case) -> Iterator[Breach]:
    """Who signs by delegation (TUQ.) signs in person: no KT. or TL. beside it."""
    for path, signature in _signatures(case.notice):
        prefixes = {line.prefix for line in signature.authority}
        others = prefixes & {SigningAuthority.FOR_HEAD, SigningAuthority.BY_ORDER}
        if SigningAuthority.BY_DELEGATION in prefixes and others:
            yield Breach(
                vi="'TUQ.' không đi cùng 'KT.' hoặc 'TL.': người được ủy quyền không được ủy "
                "quyền lại",
                en="TUQ. may not stand together with KT. or TL.",
                path=f"{path}.authority",
            )


@holds(
    "071",
    "II.7.b",
    "Không ghi chức vụ 'phụ trách', 'điều hành'",
    "No title begins 'phụ trách' or 'điều hành'",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def nobody_signs_as_in_charge(case: Case) -> Iterator[Breach]:
    """A deputy put in charge signs KT., as any deputy."""
    for path, signature in _signatures(case.notice):
        if signature.title and (found := _IN_CHARGE.match(signature.title)):
            yield Breach(
                vi=f"{found.group()!r}: cấp phó được giao phụ trách ký 'KT.' người đứng đầu",
                en=f"{found.group()!r}: a deputy put in charge signs KT.",
                path=f"{path}.title",
                quote=found.group(),
            )


def _titled_name(number: str, pattern: re.Pattern[str], vi: str, en: str) -> None:
    @holds(
        number,
        "II.7.c",
        f"Trước họ tên người ký không ghi {vi}",
        f"No {en} stands before the signer's name",
        needs=(Fact.NOTICE,),
    )
    def name_stands_alone(case: Case) -> Iterator[Breach]:
        letterhead = case.notice.letterhead
        issuer = f"{letterhead.agency} {letterhead.parent or ''}" if letterhead else ""
        if _ALLOWED_BODIES.search(issuer):
            return
        for path, signature in _signatures(case.notice):
            if signature.name and (found := pattern.match(signature.name)):
                rest = signature.name
                while more := pattern.match(rest):
                    rest = rest[more.end() :].lstrip(" .,")
                yield Breach(
                    vi=f"bỏ {found.group()!r}: chỉ ghi họ tên người ký",
                    en=f"take {found.group()!r} off: only the name is printed",
                    path=f"{path}.name",
                    quote=found.group(),
                    fix=_renamed(path, rest) if rest else None,
                )


def _renamed(path: str, name: str) -> Fix:
    def repaired(notice: Notice) -> Notice:
        if path == "signature":
            return evolve(
                notice, signature=notice.signature and evolve(notice.signature, name=name)
            )
        index = int(path[len("cosignatures[") : -1])
        others = list(notice.cosignatures)
        others[index] = evolve(others[index], name=name)
        return evolve(notice, cosignatures=others)

    return repaired


_titled_name("072", _DEGREE, "học hàm, học vị, danh hiệu", "degree and no honour")
_titled_name("072-rank", _MILITARY, "quân hàm", "military rank")


@holds(
    "072-allowed",
    "II.7.c",
    "Lực lượng vũ trang, giáo dục, y tế, khoa học: chỉ ghi học vị, quân hàm khi ngành quy định",
    "Of armed forces, education, health and science a rank or degree only where their rules say so",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def ranks_have_their_ground(case: Case) -> Iterator[Breach]:
    """Whether the sector's head rules so, a machine cannot know."""
    letterhead = case.notice.letterhead
    issuer = f"{letterhead.agency} {letterhead.parent or ''}" if letterhead else ""
    if not _ALLOWED_BODIES.search(issuer):
        return
    for path, signature in _signatures(case.notice):
        name = signature.name or ""
        if found := _DEGREE.match(name) or _MILITARY.match(name):
            yield Breach(
                vi=f"{found.group()!r} trước họ tên: chỉ ghi khi người đứng đầu ngành quy định",
                en=f"{found.group()!r} before the name: only where the sector's head rules so",
                path=f"{path}.name",
                quote=found.group(),
            )


@holds(
    "073a",
    "Phụ lục II, II.1",
    "Họ tên người ký có từ hai âm tiết, viết hoa chữ cái đầu",
    "The name has two syllables or more, each with a capital",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def name_is_a_name(case: Case) -> Iterator[Breach]:
    """In ordinary case."""
    for path, signature in _signatures(case.notice):
        name = signature.name
        if name is None:
            continue
        bare = _MILITARY.sub("", _DEGREE.sub("", name)).strip(" .")
        syllables = re.findall(r"[^\W\d_]+", bare)
        small = [each for each in syllables if not each[0].isupper()]
        if len(syllables) < _SYLLABLES or small:
            right = re.sub(r"[^\W\d_]+", lambda each: _capital(each.group()), name)
            yield Breach(
                vi=f"họ tên {name!r}: ghi đủ họ và tên, viết hoa chữ cái đầu mỗi âm tiết",
                en=f"{name!r}: the full name, every syllable with a capital",
                path=f"{path}.name",
                quote=name,
                fix=_renamed(path, right) if len(syllables) >= _SYLLABLES else None,
            )


_SYLLABLES = 2


def _capital(syllable: str) -> str:
    return syllable[:1].upper() + syllable[1:]


@holds(
    "073b",
    "Phụ lục III, Mẫu 1.9",
    "Biên bản: THƯ KÝ bên trái, CHỦ TỌA bên phải",
    "Minutes: the secretary at the left, the chair at the right",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def minutes_have_two_signers(case: Case) -> Iterator[Breach]:
    """The last signature is the one at the right."""
    notice = case.notice
    if notice.kind is not DocumentKind.MINUTES or notice.signature is None:
        return
    left = [fold(each.title or "") for each in notice.cosignatures]
    right = fold(notice.signature.title or "")
    if not any("thư ký" in each for each in left) or not re.search("chủ t(?:ọa|rì|oạ)", right):
        yield Breach(
            vi="biên bản: THƯ KÝ ký bên trái, CHỦ TỌA ký bên phải",
            en="minutes: THƯ KÝ signs at the left, CHỦ TỌA at the right",
            path="cosignatures",
        )


@holds(
    "073c",
    "",
    "Khối ký không bị ngắt trang",
    "The signature block is not split over pages",
    severity=Severity.WARNING,
    needs=(Fact.PAGES,),
)
def signature_stays_together(case: Case) -> Iterator[Breach]:
    """A gross fault in practice."""
    seen = [each for each in case.of(*_BLOCK) if each.path.startswith("signature")]
    pages = {each.place.page for each in seen if each.place.page is not None}
    if len(pages) > 1:
        yield Breach(
            vi="khối ký bị ngắt sang trang khác",
            en="the signature block is split over two pages",
            seen=seen[-1],
            fix=set_anew,
        )


# Pictures of a signature and of a seal, on electronic documents

_ELECTRONIC = (Scope.ELECTRONIC,)


def _images(case: Case) -> tuple[SeenImage | None, SeenImage | None]:
    """Return the pictures of the signature and of the seal, told by their colour."""
    block = {
        each.index
        for each in case.specimen.paragraphs
        if each.role in _BLOCK or (not each.text.strip() and _in_block(case, each))
    }
    near = [image for image in case.specimen.images if image.after in block]
    seal = next((each for each in near if each.colour == "red"), None)
    own = next((each for each in near if each is not seal), None)
    if seal is None and len(near) > 1:
        own, seal = near[0], near[1]
    return own, seal


def _in_block(case: Case, seen: SeenParagraph) -> bool:
    after = case.next_to(seen)
    return after is not None and after.role in _BLOCK


@holds(
    "074a",
    "II.7.d",
    "Hình ảnh chữ ký là tệp .png, nền trong suốt",
    "The picture of the signature is a PNG with transparency",
    needs=(Fact.IMAGES,),
    scopes=_ELECTRONIC,
)
def signature_picture_is_transparent(case: Case) -> Iterator[Breach]:
    """Between title and name."""
    own, _ = _images(case)
    if own is not None and (own.media_type != "image/png" or own.transparent is False):
        yield Breach(
            vi="hình ảnh chữ ký phải là .png nền trong suốt",
            en="the picture of the signature must be a PNG with transparency",
            seen=case.specimen.paragraphs[own.after],
        )


@holds(
    "074b",
    "II.7.d",
    "Hình ảnh chữ ký màu xanh",
    "The picture of the signature is blue",
    severity=Severity.WARNING,
    needs=(Fact.IMAGES,),
    scopes=_ELECTRONIC,
)
def signature_picture_is_blue(case: Case) -> Iterator[Breach]:
    """Predominantly."""
    own, _ = _images(case)
    if own is not None and own.colour not in (None, "blue"):
        yield Breach(
            vi="hình ảnh chữ ký phải màu xanh",
            en="the picture of the signature must be blue",
            seen=case.specimen.paragraphs[own.after],
        )


@holds(
    "075a",
    "II.8.a",
    "Hình ảnh dấu là tệp .png, nền trong suốt",
    "The picture of the seal is a PNG with transparency",
    needs=(Fact.IMAGES,),
    scopes=_ELECTRONIC,
)
def seal_picture_is_transparent(case: Case) -> Iterator[Breach]:
    """So that the signature shows below it."""
    _, seal = _images(case)
    if seal is not None and (seal.media_type != "image/png" or seal.transparent is False):
        yield Breach(
            vi="hình ảnh dấu phải là .png nền trong suốt",
            en="the picture of the seal must be a PNG with transparency",
            seen=case.specimen.paragraphs[seal.after],
        )


@holds(
    "075b",
    "II.8.a",
    "Hình ảnh dấu màu đỏ",
    "The picture of the seal is red",
    severity=Severity.WARNING,
    needs=(Fact.IMAGES,),
    scopes=_ELECTRONIC,
)
def seal_picture_is_red(case: Case) -> Iterator[Breach]:
    """Predominantly."""
    _, seal = _images(case)
    if seal is not None and seal.colour not in (None, "red"):
        yield Breach(
            vi="hình ảnh dấu phải màu đỏ",
            en="the picture of the seal must be red",
            seen=case.specimen.paragraphs[seal.after],
        )


@holds(
    "075c",
    "II.8.a",
    "Hình ảnh dấu trùm lên khoảng 1/3 chữ ký về bên trái",
    "The picture of the seal covers about a third of the signature, at its left",
    severity=Severity.WARNING,
    needs=(Fact.IMAGES,),
    scopes=_ELECTRONIC,
)
def seal_covers_a_third(case: Case) -> Iterator[Breach | Unknown]:
    """A fifth to a little less than half passes."""
    own, seal = _images(case)
    if own is None or seal is None:
        return
    if own.left is None or own.width is None or seal.left is None or seal.width is None:
        yield Unknown("không biết vị trí của hình ảnh", "where the pictures stand is not known")
        return
    covered = min(seal.left + seal.width, own.left + own.width) - max(seal.left, own.left)
    low, high = _COVERED
    if not low <= covered / own.width <= high or seal.left > own.left:
        yield Breach(
            vi="dấu phải trùm lên khoảng 1/3 hình ảnh chữ ký về bên trái",
            en="the seal must cover about a third of the signature, at its left",
            seen=case.specimen.paragraphs[seal.after],
        )


_COVERED = (0.2, 0.45)
