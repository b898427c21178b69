"""Counts how much of a notice is read as people read it, and lists every miss.

    python -m benchmarks.accuracy [--samples FOLDER] [--no-peer]

Reads the labelled sentences and notices of the tests (those of ``held_out`` were written before
anything was read of them) and, where they are at hand, those of real notices, the printed heads and
the notices with their truths (``*.truth.json``). Prints precision, recall and F1
for directives, assignments (role and party) and deadlines (kind and last day), a file and in total;
then the same dates as dateparser reads them. A file that cannot be read is said, not left out. Ends
with 1 if a last day is given out that nobody marked.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from vnadmindoc.dates import deadlines_in
from vnadmindoc.duties import assignments_in
from vnadmindoc.errors import VnAdminDocError
from vnadmindoc.model import (
    Assignment,
    BodyItem,
    Deadline,
    Directive,
    Notice,
    Paragraph,
    Recurrence,
    Table,
    texts_of,
)
from vnadmindoc.readers import read, read_text
from vnadmindoc.text import fold, tidy
from vnadmindoc.vocabulary import DeadlineKind, Frequency

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"
OWN = ROOT / "tests" / "dates" / "sentences.jsonl"
HELD_OUT = ROOT / "tests" / "held_out"

_HEAD_WORDS = 8
_LIKE_HEAD = 5  # words of a head that must be the same
_DIRECTIVES, _ASSIGNMENTS, _DEADLINES, _FIELDS = "directives", "assignments", "deadlines", "fields"


@define
class Score:
    """How often ours and the truth agree.

    Attributes:
        right: What both have.
        extra: What only ours has, told for people.
        missed: What only the truth has, told for people.
    """

    right: int = 0
    extra: list[str] = field(factory=list)
    missed: list[str] = field(factory=list)

    def add(self, other: "Score") -> None:
        """Take another score in."""
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed

    @property
    def figures(self) -> str:
        """Precision, recall and F1 with what they are made of."""
        ours, truth = self.right + len(self.extra), self.right + len(self.missed)
        precision = self.right / ours if ours else 1.0
        recall = self.right / truth if truth else 1.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        counts = f"{self.right} | {len(self.extra)} | {len(self.missed)}"
        return f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {counts}"


@define
class Report:
    """The scores of one file.

    Attributes:
        name: The file.
        scores: By what was scored.
        wrong: Last days given out with confidence that nobody marked.
        unread: Why the file could not be read.
    """

    name: str
    scores: dict[str, Score] = field(factory=dict)
    wrong: list[str] = field(factory=list)
    unread: str | None = None

    def score(self, what: str) -> Score:
        """Return the score of something, begun if need be."""
        return self.scores.setdefault(what, Score())


@frozen
class Due:
    """A deadline as it is compared.

    Attributes:
        kind: Its kind.
        due: The last moment on time, None where there is none.
        rule: How it comes round.
        phrase: Its words.
        optional: Whether it need not be found.
    """

    kind: DeadlineKind
    due: datetime | date | None
    rule: tuple[object, ...] | None
    phrase: str
    optional: bool = False

    @property
    def value(self) -> tuple[object, ...]:
        """What must be equal."""
        return self.kind, self.due, self.rule

    def __str__(self) -> str:
        told = self.due if self.rule is None else self.rule
        return f"{self.kind.value} {self.phrase!r} {told or ''}".strip()


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="default: %(default)s")
    parser.add_argument("--no-peer", action="store_true", help="leave dateparser out")
    arguments = parser.parse_args()
    held_out = sorted(HELD_OUT.glob("*.jsonl"))
    sources = [OWN, *held_out, arguments.samples / "sentences.jsonl"]
    reports = [of_sentences(path) for path in sources if path.is_file()]
    reports += [of_heads(path) for path in sorted(arguments.samples.glob("headers.jsonl"))]
    for folder in (HELD_OUT / "notices", arguments.samples):
        reports += [of_notice(path) for path in sorted(folder.glob("*.truth.json"))]
    sys.stdout.write(told(reports))
    if not arguments.no_peer:
        sys.stdout.write(of_peer([path for path in sources if path.is_file()]))
    return 1 if any(report.wrong for report in reports) else 0


def told(reports: Sequence[Report]) -> str:
    """Return the tables, then every miss."""
    rows = []
    totals: dict[str, Score] = {}
    for report in reports:
        if report.unread is not None:
            rows.append(f"| {report.name} | not read: {report.unread} | | | | | | |")
        for what, score in report.scores.items():
            rows.append(f"| {report.name} | {what} | {score.figures} |")
            totals.setdefault(what, Score()).add(score)
    rows += [f"| **all** | {what} | {score.figures} |" for what, score in totals.items()]
    misses = [
        f"- {report.name}, {what}, {how}: {each}"
        for report in reports
        for what, score in report.scores.items()
        for how, listed in (("missed", score.missed), ("extra", score.extra))
        for each in listed
    ]
    wrong = [f"- {report.name}: {each}" for report in reports for each in report.wrong]
    return "\n".join(
        [
            "| File | What | Precision | Recall | F1 | Right | Extra | Missed |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"Wrong and confident deadlines: {len(wrong)}",
            *wrong,
            "",
            f"Misses: {len(misses)}",
            *misses,
            "",
        ]
    )


# Sentences


def of_sentences(path: Path) -> Report:
    """Return the scores of labelled sentences."""
    ours = path.is_relative_to(ROOT)
    report = Report(str(path.relative_to(ROOT)) if ours else path.name)
    for each in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        text, reference = each["text"], date.fromisoformat(each["reference_date"])
        expected = [expected_due(due) for due in each["deadlines"]]
        found = [found_due(due) for due in deadlines_in(text, reference)]
        compare_deadlines(report, each["id"], expected, found)
        parties = [_assignment(one) for one in each["assignments"]]
        compare_assignments(report, each["id"], parties, assignments_in(text))
    return report


def _assignment(data: dict[str, Any]) -> tuple[str, str, bool]:
    return data["role"], data["party"], bool(data.get("optional"))


def expected_due(data: dict[str, Any]) -> Due:
    """Return a deadline of a truth as it is compared."""
    kind, op = data["kind"], data.get("op")
    due: date | None = None
    if data.get("due"):
        text = data["due"]
        due = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    if isinstance(due, datetime) and due.time() == time(0):
        due = due.date() - timedelta(days=1)  # 0:00 of a day is the end of the day before
    rule = _expected_rule(data) if kind == "recurring" else None
    if due is not None:
        ours = DeadlineKind.DATED
    elif op == "same_as":
        ours = DeadlineKind.REFERRED
    elif op == "unresolved":
        ours = DeadlineKind.UNRESOLVED
    elif op == "ongoing":
        ours = DeadlineKind.STANDING
    else:
        ours = {
            "recurring": DeadlineKind.RECURRING,
            "relative": DeadlineKind.CONDITIONAL,
        }.get(kind, DeadlineKind.VAGUE)
    return Due(ours, due, rule, tidy(data["phrase"]), optional=bool(data.get("weak")))


def _expected_rule(data: dict[str, Any]) -> tuple[object, ...]:
    """Return the frequency, the interval in its months or weeks, the day, the hour."""
    parts = dict(part.split("=") for part in (data.get("due_rrule") or data["rrule"]).split(";"))
    day = int(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None
    hour = data.get("time")
    shifted = data.get("op") == "before" and "due_rrule" not in data and hour is None
    if shifted and day is not None:
        day = day - 1 or -1
    at = time.fromisoformat(hour) if hour else None
    months = int(parts.get("INTERVAL", "1"))
    return parts["FREQ"], months, parts.get("BYMONTH"), day, parts.get("BYDAY"), at


def _found_rule(recurrence: Recurrence | None) -> tuple[object, ...] | None:
    if recurrence is None:
        return None
    months = {Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6}
    name = "MONTHLY" if recurrence.frequency in months else recurrence.frequency.name
    month = None
    if recurrence.frequency is Frequency.YEARLY and recurrence.month is not None:
        month = str(recurrence.month)
    weekday = recurrence.weekday.value[:2].upper() if recurrence.weekday else None
    every = months.get(recurrence.frequency, 1) * recurrence.interval
    return name, every, month, recurrence.month_day, weekday, recurrence.at


def found_due(deadline: Deadline) -> Due:
    """Return a deadline of ours as it is compared."""
    due: date | None = deadline.due
    if due is not None and deadline.at is not None:
        due = datetime.combine(due, deadline.at)
    return Due(deadline.kind, due, _found_rule(deadline.recurrence), deadline.phrase)


def compare_deadlines(
    report: Report, where: str, expected: Iterable[Due], found: Iterable[Due]
) -> None:
    """Score the deadlines of one text; note each last day that nobody marked."""
    score = report.score(_DEADLINES)
    expected, found = list(expected), list(found)
    days = {_day(each.due) for each in expected}
    report.wrong += [
        f"{where}: {each}"
        for each in found
        if each.kind is DeadlineKind.DATED and _day(each.due) not in days
    ]
    left = list(found)
    for each in expected:
        same = [other for other in left if other.value == each.value]
        # Where two are equal the one whose words overlap is meant.
        same.sort(key=lambda other: not _overlap(other.phrase, each.phrase))
        if same:
            left.remove(same[0])
            score.right += 1
        elif not each.optional:
            score.missed.append(f"{where}: {each}")
        else:
            left = [other for other in left if not _overlap(other.phrase, each.phrase)]
    score.extra += [f"{where}: {each}" for each in left]


def _day(due: date | None) -> date | None:
    return due.date() if isinstance(due, datetime) else due


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def compare_assignments(
    report: Report,
    where: str,
    expected: Iterable[tuple[str, str, bool]],
    found: Iterable[Assignment],
) -> None:
    """Score who does what in one text."""
    score = report.score(_ASSIGNMENTS)
    left = [(each.role.value, each.party) for each in found]
    for role, party, optional in expected:
        hits = [pair for pair in left if pair[0] == role and fold(pair[1]) == fold(party)]
        if not hits:
            # A list that the truth gives as one: all its parts, and nothing but them.
            parts = [pair for pair in left if pair[0] == role and fold(pair[1]) in fold(party)]
            whole = sum(len(pair[1]) for pair in parts) >= _LISTED * len(party)
            hits = parts if whole else []
        left = [pair for pair in left if pair not in hits]
        if hits:
            score.right += 1
        elif not optional:
            score.missed.append(f"{where}: {role} {party!r}")
    score.extra += [f"{where}: {role} {party!r}" for role, party in left]


_LISTED = 0.8  # of a list's letters its parts hold; the rest joins them


# Heads


def of_heads(path: Path) -> Report:
    """Return how many fields of printed heads are read as they are."""
    report = Report(path.name)
    for each in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        notice = read_text("\n".join(each["printed"]), "txt").notice
        compare_head(report, each["id"], each, notice)
    return report


def compare_head(report: Report, where: str, truth: dict[str, Any], notice: Notice) -> None:
    """Score the fields of a head that the truth gives."""
    head = truth["header"]
    number, dateline = notice.number, notice.dateline
    parts = head.get("date_parts") or {}
    pairs: list[tuple[str, object, object]] = [
        ("number", head["number"], str(number.number) if number and number.number else None),
        ("symbol", head["symbol"], number.symbol if number else None),
        ("place", head["place"], dateline.place if dateline else None),
    ]
    pairs += [
        (name, parts.get(name), getattr(dateline, name) if dateline else None)
        for name in ("day", "month", "year")
    ]
    told = truth.get("title") or truth.get("abstract")
    if told:
        pairs.append(("subject", _bare(told), _bare(notice.subject)))
    score = report.score(_FIELDS)
    for name, expected, found in pairs:
        if _same(expected, found):
            score.right += expected is not None
        elif expected is None:
            score.extra.append(f"{where}: {name} {found!r}")
        else:
            score.missed.append(f"{where}: {name} {expected!r}, found {found!r}")


def _bare(text: str) -> str:
    return re.sub(r"^(?:v/v|về việc)\s+", "", fold(tidy(text.replace("\n", " "))))


def _same(expected: object, found: object) -> bool:
    if isinstance(expected, str) and isinstance(found, str):
        return fold(expected).lstrip("0") == fold(found).lstrip("0")
    return expected == found


# Notices


def of_notice(path: Path) -> Report:
    """Return the scores of one notice with its truth."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    stem = path.name.removesuffix(".truth.json")
    files = [each for each in path.parent.glob(f"{stem}.*") if each.suffix != ".json"]
    report = Report(files[0].name if files else path.name)
    try:
        notice = read(files[0]).notice
    except (VnAdminDocError, IndexError) as error:
        report.unread = str(error).splitlines()[0].split(": ", 1)[-1]
        return report
    compare_head(report, "head", truth, notice)
    if truth["annotation"] == "full":
        compare_body(report, truth, notice)
    elif truth.get("deadlines_complete"):
        ours = [found_due(due) for _, each in placed(notice) for due in each.deadlines]
        compare_deadlines(report, "all", map(expected_due, truth["deadlines"]), ours)
    return report


