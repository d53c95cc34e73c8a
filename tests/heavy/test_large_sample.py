"""A sample of two million rows: read in a stream, in bounded memory; how long it took is printed, not asserted."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

LARGE = """
import sys, time
from dataclasses import replace
from app.scoping.rules.samples import inspect_sample
from app.scoping.rules.samples.limits import LIMITS
started = time.process_time()
with open(sys.argv[1], "rb") as file:
    found = inspect_sample(file, "large.csv", replace(LIMITS, table_bytes=1 << 30))
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # getrusage would count the parent's, too
print(found.size, found.dates.days, round(time.process_time() - started, 1), int(peak.split()[1]) // 1024)
"""


def test_two_million_rows_are_read_whole_within_300_megabytes(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("w", encoding="cp949") as file:
        file.write("일시,설비,온도,압력,판정\n")
        for minute in range(2_000_000):
            file.write(
                f"{date(2021, 1, 1) + timedelta(minutes=0, days=minute // 1440)} 10:00,P{minute % 5},{minute % 97}.5,{minute % 13},OK\n"
            )

    done = subprocess.run(
        [sys.executable, "-c", LARGE, str(path)], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    rows, days, seconds, megabytes = (float(part) for part in done.stdout.split())
    assert (rows, days) == (2_000_000, 1389)
    print(f"{seconds} s of CPU")
    assert megabytes < 300
