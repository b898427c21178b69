"""Many notices at once: in order, none stopped by a bad one, none made twice, no file torn."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster
from hypothesis import given, settings
from hypothesis import strategies as st

from vnadmindoc import registry
from vnadmindoc.batch import RECORD, Outcome, Tally, export_many
from vnadmindoc.errors import (
    BatchError,
    ExportError,
    PluginError,
    ReadError,
    UnknownFormatError,
    VnAdminDocError,
)
from vnadmindoc.readers import read
from vnadmindoc.serial import to_data
from vnadmindoc.strategies import notices

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
TEXT = "Giao Văn phòng Sở lập danh sách {}, hoàn thành trước ngày 20/3/2026.\n"


def few(folder: Path, count: int = 6) -> list[Path]:
    """Write small sources into a folder and return them, in order."""
    folder.mkdir(exist_ok=True)
    sources = [folder / f"{number:03}.txt" for number in range(count)]
    for number, source in enumerate(sources):
        source.write_text(TEXT.format(number), encoding="utf-8")
    return sources


def run(
    sources: Sequence[Path], formats: Sequence[str], into: Path, **options: Any
) -> list[Outcome]:
    """Run a batch in threads to its end."""
    with ThreadPoolExecutor(2) as threads:
        return list(export_many(sources, formats, into=into, executor=threads, **options))


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return the files below a folder, but for the record."""
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(RECORD)
    ]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if not path.name.startswith(RECORD)
    }


@pytest.fixture(scope="module")
def one_by_one() -> Mapping[str, bytes]:
    """Return what each example is in three formats, made without a batch."""
    made = {}
    for source in EXAMPLES:
        name = source.relative_to(ROOT / "examples").with_suffix("").as_posix()
        for each in ("docx", "pdf", "ics"):
            try:
                made[f"{name}.{each}"] = registry.render(read(source).notice, each)
            except ExportError:
                continue
    return made


# What comes out


def test_a_batch_makes_what_is_made_one_by_one(
    tmp_path: Path, one_by_one: Mapping[str, bytes]
) -> None:
    """By its own processes: every file byte for byte, one outcome a source, in order."""
    outcomes = list(
        export_many(
            EXAMPLES, ["docx", "pdf", "ics"], into=tmp_path, root=ROOT / "examples", processes=2
        )
    )

    assert [each.source for each in outcomes] == EXAMPLES
    assert contents(tmp_path) == one_by_one