def compare_body(report: Report, truth: dict[str, Any], notice: Notice) -> None:
    """Score directives, assignments and deadlines, each in its place."""
    ours = list(placed(notice))
    score = report.score(_DIRECTIVES)
    places: dict[str, Directive] = {}
    free = list(ours)
    for each in truth["directives"]:
        head = fold(each["head"]).split()
        same = [
            (ref, directive)
            for ref, directive in free
            if directive.label == each["label"] and _alike(head, directive)
        ]
        same.sort(key=lambda pair: pair[0] != each["ref"])
        if same:
            free.remove(same[0])
            places[each["ref"]] = same[0][1]
            score.right += 1
        else:
            score.missed.append(f"{each['ref']} {each['label']} {each['head']!r}")
    score.extra += [
        f"{ref} {directive.label} {' '.join(_head(directive))!r}" for ref, directive in free
    ]
    refs = dict.fromkeys([*places, *(x["ref"] for x in truth["assignments"] + truth["deadlines"])])
    for ref in refs:
        directive = places.get(ref)
        compare_assignments(
            report,
            ref,
            [_assignment(each) for each in truth["assignments"] if each["ref"] == ref],
            directive.assignments if directive else (),
        )
        compare_deadlines(
            report,
            ref,
            [expected_due(each) for each in truth["deadlines"] if each["ref"] == ref],
            [found_due(each) for each in directive.deadlines] if directive else [],
        )
    for ref, directive in free:
        compare_assignments(report, ref, [], directive.assignments)
        compare_deadlines(report, ref, [], map(found_due, directive.deadlines))


