"""Options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from routecfg.cli.clock import YEARS
from routecfg.diagnostics import CannotRun

ProjectOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="DIR",
        help="The project's folder. Default: the nearest routecfg.yaml from here upwards.",
        show_default=False,
    ),
]

FormatOption: TypeAlias = Annotated[
    Literal["text", "json"], typer.Option("--format", metavar="FORMAT", help="text, or json for programs.")
]

TodayOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        help="Look at hours and dates as of this day, such as 2026-12-24. Default: today, where the project is.",
        show_default=False,
    ),
]


def day(text: str | None, option: str) -> date | None:
    """The date that an option names, None if it was left out.

    Raises CannotRun if it is not a date, or one that no routing file could name.
    """
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise CannotRun(f"{option} is not a date: '{text}'", "write it as year-month-day, such as 2026-12-24") from None
    if found.year not in YEARS:
        raise CannotRun(f"{option} is too far away: '{text}'", f"dates go from {YEARS[0]} to {YEARS[-1]}")
    return found
