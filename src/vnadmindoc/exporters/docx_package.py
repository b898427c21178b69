"""The lean package of a Word document: its constant parts, and one named style for each component.

Promised: every part is valid by ECMA-376 and inherits nothing from anybody's template: one face
for every script, Vietnamese as the language, the body's size in ``Normal``, Word's present rules
of layout. A clerk changes all text of a component at its style; a reader knows it by the style id.
Refused here: the content of a notice, and any library for Word documents.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import quoteattr

from attrs import frozen

from vnadmindoc.blocks import Span
from vnadmindoc.standard import TITLES, Align, Role, Style

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
"""What the root of every part with text declares; some readers fail on a part without both."""

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""What every part begins with."""

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""What the type of most relationships begins with."""

HEADER_ID: Final = "rId1"
"""The relationship to the header with the page number."""

FIRST_HEADER_ID: Final = "rId2"
"""The relationship to the empty header of a first page."""

SPACER_STYLE: Final = "VBNganCach"
"""The style of the empty paragraph, 1 pt high, that Word wants between and after tables."""

SPACER_HEIGHT: Final = 1.0
"""Height of that paragraph in pt; as high as a line it would make an empty last page."""

_BREAK_STYLE: Final = "VBNgatDong"

LINE_BREAK: Final = (
    f'<w:r><w:rPr><w:rStyle w:val="{_BREAK_STYLE}"/></w:rPr>'
    '<w:t xml:space="preserve"> </w:t><w:br/></w:r>'
)
"""A line break that also parts the words, for programs that pass over line breaks.

