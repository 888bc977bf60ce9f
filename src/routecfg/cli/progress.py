"""A progress bar for commands that take long, on a terminal. It is on stderr, and removed when the work is done."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from routecfg.cli.terminal import screen

_AFTER: Final = 1.0
"""Seconds before the bar appears. Shorter waits need no explanation, and loading rich takes a tenth of a second."""

_Thing = TypeVar("_Thing")


def watched(what: str, things: Iterable[_Thing]) -> Iterable[_Thing]:
    """The things, such as files, one after the other; `what` says what is being done with them."""
    return _shown(what, things) if screen(sys.stderr).width else things


def _shown(what: str, things: Iterable[_Thing]) -> Iterator[_Thing]:
    begun = time.monotonic()
    rest = iter(things)
    done = 0
    for thing in rest:
        yield thing
        done += 1
        if time.monotonic() - begun > _AFTER:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    total = len(things) if isinstance(things, Sequence) else None
    text, count = TextColumn("{task.description}", markup=False), MofNCompleteColumn()
    columns = (text, count) if total is None else (text, BarColumn(), count, TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task(what, total=total, completed=done)
        for thing in rest:
            yield thing
            progress.advance(task)
