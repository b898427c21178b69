"""The command line as a user meets it: real processes, their streams and exit codes."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from vnadmindoc.readers import read

PLUGINS = Path(__file__).parent / "plugins"
OURS = (
    "akn", "csv", "docx", "edxml", "html", "ics", "jcal", "json", "md", "pdf", "xlsx", "yaml",
)  # fmt: skip

NOTICE = """\
ỦY BAN NHÂN DÂN TỈNH HƯƠNG GIANG
SỞ VĂN HÓA

Số: 12/TB-SVH

Hương Giang, ngày 09 tháng 3 năm 2026

**THÔNG BÁO**
**Kết luận cuộc họp giao ban tháng 3 năm 2026**

**I. Nhiệm vụ trọng tâm**

1. Văn phòng Sở chủ trì, hoàn thiện Quy chế làm việc trước ngày 20/3/2026.

2. Phòng Di sản trình phương án tu bổ sau khi có kết quả khảo sát.

**Nơi nhận:**
- Như trên;
- Lưu: VT, VP.

**GIÁM ĐỐC**

**Lê Thị Hạ**
"""
UNDATED = "**THÔNG BÁO**\n**Về nền nếp làm việc**\n\n1. Các phòng đi làm đúng giờ.\n"

Ran = subprocess.CompletedProcess[bytes]


def run(
    *arguments: str | Path, typed: bytes = b"", plugins: Sequence[str] = (), **changed: str
) -> Ran:
    """Run the command in a process of its own, with some plugins installed."""
    return subprocess.run(
        command(*arguments),
        input=typed,
        capture_output=True,
        timeout=120,
        env=environment(*plugins) | changed,
    )


def command(*arguments: str | Path) -> list[str]:
    """Return the words that start the command."""
    return [sys.executable, "-m", "vnadmindoc", *map(str, arguments)]


def environment(*plugins: str) -> dict[str, str]:
    """Return the environment of a machine where these plugins are installed."""
    folders = [str(PLUGINS / plugin) for plugin in plugins]
    path = os.pathsep.join([*folders, os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "COLUMNS": "160"}


def said(ran: Ran) -> str:
    """Return what a process said about its work, with its lines joined."""
    assert b"Traceback" not in ran.stderr
    return " ".join(ran.stderr.decode().split())


def printed(ran: Ran) -> Any:
    """Return the JSON that a process printed."""
    return json.loads(ran.stdout)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file with a notice of two duties, one of them dated."""
    path = tmp_path / "giao-ban.md"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture
def undated(tmp_path: Path) -> Path:
    """Return a file with a notice without any deadline."""
    path = tmp_path / "nen-nep.md"
    path.write_text(UNDATED, encoding="utf-8")
    return path


# convert


def test_one_call_writes_every_format(source: Path, tmp_path: Path) -> None:
    """Several outputs, each in the format of its ending, in a folder that is made for them."""
    outputs = [tmp_path / "build" / f"giao-ban.{name}" for name in OURS]

    ran = run("convert", source, *outputs)

    assert ran.returncode == 0
    assert ran.stdout == ran.stderr == b""
    begun = {path.suffix[1:]: path.read_bytes()[:5] for path in outputs}
    assert begun == {
        "akn": b"<?xml",
        "csv": b"STT,V",
        "docx": b"PK\x03\x04\x14",
        "edxml": b"<?xml",
        "html": b"<!DOC",
        "ics": b"BEGIN",
        "jcal": b'["vca',
        "json": b'{\n  "',
        "md": begun["md"],
        "pdf": b"%PDF-",
        "xlsx": b"PK\x03\x04\x14",
        "yaml": b"schem",
    }
    assert begun["md"]


def test_data_written_is_the_notice_that_was_read(source: Path, tmp_path: Path) -> None:
    """What goes to JSON and YAML comes back as the same notice."""
    outputs = [tmp_path / "a.json", tmp_path / "a.yaml"]

    ran = run("convert", source, *outputs)

    assert ran.returncode == 0
    assert [read(path).notice for path in outputs] == [read(source).notice] * 2


