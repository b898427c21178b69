"""The look of a component: a test for each facet, asked of what the profile allows.

Promised: a range, a weight, an alignment stands in `vnadmindoc.standard` and is asked from there,
so that a house profile is checked like the Decree. One facet is one test with one code.
"""

from collections.abc import Callable, Iterable, Iterator

from vnadmindoc.findings import Severity
from vnadmindoc.metrics import width
from vnadmindoc.rules.rule import Breach, Case, Outcome, Unknown, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenParagraph
from vnadmindoc.standard import MM, Align, Role, Spec

ALIGNMENTS = {
    Align.LEFT: ("sát lề trái", "at the left"),
    Align.CENTRE: ("canh giữa", "centred"),
    Align.RIGHT: ("sát lề phải", "at the right"),
    Align.JUSTIFY: ("canh đều cả hai lề", "justified"),
}
NO_LETTERS = Unknown("không đọc được kiểu chữ của đoạn", "the letters cannot be told")
NO_SETTING = Unknown("không đọc được cách trình bày đoạn", "the setting cannot be told")

_Facet = Callable[[SeenParagraph, Spec], Breach | Unknown | None]


def sizes(low: float, high: float) -> str:
    """Return a range of sizes in words: ``"12–13 pt"``."""
    return f"{low:g} pt" if low == high else f"{low:g}–{high:g} pt"


def in_capitals(text: str) -> bool:
    """Whether a text is written in capitals; one without letters is not."""
    return text == text.upper() and any(map(str.isalpha, text))


def seen_size(seen: SeenParagraph) -> float | None:
    """Return the size that most letters of a paragraph have."""
    if len(seen.looks) == 1:
        return seen.looks[0].size
    counts: dict[float, int] = {}
    for run in seen.runs:
        if run.letters.size is not None:
            counts[run.letters.size] = counts.get(run.letters.size, 0) + len(run.text.strip())
    return max(counts, key=lambda size: counts[size]) if counts else None


def _size(seen: SeenParagraph, spec: Spec) -> Breach | Unknown | None:
    found = [each.size for each in seen.looks]
    if not found or None in found:
        return NO_LETTERS
    low, high = spec.size
    wrong = {size for size in found if size is not None and not low <= size <= high}
    if not wrong:
        return None
    shown = ", ".join(f"{size:g}" for size in sorted(wrong))
    return Breach(
        vi=f"{spec.name}: cỡ chữ {shown} pt, phải là {sizes(low, high)}",
        en=f"{spec.name}: the size is {shown} pt, it must be {sizes(low, high)}",
        seen=seen,
        fix=set_anew,
    )


def _weight(seen: SeenParagraph, spec: Spec) -> Breach | Unknown | None:
    return _flag(seen, spec, [each.bold for each in seen.looks], spec.bold, _WEIGHTS)


def _slant(seen: SeenParagraph, spec: Spec) -> Breach | Unknown | None:
    return _flag(seen, spec, [each.italic for each in seen.looks], spec.italic, _SLANTS)


_WEIGHTS = (("chữ không đậm", "not bold"), ("chữ đậm", "bold"))
_SLANTS = (("chữ đứng", "upright"), ("chữ nghiêng", "italic"))


def _flag(
    seen: SeenParagraph,
    spec: Spec,
    found: list[bool | None],
    wanted: bool,
    names: tuple[tuple[str, str], tuple[str, str]],
) -> Breach | Unknown | None:
    if not found or None in found:
        return NO_LETTERS
    # A word that the author stresses, or does not, is no breach; the look of the whole is asked.
    if any(each == wanted for each in found):
        return None
    vi, en = names[wanted]
    return Breach(
        vi=f"{spec.name}: phải là {vi}", en=f"{spec.name}: it must be {en}", seen=seen, fix=set_anew
    )


def _case(seen: SeenParagraph, spec: Spec) -> Breach | Unknown | None:
    text = plain(seen.shown)
    if spec.capitals and not in_capitals(text):
        return Breach(
            vi=f"{spec.name}: phải viết bằng chữ in hoa: {text.upper()!r}",
            en=f"{spec.name}: it must be in capitals: {text.upper()!r}",
            seen=seen,
            fix=set_anew,
        )
    if not spec.capitals and in_capitals(text) and not _is_abbreviation(seen, text):
        return Breach(
            vi=f"{spec.name}: phải viết bằng chữ in thường",
            en=f"{spec.name}: it must be in ordinary case, not in capitals",
            seen=seen,
            suggestion=text.capitalize(),
        )
    return None


def _is_abbreviation(seen: SeenParagraph, text: str) -> bool:
    """Whether a text in capitals may be a lone abbreviation: in the body only."""
    return seen.role is Role.BODY and sum(map(str.isalpha, text)) <= _ABBREVIATION


_ABBREVIATION = 6  # letters; a longer text in capitals is no abbreviation


