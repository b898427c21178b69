"""One party, several names: *TT CNTT&TT* is *Trung tâm Công nghệ thông tin và Truyền thông*.

Promised: a short name stands for a longer one only if its letters begin that name's words in order,
and only if no other name of the notice fits as well; what the user's directory says goes first.
Refused here: names that stand nowhere in the notice or the directory.
"""

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from attrs import evolve

from vnadmindoc.directory import Directory
from vnadmindoc.model import Annex, Assignment, BodyItem, Directive, Notice, Section, directives_of
from vnadmindoc.text import fold, tidy

_TOKEN = re.compile(r"[^\W_]+\.?")
_SHORT = re.compile(r"(?<!\w)[A-ZĐ]{2,}(?:&[A-ZĐ]{2,})*(?!\w)|(?<!\w)[A-ZĐ]\.")
_JOINING = frozenset({"và", "&"})
_PERSON = re.compile(r"(?:[ĐđDd]ồng chí|[Đđ]/c|[ÔôO]ng|[Bb]à)\s")
_DEFINED = re.compile(
    r"(?P<name>[A-ZĐÀ-Ỹ][^.;:()]{5,120}?)\s+\((?:sau đây\s+)?(?:gọi|viết)\s+(?:chung\s+|tắt\s+)*"
    r"(?:là:?\s+)?(?P<alias>[^()]{2,60})\)"
)
_MOST_NAMES = 400  # of one notice that are compared with each other


def abbreviates(short: str, long: str) -> bool:
    """Whether a name is short for a longer one: *Sở GDĐT* for *Sở Giáo dục và Đào tạo*.

    Letters in capitals begin the words of the longer name, one each, in order and leaving none out
    but *và*; all other words are the same in both. A name is not short for itself.
    """
    # Most pairs are told apart by their first letters, or are no longer than each other.
    if len(long) <= len(short) or _base(short[:1] or " ") != _base(long[0]):
        return False
    if not _SHORT.search(short) or fold(tidy(short)) == fold(tidy(long)):
        return False
    return _fits(_TOKEN.findall(short), _TOKEN.findall(long))


def _fits(short: Sequence[str], long: Sequence[str]) -> bool:
    """Go through both names together; a token in capitals takes as many words as it has letters."""
    at = 0
    for token in short:
        if at < len(long) and fold(long[at]) in _JOINING and fold(token) not in _JOINING:
            at += 1
        rest = long[at:]
        if rest and fold(rest[0]) == fold(token):
            at += 1
            continue
        letters = token.rstrip(".")
        if not letters.isupper() or (len(letters) < 2 and "." not in token):
            return False
        for letter in letters:
            if at < len(long) and fold(long[at]) in _JOINING and _base(letter) != "v":
                at += 1
            if at >= len(long) or _base(long[at][0]) != _base(letter):
                return False
            at += 1
    return at == len(long)


def _base(letter: str) -> str:
    """Return a letter without its marks: *Ủ* is u; *Đ* stays apart from *D*."""
    return normalize("NFD", letter)[0].casefold()


def named(notice: Notice, directory: Directory | None = None) -> Notice:
    """Return the notice with the full name of each party that is written shorter.

    Args:
        notice: The notice.
        directory: The parties the user knows; their names go before those of the notice.
    """
    written = {
        each.party: each.name
        for _, directive in directives_of(notice)
        for each in directive.assignments
    }
    short = [party for party in written if directory is not None or _SHORT.search(party)]
    if not short:
        return notice
    names = _names_in(notice, written)
    defined = _defined_in(notice) if any("tắt" in text for text in _texts(notice)) else {}
    full = {party: _full(party, names, defined, directory) for party in short}
    if all(name is None or name == written[party] for party, name in full.items()):
        return notice
    return _with_names(notice, full)


def _full(
    party: str,
    names: Sequence[str],
    defined: dict[str, str],
    directory: Directory | None,
) -> str | None:
    """Return the full name of a party, None where it is written in full or nobody can tell."""
    if directory is not None:
        known = directory.known_as(party)
        if not known:
            known = tuple(each for each in directory.parties if abbreviates(party, each.name))
        if len(known) == 1:
            return None if fold(known[0].name) == fold(party) else known[0].name
        if known:
            return None
    if fold(party) in defined:
        return defined[fold(party)]
    if _PERSON.match(party) or not _SHORT.search(party):
        return None
    longer = [name for name in names if abbreviates(party, name)]
    if not longer:
        return None
    longest = max(longer, key=len)
    # Each other must be short for the longest: else two parties have the same short name.
    return (
        longest if all(each == longest or abbreviates(each, longest) for each in longer) else None
    )


def _names_in(notice: Notice, parties: Iterable[str]) -> list[str]:
    """Return the names of bodies that a notice writes: its parties, addressees, recipients."""
    found = [*parties, *notice.addressees, *notice.recipients]
    if notice.letterhead is not None:
        found.append(notice.letterhead.agency.replace("\n", " "))
        if notice.letterhead.parent is not None:
            found.append(notice.letterhead.parent.replace("\n", " "))
    clean = (_BRACKET.sub("", each).strip(" ;.,") for each in found)
    return list(dict.fromkeys(each for each in clean if each))[:_MOST_NAMES]


_BRACKET = re.compile(r"(?<!\s)\s*+\([^()]*\)\s*+$")


def _texts(notice: Notice) -> Iterable[str]:
    for _, directive in directives_of(notice):
        yield str(directive.text)


def _defined_in(notice: Notice) -> dict[str, str]:
    """Return what a notice itself says to be short: *(sau đây gọi tắt là …)*."""
    defined: dict[str, str] = {}
    for text in _texts(notice):
        for found in _DEFINED.finditer(text):
            alias = fold(tidy(found["alias"]))
            # Of the words in front only those that the alias can stand for belong to the name.
            defined.setdefault(alias, found["name"])
    return defined


def _with_names(notice: Notice, full: dict[str, str | None]) -> Notice:
    return evolve(
        notice,
        opening=_items(notice.opening, full),
        sections=tuple(_section(each, full) for each in notice.sections),
        closing=_items(notice.closing, full),
        annexes=tuple(_annex(each, full) for each in notice.annexes),
    )


def _section(section: Section, full: dict[str, str | None]) -> Section:
    return evolve(section, body=_items(section.body, full))


def _annex(annex: Annex, full: dict[str, str | None]) -> Annex:
    return evolve(annex, body=_items(annex.body, full))


def _items(items: Iterable[BodyItem], full: dict[str, str | None]) -> tuple[BodyItem, ...]:
    return tuple(_directive(each, full) if isinstance(each, Directive) else each for each in items)


def _directive(directive: Directive, full: dict[str, str | None]) -> Directive:
    children = _items(directive.children, full)
    assignments = tuple(_assignment(each, full) for each in directive.assignments)
    if children == directive.children and assignments == directive.assignments:
        return directive
    return evolve(directive, children=children, assignments=assignments)


def _assignment(each: Assignment, full: dict[str, str | None]) -> Assignment:
    name = full.get(each.party)
    return each if name is None or name == each.name else evolve(each, name=name)