def _head(directive: Directive) -> list[str]:
    words = [word for text in _printed(directive) for word in text.split()]
    return fold(" ".join(words)).split()[:_HEAD_WORDS]


def _printed(directive: Directive) -> Iterator[str]:
    yield str(directive.text)
    for child in directive.children:
        if isinstance(child, Directive):
            yield child.label
            yield from _printed(child)
        else:
            yield from texts_of(child)


def _alike(head: Sequence[str], directive: Directive) -> bool:
    ours = _head(directive)
    count = min(len(head), len(ours))
    same = sum(1 for one, other in zip(head, ours, strict=False) if one == other)
    return same >= min(_LIKE_HEAD, count) and count > 0 and head[0] == ours[0]


def placed(notice: Notice) -> Iterator[tuple[str, Directive]]:
    """Yield each directive with its path as the truths write it: ``II.2.-3``, ``1.a``, ``p2``."""
    yield from _placed((), notice.opening)
    for section in notice.sections:
        yield from _placed((section.label.strip(". "),), section.body)
    yield from _placed((), notice.closing)


def _placed(above: tuple[str, ...], body: Iterable[BodyItem]) -> Iterator[tuple[str, Directive]]:
    bullets = paragraphs = 0
    for item in body:
        paragraphs += isinstance(item, Paragraph)
        if isinstance(item, Table):
            yield from (
                (".".join((*above, f"row{n}")), row) for n, row in enumerate(item.duties, 1)
            )
        if not isinstance(item, Directive):
            continue
        label = item.label.strip(" .)")
        if label.startswith("("):
            label += ")"
        if label in ("-", "–", "+", "•", "*"):
            bullets += 1
            label = f"{label}{bullets}"
        elif not label:
            paragraphs += 1
            label = f"p{paragraphs}"
        path = (
            (*above[:-1], label) if above and label.startswith(f"{above[-1]}.") else (*above, label)
        )
        yield ".".join(path), item
        yield from _placed(path, item.children)