def test_standard_streams_are_files_named_by_a_dash() -> None:
    """``-`` reads and writes the standard streams, in the formats that are named."""
    ran = run("convert", "-", "-", "--from", "md", "--to", "json", typed=NOTICE.encode())

    assert ran.returncode == 0
    assert printed(ran)["number"] == {"symbol": "TB-SVH", "number": 12}
    assert ran.stderr == b""


def test_an_option_goes_to_the_exporter_that_has_it(source: Path, tmp_path: Path) -> None:
    """Options are typed by the exporter; a repeated one has several parts."""
    calendar, page = tmp_path / "a.ics", tmp_path / "a.pdf"
    options = ["--option=form=tasks", "--option=alarms=5", "-o", "alarms=2"]

    ran = run("convert", source, calendar, page, *options)

    assert ran.returncode == 0
    assert calendar.read_bytes().count(b"BEGIN:VALARM") == 2
    assert b"BEGIN:VEVENT" not in calendar.read_bytes()
    assert page.exists()


INSERTED = re.compile("<w:ins .*?</w:ins>")


def test_an_option_that_wants_a_notice_takes_its_file(source: Path, tmp_path: Path) -> None:
    """The earlier issue is read like any other source, here from a Word file."""
    earlier, later = tmp_path / "cu.docx", tmp_path / "moi.docx"
    run("convert", source, earlier)
    changed = tmp_path / "moi.md"
    text = source.read_text(encoding="utf-8")
    changed.write_text(text.replace("khảo sát", "khảo sát lại"), encoding="utf-8")

    ran = run("convert", changed, later, "--option", f"compare={earlier}")

    assert ran.returncode == 0
    with zipfile.ZipFile(later) as archive:
        document = archive.read("word/document.xml").decode()
    assert [re.sub("<[^>]*>", "", each) for each in INSERTED.findall(document)] == [" lại"]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("form", "option 'form' has no value"),
        ("form=weeks", 'Choose from: "events", "tasks"'),
        ("alarms=0", "no reminder can ring (0,) working days before"),
        ("paper=A5", "has an option 'paper' expected: one of form, alarms, url, title, colour"),
    ],
)
def test_a_wrong_option_is_wrong_usage(
    source: Path, tmp_path: Path, option: str, message: str
) -> None:
    """The message says what the exporter takes, and nothing is written."""
    ran = run("convert", source, tmp_path / "a.ics", "--option", option)

    assert ran.returncode == 2
    assert message in said(ran)
    assert not (tmp_path / "a.ics").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "requires an argument"),
        (["a.md"], "there is no output"),
        (["a.md", "a.pdf", "--bad"], "Unknown option: --bad"),
        (["a.md", "a.pdf", "a.pdf"], "named twice"),
        (["a.md", "a.papyrus"], "a.papyrus: unknown format 'papyrus'"),
        (["a.md", "-"], "say --to"),
        (["a.md", "-", "--to", "papyrus"], "unknown format 'papyrus'"),
        (["-", "a.pdf"], "say --from"),
    ],
)
def test_wrong_arguments_are_told_and_read_nothing(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    """Exit code 2, before any file is opened: a.md is not even there."""
    ran = run("convert", *arguments)

    assert ran.returncode == 2
    assert message in said(ran)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.md", None, "no such file"),
        ("binary.md", b"\x00\x01\x02\x03" * 99, "binary"),
        ("latin.md", "Thông báo".encode("cp1258", "replace"), "UTF-8"),
        ("empty.md", b"", "nothing to read"),
        ("broken.json", b"{", "broken.json"),
        ("unknown.yaml", b"schema: vnadmindoc/1\nsubjekt: x\n", "'subject' is meant"),
    ],
)
def test_input_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    """Exit code 3, and one message with the file's name."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    ran = run("convert", path, tmp_path / "a.pdf")

    assert ran.returncode == 3
    assert name in said(ran)
    assert message in said(ran)
    assert not (tmp_path / "a.pdf").exists()


def test_nothing_is_written_when_one_format_cannot_carry_the_notice(
    undated: Path, tmp_path: Path
) -> None:
    """All outputs are rendered before the first is written: the old file is as it was."""
    page = tmp_path / "a.pdf"
    page.write_bytes(b"old")

    ran = run("convert", undated, page, tmp_path / "a.ics")

    assert ran.returncode == 5
    assert "names no day" in said(ran)
    assert page.read_bytes() == b"old"
    assert not (tmp_path / "a.ics").exists()


def test_nothing_is_written_when_one_place_takes_no_file(source: Path, tmp_path: Path) -> None:
    """Exit code 5 with the place; the other output is not there either."""
    ran = run("convert", source, tmp_path / "a.md", source / "b.md")

    assert ran.returncode == 5
    assert f"{source / 'b.md'}: not written" in said(ran)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["giao-ban.md"]


def test_a_full_device_is_no_success(source: Path) -> None:
    """What standard output did not take is told, with exit code 5."""
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command("convert", source, "-", "--to", "json"), stdout=full, stderr=subprocess.PIPE
        )

    assert ran.returncode == 5
    assert "standard output: not written" in said(ran)


def test_what_the_reader_could_not_place_is_told_with_its_line(tmp_path: Path) -> None:
    """Findings go to standard error, one a line, and the work is done all the same."""
    path = tmp_path / "a.md"
    path.write_text(NOTICE.replace("Quy chế", "Quy\x07chế"), encoding="utf-8")

    ran = run("convert", path, "-", "--to", "json")

    assert ran.returncode == 0
    assert f"{path}: line 13: warning: " in ran.stderr.decode()
    assert printed(ran)["kind"] == "thong_bao"


# Exporters from elsewhere


def test_a_strangers_exporter_is_found_by_name_and_by_ending(source: Path, tmp_path: Path) -> None:
    """A package that is only installed, and in no list of ours, writes its format."""
    slip = tmp_path / "a.phieu"

    by_ending = run("convert", source, slip, "--option", "width=13", plugins=["stranger"])
    by_name = run("convert", source, "-", "--to", "slip", "-o", "width=13", plugins=["stranger"])

    assert by_ending.returncode == by_name.returncode == 0
    assert slip.read_text("utf-8") == "Phiếu nhắc việc\nVăn phòng Sở \nPhòng Di sản "
    assert by_name.stdout == slip.read_bytes()


def test_a_broken_exporter_is_named_when_it_is_asked_for(source: Path, tmp_path: Path) -> None:
    """Exit code 4, with its package and what is wrong; the other output is not written."""
    ran = run("convert", source, tmp_path / "a.md", tmp_path / "a.broken", plugins=["broken"])

    assert ran.returncode == 4
    assert "format 'broken' of vnbroken 0.3" in said(ran)
    assert "a_library_nobody_has" in said(ran)
    assert not (tmp_path / "a.md").exists()


def test_a_broken_exporter_leaves_every_other_command_working(source: Path, tmp_path: Path) -> None:
    """All other commands and formats work beside it."""
    page = tmp_path / "a.pdf"
    calls: list[list[str | Path]] = [
        ["convert", source, page, tmp_path / "a.phieu"],
        ["deadlines", source],
        ["schema"],
        ["formats"],
        ["new"],
        ["--help"],
        ["--version"],
    ]

    codes = [run(*call, plugins=["broken", "stranger"]).returncode for call in calls]

    assert codes == [0] * len(calls)
    assert page.read_bytes().startswith(b"%PDF")


def test_formats_lists_what_can_be_written_and_names_what_is_broken() -> None:
    """Name, ending, package and options of each; a broken one is told beside the list."""
    ran = run("formats", plugins=["stranger", "broken"])

    rows = [line.split("│")[1:-1] for line in ran.stdout.decode().splitlines() if "│" in line]
    cells = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows}
    assert set(cells) == {*OURS, "slip"}
    assert cells["slip"] == [".phieu", "vnslip 1.4", "width, capitals"]
    assert cells["docx"][0] == ".docx"
    assert "format 'broken' of vnbroken 0.3" in said(ran)


# check


def test_check_prints_its_findings_and_exits_1_for_errors(undated: Path) -> None:
    """One line a finding with its clause and code, and the count at the end."""
    ran = run("check", undated)

    lines = ran.stdout.decode().splitlines()
    assert ran.returncode == 1
    assert any("lỗi: thiếu tên cơ quan, tổ chức ban hành" in line for line in lines)
    assert all(line.startswith(f"{undated}: ") for line in lines[:-1])
    assert lines[-1].startswith(f"{sum(': lỗi: ' in line for line in lines)} lỗi, ")
    assert ran.stderr == b""


def test_check_speaks_english_when_asked(undated: Path) -> None:
    """The same findings in the other language."""
    vietnamese, english = run("check", undated), run("check", undated, "--lang", "en")

    assert "error: the issuing body is missing" in english.stdout.decode()
    assert len(english.stdout.splitlines()) == len(vietnamese.stdout.splitlines())


def test_check_exits_0_when_no_clause_is_broken(tmp_path: Path) -> None:
    """The notice that `new` writes breaks none, and nothing of usage."""
    path = tmp_path / "a.yaml"
    run("new", path)

    ran = run("check", path, "--strict")

    assert ran.returncode == 0
    assert ran.stdout.decode().splitlines()[-1].startswith("0 lỗi, 0 cảnh báo")


def test_check_is_strict_when_asked(tmp_path: Path) -> None:
    """A warning counts then."""
    path = tmp_path / "a.yaml"
    run("new", path)
    text = path.read_text(encoding="utf-8").replace("như Mục II", "như mục II")
    path.write_text(text.replace("Như Mục II", "Như mục II"), encoding="utf-8")

    assert run("check", path).returncode == 0
    assert run("check", path, "--strict").returncode == 1


def test_check_as_json_has_the_same_findings(undated: Path) -> None:
    """Each finding is an object with its code, severity, place, messages and clause."""
    ran = run("check", undated, "--json")

    findings = printed(ran)["findings"]
    assert ran.returncode == 1
    assert len(findings) == len(run("check", undated).stdout.splitlines()) - 1
    assert set(findings[0]) > {"code", "severity", "where", "line", "span", "message", "english"}


def test_check_takes_several_files_and_a_bad_one_stops_none(undated: Path, tmp_path: Path) -> None:
    """The bad one is told and decides the exit code."""
    ran = run("check", undated, tmp_path / "none.md", undated, "--format", "json")

    assert ran.returncode == 3
    assert [each["source"] for each in json.loads(ran.stdout)] == [str(undated)] * 2
    assert b"none.md" in ran.stderr


def test_check_writes_sarif_and_annotations(undated: Path) -> None:
    """For code scanning, and for a workflow of GitHub."""
    sarif = json.loads(run("check", undated, "--format", "sarif").stdout)
    lines = run("check", undated, "--format", "github").stdout.decode().splitlines()

    assert sarif["version"] == "2.1.0"
    assert len(lines) == len(sarif["runs"][0]["results"])
    assert all(line.startswith(("::error file=", "::warning ", "::notice ")) for line in lines)


def test_check_mends_what_is_safe_and_says_so(tmp_path: Path) -> None:
    """The input stays as it is; what was mended is found no more."""
    source, target = tmp_path / "a.md", tmp_path / "b.yaml"
    text = "Số: 05/KL-SNV\n\n**THÔNG BÁO**\n**Về việc họp**\n\nHọp trước ngày 8/10/2026."
    source.write_text(text, encoding="utf-8")

    ran = run("check", source, "--fix", "-o", target)

    said_of_it = ran.stdout.decode()
    assert source.read_text(encoding="utf-8") == text
    assert "đã sửa" in said_of_it
    assert "08/10/2026" in target.read_text(encoding="utf-8")
    assert "TB-SNV" in target.read_text(encoding="utf-8")
    assert "ND30-027" not in run("check", target).stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [["--fix"], ["-o", "b.yaml"], ["--fix", "-o", "a.md"], ["--fix", "-o", "b.md", "--in-place"]],
    ids=" ".join,
)
def test_check_never_overwrites_its_input_by_chance(arguments: list[str], tmp_path: Path) -> None:
    """Where to write is said, and over the input only in so many words."""
    source = tmp_path / "a.md"
    source.write_text("Họp trước ngày 8/10/2026.", encoding="utf-8")
    arguments = [str(tmp_path / each) if "." in each else each for each in arguments]

    ran = run("check", source, *arguments)

    assert ran.returncode == 2
    assert source.read_text(encoding="utf-8") == "Họp trước ngày 8/10/2026."
    assert not (tmp_path / "b.md").exists()


# deadlines


def test_deadlines_shows_who_does_what_by_when(source: Path) -> None:
    """A row for each deadline; one that has no day is marked as what it is."""
    ran = run("deadlines", source)

    table = ran.stdout.decode()
    assert ran.returncode == 0
    assert "Văn phòng Sở (chủ trì)" in table
    assert "trước ngày" in table
    assert "19/3/2026" in table
    assert "có điều kiện" in table
    assert table.index("19/3/2026") < table.index("có điều kiện")


def test_deadlines_as_json_are_complete(source: Path) -> None:
    """Place, duty, parties, words and last day of each; the dated ones first."""
    rows = printed(run("deadlines", source, "--json"))["deadlines"]

    assert [(row["number"], row["phrase"], row["kind"], row["due"]) for row in rows] == [
        ("I.1", "trước ngày 20/3/2026", "dated", "2026-03-19"),
        ("I.2", "sau khi có kết quả khảo sát", "conditional", None),
    ]
    assert rows[0]["text"].startswith("Văn phòng Sở chủ trì, hoàn thiện")
    assert rows[0]["assignments"][0] == {"party": "Văn phòng Sở", "role": "chu_tri", "note": None}


def test_a_notice_without_deadlines_is_an_empty_list(undated: Path) -> None:
    """Nothing due is no error."""
    ran = run("deadlines", undated, "--json")

    assert ran.returncode == 0
    assert printed(ran)["deadlines"] == []


# schema, new


def test_schema_prints_a_json_schema() -> None:
    """The schema of the data that `convert` writes and `read` takes."""
    ran = run("schema")

    assert ran.returncode == 0
    assert printed(ran)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "subject" in json.dumps(printed(ran))


def test_new_writes_a_notice_that_can_be_read_as_it_is(tmp_path: Path) -> None:
    """The file to fill in is a notice already, with duties, deadlines and explanations."""
    path = tmp_path / "thong-bao.yaml"

    ran = run("new", path)

    assert ran.returncode == 0
    assert [row["due"] for row in printed(run("deadlines", path, "--json"))["deadlines"]] == [
        "2026-03-19",
        "2026-03-31",
        None,
    ]
    assert run("new").stdout == path.read_bytes()


@pytest.mark.parametrize("asked", ["ke_hoach", "ke-hoach", "Kế hoạch", "KH"])
def test_new_writes_the_form_of_a_type(asked: str, tmp_path: Path) -> None:
    """By its code, its name or its abbreviation, and the schema beside it for editors."""
    path = tmp_path / "a.yaml"

    ran = run("new", asked, path)

    assert (ran.returncode, ran.stderr) == (0, b"")
    text = path.read_text(encoding="utf-8")
    assert "kind: ke_hoach" in text
    schema = re.match(r"# yaml-language-server: \$schema=(\S+)", text)
    assert schema is not None
    assert json.loads((tmp_path / schema[1]).read_bytes()) == printed(run("schema"))
    assert run("new", asked).stdout == path.read_bytes()


def test_new_says_which_type_may_be_meant() -> None:
    """All of them are listed, and the nearest is named."""
    ran = run("new", "ke_hoch")

    assert ran.returncode == 2
    assert "perhaps ke_hoach is meant" in said(ran)
    assert "giay_moi" in said(ran)


def test_new_replaces_no_file_unless_told_to(tmp_path: Path) -> None:
    """Hours of typing are not lost to a second `new`."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"mine")

    refused = run("new", path)
    kept = path.read_bytes()
    forced = run("new", path, "--force")

    assert refused.returncode == 5
    assert "--force" in said(refused)
    assert kept == b"mine"
    assert forced.returncode == 0
    assert path.read_bytes().startswith(b"# yaml-language-server")


