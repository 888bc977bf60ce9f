"""What is proved about an estate in which nothing is missing: for those who ask the proofs, and want no findings."""

from datetime import date
from typing import Final, NamedTuple

from routecfg.model import Estate, Settings
from routecfg.opening_hours import horizon_from
from routecfg.pipeline.estate import data_context
from routecfg.pipeline.parts import of_objects
from routecfg.rules import DataContext, TimeContext
from routecfg.rules.support.references import References

_NOTHING_MISSING: Final = References(frozenset(), (), frozenset(), frozenset(), frozenset())


class Analysis(NamedTuple):
    """The time groups over the horizon, and where chats go with which data."""

    time: TimeContext
    data: DataContext


def analysis(estate: Estate, settings: Settings, today: date) -> Analysis:
    """The analysis of an estate whose objects are all read, and name only what is there."""
    parts = of_objects(estate, settings)
    time = TimeContext(parts.hours(), settings, today)
    horizon = horizon_from(today)
    return Analysis(time, data_context(parts, _NOTHING_MISSING, True, settings, time.calendar.of, horizon))
