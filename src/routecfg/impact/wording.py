"""Times in words: the days of the week and the hours that many intervals have in common."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from routecfg.diagnostics import listed, plural
from routecfg.opening_hours import spoken_day

_DAYS: Final = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_MOST: Final = 1500
"""Intervals that are looked at: two years of days have fewer."""

_FEW: Final = 9
"""So many days are listed one by one."""


def times_in_words(windows: Sequence[tuple[str, str]]) -> str:
    """`Saturdays 12:00-13:00, first on 28 November 2026, 104 times in two years`; one interval is said as it is.

    `windows` are in the local time of the project, in order.
    """
    begins = [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in windows]
    first, end = begins[0]
    if len(begins) == 1:
        return f"{_moment(first)} to {_moment(end)}"
    count = plural(len(begins), "time")
    if len(begins) <= _FEW:
        dates = list(dict.fromkeys(spoken_day(start.date()) for start, _ in begins))
        hours = {f"{start:%H:%M}-{_until(start, stop)}" for start, stop in begins}
        return listed(dates, "and") + (f", {hours.pop()}" if len(hours) == 1 else "")
    spans = {(f"{start:%H:%M}-{_until(start, stop)}") for start, stop in begins[:_MOST]}
    if len(spans) > 1 or len(begins) > _MOST:
        return f"{count} in two years, first {_moment(first)} to {_moment(end)}"
    days = sorted({start.weekday() for start, _ in begins})
    if len(days) == len(_DAYS):
        said = "every day"
    elif len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        said = f"{_DAYS[days[0]]} to {_DAYS[days[-1]]}"
    else:
        said = listed([_DAYS[day] for day in days], "and")
    return f"{said} {spans.pop()}, first on {spoken_day(first.date())}, {count} in two years"


def _until(start: datetime, end: datetime) -> str:
    """The end of a span; one that ends with its day ends at 24:00."""
    if end - start >= timedelta(days=1) or (end.hour, end.minute) != (0, 0):
        return f"{end:%H:%M}"
    return "24:00"


def _moment(moment: datetime) -> str:
    return f"{spoken_day(moment.date())} {moment:%H:%M}"