# The command itself


def test_help_names_every_command_and_loads_no_format_library() -> None:
    """Help comes at once: what converts is loaded only when something is converted."""
    script = (
        "import sys; from vnadmindoc.cli import main; main(['--help']);"
        "print('loaded:', *[m for m in ('docx', 'reportlab', 'icalendar', 'yaml', 'cattrs',"
        " 'hypothesis', 'vnadmindoc.readers', 'vnadmindoc.layout') if m in sys.modules])"
    )

    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout

    for name in ("convert", "check", "deadlines", "schema", "formats", "new"):
        assert f"│ {name} " in shown
    assert shown.endswith("loaded:\n")


def test_an_unknown_command_is_wrong_usage() -> None:
    """Exit code 2, and the commands there are."""
    ran = run("print")

    assert ran.returncode == 2
    assert "convert" in said(ran)


def test_text_is_printed_under_any_locale(source: Path) -> None:
    """A redirected stream is UTF-8, also where the locale knows no Vietnamese letters."""
    ran = run("deadlines", source, PYTHONIOENCODING="ascii")

    assert ran.returncode == 0
    assert "Văn phòng Sở" in ran.stdout.decode()


@pytest.mark.parametrize("arguments", [["schema"], ["formats"], ["--help"]])
def test_a_reader_that_goes_away_is_no_error(arguments: list[str]) -> None:
    """``vnadmindoc schema | head -1`` ends as other commands do, without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        ran = subprocess.run(command(*arguments), stdout=closed, stderr=subprocess.PIPE)

    assert ran.returncode == 128 + signal.SIGPIPE
    assert ran.stderr == b""


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_quietly_and_writes_nothing(tmp_path: Path) -> None:
    """Ctrl-C in the middle: exit code 130, no traceback, no file."""
    slow = tmp_path / "slow.md"
    os.mkfifo(slow)
    words = command("convert", slow, tmp_path / "a.pdf")

    # A suite that itself runs in the background hands "ignore interrupts" down to its children.
    with subprocess.Popen(words, stderr=subprocess.PIPE, preexec_fn=_interruptible) as process:  # noqa: PLW1509  # no threads here
        with slow.open("wb"):  # opens when the command has opened its end, to read for ever
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)
        assert process.stderr is not None
        heard = process.stderr.read()

    assert process.returncode == 130
    assert heard == b""
    assert list(tmp_path.iterdir()) == [slow]


def test_long_work_shows_on_a_terminal_that_it_goes_on(tmp_path: Path) -> None:
    """After a second of work the terminal says what is being done."""
    slow = tmp_path / "slow.md"
    os.mkfifo(slow)
    screen, terminal = pty.openpty()
    heard = b""

    process = subprocess.Popen(
        command("convert", slow, tmp_path / "a.md"),
        stderr=terminal,
        env=environment() | {"TERM": "xterm"},
    )
    with process, slow.open("wb") as file:
        # Nothing else ends the wait: the command has got no byte to work on.
        while b".md" not in heard and select.select([screen], [], [], 60)[0]:
            heard += os.read(screen, 1_024)
        file.write(NOTICE.encode())
    os.close(terminal)
    os.close(screen)

    assert f"reading {slow}" in " ".join(heard.decode().split())
    assert process.returncode == 0
    assert (tmp_path / "a.md").exists()


# Calendars

PARTIES = """\
[[party]]
name = "Sở Văn hóa"
email = "so@example.vn"

