"""Files of data: equal for equal notices, and read alike by everybody's readers."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters import Exporter
from vnadmindoc.exporters.data import JsonExporter, YamlExporter
from vnadmindoc.model import Directive, Notice, Section
from vnadmindoc.readers.data import read_json, read_yaml, yaml_data
from vnadmindoc.serial import to_data
from vnadmindoc.strategies import notices

_CLI = "import sys; from vnadmindoc.exporters.data import *; from vnadmindoc.model import *; "


@pytest.mark.law
@given(notices(drafts=True, odd_labels=True))
def test_a_notice_comes_back_from_both_formats(notice: Notice) -> None:
    """Law 1, through the bytes of a file."""
    assert read_json(JsonExporter().export(notice).decode()) == notice
    assert read_yaml(YamlExporter().export(notice).decode()) == notice


@given(notices(drafts=True))
def test_equal_notices_give_equal_bytes(notice: Notice) -> None:
    """However the notice came about."""
    for exporter in (JsonExporter(), YamlExporter()):
        data = exporter.export(notice)
        again = read_yaml(data.decode())  # what we write as JSON is YAML, too

        assert exporter.export(again) == data


@given(notices(drafts=True, odd_labels=True))
def test_other_readers_see_the_same_data(notice: Notice) -> None:
    """A plain YAML 1.1 reader takes no text for a number, a day or a truth value."""
    expected = to_data(notice)

    assert json.loads(JsonExporter().export(notice)) == expected
    assert yaml.safe_load(YamlExporter().export(notice)) == expected


@given(st.text(min_size=1))
def test_any_text_survives(text: str) -> None:
    """Also one that no office writes."""
    try:
        notice = Notice(subject="A", recipients=[text])
    except ValueError:
        return

    assert read_json(JsonExporter().export(notice).decode()) == notice
    assert read_yaml(YamlExporter().export(notice).decode()) == notice


@pytest.mark.parametrize(
    "text",
    [
        "5", "010", "0o17", "0x1F", "1e3", "1.", "1.5", "-3", "+4", ".5", "1_000", "12:30", "1,5",
        "2025-11-30", "yes", "No", "on", "OFF", "y", "N", "true", "False", "null", "~", "=", "<<",
        ".inf", "-.INF", ".NaN", "2021-2025", "17:00",
    ],
)  # fmt: skip
def test_text_that_looks_like_something_else_is_quoted(text: str) -> None:
    """Whatever version of YAML a reader knows."""
    written = YamlExporter().export(Notice(subject=text)).decode()

    assert f"subject: '{text}'\n" in written
    assert yaml_data(written) == to_data(Notice(subject=text))


@pytest.mark.parametrize("exporter", [JsonExporter(), YamlExporter()])
@given(notice=notices())
def test_a_file_is_readable_text(exporter: Exporter, notice: Notice) -> None:
    """UTF-8 with its letters as letters, and a line end at the end."""
    text = exporter.export(notice).decode("utf-8")

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"\\u[0-9a-f]{4}|\\x[0-9a-f]{2}", text)


def test_yaml_is_written_as_one_would_by_hand() -> None:
    """Line breaks as lines, lists below their key, paragraphs in one piece, labels in quotes."""
    point = Directive(label="a)", text="Báo cáo: trước 17 giờ")
    directive = Directive(label="1.", text="Hoàn thiện hồ sơ, " * 20, children=[point])
    notice = Notice(
        subject="Kết luận\nHội nghị giao ban", sections=[Section(heading="A", body=[directive])]
    )

    assert YamlExporter().export(notice).decode() == (
        "schema: vnadmindoc/1\n"
        "kind: thong_bao\n"
        "subject: |-\n"
        "  Kết luận\n"
        "  Hội nghị giao ban\n"
        "sections:\n"
        "  - heading: A\n"
        "    body:\n"
        f"      - text: {('Hoàn thiện hồ sơ, ' * 20).strip()}\n"
        "        label: '1.'\n"
        "        children:\n"
        "          - text: 'Báo cáo: trước 17 giờ'\n"
        "            label: a)\n"
    )


@pytest.mark.parametrize(
    ("indent", "text"),
    [
        (None, '{"schema": "vnadmindoc/1", "kind": "thong_bao", "subject": "Kết luận"}\n'),
        (0, '{\n"schema": "vnadmindoc/1",\n"kind": "thong_bao",\n"subject": "Kết luận"\n}\n'),
        (1, '{\n "schema": "vnadmindoc/1",\n "kind": "thong_bao",\n "subject": "Kết luận"\n}\n'),
    ],
)
def test_json_is_indented_as_asked(indent: int | None, text: str) -> None:
    """One line for machines, many for people."""
    assert JsonExporter(indent=indent).export(Notice(subject="Kết luận")).decode() == text


@pytest.mark.parametrize("indent", [-1, 9, True, "2", 2.0])
def test_an_indent_that_is_none_is_refused(indent: Any) -> None:
    """At once, with what is expected."""
    with pytest.raises(ExportError) as caught:
        JsonExporter(indent=indent)

    assert caught.value.place == "indent"
    assert "0 to 8" in str(caught.value)


@pytest.mark.parametrize("name", ["JsonExporter", "YamlExporter"])
def test_bytes_depend_on_nothing_but_the_notice(name: str) -> None:
    """Neither on the seed of hashes, nor on the time zone, nor on the language of the system."""
    code = f"{_CLI}sys.stdout.buffer.write({name}().export(Notice(subject='Kết luận')))"
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1", **world},
            capture_output=True,
            check=True,
        ).stdout
        for world in worlds
    }

    assert len(written) == 1
