"""Names outlive an edit: a duty keeps its key, hence its place in a calendar."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.identity import carried, is_provisional, keyed, notice_key, uid
from vnadmindoc.model import (
    Annex,
    Assignment,
    BodyItem,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Section,
    directives_of,
)
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind

READABLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def before(day: date) -> Deadline:
    """Return the deadline "before this day"."""
    phrase = f"trước ngày {day:%d/%m/%Y}"
    return Deadline(phrase=phrase, due=day - timedelta(days=1))


def duty(what: str, *days: date, lead: str | None = None, key: str | None = None) -> Directive:
    """Return a directive that says what is to be done, by when, and who leads."""
    due = [before(day) for day in days]
    text = " ".join([what, *(each.phrase for each in due)])
    assignments = []
    if lead is not None:
        text = f"{lead} chủ trì {text}"
        assignments = [Assignment(party=lead, role=AssignmentRole.LEAD)]
    return Directive(text=text, deadlines=due, assignments=assignments, key=key)


def notice(*body: BodyItem) -> Notice:
    """Return a notice of these directives."""
    return Notice(subject="Giao ban tháng 10", opening=body)


def keys(of: Notice) -> list[str | None]:
    """Return the keys of all directives in reading order."""
    return [each.key for _, each in directives_of(of)]


def edited(of: Notice, change: Callable[[Directive], Directive]) -> Notice:
    """Return the notice with every directive changed, from the lowest up."""

    def items(body: tuple[BodyItem, ...]) -> tuple[BodyItem, ...]:
        return tuple(
            change(evolve(item, children=items(item.children)))
            if isinstance(item, Directive)
            else item
            for item in body
        )

    def parts(sections: tuple[Section, ...]) -> list[Section]:
        return [evolve(each, body=items(each.body)) for each in sections]

    return evolve(
        of,
        opening=items(of.opening),
        sections=parts(of.sections),
        closing=items(of.closing),
        annexes=[
            evolve(each, body=items(each.body), sections=parts(each.sections))
            for each in of.annexes
        ],
    )


def bare(directive: Directive) -> Directive:
    """Return a directive without keys and counts, as a reader finds it."""
    return evolve(
        directive,
        key=None,
        assignments=[evolve(each, key=None) for each in directive.assignments],
        deadlines=[evolve(each, key=None, sequence=0) for each in directive.deadlines],
        events=[evolve(each, sequence=0) for each in directive.events],
    )


def named(of: Notice) -> Counter[tuple[str, str | None, tuple[str | None, ...]]]:
    """Count what is named how: text, key, keys of the deadlines."""
    return Counter(
        (str(each.text), each.key, tuple(due.key for due in each.deadlines))
        for _, each in directives_of(of)
    )


DAY = date(2021, 10, 8)


# Naming


@given(notices(drafts=True))
def test_every_duty_is_named_once_and_for_all(drawn: Notice) -> None:
    """What carries assignments or deadlines has a key, and so has each of them; no key twice."""
    result = keyed(drawn)

    assert keyed(result) is result
    found = [key for key in keys(result) if key is not None]
    assert len(set(found)) == len(found)
    for _, directive in directives_of(result):
        for parts in (directive.assignments, directive.deadlines):
            assert all(part.key for part in parts)
            assert len({part.key for part in parts}) == len(parts)
            assert directive.key or not parts


@given(notices(drafts=True))
def test_naming_adds_readable_keys_and_nothing_else(drawn: Notice) -> None:
    """Keys that are there stay, new ones are ASCII words; without them the notice is as it was."""
    result = keyed(drawn)

    assert edited(result, bare) == edited(drawn, bare)
    for old, new in zip(keys(drawn), keys(result), strict=True):
        assert new == old if old is not None else new is None or READABLE.fullmatch(new)


def test_a_key_is_made_of_the_task_alone() -> None:
    """Neither the party, its role nor the deadline is in the key of a duty."""
    result = keyed(notice(duty("hoàn thiện Bộ quy chế", DAY, lead="Văn phòng Sở")))

    directive = result.opening[0]
    assert isinstance(directive, Directive)
    assert directive.key == "hoan-thien-bo-quy-che"
    assert [each.key for each in directive.assignments] == ["chu-tri-van-phong-so"]
    assert [each.key for each in directive.deadlines] == ["han"]


def test_like_duties_are_counted() -> None:
    """A second duty of the same words gets ``-2``, past a key that is taken already."""
    body = [duty("Rà soát quy chế", DAY) for _ in range(3)]

    result = keyed(notice(*body, duty("Báo cáo", DAY, key="ra-soat-quy-che-2")))

    assert keys(result) == [
        "ra-soat-quy-che",
        "ra-soat-quy-che-3",
        "ra-soat-quy-che-4",
        "ra-soat-quy-che-2",
    ]


def test_deadlines_of_a_duty_are_counted() -> None:
    """Two deadlines are ``han`` and ``han-2``, whatever days they name."""
    result = keyed(notice(duty("Báo cáo hai đợt", DAY, DAY + timedelta(days=30))))

    [(_, directive)] = directives_of(result)
    assert [each.key for each in directive.deadlines] == ["han", "han-2"]


def test_a_duty_without_letters_has_a_key() -> None:
    """Text in no alphabet that ASCII can show still gives a key."""
    result = keyed(notice(duty("报告", DAY), duty("报告", DAY)))

    assert all(key and READABLE.fullmatch(key) for key in keys(result))


def test_a_directive_without_duties_needs_no_key() -> None:
    """What nobody is told to do is not named."""
    result = keyed(notice(Directive(text="Tình hình chung")))

    assert keys(result) == [None]


def test_duties_are_named_wherever_they_stand() -> None:
    """Points below a directive, sections and annexes hold duties too."""
    point = Directive(text="Công tác tổ chức:", children=[duty("Rà soát biên chế", DAY)])

    result = keyed(
        Notice(
            sections=[Section(heading="Nhiệm vụ", body=[point])],
            annexes=[Annex(title="Danh mục", body=[duty("Lập danh sách", DAY)])],
        )
    )

    assert keys(result) == [None, "ra-soat-bien-che", "lap-danh-sach"]


# Carrying


@pytest.mark.law
@given(notices(drafts=True), st.randoms(use_true_random=False))
def test_keys_survive_a_new_order_and_new_numbers(drawn: Notice, chance: random.Random) -> None:
    """However the duties of each part are mixed and renumbered, each keeps its names."""
    old = keyed(drawn)

    def mixed(body: tuple[BodyItem, ...]) -> list[BodyItem]:
        return chance.sample(body, len(body))

    new = edited(old, lambda each: evolve(bare(each), label=f"{chance.randint(1, 99)}."))
    new = evolve(
        new,
        opening=mixed(new.opening),
        sections=[evolve(each, body=mixed(each.body)) for each in new.sections],
    )

    assert named(carried(old, new)) == named(old)
    assert named(carried(old, keyed(new))) == named(old)


@pytest.mark.law
@given(notices(drafts=True), st.data())
def test_keys_survive_another_word(drawn: Notice, data: st.DataObject) -> None:
    """A duty with a word more is the same duty; so are all others."""
    old = keyed(drawn)
    chosen = data.draw(st.integers(0, max(0, len(keys(old)) - 1)))
    visited = count()

    def reworded(directive: Directive) -> Directive:
        more = "Sớm " if next(visited) == chosen else ""
        return evolve(bare(directive), text=f"{more}{directive.text}")

    result = carried(old, edited(old, reworded))

    assert Counter(keys(result)) == Counter(keys(old))


@pytest.mark.law
@given(notices(drafts=True), notices(drafts=True))
def test_no_key_stands_for_two_duties(old: Notice, new: Notice) -> None:
    """However little two issues share, keys stay unique and every duty has one."""
    result = carried(old, new)

    found = [key for key in keys(result) if key is not None]
    assert len(set(found)) == len(found)
    assert keyed(result) == result
    assert evolve(edited(result, bare), key=None, revision=0) == evolve(
        edited(new, bare), key=None, revision=0
    )


@given(notices(drafts=True))
def test_an_issue_like_the_last_is_no_new_revision(drawn: Notice) -> None:
    """Where nothing differs, not even the revision does, however often it is carried."""
    once = carried(drawn, drawn)

    assert once.revision == drawn.revision
    assert carried(once, drawn) == once


def test_a_revision_is_counted_when_anything_differs() -> None:
    """A single word makes the next revision; the keys are the old ones."""
    old = evolve(notice(duty("Rà soát quy chế", DAY)), revision=4)
    new = evolve(old, recipients=["Lưu: VT"], revision=0)

    result = carried(old, new)

    assert result.revision == 5
    assert keys(result) == ["ra-soat-quy-che"]


def test_a_deadline_put_off_keeps_its_key() -> None:
    """Of two deadlines the one that moved keeps its key, and so does the other."""
    second = DAY + timedelta(days=20)
    old = keyed(notice(duty("Báo cáo hai đợt", DAY, second)))
    new = notice(duty("Báo cáo hai đợt", second, DAY + timedelta(days=7)))

    [(_, directive)] = directives_of(carried(old, new))

    assert [(each.due, each.key) for each in directive.deadlines] == [
        (second - timedelta(days=1), "han-2"),
        (DAY + timedelta(days=6), "han"),
    ]


def test_a_deadline_that_gains_a_day_is_not_mistaken_for_a_dated_one() -> None:
    """A deadline is known among its like first: dated with dated."""
    vague = Deadline(phrase="thường xuyên", kind=DeadlineKind.VAGUE)
    text = "Báo cáo thường xuyên, đợt một trước ngày {}"
    old = Directive(text=text.format("08/10/2021"), deadlines=[vague, before(DAY)])
    later = before(DAY + timedelta(days=7))
    new = Directive(text=text.format("15/10/2021"), deadlines=[later])

    [(_, directive)] = directives_of(carried(keyed(notice(old)), notice(new)))

    assert [each.key for each in directive.deadlines] == ["han-2"]


def test_a_party_spelt_otherwise_keeps_its_key() -> None:
    """An assignment is known by its party's words; another party's is a new one."""
    old = keyed(notice(duty("rà soát quy chế", lead="Văn phòng Sở")))

    longer = carried(old, notice(duty("rà soát quy chế", lead="Văn phòng Sở Nội vụ")))
    other = carried(old, notice(duty("rà soát quy chế", lead="Thanh tra tỉnh")))

    [(_, first)], [(_, second)] = directives_of(longer), directives_of(other)
    assert [each.key for each in first.assignments] == ["chu-tri-van-phong-so"]
    assert [each.key for each in second.assignments] == ["chu-tri-thanh-tra-tinh"]


def test_a_withdrawn_duty_leaves_its_key_to_nobody() -> None:
    """A new duty never takes the key of one that is gone."""
    old = keyed(notice(duty("Rà soát quy chế", DAY), duty("Rà soát quy chế", DAY)))
    kept = duty("Rà soát quy chế", DAY)
    new = duty("Rà soát quy chế của tất cả các đơn vị trực thuộc trên địa bàn toàn tỉnh", DAY)

    result = carried(old, notice(kept, new))

    assert keys(result) == ["ra-soat-quy-che", "ra-soat-quy-che-cua-tat"]


def test_words_outweigh_a_key_that_was_made_from_words() -> None:
    """Two duties that begin alike change places: their derived keys do not stay behind."""
    one = duty("Xây dựng kế hoạch triển khai thực hiện chuyển đổi số", DAY)
    two = duty("Xây dựng kế hoạch triển khai thực hiện cải cách hành chính", DAY)
    old = keyed(notice(one, two))

    result = carried(old, keyed(notice(two, one)))

    assert keys(result) == list(reversed(keys(old)))


def test_a_key_set_by_hand_outweighs_the_words() -> None:
    """Who names a duty may rewrite it altogether."""
    old = notice(duty("Rà soát quy chế", DAY, key="quy-che"), duty("Lập dự toán", DAY, key="tien"))
    new = notice(duty("Lập dự toán", DAY, key="quy-che"), duty("Tổ chức hội nghị", key="hoi-nghi"))

    result = carried(old, new)

    assert keys(result) == ["quy-che", "hoi-nghi"]


def test_like_words_are_told_apart_by_what_stands_above() -> None:
    """A point that recurs under several directives keeps to its own."""

    def part(what: str) -> Directive:
        return Directive(text=what, children=[duty("Báo cáo kết quả", DAY)])

    old = keyed(notice(part("Phòng Tổ chức"), part("Phòng Kế hoạch")))

    result = carried(old, notice(part("Phòng Kế hoạch"), part("Phòng Tổ chức")))

    assert keys(result) == [None, "bao-cao-ket-qua-2", None, "bao-cao-ket-qua"]


def test_thousands_of_duties_are_known_again() -> None:
    """Two thousand duties, each with another word and another day, mixed: none is lost."""
    chance = random.Random(7)
    syllables = [a + b for a in "bcdghklmnrstv" for b in ("a", "an", "ong", "iên", "uy", "ôi")]
    tasks = [chance.sample(syllables, 8) for _ in range(2_000)]
    old = keyed(notice(*(duty(" ".join(words), DAY) for words in tasks)))
    order = chance.sample(range(len(tasks)), len(tasks))
    later = DAY + timedelta(days=7)
    new = notice(*(duty(" ".join([*tasks[at][:3], "khác", *tasks[at][4:]]), later) for at in order))

    result = carried(old, new)

    assert keys(result) == [keys(old)[at] for at in order]


# What a person would say

LATER = DAY + timedelta(days=14)


def sections(*parts: tuple[str, Directive]) -> Notice:
    """Return a notice of sections with a duty in each."""
    return Notice(
        subject="Giao ban",
        sections=[Section(label="I.", heading=heading, body=[each]) for heading, each in parts],
    )


def test_two_that_change_places_and_words_are_not_mixed_up() -> None:
    """They begin alike, are reworded alike and stand where the other stood."""
    what = "kế hoạch kiểm tra công tác {} năm 2022"
    one, two = what.format("cải cách hành chính"), what.format("văn thư lưu trữ")
    old = keyed(notice(duty(f"Xây dựng {one}", DAY), duty(f"Xây dựng {two}", LATER)))

    result = carried(old, notice(duty(f"Trình {two}", LATER), duty(f"Trình {one}", DAY)))

    assert keys(result) == list(reversed(keys(old)))


def test_of_one_split_in_two_the_part_that_stays_keeps_the_name() -> None:
    """What is due when it was is the same duty; what is new is due later."""
    old = keyed(notice(duty("Rà soát quy chế làm việc và lập danh sách cán bộ luân chuyển", DAY)))
    stays = duty("Rà soát quy chế làm việc", DAY)

    result = carried(old, notice(duty("Lập danh sách cán bộ luân chuyển", LATER), stays))

    assert keys(result)[1] == keys(old)[0]
    assert keys(result)[0] not in keys(old)


def test_of_two_made_one_a_name_is_kept_and_the_other_is_withdrawn() -> None:
    """The day tells which."""
    parts = duty("Rà soát quy chế làm việc", DAY), duty("Lập danh sách cán bộ luân chuyển", LATER)
    old = keyed(notice(*parts))
    both = "Rà soát quy chế làm việc và lập danh sách cán bộ luân chuyển"

    for day, kept in ((DAY, 0), (LATER, 1)):
        assert keys(carried(old, notice(duty(both, day)))) == [keys(old)[kept]]


def test_of_equal_words_who_does_it_tells_which_is_left() -> None:
    """One of two reports is dropped, the other put off."""
    first = duty("báo cáo kết quả", DAY, lead="Phòng Tổ chức")
    second = duty("báo cáo kết quả", LATER, lead="Phòng Kế hoạch")
    old = keyed(notice(first, second))
    left = duty("báo cáo kết quả", LATER + timedelta(days=3), lead="Phòng Kế hoạch")

    assert keys(carried(old, notice(left))) == [keys(old)[1]]


def test_of_equal_words_the_heading_tells_which_is_meant() -> None:
    """Sections change places, and every day moves."""
    report = "Báo cáo kết quả thực hiện"
    old = keyed(sections(("Tổ chức", duty(report, DAY)), ("Tài chính", duty(report, LATER))))
    new = sections(
        ("Tài chính", duty(report, LATER + timedelta(days=1))),
        ("Tổ chức", duty(report, DAY + timedelta(days=1))),
    )

    assert keys(carried(old, new)) == list(reversed(keys(old)))


def test_another_task_in_its_place_is_another_duty() -> None:
    """The same number, day and party do not make it the old one."""
    old = keyed(notice(duty("rà soát quy chế", DAY, lead="Văn phòng Sở")))

    result = carried(old, notice(duty("tổ chức hội nghị tổng kết", DAY, lead="Văn phòng Sở")))

    assert keys(result)[0] not in keys(old)


# What moved


def sequences(of: Notice) -> list[int]:
    """Return the sequence of every deadline in reading order."""
    return [due.sequence for _, each in directives_of(of) for due in each.deadlines]


def test_only_what_moved_counts_on() -> None:
    """Another day is the next in the sequence; other words and another place are not."""
    old = carried(*[notice(duty("Rà soát quy chế", DAY), duty("Lập dự toán", DAY))] * 2)
    later = DAY + timedelta(days=7)

    new = carried(old, notice(duty("Lập dự toán", later), duty("Sớm rà soát quy chế", DAY)))
    again = carried(new, notice(duty("Lập dự toán", later), duty("Sớm rà soát quy chế", later)))

    assert (sequences(old), old.revision) == ([0, 0], 0)
    assert (sequences(new), new.revision) == ([1, 0], 1)
    assert (sequences(again), again.revision) == ([1, 1], 2)


def test_a_deadline_set_again_outranks_its_withdrawal() -> None:
    """Withdrawn in one issue and back in the next: its entry is later than the cancelled one."""
    kept = duty("Lập dự toán", DAY)
    first = keyed(notice(duty("Rà soát quy chế", DAY), kept))

    second = carried(first, notice(kept))
    third = carried(second, notice(duty("Rà soát quy chế", DAY), kept))

    assert keys(third) == keys(first)
    withdrawn = sequences(first)[0] + 1
    assert sequences(third)[0] > withdrawn


def test_a_party_released_moves_a_deadline_and_a_party_more_does_not() -> None:
    """Who is released and bound again must see the later entry as the later one."""
    old = keyed(notice(duty("rà soát quy chế", DAY, lead="Văn phòng Sở")))

    other = carried(old, notice(duty("rà soát quy chế", DAY, lead="Thanh tra tỉnh")))
    [(_, earlier)] = directives_of(old)
    both = Directive(
        text=f"{earlier.text} (Thanh tra tỉnh phối hợp)",
        deadlines=[before(DAY)],
        assignments=[
            Assignment(party="Văn phòng Sở", role=AssignmentRole.LEAD),
            Assignment(party="Thanh tra tỉnh", role=AssignmentRole.PARTNER),
        ],
    )
    more = carried(old, notice(both))

    assert sequences(other) == [1]
    assert sequences(more) == [0]


@pytest.mark.law
@given(notices(drafts=True), notices(drafts=True))
def test_a_sequence_never_outruns_the_revision(old: Notice, new: Notice) -> None:
    """So what begins at a revision is later than anything that came before it."""
    result = carried(old, carried(old, new))

    assert all(0 <= each <= result.revision for each in sequences(result))


# Documents and UIDs

ISSUED = Notice(
    subject="Giao ban",
    letterhead=Letterhead(agency="SỞ NỘI VỤ", parent="UBND TỈNH AN HÒA"),
    number=DocumentNumber(symbol="TB-SNV", number=5),
    dateline=Dateline(place="An Hòa", day=5, month=10, year=2021),
)


def test_a_document_is_named_by_body_number_and_day() -> None:
    """The key of an issued document is readable and does not come from its text."""
    assert notice_key(ISSUED) == "ubnd tỉnh an hòa sở nội vụ␟5/tb-snv␟2021-10-05"
    assert notice_key(evolve(ISSUED, subject="Khác")) == notice_key(ISSUED)
    assert not is_provisional(ISSUED)


@pytest.mark.parametrize(
    "blank",
    [
        evolve(ISSUED, number=None),
        evolve(ISSUED, number=DocumentNumber(symbol="TB-SNV")),
        evolve(ISSUED, dateline=None),
        evolve(ISSUED, dateline=Dateline(place="An Hòa", month=10, year=2021)),
    ],
)
def test_a_draft_is_named_by_its_text(blank: Notice) -> None:
    """While number or day is blank the key is a hash of the words, and says it is provisional."""
    assert re.fullmatch("[0-9a-f]{64}", notice_key(blank))
    assert is_provisional(blank)
    assert notice_key(evolve(blank, subject="Khác")) != notice_key(blank)


def test_a_given_key_names_the_document() -> None:
    """The caller's own identifier comes first, and is final."""
    draft = evolve(ISSUED, number=None, key="giao-ban-10")

    assert notice_key(draft) == "giao-ban-10"
    assert not is_provisional(draft)