# The peer


def _good_days(data: dict[str, Any], due: date) -> set[str]:
    """Return the days that will do of a peer: the last on time, the day stated, any of a month."""
    last = due.date() if isinstance(due, datetime) else due
    good = {last.isoformat(), (data.get("date") or "")[:10]}
    if data.get("op") == "before" and not isinstance(due, datetime):
        good.add((last + timedelta(days=1)).isoformat())
    if data.get("op") == "in" and "tháng" in data["phrase"]:
        good |= {last.replace(day=day).isoformat() for day in range(1, last.day + 1)}
    return good


def of_peer(paths: Iterable[Path]) -> str:
    """Return how dateparser and we read the days of the same phrases."""
    from dateparser.search import search_dates

    ours = theirs = silent = total = 0
    lines = []
    decoys = wrong = 0
    for path in paths:
        for each in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            reference = date.fromisoformat(each["reference_date"])
            settings = {"RELATIVE_BASE": datetime.combine(reference, time(8)), "DATE_ORDER": "DMY"}
            for due in each["deadlines"]:
                expected = expected_due(due)
                if expected.due is None or expected.optional:
                    continue
                total += 1
                good = _good_days(due, expected.due)
                found = search_dates(due["phrase"], languages=["vi"], settings=settings) or []
                read = {moment.date().isoformat() for _, moment in found}
                theirs += bool(read) and read <= good
                silent += not read
                ours += any(
                    found_due(one).value == expected.value
                    for one in deadlines_in(each["text"], reference)
                )
                if read and not read <= good:
                    lines.append(
                        f"- dateparser reads {due['phrase']!r} as {', '.join(sorted(read))}"
                    )
            if not each["deadlines"]:
                decoys += 1
                wrong += bool(search_dates(each["text"], languages=["vi"], settings=settings))
    failed = total - theirs - silent
    return "\n".join(
        [
            "| Phrases with a last day | Right | No answer | Wrong |",
            "| --- | --- | --- | --- |",
            f"| vnadmindoc (last day and hour) | {ours} of {total} | | {total - ours} |",
            f"| dateparser (the day stated will do) | {theirs} of {total} | {silent} | {failed} |",
            "",
            f"Of {decoys} sentences without a deadline dateparser finds a date in {wrong}.",
            *lines,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
