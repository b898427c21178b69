"""Looks for inputs that crash, hang or lose something, led by the code they reach (atheris).

    python -m tests.fuzz.run {text,docx} [--minutes N] [--into DIRECTORY]

Each input that broke a promise is written into the directory, once for each place where it broke,
with the traceback beside it; the end tells how many there are, and is 1 where there is any. What
was found becomes a test where its cause is mended.
"""

import argparse
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from types import FrameType

import atheris

with atheris.instrument_imports(include=["vnadmindoc"]):
    from tests.fuzz.targets import TARGETS, seeds

from tests.fuzz.documents import mutated_docx
from tests.fuzz.texts import mutated_text

HANG = 20.0
"""Seconds of CPU time after which an input hangs; the largest is read in a fraction of it."""

LARGEST = 400_000  # bytes of an input


class HangError(BaseException):
    """An input was not done in time; no handler of errors may take it for one of its own."""


class Hunt:
    """A target with what has been found in it.

    Attributes:
        tried: How many inputs were asked.
        found: The places at which promises were broken.
    """

    def __init__(self, target: str, into: Path, minutes: float) -> None:
        self._target = target
        self._ask = TARGETS[target]
        self._into = into
        self._seeds = seeds(target)
        self._end = time.monotonic() + 60 * minutes
        self.tried = 0
        self.found: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """Ask of one input; the run ends when its time is over."""
        if time.monotonic() > self._end:
            self._say()
            sys.stdout.flush()
            # libFuzzer knows no end that is no crash.
            os._exit(1 if self.found else 0)
        self.tried += 1
        signal.setitimer(signal.ITIMER_PROF, HANG)
        try:
            self._ask(data)
        except (Exception, HangError) as error:
            self._keep(data, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def mutated(self, data: bytes, largest: int, seed: int) -> bytes:
        """Return an input made of another: of one that reached something new, or of a seed."""
        random = Random(seed)
        if len(data) < _SHORT or random.random() < 0.1:
            data = random.choice(self._seeds)
        if self._target == "docx":
            return mutated_docx(data, random, self._seeds)[:largest]
        if random.random() < 0.05:
            return bytes(atheris.Mutate(data, largest))
        donors = [each.decode(errors="replace") for each in self._seeds]
        text = mutated_text(data.decode(errors="replace"), random, donors)
        return text.encode(errors="surrogatepass")[:largest]

    def _keep(self, data: bytes, error: BaseException) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        ours = [
            each
            for each in traceback.extract_tb(error.__traceback__)
            if "vnadmindoc" in each.filename or "targets" in each.filename
        ]
        place = "hang" if isinstance(error, HangError) else f"{last.filename}:{last.lineno}"
        key = f"{type(error).__name__} {place} {ours[-1].name if ours else ''}"
        if key in self.found:
            return
        self.found.add(key)
        path = self._into / f"{self._target}-{sha256(data).hexdigest()[:10]}"
        path.with_suffix(f".{'docx' if self._target == 'docx' else 'txt'}").write_bytes(data)
        path.with_suffix(".trace").write_text("".join(traceback.format_exception(error)))
        sys.stdout.write(f"{path}: {key}: {error}\n")
        sys.stdout.flush()

    def _say(self) -> None:
        sys.stdout.write(
            f"{self._target}: {self.tried:,} inputs, {len(self.found)} places where one broke a "
            "promise\n"
        )


_SHORT = 16  # bytes, from which no document can be made


def _hangs(_signal: int, _frame: FrameType | None) -> None:
    raise HangError(f"not done within {HANG:g} s")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--minutes", type=float, default=30.0, help="default: %(default)g")
    parser.add_argument("--into", type=Path, default=Path("build") / "fuzz")
    arguments = parser.parse_args()
    corpus = arguments.into / f"corpus-{arguments.target}"
    corpus.mkdir(parents=True, exist_ok=True)
    hunt = Hunt(arguments.target, arguments.into, arguments.minutes)
    for at, each in enumerate(seeds(arguments.target)):
        (corpus / f"seed-{at:02}").write_bytes(each)
    signal.signal(signal.SIGPROF, _hangs)
    mutate: Callable[[bytes, int, int], bytes] = hunt.mutated
    options = [
        f"-max_len={LARGEST}",
        f"-artifact_prefix={arguments.into}/",
        "-timeout=36000",  # ours is `HANG`, after which the run goes on
        "-rss_limit_mb=3000",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], hunt, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
