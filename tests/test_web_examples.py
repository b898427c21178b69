"""The web services of the documentation, as real servers on loopback that real requests reach."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import vnadmindoc
from vnadmindoc.serial import to_data

ROOT = Path(__file__).parent.parent
WEB = ROOT / "examples" / "web"
NOTICE = ROOT / "examples" / "giao-ban.md"
SERVERS = {
    "fastapi": [sys.executable, "-m", "uvicorn", "fastapi_app:app", "--port", "{port}"],
    "django": [sys.executable, "django_app.py", "runserver", "--noreload", "127.0.0.1:{port}"],
}
_PATIENCE = 60
"""Seconds a server may take to answer for the first time."""


@contextmanager
def served(name: str) -> Iterator[httpx.Client]:
    """Run a service as its page says, and give a client that talks to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [each.format(port=port) for each in SERVERS[name]]
    server = subprocess.Popen(
        command,
        cwd=WEB,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            end = time.monotonic() + _PATIENCE
            while True:
                try:
                    client.get("/")
                    break
                except httpx.TransportError:
                    assert server.poll() is None, f"{name} ended with {server.returncode}"
                    assert time.monotonic() < end, f"{name} does not answer"
                    time.sleep(0.1)
            yield client
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module", params=sorted(SERVERS))
def client(request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """Each service in turn."""
    with served(request.param) as found:
        yield found


@pytest.fixture(scope="module")
def fastapi() -> Iterator[httpx.Client]:
    """The larger of the two services."""
    with served("fastapi") as found:
        yield found


def sent(name: str = "giao-ban.md", data: bytes | None = None) -> dict[str, tuple[str, bytes]]:
    """Return an upload of the example, or of other bytes."""
    return {"file": (name, NOTICE.read_bytes() if data is None else data)}


@pytest.mark.parametrize("name", ["docx", "ics", "pdf"])
def test_an_upload_comes_back_in_another_format(client: httpx.Client, name: str) -> None:
    """The bytes are those that the library makes in this process."""
    expected = vnadmindoc.render(vnadmindoc.read(NOTICE).notice, name)

    answer = client.post(f"/documents/{name}", files=sent())

    assert answer.status_code == 200, answer.text
    assert answer.content == expected
    assert answer.headers["content-disposition"].endswith(f'.{name}"')


def test_what_cannot_be_read_is_told_with_its_place(client: httpx.Client) -> None:
    """No traceback, no server error: the library's own message as JSON."""
    answer = client.post("/documents/pdf", files=sent("anh.md", b"\x89PNG\r\n\x1a\n"))

    assert answer.status_code == 422
    assert answer.json()["place"] == "anh.md"
    assert "picture" in answer.json()["error"]


def test_an_unknown_format_is_not_found(client: httpx.Client) -> None:
    """And the answer names those that there are."""
    answer = client.post("/documents/wps", files=sent())

    assert answer.status_code == 404
    assert "docx" in answer.json()["error"]


def test_a_notice_comes_as_json(fastapi: httpx.Client) -> None:
    """What `to_data` gives is a body of the service; a wrong one is told with its paths."""
    notice = vnadmindoc.read(NOTICE).notice

    good = fastapi.post("/notices/docx", json=to_data(notice))
    bad = fastapi.post("/notices/docx", json={"schema": "vnadmindoc/1", "subject": 5})

    assert good.content == vnadmindoc.render(notice, "docx")
    assert bad.status_code == 422
    assert "subject" in bad.json()["error"]


def test_deadlines_and_findings_are_listed(fastapi: httpx.Client) -> None:
    """The same rows and codes as in this process."""
    notice = vnadmindoc.read(NOTICE).notice
    days = [
        deadline.due and deadline.due.isoformat()
        for _, directive in vnadmindoc.directives_of(notice)
        for deadline in directive.deadlines
    ]
    codes = [each.code for each in vnadmindoc.check(NOTICE).findings]

    due = fastapi.post("/deadlines", files=sent())
    found = fastapi.post("/findings", files=sent())

    assert [each["due"] for each in due.json()] == days
    assert [each["code"] for each in found.json()] == codes