@pytest.mark.parametrize("document", [ISSUED, evolve(ISSUED, number=None)])
def test_a_document_key_is_text_a_notice_can_hold(document: Notice) -> None:
    """It can be stored as the notice's key and is then the same."""
    assert notice_key(evolve(document, key=notice_key(document))) == notice_key(document)


def test_decomposed_letters_make_the_same_key() -> None:
    """A file written with separate accents names the same document, issued or draft."""
    agency = unicodedata.normalize("NFD", "SỞ NỘI VỤ")
    letterhead = Letterhead(agency=agency, parent="UBND TỈNH AN HOÀ")
    draft = Notice(subject=unicodedata.normalize("NFD", "Hoà giải ở cơ sở"))

    assert notice_key(evolve(ISSUED, letterhead=letterhead)) == notice_key(ISSUED)
    assert notice_key(draft) == notice_key(Notice(subject="Hòa giải ở cơ sở"))


def test_a_draft_keeps_its_entries_when_its_number_is_filled_in() -> None:
    """The document's key is carried, so no UID changes with the number."""
    draft = evolve(ISSUED, number=DocumentNumber(symbol="TB-SNV"))

    result = carried(draft, ISSUED)

    assert notice_key(result) == notice_key(draft)
    assert result.number == ISSUED.number


GOLDEN_UID = "e17ac99e-103e-5e64-bd4c-30d86bd62694"


def test_a_uid_is_the_same_for_all_time() -> None:
    """The name space is fixed: these UIDs are in calendars already."""
    assert uid("giao-ban-10", "quy-che", "han", "VEVENT") == GOLDEN_UID
    assert uid(" giao-ban-10", "quy-che\n", "han", "VEVENT") == GOLDEN_UID


def test_a_uid_tells_apart_all_it_is_made_of() -> None:
    """Neither a field nor the border between two fields is lost."""
    fields = [
        ("a", "b", "han", "VEVENT"),
        ("a", "b", "han", "VTODO"),
        ("a", "b", "han-2", "VEVENT"),
        ("ab", "", "han", "VEVENT"),
        ("", "ab", "han", "VEVENT"),
        ("a", "", "", "document"),
    ]

    assert len({uid(*each) for each in fields}) == len(fields)
