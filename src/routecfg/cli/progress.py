"""A progress bar for commands that take long, on a terminal. It is on stderr, and removed when the work is done."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from routecfg.cli.terminal import screen
from routecfg.project import SourceFile

_AFTER: Final = 1.0
"""Seconds before the bar appears. Shorter waits need no explanation, and loading rich takes a tenth of a second."""

_STEP: Final = 50
"""The clock is read once for so many files."""


def watched(what: str, files: Iterable[SourceFile]) -> Iterable[SourceFile]:
    """The files, one after the other; `what` says what is being done with them."""
    return _shown(what, files) if screen(sys.stderr).width else files


def _shown(what: str, files: Iterable[SourceFile]) -> Iterator[SourceFile]:
    begun = time.monotonic()
    rest = iter(files)
    done = 0
    for file in rest:
        yield file
        done += 1
        if done % _STEP == 0 and time.monotonic() - begun > _AFTER:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    total = len(files) if isinstance(files, Sequence) else None
    text, count = TextColumn("{task.description}", markup=False), MofNCompleteColumn()
    columns = (text, count) if total is None else (text, BarColumn(), count, TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task(what, total=total, completed=done)
        for file in rest:
            yield file
            progress.advance(task)