def test_a_cluster_makes_the_same_bytes(tmp_path: Path, one_by_one: Mapping[str, bytes]) -> None:
    """Dask with two workers, each a process, through its ordinary executor."""
    with (
        LocalCluster(  # type: ignore[no-untyped-call]  # distributed has no types
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        outcomes = list(
            export_many(
                EXAMPLES,
                ["docx", "pdf", "ics"],
                into=tmp_path,
                root=ROOT / "examples",
                executor=client.get_executor(),
                chunk=4,
            )
        )

    assert [each.source for each in outcomes] == EXAMPLES
    assert contents(tmp_path) == one_by_one


def test_an_outcome_tells_what_is_there(tmp_path: Path) -> None:
    """Files by format, what was written, and what has nothing to say."""
    (source,) = few(tmp_path / "in", 1)
    source.write_text("Kính gửi các phòng, lịch làm việc tuần này không thay đổi.\n")

    (outcome,) = run([source], ["md", "ics"], tmp_path / "out")

    assert outcome.files == {"md": tmp_path / "out" / "000.md"}
    assert (outcome.made, outcome.empty, outcome.errors) == (("md",), ("ics",), ())
    assert [each.code for each in outcome.findings] == ["READ-001"]


def test_bad_sources_stop_nothing(tmp_path: Path) -> None:
    """Missing, empty, binary, of no format, no notice: an error each, in its place."""
    good = few(tmp_path, 3)
    bad = [tmp_path / name for name in ("no.md", "empty.md", "binary.md", "x.odt", "wrong.yaml")]
    bad[1].write_text("")
    bad[2].write_bytes(bytes(range(256)))
    bad[3].write_bytes(b"odt")
    bad[4].write_text("schema: vnadmindoc/1\nsubject: 5\n")
    mixed = [good[0], *bad[:2], good[1], *bad[2:], good[2]]

    outcomes = run(mixed, ["json"], tmp_path / "out", chunk=2)

    assert [each.source for each in outcomes] == mixed
    assert [each.source for each in outcomes if not each.errors] == good
    kinds = [type(error) for each in outcomes for error in each.errors]
    assert all(issubclass(kind, (ReadError, UnknownFormatError)) for kind in kinds)
    assert list(contents(tmp_path / "out")) == ["000.json", "001.json", "002.json"]


def test_one_format_that_fails_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The outcome has the files that there are and the error of the one that is not."""
    monkeypatch.syspath_prepend(ROOT / "tests" / "plugins" / "half_a_file")
    (source,) = few(tmp_path / "in", 1)

    (outcome,) = run([source], ["md", "half", "json"], tmp_path / "out")

    assert list(outcome.files) == ["md", "json"]
    assert [type(each) for each in outcome.errors] == [PluginError]
    assert list(contents(tmp_path / "out")) == ["000.json", "000.md"]


@settings(max_examples=20)
@given(st.lists(notices(), max_size=5))
def test_no_notice_is_lost_or_doubled(drawn: list[Any]) -> None:
    """Whatever is given is there, each once, as it was."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = []
        for number, notice in enumerate(drawn):
            sources.append(folder / f"{number}.json")
            sources[-1].write_text(json.dumps(to_data(notice)), encoding="utf-8")

        outcomes = run(sources, ["yaml"], folder / "out", chunk=2)

        assert [read(each.files["yaml"]).notice for each in outcomes] == drawn
        assert len(contents(folder / "out")) == len(drawn)


def test_wrong_arguments_are_told_before_any_work(tmp_path: Path) -> None:
    """At the call, not at the first outcome."""
    with pytest.raises(UnknownFormatError):
        export_many([], ["papyrus"], into=tmp_path / "out")
    with pytest.raises(ExportError, match="no option 'colour'"):
        export_many([], ["md"], into=tmp_path / "out", options={"md": {"colour": 1}})
    with pytest.raises(BatchError, match="count from 1"):
        export_many([], ["md"], into=tmp_path / "out", processes=0)
    assert not (tmp_path / "out").exists()


# Names


def test_the_tree_is_kept_below_the_root(tmp_path: Path) -> None:
    """Sources of one name in two folders stay two; one from elsewhere stands at the top."""
    for folder in ("a", "b/c"):
        (tmp_path / "in" / folder).mkdir(parents=True)
    first, second = (few(tmp_path / "in" / folder, 1)[0] for folder in ("a", "b/c"))
    elsewhere = few(tmp_path / "other", 1)[0]

    run([first, second, elsewhere], ["md"], tmp_path / "out", root=tmp_path / "in")

    assert list(contents(tmp_path / "out")) == ["000.md", "a/000.md", "b/c/000.md"]


@pytest.mark.parametrize("other", ["other/000.txt", "000.md", "other/000.TXT"])
def test_two_sources_that_want_one_name_are_told(tmp_path: Path, other: str) -> None:
    """The first has it; the second is an error that names the first, and nothing is lost."""
    (first,) = few(tmp_path / "in", 1)
    second = tmp_path / "in" / other
    second.parent.mkdir(exist_ok=True)
    second.write_text(TEXT.format("khác"), encoding="utf-8")

    outcomes = run([first, second], ["json"], tmp_path / "out")

    assert not outcomes[0].errors
    assert f"is made of {first.as_posix()}" in str(outcomes[1].errors[0])
    assert len(contents(tmp_path / "out")) == 1


def test_names_that_keep_their_endings_do_not_meet(tmp_path: Path) -> None:
    """``a.txt`` and ``a.md`` become ``a.txt.json`` and ``a.md.json``."""
    (first,) = few(tmp_path / "in", 1)
    second = first.with_suffix(".md")
    second.write_text(TEXT.format("khác"), encoding="utf-8")

    outcomes = run([first, second], ["json"], tmp_path / "out", keep_endings=True)

    assert not any(each.errors for each in outcomes)
    assert list(contents(tmp_path / "out")) == ["000.md.json", "000.txt.json"]


def test_a_source_is_never_written_over(tmp_path: Path) -> None:
    """Not even when the files go where the sources are."""
    (source,) = few(tmp_path, 1)
    note = tmp_path / "000.md"
    note.write_text("Ghi chú riêng của văn thư.\n", encoding="utf-8")

    (outcome,) = run([source], ["md"], tmp_path)

    assert "a file that no batch has made" in str(outcome.errors[0])
    assert note.read_text(encoding="utf-8") == "Ghi chú riêng của văn thư.\n"


# Again


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    """The second run writes nothing; a file's time says so."""
    sources = few(tmp_path / "in")
    first = run(sources, ["docx", "ics"], tmp_path / "out")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.*")}

    second = run(sources, ["docx", "ics"], tmp_path / "out")

    assert [each.made for each in first] == [("docx", "ics")] * len(sources)
    assert [each.made for each in second] == [()] * len(sources)
    assert [each.files for each in second] == [each.files for each in first]
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("[0-9]*.*")}
    assert after == {path: times[path] for path in after}


def test_what_changed_is_made_again_and_nothing_else(tmp_path: Path) -> None:
    """A source, a file that is gone, an option: each where it matters."""
    sources = few(tmp_path / "in")
    out = tmp_path / "out"
    run(sources, ["md", "ics"], out)
    sources[1].write_text(TEXT.format("mới"), encoding="utf-8")
    (out / "003.md").unlink()

    changed = run(sources, ["md", "ics"], out)
    tasks = run(sources, ["md", "ics"], out, options={"ics": {"form": "tasks"}})

    made = {each.source.stem: each.made for each in changed if each.made}
    assert made == {"001": ("md", "ics"), "003": ("md",)}
    assert [each.made for each in tasks] == [("ics",)] * len(sources)
    assert b"BEGIN:VTODO" in (out / "000.ics").read_bytes()


def test_a_file_named_in_an_option_counts_with_what_is_in_it(tmp_path: Path) -> None:
    """Other days off in the same file are another way to make it."""
    (source,) = few(tmp_path / "in", 1)
    days = tmp_path / "ngay.toml"
    days.write_text("days_off = [2026-03-16]\n")
    options = {"ics": {"working_days": days}}
    run([source], ["ics"], tmp_path / "out", options=options)
    days.write_text("days_off = [2026-03-17, 2026-03-18]\n")

    (outcome,) = run([source], ["ics"], tmp_path / "out", options=options)

    assert outcome.made == ("ics",)


def test_another_version_makes_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier version made is not taken for what this one makes."""
    (source,) = few(tmp_path / "in", 1)
    run([source], ["md"], tmp_path / "out")
    old = (tmp_path / "out" / "000.md").read_bytes()
    monkeypatch.setattr("vnadmindoc.batch.installed", lambda: "vnadmindoc 99")
    monkeypatch.setattr("vnadmindoc.batch.work.installed", lambda: "vnadmindoc 99")

    (outcome,) = run([source], ["md"], tmp_path / "out")

    # It was made anew, and turned out to be the same.
    assert (outcome.made, outcome.findings != ()) == ((), True)
    assert (tmp_path / "out" / "000.md").read_bytes() == old


def test_a_file_that_someone_changed_is_not_written_over(tmp_path: Path) -> None:
    """Words that were added by hand stay, unless the user says otherwise."""
    (source,) = few(tmp_path / "in", 1)
    run([source], ["md"], tmp_path / "out")
    file = tmp_path / "out" / "000.md"
    file.write_text("sửa tay", encoding="utf-8")

    (refused,) = run([source], ["md"], tmp_path / "out")
    kept = file.read_text(encoding="utf-8")
    (forced,) = run([source], ["md"], tmp_path / "out", overwrite=True)

    assert "someone has changed it" in str(refused.errors[0])
    assert kept == "sửa tay"
    assert (forced.made, forced.errors) == (("md",), ())


def test_a_failure_is_tried_again(tmp_path: Path) -> None:
    """Only what succeeded is remembered."""
    sources = few(tmp_path / "in", 1)
    missing: dict[str, Any] = {"pdf": {"fonts": tmp_path / "fonts"}}
    (failed,) = run(sources, ["json", "pdf"], tmp_path / "out", options=missing)
    (again,) = run(sources, ["json", "pdf"], tmp_path / "out", options=missing)

    assert (failed.made, [type(each) for each in failed.errors]) == (("json",), [ExportError])
    assert (again.made, len(again.errors)) == ((), 1)


def test_a_lost_record_costs_time_and_nothing_else(tmp_path: Path) -> None:
    """As after a crash: files that are as they would be made are taken for ours."""
    sources = few(tmp_path / "in")
    run(sources, ["md"], tmp_path / "out")
    before = contents(tmp_path / "out")
    (tmp_path / "out" / RECORD).unlink()

    outcomes = run(sources, ["md"], tmp_path / "out")

    assert not any(each.errors or each.made for each in outcomes)
    assert contents(tmp_path / "out") == before


def test_a_damaged_record_is_one_clear_error(tmp_path: Path) -> None:
    """With the file and what to do about it."""
    sources = few(tmp_path / "in")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / RECORD).write_bytes(b"no database" * 1_000)

    with pytest.raises(BatchError, match="delete it") as caught:
        run(sources, ["md"], tmp_path / "out")

    assert caught.value.place == str(tmp_path / "out" / RECORD)


# Under way


class Slow(Executor):
    """An executor that does one thing when its result is asked for, and counts what waits."""

    def __init__(self) -> None:
        self.waiting = 0
        self.most = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Take something that will be done later."""
        self.waiting += len(args[1])
        self.most = max(self.most, self.waiting)
        executor = self

        class Later(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:  # noqa: ARG002  # its signature
                executor.waiting -= len(args[1])
                return fn(*args, **kwargs)

        return Later()


def test_sources_are_taken_as_work_goes_on(tmp_path: Path) -> None:
    """Of endless sources only a window is taken; nothing before the first outcome is asked for."""
    (source,) = few(tmp_path / "in", 1)
    taken = 0

    def endless() -> Iterator[Path]:
        nonlocal taken
        while True:
            taken += 1
            yield source

    executor = Slow()
    outcomes = export_many(
        endless(), ["json"], into=tmp_path / "out", executor=executor, chunk=4, in_flight=12
    )
    before = taken
    with closing(outcomes):
        for _ in range(100):
            next(outcomes)

    assert before == 0
    assert executor.most <= 12
    assert 100 <= taken <= 100 + 12 + 4


def test_progress_is_told_after_each_outcome(tmp_path: Path) -> None:
    """How many are done, made, kept and failed."""
    sources = few(tmp_path / "in", 3)
    run(sources[:1], ["md"], tmp_path / "out")
    told: list[Tally] = []

    run([*sources, tmp_path / "no.md"], ["md"], tmp_path / "out", progress=told.append)

    assert told == [
        Tally(done=1, kept=1),
        Tally(done=2, kept=1, made=1),
        Tally(done=3, kept=1, made=2),
        Tally(done=4, kept=1, made=2, failed=1),
    ]


def test_a_batch_that_is_left_remembers_what_was_made(tmp_path: Path) -> None:
    """Closed after the first outcome: what was under way is finished and not made again."""
    sources = few(tmp_path / "in", 8)
    with ThreadPoolExecutor(2) as threads:
        outcomes = export_many(
            sources, ["md"], into=tmp_path / "out", executor=threads, chunk=1, in_flight=4
        )
        next(outcomes)
        outcomes.close()
    there = contents(tmp_path / "out")

    rest = run(sources, ["md"], tmp_path / "out")

    assert 1 <= len(there) < len(sources)
    assert sum(not each.made for each in rest) == len(there)


def dies(*_: Any) -> None:
    """End a worker as a crash in a library does."""
    os._exit(1)


def test_a_worker_that_dies_is_one_clear_error(tmp_path: Path) -> None:
    """Then the batch begins again, and goes on where it was."""
    sources = few(tmp_path / "in")
    with ProcessPoolExecutor(1) as pool:
        pool.submit(dies)
        with pytest.raises(BatchError, match="a worker died") as caught:
            list(export_many(sources, ["md"], into=tmp_path / "out", executor=pool))

    assert "begin again, what is done is kept" in str(caught.value)
    assert [each.made for each in run(sources, ["md"], tmp_path / "out")] == [("md",)] * 6


def test_an_executor_that_gives_up_is_one_clear_error(tmp_path: Path) -> None:
    """Whatever it raises."""
    threads = ThreadPoolExecutor(1)
    threads.shutdown()

    with pytest.raises(BatchError, match="the executor gave up: RuntimeError"):
        list(export_many(few(tmp_path / "in"), ["md"], into=tmp_path / "out", executor=threads))


def test_a_worker_with_other_versions_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two versions would give two kinds of files in one folder."""
    monkeypatch.setattr("vnadmindoc.batch.work.installed", lambda: "vnadmindoc 99")

    with pytest.raises(BatchError, match="other versions"):
        run(few(tmp_path / "in"), ["md"], tmp_path / "out")


def test_a_fault_of_ours_is_the_outcome_of_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One notice with which we cannot cope does not end the night's work."""
    sources = few(tmp_path / "in", 3)
    known = registry.render

    def render(notice: Any, name: str, **options: Any) -> bytes:
        if "sách 1," in str(notice):
            raise KeyError("x")
        return known(notice, name, **options)

    monkeypatch.setattr(registry, "render", render)

    outcomes = run(sources, ["md"], tmp_path / "out")

    assert [len(each.errors) for each in outcomes] == [0, 1, 0]
    assert "a fault of vnadmindoc: KeyError: 'x'" in str(outcomes[1].errors[0])


def test_an_error_of_a_strangers_kind_comes_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that no pickle holds is told in its words."""

    class OddError(VnAdminDocError):
        def __init__(self) -> None:
            super().__init__("một lỗi lạ")
            self.held = io.StringIO()
            self.call = lambda: None

    def render(*_: Any, **__: Any) -> bytes:
        raise OddError

    monkeypatch.setattr(registry, "render", render)

    (outcome,) = run(few(tmp_path / "in", 1), ["md"], tmp_path / "out")

    assert [(type(each), str(each)) for each in outcome.errors] == [(VnAdminDocError, "một lỗi lạ")]


# The command


def command(*arguments: str | Path) -> list[str]:
    """Return the words of a command line."""
    return [sys.executable, "-m", "vnadmindoc", *map(str, arguments)]


def told(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run the command line."""
    return subprocess.run(
        command("batch", *arguments),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_the_command_converts_a_folder_and_says_what_became_of_it(tmp_path: Path) -> None:
    """What is unreadable is named; the rest is made; the second time nothing is."""
    few(tmp_path / "in", 3)
    (tmp_path / "in" / "empty.md").write_text("")
    (tmp_path / "in" / "note.odt").write_text("is no source")
    out = tmp_path / "in" / "ket-qua"

    first = told(tmp_path / "in", "--to", "md,ics", "--into", out, "--processes", "1")
    second = told(tmp_path / "in", "--to", "md,ics", "--into", out, "--json")

    assert first.returncode == 5
    assert first.stdout == f"3 made, 0 kept, 1 failed, to {out}\n"
    errors = [line for line in first.stderr.splitlines() if line.startswith("error: ")]
    assert errors == [f"error: {tmp_path / 'in' / 'empty.md'}: there is nothing to read"]
    rows = [json.loads(line) for line in second.stdout.splitlines()]
    assert [row["made"] for row in rows] == [[]] * 4
    assert [Path(row["source"]).name for row in rows] == [
        "000.txt", "001.txt", "002.txt", "empty.md",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no-folder", "--to", "md"), "no such folder"),
        ((__file__, "--to", "md"), "say convert for a single file"),
        ((".", "--to", "papyrus"), "unknown format 'papyrus'"),
        ((".", "--to", ","), "there is no format"),
        ((".", "--to", "md", "--processes", "0"), "at least one process"),
        ((".", "--to", "md", "-o", "colour=red"), "has an option 'colour'"),
    ],
)
def test_wrong_arguments_of_the_command_are_told(arguments: tuple[str, ...], message: str) -> None:
    """Exit code 2, and nothing is begun."""
    done = told(*arguments)

    assert done.returncode == 2
    assert message in done.stderr


@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)], ids=str
)
def test_an_interruption_leaves_whole_files_and_no_process(
    tmp_path: Path, how: signal.Signals, code: int
) -> None:
    """Every file that is there is whole, the command goes on where it was, nobody stays behind."""
    few(tmp_path / "in", 90)
    out = tmp_path / "out"
    process = subprocess.Popen(
        command("batch", tmp_path / "in", "--to", "pdf", "--into", out, "--processes", "2"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    while len(list(out.glob("*.pdf"))) < 20:
        assert process.poll() is None
        time.sleep(0.02)
    # As a terminal does it: to all of them. What cannot be caught is sent to the command alone.
    if how is signal.SIGINT:
        os.killpg(process.pid, how)
    else:
        process.send_signal(how)
    stdout, stderr = process.communicate(timeout=60)

    assert process.returncode == code
    if how is signal.SIGINT:
        assert "what is done is kept" in stderr
        assert "Traceback" not in stderr
        assert " made, 0 kept, 0 failed" in stdout
    while alive(process.pid):
        time.sleep(0.02)
    there = contents(out)
    assert 20 <= len(there) < 90
    for name in [each for each in there if not each.endswith(".part")]:
        notice = read(tmp_path / "in" / f"{name[:3]}.txt").notice
        assert there[name] == registry.render(notice, name.rpartition(".")[2])
    again = told(tmp_path / "in", "--to", "pdf", "--into", out, "--processes", "2")
    assert again.returncode == 0
    assert again.stdout.endswith(f" kept, 0 failed, to {out}\n")
    assert len([name for name in contents(out) if not name.endswith(".part")]) == 90


def alive(group: int) -> bool:
    """Return whether a process of a group is still there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
