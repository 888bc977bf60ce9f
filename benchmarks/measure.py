"""One child process, measured by the system: its processor time, its peak memory, how it ended."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

DRAIN = """
import pathlib, sys, time, yaml
files = sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml"))
start = time.process_time()
for file in files:
    parser = yaml.cyaml.CParser(file.read_bytes())
    while parser.get_event() is not None:
        pass
print(time.process_time() - start)
"""
"""Reads files and lets the C parser go through them: what nobody who reads YAML can do without."""


class Measured(NamedTuple):
    """`processor` (user and system) and `wall` in seconds, `peak` memory in bytes, what was printed."""

    processor: float
    wall: float
    peak: int
    status: int
    output: str
    errors: str


class Medians(NamedTuple):
    """The medians of several rounds."""

    processor: float
    wall: float
    peak: float


class ChildFailedError(Exception):
    """The command ended with a status that says it did not do its work."""


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, accept: int = 1) -> Measured:
    """Run a command to its end. Raises `ChildFailedError` if its status is above `accept`.

    The peak is the system's maximal resident set. A child inherits the figure of the process that started it, so
    whoever measures memory must stay small itself.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, stdout=output, stderr=errors, stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})}
        )
        _, code, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(code)  # it was waited for here, not by Popen
        output.seek(0)
        errors.seek(0)
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        measured = Measured(
            usage.ru_utime + usage.ru_stime,
            wall,
            peak,
            child.returncode,
            output.read(10_000).decode(errors="replace"),
            errors.read(10_000).decode(errors="replace"),
        )
    if not 0 <= measured.status <= accept:
        last = (measured.errors.strip().splitlines() or ["nothing was printed"])[-1]
        raise ChildFailedError(f"status {measured.status}: {last}")
    return measured


def drain(folder: Path) -> Measured:
    """Let the C parser of PyYAML go through every file of a folder; its own time, without Python's start."""
    measured = run([sys.executable, "-c", DRAIN, str(folder)], accept=0)
    return measured._replace(processor=float(measured.output), wall=float(measured.output))


def interleaved(jobs: Mapping[str, Callable[[], Measured]], rounds: int) -> dict[str, Medians]:
    """Run all jobs in turn, several times, so that a slow moment of the machine hits them all; their medians."""
    seen: dict[str, list[Measured]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            seen[name].append(job())
    return {
        name: Medians(
            statistics.median(item.processor for item in runs),
            statistics.median(item.wall for item in runs),
            statistics.median(item.peak for item in runs),
        )
        for name, runs in seen.items()
    }
