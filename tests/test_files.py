"""Files are read within a limit, and written whole or not at all."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vnadmindoc.errors import ExportError, ReadError
from vnadmindoc.files import read_bytes, write_all, write_whole

STOPS_HALFWAY = """
import os, sys, time
from vnadmindoc.files import write_whole

def stop(descriptor):
    print("halfway", flush=True)
    time.sleep(600)

os.fsync = stop
write_whole(sys.argv[1], b"new" * 100_000)
"""


@pytest.fixture
def group_mask() -> Iterator[None]:
    """Write as somebody whose files nobody else may read."""
    before = os.umask(0o027)
    yield
    os.umask(before)


def fail_to_reach_the_disk(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the operating system fail when bytes are to reach the disk."""

    def fsync(_descriptor: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    """The bytes come back unchanged, line ends and marks too."""
    path = tmp_path / "thông báo.txt"
    path.write_bytes(b"\xef\xbb\xbfa\r\n\x00")

    assert read_bytes(path) == b"\xef\xbb\xbfa\r\n\x00"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The error says which file is not there."""
    path = tmp_path / "không có.md"

    with pytest.raises(ReadError, match="no such file") as caught:
        read_bytes(path)

    assert caught.value.place == str(path)


def test_a_folder_is_no_notice(tmp_path: Path) -> None:
    """The error says that the path is a folder."""
    with pytest.raises(ReadError, match="this is a folder"):
        read_bytes(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_a_name_no_file_can_have_is_an_error_of_ours(name: str) -> None:
    """What the operating system says of a name never comes bare."""
    with pytest.raises(ReadError, match="cannot be read"):
        read_bytes(name)


def test_a_file_of_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    """The limit is the greatest size that is read; the error tells it, and how to raise it."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 1_025)

    assert len(read_bytes(path, limit=1_025)) == 1_025
    with pytest.raises(ReadError, match=r"1,024 bytes[^$]*limit="):
        read_bytes(path, limit=1_024)


def test_an_endless_device_is_too_large() -> None:
    """No more than the limit is read of what never ends."""
    with pytest.raises(ReadError, match="larger than 1 MiB"):
        read_bytes("/dev/zero", limit=1024 * 1024)


@pytest.mark.usefixtures("group_mask")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    """The umask decides, as for every other program; missing folders are made."""
    path = tmp_path / "a" / "b" / "c.pdf"

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    """What its owner chose for a file holds for its next content."""
    path = tmp_path / "c.pdf"
    path.write_bytes(b"old")
    path.chmod(0o604)

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_link_still_leads_to_the_same_file(tmp_path: Path) -> None:
    """The file that a link leads to is replaced, the link is not."""
    path, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    path.write_bytes(b"old")
    link.symlink_to(path)

    write_whole(link, b"new")

    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_device_is_written_to_and_stays_a_device() -> None:
    """A device is no file that could be replaced."""
    write_whole("/dev/null", b"new")

    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    """The file beside has a short name of its own."""
    path = tmp_path / ("x" * 251 + ".pdf")

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"


def test_nothing_lies_beside_a_written_file(tmp_path: Path) -> None:
    """Only the file itself is left in its folder."""
    write_whole(tmp_path / "a.pdf", b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("parts", [(), ("a.txt", "b.pdf"), ("a\0b.pdf",)])
def test_a_place_that_takes_no_file_is_an_export_error(
    tmp_path: Path, parts: tuple[str, ...]
) -> None:
    """A folder, a name below a file, an impossible name: one error with its place and remedy."""
    (tmp_path / "a.txt").write_bytes(b"old")
    path = tmp_path.joinpath(*parts)

    with pytest.raises(ExportError, match="not written") as caught:
        write_whole(path, b"new")

    assert caught.value.place == str(path)
    assert caught.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """A full disk and an interrupt both leave the folder as it was."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    fail_to_reach_the_disk(monkeypatch, error)

    with pytest.raises((ExportError, KeyboardInterrupt)):
        write_whole(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_no_file_is_touched_when_one_of_several_cannot_be_made_ready(tmp_path: Path) -> None:
    """All files lie ready before the first is put in its place."""
    first, second = tmp_path / "a.pdf", tmp_path / "a.pdf" / "b.docx"
    first.write_bytes(b"old")

    with pytest.raises(ExportError, match="not written"):
        write_all({first: b"new", second: b"new"})

    assert first.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [first]


@pytest.mark.parametrize("old", [None, b"old"])
def test_a_killed_write_leaves_the_old_file_or_none(tmp_path: Path, old: bytes | None) -> None:
    """Even SIGKILL in the middle of a write never leaves half a file."""
    path = tmp_path / "a.pdf"
    if old is not None:
        path.write_bytes(old)
    command = [sys.executable, "-c", STOPS_HALFWAY, str(path)]

    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.send_signal(signal.SIGKILL)

    assert said == b"halfway\n"
    assert process.returncode == -signal.SIGKILL
    assert (path.read_bytes() if path.exists() else None) == old
