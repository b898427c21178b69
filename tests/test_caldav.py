"""A real server on loopback: put, brought up to date, withdrawn; nothing lost, nothing doubled."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import Request, urlopen

import pytest
from attrs import define, evolve

from vnadmindoc.caldav import publish
from vnadmindoc.calendar_reading import read_calendar
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar.options import CalendarForm, CalendarOptions
from vnadmindoc.identity import carried
from vnadmindoc.model import Dateline, Deadline, Directive, DocumentNumber, Notice
from vnadmindoc.vocabulary import DutyState

# What the client's library does to Python is no fault of a calendar.
pytestmark = pytest.mark.filterwarnings("ignore")

TASKS = CalendarOptions(form=CalendarForm.TASKS)
DAY = date(2026, 3, 20)


def duty(what: str, day: date = DAY) -> Directive:
    """Return a duty with its day."""
    phrase = f"chậm nhất ngày {day:%d/%m/%Y}"
    return Directive(text=f"{what} {phrase}", deadlines=[Deadline(phrase=phrase, due=day)])


FIRST = duty("Rà soát quy chế làm việc")
SECOND = duty(r"Lập dự toán năm, xem D:\NAM; gửi Sở")


def notice(*body: Directive, number: int = 7) -> Notice:
    """Return a notice of March 2026."""
    return Notice(
        subject="Giao việc tháng 3",
        number=DocumentNumber(symbol="TB-SNV", number=number),
        dateline=Dateline(place="An Hòa", day=2, month=3, year=2026),
        opening=body,
    )


@define
class Server:
    """Radicale in a folder, and what people do there with their own programs."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the calendar."""
        return f"http://127.0.0.1:{self.port}/an/lich"

    def start(self) -> None:
        """Start it, on the same folder and port each time."""
        settings = self.folder / "radicale.conf"
        settings.write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = none\n"
            f"[storage]\nfilesystem_folder = {self.folder}/data\n[logging]\nlevel = critical\n"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", settings],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("Radicale did not start")

    def stop(self) -> None:
        """Kill it, whatever it is doing."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def ask(self, method: str, path: str = "", body: bytes = b"", **headers: str) -> bytes:
        """Do what any client does."""
        headers = {"Authorization": "Basic YW46eA==", **headers}
        request = Request(f"{self.url}/{path}", data=body, method=method, headers=headers)
        with urlopen(request, timeout=20) as answer:
            data: bytes = answer.read()
        return data

    def make(self) -> None:
        """Make the calendar."""
        home = Request(
            f"http://127.0.0.1:{self.port}/an/",
            method="PROPFIND",
            headers={"Authorization": "Basic YW46eA=="},
        )
        with urlopen(home, timeout=20) as answer:
            answer.read()
        self.ask("MKCALENDAR")

    def data(self) -> bytes:
        """Return all that is in the calendar."""
        return self.ask("GET")

    def days(self) -> dict[str, date | None]:
        """Return what is in it: the beginning of each title, and its last day."""
        return {state.title[:12]: state.last_day for state in read_calendar(self.data())}

    def edit(self, uid: str, pattern: str, text: str) -> None:
        """Change an entry by hand."""
        before = self.ask("GET", f"{uid}.ics").decode()
        after = re.sub(pattern, text, before, count=1)
        assert after != before
        self.ask("PUT", f"{uid}.ics", after.encode(), **{"Content-Type": "text/calendar"})


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Run a server with an empty calendar."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = Server(folder, free.getsockname()[1])
    server.start()
    try:
        server.make()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that leave it running."""
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def server(shared: Server) -> Server:
    """Return the server with an empty calendar."""
    shared.ask("DELETE")
    shared.make()
    return shared


@pytest.mark.parametrize("options", [None, TASKS])
def test_a_notice_is_put_there_once(server: Server, options: CalendarOptions | None) -> None:
    """The second time everything is there as it should be."""
    given = notice(FIRST, SECOND)

    first = publish(given, server.url, username="an", password="x", options=options)
    second = publish(given, server.url, username="an", password="x", options=options)

    assert len(first.added) == (2 if options is None else 3)
    assert second == evolve(second, added=(), updated=(), withdrawn=(), cancelled=(), overruled={})
    assert sorted(second.kept) == sorted(first.added)
    assert rb"D:\\NAM\; g" in server.data().replace(b"\r\n ", b"").replace(b"\n ", b"")


def test_the_server_finds_it_by_its_day(server: Server) -> None:
    """A query of a span of time meets the deadlines in it, and no others."""
    publish(notice(FIRST, duty("Tổ chức hội nghị", DAY + timedelta(days=60))), server.url)
    query = (
        '<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:"><D:prop>'
        '<C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR">'
        '<C:comp-filter name="VEVENT"><C:time-range start="20260319T000000Z" '
        'end="20260322T000000Z"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>'
    )

    found = server.ask("REPORT", body=query.encode(), Depth="1").decode()

    assert found.count("BEGIN:VEVENT") == 1
    assert "Rà soát" in found


