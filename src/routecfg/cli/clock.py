"""The clock of this machine."""

from datetime import UTC, datetime
from typing import Final

from routecfg.diagnostics import CannotRun

YEARS: Final = range(2000, 2100)
"""The years that routing files can name."""


def now() -> datetime:
    """This moment, UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def refuse_odd_clock() -> None:
    """Raises CannotRun if the clock is surely wrong, as that of a board without a battery: 1970.

    A plan and a release hold for ever what follows from the day on which they are made, such as holidays.
    """
    moment = now()
    if moment.year not in YEARS:
        raise CannotRun(
            f"the clock of this machine says {moment:%Y-%m-%d %H:%M} UTC; nothing was released, and nothing saved",
            "set the clock, and run the command again",
        )