def _align(seen: SeenParagraph, spec: Spec) -> Breach | Unknown | None:
    setting = seen.setting
    if setting is None or setting.align is None:
        return NO_SETTING
    if setting.align is spec.align:
        return None
    if {setting.align, spec.align} <= _ALIKE_ON_ONE_LINE and _is_one_line(seen):
        return None
    if spec.align is Align.CENTRE and _stands_in_the_middle(seen):
        return None
    vi, en = ALIGNMENTS[spec.align]
    return Breach(
        vi=f"{spec.name}: phải {vi}", en=f"{spec.name}: it must stand {en}", seen=seen, fix=set_anew
    )


# A line that is not full stands at the left either way.
_ALIKE_ON_ONE_LINE = {Align.LEFT, Align.JUSTIFY}


def _is_one_line(seen: SeenParagraph) -> bool:
    """Whether a text surely fits on one line of its room."""
    # Blanks behind it hang over the edge, however many they are.
    if seen.room is None or seen.setting is None or "\n" in seen.text.rstrip():
        return False
    return _needed(seen, len(seen.text.rstrip())) + max(seen.setting.indent, 0.0) < seen.room


def _stands_in_the_middle(seen: SeenParagraph) -> bool:
    """Whether blanks and indents have put a text that is not centred where a centred one is."""
    setting, text = seen.setting, seen.text.rstrip()
    if setting is None or seen.room is None or not _is_one_line(seen) or "\t" in text:
        return False
    if setting.align not in _ALIKE_ON_ONE_LINE:
        return False
    blanks = _needed(seen, len(text) - len(text.lstrip()))
    middle = setting.left + setting.indent + (blanks + _needed(seen, len(text))) / 2
    return abs(middle - (setting.left + seen.room + setting.right) / 2) <= _ASKEW


def _needed(seen: SeenParagraph, length: int) -> float:
    """Return how much room the first characters of a paragraph need, in pt."""
    needed = 0.0
    for run in seen.runs:
        letters = run.letters
        text = run.text[:length].upper() if letters.capitals else run.text[:length]
        bold, italic = bool(letters.bold), bool(letters.italic)
        needed += width(text, letters.size or _LARGEST, bold=bold, italic=italic)
        length -= len(run.text)
        if length <= 0:
            break
    return needed


_LARGEST = 14  # pt of a text whose size is not told
_ASKEW = 2 * MM  # what nobody sees

# Whether letters are shown in capitals is told by their look, not by the text alone.
_FACETS: dict[str, tuple[_Facet, Fact, str, str]] = {
    "case": (
        _case,
        Fact.LETTERS,
        "kiểu chữ in hoa hay in thường đúng quy định",
        "the case is right",
    ),
    "size": (_size, Fact.LETTERS, "cỡ chữ đúng quy định", "the size is right"),
    "weight": (_weight, Fact.LETTERS, "đậm hay không đậm đúng quy định", "the weight is right"),
    "slant": (_slant, Fact.LETTERS, "đứng hay nghiêng đúng quy định", "the slant is right"),
    "align": (_align, Fact.SETTING, "canh lề đúng quy định", "the alignment is right"),
}

LETTERFORM = ("case", "size", "weight", "slant")
"""What the table of letterforms (Mục V) says of a component."""

BY_ROLE: dict[str, tuple[Role, ...]] = {}
"""The components whose look a test asks, by its code."""


def looks(
    code: str,
    roles: Role | tuple[Role, ...],
    facets: Iterable[str],
    clause: str,
    *,
    vi: str,
    en: str,
    severity: Severity = Severity.ERROR,
    unless: Callable[[Case, SeenParagraph], bool] | None = None,
) -> None:
    """Enter a test for each facet of a component's look.

    Args:
        code: The rule, and its letter; the facet's name is put behind: ``"013"`` makes
            ``ND30-013-size``.
        roles: The components.
        facets: Of ``case``, ``size``, ``weight``, ``slant``, ``align``.
        clause: Where the Decree says so.
        vi: What the component is called in Vietnamese.
        en: The same in English.
        severity: Of a breach.
        unless: Tells which paragraphs of these components are not asked.
    """
    asked = roles if isinstance(roles, tuple) else (roles,)
    for facet in facets:
        ask, fact, fact_vi, fact_en = _FACETS[facet]
        BY_ROLE[f"ND30-{code}-{facet}"] = asked
        holds(
            f"{code}-{facet}",
            clause,
            f"{vi}: {fact_vi}",
            f"{en}: {fact_en}",
            severity=severity,
            needs=(fact,),
        )(_judge(asked, ask, unless))


def _judge(
    roles: tuple[Role, ...], ask: _Facet, unless: Callable[[Case, SeenParagraph], bool] | None
) -> Callable[[Case], Outcome]:
    def judge(case: Case) -> Iterator[Breach | Unknown]:
        specs = case.profile.specs
        for role in roles:
            for seen in case.of(role):
                if seen.text.strip() and (unless is None or not unless(case, seen)):
                    found = ask(seen, specs[role])
                    if found is not None:
                        yield found

    return judge
