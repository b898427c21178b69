"""What every exporter is tested against, ours and anyone's: subclass it in three lines.

::

    class TestMine(ExporterContract):
        name = "mine"
        exporter = MyExporter

Promised: what passes can be used through every door of the library: by name, from the command
line, in threads and in other processes; it asks no clock, and what it leaves out it says.
Refused here: whether a file is a good one of its format, which only its own tests can say.

Needs the extra ``testing``.
"""

import hashlib
import json
import os
import pickle
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import Enum
from inspect import Parameter
from types import UnionType
from typing import Any, ClassVar, Final, Literal, Union, get_args, get_origin

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import HypothesisWarning

from vnadmindoc import registry
from vnadmindoc.errors import VnAdminDocError
from vnadmindoc.exporters import INTERFACE, Exporter, TellsLosses
from vnadmindoc.identity import keyed
from vnadmindoc.inventory import entries, missing
from vnadmindoc.model import Notice
from vnadmindoc.strategies import notices

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
# RFC 6838, 4.2
_MEDIA_TYPE = re.compile(r"[a-zA-Z0-9][\w!#$&^.+-]{0,126}/[a-zA-Z0-9][\w!#$&^.+-]{0,126}", re.ASCII)

# As they are written, and with a name for every duty, as they are issued.
_NOTICES: Final = notices(drafts=True) | notices(drafts=True).map(keyed)

_FEW: Final = 25
"""Notices for tests that make each of them several times."""
_THREADS: Final = 8

# 26 hours apart: whatever the moment, no hour and no day of the one place is that of the other.
_ELSEWHERE: Final = (
    ("0", "Etc/GMT+12", "2001-02-03"),
    ("4711", "Pacific/Kiritimati", "2044-12-31"),
)


@frozen
class _Made:
    """What an exporter makes of a notice.

    Attributes:
        data: The bytes; None where it is refused.
        told: The message it is refused with.
    """

    data: bytes | None
    told: str = ""

    @property
    def digest(self) -> str:
        """A short name that two results share only if they are the same."""
        return hashlib.sha256(self.data).hexdigest() if self.data is not None else self.told


class ExporterContract:
    """What holds of every exporter; subclass it as ``Test…``, and pytest asks all of it.

    Attributes:
        name: The name under which it is registered.
        exporter: What builds it, e.g. its class, or a `staticmethod` that sets options.
        examples: How many notices are drawn for tests of one notice at a time; None: as many as
            the profile of Hypothesis says.
    """

    name: ClassVar[str]
    exporter: Callable[[], Exporter]
    examples: ClassVar[int | None] = None

    def text_of(self, data: bytes) -> str:
        """Return all that a file says, as text; override it for what is neither text nor JSON.

        Args:
            data: What the exporter made.
        """
        media_type = self.exporter().media_type
        try:
            text = data.decode()
            return "\n".join(_strings(json.loads(text))) if _is_json(media_type) else text
        except UnicodeDecodeError as error:
            raise AssertionError(
                f"the bytes are no UTF-8 text ({error}): override text_of() in this class so that "
                f"it returns all that a file of {media_type} says"
            ) from error

    def test_it_is_registered_under_its_name(self) -> None:
        """The command line finds it, and builds what is tested here."""
        assert _NAME.fullmatch(self.name), f"name {self.name!r}: small letters, figures and hyphens"

        found = registry.registered(self.name)

        made = self.exporter()
        assert isinstance(made, Exporter), f"{made!r} lacks suffix, media_type or export()"
        assert type(made) is found.make, f"{self.name!r} is {found.make}, tested is {type(made)}"

    def test_it_is_written_for_this_interface(self) -> None:
        """A later library knows what it can expect of it."""
        assert getattr(self.exporter(), "interface", INTERFACE) == INTERFACE

    def test_its_media_type_is_one(self) -> None:
        """Type and subtype, as a web server sends them."""
        media_type = self.exporter().media_type

        assert _MEDIA_TYPE.fullmatch(media_type), f"no media type (RFC 6838): {media_type!r}"

    def test_its_ending_leads_back_to_it(self) -> None:
        """``vnadmindoc convert x.md x.ENDING`` means this format."""
        found = registry.format_of(f"van-ban{self.exporter().suffix}")

        assert found == self.name, f"files ending so are of {found!r}"

    def test_its_options_have_types_and_defaults_of_them(self) -> None:
        """The command line turns the words of a user into a value by the type."""
        for option in registry.registered(self.name).options:
            typed = option.type is not Parameter.empty and not isinstance(option.type, str)
            assert typed, f"option {option.name!r} has no type that is there at run time"
            fits = _fits(option.default, option.type)
            assert fits, (
                f"option {option.name!r}: its default {option.default!r} is of no such type"
            )

    def test_every_notice_becomes_bytes_or_an_error_that_explains_it(self) -> None:
        """Nothing else comes out of it, and asked again it says the same."""
        made = self.exporter()

        @settings(self._profile())
        @given(_NOTICES)
        def total(notice: Notice) -> None:
            first = _made(made, notice)

            assert _made(made, notice).digest == first.digest, "two calls, two results"
            assert _made(self.exporter(), notice).digest == first.digest, "a new one differs"

        total()

    def test_nothing_is_lost_but_what_it_says(self) -> None:
        """Every text and every day of a notice is in the file, or its path is in ``lost()``."""
        made = self.exporter()

        @settings(self._profile())
        @given(_NOTICES)
        def complete(notice: Notice) -> None:
            data = _made(made, notice).data
            if data is None:
                return
            lost = made.lost(notice) if isinstance(made, TellsLosses) else ()
            known = {each.path: each.said for each in entries(notice)}
            strange = [path for path in lost if not any(_within(each, path) for each in known)]
            assert not strange, f"lost() names what the notice does not say: {strange}"

            gone = [
                f"{path}: {known[path]!r}"
                for path in missing(notice, self.text_of(data))
                if not any(_within(path, each) for each in lost)
            ]

            assert not gone, "neither in the file nor in lost(): " + "; ".join(gone)

        complete()

    def test_it_is_safe_in_threads(self) -> None:
        """One exporter in many threads makes what it makes in one."""
        made = self.exporter()
        drawn = _drawn(_FEW)
        alone = [_made(made, notice).digest for notice in drawn]

        with ThreadPoolExecutor(_THREADS) as threads:
            together = list(threads.map(lambda notice: _made(made, notice).digest, drawn * 4))

        assert together == alone * 4, "what many threads made is not what one made"

    def test_it_makes_the_same_bytes_in_any_process_at_any_time(self) -> None:
        """Elsewhere: another process, hash seed, time zone and day."""
        made = self.exporter()
        drawn = _drawn(_FEW)
        here = [_made(made, notice).digest for notice in drawn]

        for seed, zone, day in _ELSEWHERE:
            there = _answers(made, drawn, seed, zone, day)

            other = [number for number in range(len(drawn)) if there[number] != here[number]]
            assert not other, f"hash seed {seed}, {zone}, {day}: differs for {drawn[other[0]]!r}"

    def _profile(self) -> settings:
        # Slow formats are tested too; how slow one is, is not asked here.
        quiet = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
        return settings(**quiet, **({"max_examples": self.examples} if self.examples else {}))  # type: ignore[arg-type]  # two of its many keywords