def test_a_later_issue_moves_adds_and_withdraws(server: Server) -> None:
    """The calendar holds the later issue; what others keep there is left alone."""
    stranger = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:mine\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260102\r\nSUMMARY:Sinh nhật\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    server.ask("PUT", "mine.ics", stranger.encode(), **{"Content-Type": "text/calendar"})
    old = notice(FIRST, SECOND)
    publish(old, server.url)
    later = DAY + timedelta(days=7)

    new = carried(old, notice(duty("Rà soát quy chế làm việc", later), duty("Mua sắm", DAY)))
    done = publish(new, server.url)

    assert (len(done.added), len(done.updated), len(done.withdrawn)) == (1, 1, 1)
    assert server.days() == {
        "Sinh nhật": date(2026, 1, 2),
        "Hạn: Rà soát": later,
        "Hạn: Mua sắm": DAY,
    }


def test_what_people_changed_stays(server: Server) -> None:
    """A task ticked off, a note, a reminder of one's own: a later issue leaves them."""
    old = carried(*[notice(FIRST, SECOND)] * 2)
    _, uid, _ = publish(old, server.url, options=TASKS).added
    server.edit(uid, "STATUS:NEEDS-ACTION", "STATUS:COMPLETED\nCOMPLETED:20260310T010000Z")
    server.edit(uid, "TRIGGER;RELATED=END:[^\r\n]*", "TRIGGER;RELATED=END:-PT1H")
    server.edit(uid, "END:VTODO", "COMMENT:Đã báo cáo miệng\nEND:VTODO")

    new = carried(old, notice(SECOND, duty("Rà soát lại quy chế làm việc", DAY), number=9))
    done = publish(new, server.url, options=TASKS)

    [state] = [each for each in read_calendar(server.data()) if each.uid == uid]
    assert state.state is DutyState.DONE
    held = server.ask("GET", f"{uid}.ics").decode()
    assert "Đã báo cáo miệng" in held
    assert "TRIGGER;RELATED=END:-PT1H" in held
    assert "Rà soát lại" in held or "Lập dự toán" in held
    assert uid in done.updated
    assert done.overruled == {}


def test_a_day_that_people_moved_stays_until_the_notice_moves_it(server: Server) -> None:
    """Their day holds; the notice's later day goes before it, and theirs is told and kept."""
    old = carried(*[notice(FIRST)] * 2)
    [uid] = publish(old, server.url).added
    server.edit(uid, "DTSTART;VALUE=DATE:20260320", "DTSTART;VALUE=DATE:20260318")
    server.edit(uid, "DTEND;VALUE=DATE:20260321", "DTEND;VALUE=DATE:20260319")

    kept = publish(old, server.url)
    moved = read_calendar(server.data())[0]
    later = DAY + timedelta(days=7)
    done = publish(carried(old, notice(duty("Rà soát quy chế làm việc", later))), server.url)

    assert kept.kept == (uid,)
    assert (moved.moved, moved.last_day) == (True, date(2026, 3, 18))
    assert server.days() == {"Hạn: Rà soát": later}
    assert done.overruled == {uid: ("DTEND", "DTSTART")}
    assert "COMMENT:DTSTART: 2026-03-18" in server.data().decode()


def test_what_people_wrote_in_is_cancelled_and_not_deleted(server: Server) -> None:
    """Withdrawn with somebody's note in it, an entry stays as cancelled, once."""
    old = notice(FIRST, SECOND)
    publish(old, server.url)
    noted = next(state for state in read_calendar(server.data()) if "Lập" in state.title)
    server.edit(noted.uid, "END:VEVENT", "COMMENT:Chờ Sở\nEND:VEVENT")
    new = carried(old, notice(FIRST))

    first, second = publish(new, server.url), publish(new, server.url)

    assert (first.cancelled, first.withdrawn, second.cancelled) == ((noted.uid,), (), ())
    held = server.ask("GET", f"{noted.uid}.ics").decode()
    assert "STATUS:CANCELLED" in held
    assert "SUMMARY:[HỦY] Hạn: Lập" in held
    assert "Chờ Sở" in held


# Two who write at the same time