Its blank is 1 pt high: one as high as the text moves a centred line aside by half its width.
"""

# Headings of Word's own kind fill the navigation pane, tables of contents and PDF bookmarks.
_BUILT_IN: Mapping[Role, tuple[str, str]] = MappingProxyType(
    {Role.KIND: ("Title", "Title"), Role.SECTION: ("Heading1", "heading 1")}
)
# The headings from the highest to the lowest; an annex is as high as the highest.
_HEADINGS: Final = (
    Role.ANNEX_LABEL,
    Role.PART,
    Role.CHAPTER,
    Role.SECTION,
    Role.DIVISION,
    Role.SUBDIVISION,
    Role.ARTICLE,
    Role.ITEM_HEADING,
)
# What a clerk goes on writing after the return key.
_NEXT: Mapping[Role, Role] = MappingProxyType(
    {
        Role.KIND: Role.SUBJECT,
        Role.ISSUING_AUTHORITY: Role.LEGAL_BASIS,
        Role.ENACTING_WORDS: Role.ARTICLE,
        Role.PART: Role.PART_TITLE,
        Role.CHAPTER: Role.CHAPTER_TITLE,
        Role.DIVISION: Role.DIVISION_TITLE,
        Role.SUBDIVISION: Role.SUBDIVISION_TITLE,
        Role.PART_TITLE: Role.ARTICLE,
        Role.CHAPTER_TITLE: Role.ARTICLE,
        Role.DIVISION_TITLE: Role.ARTICLE,
        Role.SUBDIVISION_TITLE: Role.ARTICLE,
        Role.ARTICLE: Role.ITEM,
        Role.SECTION: Role.BODY,
        Role.ITEM_HEADING: Role.ITEM,
        Role.ANNEX_LABEL: Role.ANNEX_TITLE,
        Role.ANNEX_TITLE: Role.ANNEX_REFERENCE,
    }
)
KEPT: Final = TITLES | {Role.ITEM_HEADING}
"""The components whose style itself holds them to what follows."""

_JUSTIFICATION: Mapping[Align, str] = MappingProxyType(
    {
        Align.LEFT: "left",
        Align.CENTRE: "center",
        Align.RIGHT: "right",
        Align.JUSTIFY: "both",
    }
)
_COLOURS: Mapping[str, str] = MappingProxyType({"black": "auto", "red": "FF0000"})
_SINGLE_LINE = 240  # Word's unit of line spacing: 240 is the face's single line


@frozen
class NamedStyle:
    """A component's style with the name a clerk sees in the list of styles.

    Attributes:
        role: The component.
        name: Its Vietnamese name.
        style: How it is set.
        outline: Its level in the navigation pane, from 0; None for what is no heading.
    """

    role: Role
    name: str
    style: Style
    outline: int | None = None


def outline(roles: Iterable[Role]) -> dict[Role, int]:
    """Return the level of each heading in the outline of a document, without a gap.

    A document of articles alone has them on the first level, one with chapters on the second:
    whoever listens to a document takes a level that is passed over for a heading that is missing.

    Args:
        roles: The component of every paragraph, in order.
    """
    found = [role for role in roles if role in _HEADINGS]
    used = [role for role in _HEADINGS[1:] if role in found]
    levels: dict[Role, int] = {
        Role.ANNEX_LABEL: 0,
        **{role: level for level, role in enumerate(used)},
    }
    before: dict[Role, int] = {}
    while levels != before:
        before = dict(levels)
        above = -1
        for role in found:
            above = levels[role] = min(levels[role], above + 1)
        for higher, lower in zip(used[-2::-1], used[:0:-1], strict=True):
            levels[higher] = min(levels[higher], levels[lower])
    return levels


def style_id(role: Role) -> str:
    """Return the style id by which the document knows a component."""
    return _BUILT_IN[role][0] if role in _BUILT_IN else f"VB{role.value}"


def twips(length: float) -> int:
    """Return a length in pt as twentieths of a point."""
    return round(length * 20)


def colour(name: str) -> str:
    """Return a `Style.colour` as Word writes it."""
    return _COLOURS[name]


def spacing(style: Style, base: Style) -> str:
    """Return ``w:spacing`` for what differs from a base style, or nothing."""
    words = []
    if style.before != base.before:
        words.append(f'w:before="{twips(style.before)}"')
    if style.line_spacing != base.line_spacing:
        words.append(f'w:line="{round(_SINGLE_LINE * style.line_spacing)}" w:lineRule="auto"')
    return f"<w:spacing {' '.join(words)}/>" if words else ""


def indents(style: Style, base: Style) -> str:
    """Return ``w:ind`` for what differs from a base style, or nothing."""
    words = []
    if style.left != base.left:
        words.append(f'w:left="{twips(style.left)}"')
    if style.indent != base.indent:
        words.append(f'w:firstLine="{twips(style.indent)}"')
    return f"<w:ind {' '.join(words)}/>" if words else ""


def justification(style: Style, base: Style) -> str:
    """Return ``w:jc`` where it differs from a base style, or nothing."""
    return "" if style.align == base.align else f'<w:jc w:val="{_JUSTIFICATION[style.align]}"/>'


def run_properties(span: Span | Style, style: Style, base: Style) -> str:
    """Return the content of ``w:rPr`` for what differs from a base style, in schema order.

    Args:
        span: What has the final weight and slant: a stretch of text, or the style itself.
        style: How the paragraph is set.
        base: What it inherits.
    """
    words = []
    for tag, own, inherited in (("b", span.bold, base.bold), ("i", span.italic, base.italic)):
        if own != inherited:
            value = "" if own else ' w:val="0"'
            words.append(f"<w:{tag}{value}/><w:{tag}Cs{value}/>")
    if style.colour != base.colour:
        words.append(f'<w:color w:val="{colour(style.colour)}"/>')
    if style.size != base.size:
        words.append(_size(style.size))
    if span.underline != base.underline:
        words.append(f'<w:u w:val="{"single" if span.underline else "none"}"/>')
    return "".join(words)


def _size(size: float) -> str:
    half_points = round(size * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FOOTER_TYPE = f"{_WORD_TYPE}.footer+xml"


@frozen
class Link:
    """A member of the package, and what leads to it.

    Attributes:
        name: Its name in the zip, without a slash in front.
        kind: The type of the relationship that leads to it, a URI.
        identifier: The id of that relationship.
        owner: The part whose relationship it is; empty for the package itself.
        content_type: Empty for what its ending says well enough: ``xml``, ``png``, ``jpeg``.
    """

    name: str
    kind: str
    identifier: str
    owner: str = "word/document.xml"
    content_type: str = ""


FOOTER: Final = Link("word/footer1.xml", f"{OFFICE}/footer", "rIdFooter", content_type=_FOOTER_TYPE)
"""The foot of the first page, in a document that has one."""

EMPTY_FOOTER: Final = Link(
    "word/footer2.xml", f"{OFFICE}/footer", "rIdEmptyFooter", content_type=_FOOTER_TYPE
)
"""The foot of every other page, in such a document."""


def footer_parts(items: str) -> dict[Link, str]:
    """Return the foot of the first page, and that of every other page, which is empty.

    Args:
        items: The paragraphs of the foot.
    """
    return {FOOTER: _footer(items), EMPTY_FOOTER: _EMPTY_FOOTER}


def package(
    styles: tuple[NamedStyle, ...],
    parts: Mapping[Link, str | bytes],
    *,
    body: str,
    core: str,
    compression: int,
    apart: bool = False,
) -> bytes:
    """Return a Word document as a file, whose bytes no clock and no machine has a part in.

    Args:
        styles: The style of every component; the body's size becomes that of ``Normal``.
        parts: What this document has beyond the parts that all have.
        body: The element ``w:body``.
        core: The part of core properties.
        compression: 0 (not at all) to 9.
        apart: Whether our styles derive from one of their own instead of ``Normal``, so that they
            look the same in a document of somebody else.
    """
    own = {
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}>{body}</w:document>",
        "docProps/core.xml": core,
        **{link.name: data for link, data in parts.items()},
    }
    # What is the same in all documents of a kind is pressed once: half the time of a short one.
    return _appended(_base(styles, tuple(parts), apart, compression), own, compression)


@lru_cache(maxsize=32)
def _base(
    styles: tuple[NamedStyle, ...], links: tuple[Link, ...], apart: bool, compression: int
) -> bytes:
    return zipped(
        {**CONSTANT_PARTS, "word/styles.xml": _styles_part(styles, apart), **_linked(links)},
        compression,
    )


def zipped(members: Mapping[str, str | bytes], compression: int) -> bytes:
    """Return members as a zip, whose bytes no clock and no machine has a part in.

    Args:
        members: The content of each by its name.
        compression: 0 (not at all) to 9.
    """
    return _appended(b"", members, compression)


def _appended(base: bytes, members: Mapping[str, str | bytes], compression: int) -> bytes:
    stream = io.BytesIO(base)
    with zipfile.ZipFile(stream, "a") as archive:
        # Readers that look no further than the first member expect the content types there.
        for name in sorted(members, key=lambda name: (name[0] != "[", name)):
            member = zipfile.ZipInfo(name, _ZIP_STAMP)
            member.create_system = 0  # not this machine's system: the bytes are the same on all
            member.external_attr = 0o600 << 16
            archive.writestr(member, members[name], zipfile.ZIP_DEFLATED, compression)
    return stream.getvalue()


def _styles_part(styles: tuple[NamedStyle, ...], apart: bool) -> str:
    body = next(named.style for named in styles if named.role is Role.BODY)
    normal = Style(size=body.size)
    base = _OWN_BASE if apart else "Normal"
    own_base = (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_OWN_BASE}">'
        f'<w:name w:val="VB Cơ sở"/><w:pPr>{_PARAGRAPH_DEFAULTS}<w:ind w:left="0" '
        'w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
        f"<w:rPr>{_FACES}{_size(normal.size)}{_LANGUAGE}</w:rPr></w:style>"
    )
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{_DEFAULTS}"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:rPr>{_size(normal.size)}</w:rPr></w:style>{own_base if apart else ''}"
        f"{_BASE_STYLES}{_break_style()}{_spacer_style(base)}"
        f"{''.join([_style(named, normal, base) for named in styles])}</w:styles>"
    )


def _style(named: NamedStyle, normal: Style, base: str) -> str:
    role, style = named.role, named.style
    if role in _BUILT_IN:
        custom, name = "", _BUILT_IN[role][1]
    else:
        custom, name = ' w:customStyle="1"', f"VB {named.name}"
    following = f'<w:next w:val="{style_id(_NEXT[role])}"/>' if role in _NEXT else ""
    paragraph = (
        ("<w:keepNext/>" if role in KEPT else "")
        + spacing(style, normal)
        + indents(style, normal)
        + justification(style, normal)
        + (f'<w:outlineLvl w:val="{named.outline}"/>' if named.outline is not None else "")
    )
    run = run_properties(style, style, normal)
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(role)}">'
        f'<w:name w:val={quoteattr(name)}/><w:basedOn w:val="{base}"/>{following}<w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


_FACE = "Times New Roman"
_ZIP_STAMP: Final = (1980, 1, 1, 0, 0, 0)  # the stamp Word itself gives the members
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# No attribute names a theme's face, so that no script can fall back to another.
_FACES = f'<w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:eastAsia="{_FACE}" w:cs="{_FACE}"/>'
_LANGUAGE = '<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/>'
_PARAGRAPH_DEFAULTS = (
    "<w:widowControl/>"
    f'<w:spacing w:before="0" w:after="0" w:line="{_SINGLE_LINE}" w:lineRule="auto"/>'
)
_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FACES}{_LANGUAGE}</w:rPr></w:rPrDefault>"
    f"<w:pPrDefault><w:pPr>{_PARAGRAPH_DEFAULTS}</w:pPr></w:pPrDefault></w:docDefaults>"
)
_OWN_BASE = "VBCoSo"
# The table style serves tables that a clerk adds; those of a notice set their own margins.
_BASE_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _break_style() -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{_BREAK_STYLE}">'
        '<w:name w:val="VB Ngắt dòng"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f"<w:rPr>{_size(SPACER_HEIGHT)}</w:rPr></w:style>"
    )


def _spacer_style(base: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{SPACER_STYLE}">'
        f'<w:name w:val="VB Ngăn cách"/><w:basedOn w:val="{base}"/><w:pPr>'
        f'<w:spacing w:line="{twips(SPACER_HEIGHT)}" w:lineRule="exact"/></w:pPr>'
        f"<w:rPr>{_size(SPACER_HEIGHT)}</w:rPr></w:style>"
    )


# `doNotExpandShiftReturn`: else a line break stretches its line in justified text.
_SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)


def _header(content: str) -> str:
    return (
        f"{DECLARATION}<w:hdr {NAMESPACES}><w:p><w:pPr>"
        f'<w:pStyle w:val="{style_id(Role.PAGE_NUMBER)}"/></w:pPr>{content}</w:p></w:hdr>'
    )


def _footer(content: str) -> str:
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{content}</w:ftr>"


# Word asks for a paragraph; this one is 1 pt high.
_EMPTY_FOOTER = _footer(f'<w:p><w:pPr><w:pStyle w:val="{SPACER_STYLE}"/></w:pPr></w:p>')

# A field with all its five pieces: without separator and result some programs show nothing.
_PAGE_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

_FONT_TABLE = (
    f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{_FACE}">'
    '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)


def _theme() -> str:
    """Return a theme in black with one face; Word falls back to blue and Calibri without one."""
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    face = f'<a:latin typeface="{_FACE}"/><a:ea typeface=""/><a:cs typeface="{_FACE}"/>'
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "000000",
        "lt2": "FFFFFF",
        **{f"accent{number}": "000000" for number in range(1, 7)},
        "hlink": "0000FF",
        "folHlink": "800080",
    }
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    line = f'<a:ln w="6350">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="VB"><a:themeElements><a:clrScheme name="VB">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="VB"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="VB"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


# Part name → its content type and the type and id of the relationship that leads to it.
_WORD_PARTS = (
    ("word/header1.xml", f"{_WORD_TYPE}.header+xml", "header", HEADER_ID),
    ("word/header2.xml", f"{_WORD_TYPE}.header+xml", "header", FIRST_HEADER_ID),
    ("word/styles.xml", f"{_WORD_TYPE}.styles+xml", "styles", "rId3"),
    ("word/settings.xml", f"{_WORD_TYPE}.settings+xml", "settings", "rId4"),
    ("word/fontTable.xml", f"{_WORD_TYPE}.fontTable+xml", "fontTable", "rId5"),
    (
        "word/theme/theme1.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        "theme",
        "rId6",
    ),
)
_PACKAGE_PARTS = (
    ("word/document.xml", f"{_WORD_TYPE}.document.main+xml", f"{OFFICE}/officeDocument", "rId1"),
    (
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_PACKAGE}/relationships/metadata/core-properties",
        "rId2",
    ),
)
_CONSTANT_LINKS = (
    *(Link(name, kind, at, "", type_) for name, type_, kind, at in _PACKAGE_PARTS),
    *(
        Link(name, f"{OFFICE}/{kind}", at, content_type=type_)
        for name, type_, kind, at in _WORD_PARTS
    ),
)
_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_PICTURE_TYPES = {"png": "image/png", "jpeg": "image/jpeg"}


def _linked(links: tuple[Link, ...]) -> Mapping[str, str]:
    """Return the parts that say what every member is and which leads to which."""
    every = (*_CONSTANT_LINKS, *links)
    endings = {link.name.rpartition(".")[2] for link in links}
    defaults = {
        **_DEFAULT_TYPES,
        **{ending: kind for ending, kind in _PICTURE_TYPES.items() if ending in endings},
    }
    listed = [
        f'<Default Extension="{ending}" ContentType="{content_type}"/>'
        for ending, content_type in defaults.items()
    ] + [
        f'<Override PartName="/{link.name}" ContentType="{link.content_type}"/>'
        for link in every
        if link.content_type
    ]
    types = f'<Types xmlns="{_PACKAGE}/content-types">{"".join(listed)}</Types>'
    owners = dict.fromkeys(link.owner for link in every)
    return MappingProxyType(
        {
            "[Content_Types].xml": f"{DECLARATION}{types}",
            **{
                relationships_name(owner): _relationships(
                    owner, [link for link in every if link.owner == owner]
                )
                for owner in owners
            },
        }
    )


def relationships_name(owner: str) -> str:
    """Return the name of the member that holds the relationships of a part."""
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationships(owner: str, targets: Iterable[Link]) -> str:
    folder = posixpath.dirname(owner)
    links = "".join(
        f'<Relationship Id="{link.identifier}" Type="{link.kind}" '
        f'Target="{posixpath.relpath(link.name, folder or ".")}"/>'
        for link in targets
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


CONSTANT_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "word/header1.xml": _header(_PAGE_NUMBER),
        "word/header2.xml": _header(""),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONT_TABLE,
        "word/theme/theme1.xml": _theme(),
    }
)
"""The members that are the same in every document, by name."""
