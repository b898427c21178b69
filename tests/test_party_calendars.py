"""Each party has a calendar of its own duties, and none is left out."""

import re
from datetime import date

import pytest
from hypothesis import given, settings

from vnadmindoc.directory import Directory, Party
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.model import Assignment, Dateline, Deadline, Directive, Notice
from vnadmindoc.party_calendars import party_calendars
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import AssignmentRole

PHRASE = "chậm nhất ngày 20/3/2026"


def duty(what: str, *bound: tuple[str, AssignmentRole]) -> Directive:
    """Return a duty of several parties."""
    return Directive(
        text=f"{', '.join(name for name, _ in bound)} {what} {PHRASE}",
        deadlines=[Deadline(phrase=PHRASE, due=date(2026, 3, 20))],
        assignments=[Assignment(party=name, role=role) for name, role in bound],
    )


def notice(*body: Directive) -> Notice:
    """Return a notice of March 2026."""
    return Notice(subject="Giao việc", dateline=Dateline(day=2, month=3, year=2026), opening=body)


def uids(data: bytes) -> list[str]:
    """Return the UIDs of a calendar."""
    return re.findall(r"^UID:(\S+)\r$", data.decode().replace("\r\n ", ""), re.MULTILINE)


@settings(max_examples=100)
@given(notices(drafts=True, max_sections=2))
def test_every_entry_is_in_a_calendar_under_its_uid(drawn: Notice) -> None:
    """All calendars together hold what the one of all holds."""
    try:
        whole = IcsExporter().export(drawn)
    except ExportError:
        with pytest.raises(ExportError):
            party_calendars(drawn)
        return

    found = party_calendars(drawn)

    assert {uid for each in found for uid in uids(each.data)} == set(uids(whole))
    assert all(each.count == len(uids(each.data)) for each in found)
    names = [each.file_name for each in found]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+\.events\.ics", name) for name in names)


def test_what_helps_is_in_it_by_choice() -> None:
    """A duty of two parties is in both calendars; led duties alone when helping is left out."""
    both = duty(
        "báo cáo", ("Văn phòng", AssignmentRole.LEAD), ("Thanh tra", AssignmentRole.PARTNER)
    )

    all_of, led = (party_calendars(notice(both), helping=helping) for helping in (True, False))

    assert [each.party for each in all_of] == ["Văn phòng", "Thanh tra"]
    assert [each.party for each in led] == ["Văn phòng"]
    assert uids(all_of[0].data) == uids(all_of[1].data)


def test_what_names_nobody_is_in_the_common_calendar() -> None:
    """It is nobody's, so it is everybody's."""
    [found] = party_calendars(notice(duty("báo cáo")))

    assert (found.party, found.file_name) == (None, "chung.events.ics")


def test_a_directory_joins_the_names_of_a_party() -> None:
    """Two spellings are one calendar, called by its full name."""
    directory = Directory((Party(name="Văn phòng Sở", aliases=["Văn phòng", "VP"]),))
    body = [duty("báo cáo", (name, AssignmentRole.LEAD)) for name in ("VP", "Văn phòng")]

    [found] = party_calendars(notice(*body), directory=directory)

    assert (found.party, found.count) == ("Văn phòng Sở", 2)


@pytest.mark.parametrize("name", ["../../x", "CON", "x" * 300, "★", "a/b\\c:d"])
def test_a_name_never_leaves_its_folder(name: str) -> None:
    """Whatever a party is called, its file has a plain name of its own."""
    [found] = party_calendars(notice(duty("báo cáo", (name, AssignmentRole.LEAD))))

    assert re.fullmatch(r"[a-z0-9-]{1,70}\.events\.ics", found.file_name)
    assert not found.file_name.startswith("con.")
