"""Makes many small notices in a process of its own, and tells how long it took and what it held.

    python -m benchmarks.batches COUNT PROCESSES FOLDER

Prints the notices a second, from the first outcome on, and the greatest memory in megabytes: of the
process that was asked, and of its workers. Small sources show best what handing them over costs.
"""

import json
import multiprocessing
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from vnadmindoc.batch import CHUNK, export_many

FORMATS = ("docx", "pdf", "ics")
TEXT = """**ỦY BAN NHÂN DÂN TỈNH HƯƠNG GIANG**

**SỞ VĂN HÓA**

**THÔNG BÁO**

**Về việc rà soát hồ sơ số {number}**

1. Văn phòng Sở chủ trì, lập danh sách số {number} trước ngày 20/3/2026.

2. Phòng Di sản báo cáo Giám đốc Sở chậm nhất ngày 31/3/2026.
"""


def sources(folder: Path, count: int) -> Iterator[Path]:
    """Yield small notices, each written when it is asked for, none like another."""
    for number in range(count):
        path = folder / f"{number}.md"
        path.write_text(TEXT.format(number=number), encoding="utf-8")
        yield path


def peak(process: int | str) -> float:
    """Return the greatest memory of a process so far, in megabytes; Linux tells it in /proc."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def main() -> None:
    """Run a batch as the command line says."""
    count, processes, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    (folder / "in").mkdir(parents=True)
    begin = 0.0
    failed = 0
    outcomes = export_many(
        sources(folder / "in", count), FORMATS, into=folder / "out", processes=processes
    )
    for number, outcome in enumerate(outcomes, start=1):
        failed += bool(outcome.errors)
        if number == CHUNK:
            begin = perf_counter()  # the processes are there and warm
        if number == count:
            spent = perf_counter() - begin
            workers = [peak(each.pid or 0) for each in multiprocessing.active_children()]
    told = {"rate": (count - CHUNK) / spent, "own": peak("self"), "workers": max(workers)}
    sys.stdout.write(json.dumps(told | {"failed": failed}))


if __name__ == "__main__":
    main()