def _made(exporter: Exporter, notice: Notice) -> _Made:
    """Export a notice; whatever leaves the contract is an `AssertionError` that says so."""
    try:
        data: object = exporter.export(notice)
    except VnAdminDocError as error:
        return _Made(None, str(error))
    except (Exception, SystemExit) as error:
        raise AssertionError(
            f"{type(error).__name__} left export(): {error}; what a format cannot carry is an "
            "ExportError"
        ) from error
    assert isinstance(data, bytes), f"export() returned {type(data).__name__}, not bytes"
    return _Made(data)


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")


def _strings(value: object) -> Iterator[str]:
    """Yield the texts in JSON that are values; keys are the format's own words."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


def _within(path: str, part: str) -> bool:
    """Return whether a path is that of a part, or of something in it."""
    return path == part or (path.startswith(part) and path[len(part)] in ".[")


def _drawn(count: int) -> list[Notice]:
    """Return notices as Hypothesis draws them, always the same ones."""
    drawn: list[Notice] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(_NOTICES)
    def draw(notice: Notice) -> None:
        drawn.append(notice)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)
        draw()
    return drawn[:count]


def _answers(
    made: Exporter, drawn: Sequence[Notice], seed: str, zone: str, day: str
) -> Sequence[str]:
    """Return the digests that another process gives, far away and at another time."""
    try:
        question = pickle.dumps((sys.path, day, made, drawn))
    except Exception as error:
        raise AssertionError(f"it cannot go to another process: {error}") from error
    done = subprocess.run(
        [sys.executable, "-c", "from vnadmindoc import testing; testing.answer()"],
        input=question,
        capture_output=True,
        env={
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        check=False,
    )
    if done.returncode:
        raise AssertionError("in another process: " + done.stderr.decode(errors="replace"))
    answers: Sequence[str] = pickle.loads(done.stdout)
    return answers


def answer() -> None:
    """Answer `ExporterContract` from another process: what is asked comes by standard input."""
    import time_machine

    sys.path[:], day, made, drawn = pickle.load(sys.stdin.buffer)
    # Standing still, so that a clock that is asked twice gives itself away in the other process.
    # A number, for a time with a zone would set the zone as well.
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
    with time_machine.travel(moment, tick=False):
        digests = [_made(made, notice).digest for notice in drawn]
    pickle.dump(digests, sys.stdout.buffer)


def _fits(value: object, kind: Any) -> bool:
    """Return whether a default is a value of its option's type."""
    origin = get_origin(kind)
    if kind is Any:
        return True
    if origin is Literal:
        return value in get_args(kind)
    if origin in (Union, UnionType):
        return any(_fits(value, each) for each in get_args(kind))
    if kind is None:
        return value is None
    plain = origin or kind
    if not isinstance(plain, type):
        return True
    if isinstance(value, Enum) or not issubclass(plain, Enum):
        return isinstance(value, plain)
    return False