[[party]]
name = "Văn phòng Sở"
email = "van.phong@example.vn"
"""


def test_each_party_gets_its_calendar(source: Path, tmp_path: Path) -> None:
    """One file a party, in the folder that is named; each is told with its count."""
    ran = run("deadlines", source, "--split-by", "party", "--into", tmp_path / "lich")

    assert ran.returncode == 0
    assert [path.name for path in (tmp_path / "lich").iterdir()] == ["van-phong-so.events.ics"]
    assert b"van-phong-so.events.ics: 1" in ran.stdout


def test_a_folder_is_needed_for_calendars(source: Path) -> None:
    """Where they go is never guessed."""
    ran = run("deadlines", source, "--split-by", "party")

    assert ran.returncode == 2
    assert "--into" in said(ran)


def test_several_notices_make_one_calendar(source: Path, tmp_path: Path) -> None:
    """A feed of all; the same notice twice is refused."""
    second = tmp_path / "b.md"
    second.write_text(NOTICE.replace("12/TB", "13/TB"), encoding="utf-8")

    one = run("calendar", source, second, "--option", "form=feed")
    twice = run("calendar", source, source)

    assert one.returncode == 0
    assert one.stdout.count(b"BEGIN:VEVENT") == 2
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in one.stdout
    assert twice.returncode == 5
    assert "two issues of one document" in said(twice)


def test_a_later_issue_is_told_and_kept(source: Path, tmp_path: Path) -> None:
    """What moved is in the calendar of changes; the issue that is kept tells nothing new."""
    later, changes, kept = tmp_path / "b.md", tmp_path / "c.ics", tmp_path / "b.yaml"
    later.write_text(NOTICE.replace("20/3/2026", "27/3/2026"), encoding="utf-8")

    ran = run("reissue", source, later, "--calendar", changes, "--keep", kept)
    again = run("reissue", kept, later)

    assert ran.returncode == again.returncode == 0
    assert "moved" in ran.stdout.decode()
    assert b"SEQUENCE:1\r\n" in changes.read_bytes()
    assert "untouched" in again.stdout.decode()
    assert "moved" not in again.stdout.decode()


def test_invitations_are_mails_ready_to_send(source: Path, tmp_path: Path) -> None:
    """One for each party with an address; a later issue writes only what it changes."""
    (tmp_path / "danh-ba.toml").write_text(PARTIES, encoding="utf-8")
    later = tmp_path / "b.md"
    later.write_text(NOTICE.replace("20/3/2026", "27/3/2026"), encoding="utf-8")
    where = ("--directory", tmp_path / "danh-ba.toml", "--into", tmp_path / "thu")

    first = run("invite", source, *where, "--sent", "2026-03-10T08:00:00+07:00")
    second = run("invite", later, *where, "--earlier", source)
    same = run("invite", source, *where, "--earlier", source)

    assert first.returncode == second.returncode == same.returncode == 0
    [mail] = (tmp_path / "thu").iterdir()
    assert f"{mail}: REQUEST van.phong@example.vn" in first.stdout.decode()
    assert b"method=REQUEST" in mail.read_bytes().replace(b'"', b"")
    assert b"REQUEST" in second.stdout
    assert same.stdout == b""


def test_answers_tell_who_has_taken_on_what(source: Path, tmp_path: Path) -> None:
    """The mail's own calendar is answered; what is no answer is told and stops nothing."""
    directory = tmp_path / "danh-ba.toml"
    directory.write_text(PARTIES, encoding="utf-8")
    into = tmp_path / "thu"
    run("invite", source, "--directory", directory, "--into", into, "--ics")
    [asked] = into.glob("*.ics")
    answer = tmp_path / "a.ics"
    answer.write_bytes(
        asked.read_bytes()
        .replace(b"METHOD:REQUEST", b"METHOD:REPLY")
        .replace(b"NEEDS-ACTION", b"ACCEPTED")
    )
    (tmp_path / "b.eml").write_bytes(b"Subject: x\r\n\r\nx\r\n")

    none = run("replies", source, "--directory", directory)
    read = run("replies", source, answer, "--directory", directory, "--json")
    both = run("replies", source, answer, tmp_path / "b.eml", "--directory", directory)

    assert "nhắc trả lời" in none.stdout.decode()
    [stand] = json.loads(read.stdout)["acceptances"]
    assert (stand["email"], stand["answer"]) == ("van.phong@example.vn", "ACCEPTED")
    assert (stand["step"], stand["outdated"]) == ("nothing", False)
    assert (none.returncode, read.returncode, both.returncode) == (0, 0, 3)
    assert "b.eml" in said(both)
    assert "nhận" in both.stdout.decode()


