"""Forms to fill in: one for each type, right as it stands, every key in it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import fields
from jsonschema import Draft202012Validator

from vnadmindoc import check, read_text
from vnadmindoc.findings import Severity
from vnadmindoc.forms import beginning, form
from vnadmindoc.model import Notice
from vnadmindoc.readers.data import yaml_data
from vnadmindoc.schema import json_schema
from vnadmindoc.serial import from_data
from vnadmindoc.vocabulary import DocumentKind

VALIDATOR = Draft202012Validator(json_schema())
_WIDTH = 100
_UNUSED = re.compile(r"^#\? (\w+): .*$", re.MULTILINE)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_form_is_a_notice_of_its_type(kind: DocumentKind) -> None:
    """It is read, is valid, says what it begins with, and breaks nothing; its number is open."""
    text = form(kind)

    notice = read_text(text, "yaml").notice

    assert notice.kind is kind
    assert notice == from_data(beginning(kind))
    VALIDATOR.validate(yaml_data(text))
    findings = check(notice).findings
    assert [str(each) for each in findings if each.severity is not Severity.NOTE] == []
    assert {each.code for each in findings} <= {"ND30-024-blank", "ND30-032-blank"}


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_form_has_every_key_and_says_what_each_is(kind: DocumentKind) -> None:
    """In use, or ready to be used; above each stands its explanation."""
    lines = form(kind).splitlines()
    keys = {match[1]: index for index, line in enumerate(lines) if (match := _KEY.match(line))}

    assert set(keys) == {each.name for each in fields(Notice) if each.init} | {"schema"}
    for name, index in keys.items():
        assert name == "schema" or lines[index - 1].startswith("# ")
    assert max(map(len, lines)) <= _WIDTH


_KEY = re.compile(r"(?:#\? )?(\w+):")


@pytest.mark.parametrize("kind", [DocumentKind.NOTICE, DocumentKind.LETTER, DocumentKind.MINUTES])
def test_what_stands_behind_a_mark_can_be_used(kind: DocumentKind) -> None:
    """Each key of a form, with its mark taken away, is well formed."""
    text = form(kind)
    names = _UNUSED.findall(text)

    used = {
        name: read_text(re.sub(rf"^#\? (?={name}:)", "", text, flags=re.MULTILINE), "yaml").notice
        for name in names
    }

    plain = read_text(text, "yaml").notice
    assert len(names) > 10
    assert [name for name in names if getattr(used[name], name) == getattr(plain, name)] == []


def test_a_form_names_the_schema_it_is_told() -> None:
    """A name beside it, an address, or none."""
    told = form(DocumentKind.PLAN, schema="https://example.vn/notice.json")

    assert told.startswith("# yaml-language-server: $schema=https://example.vn/notice.json\n")
    assert "yaml-language-server" not in form(DocumentKind.PLAN, schema=None)


# An editor


def test_an_editor_completes_explains_and_checks_a_form(tmp_path: Path) -> None:
    """The language server that editors use for YAML, asked as they ask it."""
    path = tmp_path / "thong-bao.yaml"
    subprocess.run(
        [sys.executable, "-m", "vnadmindoc", "new", "thong_bao", str(path)],
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    text = path.read_text(encoding="utf-8")
    wrong = text.replace("kind: thong_bao\n", "kind: thong_boa\n").replace("subject:", "subjct:")
    asked = text.replace("#? urgency: khan", "urgency: ")
    script = Path(__file__).parent / "yaml_editor.mjs"

    done = subprocess.run(
        ["node", str(script), path.as_uri()],
        input=json.dumps({"right": text, "wrong": wrong, "asked": asked}),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "YAML_SERVER": str(_SERVER)},
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["right"] == []
    assert any("thong_bao" in each for each in told["wrong"])
    assert any("subjct" in each for each in told["wrong"])
    assert {"khan", "thuong_khan", "hoa_toc"} <= set(told["completed"])
    assert "Độ khẩn" in told["explained"]
    assert "Urgency" in told["explained"]


_SERVER = Path(sys.prefix) / "node" / "node_modules" / "yaml-language-server"