@contextmanager
def overtaken(server: Server, when: str, write: Callable[[], object]) -> Iterator[str]:
    """Stand before the server, and let another write there just before a request is passed on.

    Args:
        server: The real server, which answers everything.
        when: The method of the request that is overtaken, once.
        write: What the other does there.
    """
    waiting = [write]

    class Gate(BaseHTTPRequestHandler):
        """Passes requests on as they are."""

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline()
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.command == when and waiting:
                waiting.pop()()
            passed = HTTPConnection("127.0.0.1", server.port, timeout=20)
            passed.request(self.command, self.path, body, dict(self.headers))
            answer = passed.getresponse()
            data = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            passed.close()

    gate = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
    thread = Thread(target=gate.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{gate.server_port}/an/lich"
    finally:
        gate.shutdown()
        thread.join()
        gate.server_close()
        assert not waiting, "nobody was overtaken"


def test_a_note_written_in_the_meantime_is_not_overwritten(server: Server) -> None:
    """Refused by its ETag (412), the later issue is put beside what the other wrote."""
    old = carried(*[notice(FIRST)] * 2)
    [uid] = publish(old, server.url).added
    later = DAY + timedelta(days=7)
    new = carried(old, notice(duty("Rà soát quy chế làm việc", later)))

    def note() -> None:
        server.edit(uid, "END:VEVENT", "COMMENT:Chờ Sở\nEND:VEVENT")

    with overtaken(server, "PUT", note) as url:
        done = publish(new, url)

    assert done.updated == (uid,)
    assert "COMMENT:Chờ Sở" in server.data().decode()
    assert server.days() == {"Hạn: Rà soát": later}


def test_two_who_publish_the_same_write_nothing_twice(server: Server) -> None:
    """Who comes second finds the entry there, and leaves it."""
    given = notice(FIRST, SECOND)

    with overtaken(server, "PUT", lambda: publish(given, server.url)) as url:
        done = publish(given, url)

    assert (len(done.added), len(done.kept)) == (0, 2)
    assert server.data().count(b"BEGIN:VEVENT") == 2


def test_a_note_written_before_a_withdrawal_keeps_the_entry(server: Server) -> None:
    """About to be deleted, it is written in by another, and stays as cancelled."""
    old = carried(*[notice(FIRST, SECOND)] * 2)
    publish(old, server.url)
    uid = next(each.uid for each in read_calendar(server.data()) if "Lập" in each.title)

    def note() -> None:
        server.edit(uid, "END:VEVENT", "COMMENT:Chờ Sở\nEND:VEVENT")

    with overtaken(server, "DELETE", note) as url:
        done = publish(carried(old, notice(FIRST)), url)

    assert (done.cancelled, done.withdrawn) == ((uid,), ())
    held = server.ask("GET", f"{uid}.ics").decode()
    assert "STATUS:CANCELLED" in held
    assert "COMMENT:Chờ Sở" in held


def test_an_entry_that_another_deletes_is_put_again(server: Server) -> None:
    """What the notice says is not lost because somebody took it away in the meantime."""
    old = carried(*[notice(FIRST)] * 2)
    [uid] = publish(old, server.url).added
    later = DAY + timedelta(days=7)
    new = carried(old, notice(duty("Rà soát quy chế làm việc", later)))

    with overtaken(server, "PUT", lambda: server.ask("DELETE", f"{uid}.ics")) as url:
        done = publish(new, url)

    assert done.added == (uid,)
    assert server.days() == {"Hạn: Rà soát": later}


def test_a_server_that_dies_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    """Killed while it was written to: the next run finishes, with nothing lost or doubled."""
    body = [duty(f"Việc thứ {number} của phòng {number * 7}") for number in range(25)]
    given = notice(*body)
    with running(tmp_path) as server:
        process = server.process
        assert process is not None
        killer = subprocess.Popen(
            [sys.executable, "-c", KILLER, f"{tmp_path}/data", str(process.pid)]
        )

        with pytest.raises(ExportError, match="run it again"):
            publish(given, server.url)
        killer.wait()
        process.wait()
        server.start()
        before = len(read_calendar(server.data()))
        done = publish(given, server.url)

        assert 0 < before < len(body)
        assert len(done.added) == len(body) - before
        states = read_calendar(server.data())
        assert len({state.uid for state in states}) == len(states) == len(body)


KILLER = """
import os, pathlib, signal, sys, time
folder, process = pathlib.Path(sys.argv[1]), int(sys.argv[2])
while len([each for each in folder.rglob("*.ics") if ".Radicale" not in str(each)]) < 3:
    time.sleep(0.002)
os.kill(process, signal.SIGKILL)
"""


def test_a_server_that_is_not_there_is_told() -> None:
    """One message that says what to do."""
    with pytest.raises(ExportError, match="broke off") as caught:
        publish(notice(FIRST), "http://127.0.0.1:9/an/lich")

    assert caught.value.remedy


def test_a_calendar_that_is_not_there_is_told(server: Server) -> None:
    """People make their calendars themselves."""
    with pytest.raises(ExportError, match="no calendar at this address"):
        publish(notice(FIRST), server.url + "-khac", username="an", password="x")