def test_a_server_that_is_not_there_is_told(source: Path) -> None:
    """What was not published is not written, and says how to go on."""
    ran = run("publish", source, "http://127.0.0.1:9/an/lich")

    assert ran.returncode == 5
    assert "run it again" in said(ran)


# ledger

AGAIN = NOTICE.replace("12/TB-SVH", "15/TB-SVH").replace("ngày 09 tháng 3", "ngày 06 tháng 4")
LATER = AGAIN.replace("chủ trì, hoàn thiện", "chủ trì, tiếp tục hoàn thiện").replace(
    "20/3/2026", "30/4/2026"
)


@pytest.fixture
def meetings(tmp_path: Path) -> list[Path]:
    """Two notices, the later one giving again what the earlier gave."""
    paths = [tmp_path / "thang-3.md", tmp_path / "thang-4.md"]
    for path, text in zip(paths, (NOTICE, LATER), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_ledger_joins_what_is_given_again(meetings: list[Path]) -> None:
    """One row a duty with its new day, and the counts; what is later than the day is told."""
    late, early = (
        run("ledger", *meetings, "--as-of", day, "--json") for day in ("2026-05-02", "2026-03-30")
    )

    duties = json.loads(late.stdout)["duties"]
    assert [(each["document"], each["due"], each["late"]) for each in duties] == [
        ("15/TB-SVH", "2026-04-29", 3),
        ("15/TB-SVH", None, None),
    ]
    assert [each["again"] for each in duties] == [1, 1]
    assert [each["late"] for each in json.loads(early.stdout)["duties"]] == [11, None]
    assert "1 issued after 30/03/2026, left out: 15/TB-SVH" in said(early)


def test_ledger_learns_from_its_own_sheet(meetings: list[Path], tmp_path: Path) -> None:
    """Filled in and handed back, what is done is out of it; ``--all`` lists it still."""
    sheet, book = tmp_path / "so.csv", tmp_path / "so.xlsx"
    first = run("ledger", *meetings, "--as-of", "2026-05-02", "-o", sheet)
    text = sheet.read_text(encoding="utf-8-sig")
    sheet.write_text(text.replace("chưa xong", "đã xong", 1), encoding="utf-8-sig")

    states = ("--states", sheet, "--as-of", "2026-05-02")
    table = run("ledger", *meetings, *states)
    everything = run("ledger", *meetings, *states, "--all", "--json")
    written = run("ledger", *meetings, *states, "-o", book, "--by", "unit")

    assert (first.returncode, table.returncode, written.returncode) == (0, 0, 0)
    assert "1 chưa xong, 0 quá hạn, 1 giao lại, tính đến ngày 02/05/2026" in table.stdout.decode()
    assert [each["state"] for each in json.loads(everything.stdout)["duties"]] == ["done", "open"]
    assert book.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "there is no notice"),
        (["a.md", "-o", "so.docx"], "one of .xlsx, .csv, .json"),
    ],
)
def test_ledger_tells_what_is_wrong_with_its_arguments(arguments: list[str], message: str) -> None:
    """Before anything is read."""
    ran = run("ledger", *arguments)

    assert ran.returncode == 2
    assert message in said(ran)
