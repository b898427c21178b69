"""One party under several names: in one notice, and through a user's directory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.aliases import abbreviates, named
from vnadmindoc.directory import Directory, Party
from vnadmindoc.model import Assignment, Directive, Notice, directives_of
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import AssignmentRole

FULL = "Trung tâm Công nghệ thông tin và Truyền thông"
WORDS = st.lists(
    st.sampled_from(
        [
            "Công",
            "nghệ",
            "thông",
            "tin",
            "Văn",
            "hóa",
            "Thể",
            "thao",
            "Du",
            "lịch",
            "Giáo",
            "dục",
            "Đào",
            "tạo",
            "Môi",
            "trường",
        ]
    ),
    min_size=2,
    max_size=6,
)


def _notice(*parties: str, recipients: tuple[str, ...] = ()) -> Notice:
    return Notice(
        opening=[
            Directive(
                text=f"{party} rà soát hồ sơ.",
                assignments=[Assignment(party=party, role=AssignmentRole.EXECUTES)],
            )
            for party in parties
        ],
        recipients=recipients,
    )


def _names(notice: Notice) -> list[str | None]:
    return [each.assignments[0].name for _, each in directives_of(notice)]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("TT CNTT&TT", FULL),
        ("Trung tâm CNTT&TT", FULL),
        ("TT CNTT&TT", "Trung tâm CNTT&TT"),
        ("TTCNTT&TT", FULL),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
        ("P. KHTC", "Phòng Kế hoạch - Tài chính"),
        ("BQL KKT tỉnh", "Ban quản lý Khu kinh tế tỉnh"),
    ],
)
def test_capitals_stand_for_words(short: str, long: str) -> None:
    """One letter, one word, in order; "và" counts for nothing."""
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (FULL, FULL),
        ("Sở TT&TT", "Sở Thể thao và Du lịch"),
        ("Trung tâm CNTT", FULL),
        ("Sở Tài chính", "Sở Tài chính tỉnh"),
        ("UBND huyện", "Ủy ban nhân dân tỉnh"),
        ("UBDN tỉnh", "Ủy ban nhân dân tỉnh"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
    ],
)
def test_other_names_are_other_parties(short: str, long: str) -> None:
    """A word too many, too few or in another order is another name."""
    assert not abbreviates(short, long)


@given(WORDS)
def test_first_letters_always_fit(words: list[str]) -> None:
    """Whatever the words, their first letters are short for them."""
    letters = "".join(word[0] for word in words).upper()

    assert abbreviates(f"Sở {letters}", f"Sở {' '.join(words)}")


def test_three_spellings_of_one_notice_are_one_party() -> None:
    """The longest that stands in the notice is the name of all."""
    notice = named(_notice("TT CNTT&TT", "Trung tâm CNTT&TT", FULL))

    assert _names(notice) == [FULL, FULL, None]


def test_recipients_tell_names_too() -> None:
    """What stands under Nơi nhận is a name of the notice."""
    notice = named(_notice("Sở TT&TT", recipients=("Sở Thông tin và Truyền thông (b/c)",)))

    assert _names(notice) == ["Sở Thông tin và Truyền thông"]


def test_what_two_names_fit_is_left_open() -> None:
    """A short name of two parties stands for neither."""
    notice = _notice("Sở TT", "Sở Thông tin", "Sở Thể thao")

    assert _names(named(notice)) == [None, None, None]


def test_a_notice_may_say_itself_what_is_short() -> None:
    """(sau đây gọi tắt là …)."""
    text = "Ban Quản lý dự án đầu tư xây dựng (sau đây gọi tắt là Ban Quản lý) rà soát."
    notice = Notice(
        opening=[
            Directive(text=text),
            Directive(
                text="Ban Quản lý VN báo cáo.",
                assignments=[Assignment(party="Ban Quản lý", role=AssignmentRole.EXECUTES)],
            ),
        ]
    )
    directory = Directory((Party(name="Sở Nội vụ"),))

    (_, second) = [each for _, each in directives_of(named(notice, directory))]

    assert second.assignments[0].name == "Ban Quản lý dự án đầu tư xây dựng"


def test_the_directory_goes_first() -> None:
    """By name, by alias and by letters; two of one name are nobody."""
    directory = Directory(
        (
            Party(name=FULL, aliases=("Trung tâm",)),
            Party(name="Lê Thị Hạ", person=True),
            Party(name="Trần An", person=True, email="an.1@example.vn"),
            Party(name="Trần An", person=True, email="an.2@example.vn"),
        )
    )
    notice = _notice("Trung tâm", "TT CNTT&TT", "đồng chí Lê Thị Hạ", "đồng chí Trần An")

    assert _names(named(notice, directory)) == [FULL, FULL, "Lê Thị Hạ", None]


@given(notices())
def test_naming_twice_changes_nothing(notice: Notice) -> None:
    """And nothing but names is changed at all."""
    once = named(notice)

    assert named(once) == once
    assert [str(each.text) for _, each in directives_of(once)] == [
        str(each.text) for _, each in directives_of(notice)
    ]
