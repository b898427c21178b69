"""What checks found, for other programs: every finding is in every format."""

import json
from typing import Any

from pydantic_sarif.model import (  # type: ignore[import-untyped]  # it does not say that it is typed
    StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif,
)

from vnadmindoc.conformance import Report, Unevaluated
from vnadmindoc.findings import Finding, Place, Severity
from vnadmindoc.model import Notice
from vnadmindoc.recognition import Reading
from vnadmindoc.reports import Checked, as_annotations, as_data, as_sarif, grouped
from vnadmindoc.rules import TESTS

_FINDING = Finding(
    code="ND30-025b",
    message="số dưới 10 phải ghi số 0 phía trước: 05",
    english="a number below 10 takes a leading zero: 05",
    where="number.number",
    place=Place(line=3),
    span=(4, 5),
    quote="5",
    clause="II.3.c",
    fixable=True,
)
_CHECKED = Checked(
    source="thư mục/giao ban, 50%.md",
    report=Report(
        reading=Reading(notice=Notice(subject="Việc")),
        findings=(_FINDING, Finding(code="READ-003", message="a\nb", severity=Severity.WARNING)),
        unevaluated=(Unevaluated(code="ND30-001", message="không biết", english="unknown"),),
        asked=2,
    ),
)


def test_plain_data_have_every_finding_and_what_was_not_evaluated() -> None:
    """What a program needs to show and to count, in both languages."""
    data = json.loads(json.dumps(as_data(_CHECKED)))

    assert data["conforms"] is False
    assert [each["code"] for each in data["findings"]] == ["ND30-025b", "READ-003"]
    assert data["findings"][0] | {"line": 3, "span": [4, 5], "fixable": True} == data["findings"][0]
    assert data["unevaluated"] == [
        {"code": "ND30-001", "message": "không biết", "english": "unknown"}
    ]


def test_a_sarif_log_is_one_of_the_official_schema() -> None:
    """The model is generated from the schema of OASIS."""
    log = as_sarif([_CHECKED])

    run = Sarif.model_validate_json(json.dumps(log)).runs[0]

    assert run.results is not None
    assert [result.ruleId for result in run.results] == ["ND30-025b", "READ-003"]
    assert run.tool.driver.rules is not None
    assert {rule.id for rule in run.tool.driver.rules} >= set(TESTS)


def test_a_sarif_result_says_where_and_in_which_language() -> None:
    """The region counts from 1, the path is a URI, the rule is the one its index names."""
    log: Any = as_sarif([_CHECKED], "en")
    (run,) = log["runs"]
    first = run["results"][0]

    assert first["message"]["text"] == _FINDING.english
    physical = first["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 6}
    assert physical["artifactLocation"]["uri"] == "th%C6%B0%20m%E1%BB%A5c/giao%20ban%2C%2050%25.md"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "ND30-025b"
    assert "unknown" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_an_annotation_is_one_line_with_its_signs_escaped() -> None:
    """A comma would end a property, a line feed the command."""
    first, second = as_annotations([_CHECKED])

    assert first == (
        "::error file=thư mục/giao ban%2C 50%25.md,title=ND30-025b,line=3,col=5,endColumn=6::"
        "number.number, dòng 3: số dưới 10 phải ghi số 0 phía trước: 05 (II.3.c)"
    )
    assert second == "::warning file=thư mục/giao ban%2C 50%25.md,title=READ-003::a%0Ab"


def test_one_fault_at_many_places_is_one_for_people() -> None:
    """The places page by page, those that follow each other as a range; other messages apart."""
    places = [Place(page=1, paragraph=n) for n in (3, 5, 6, 7)] + [Place(page=2, paragraph=20)]
    face = [Finding(code="ND30-004", message="phông chữ", place=place) for place in places]
    others = (Finding(code="ND30-004", message="phông khác"), Finding(code="ND30-006", message="m"))

    groups = grouped([face[0], others[0], *face[1:], others[1]])

    assert [len(group.findings) for group in groups] == [5, 1, 1]
    together = groups[0].together("vi")
    assert together.located() == "trang 1 đoạn 3, 5–7; trang 2 đoạn 20 (5 chỗ)"
    assert groups[0].together("en").located("en").endswith("page 2 paragraph 20 (5 places)")
    assert groups[1].together("vi") == others[0]


def test_places_that_a_file_does_not_tell_are_paths() -> None:
    """And what has no place at all is counted."""
    slant = [Finding(code="a", message="m", where=f"opening[{n}].text") for n in (0, 2)]

    (group,) = grouped(slant)
    (nowhere,) = grouped([Finding(code="a", message="m")] * 2)

    assert group.together().where == "opening[0].text, opening[2].text (2 chỗ)"
    assert nowhere.together("en").where == "2 places"
